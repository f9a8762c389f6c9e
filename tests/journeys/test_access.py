"""What automated rules tell of accessibility (axe: WCAG 2.2 A and AA) on the staff's screens; `test_screens` has the patient's."""

from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import BrowserContext, Page

from informed.ui.words import WORDS
from tests.journeys.patient import Patient
from tests.journeys.server import Server
from tests.journeys.settled import settled

#: The staff's pages without a record, by address, and their headings.
PAGES = {
    "staff": "staff_title",
    "desk": "desk_title",
    "events": "events_clinic",
    "accounts": "accounts_title",
    "clinic": "clinic_title",
    "pin": "pin_title",
}


def problems(page: Page) -> list[str]:
    """The rules that are broken, each with the places."""
    found = Axe().run(page).response["violations"]
    return [f"{rule['id']}: {[node['target'] for node in rule['nodes']]}" for rule in found]


def test_the_staffs_screens(tablet: Callable[..., BrowserContext], server: Server) -> None:
    """The sign-in form and the list."""
    Patient(tablet().new_page(), server.url).arrives_at("about", server, "Người Trong Danh Sách")
    page = tablet(viewport={"width": 1280, "height": 2000}, has_touch=False).new_page()
    page.goto(f"{server.url}/staff")
    assert problems(page) == []
    page.get_by_label("Tên tài khoản").fill("admin")
    page.get_by_label("Mật khẩu").fill(server.password)
    page.get_by_role("button", name="Đăng nhập").click()
    page.get_by_role("table").wait_for()
    assert problems(page) == []


@pytest.mark.parametrize("language", ["vi", "en"])
def test_every_page_of_the_administrator(tablet: Callable[..., BrowserContext], server: Server, language: str) -> None:
    """The list, a new visit, what happened, accounts, the clinic, one's own PIN: no axe finding, one heading, in both languages."""
    page = tablet().new_page()
    page.context.add_cookies([{"name": "language", "value": language, "url": server.url}])
    page.goto(f"{server.url}/sign-in")
    page.locator("[name=name]").fill("admin")
    page.locator("[name=password]").fill(server.password)
    page.keyboard.press("Enter")
    page.wait_for_url(f"{server.url}/staff")
    for address, heading in PAGES.items():
        page.goto(f"{server.url}/{address}")
        page.locator("h1").first.wait_for()
        settled(page)
        assert (address, problems(page)) == (address, [])
        assert [one.inner_text() for one in page.locator("h1").all()] == [WORDS[heading][language]], address


def test_the_rules_see_what_is_wrong(patient: Patient) -> None:
    """A picture without words is found: the checks above would not pass by looking at nothing."""
    patient.opens()
    patient.sees(patient.say("welcome_title"))
    patient.page.evaluate("document.querySelector('h1').append(new Image(40, 40))")
    assert any(problem.startswith("image-alt") for problem in problems(patient.page))
