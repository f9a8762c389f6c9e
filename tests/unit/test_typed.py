"""A plan as staff type it: days in several ways, never in words; what cannot be taken is named."""

from datetime import date

import pytest

from informed.errors import BadInput
from informed.plan import Plan
from informed.typed import plan

TODAY = date(2026, 11, 23)


def test_an_empty_field_is_not_entered() -> None:
    """Nothing is guessed."""
    assert plan({}, TODAY) == plan({"product": "  ", "sessions": "", "source": ""}, TODAY) == Plan()


@pytest.mark.parametrize(
    "typed", ["30/6/2027", "30.06.2027", "30-06-2027", "30 6 2027", "30062027", "2027-06-30", "\uff13\uff10/6/2027"]
)
def test_days_as_people_write_them(typed: str) -> None:
    """Day before month."""
    assert plan({"expiry": typed}, TODAY).expiry == date(2027, 6, 30)


@pytest.mark.parametrize(
    ("field", "typed", "reason"),
    [
        ("expiry", "next June", "not_a_day"),
        ("expiry", "tháng 6 tới", "not_a_day"),
        ("expiry", "06/2027", "not_a_day"),
        ("expiry", "30/6/27", "not_a_day"),
        ("expiry", "31/6/2027", "no_such_day"),
        ("expiry", "00/00/0000", "no_such_day"),
        ("planned_on", "22/11/2026", "past"),
        ("planned_on", "1/1/2076", "far"),
        ("sessions", "three", "not_a_number"),
        ("sessions", "0", "not_a_number"),
        ("sessions", "²", "not_a_number"),
        ("source", "moon", "unknown"),
        ("planned_route", "by mouth", "unknown"),
        ("product", "x" * 201, "too_long"),
        ("maker", "a\u202eb", "hidden"),
    ],
)
def test_what_cannot_be_taken_is_named(field: str, typed: str, reason: str) -> None:
    """Field and reason, for a sentence beside it."""
    with pytest.raises(BadInput) as refused:
        plan({field: typed}, TODAY)
    assert (refused.value.field, refused.value.reason) == (field, reason)


def test_a_whole_plan() -> None:
    """Blanks are single, letters are whole."""
    typed = {"product": " Serum   A ", "planned_on": "23/11/2026", "sessions": "3", "registration": "cosmetic"}
    assert plan(typed, TODAY) == Plan(product="Serum A", planned_on=TODAY, sessions=3, registration="cosmetic")
