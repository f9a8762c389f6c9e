"""Every screen of the patient and the states it can be in: what a tablet shows, by name, and how it gets there.

Tests that look at all screens (targets, text, axe) and `python -m tests.contact_sheet` go through this one list.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from itertools import count

from playwright.sync_api import expect

from informed import walkthrough
from informed.service.accounts import SHELL
from informed.web.handover_words import JOIN
from informed.web.pause_words import PAUSE
from tests.journeys.patient import Patient, product_pack
from tests.journeys.server import Server
from tests.journeys.settled import settled
from tests.journeys.staff import record_of

Act = Callable[[Patient], object]
PIN = "408162"
#: A state can be shown more than once on one server, and its record is found by the name.
_NUMBERS = count(1)


@dataclass(frozen=True)
class State:
    """A screen in a state: the step at which it stands ("" before a visit), and what is done there."""

    name: str
    step: str
    act: Act | None = None
    born: date = date(1964, 3, 27)
    #: Whether a parent was named who signs.
    guardian: bool = False
    #: Whether staff handed the tablet over.
    locked: bool = False

    def show(self, patient: Patient, server: Server) -> None:
        """Bring a tablet that holds no visit into this state."""
        if self.step:
            name = f"Người {self.name} {patient.language} {next(_NUMBERS)}"
            patient.arrives_at(self.step, server, name, self.born)
            if self.guardian:
                _names_a_parent(server, name)
                patient.page.reload()
            if self.locked:
                _locks(patient, server, name)
        else:
            cookie = {"name": "language", "value": patient.language, "url": patient.url}
            patient.page.context.add_cookies([cookie])  # type: ignore[list-item]
            patient.opens()
            patient.sees(patient.say("welcome_title"))
        _ready(patient)
        if self.act:
            self.act(patient)
            _ready(patient)


def _ready(patient: Patient) -> None:
    page = patient.page
    page.locator("h1").first.wait_for()
    settled(page)
    page.evaluate("document.fonts.ready")


def _names_a_parent(server: Server, name: str) -> None:
    service = server.product.service
    clerk = f"desk-{record_of(server, name)[:8]}"
    service.accounts.set_up(service.accounts.add(SHELL, clerk, "front_desk"), server.password, server.password)
    token = service.staff.sign_in(clerk, server.password, "127.0.0.1")
    service.people.name(
        token, record_of(server, name), "guardian", name="Trần Văn Bảo", relation="bố", identity="document"
    )


def _locks(patient: Patient, server: Server, name: str) -> None:
    service = server.product.service
    token = service.staff.sign_in("admin", server.password, "127.0.0.1")
    service.pins.choose(token, server.password, PIN, PIN)
    handed = service.hand_over.on_this_tablet(token, record_of(server, name), "")
    cookies = {"visit": handed.visit, "tablet": handed.lock, "staff-language": patient.language}
    patient.page.context.add_cookies(
        [{"name": key, "value": value, "url": patient.url} for key, value in cookies.items()]
    )
    patient.opens("/take-back")


# --- what is done on a screen


def wrong(key: str) -> Act:
    """Press too early, and wait for the summary."""

    def act(patient: Patient) -> None:
        patient.page.locator(".card, canvas, form, .stForm").first.wait_for()
        patient.presses(key)
        patient.page.locator(".summary:visible").wait_for()

    return act


def answered(patient: Patient) -> None:
    """One understood, one unsure, one looked into, the rest open."""
    patient.answers("B1", "understood")
    patient.answers("B2", "unsure")
    patient.card("B1").locator("summary").tap()


def term(patient: Patient) -> None:
    patient.page.locator("button.term").first.tap()
    patient.page.locator(".meaning:visible").wait_for()


def asked(patient: Patient) -> None:
    patient.page.locator("button.ask").first.tap()
    expect(patient.page.locator(".mark[data-tone=saved]").first).to_be_visible()


def tries(*, right: bool) -> Act:
    def act(patient: Patient) -> None:
        (question, *_) = product_pack().topic("benefits").questions
        option = next(option for option in question.options if option.correct is right)
        patient.answers_question(question.id, option.text[patient.language])
        expect(patient.page.locator(".feedback .result")).not_to_have_text("")

    return act


def told(patient: Patient) -> None:
    claim = product_pack().told[0]
    patient.card("told-claims").get_by_text(claim.text[patient.language], exact=True).tap()
    expect(patient.card("told-claims").locator(".replies")).to_contain_text(claim.answer[patient.language])


def wrote(patient: Patient) -> None:
    patient.card("own-words").locator("textarea").fill("Bao lâu thì da tôi khá lên?")
    patient.page.locator("h1").click()
    expect(patient.card("own-words").locator(".mark[data-tone=saved]")).to_be_visible()


def chooses(kind: str) -> Act:
    def act(patient: Patient) -> None:
        patient.page.get_by_text(patient.say(kind), exact=True).tap()
        field = {"typed": "typed_label", "mark": "witness_label"}[kind]
        patient.page.get_by_label(patient.say(field)).wait_for()

    return act


def called(patient: Patient) -> None:
    patient.presses("call_staff")
    patient.page.locator(".st-key-called").wait_for()


def displayed(patient: Patient) -> None:
    patient.page.locator(".display summary").tap()
    patient.page.locator(".display button").first.wait_for()


def stops(patient: Patient) -> None:
    patient.presses("stop")
    patient.is_at("stop")


def pauses(born: tuple[str, str, str] | None = None) -> Act:
    """Pause, and perhaps give a date of birth to go on."""

    def act(patient: Patient) -> None:
        patient.presses("pause")
        patient.page.wait_for_url("**/paused?**")
        for part, typed in zip(("day", "month", "year"), born or (), strict=False):
            patient.page.get_by_label(PAUSE[patient.language][part], exact=True).fill(typed)
        if born:
            patient.page.get_by_role("button", name=PAUSE[patient.language]["go_on"], exact=True).click()
            patient.page.locator(".summary").wait_for()

    return act


def ends(key: str) -> Act:
    def act(patient: Patient) -> None:
        patient.presses(key)
        patient.is_at("done")
        patient.page.locator(".answers .row").first.wait_for()

    return act


def signs(patient: Patient) -> None:
    patient.draws_a_signature()
    ends("do_sign")(patient)


def lost(patient: Patient) -> None:
    patient.page.locator(".card").first.wait_for()
    patient.page.context.set_offline(True)
    patient.page.locator("#shell-lost:visible").wait_for()


def joins(code: str = "") -> Act:
    def act(patient: Patient) -> None:
        patient.opens("/join")
        if code:
            patient.page.locator("input.code").fill(code)
            patient.page.get_by_role("button", name=JOIN[patient.language]["go"]).click()
            patient.page.locator(".summary").wait_for()

    return act


def strays(patient: Patient) -> None:
    patient.opens("/nowhere")


def guide(patient: Patient) -> None:
    patient.opens("/styleguide")
    patient.page.locator("canvas").wait_for()


def guesses(patient: Patient) -> None:
    patient.page.locator("input.pin").fill("000000")
    patient.page.locator(".staff-only form button").first.click()
    patient.page.locator(".summary").wait_for()


_STEPS = [step.name for step in walkthrough.steps(product_pack()) if step.kind not in ("welcome", "done")]
CHILD = date(2015, 1, 1)
STATES = [
    State("welcome", ""),
    State("welcome-wrong", "", wrong("start")),
    *(State(step, step) for step in _STEPS),
    State("about-term", "about", term),
    State("about-asked", "about", asked),
    State("about-sizes", "about", displayed),
    State("about-called", "about", called),
    State("benefits-answered", "benefits", answered),
    State("benefits-missing", "benefits", wrong("next")),
    State("benefits-lost", "benefits", lost),
    State("benefits-question-missing", "benefits-question", wrong("next")),
    State("benefits-question-again", "benefits-question", tries(right=False)),
    State("benefits-question-right", "benefits-question", tries(right=True)),
    State("told-ticked", "told", told),
    State("questions-written", "questions", wrote),
    State("stop", "risks", stops),
    State("paused", "risks", pauses()),
    State("paused-wrong", "risks", pauses(("3", "7", "1964"))),
    State("sign-drawn", "sign", Patient.draws_a_signature),
    State("sign-typed", "sign", chooses("typed")),
    State("sign-mark", "sign", chooses("mark")),
    State("sign-wrong", "sign", wrong("do_sign")),
    State("sign-child", "sign", born=CHILD),
    State("sign-parent", "sign", born=CHILD, guardian=True),
    State("done-signed", "sign", signs),
    State("done-later", "sign", ends("do_later")),
    State("done-no", "sign", ends("do_no")),
    State("styleguide", "", guide),
    State("join", "", joins()),
    State("join-wrong", "", joins("ABCD2345")),
    State("join-held", "benefits", joins()),
    State("no-page", "benefits", strays),
    State("take-back", "benefits", locked=True),
    State("take-back-wrong", "benefits", guesses, locked=True),
]
BY_NAME = {state.name: state for state in STATES}
