"""What the physician must close."""

from datetime import date

from informed import events as e
from informed import review
from informed.content import Language
from informed.plan import Plan
from tests.factories import asked, finished, foot_bath, opened, patient, record_of, said, tried, understood

PACK = foot_bath()
WHOLE = Plan(
    product="P",
    maker="M",
    country="VN",
    source="plant",
    lot="1",
    expiry=date(2030, 1, 1),
    storage="cold",
    registration="device",
    registered_route="intact_skin",
    planned_route="intact_skin",
)
QUIET = opened(plan=WHOLE)


def kinds(*payloads: e.Exact, first: e.RecordOpened = QUIET) -> list[tuple[str, str]]:
    return [(item.kind, item.about) for item in review.open_items(PACK, record_of(*payloads, first=first))]


def test_a_fresh_record_with_a_whole_plan_leaves_nothing_to_close() -> None:
    """Questions that were not yet asked are not unanswered."""
    assert kinds() == []


def test_flags_of_answers_and_plan_come_first_by_severity() -> None:
    """Stops of the answers, then of the plan, then cautions, then the rest."""
    items = kinds(said("X-SKIN", "paint", "blister"), said("X-NUMB", "yes"), understood("W2", "unsure"), first=opened())

    assert items == [
        ("flag", "NUMB"),
        ("flag", "PRODUCT_NOT_ENTERED"),
        ("flag", "UNREGISTERED"),
        ("flag", "BLISTER"),
        ("flag", "ROUTE_NOT_ENTERED"),
        ("flag", "PAINT"),
        ("unsure", "W2"),
    ]


def test_age_is_a_flag_too() -> None:
    """Full years at the opening."""
    assert kinds(first=opened(plan=WHOLE, who=patient(born=date(1930, 1, 1)))) == [("flag", "AGE_90")]


def test_unsure_and_asked_statements_are_in_the_order_of_the_journey() -> None:
    """Whatever order they were tapped in; an answer that became sure is closed."""
    items = kinds(
        understood("W4", "unsure"),
        understood("W2", "unsure"),
        asked("W9"),
        asked("W1"),
        understood("W3", "unsure"),
        understood("W3"),
    )

    assert items == [("unsure", "W2"), ("unsure", "W4"), ("question", "W1"), ("question", "W9")]


def test_questions_for_the_doctor_and_own_words() -> None:
    """Ticked ones as they were shown, own words as they were typed."""
    chosen = e.DoctorQuestionsChosen(
        language=Language.ENGLISH, ticked=(e.shown("DQ2", "How long does it take?"),), words="Will it hurt?"
    )
    items = review.open_items(PACK, record_of(chosen, first=QUIET))

    assert [(item.kind, item.about, item.words) for item in items] == [
        ("question", "DQ2", "How long does it take?"),
        ("words", "own-words", "Will it hurt?"),
    ]


def test_a_question_never_answered_rightly_is_open() -> None:
    """Right at the second try is understood; wrong twice or not sure is not; not asked is nothing."""
    tries = [tried("Q-B", "a"), tried("Q-B", "b", correct=True), tried("Q-L", "a"), tried("Q-L", "c")]
    record = record_of(*tries, tried("Q-R", "not_sure"), first=QUIET)

    assert review.not_understood(PACK, record) == ("Q-L", "Q-R")
    assert [(item.kind, item.about) for item in review.open_items(PACK, record)] == [
        ("understanding", "Q-L"),
        ("understanding", "Q-R"),
    ]
    assert review.first_try_right(PACK, record) == (0, 3)
    assert review.first_try_right(PACK, record_of(tried("Q-L", "b", correct=True))) == (1, 1)


def test_unanswered_questions_about_the_patient_are_open_once_asked() -> None:
    """Passing their screen makes silence an item; "not sure" is an answer with a flag of its own."""
    items = kinds(said("X-SOCKS", "yes"), said("X-NUMB", "not_sure"), finished("you-1"))

    assert items == [
        ("flag", "X-NUMB_UNSURE"),
        ("unanswered", "X-SKIN"),
        ("unanswered", "X-TOLD"),
        ("unanswered", "X-HOPE"),
    ]
