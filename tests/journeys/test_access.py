"""Every screen of the staff, measured: axe's rules (WCAG 2.2 A and AA), headings, titles, room; `test_screens` has the patient's.

Languages, colours and sizes of letters take turns. All are looked at by hand: `python -m tests.contact_sheet --staff --measure`.
"""

import re

import pytest
from playwright.sync_api import Page, expect

from informed.ui.words import WORDS
from informed.web import screens
from tests.journeys import measure
from tests.journeys.patient import Patient
from tests.journeys.server import Server
from tests.journeys.staff_screens import STAFF_BY_NAME, STAFF_STATES, StaffState

#: Tall, because axe does not look at the contrast of what is below the fold.
TALL = {"width": 1280, "height": 6500}


@pytest.mark.parametrize(
    ("state", "language", "colours", "size"),
    measure.turns(STAFF_STATES),
    ids=lambda value: getattr(value, "name", value),
)
def test_a_screen_of_the_staff(
    page: Page, server: Server, state: StaffState, language: str, colours: str, size: str
) -> None:
    """Nothing is found by axe, there is one heading and a title, and nothing is wider than any of three screens."""
    measure.choose(page, server.url, colours, size)
    state.show(Patient(page, server.url, language), server)
    html = page.locator("html")
    assert (html.get_attribute("data-contrast"), html.get_attribute("data-size")) == (colours, size)
    assert page.locator(".display summary").count() == 1
    assert measure.width(page) + measure.outline(page, language) == []
    if state.heading:
        assert page.locator("h1").inner_text() == WORDS[state.heading][language]
    page.set_viewport_size(TALL)  # type: ignore[arg-type]
    assert measure.rules(page) == []


def test_every_screen_of_the_staff_is_listed() -> None:
    """A new page is measured, or this fails."""
    assert {state.address.partition("?")[0] for state in STAFF_STATES} >= set(screens.STAFF)


@pytest.mark.parametrize(
    ("name", "field"),
    [
        ("desk-wrong", "Date of birth (day/month/year)"),
        ("accounts-wrong", "Account name (to sign in with)"),
        ("clinic-wrong", "Product"),
    ],
)
def test_what_is_wrong_comes_into_sight(page: Page, server: Server, name: str, field: str) -> None:
    """On a phone, where the button stands far below: the summary has the focus, its line leads to the field, which says so too."""
    page.set_viewport_size({"width": 390, "height": 844})
    STAFF_BY_NAME[name].show(Patient(page, server.url, "en"), server)
    expect(page.locator(".summary")).to_be_in_viewport()
    expect(page.locator(".summary")).to_be_focused()
    expect(page).to_have_title(re.compile("^Error: "))
    line = page.locator(".summary a")
    wrong = page.get_by_label(field, exact=True)
    expect(wrong).to_have_attribute("aria-invalid", "true")
    expect(wrong).to_have_accessible_description(line.inner_text())
    expect(page.locator("[aria-invalid=true]")).to_have_count(1)
    line.tap()
    expect(wrong).to_be_focused()
    wrong.fill("x")
    page.keyboard.press("Tab")
    expect(page.locator("[aria-invalid=true], [aria-describedby^=why-]")).to_have_count(0)  # it goes with the summary


def test_counts_call_for_a_look_while_there_is_something_to_do(page: Page, server: Server) -> None:
    """Stops and cautions of a record that is closed or withdrawn have the ground of what is quiet."""
    STAFF_BY_NAME["staff"].show(Patient(page, server.url), server)
    ground = "count => getComputedStyle(count).backgroundColor"
    quiet = page.locator(".queue .mark-unsure").first.evaluate(ground)
    for mark in ("stops", "cautions"):
        grounds = {
            status: page.locator(f"tr:has(.status-{status}) .mark-{mark}").first.evaluate(ground)
            for status in ("signed", "countersigned", "withdrawn")
        }
        assert grounds["countersigned"] == grounds["withdrawn"] == quiet != grounds["signed"]


def test_words_beside_an_explained_sign_are_measured(page: Page, server: Server) -> None:
    """What is explained is the sign alone: its heading in a colour that cannot be read is found."""
    STAFF_BY_NAME["desk"].show(Patient(page, server.url), server)
    page.set_viewport_size(TALL)  # type: ignore[arg-type]
    page.locator(".item h3").first.evaluate("heading => heading.style.color = '#bbb'")
    assert [problem for problem in measure.rules(page) if problem.startswith("color-contrast")]


def test_the_rules_see_what_is_wrong(patient: Patient) -> None:
    """A picture without words is found: the checks above would not pass by looking at nothing."""
    patient.opens()
    patient.sees(patient.say("welcome_title"))
    patient.page.evaluate("document.querySelector('h1').append(new Image(40, 40))")
    assert any(problem.startswith("image-alt") for problem in measure.rules(patient.page))
