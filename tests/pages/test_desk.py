"""The front desk's pages without a browser: what is said, what is kept, and who sees them."""

import pytest
from streamlit.testing.v1 import AppTest

from informed.bootstrap import Product
from informed.plan import Plan
from informed.service.accounts import SHELL
from informed.ui.words import WORDS
from tests.factories import PASSWORD, first_administrator
from tests.pages.conftest import Cookies, html, opened

HERE = "192.0.2.1"
SERUM = Plan(
    product="Serum <b>A</b>", registration="cosmetic", registered_route="intact_skin", planned_route="injection"
)


@pytest.fixture
def token(running: Product, cookies: Cookies) -> str:
    """An administrator, signed in here, with a saved product and a physician."""
    first_administrator(running.service)
    accounts = running.service.accounts
    accounts.set_up(accounts.add(SHELL, "minh", "physician", "BS Minh"), PASSWORD, PASSWORD)
    cookies["staff"] = running.service.staff.sign_in("admin", PASSWORD, HERE)
    running.service.setup.save_product(cookies["staff"], SERUM)
    return cookies["staff"]


def say(key: str) -> str:
    return WORDS[key].vi


def types(at: AppTest, name: str = "Nguyễn Thị Ánh", born: str = "27/03/1964") -> AppTest:
    at.text_input(key="desk-name").input(name)
    at.text_input(key="desk-born").input(born)
    return at.run()


def starts(at: AppTest, running: Product) -> AppTest:
    at.radio(key="desk-product").set_value(next(iter(running.service.desk.products(str(token_of(running)))))).run()
    at.radio(key="desk-physician").set_value("BS Minh").run()
    return at.button(key="desk-start").click().run()


def token_of(running: Product) -> str:
    return running.service.staff.sign_in("admin", PASSWORD, HERE)


def test_a_returning_product_is_three_presses(running: Product, token: str) -> None:
    """The product's flags are said with what to do; the visit that is ready shows both routes; the form is empty again."""
    at = types(opened("desk"))
    at.radio(key="desk-product").set_value(next(iter(running.service.desk.products(token)))).run()
    assert say("plan_do.ROUTE_MISMATCH") in html(at)
    assert at.text_input(key="plan-product-1").value == "Serum <b>A</b>"
    at = starts(at, running)
    shown = html(at)
    assert "Nguyễn Thị Ánh" in shown and "routes-differ" in shown and "<b>A</b>" not in shown
    (row,) = running.service.staff.records(token)
    assert running.service.desk.visit(token, row.record).plan == SERUM.model_copy(update={"physician": "BS Minh"})


@pytest.mark.parametrize(
    ("name", "born", "said"),
    [
        ("", "27/03/1964", "name.empty"),
        ("An", "", "born.empty"),
        ("An", "mùa xuân", "desk_born.not_a_day"),
        ("An", "27/03/2964", "born.future"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_typed_is_lost(
    running: Product, token: str, name: str, born: str, said: str
) -> None:
    """The sentence names what to do; no record is opened."""
    at = starts(types(opened("desk"), name, born), running)
    assert say(said) in html(at)
    assert (at.text_input(key="desk-name").value, at.text_input(key="desk-born").value) == (name, born)
    assert running.service.staff.records(token) == []


def test_a_patient_who_is_reading_is_shown(running: Product, token: str) -> None:
    """At the next desk: the way to that record, and to a new one all the same."""
    starts(types(opened("desk")), running)
    at = types(opened("desk"), name="nguyen thi anh")
    assert say("desk_same") in html(at)
    at = starts(at, running)
    assert say("desk_already") in html(at) and "/ready?id=" in html(at)
    at.button(key="desk-anyway").click().run()
    assert len(running.service.staff.records(token)) == 2


def test_a_known_person_is_one_press(running: Product, token: str) -> None:
    """Found by a part of the name, without diacritics; the fields say what the last record said."""
    starts(types(opened("desk")), running)
    at = types(opened("desk"), name="anh", born="")
    at.button(key="desk-known-0").click().run()
    assert at.text_input(key="desk-name-1").value == "Nguyễn Thị Ánh"
    assert at.text_input(key="desk-born-1").value == "27/03/1964"


def test_the_administration(running: Product, token: str) -> None:
    """Walk-in off: the welcome screen sends the patient to the desk; what cannot be taken is said."""
    at = opened("clinic")
    at.checkbox[0].uncheck()
    at.button(key="save-rules").click().run()
    assert say("clinic_saved") in html(at)
    welcome = opened()
    assert say("walk_in_off") in html(welcome) and len(welcome.text_input) == 0
    at.text_input(key="saved-expiry").input("next June").run()
    at.button(key="save-product").click().run()
    assert say("expiry.not_a_day") in html(at)


@pytest.mark.parametrize("role", ["front_desk", "physician", "auditor"])
def test_who_sees_the_pages(running: Product, token: str, cookies: Cookies, role: str) -> None:
    """The auditor works at no desk; only administrators see the clinic's page."""
    running.service.accounts.change_role(SHELL, "minh", role)
    cookies["staff"] = running.service.staff.sign_in("minh", PASSWORD, HERE)
    assert (say("desk_not_yours") in html(opened("desk"))) == (role == "auditor")
    assert ("/desk" in html(opened("staff"))) == (role != "auditor")
    assert say("clinic_not_yours") in html(opened("clinic"))
