"""Accounts: made by links that count once, changed with an event each, never left without an administrator."""

import threading
from collections.abc import Callable

import pytest

from informed import events as e
from informed.errors import BadInput, LastAdministrator, NotFound, SignInRefused
from informed.service.accounts import LINK_LIFE, SHELL
from informed.service.passwords import COMMON, SHORTEST
from informed.service.throttle import FREE_TRIES
from tests.factories import NOON, PASSWORD, House
from tests.integration.administrator import Administrator
from tests.integration.people import HERE, OTHER, administrator_of, happened, id_of, person


def at_once(*commands: Callable[[], object]) -> list[object]:
    """What commands return or raise that begin at the same time."""
    arrived, found = threading.Barrier(len(commands)), []

    def run(command: Callable[[], object]) -> None:
        arrived.wait()
        try:
            found.append(command())
        except Exception as error:
            found.append(error)

    threads = [threading.Thread(target=run, args=(command,)) for command in commands]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return found


# --- the first administrator


def test_the_first_link_makes_the_first_administrator(house: House) -> None:
    """Told once in a process; used once; then no start tells another."""
    code = house.accounts.first_code()
    assert code and house.accounts.first_code() is None
    assert house.accounts.to_set_up(code) is None
    house.accounts.set_up(code, PASSWORD, PASSWORD, name=" minh ", display="BS  Lê Minh")
    token = house.staff.sign_in("minh", PASSWORD, HERE)
    account = house.staff.account(token)
    assert (account.name, account.role, account.shown_name) == ("minh", "admin", "BS Lê Minh")
    with pytest.raises(NotFound):
        house.accounts.set_up(code, PASSWORD, PASSWORD, name="another")
    house.restart()
    assert house.accounts.first_code() is None


def test_each_start_tells_a_new_first_link_and_the_old_one_ends(house: House) -> None:
    """As long as nobody used one; it counts for 24 hours."""
    old = house.accounts.first_code()
    house.restart()
    new = house.accounts.first_code()
    assert new != old
    with pytest.raises(NotFound):
        house.accounts.to_set_up(str(old))
    house.clock.passes(seconds=LINK_LIFE.total_seconds() - 1)
    assert house.accounts.to_set_up(str(new)) is None
    house.clock.passes(seconds=1)
    with pytest.raises(NotFound):
        house.accounts.set_up(str(new), PASSWORD, PASSWORD, name="late")


def test_the_first_link_counts_nothing_beside_an_account(house: House) -> None:
    """Somebody was added by the shell meanwhile."""
    code = str(house.accounts.first_code())
    house.accounts.add(SHELL, "lan", "admin")
    with pytest.raises(NotFound):
        house.accounts.set_up(code, PASSWORD, PASSWORD, name="intruder")


@pytest.mark.parametrize("code", ["", "made up", "print of token"])
def test_another_code_sets_nothing_up(house: House, code: str) -> None:
    """Also the stored fingerprint is no code."""
    house.accounts.first_code()
    house.accounts.add(SHELL, "lan", "admin")
    with pytest.raises(NotFound):
        house.accounts.set_up(code, PASSWORD, PASSWORD, name="intruder")


def test_a_link_is_stored_as_a_fingerprint(house: House, administrator: Administrator) -> None:
    """Who reads the database sets nothing up."""
    code = house.accounts.add(SHELL, "lan", "admin")
    assert administrator.rows("select code, account from set_up") == [
        (house.secrets.fingerprint(code), id_of(house, "lan"))
    ]


def test_two_who_use_one_link_at_once_are_not_both_right(house: House) -> None:
    """The password is that of the one who was told that it is set."""
    code = house.accounts.add(SHELL, "lan", "physician")
    found = at_once(*(lambda p=p: house.accounts.set_up(code, p, p) or p for p in (PASSWORD, OTHER)))
    (winner,) = [one for one in found if isinstance(one, str)]
    assert [type(one) for one in found if one != winner] == [NotFound]
    assert house.staff.sign_in("lan", winner, HERE)
    assert house.signers.keys == {id_of(house, "lan"): winner}


def test_two_who_use_the_first_link_at_once_do_not_both_become_administrators(house: House) -> None:
    """Both have seen that the link counts before either has used it."""
    code, both = str(house.accounts.first_code()), threading.Barrier(2)
    hash_password = house.secrets.hash_password

    def together(password: str) -> str:
        both.wait(5)
        house.clock.now = lambda: threading.Event().wait(0.1) or NOON
        return hash_password(password)

    house.secrets.hash_password = together
    found = at_once(*(lambda n=n: house.accounts.set_up(code, PASSWORD, PASSWORD, name=n) for n in ("minh", "lan")))
    assert sorted(str(one) for one in found) == ["None", "this link was used already, or is too old"]
    assert len(house.accounts.all(SHELL)) == 1


# --- names, roles and passwords


@pytest.mark.parametrize("again", ["lan", "LAN", " Lan "])
def test_a_name_once_used_stays_that_persons(house: House, again: str) -> None:
    """Also after the account was deactivated, and however it is written."""
    house.accounts.add(SHELL, "lan", "admin")
    house.account(name="binh", role="admin")
    house.accounts.deactivate(SHELL, "lan")
    with pytest.raises(BadInput, match=r"account_name\.taken"):
        house.accounts.add(SHELL, again, "physician")


@pytest.mark.parametrize(
    ("name", "role", "display", "said"),
    [
        ("", "admin", "", "account_name.empty"),
        (" \t ", "admin", "", "account_name.empty"),
        ("x" * 101, "admin", "", "account_name.too_long"),
        ("a\u202eb", "admin", "", "account_name.hidden"),
        ("lan", "admin", "x" * 201, "display.too_long"),
        ("lan", "admin", "a\u2066b", "display.hidden"),
        ("lan", "owner", "", "role.unknown"),
        ("lan", "", "", "role.unknown"),
    ],
)
def test_what_cannot_be_an_account_is_named(house: House, name: str, role: str, display: str, said: str) -> None:
    """And nothing is written."""
    with pytest.raises(BadInput) as refused:
        house.accounts.add(SHELL, name, role, display)
    assert str(refused.value) == said
    assert house.accounts.all(SHELL) == []


@pytest.mark.parametrize(
    ("password", "again", "said"),
    [
        ("x" * 5 + "y" * 6, "", "short"),
        ("e\u0301" * 6 + "abcde", "", "short"),
        ("xy" * 513, "", "too_long"),
        ("Nguyen Thi Lan", "", "name"),
        ("NGUYỄN THỊ LAN", "", "name"),
        ("passwordpassword", "", "common"),
        ("Mật khẩu 12345", "", "common"),
        ("............", "", "common"),
        ("đường dài mới biết", "đường dài mới biêt", "differs"),
    ],
)
def test_what_cannot_be_a_password_is_named(house: House, password: str, again: str, said: str) -> None:
    """Too short or long (in letters, NFC), the name, or common; the link still counts afterwards."""
    code = house.accounts.add(SHELL, "lan", "admin", "Nguyễn Thị Lan")
    with pytest.raises(BadInput, match=rf"password\.{said}"):
        house.accounts.set_up(code, password, again or password)
    house.accounts.set_up(code, PASSWORD, PASSWORD)


@pytest.mark.parametrize("password", ["abcdefghijk!", "con gà trống kêu", "🙂" * 11 + "x", "0123456789 98"])
def test_anything_else_is_a_password(house: House, password: str) -> None:
    """Without capitals, digits or signs; in any writing."""
    assert person(house, password=password)


def test_the_list_of_common_passwords_holds_no_shorter_ones() -> None:
    """They would be refused anyway."""
    assert [one for one in COMMON if len(one) < SHORTEST] == []


# --- changes


def test_a_reset_ends_password_and_sessions_and_older_links(house: House) -> None:
    """At once; the new link sets a new password."""
    token = person(house)
    first, second = (house.accounts.reset(SHELL, "lan") for _ in range(2))
    assert house.staff.account(token) is None
    with pytest.raises(SignInRefused):
        house.staff.sign_in("lan", PASSWORD, HERE)
    with pytest.raises(NotFound):
        house.accounts.set_up(first, OTHER, OTHER)
    house.accounts.set_up(second, OTHER, OTHER)
    assert house.staff.sign_in("lan", OTHER, HERE)


def test_another_role_ends_the_sessions(house: House) -> None:
    """Also those of other browsers; the same role changes nothing."""
    tokens = [person(house), house.staff.sign_in("lan", PASSWORD, "192.0.2.9")]
    house.accounts.change_role(SHELL, "lan", "front_desk")
    assert all(house.staff.account(token) for token in tokens)
    house.accounts.change_role(SHELL, "lan", "auditor")
    assert not any(house.staff.account(token) for token in tokens)
    assert house.staff.account(house.staff.sign_in("lan", PASSWORD, HERE)).role == "auditor"


def test_a_deactivated_account_is_closed_until_it_is_reactivated(house: House) -> None:
    """Sessions end, the password is refused in the words of a wrong one, a link sets nothing up."""
    token, waiting = person(house), house.accounts.add(SHELL, "new", "auditor")
    for name in ("lan", "new"):
        house.accounts.deactivate(SHELL, name)
        house.accounts.deactivate(SHELL, name)
    assert house.staff.account(token) is None
    with pytest.raises(SignInRefused, match=r"^wrong name or password$"):
        house.staff.sign_in("lan", PASSWORD, HERE)
    with pytest.raises(NotFound):
        house.accounts.set_up(waiting, PASSWORD, PASSWORD)
    for name in ("lan", "new"):
        house.accounts.reactivate(SHELL, name)
    with pytest.raises(NotFound):
        house.accounts.set_up(waiting, PASSWORD, PASSWORD)
    house.accounts.deactivate(SHELL, "new")
    with pytest.raises(NotFound):
        house.accounts.set_up(house.accounts.reset(SHELL, "new"), PASSWORD, PASSWORD)
    assert house.staff.account(token) is None
    assert house.staff.sign_in("lan", PASSWORD, HERE)


@pytest.mark.parametrize("change", ["reset", "deactivate", "reactivate"])
def test_nobody_is_not_changed(house: House, change: str) -> None:
    """An unknown name; an account's id is no name either."""
    person(house)
    for name in ("nobody", "", id_of(house, "lan")):
        with pytest.raises(NotFound):
            getattr(house.accounts, change)(SHELL, name)


@pytest.mark.parametrize("lost_by", ["deactivate", "change_role"])
def test_the_last_administrator_stays(house: House, lost_by: str) -> None:
    """An administrator who was deactivated, or never set up, does not count; the shell is refused too."""
    token = administrator_of(house)
    house.account(name="gone", role="admin", active=False)
    house.accounts.add(SHELL, "never came", "admin")
    lose = {
        "deactivate": lambda by: house.accounts.deactivate(by, "admin"),
        "change_role": lambda by: house.accounts.change_role(by, "admin", "auditor"),
    }[lost_by]
    for by in (token, SHELL):
        with pytest.raises(LastAdministrator):
            lose(by)
    assert house.staff.account(token).role == "admin"
    house.account(name="second", role="admin")
    lose(token)
    assert house.staff.account(token) is None


def test_two_administrators_who_deactivate_each_other_do_not_both_succeed(house: House) -> None:
    """One is left, on either engine."""
    tokens = [house.signed_in(role="admin") if i else administrator_of(house) for i in range(2)]
    names = ["someone-admin", "admin"]
    at_once(*(lambda t=t, n=n: house.accounts.deactivate(t, n) for t, n in zip(tokens, names, strict=True)))
    assert [account.active for account in house.accounts.all(SHELL)].count(True) == 1


# --- a physician's key


def test_a_physicians_key_follows_the_account(house: House) -> None:
    """Made at the set-up under the password, revoked by reset, deactivation and another role, made anew at the next way in."""
    person(house, "minh", "physician")
    minh, keys = id_of(house, "minh"), house.signers.keys
    assert keys == {minh: PASSWORD}
    link = house.accounts.reset(SHELL, "minh")
    assert (keys, house.signers.revoked) == ({}, [minh])
    house.accounts.set_up(link, OTHER, OTHER)
    assert keys == {minh: OTHER}
    house.accounts.deactivate(SHELL, "minh")
    house.accounts.reactivate(SHELL, "minh")
    assert (keys, house.signers.revoked) == ({}, [minh] * 2)
    house.staff.sign_in("minh", OTHER, HERE)
    assert keys == {minh: OTHER}
    house.accounts.change_role(SHELL, "minh", "auditor")
    house.staff.sign_in("minh", OTHER, HERE)
    assert (keys, house.signers.revoked) == ({}, [minh] * 3)


def test_only_physicians_have_keys(house: House) -> None:
    """One who becomes a physician gets a key with the next sign-in."""
    person(house)
    assert house.signers.keys == {}
    house.accounts.change_role(SHELL, "lan", "physician")
    assert house.signers.keys == {}
    house.staff.sign_in("lan", PASSWORD, HERE)
    assert house.signers.keys == {id_of(house, "lan"): PASSWORD}


# --- who may, and what is written down


def commands(house: House, by: str) -> list[Callable[[], object]]:
    """Each command of administrators."""
    accounts = house.accounts
    return [
        lambda: accounts.all(by),
        lambda: accounts.add(by, "new", "auditor"),
        lambda: accounts.reset(by, "lan"),
        lambda: accounts.change_role(by, "lan", "auditor"),
        lambda: accounts.deactivate(by, "lan"),
        lambda: accounts.reactivate(by, "lan"),
    ]


def test_every_change_is_an_event_with_who_did_it(house: House) -> None:
    """By the administrator's account, the person's own, or the system for the shell; no password or link among them."""
    token = administrator_of(house)
    code = house.accounts.add(token, "lan", "front_desk", "Lan")
    house.accounts.set_up(code, PASSWORD, PASSWORD)
    for command in commands(house, token)[2:]:
        command()
    house.accounts.deactivate(SHELL, "lan")
    admin, lan = id_of(house, "admin"), id_of(house, "lan")
    said = [(x.header.actor.account, x.header.type, getattr(x.payload, "account", None)) for x in happened(house)]
    assert said == [
        (None, "AccountAdded", admin),
        (admin, "AccountSetUp", admin),
        (admin, "SignedIn", None),
        (admin, "AccountAdded", lan),
        (lan, "AccountSetUp", lan),
        (admin, "AccountReset", lan),
        (admin, "AccountRoleChanged", lan),
        (admin, "AccountDeactivated", lan),
        (admin, "AccountReactivated", lan),
        (None, "AccountDeactivated", lan),
    ]
    assert not [x for x in happened(house) if PASSWORD in repr(x) or code in repr(x)]
    assert house.custody.check_ledger().ok


def test_signing_in_and_out_are_events(house: House) -> None:
    """With the address; a refusal is none until the next try has to wait, also for an unknown name."""
    token = person(house)
    house.staff.sign_out(token)
    house.staff.sign_out(token)
    for name in ("lan", "nobody"):
        for i in range(FREE_TRIES):
            with pytest.raises(SignInRefused):
                house.staff.sign_in(name, "wrong", f"198.51.100.{i}")
        with pytest.raises(SignInRefused, match="too many"):
            house.staff.sign_in(name, "wrong", "203.0.113.1")
    lan = id_of(house, "lan")
    assert [(x.header.type, x.header.actor.account) for x in happened(house, e.SignedIn, e.SignedOut)] == [
        ("SignedIn", lan),
        ("SignedOut", lan),
    ]
    assert [x.payload.account for x in happened(house, e.SignInThrottled)] == [lan, ""]
