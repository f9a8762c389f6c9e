"""What a plan raises: each rule, and every registered route beside every planned one."""

from datetime import date
from itertools import product
from typing import Any, get_args

import pytest

from informed.content import Severity
from informed.plan import NOTES, Lowering, Plan, Registration, Route, flags

ON = date(2026, 11, 23)
WHOLE: dict[str, Any] = {
    "product": "P",
    "maker": "M",
    "country": "VN",
    "source": "plant",
    "lot": "1",
    "expiry": date(2027, 1, 1),
    "storage": "cold",
    "registration": "medicine",
    "registration_number": "12",
    "registered_route": "injection",
    "planned_route": "injection",
}
LOWERED = Lowering(reason="Trained operator.", name="BS Minh", on=date(2026, 11, 1))


def raised(**changes: Any) -> list[tuple[str, str]]:
    return [(flag.severity.value, flag.code) for flag in flags(Plan(**WHOLE | changes), ON)]


def test_a_whole_plan_raises_nothing() -> None:
    """Everything entered, in date, registered for the planned route."""
    assert raised() == []


def test_an_empty_plan_raises_what_matters() -> None:
    """Nothing entered is never nothing to see."""
    assert [(flag.severity.value, flag.code) for flag in flags(Plan(), ON)] == [
        ("stop", "PRODUCT_NOT_ENTERED"),
        ("stop", "UNREGISTERED"),
        ("caution", "ROUTE_NOT_ENTERED"),
    ]


@pytest.mark.parametrize("field", ["product", "maker", "country", "source", "lot", "expiry", "storage"])
def test_a_blank_of_the_product_stops(field: str) -> None:
    """Each part of the product's passport must be there."""
    assert raised(**{field: None}) == [("stop", "PRODUCT_NOT_ENTERED")]


@pytest.mark.parametrize("field", ["registration_number", "area", "operator", "device", "sessions", "price"])
def test_other_blanks_are_only_not_entered(field: str) -> None:
    """What staff left out elsewhere is printed as not entered, and is no flag."""
    assert raised(**{field: None}) == []


def test_an_unknown_source_stops() -> None:
    """Entered as unknown is not the same as not entered."""
    assert raised(source="unknown") == [("stop", "PRODUCT_SOURCE")]


@pytest.mark.parametrize(
    ("expiry", "planned_on", "stops"),
    [
        (date(2026, 11, 22), None, True),
        (date(2026, 11, 23), None, False),
        (date(2026, 12, 1), date(2026, 12, 2), True),
        (date(2026, 12, 2), date(2026, 12, 2), False),
        (date(2026, 11, 1), date(2026, 10, 1), True),
    ],
)
def test_an_expired_product_stops(expiry: date, planned_on: date | None, stops: bool) -> None:
    """The later of the planned day and the record's own; the day of expiry is still good, and a wrong clock helps nobody."""
    assert raised(expiry=expiry, planned_on=planned_on) == ([("stop", "PRODUCT_EXPIRED")] if stops else [])


@pytest.mark.parametrize("registration", [None, "none", "unknown"])
def test_an_unregistered_product_stops(registration: str | None) -> None:
    """No registration, an unknown one, or none entered."""
    assert raised(registration=registration) == [("stop", "UNREGISTERED")]


@pytest.mark.parametrize(
    "source", ["human_fat", "human_cord", "human_marrow", "human_platelet", "animal", "plant", None]
)
@pytest.mark.parametrize(("registration", "bound"), [("cosmetic", True), ("medicine", False), ("trial", False)])
def test_a_human_source_where_it_is_banned(source: str | None, registration: str, bound: bool) -> None:
    """A caution, of human sources only, with the jurisdictions of the clinic's list; the list is empty by default."""
    legal = ("caution", "LEGAL_CHECK")
    changed = {"source": source, "registration": registration, "planned_route": "intact_skin"}
    changed |= {"registered_route": "intact_skin"}
    assert legal not in raised(**changed)
    human = bool(source and source.startswith("human_"))
    assert (legal in raised(**changed, bans=("EU", "ASEAN"))) == (human and bound)


def test_infusion_always_stops() -> None:
    """Even where it is registered, and whatever was lowered."""
    assert raised(registered_route="infusion", planned_route="infusion", lowering=LOWERED) == [
        ("stop", "ROUTE_INFUSION")
    ]


def test_a_clinic_may_lower_microneedling_with_a_reason() -> None:
    """A dated, named reason makes it a caution, and the reason is on the flag; it lowers nothing else."""
    (flag,) = flags(
        Plan(**WHOLE | {"registration": "cosmetic", "planned_route": "microneedling", "lowering": LOWERED}), ON
    )

    assert (flag.severity, flag.code, flag.words) == (Severity.CAUTION, "ROUTE_MICRONEEDLING", "Trained operator.")
    assert raised(registration="cosmetic", planned_route="injection", lowering=LOWERED) == [("stop", "ROUTE_MISMATCH")]


def expected(registered: str | None, planned: str | None, registration: str | None) -> list[tuple[str, str]]:
    """The brief's route rules, written down a second time as a table of exceptions."""
    unregistered = registration in (None, "none", "unknown") or registered is None
    found = [("stop", "UNREGISTERED")] if unregistered else []
    match planned, registration:
        case None, _:
            return [*found, ("caution", "ROUTE_NOT_ENTERED")]
        case "infusion", _:
            return [*found, ("stop", "ROUTE_INFUSION")]
        case "microneedling", "cosmetic":
            return [*found, ("stop", "ROUTE_MICRONEEDLING")]
        case "injection", "cosmetic":
            return [*found, ("stop", "ROUTE_MISMATCH")]
    return [*found, ("stop", "ROUTE_MISMATCH")] if registered not in (None, planned) else found


@pytest.mark.parametrize(
    ("registered", "planned", "registration"),
    list(product((None, *get_args(Route)), (None, *get_args(Route)), (None, *get_args(Registration)))),
)
def test_every_pair_of_routes(registered: str | None, planned: str | None, registration: str | None) -> None:
    """Registered route x planned route x registration: 6 x 6 x 7 cases."""
    found = raised(registered_route=registered, planned_route=planned, registration=registration)

    assert found == expected(registered, planned, registration)


def test_every_note_is_used_and_short() -> None:
    """The physician's notes are there in both languages, each one line."""
    for code, note in NOTES.items():
        for text in (note.vi, note.en):
            assert text.endswith("."), code
            assert len(text) <= 90, code
