"""From the front desk to the patient's tablet to the document, in a browser; and how many taps a returning product takes."""

from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import BrowserContext, Page, expect

from informed.document.words import WORDS as DOCUMENT_WORDS
from informed.service.accounts import SHELL
from informed.ui.words import WORDS
from tests.journeys.measure import rules
from tests.journeys.patient import Patient
from tests.journeys.server import Server
from tests.journeys.settled import settled
from tests.journeys.staff import document, events, record_of, squeezed
from tests.journeys.test_accounts import signs_in
from tests.journeys.test_hand_over import chooses_pin

TALL = {"viewport": {"width": 810, "height": 4000}}


def say(key: str) -> str:
    return WORDS[key].vi


def label(field: str) -> str:
    return DOCUMENT_WORDS[field].vi


def fills(page: Page, name: str, text: str) -> None:
    page.get_by_label(name, exact=True).fill(text)
    page.keyboard.press("Tab")
    settled(page)


def chooses(page: Page, name: str, option: str) -> None:
    page.get_by_role("combobox", name=name, exact=True).click()
    page.get_by_role("option", name=option, exact=True).click()
    settled(page)


def a_first_visit(page: Page) -> None:
    """A new product, typed; an expiry in words is refused; the mismatch is told; the product is saved."""
    page.get_by_role("link", name=say("desk_title")).tap()
    page.get_by_role("heading", level=1, name=say("desk_title")).wait_for()
    fills(page, say("desk_name"), "Nguyễn Thị Quầy")
    fills(page, say("desk_born"), "27/03/1964")
    page.locator("label", has_text=say("desk_other_product")).first.tap()  # other tests may have saved products
    settled(page)
    fills(page, label("product"), "Serum A")
    fills(page, label("expiry"), "tháng 6 tới")
    expect(page.get_by_text(say("expiry.not_a_day")).first).to_be_visible()
    fills(page, label("expiry"), "30/06/2027")
    chooses(page, label("registration"), label("registration.cosmetic"))
    chooses(page, label("registered_route"), label("route.intact_skin"))
    chooses(page, label("planned_route"), label("route.injection"))
    expect(page.get_by_text(say("plan_do.ROUTE_MISMATCH"))).to_be_visible()
    page.get_by_text(say("desk_remember")).tap()
    settled(page)
    page.locator("label", has_text=say("desk_other_physician")).first.tap()
    settled(page)
    fills(page, label("physician"), "BS Lê Minh")
    assert rules(page) == []
    page.get_by_role("button", name=say("desk_start"), exact=True).tap()
    page.get_by_role("heading", level=1, name="Nguyễn Thị Quầy").wait_for()
    expect(page.get_by_text(say("plan_do.ROUTE_MISMATCH"))).to_be_visible()
    settled(page)
    assert rules(page) == []


def test_from_the_desk_to_the_document(tablet: Callable[..., BrowserContext], server: Server, tmp_path: Path) -> None:
    """A first visit with a new product, that is saved; the next one takes three taps; the patient reads the passport, "not
    provided" where it is blank, and the first page of the document has both routes and the stop.
    """
    server.product.service.accounts.clear_pin(SHELL, "admin")
    page = tablet(**TALL).new_page()
    signs_in(page, server, "admin")
    a_first_visit(page)
    three_taps(page, server)

    page.get_by_role("link", name=say("handover_do")).tap()
    chooses_pin(page)
    page.get_by_role("button", name=say("handover_here_do")).tap()
    patient = Patient(page, server.url)
    patient.is_at("about")
    passport = page.locator(".passport")
    expect(passport).to_contain_text("Serum A")
    expect(passport).to_contain_text(say("not_provided"))
    settled(page)
    assert rules(page) == []
    patient.presses("stop")
    patient.is_at("stop")
    patient.presses("do_no")
    patient.is_at("done")

    (opened,) = events(server, "RecordOpened", "Trần Trở Lại")
    assert opened["plan"]["product"] == "Serum A" and opened["plan"]["physician"] == "BS Lê Minh"
    first_page = squeezed(document(server, record_of(server, "Trần Trở Lại"), tmp_path).split("\f")[0])
    for words in (label("route.intact_skin"), label("route.injection"), label("routes.differ"), "ROUTE_MISMATCH"):
        assert squeezed(words) in first_page


def three_taps(page: Page, server: Server) -> None:
    """A returning product and physician: what is typed is typed, and then three taps."""
    page.goto(f"{server.url}/clinic")
    page.get_by_label(say("clinic_physicians_help")).fill("BS Lê Minh")
    page.get_by_role("button", name=say("clinic_save")).nth(3).tap()
    expect(page.get_by_text(say("clinic_saved"))).to_be_visible()
    settled(page)
    assert rules(page) == []
    page.goto(f"{server.url}/desk")
    fills(page, say("desk_name"), "Trần Trở Lại")
    fills(page, say("desk_born"), "1/2/1970")
    taps = 0
    for target in (page.get_by_text("Serum A"), page.get_by_text("BS Lê Minh", exact=True)):
        target.first.tap()
        settled(page)
        taps += 1
    page.get_by_role("button", name=say("desk_start"), exact=True).tap()
    taps += 1
    page.get_by_role("heading", level=1, name="Trần Trở Lại").wait_for()
    settled(page)
    assert taps == 3
