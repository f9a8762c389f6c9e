"""Text size and colours in a real browser: switched by a tap on any screen, kept for the visit, gone when the tablet is back."""

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from informed.ui.words import WORDS
from tests.journeys.patient import Patient
from tests.journeys.screens import BY_NAME
from tests.journeys.server import Server
from tests.journeys.settled import settled
from tests.journeys.staff_screens import STAFF_BY_NAME

#: What the letters of a paragraph and the page's ground are now.
NOW = """() => {
  const text = document.querySelector("main p, p.lead, h1");
  const ground = document.querySelector("[data-testid=stApp]") ?? document.documentElement;
  return [getComputedStyle(text).fontSize, getComputedStyle(ground).backgroundColor];
}"""
#: Of each kind one; `test_screens` sees that all have the switches.
SCREENS = ["welcome", "risks-question", "sign-child", "stop", "take-back"]


def chooses(page: Page, value: str) -> None:
    button = page.locator(f".display button[data-value={value}]")
    if not button.is_visible():
        page.locator(".display summary").tap()
    button.tap()
    expect(button).to_have_attribute("aria-pressed", "true")


@pytest.mark.parametrize("name", SCREENS)
def test_on_every_screen(tablet: Callable[..., BrowserContext], server: Server, name: str) -> None:
    """Both switches work at once and without the server; a reload shows the same."""
    page = tablet().new_page()
    BY_NAME[name].show(Patient(page, server.url), server)
    size, ground = page.evaluate(NOW)
    place = page.url
    chooses(page, "large")
    chooses(page, "dark")
    larger, darker = page.evaluate(NOW)
    assert float(larger[:-2]) == pytest.approx(float(size[:-2]) * 1.2)
    assert (ground, darker) == ("rgb(250, 248, 244)", "rgb(20, 25, 27)")
    assert page.url == place
    if name != "stop":  # which leads back to the open step
        page.reload()
        settled(page)
        assert page.evaluate(NOW) == [larger, darker]


def test_kept_for_the_visit_and_no_longer(patient: Patient, server: Server) -> None:
    """From the welcome screen through the steps to the end; the next patient has the usual letters."""
    patient.opens()
    patient.sees(patient.say("welcome_title"))
    chooses(patient.page, "largest")
    patient.fills_in("Người Cần Chữ Lớn", "27", "3", "1964")
    patient.presses("start")
    patient.is_at("about")
    html = patient.page.locator("html")
    patient.goes_on("about-question")
    patient.page.reload()
    expect(html).to_have_attribute("data-size", "largest")
    patient.presses("stop")
    patient.presses("do_no")
    patient.is_at("done")
    patient.presses("hand_back")
    patient.sees(patient.say("welcome_title"))
    assert html.get_attribute("data-size") is None


def test_the_staff_too(page: Page, server: Server) -> None:
    """Chosen on the list, it holds on a record and after it; who signs out leaves the usual letters and colours behind."""
    STAFF_BY_NAME["staff"].show(Patient(page, server.url), server)
    chooses(page, "large")
    chooses(page, "high")
    html = page.locator("html")
    for place in ("record-signed", "desk", "verify", "staff"):
        STAFF_BY_NAME[place].show(Patient(page, server.url), server)
        assert (html.get_attribute("data-size"), html.get_attribute("data-contrast")) == ("large", "high")
    page.get_by_role("button", name=WORDS["sign_out"]["vi"], exact=True).tap()
    page.locator("[name=password]").wait_for()
    assert (html.get_attribute("data-size"), html.get_attribute("data-contrast")) == (None, None)


def test_a_choice_changes_no_answer(patient: Patient, server: Server) -> None:
    """What was answered and what is being written stay; the switches speak the visit's language."""
    patient.arrives_at("questions", server, "Người Đang Viết Chữ")
    words = patient.card("own-words").locator("textarea")
    words.fill("Bao lâu thì")
    chooses(patient.page, "high")
    expect(words).to_have_value("Bao lâu thì")
    patient.presses("other_language")
    expect(patient.page.locator(".display summary")).to_have_text("Text size, colours")
    expect(patient.page.locator("html")).to_have_attribute("data-contrast", "high")
    expect(words).to_have_value("Bao lâu thì")
