"""A patient calls a member of staff: the list shows it by itself within seconds, and the tablet sees that somebody comes."""

from collections.abc import Callable
from time import monotonic

from playwright.sync_api import BrowserContext, expect

from informed.ui.words import WORDS
from tests.factories import PASSWORD
from tests.journeys.measure import rules
from tests.journeys.patient import Patient
from tests.journeys.server import Server

NAME = "Đỗ Thị Gọi"


def test_a_call_reaches_the_desk_and_is_answered(tablet: Callable[..., BrowserContext], server: Server) -> None:
    """Above everything, with the tablet's room; answered on one side, it goes on the other. No rerun by hand anywhere."""
    context = tablet()
    context.add_cookies([{"name": "place", "value": "Ph%C3%B2ng%202", "url": server.url}])
    patient = Patient(context.new_page(), server.url)
    patient.arrives_at("risks", server, NAME)
    desk = tablet().new_page()
    desk.goto(f"{server.url}/sign-in")
    desk.locator("[name=name]").fill("admin")
    desk.locator("[name=password]").fill(PASSWORD)
    desk.keyboard.press("Enter")
    desk.get_by_role("link", name=NAME).first.wait_for()

    patient.page.locator(".card").first.wait_for()
    card = patient.page.locator(".card").first.element_handle()
    patient.presses("call_staff")
    expect(patient.page.get_by_text(WORDS["called"].vi)).to_be_visible()
    called = monotonic()
    call = desk.locator(".st-key-calls").get_by_text(f"{NAME} · Phòng 2 ·")
    call.wait_for()
    assert monotonic() - called < 3
    assert rules(desk) == []

    desk.get_by_role("button", name=WORDS["call_answer"].vi).click()
    call.wait_for(state="detached")
    patient.page.get_by_text(WORDS["called"].vi).wait_for(state="detached")
    assert card.evaluate("card => card.isConnected")  # the same one: a caret in it stays where it is

    patient.presses("call_staff")
    patient.presses("call_take_back")
    patient.page.get_by_text(WORDS["called"].vi).wait_for(state="detached")
