"""A tablet that is left alone, or whose patient pauses, shows nothing until the date of birth, or staff; answers are kept."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import BrowserContext, Error, Page, expect

from informed.adapters.database import sqlite3
from informed.service.accounts import SHELL
from informed.web.pause_words import PAUSE, STAFF
from tests.factories import PASSWORD
from tests.journeys.measure import rules
from tests.journeys.network import Network, refuse_once
from tests.journeys.patient import Patient
from tests.journeys.server import Server
from tests.journeys.staff import events, record_of
from tests.journeys.test_accounts import signs_in
from tests.journeys.test_hand_over import chooses_pin, opens_screen
from tests.journeys.test_hand_over import say as say_vi
from tests.journeys.test_language import turns

BORN, WRONG = ("27", "3", "1964"), ("3", "7", "1964")
VEIL, WARNING = "#pause-veil", "#pause-warning"
#: The clinic's five minutes, as a clock is moved: in ms.
MINUTE = 60_000


def say(patient: Patient, key: str, **values: object) -> str:
    return PAUSE[patient.language][key].format(**values)


def is_paused(patient: Patient) -> None:
    patient.sees(say(patient, "title"))
    patient.page.wait_for_url(f"{patient.url}/paused?**")


def gives(patient: Patient, born: tuple[str, str, str]) -> None:
    for part, typed in zip(("day", "month", "year"), born, strict=True):
        patient.page.get_by_label(say(patient, part), exact=True).fill(typed)
    patient.page.get_by_role("button", name=say(patient, "go_on"), exact=True).click()


def goes_on(patient: Patient, step: str) -> None:
    gives(patient, BORN)
    patient.is_at(step)


def left_alone(server: Server, name: str, **time: float) -> None:
    """As if nothing had been heard of this patient's visit for so long."""
    then = (datetime.now(UTC) - timedelta(**time)).isoformat(timespec="microseconds")
    with sqlite3.connect(server.data / "informed.db") as connection:
        connection.execute("update visit set seen = ? where record = ?", (then, record_of(server, name)))


def kinds(server: Server, name: str) -> list[str]:
    wanted = ("VisitPaused", "VisitResumed", "BirthDateRefused")
    return [event["type"] for event in events(server, name=name) if event["type"] in wanted]


@pytest.fixture
def page(tablet: Callable[..., BrowserContext]) -> Page:
    """On a tablet of its own: a clock that was set stays so."""
    return tablet().new_page()


# --- pausing


def test_pause_hides_everything_at_once_and_everywhere(patient: Patient, server: Server) -> None:
    """The veil stands before the server has answered; then no screen, no second tab, no Back shows anything; answers are kept."""
    name = "Người Đi Nghe Điện Thoại"
    page = patient.page
    patient.arrives_at("benefits", server, name)
    patient.answers("B1", "unsure")
    second = Patient(page.context.new_page(), server.url)
    second.opens("/benefits")
    second.card("B1").wait_for()
    page.bring_to_front()
    held = page.evaluate(
        "() => { const open = fetch; window.fetch = (...all) => new Promise((go) => { window.letGo = go; })"
        ".then(() => open(...all)); }"
    )
    assert held is None
    patient.presses("pause")
    expect(page.locator(VEIL)).to_be_visible()
    expect(page.locator(VEIL)).to_contain_text(say(patient, "kept"))
    assert page.locator("#root").evaluate("(root) => getComputedStyle(root).visibility") == "hidden"
    page.evaluate("() => window.letGo()")
    is_paused(patient)
    is_paused(second)
    for path in ("/", "/benefits", "/check", "/sign", "/done", "/stop"):
        second.opens(path)
        is_paused(second)
        assert name not in second.page.content()
    page.go_back()
    is_paused(patient)
    assert page.request.get(f"{server.url}/documents/{record_of(server, name)}.pdf").status == 404
    assert rules(page) == []

    patient.opens("/paused?to=benefits")
    goes_on(patient, "benefits")
    expect(patient.card("B1").locator("input:checked")).to_have_value("unsure")
    assert kinds(server, name) == ["VisitPaused", "VisitResumed"]


def has_a_pin(desk: Page, server: Server) -> None:
    """The administrator chooses one, on a device of the desk."""
    server.product.service.accounts.clear_pin(SHELL, "admin")
    signs_in(desk, server, "admin")
    desk.goto(f"{server.url}/pin")
    chooses_pin(desk)
    expect(desk.locator(".done")).to_be_visible()


def unlocks(page: Page, pin: str) -> None:
    """By name and PIN, on the page of a paused visit."""
    form = page.locator("form:has(input.pin)")
    form.get_by_label(STAFF["vi"]["name"]).fill("admin")
    form.locator("input.pin").fill(pin)
    form.get_by_role("button", name=STAFF["vi"]["unlock"]).click()


def staff_end_the_visit(page: Page) -> None:
    """By name and password, on the page of a paused visit."""
    staff = STAFF["vi"]
    page.get_by_text(staff["for_staff"], exact=True).click()
    page.get_by_text(staff["by_password"], exact=True).click()
    form = page.locator("form:has(input[type=password])")
    form.get_by_label(staff["name"]).fill("admin")
    form.get_by_label(staff["password"]).fill(PASSWORD)
    form.get_by_role("button", name=staff["end"]).click()


def test_five_wrong_dates_then_staff(tablet: Callable[..., BrowserContext], server: Server) -> None:
    """Each says how many tries are left; then another tab has no form either; help can be called; a PIN unlocks, a password too."""
    name = "Người Quên Ngày"
    has_a_pin(tablet().new_page(), server)
    patient = Patient(tablet().new_page(), server.url)
    page = patient.page
    patient.arrives_at("benefits", server, name)
    patient.presses("pause")
    is_paused(patient)
    gives(patient, ("31", "2", ""))
    expect(page.get_by_role("alert")).to_contain_text(say(patient, "born_shape"))
    expect(page.get_by_label(say(patient, "day"), exact=True)).to_have_value("31")
    for left in (4, 3, 2, 1):
        gives(patient, WRONG)
        expect(page.get_by_role("alert")).to_contain_text(say(patient, "born_wrong", left=left))
    gives(patient, WRONG)
    expect(page.get_by_role("alert")).to_contain_text(say(patient, "born_spent"))
    assert rules(page) == []
    second = Patient(page.context.new_page(), server.url)
    second.opens("/benefits")
    is_paused(second)
    expect(second.page.get_by_label(say(patient, "day"), exact=True)).to_have_count(0)
    second.page.close()

    page.get_by_role("button", name=say(patient, "call"), exact=True).click()
    expect(page.get_by_role("status")).to_contain_text(say(patient, "called"))
    assert events(server, "StaffCalled", name)
    staff = STAFF["vi"]
    page.get_by_text(staff["for_staff"], exact=True).click()
    unlocks(page, "000111")
    expect(page.locator(".summary")).to_have_text(staff["wrong_pin"].format(left=4))
    unlocks(page, "408162")
    patient.is_at("benefits")
    patient.presses("pause")
    is_paused(patient)
    staff_end_the_visit(page)
    patient.sees(patient.say("welcome_title"))
    assert {cookie["name"] for cookie in page.context.cookies()} & {"visit", "staff"} == set()


# --- left alone


def test_warned_and_locked_when_nobody_touches_it(patient: Patient, server: Server) -> None:
    """Half a minute before, counting; one tap extends and answers nothing; then the veil, the date, and the same place."""
    name = "Người Ngủ Quên"
    page = patient.page
    page.clock.install()
    patient.arrives_at("benefits", server, name)
    patient.answers("B1", "unsure")
    page.clock.fast_forward(4 * MINUTE + 40_000)
    expect(page.locator(WARNING)).to_be_visible()
    expect(page.locator(WARNING).get_by_role("button")).to_be_focused()
    assert rules(page) == []
    box = patient.card("B2").locator("input").first.bounding_box()
    assert box is not None
    page.touchscreen.tap(box["x"] + 2, box["y"] + 2)
    expect(page.locator(WARNING)).to_have_count(0)
    expect(page.locator(".card input:checked")).to_have_count(1)

    page.clock.fast_forward(4 * MINUTE + 40_000)
    expect(page.locator(WARNING)).to_be_visible()
    page.keyboard.press("Enter")
    expect(page.locator(WARNING)).to_have_count(0)
    page.clock.fast_forward(4 * MINUTE + 40_000)
    page.locator(WARNING).get_by_role("button").evaluate("button => button.click()")  # as a screen reader taps
    expect(page.locator(WARNING)).to_have_count(0)
    page.clock.fast_forward(MINUTE)
    patient.answers("B2", "unsure")
    page.clock.fast_forward(5 * MINUTE + 1000)
    is_paused(patient)
    goes_on(patient, "benefits")
    expect(patient.card("B1").locator("input:checked")).to_have_value("unsure")
    (paused,) = events(server, "VisitPaused", name)
    assert paused["reason"] == "idle"


def test_a_tablet_that_slept_an_hour_comes_back_to_the_lock_and_the_same_place(
    patient: Patient, server: Server
) -> None:
    """Asleep, its script did not run and its link died; it wakes to the lock, and then to the screen that was read again."""
    name = "Người Để Máy Ngủ"
    page = patient.page
    page.clock.install()
    patient.arrives_at("limitations", server, name)
    patient.opens("/benefits")
    patient.is_at("benefits")
    patient.card("B1").wait_for()
    left_alone(server, name, hours=1)
    page.clock.fast_forward(60 * MINUTE)
    is_paused(patient)
    goes_on(patient, "benefits")
    expect(patient.card("B1").locator("input:checked")).to_have_value("understood")


def test_the_server_locks_by_itself(patient: Patient, server: Server) -> None:
    """Whatever the browser thinks: a tap leads to the lock, and is not lost; what is being written is kept too, and the language
    that was chosen on the way.
    """
    name = "Người Không Ai Nghe"
    page = patient.page
    with page.expect_response("**/visit/here"):  # what a new page tells: the next is told when something is touched
        patient.arrives_at("questions", server, name)
    words = page.get_by_role("textbox").last
    words.wait_for()
    with page.expect_response("**/visit/here"):  # told ten seconds after the first: touched
        turns(patient)
    left_alone(server, name, minutes=6)
    words.fill("Có đau không?")
    is_paused(patient)
    assert events(server, "DoctorQuestionsChosen", name) == []
    goes_on(patient, "questions")
    expect(page.get_by_role("textbox").last).to_have_value("Có đau không?")
    expect(page.locator("html")).to_have_attribute("lang", "en")
    page.wait_for_function("() => sessionStorage.getItem('informed:outbox') === null")
    (said,) = events(server, "DoctorQuestionsChosen", name)
    assert said["words"] == "Có đau không?"


def test_what_the_server_did_not_hear_is_told_again(patient: Patient, server: Server) -> None:
    """That somebody is there: it would lock the visit without a warning."""
    refused = refuse_once(patient.page, "**/visit/here")
    with patient.page.expect_response("**/visit/here"):
        patient.arrives_at("benefits", server, "Người Bị Nghe Sót")
    assert refused


def test_a_half_written_text_outlives_the_pause(patient: Patient, server: Server) -> None:
    """Pause is pressed right after the last letter."""
    name = "Người Viết Dở"
    patient.arrives_at("questions", server, name)
    words = patient.page.get_by_role("textbox").last
    words.fill("Bao lâu thì")
    patient.page.locator(".st-key-pause button").dispatch_event("click")
    is_paused(patient)
    goes_on(patient, "questions")
    expect(patient.page.get_by_role("textbox").last).to_have_value("Bao lâu thì")


def test_a_half_drawn_signature_does_not_outlive_the_pause(patient: Patient, server: Server) -> None:
    """Who sits there afterwards signs anew."""
    patient.arrives_at("sign", server, "Người Ký Dở")
    patient.draws_a_signature()
    patient.presses("pause")
    is_paused(patient)
    goes_on(patient, "sign")
    patient.presses("do_sign")
    expect(patient.page.locator("#summary")).to_be_visible()


def test_a_lock_raised_offline_stays(network: Network, page: Page, server: Server) -> None:
    """The veil without a network; a reload without one shows nothing; with it, the lock, before anything else is seen."""
    name = "Người Mất Mạng Rồi Ngủ"
    patient = Patient(page, network.url)
    page.clock.install()
    patient.arrives_at("benefits", server, name)
    patient.card("B1").wait_for()
    network.cut()
    expect(page.locator("#shell-lost")).to_be_visible()
    page.clock.fast_forward(6 * MINUTE)
    expect(page.locator(VEIL)).to_be_visible()
    expect(page.locator(f"{VEIL} .waiting")).not_to_be_empty()
    assert page.locator("#root").evaluate("(root) => getComputedStyle(root).visibility") == "hidden"
    page.context.set_offline(True)
    with pytest.raises(Error, match="ERR_"):
        page.reload()
    expect(page.locator("#B1-text")).to_have_count(0)
    page.context.set_offline(False)

    page.add_init_script(
        "addEventListener('DOMContentLoaded', () => { const { className } = document.documentElement;"
        " if (location.pathname === '/benefits') sessionStorage.setItem('first', className); })"
    )
    network.mend()
    patient.opens("/benefits")
    is_paused(patient)
    assert page.evaluate("() => sessionStorage.getItem('first')") == "paused"
    assert kinds(server, name) == ["VisitPaused"]
    goes_on(patient, "benefits")
    assert page.evaluate("() => localStorage.getItem('informed:pause')") is None


def test_pausing_while_the_connection_is_lost(network: Network, page: Page, server: Server) -> None:
    """The screen rests then, but its banner has the button."""
    patient = Patient(page, network.url)
    patient.arrives_at("benefits", server, "Người Vội Đi")
    patient.card("B1").wait_for()
    network.cut()
    expect(page.locator("#shell-lost")).to_be_visible()
    page.locator("#pause-lost").tap()
    expect(page.locator(VEIL)).to_be_visible()
    network.mend()
    is_paused(patient)

    network.cut()  # now the form of a plain page cannot be sent: it says so and keeps what stands in it
    gives(patient, BORN)
    expect(page.locator("#unreachable")).to_be_focused()
    expect(page.get_by_label(say(patient, "year"), exact=True)).to_have_value(BORN[2])
    network.mend()
    goes_on(patient, "benefits")


def test_a_name_typed_on_the_first_screen_is_cleared(patient: Patient) -> None:
    """Nothing was begun: after the same time, with the same warning, the fields are empty."""
    page = patient.page
    page.clock.install()
    patient.opens()
    patient.sees(patient.say("welcome_title"))
    patient.fills_in("Người Bỏ Đi", *BORN)
    page.clock.fast_forward(4 * MINUTE + 40_000)
    expect(page.locator(WARNING)).to_be_visible()
    page.clock.fast_forward(MINUTE)
    expect(page.get_by_label(patient.say("name"), exact=True)).to_have_value("")


# --- on a tablet of the clinic


def test_on_a_tablet_that_was_handed_over(tablet: Callable[..., BrowserContext], server: Server) -> None:
    """The PIN of who handed it over unlocks; the page leads to taking it back; the clinic's lock stands."""
    name = "Người Cầm Máy Rồi Đi"
    server.product.service.accounts.clear_pin(SHELL, "admin")
    desk = tablet().new_page()
    signs_in(desk, server, "admin")
    Patient(tablet().new_page(), server.url).arrives_at("benefits", server, name)
    opens_screen(desk, server, name)
    chooses_pin(desk)
    patient = Patient(desk, server.url)
    with desk.expect_response("**/visit/here"):  # what a new page tells: the next is told when something is touched
        desk.get_by_role("button", name=say_vi("handover_here_do")).click()
        patient.is_at("benefits")
    left_alone(server, name, minutes=6)
    for path in ("/benefits", "/staff", "/"):
        patient.opens(path)
        is_paused(patient)
    desk.get_by_text(STAFF["vi"]["for_staff"], exact=True).click()
    assert rules(desk) == []
    desk.locator("form:has(input.pin) input.pin").fill("408162")
    desk.locator("form:has(input.pin)").get_by_role("button", name=STAFF["vi"]["unlock"]).click()
    patient.is_at("benefits")
    patient.presses("pause")
    is_paused(patient)
    desk.get_by_text(STAFF["vi"]["for_staff"], exact=True).click()
    desk.get_by_role("link", name=STAFF["vi"]["take_back"]).click()
    expect(desk).to_have_url(f"{server.url}/take-back")
