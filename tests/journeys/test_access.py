"""Every screen of the staff, measured: axe's rules (WCAG 2.2 A and AA), headings, titles, room; `test_screens` has the patient's.

Languages, colours and sizes of letters take turns. All are looked at by hand: `python -m tests.contact_sheet --staff --measure`.
"""

import pytest
from playwright.sync_api import Page, expect

from informed.ui.words import WORDS
from tests.journeys import measure
from tests.journeys.patient import Patient
from tests.journeys.server import Server
from tests.journeys.staff_screens import STAFF_BY_NAME, STAFF_STATES, StaffState

#: Tall, because axe does not look at the contrast of what is below the fold.
TALL = {"width": 1280, "height": 6500}
TURNS = [
    (
        state,
        ("vi", "en")[i % 2],
        ("light", "dark", "high")[i % 3],
        ("largest", "normal", "normal", "large", "normal")[i % 5],
    )
    for i, state in enumerate(STAFF_STATES)
]


@pytest.mark.parametrize(
    ("state", "language", "colours", "size"), TURNS, ids=lambda value: getattr(value, "name", value)
)
def test_a_screen_of_the_staff(
    page: Page, server: Server, state: StaffState, language: str, colours: str, size: str
) -> None:
    """Nothing is found by axe, there is one heading and a title, and nothing is wider than any of three screens."""
    chosen = {"colours": colours, "text-size": size}
    page.context.add_cookies([{"name": key, "value": value, "url": server.url} for key, value in chosen.items()])
    state.show(Patient(page, server.url, language), server)
    html = page.locator("html")
    assert (html.get_attribute("data-contrast"), html.get_attribute("data-size")) == (colours, size)
    assert page.locator(".display summary").count() == 1
    assert measure.width(page) + measure.outline(page, language) == []
    page.set_viewport_size(TALL)  # type: ignore[arg-type]
    assert measure.rules(page) == []


def test_what_is_wrong_with_a_new_visit_comes_into_sight(page: Page, server: Server) -> None:
    """Start stands at the foot of a long page: the summary at its head has the focus, and each of its lines leads to its field."""
    STAFF_BY_NAME["desk-wrong"].show(Patient(page, server.url, "en"), server)
    expect(page.locator(".summary")).to_be_in_viewport()
    expect(page.locator(".summary")).to_be_focused()
    page.locator(".summary a").tap()
    expect(page.get_by_label(WORDS["desk_born"]["en"], exact=True)).to_be_focused()


def test_the_rules_see_what_is_wrong(patient: Patient) -> None:
    """A picture without words is found: the checks above would not pass by looking at nothing."""
    patient.opens()
    patient.sees(patient.say("welcome_title"))
    patient.page.evaluate("document.querySelector('h1').append(new Image(40, 40))")
    assert any(problem.startswith("image-alt") for problem in measure.rules(patient.page))
