"""Reading aloud: the clinic's recordings, else a voice of the device itself, and otherwise no button at all."""

import shutil
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from informed.adapters import packs, recordings
from informed.content import Language
from informed.paths import CONTENT
from tests.journeys.network import refuse_once
from tests.journeys.patient import Patient
from tests.journeys.server import Server
from tests.journeys.staff import record_of
from tests.journeys.test_physician import PASSWORD, add_account

#: A device with two voices: one works on it, one sends the text away. What is said is written down, and never ends by itself.
VOICES = """
window.said = [];
const local = { name: "here", lang: "vi-VN", localService: true };
const cloud = { name: "cloud", lang: "vi-VN", localService: false };
Object.defineProperty(window, "speechSynthesis", { value: Object.assign(new EventTarget(), {
  getVoices: () => [cloud, local], cancel() {}, speak(one) { said.push(one); },
}) });
window.SpeechSynthesisUtterance = class { constructor(text) { this.text = text; } };
"""
#: One frame of silence: MPEG-1 layer III, 128 kbit/s, 44.1 kHz, 26 ms.
SILENCE = bytes.fromhex("fffb9064") + bytes(413)


@pytest.fixture(scope="module")
def recorded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A clinic that has recorded the topic of benefits in English: two seconds of silence each."""
    content = tmp_path_factory.mktemp("content")
    folder = content / "exosome-skin"
    shutil.copytree(CONTENT / "exosome-skin", folder)
    pack = packs.load(folder)
    for one in ("benefits", *(statement.id for statement in pack.topic("benefits").statements)):
        file = recordings.file_of(folder, Language.ENGLISH, one)
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(SILENCE * 76)
    recordings.tie(folder, pack, Language.ENGLISH)
    server = Server(tmp_path_factory.mktemp("server") / "data", content_dir=str(content)).start()
    yield server
    server.stop()


def at(tablet: Callable[..., BrowserContext], server: Server, language: str, script: str = "") -> Page:
    """A tablet at the benefits, on a device that runs this first."""
    page = tablet().new_page()
    if script:
        page.add_init_script(script)
    Patient(page, server.url, language).arrives_at("benefits", server, "Nguyễn Thị Ánh")
    page.locator(".card").first.wait_for()
    return page


def test_the_clinics_recordings(recorded: Server, tablet: Callable[..., BrowserContext]) -> None:
    """The whole page from its heading on, each statement marked while it is read; stopped by one tap; one alone as well."""
    page = at(tablet, recorded, "en")
    reading, bar = page.locator(".card.reading"), page.locator(".reading-bar")
    with page.expect_response(lambda answer: answer.url.endswith(".mp3")) as heard:
        page.get_by_role("button", name="Listen to this page").tap()
    assert heard.value.ok
    expect(bar).to_contain_text("Reading aloud")
    expect(reading.locator(".number")).to_have_text("1")  # after the heading
    expect(reading.locator(".number")).to_have_text("2")
    bar.get_by_role("button", name="Stop reading").tap()
    expect(reading).to_have_count(0)
    expect(bar).to_be_hidden()
    listen = page.locator(".card").nth(3).get_by_role("button", name="Listen", exact=True)
    listen.tap()
    expect(reading.locator(".number")).to_have_text("4")
    expect(bar).to_be_hidden()  # it has come to its end
    expect(listen).to_be_focused()


def test_stopping_by_keyboard(recorded: Server, tablet: Callable[..., BrowserContext]) -> None:
    """The button that stops has the focus, and Escape stops too; then the focus is where it was."""
    page = at(tablet, recorded, "en")
    listen = page.get_by_role("button", name="Listen to this page")
    listen.press("Enter")
    expect(page.get_by_role("button", name="Stop reading")).to_be_focused()
    expect(page.locator(".card.reading")).to_have_count(1)
    page.keyboard.press("Escape")
    expect(page.locator(".card.reading")).to_have_count(0, timeout=1000)  # by itself it goes on for seconds
    expect(listen).to_be_focused()


def test_a_recording_that_cannot_be_had(recorded: Server, tablet: Callable[..., BrowserContext]) -> None:
    """Nothing is left out in silence: a voice of the device reads it, and without one the reading ends."""
    page = at(tablet, recorded, "en")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url) if request.url.endswith(".mp3") else None)
    refuse_once(page, "**/*.mp3")
    page.get_by_role("button", name="Listen to this page").tap()
    expect(page.locator(".reading-bar")).to_be_hidden()
    assert len(asked) == 1
    page = at(tablet, recorded, "en", VOICES.replace("vi-VN", "en-GB"))
    refuse_once(page, "**/*.mp3")
    page.get_by_role("button", name="Listen to this page").tap()
    page.wait_for_function("() => said.length")
    assert page.evaluate("[said[0].text.includes('Hoped-for benefits'), said[0].voice.name]") == [True, "here"]
    page.evaluate("said[0].onend()")
    expect(page.locator(".card.reading .number")).to_have_text("1")


def test_a_risk_that_the_physician_added(server: Server, tablet: Callable[..., BrowserContext]) -> None:
    """It can be listened to in the language it is written in, and is read with the others."""
    page, service, text = tablet().new_page(), server.product.service, "Thuốc quý vị đang dùng làm vết tiêm dễ bầm hơn."
    page.add_init_script(VOICES)
    patient = Patient(page, server.url)
    patient.arrives_at("risks", server, "Người Nghe Rủi Ro Riêng")
    physician = service.staff.sign_in(add_account(server.product, "physician"), PASSWORD, "the test")
    service.returning.add_risk(physician, record_of(server, "Người Nghe Rủi Ro Riêng"), text)
    page.reload()
    patient.card("DR1").get_by_role("button", name="Nghe", exact=True).tap()
    assert page.evaluate("[said[0].text, said[0].voice.name]") == [text, "here"]
    page.get_by_role("button", name="Nghe cả trang").tap()
    page.evaluate("said[1].onend()")
    assert page.evaluate("said[2].text") == text
    patient.presses("other_language")
    expect(patient.card("DR1").get_by_role("button", name="Listen", exact=True)).to_be_visible()
    expect(patient.card("R1").get_by_role("button", name="Listen", exact=True)).to_be_hidden()
    expect(patient.card("DR1").locator(".says")).to_have_attribute("lang", "vi")


def test_nothing_to_hear_is_no_button(recorded: Server, tablet: Callable[..., BrowserContext]) -> None:
    """No Vietnamese recording, and this device has no voice."""
    page = at(tablet, recorded, "vi")
    expect(page.locator(".listen:visible")).to_have_count(0)


def test_a_voice_of_the_device(recorded: Server, tablet: Callable[..., BrowserContext]) -> None:
    """Only one that works on the device itself; leaving the page ends it."""
    page = at(tablet, recorded, "vi", VOICES)
    page.get_by_role("button", name="Nghe cả trang").tap()
    assert page.evaluate("[said[0].text.includes('Lợi ích kỳ vọng'), said[0].voice.name]") == [True, "here"]
    page.evaluate("said[0].onend()")
    expect(page.locator(".card.reading .number")).to_have_text("1")
    page.get_by_role("button", name="English").tap()
    expect(page.locator(".card.reading")).to_have_count(0)


def test_a_voice_that_fails_passes_nothing_over(recorded: Server, tablet: Callable[..., BrowserContext]) -> None:
    """The reading ends there."""
    page = at(tablet, recorded, "vi", VOICES)
    page.get_by_role("button", name="Nghe cả trang").tap()
    page.evaluate("said[0].onerror()")
    expect(page.locator(".reading-bar")).to_be_hidden()
    assert page.evaluate("said.length") == 1
