"""The administration of accounts, and a staff page whose session ended meanwhile."""

import pytest
from streamlit.testing.v1 import AppTest

from informed.bootstrap import Product
from informed.content import Language
from informed.service.accounts import SHELL, Accounts
from informed.ui.words import WORDS
from tests.factories import PASSWORD, first_administrator
from tests.pages.conftest import Cookies, html, opened

HERE = "192.0.2.1"


@pytest.fixture
def accounts(running: Product, cookies: Cookies) -> Accounts:
    """The accounts of a clinic whose first administrator, `admin`, is signed in here; and a physician, `minh`."""
    first_administrator(running.service)
    found = running.service.accounts
    found.set_up(found.add(SHELL, "minh", "physician", "BS <b>Minh</b>"), PASSWORD, PASSWORD)
    cookies["staff"] = running.service.staff.sign_in("admin", PASSWORD, HERE)
    return found


def say(key: str) -> str:
    return WORDS[key][Language.VIETNAMESE]


def role_of(accounts: Accounts, name: str) -> str:
    return next(account.role for account in accounts.all(SHELL) if account.name == name)


def asks(at: AppTest, what: str, name: str, role: str = "") -> None:
    """Chooses a change and looks at what it means."""
    at.selectbox(key="account_which").select(name)
    at.radio(key="account_what").set_value(what).run()
    if role:
        at.selectbox(key="account_new_role").select(role)
    at.button(key="account-go").click().run()


def test_the_list_shows_who_may_do_what(accounts: Accounts) -> None:
    """With role and state in words; a name is never markup."""
    accounts.add(SHELL, "<i>lan</i>", "front_desk")
    shown = html(opened("accounts"))
    for words in ("role.admin", "role.physician", "role.front_desk", "account_active", "account_waits"):
        assert say(words) in shown
    assert "&lt;i&gt;lan&lt;/i&gt;" in shown and "BS &lt;b&gt;Minh&lt;/b&gt;" in shown
    assert "<i>" not in shown and "<b>" not in shown


def test_adding_an_account_shows_its_link_once(accounts: Accounts, running: Product) -> None:
    """The link sets the account up; the next press does not show it again."""
    at = opened("accounts")
    at.text_input(key="account_name").input("lan")
    at.text_input(key="account_display").input("Nguyễn Thị Lan")
    at.selectbox(key="account_role").select("auditor")
    at.button(key="account-add").click().run()
    (link,) = [block.value for block in at.code]
    accounts.set_up(link.split("/set-up?code=")[1], PASSWORD, PASSWORD)
    assert running.service.staff.account(running.service.staff.sign_in("lan", PASSWORD, HERE)).role == "auditor"
    assert at.text_input(key="account_name").value == ""
    at.button(key="account-go").click().run()
    assert len(at.code) == 0


def test_a_name_that_cannot_be_taken_is_named(accounts: Accounts) -> None:
    """In words; what was typed stays."""
    at = opened("accounts")
    at.text_input(key="account_name").input("MINH")
    at.button(key="account-add").click().run()
    assert say("account_name.taken") in html(at)
    assert at.text_input(key="account_name").value == "MINH"
    assert len(at.code) == 0


def test_a_change_is_looked_at_before_it_is_done(accounts: Accounts) -> None:
    """What it means, with the name; "no" leaves everything; "yes" does it."""
    at = opened("accounts")
    asks(at, "role", "minh", "auditor")
    assert say("account_sure.role").format(name="minh", role=say("role.auditor")) in html(at)
    at.button(key="account-no").click().run()
    assert role_of(accounts, "minh") == "physician"
    asks(at, "role", "minh", "auditor")
    at.button(key="account-yes").click().run()
    assert role_of(accounts, "minh") == "auditor" and say("account_done") in html(at)


def test_a_reset_shows_a_link_and_deactivating_shows_none(accounts: Accounts) -> None:
    """And both can be seen in the list."""
    at = opened("accounts")
    asks(at, "reset", "minh")
    at.button(key="account-yes").click().run()
    assert len(at.code) == 1 and say("account_waits") in html(at)
    asks(at, "deactivate", "minh")
    at.button(key="account-yes").click().run()
    assert len(at.code) == 0 and say("account_inactive") in html(at)
    asks(at, "reactivate", "minh")
    at.button(key="account-yes").click().run()
    assert say("account_inactive") not in html(at)


def test_the_last_administrator_is_told_so(accounts: Accounts) -> None:
    """And stays."""
    at = opened("accounts")
    asks(at, "deactivate", "admin")
    at.button(key="account-yes").click().run()
    assert say("account_last") in html(at)
    assert role_of(accounts, "admin") == "admin"


@pytest.mark.parametrize("role", ["front_desk", "physician", "auditor"])
def test_other_roles_see_no_accounts(accounts: Accounts, running: Product, cookies: Cookies, role: str) -> None:
    """Neither the list nor a form."""
    accounts.change_role(SHELL, "minh", role)
    cookies["staff"] = running.service.staff.sign_in("minh", PASSWORD, HERE)
    at = opened("accounts")
    assert say("accounts_not_yours") in html(at)
    assert "admin" not in html(at).split("</h1>")[1] and len(at.text_input) == 0


@pytest.mark.parametrize("end", ["reset", "role", "deactivate", "set_up", "sign_out"])
def test_an_open_page_ends_with_its_session(accounts: Accounts, running: Product, cookies: Cookies, end: str) -> None:
    """A page that is open while the account changes, over the same websocket: its next action shows the way to sign in."""
    link = accounts.reset(SHELL, "minh")
    accounts.set_up(link, PASSWORD, PASSWORD)
    cookies["staff"] = running.service.staff.sign_in("minh", PASSWORD, HERE)
    at = opened("staff")
    assert say("staff_title") in html(at)
    {
        "reset": lambda: accounts.reset(SHELL, "minh"),
        "role": lambda: accounts.change_role(SHELL, "minh", "front_desk"),
        "deactivate": lambda: accounts.deactivate(SHELL, "minh"),
        "set_up": lambda: accounts.set_up(accounts.reset(SHELL, "minh"), PASSWORD, PASSWORD),
        "sign_out": lambda: running.service.staff.sign_out(cookies["staff"]),
    }[end]()
    at.text_input(key="find").input("nguyen").run()
    assert 'href="/sign-in"' in html(at)
    assert say("staff_title") not in html(at) and len(at.text_input) == 0


def test_an_administrator_who_is_none_any_more_changes_nothing(accounts: Accounts, cookies: Cookies) -> None:
    """The page is open, with the question whether to go on; the role is gone when "yes" is pressed."""
    accounts.change_role(SHELL, "minh", "admin")
    at = opened("accounts")
    asks(at, "deactivate", "minh")
    accounts.set_up(accounts.reset(SHELL, "minh"), PASSWORD, PASSWORD)
    accounts.change_role(SHELL, "admin", "auditor")
    at.button(key="account-yes").click().run()
    assert 'href="/sign-in"' in html(at)
    assert [account.active for account in accounts.all(SHELL)] == [True, True]
