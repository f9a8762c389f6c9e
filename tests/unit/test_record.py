"""A record is the fold of its events, and the table of transitions decides what may happen."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from informed import events as e
from informed.content import Language
from informed.errors import NotAllowed, RecordClosed
from informed.factors import FactorAnswer
from informed.record import TRANSITIONS, Record, Status, after
from tests.examples import every_payload
from tests.factories import (
    asked,
    chain,
    finished,
    opened,
    patient,
    record_of,
    said,
    signed,
    tried,
    understood,
)

EXAMPLES = every_payload()
CASES = [(status, kind) for status in (None, *Status) for kind in EXAMPLES]
ENDED = set(Status) - {Status.OPEN}


@pytest.mark.parametrize(("status", "kind"), CASES, ids=lambda v: getattr(v, "__name__", str(v)))
def test_the_table_decides_every_case(status: Status | None, kind: type[e.Exact]) -> None:
    """Every status with every event is in the table or raises; the error says whether the record is closed."""
    if (status, kind) in TRANSITIONS:
        assert after(status, EXAMPLES[kind]) == TRANSITIONS[status, kind]
    else:
        with pytest.raises(NotAllowed) as refused:
            after(status, EXAMPLES[kind])
        assert isinstance(refused.value, RecordClosed) == (status in ENDED)


def test_the_table_says_what_it_should() -> None:
    """The few rows that carry the promises: nothing is answered after the end, and only "more time" goes on."""
    answers = {e.StatementAnswered, e.FactorAnswered, e.QuestionAnswered, e.StatementAsked, e.DoctorQuestionsChosen}
    assert {status for status, kind in TRANSITIONS if kind in answers} == {Status.OPEN}
    assert [status for status, kind in TRANSITIONS if kind is e.RecordContinued] == [Status.DEFERRED]
    assert [status for status, kind in TRANSITIONS if kind is e.RecordSigned] == [Status.OPEN]
    assert [key for key in TRANSITIONS if key[0] is None] == [(None, e.RecordOpened)]


def test_every_status_can_be_reached() -> None:
    """No status stands in the table for nothing."""
    assert set(TRANSITIONS.values()) == set(Status)


def test_a_record_begins_with_its_opening() -> None:
    """No events, or another first event, are no record."""
    with pytest.raises(NotAllowed):
        _ = Record(()).status
    with pytest.raises(NotAllowed):
        _ = Record(chain([understood("W2")])).status


def test_the_latest_answer_counts_and_the_earlier_stays() -> None:
    """A changed answer is one more event."""
    record = record_of(understood("W2"), understood("W3"), understood("W2", "unsure"))

    assert record.statements["W2"].payload.answer == "unsure"
    assert [x.payload.answer for x in record.events[1:]] == ["understood", "understood", "unsure"]
    assert list(record.statements) == ["W2", "W3"]


def test_what_is_taken_back_is_gone() -> None:
    """A mark and a factor answer can be taken back."""
    record = record_of(asked("W2"), asked("W3"), asked("W2", False), said("X-NUMB", "no"), said("X-NUMB"))

    assert list(record.asked) == ["W3"]
    assert record.factors == {}
    assert record.factor_answers == {}


def test_words_alone_are_an_answer() -> None:
    """A factor with own words and nothing chosen was answered."""
    record = record_of(said("X-HOPE", words="Feet like a child's"))

    assert record.factor_answers == {"X-HOPE": FactorAnswer((), "Feet like a child's")}


def test_all_tries_are_kept_in_order() -> None:
    """Each try at a question is there."""
    record = record_of(tried("Q-B", "a"), tried("Q-L", "b", correct=True), tried("Q-B", "b", correct=True))

    assert [(x.payload.chosen, x.payload.correct) for x in record.tries["Q-B"]] == [("a", False), ("b", True)]


def test_the_language_is_the_one_chosen_last() -> None:
    """Until then it is the opening's."""
    assert record_of().language == Language.ENGLISH
    assert record_of(e.LanguageChosen(language=Language.VIETNAMESE)).language == Language.VIETNAMESE


def test_more_time_then_signed() -> None:
    """The latest closing counts; the document shows the record up to it."""
    record = record_of(
        e.RecordDeferred(language=Language.ENGLISH), e.RecordContinued(), finished("about"), signed(), e.VisitEnded()
    )

    assert record.status == Status.SIGNED
    assert record.signed is record.events[4]
    assert record.as_closed.events == record.events[:5]


def test_an_open_record_has_no_document() -> None:
    """Nothing is printed before the patient's part has ended."""
    with pytest.raises(NotAllowed, match="no document yet"):
        _ = record_of(understood("W2")).as_closed


@pytest.mark.parametrize(
    ("at", "born", "age"),
    [
        (datetime(2026, 11, 23, 5, tzinfo=UTC), date(2008, 11, 23), 18),
        (datetime(2026, 11, 22, 16, 59, tzinfo=UTC), date(2008, 11, 23), 17),
        (datetime(2026, 11, 22, 17, 0, tzinfo=UTC), date(2008, 11, 23), 18),  # midnight in Ho Chi Minh City
    ],
)
def test_a_birthday_begins_at_midnight_in_the_clinic(at: datetime, born: date, age: int) -> None:
    """The clinic's day counts, not the server's: a patient turns 18 where they are."""
    record = record_of(first=opened(who=patient(born=born)), at=at)

    assert record.age == age
    assert record.minor == (age < 18)


def test_the_short_id_is_read_out_in_two_groups() -> None:
    """Eight signs, in capitals."""
    assert Record(chain([opened()], record="abcdefgh" + "x" * 18)).short_id == "ABCD-EFGH"


PAYLOADS = st.sampled_from(
    [
        understood("W2"),
        understood("W2", "unsure"),
        understood("W4"),
        asked("W2"),
        asked("W2", False),
        said("X-NUMB", "yes"),
        said("X-NUMB"),
        tried("Q-B", "a"),
        tried("Q-B", "b", correct=True),
        finished("about"),
        e.LanguageChosen(language=Language.VIETNAMESE),
        EXAMPLES[e.TopicShown],
        EXAMPLES[e.DoctorQuestionsChosen],
    ]
)
DERIVED = [
    "status",
    "language",
    "statements",
    "asked",
    "factors",
    "factor_answers",
    "tries",
    "doctor_questions",
    "topics_shown",
    "finished",
    "taps",
    "closing",
]


@given(st.lists(PAYLOADS, max_size=12), st.data())
def test_folding_at_once_is_folding_in_two_parts(payloads: list[e.Exact], data: st.DataObject) -> None:
    """A record read half, then grown by the rest, is the record read whole, whatever was looked at in between."""
    events = chain([opened(), *payloads])
    cut = data.draw(st.integers(1, len(events)))
    half = Record(events[:cut])
    looked = {name: getattr(half, name) for name in DERIVED}
    grown, whole = half.with_events(*events[cut:]), Record(events)

    assert {name: getattr(grown, name) for name in DERIVED} == {name: getattr(whole, name) for name in DERIVED}
    assert looked == {name: getattr(Record(events[:cut]), name) for name in DERIVED}


@given(st.lists(st.sampled_from(list(EXAMPLES.values())), max_size=8))
def test_any_list_of_events_folds_by_the_table_or_raises(payloads: list[e.Exact]) -> None:
    """Random histories: the status is where the table leads, or the fold refuses."""
    status: Status | None = Status.OPEN
    for payload in payloads:
        status = TRANSITIONS.get((status, type(payload))) if status else None
    record = Record(chain([opened(), *payloads]))
    if status is None:
        with pytest.raises(NotAllowed):
            _ = record.status
    else:
        assert record.status == status
