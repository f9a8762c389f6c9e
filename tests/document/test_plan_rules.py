"""Every rule of the plan, and every registered route beside every planned one, as page 1 of the document prints it."""

from collections.abc import Callable
from datetime import date
from itertools import product
from typing import Any, get_args

import pytest

from informed import events as e
from informed.content import ContentPack, Language
from informed.document.words import WORDS
from informed.plan import NOTES, Plan, Route
from informed.record import Record
from informed.signing import signing
from informed.ui.words import WORDS as SCREEN
from tests.around import guardian

from .conftest import squeezed
from .invented import FULL_PLAN, Story, drawn

Pages = Callable[[Record, ContentPack], list[str]]
FULL: dict[str, Any] = FULL_PLAN.model_dump() | {"planned_route": "intact_skin"}
RULES: dict[str, dict[str, Any]] = {
    "PRODUCT_NOT_ENTERED": {"storage": None},
    "PRODUCT_SOURCE": {"source": "unknown"},
    "PRODUCT_EXPIRED": {"expiry": "2020-01-01"},
    "UNREGISTERED": {"registration": "none"},
    "LEGAL_CHECK": {"source": "human_fat", "bans": ("EU",)},
    "ROUTE_MISMATCH": {"planned_route": "injection"},
    "ROUTE_MICRONEEDLING": {"planned_route": "microneedling"},
    "ROUTE_INFUSION": {"planned_route": "infusion"},
    "ROUTE_NOT_ENTERED": {"planned_route": None},
}


def first_page(pages_of: Pages, pack: ContentPack, **changes: Any) -> str:
    plan = Plan.model_validate(FULL | changes)
    return pages_of(Story(pack, clinic_language="en", plan=plan).whole().sign(), pack)[0]


def test_no_rule_is_left_out() -> None:
    """Each has an example here, a note for the physician, and words for staff."""
    assert set(RULES) == set(NOTES) == {key.removeprefix("plan_do.") for key in SCREEN if key.startswith("plan_do.")}


@pytest.mark.parametrize("code", RULES)
def test_a_rule_stands_on_page_1(pages_of: Pages, pack: ContentPack, code: str) -> None:
    """With its code and its note."""
    page = first_page(pages_of, pack, **RULES[code])
    assert squeezed(code) in page and squeezed(NOTES[code].en) in page


def test_a_whole_plan_has_no_flag_on_page_1(pages_of: Pages, pack: ContentPack) -> None:
    """So that the examples above show their rule and nothing that stands there anyway."""
    page = first_page(pages_of, pack)
    assert [code for code in RULES if squeezed(code) in page] == []


@pytest.mark.parametrize(("registered", "planned"), product((None, *get_args(Route)), (None, *get_args(Route))))
def test_both_routes_stand_side_by_side(
    pages_of: Pages, pack: ContentPack, registered: str | None, planned: str | None
) -> None:
    """Registered, then whether they are the same, then planned: 6 x 6 cases."""
    page = first_page(pages_of, pack, registered_route=registered, planned_route=planned)
    said = [WORDS[f"route.{route}" if route else "blank"].en for route in (registered, planned)]
    verdict = "open" if None in (registered, planned) else "same" if registered == planned else "differ"
    words = ["Registered route", said[0], WORDS[f"routes.{verdict}"].en, "Planned route", said[1]]
    at = [page.index(squeezed(word)) for word in (words[0], words[2], words[3])]
    assert at == sorted(at)
    assert squeezed(words[0] + words[1]) in page and squeezed(words[3] + words[4]) in page


def test_a_minors_rule_stands_beside_the_guardian_on_page_1(pages_of: Pages, pack: ContentPack) -> None:
    """A guardian signs for a minor whose product is planned by another route: page 1 has the guardian and both stops."""
    plan = Plan.model_validate(FULL | RULES["ROUTE_MISMATCH"])
    story = Story(pack, clinic_language="en", plan=plan, born=date(2010, 5, 1)).happen(e.HelperNamed(helper=guardian()))
    story.whole().finish("check")
    for event in signing(story.record, drawn(), {guardian().id: drawn()}, Language.VIETNAMESE):
        story.happen(event)
    page = pages_of(story.record, pack)[0]
    for words in (
        guardian().name,
        "AGE_MINOR",
        "ROUTE_MISMATCH",
        NOTES["ROUTE_MISMATCH"].en,
        WORDS["routes.differ"].en,
    ):
        assert squeezed(words) in page
