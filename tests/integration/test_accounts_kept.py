"""Accounts with real passwords and keys, and from the command line."""

from datetime import UTC, datetime, timedelta

import pytest
from click.testing import CliRunner, Result

from informed.adapters.seal.certificates import PHYSICIAN_LIFE
from informed.bootstrap import Product
from informed.cli import main
from informed.errors import SignInRefused
from informed.service.accounts import SHELL
from tests.factories import PASSWORD
from tests.integration.people import HERE


@pytest.mark.parametrize(
    ("chosen", "typed"), [("e\u0301" * 6 + "abcdef", "\u00e9" * 6 + "abcdef"), ("xy\u00e9z" * 256, "xye\u0301z" * 256)]
)
def test_a_password_is_the_same_on_every_keyboard(product: Product, chosen: str, typed: str) -> None:
    """Marks may be letters' own or come after them; with Argon2id, up to 1024 letters."""
    accounts, staff = product.service.accounts, product.service.staff
    accounts.set_up(accounts.add(SHELL, "lan", "auditor"), chosen, chosen)
    assert staff.account(staff.sign_in("lan", typed, HERE))
    assert accounts.all(SHELL)[0].password_hash.startswith("$argon2id$")
    with pytest.raises(SignInRefused):
        staff.sign_in("lan", typed[1:], HERE)


# --- keys as they are kept


def test_a_revoked_key_is_gone_and_an_old_one_is_renewed(product: Product) -> None:
    """A physician's real key: there after the set-up, not enough shortly before its certificate ends, gone when revoked."""
    accounts, signers = product.service.accounts, product.service.accounts._signers
    accounts.set_up(accounts.add(SHELL, "minh", "physician", "BS Lê Minh"), PASSWORD, PASSWORD)
    (minh,) = accounts.all(SHELL)
    now = datetime.now(UTC)
    assert signers.enrolled(minh.id, now)
    assert not signers.enrolled(minh.id, now + PHYSICIAN_LIFE - timedelta(days=30))
    accounts.deactivate(SHELL, "minh")
    assert not signers.enrolled(minh.id, now)
    accounts.reactivate(SHELL, "minh")
    product.service.staff.sign_in("minh", PASSWORD, HERE)
    assert signers.enrolled(minh.id, now)


# --- the command line


def informed(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["accounts", *arguments])


def test_the_shell_manages_accounts(product: Product) -> None:
    """A link is printed for the person; every state is listed; a refusal is one sentence with its exit code."""
    added = informed("add", "lan", "--role", "admin", "--display", "Nguyễn Thị Lan", "--address", "https://c.example/")
    code = added.stdout.split("https://c.example/set-up?code=")[1].strip()
    product.service.accounts.set_up(code, PASSWORD, PASSWORD)
    assert "http://127.0.0.1:8501/set-up?code=" in informed("add", "binh", "--role", "auditor").stdout
    assert informed("role", "binh", "front_desk").exit_code == 0
    assert informed("deactivate", "binh").exit_code == 0
    assert informed("list").stdout.splitlines() == [
        "binh  front_desk  deactivated  binh",
        "lan  admin  active  Nguyễn Thị Lan",
    ]
    assert informed("reactivate", "binh").exit_code == 0
    assert "set-up?code=" in informed("reset", "lan").stdout
    assert [line.split("  ")[2] for line in informed("list").stdout.splitlines()] == ["not set up"] * 2
    for arguments, code, sentence in [
        (("deactivate", "lan"), 1, "this is the last administrator: make another one first"),
        (("reset", "nobody"), 1, "there is no account of this name"),
        (("add", "LAN", "--role", "admin"), 2, "This name is used already. A name once used stays that person's."),
    ]:
        refused = informed(*arguments)
        assert (refused.exit_code, refused.stderr, refused.stdout) == (code, f"informed: {sentence}\n", "")
    assert informed("role", "lan", "owner").exit_code == 2
