"""What automated rules tell of accessibility (axe: WCAG 2.2 A and AA) on the staff's screens; `test_screens` has the patient's."""

from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import BrowserContext, Page, expect

from informed.content import Language
from informed.plan import Plan
from informed.service.accounts import SHELL
from informed.ui.words import WORDS
from tests.factories import patient, tap
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
#: By how many pixels a page is wider than its screen.
_SIDEWAYS = """() => {
  const { scrollWidth, clientWidth } = document.querySelector("[data-testid=stMain]") ?? document.documentElement;
  return scrollWidth - clientWidth;
}"""


def problems(page: Page) -> list[str]:
    """The rules that are broken, each with the places; while a run goes on Streamlit greys what it may draw anew."""
    settled(page)
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


def test_the_front_desk_at_work(tablet: Callable[..., BrowserContext], server: Server) -> None:
    """What the empty pages do not show: a known person listed, what is wrong, a minor's plan with its stops, the ways to hand
    over, people and paper: no axe finding, and nothing wider than a phone. The languages take turns.
    """
    service, name = server.product.service, "Nguyễn Bé Lan"
    accounts = service.accounts
    accounts.set_up(accounts.add(SHELL, "clerk-at-work", "front_desk"), server.password, server.password)
    token = service.staff.sign_in("clerk-at-work", server.password, "127.0.0.1")
    plan = Plan(product="Serum A", registered_route="intact_skin", planned_route="injection")
    child = patient(name=name, born=service.journey.today().replace(day=1, year=2015))
    record = service.desk.start(token, child, plan, Language.VIETNAMESE, tap())
    page = tablet(viewport={"width": 390, "height": 844}).new_page()
    service.paper.form(token, record, Language.VIETNAMESE)
    paper = f"records/{record}"
    places = ("staff", "desk", f"ready?id={record}", f"handover?id={record}", paper, f"{paper}/transcript")
    for address, language in zip(places, ("en", "vi") * 3, strict=True):
        cookies = {"language": language, "staff": token}
        page.context.add_cookies([{"name": key, "value": value, "url": server.url} for key, value in cookies.items()])
        page.goto(f"{server.url}/{address}")
        page.locator("h1").first.wait_for()
        settled(page)
        if address == "desk":
            page.get_by_label(WORDS["desk_name"][language], exact=True).fill(name)
            page.keyboard.press("Tab")
            page.locator(".st-key-desk-known-0 button").wait_for()
            page.get_by_role("button", name=WORDS["desk_start"][language], exact=True).tap()
            page.locator(".summary a").wait_for()
            settled(page)
            expect(page.locator(".summary")).to_be_in_viewport()  # Start stands at the foot of a long page
            page.locator(".summary a").tap()
            expect(page.get_by_label(WORDS["desk_born"][language], exact=True)).to_be_focused()
        assert (address, problems(page)) == (address, [])
        assert (address, page.evaluate(_SIDEWAYS)) == (address, 0)


def test_the_rules_see_what_is_wrong(patient: Patient) -> None:
    """A picture without words is found: the checks above would not pass by looking at nothing."""
    patient.opens()
    patient.sees(patient.say("welcome_title"))
    patient.page.evaluate("document.querySelector('h1').append(new Image(40, 40))")
    assert any(problem.startswith("image-alt") for problem in problems(patient.page))
