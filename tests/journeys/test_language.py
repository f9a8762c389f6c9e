"""The other language on every screen: the same place, the same answers, also those that no server has seen yet."""

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from informed.web.handover_words import JOIN
from tests.journeys.patient import Patient, product_pack
from tests.journeys.screens import BY_NAME
from tests.journeys.server import Server
from tests.journeys.settled import settled
from tests.journeys.staff import events


def turns(patient: Patient) -> None:
    """Tap the other language, and wait until the document and the heading speak it."""
    before = patient.page.locator("h1").inner_text()
    patient.presses("other_language")
    patient.language = {"vi": "en", "en": "vi"}[patient.language]
    expect(patient.page.locator("html")).to_have_attribute("lang", patient.language)
    expect(patient.page.locator("h1")).not_to_have_text(before)
    settled(patient.page)


def test_drawing_a_signature(patient: Patient, server: Server) -> None:
    """The ink stays through two changes, and is signed."""
    patient.arrives_at("sign", server, "Người Đổi Tiếng Vẽ")
    patient.draws_a_signature()
    turns(patient)
    expect(patient.page.get_by_text(patient.say("pad_status", n=3))).to_be_attached()
    turns(patient)
    patient.presses("do_sign")
    patient.is_at("done")
    (signed,) = events(server, "RecordSigned", "Người Đổi Tiếng Vẽ")
    assert len(signed["signature"]["strokes"]) == 3


@pytest.mark.parametrize(("kind", "label"), [("typed", "typed_label"), ("mark", "witness_label")])
def test_how_to_sign_and_what_was_typed(patient: Patient, server: Server, kind: str, label: str) -> None:
    """The way that was chosen and the typed name stay."""
    patient.arrives_at("sign", server, f"Người Đổi Tiếng {kind}")
    patient.page.get_by_text(patient.say(kind), exact=True).tap()
    patient.page.get_by_label(patient.say(label)).fill("Trần Thị Mơ")
    turns(patient)
    expect(patient.page.get_by_label(patient.say(label))).to_have_value("Trần Thị Mơ")
    expect(patient.page.get_by_role("radio", name=patient.say(kind), exact=True)).to_be_checked()
    turns(patient)
    expect(patient.page.get_by_label(patient.say(label))).to_have_value("Trần Thị Mơ")


def test_an_error_is_told_in_the_new_language(patient: Patient, server: Server) -> None:
    """The summary on the signing screen and the one of the cards, with the tab's title."""
    patient.arrives_at("benefits", server, "Người Đổi Tiếng Lỗi")
    patient.presses("next")
    expect(patient.page).to_have_title("Lỗi: Lợi ích kỳ vọng")
    turns(patient)
    expect(patient.page.locator(".summary h2")).to_have_text(patient.say("summary"))
    expect(patient.page).to_have_title("Error: Hoped-for benefits")
    patient.answers("B1", "understood")


def test_what_was_answered_in_another_language_is_read_in_it(patient: Patient, server: Server) -> None:
    """On the list of answers: by a voice of that language, as the record keeps the words."""
    patient.arrives_at("check", server, "Người Trả Lời Tiếng Việt")
    turns(patient)
    row = patient.page.locator(".row", has_text=product_pack().statements["B1"].text.vi)
    assert [row.locator(part).evaluate("part => part.closest('[lang]').lang") for part in ("dt", ".answer")] == [
        "vi",
        "en",
    ]


def test_words_that_are_being_written(patient: Patient, server: Server) -> None:
    """A draft of a question is kept at the moment of the change, and its event is of the language it was written in."""
    patient.arrives_at("questions", server, "Người Đổi Tiếng Hỏi")
    patient.card("own-words").locator("textarea").fill("Có đau không?")
    turns(patient)
    expect(patient.card("own-words").locator("textarea")).to_have_value("Có đau không?")
    expect(patient.card("own-words").get_by_text(patient.say("saved"), exact=True)).to_be_visible()
    (asked,) = events(server, "DoctorQuestionsChosen", "Người Đổi Tiếng Hỏi")
    assert (asked["words"], asked["language"]) == ("Có đau không?", "vi")


@pytest.mark.parametrize(
    "name", ["about-asked", "benefits-question-again", "you-2", "told-ticked", "check", "stop", "done-signed"]
)
def test_the_place(tablet: Callable[..., BrowserContext], server: Server, name: str) -> None:
    """Same address, same number of answers, the other language everywhere: there and back."""
    page = tablet().new_page()
    patient = Patient(page, server.url)
    BY_NAME[name].show(patient, server)
    if name == "check":  # its list comes a moment after the heading
        page.locator(".row").first.wait_for()
    place, answers = page.url, given(page)
    turns(patient)
    assert (page.url, given(page)) == (place, answers)
    turns(patient)
    assert (page.url, given(page)) == (place, answers)


def given(page: Page) -> list[int]:
    """How many answers are marked, asked, told about, and listed."""
    return [
        page.locator(one).count()
        for one in (":checked", ".ask[aria-pressed=true]", ".replies p", ".row", ".feedback p")
    ]


def test_a_code_that_is_being_typed(page: Page, server: Server) -> None:
    """On the plain page too."""
    page.context.add_cookies([{"name": "language", "value": "vi", "url": server.url}])
    page.goto(f"{server.url}/join")
    page.locator("input.code").fill("ABCD")
    page.locator("#other-language").tap()
    expect(page.locator("h1")).to_have_text(JOIN["en"]["title"])
    expect(page.locator("input.code")).to_have_value("ABCD")


@pytest.mark.parametrize(("key", "to"), [("stop", "stop"), ("back", "choices-question")])
def test_a_tap_on_the_bar_while_writing(patient: Patient, server: Server, key: str, to: str) -> None:
    """Leaving the text by a tap on a button is one tap: the screen changes, and the text is kept."""
    name = f"Người Đang Viết Thì {key}"
    patient.arrives_at("questions", server, name)
    patient.card("own-words").locator("textarea").fill("Có đau không?")
    patient.presses(key)
    patient.is_at(to)
    assert [asked["words"] for asked in events(server, "DoctorQuestionsChosen", name)] == ["Có đau không?"]
