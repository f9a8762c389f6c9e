"""A receptionist in a hurry: two taps within a fraction of a second at the desk both count, wherever the first one's answer is."""

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, expect

from informed.content import Language
from informed.plan import Plan
from informed.service.accounts import SHELL
from informed.ui.words import WORDS
from tests.factories import PASSWORD, patient, tap
from tests.journeys.server import Server
from tests.journeys.settled import settled
from tests.journeys.staff import events
from tests.journeys.test_accounts import signs_in
from tests.journeys.test_new_visit import fills, label

SERUM = Plan(product="Serum Nhanh", maker="Nhà Làm", registration="cosmetic", registered_route="intact_skin")
KNOWN = "Phạm Thị Quen"
#: The second tap comes a gap of milliseconds after the first: while the server answers it, or after that. Its target is looked for
#: then, because the first one's answer may have drawn it anew.
_TWICE = """([first, second, gap]) => new Promise((done) => {
    const option = () => [...document.querySelectorAll("label")].find((label) => label.textContent.includes(second));
    first.click();
    setTimeout(() => { option().click(); done(); }, gap);
})"""
#: Both are on the screen at once.
TALL = {"viewport": {"width": 810, "height": 2600}}


@pytest.fixture
def desk(tablet: Callable[..., BrowserContext], server: Server) -> Page:
    """A tablet at the desk of a clinic with a saved product, a physician, and a patient who was here before."""
    service = server.product.service
    accounts = service.accounts
    if "quick" not in {account.name for account in accounts.all(SHELL)}:
        accounts.set_up(accounts.add(SHELL, "quick", "admin"), PASSWORD, PASSWORD)
        token = service.staff.sign_in("quick", PASSWORD, "192.0.2.1")
        service.setup.save_product(token, SERUM)
        service.setup.list_physicians(token, ["BS Lê Minh", "BS Nhanh Tay"])
        service.desk.start(token, patient(name=KNOWN, number="HS-77"), SERUM, Language.ENGLISH, tap())
    page = tablet(**TALL).new_page()
    page.set_default_timeout(60_000)
    signs_in(page, server, "quick")
    return page


def say(key: str) -> str:
    return WORDS[key].vi


def option(page: Page, words: str) -> Locator:
    return page.locator("label", has_text=words).first


def taps_twice(page: Page, first: Locator, second: str, gap: int) -> None:
    """Two taps that do not wait for one another; then everything has been answered."""
    for target in (first, option(page, second)):
        target.wait_for()
    settled(page)
    page.evaluate(_TWICE, [first.element_handle(), second, gap])
    settled(page)


@pytest.mark.parametrize("gap", [20, 150])
def test_product_and_physician(desk: Page, server: Server, gap: int) -> None:
    """Both are chosen, the product's fields say what it is, and that is what the record holds."""
    name = f"Vội{gap}"  # nobody with a word of this name was here: no list comes up
    desk.goto(f"{server.url}/desk")
    desk.get_by_role("heading", level=1, name=say("desk_title")).wait_for()
    fills(desk, say("desk_name"), name)
    fills(desk, say("desk_born"), "27/03/1964")
    taps_twice(desk, option(desk, "Serum Nhanh"), "BS Nhanh Tay", gap)
    for words in ("Serum Nhanh", "BS Nhanh Tay"):
        expect(option(desk, words).locator("input")).to_be_checked()
    expect(desk.get_by_label(label("maker"), exact=True).first).to_have_value("Nhà Làm", timeout=30_000)
    expect(desk.get_by_label(label("maker"), exact=True)).to_have_count(1, timeout=30_000)  # those of before are gone
    desk.get_by_role("button", name=say("desk_start"), exact=True).tap()
    desk.get_by_role("heading", level=1, name=name).wait_for()
    (opened,) = events(server, "RecordOpened", name)
    kept = opened["plan"]
    assert (kept["product"], kept["maker"], kept["physician"]) == ("Serum Nhanh", "Nhà Làm", "BS Nhanh Tay")


@pytest.mark.parametrize("gap", [60, 400])
def test_a_known_person_and_the_product(desk: Page, server: Server, gap: int) -> None:
    """The person's fields are filled and stay so, the language too; the list does not jump from under the second tap."""
    desk.goto(f"{server.url}/desk")
    desk.get_by_role("heading", level=1, name=say("desk_title")).wait_for()
    fills(desk, say("desk_name"), "quen")
    person, serum = desk.locator(".st-key-desk-known-0 button"), option(desk, "Serum Nhanh")
    person.wait_for()
    settled(desk)
    before = serum.bounding_box()
    taps_twice(desk, person, "Serum Nhanh", gap)
    expect(desk.get_by_label(label("product"), exact=True).first).to_have_value("Serum Nhanh", timeout=30_000)
    expect(desk.get_by_label(label("product"), exact=True)).to_have_count(1, timeout=30_000)
    settled(desk)
    expect(desk.get_by_label(say("desk_name"), exact=True)).to_have_value(KNOWN)
    expect(desk.get_by_label(say("desk_born"), exact=True)).to_have_value("04/05/1980")
    expect(desk.get_by_label(say("desk_number"), exact=True)).to_have_value("HS-77")
    expect(desk.get_by_role("radio", name=say("language.en"), exact=True)).to_be_checked()
    expect(serum.locator("input")).to_be_checked()
    assert serum.bounding_box() == before


def test_start_stands_still(desk: Page, server: Server) -> None:
    """What the plan raises above it does not move it from under a finger, on a screen that is lower than the page."""
    desk.set_viewport_size({"width": 810, "height": 1080})
    desk.goto(f"{server.url}/desk")
    start = desk.get_by_role("button", name=say("desk_start"), exact=True)
    start.wait_for()
    settled(desk)
    before = start.bounding_box()
    option(desk, "Serum Nhanh").tap()
    desk.locator(".item").first.wait_for()
    settled(desk)
    assert start.bounding_box() == before
