"""A tablet goes to a patient and back, and a code to a second device, in real browsers."""

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from informed.service.accounts import SHELL
from informed.ui.words import WORDS
from informed.web.handover_words import JOIN, TAKE_BACK
from tests.factories import PASSWORD
from tests.journeys.measure import rules
from tests.journeys.patient import Patient
from tests.journeys.server import Server
from tests.journeys.staff import events, record_of
from tests.journeys.test_accounts import signs_in

PIN = "408162"
STAFF_ONLY = ("/staff", "/accounts", "/pin", "/sign-in", "/join", "/handover")


def say(key: str) -> str:
    return WORDS[key].vi


@pytest.fixture
def desk(tablet: Callable[..., BrowserContext], server: Server) -> Page:
    """A tablet on which the administrator is signed in, without a PIN yet."""
    server.product.service.accounts.clear_pin(SHELL, "admin")
    page = tablet().new_page()
    signs_in(page, server, "admin")
    return page


def opens_screen(page: Page, server: Server, name: str) -> None:
    """From the list by the record's page to the screen that hands it over."""
    page.goto(f"{server.url}/record?id={record_of(server, name)}")
    page.get_by_role("link", name=say("handover_do")).click()
    page.locator(".who").wait_for()


def chooses_pin(page: Page) -> None:
    for key, typed in (("pin-new", PIN), ("pin-again", PIN), ("own-password", PASSWORD)):
        page.locator(f".st-key-{key} input").fill(typed)
    page.get_by_role("button", name=say("pin_save")).click()


def tries(page: Page, pin: str) -> None:
    page.locator("input.pin").fill(pin)
    page.get_by_role("button", name=TAKE_BACK["vi"]["unlock"]).click()


def stays_at_the_visit(patient: Patient, record: str, but: str = "") -> None:
    """By the address bar, a new tab, and Back."""
    for path in (*STAFF_ONLY, f"/record?id={record}"):
        if path == but:
            continue
        patient.opens(path)
        patient.is_at("benefits")
    new_tab = Patient(patient.page.context.new_page(), patient.url)
    new_tab.opens("/staff")
    new_tab.is_at("benefits")
    new_tab.page.close()
    patient.page.go_back()
    patient.is_at("benefits")


def waits_for_staff(patient: Patient, name: str) -> None:
    """Deep links and Back find the page for staff, and no name."""
    for path in ("/", "/done", "/benefits", *STAFF_ONLY):
        patient.opens(path)
        patient.sees(TAKE_BACK["vi"]["title"])
    for _ in range(8):
        patient.page.go_back()
        patient.sees(TAKE_BACK["vi"]["title"])
        assert name not in patient.page.content()


def uses_all_tries_up(page: Page) -> None:
    """Five wrong PINs; then there is no field for one."""
    for left in (4, 3, 2, 1):
        tries(page, "000111")
        expect(page.get_by_role("alert")).to_contain_text(TAKE_BACK["vi"]["wrong_pin"].format(left=left))
    tries(page, "000111")
    expect(page.get_by_role("alert")).to_contain_text(TAKE_BACK["vi"]["spent"])
    expect(page.locator("input.pin")).to_have_count(0)
    assert rules(page) == []


def signs_in_there(page: Page) -> None:
    """With name and password, on the page that takes the tablet back."""
    page.get_by_label(TAKE_BACK["vi"]["name"], exact=True).fill("admin")
    page.get_by_label(TAKE_BACK["vi"]["password"], exact=True).fill(PASSWORD)
    page.get_by_role("button", name=TAKE_BACK["vi"]["sign_in"]).click()
    page.get_by_role("table").wait_for()


def is_refused(page: Page, server: Server, code: str) -> None:
    """A code that was used, typed on another device."""
    page.goto(f"{server.url}/join")
    page.locator("input.code").fill(code)
    page.get_by_role("button", name=JOIN["vi"]["go"], exact=True).click()
    expect(page.get_by_role("alert")).to_contain_text(JOIN["vi"]["wrong"])


def test_a_tablet_to_the_patient_and_back(desk: Page, tablet: Callable[..., BrowserContext], server: Server) -> None:
    """Locked to the visit by every way out of it that a finger finds; five wrong PINs; then a sign-in, and the list."""
    name = "Người Cầm Máy"
    Patient(tablet().new_page(), server.url).arrives_at("benefits", server, name)
    old_tab = desk.context.new_page()
    old_tab.goto(f"{server.url}/staff")
    old_tab.get_by_role("table").wait_for()
    opens_screen(desk, server, name)
    chooses_pin(desk)
    desk.get_by_role("button", name=say("handover_here_do")).wait_for()
    assert rules(desk) == []
    desk.get_by_role("button", name=say("handover_here_do")).click()
    patient = Patient(desk, server.url)
    patient.is_at("benefits")
    assert {c["name"] for c in desk.context.cookies()} & {"staff", "tablet", "visit"} == {"tablet", "visit"}

    stays_at_the_visit(patient, record_of(server, name))
    expect(old_tab.get_by_role("table")).to_have_count(0)
    old_tab.reload()
    Patient(old_tab, server.url).is_at("benefits")
    old_tab.close()

    patient.answers("B1", "understood")
    patient.presses("stop")
    patient.is_at("stop")
    expect(desk.get_by_role("link", name=say("tablet_back"))).to_be_visible()
    patient.presses("do_no")
    patient.is_at("done")
    patient.presses("hand_back")
    patient.sees(TAKE_BACK["vi"]["title"])
    assert rules(desk) == []
    waits_for_staff(patient, name)
    uses_all_tries_up(desk)
    signs_in_there(desk)
    desk.goto(f"{server.url}/done")
    patient.sees(say("welcome_title"))
    kinds = [event["type"] for event in events(server, name=name)]
    assert kinds.count("HandedOver") == kinds.count("VisitEnded") == 1


def test_a_code_to_a_second_device_and_a_pin(desk: Page, tablet: Callable[..., BrowserContext], server: Server) -> None:
    """Scanned on a phone, the code is in no request's address; used twice it is wrong; the PIN brings the session back."""
    name = "Người Có Điện Thoại"
    first = Patient(tablet().new_page(), server.url)
    first.arrives_at("benefits", server, name)
    opens_screen(desk, server, name)
    desk.get_by_role("button", name=say("handover_make")).click()
    code = desk.locator(".join-code .code").inner_text()
    assert desk.locator(".join-code img").bounding_box()["width"] >= 240  # type: ignore[index]
    assert rules(desk) == []

    phone = Patient(tablet(viewport={"width": 390, "height": 844}).new_page(), server.url)
    asked: list[str] = []
    phone.page.on("request", lambda request: asked.append(request.url))
    phone.opens(f"/join#{code.replace('-', '')}")
    expect(phone.page.locator("input.code")).to_have_value(code)
    assert phone.page.url == f"{server.url}/join"
    assert rules(phone.page) == []
    phone.page.get_by_role("button", name=JOIN["vi"]["go"], exact=True).tap()
    phone.is_at("benefits")
    assert not any(code in url or code.replace("-", "") in url.split("#")[0] for url in asked)
    expect(desk.locator(".done")).to_be_visible()
    first.page.reload()
    first.sees(say("welcome_title"))  # one device at a time

    is_refused(tablet().new_page(), server, code)
    phone.opens("/join")
    phone.sees(JOIN["vi"]["held_title"])
    stays_at_the_visit(phone, record_of(server, name), but="/join")

    chooses_pin(desk)
    desk.get_by_role("button", name=say("handover_here_do")).click()
    Patient(desk, server.url).is_at("benefits")
    desk.goto(f"{server.url}/take-back")
    expect(desk.get_by_role("link", name=TAKE_BACK["vi"]["go_on"])).to_be_visible()
    tries(desk, PIN)
    desk.get_by_role("table").wait_for()
    phone.opens("/benefits")
    phone.sees(say("welcome_title"))
