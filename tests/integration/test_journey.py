"""The patient's commands on real databases of both engines."""

import hashlib
import threading
from collections.abc import Callable
from datetime import date
from functools import partial

import pytest

from informed import events as e
from informed import walkthrough
from informed.content import Language
from informed.errors import BadInput, Incomplete, NotAllowed, NotFound, RecordClosed, TooYoung
from informed.factors import NOT_SURE, PRIVATE, FactorAnswer
from informed.record import Record, Status
from informed.signature import MEANING, Signature
from tests.factories import House, foot_bath, patient, signature, tap
from tests.integration.administrator import Administrator

RISKS, SIGN = ([step.name for step in walkthrough.steps(foot_bath())].index(name) for name in ("risks", "sign"))


def types(record: Record) -> list[str]:
    return [event.header.type for event in record.events]


def stored(house: House) -> dict[str, list[tuple]]:
    """All rows of all tables that a command could write."""
    return Administrator(house).tables("event", "record_index", "search_token", "data_key", "document", "visit")


# --- a record from beginning to end


def test_opening_says_who_which_words_and_where(house: House) -> None:
    """The first event has the patient, the pack's fingerprint, the clinic, and whether the content was reviewed."""
    record = house.record(house.begin(who=patient(name="Đỗ Ánh", number="HS-7")))
    first = record.opened

    assert (first.patient.name, first.patient.record_number) == ("Đỗ Ánh", "HS-7")
    assert first.pack == e.PackRef(id="foot-bath", version="1.0", sha256=foot_bath().sha256)
    assert (first.clinic, first.demonstration, first.draft) == ("Phòng khám Thử", True, True)
    assert record.opened_at == house.clock.now()


def test_the_whole_way_is_recorded(house: House) -> None:
    """Topic, answers, tries, steps and the signature, in the order in which they happened, each in the stored chain."""
    record = house.record(house.signed())

    assert record.status == Status.SIGNED
    assert types(record)[:6] == [
        "RecordOpened",
        "TopicShown",
        "StepFinished",
        "TopicShown",
        "StatementAnswered",
        "StatementAnswered",
    ]
    assert types(record)[-2:] == ["RecordSigned", "DocumentSealed"]
    assert [event.header.sequence for event in record.events] == list(range(1, len(record.events) + 1))
    assert set(record.statements) == set(foot_bath().required_statements)
    assert set(record.topics_shown) == {topic.id for topic in foot_bath().topics}


def test_an_answer_holds_the_exact_text(house: House) -> None:
    """Id, pack version, language, the text and its SHA-256, the answer, the time; as another process reads it."""
    visit = house.begin()
    house.clock.passes(minutes=3)
    house.journey.answer_statement(visit, "W2", "unsure", "tap-of-the-answer")
    house.restart()
    answer = house.record(visit).events[1]
    header, payload = (part.model_dump(mode="json") for part in (answer.header, answer.payload))

    text = "Your feet may get warm."
    assert payload == {
        "type": "StatementAnswered",
        "statement": {"id": "W2", "text": text, "sha256": hashlib.sha256(text.encode()).hexdigest()},
        "language": "en",
        "pack_version": "1.0",
        "answer": "unsure",
    }
    assert (header["at"], header["tap"], header["sequence"]) == ("2026-11-23T05:03:00Z", "tap-of-the-answer", 2)
    assert header["actor"] == {"account": None, "kind": "patient"}


def test_a_changed_answer_is_a_new_event(house: House) -> None:
    """The old one stays in the ledger."""
    visit = house.begin()
    house.journey.answer_statement(visit, "W2", "understood", tap())
    record = house.journey.answer_statement(visit, "W2", "unsure", tap())

    assert [x.payload.answer for x in record.events if isinstance(x.payload, e.StatementAnswered)] == [
        "understood",
        "unsure",
    ]
    assert record.statements["W2"].payload.answer == "unsure"


def test_each_answer_keeps_the_language_in_which_it_was_shown(house: House) -> None:
    """Changing the language changes what follows, not what was."""
    visit = house.begin()
    house.journey.answer_statement(visit, "W2", "understood", tap())
    house.journey.choose_language(visit, Language.VIETNAMESE)
    house.journey.choose_language(visit, Language.VIETNAMESE)
    record = house.journey.answer_statement(visit, "W3", "understood", tap())

    assert types(record).count("LanguageChosen") == 1
    assert record.statements["W2"].payload.statement.text == "Your feet may get warm."
    assert record.statements["W3"].payload.statement.text.startswith("Không ai hứa trước được điều gì.")


def test_a_topic_is_recorded_once_in_each_language(house: House) -> None:
    """A reload shows it again and writes nothing; the other language is another text."""
    visit = house.begin()
    house.journey.show_topic(visit, "benefits")
    house.journey.show_topic(visit, "benefits")
    house.journey.choose_language(visit, Language.VIETNAMESE)
    record = house.journey.show_topic(visit, "benefits")

    shown = [x.payload for x in record.events if isinstance(x.payload, e.TopicShown)]
    assert [(s.title, s.statements[0].text) for s in shown] == [
        ("Hoped-for benefits", "Your feet may get warm."),
        ("Lợi ích kỳ vọng", "Chân quý vị có thể ấm lên."),
    ]


def test_a_try_records_the_order_on_the_screen(house: House) -> None:
    """All options with their labels, "not sure" last; the wrong one with its misconception."""
    visit = house.begin()
    record = house.journey.answer_question(visit, "Q-B", "a", tap())
    answered = record.tries["Q-B"][0].payload

    assert (answered.correct, answered.misconception) == (False, "cures")
    assert {(o.id, o.label) for o in answered.order[:3]} == {("a", "Yes"), ("b", "No"), ("c", "Only at night")}
    assert answered.order[3].id == NOT_SURE


def test_a_question_takes_two_tries_and_no_more(house: House) -> None:
    """After that, after the right answer, and after "not sure", there is nothing to try."""
    visit = house.begin()
    for question, tries in (("Q-B", ["a", "c"]), ("Q-L", ["b"]), ("Q-R", [NOT_SURE])):
        for chosen in tries:
            house.journey.answer_question(visit, question, chosen, tap())
        with pytest.raises(NotAllowed):
            house.journey.answer_question(visit, question, "a", tap())


def test_questions_for_the_doctor_keep_the_other_half(house: House) -> None:
    """Ticking leaves the own words as they were, and the other way round."""
    visit = house.begin()
    house.journey.choose_doctor_questions(visit, tap(), own_words=" Will it hurt? ")
    house.journey.choose_doctor_questions(visit, tap(), ticked=("DQ2", "DQ1"))
    record = house.journey.choose_doctor_questions(visit, tap(), own_words="Will it tickle?")

    assert [shown.id for shown in record.doctor_questions.ticked] == ["DQ1", "DQ2"]
    assert record.doctor_questions.words == "Will it tickle?"


def test_what_is_told_in_private_is_not_written_down(house: House) -> None:
    """No word of it, even when one was typed before."""
    visit = house.begin()
    record = house.journey.answer_factor(visit, "X-SKIN", FactorAnswer((PRIVATE,), "a tattoo"), tap())

    assert record.factors["X-SKIN"].payload.words == ""
    assert b"tattoo" not in e.encode(record.events[-1].payload)


# --- what is refused writes nothing


def _illegal(house: House, visit: str) -> list[tuple[type[Exception], partial]]:
    journey = house.journey
    too_long, hidden = "x" * 2001, "a\u202eb"
    return [
        (BadInput, partial(journey.answer_statement, visit, "W1", "understood", tap())),
        (BadInput, partial(journey.answer_statement, visit, "W99", "understood", tap())),
        (BadInput, partial(journey.answer_statement, visit, "W2", "perhaps", tap())),
        (BadInput, partial(journey.answer_statement, visit, "W2", "", tap())),
        (BadInput, partial(journey.ask_about_statement, visit, "W99", True, tap())),
        (BadInput, partial(journey.answer_factor, visit, "X-NUMB", FactorAnswer(("maybe",)), tap())),
        (BadInput, partial(journey.answer_factor, visit, "X-NUMB", FactorAnswer(("yes", "no")), tap())),
        (BadInput, partial(journey.answer_factor, visit, "X-SKIN", FactorAnswer(("paint", "nothing")), tap())),
        (BadInput, partial(journey.answer_factor, visit, "X-SKIN", FactorAnswer(("paint", NOT_SURE)), tap())),
        (BadInput, partial(journey.answer_factor, visit, "X-SKIN", FactorAnswer((NOT_SURE, PRIVATE)), tap())),
        (BadInput, partial(journey.answer_factor, visit, "X-99", FactorAnswer(("yes",)), tap())),
        (BadInput, partial(journey.answer_factor, visit, "X-SKIN", FactorAnswer(("paint",), too_long), tap())),
        (BadInput, partial(journey.answer_factor, visit, "X-SKIN", FactorAnswer(("paint",), hidden), tap())),
        (BadInput, partial(journey.answer_question, visit, "Q-B", "z", tap())),
        (BadInput, partial(journey.answer_question, visit, "Q-99", "a", tap())),
        (BadInput, partial(journey.choose_doctor_questions, visit, tap(), ticked=("DQ1", "DQ99"))),
        (BadInput, partial(journey.choose_doctor_questions, visit, tap(), own_words=too_long)),
        (Incomplete, partial(journey.finish_step, visit, "benefits")),
        (NotAllowed, partial(journey.finish_step, visit, "check")),
        (NotAllowed, partial(journey.finish_step, visit, "no-such-step")),
        (Incomplete, partial(journey.sign, visit, signature(), tap())),
        (NotAllowed, partial(journey.go_on, visit, tap())),
        (NotFound, partial(journey.document, visit)),
        (NotFound, partial(journey.answer_statement, "no-such-visit", "W2", "understood", tap())),
    ]


def test_an_illegal_command_writes_nothing(house: House) -> None:
    """An error of ours, and every table as it was."""
    visit = house.begin()
    house.journey.show_topic(visit, "intro")
    house.journey.show_topic(visit, "benefits")
    house.journey.finish_step(visit, "about")
    before = stored(house)
    for error, command in _illegal(house, visit):
        with pytest.raises(error):
            command()
        assert stored(house) == before, command


def test_signing_early_names_what_is_missing(house: House) -> None:
    """Statements first, in the order of the journey, then the screens not yet gone on from."""
    visit = house.begin()
    house.walk(visit, to="limitations")
    with pytest.raises(Incomplete) as refused:
        house.journey.sign(visit, signature(), tap())

    assert refused.value.missing[:4] == ("W4", "W5", "W6", "limitations")
    assert refused.value.missing[-1] == "check"


@pytest.mark.parametrize("end", ["sign", "defer", "decline"])
def test_nothing_is_answered_after_the_end(house: House, end: str) -> None:
    """A stale page's taps are refused and write nothing."""
    visit = house.begin()
    house.walk(visit, to="sign")
    house.journey.sign(visit, signature(), tap()) if end == "sign" else getattr(house.journey, end)(visit, tap())
    before = stored(house)
    for command in (
        partial(house.journey.answer_statement, visit, "W2", "unsure", tap()),
        partial(house.journey.ask_about_statement, visit, "W1", True, tap()),
        partial(house.journey.answer_factor, visit, "X-NUMB", FactorAnswer(("yes",)), tap()),
        partial(house.journey.choose_doctor_questions, visit, tap(), own_words="x"),
        partial(house.journey.finish_step, visit, "sign"),
        partial(house.journey.sign, visit, signature(), tap()),
        partial(house.journey.decline, visit, tap()),
        partial(house.journey.defer, visit, tap()),
    ):
        with pytest.raises(RecordClosed):
            command()
    house.journey.show_topic(visit, "benefits")
    assert stored(house) == before


def test_a_minor_does_not_sign_alone(house: House) -> None:
    """Seventeen years and 364 days; the answers are kept, and saying no stays possible."""
    visit = house.begin(who=patient(born=date(2008, 11, 24)))
    house.walk(visit, to="sign")
    before = stored(house)
    with pytest.raises(TooYoung):
        house.journey.sign(visit, signature(), tap())

    assert stored(house) == before
    assert house.journey.decline(visit, tap()).status == Status.DECLINED


def test_a_dot_is_no_signature(house: House) -> None:
    """And writes nothing."""
    visit = house.begin()
    house.walk(visit, to="sign")
    before = stored(house)
    with pytest.raises(BadInput, match=r"^ink\.empty$"):
        house.journey.sign(visit, Signature(kind="drawn"), tap())
    assert stored(house) == before


def test_a_signature_has_name_meaning_and_zone(house: House) -> None:
    """Printed name, the meaning word for word, the time zone, and the language."""
    signed = house.record(house.signed()).signed.payload

    assert (signed.printed_name, signed.time_zone, signed.language) == ("Trần Thị Bình", "Asia/Ho_Chi_Minh", "en")
    assert signed.meaning.text == MEANING.en


def test_more_time_then_continued_then_signed(house: House) -> None:
    """The same visit goes on where it was; one record, one signature."""
    visit = house.begin()
    house.walk(visit, to="risks")
    house.journey.defer(visit, tap())
    house.journey.go_on(visit, tap())
    for step in walkthrough.steps(foot_bath())[RISKS:SIGN]:
        house.finish(visit, step)
    record = house.journey.sign(visit, signature(), tap())

    assert record.status == Status.SIGNED
    assert types(record).count("RecordSigned") == types(record).count("RecordContinued") == 1


# --- taps that arrive twice


def test_a_tap_that_arrives_twice_makes_one_event(house: House) -> None:
    """Double and triple taps, also with another answer under the same id, also after a restart."""
    visit = house.begin()
    house.journey.answer_statement(visit, "W2", "understood", "tap-00000001")
    house.journey.answer_statement(visit, "W2", "understood", "tap-00000001")
    house.restart()
    record = house.journey.answer_statement(visit, "W2", "unsure", "tap-00000001")

    assert types(record) == ["RecordOpened", "StatementAnswered"]
    assert record.statements["W2"].payload.answer == "understood"


def test_signing_twice_with_one_tap_is_signing_once(house: House) -> None:
    """The second arrival of the same tap finds its record signed, and is no error."""
    visit = house.begin()
    house.walk(visit, to="sign")
    house.journey.sign(visit, signature(), "tap-to-sign")

    assert house.journey.sign(visit, signature(), "tap-to-sign").status == Status.SIGNED


def test_going_on_twice_is_going_on_once(house: House) -> None:
    """A doubled Continue writes one event."""
    visit = house.begin()
    house.journey.show_topic(visit, "intro")
    house.journey.finish_step(visit, "about")

    assert types(house.journey.finish_step(visit, "about")) == ["RecordOpened", "TopicShown", "StepFinished"]


def at_once(count: int, work: Callable[[int], object]) -> list[BaseException]:
    """Run the same work in this many threads that start together; returns the errors."""
    start, errors = threading.Barrier(count), []

    def run(i: int) -> None:
        start.wait()
        try:
            work(i)
        except BaseException as error:
            errors.append(error)

    threads = [threading.Thread(target=run, args=(i,)) for i in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return errors


def test_one_tap_from_two_tabs_at_once_makes_one_event(house: House) -> None:
    """Ten times, so that a race has room to show."""
    visit = house.begin()
    for round in range(10):
        errors = at_once(2, lambda i, r=round: house.journey.answer_statement(visit, "W2", "unsure", f"tap-race-{r}"))
        assert errors == []
    assert len(house.record(visit).events) == 11


def test_a_hundred_threads_tap_without_an_error(house: House) -> None:
    """Four tablets, a hundred threads: every tap is an event, every chain holds, the list counts right."""
    visits = [house.begin() for _ in range(4)]
    errors = at_once(
        100,
        lambda i: house.journey.answer_statement(visits[i % 4], "W2", "unsure" if i % 8 < 4 else "understood", tap()),
    )

    assert errors == []
    house.restart()
    assert [len(house.record(visit).events) for visit in visits] == [26] * 4


def test_two_processes_share_the_database(house: House) -> None:
    """A second service on the same database sees and continues the same record; neither's memory is stale."""
    other = house.beside()
    visit = house.begin()
    other.journey.answer_statement(visit, "W2", "understood", tap())
    house.journey.answer_statement(visit, "W3", "understood", tap())
    record = other.journey.answer_statement(visit, "W4", "understood", tap())

    assert list(record.statements) == ["W2", "W3", "W4"]
    assert house.record(visit).events == record.events
    other.ledger.close()
