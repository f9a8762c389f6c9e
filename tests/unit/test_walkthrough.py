"""The order of the journey, what is missing, and what may be visited."""

from collections import Counter

import pytest

from informed import events as e
from informed import walkthrough
from informed.content import ContentPack, Language
from informed.factors import NOT_SURE
from informed.record import Record
from tests.factories import chain, finished, foot_bath, opened, record_of, signed, tried, understood

PACK = foot_bath()
NAMES = [step.name for step in walkthrough.steps(PACK)]


def test_the_order_of_the_exosome_journey(exosome: ContentPack) -> None:
    """The journey of DESIGN §5, with the short question after each topic that has one."""
    assert [step.name for step in walkthrough.steps(exosome)] == [
        *("welcome", "about", "about-question", "benefits", "benefits-question"),
        *("limitations", "limitations-question", "risks", "risks-question", "individual", "individual-question"),
        *("you-1", "you-2", "you-3", "you-4"),
        *("told", "told-question", "choices", "choices-question", "questions", "check", "sign", "done"),
    ]


def test_another_pack_has_other_steps() -> None:
    """Fewer questions and screens about the patient: the steps follow the pack."""
    assert [
        *("welcome", "about", "benefits", "benefits-question", "limitations", "limitations-question"),
        *("risks", "risks-question", "individual", "individual-question", "you-1", "you-2"),
        *("told", "choices", "questions", "check", "sign", "done"),
    ] == NAMES


def test_every_factor_is_asked_on_exactly_one_screen(exosome: ContentPack) -> None:
    """No question about the patient is lost between the screens, in either pack."""
    for pack in (exosome, PACK):
        shown = Counter(
            factor.id
            for step in walkthrough.steps(pack)
            for group in walkthrough.groups(pack, step)
            for factor in group.factors
        )
        assert shown == Counter(factor.id for factor in pack.factors)


def test_back_leads_to_the_step_before() -> None:
    """But never to the welcome screen."""
    assert walkthrough.before(PACK, "about") is None
    assert walkthrough.before(PACK, "benefits") == "about"
    assert walkthrough.before(PACK, "limitations") == "benefits-question"


@pytest.mark.parametrize(
    ("gone_on_from", "at", "shown"),
    [
        (["about"], "about", "benefits"),
        (
            ["about", "benefits", "benefits-question"],
            "benefits",
            "benefits-question",
        ),  # went back, goes on step by step
        (NAMES[1:-3], "benefits", "check"),  # came from "check your answers"
        (NAMES[1:-2], "benefits", "check"),  # and once more, after having been at the signature
        (NAMES[1:-2], "check", "sign"),
    ],
)
def test_going_on_leads_to_the_next_step_or_back_to_the_check(gone_on_from: list[str], at: str, shown: str) -> None:
    """Who came back to change one answer need not go through everything again."""
    record = record_of(*map(finished, gone_on_from))

    assert walkthrough.following(PACK, record, walkthrough.step(PACK, at)) == shown


def test_an_unknown_step_raises() -> None:
    """There is no such screen."""
    with pytest.raises(KeyError):
        walkthrough.step(PACK, "operating-theatre")


def test_topics_are_numbered() -> None:
    """For "Topic 3 of 8"."""
    assert walkthrough.topic_number("limitations") == (3, 8)


def missing(step: str, *payloads: e.Exact) -> tuple[str, ...]:
    return walkthrough.missing(PACK, walkthrough.step(PACK, step), record_of(*payloads))


def test_each_statement_of_a_required_topic_needs_an_answer() -> None:
    """What is missing is named in the order of the screen; unsure is an answer."""
    assert missing("benefits") == ("W2", "W3")
    assert missing("benefits", understood("W3", "unsure")) == ("W2",)
    assert missing("benefits", understood("W3"), understood("W2")) == ()


@pytest.mark.parametrize("step", ["about", "told", "choices", "questions", "you-1", "you-2", "done"])
def test_other_screens_force_no_answer(step: str) -> None:
    """Reading is enough there, and questions about oneself are voluntary."""
    assert missing(step) == ()


def test_check_and_sign_need_every_required_statement() -> None:
    """The whole list, in the order of the journey."""
    assert missing("check") == PACK.required_statements == ("W2", "W3", "W4", "W5", "W6")
    assert missing("sign", understood("W4")) == ("W2", "W3", "W5", "W6")


@pytest.mark.parametrize(
    ("tries", "settled"),
    [
        ([], False),
        ([("a", False)], False),
        ([("b", True)], True),
        ([(NOT_SURE, False)], True),
        ([("a", False), ("c", False)], True),
        ([("a", False), ("b", True)], True),
        ([("a", False), (NOT_SURE, False)], True),
    ],
)
def test_a_question_is_settled_right_unsure_or_after_two_tries(tries: list[tuple[str, bool]], settled: bool) -> None:
    """Never a lock."""
    record = record_of(*(tried("Q-B", chosen, correct=correct) for chosen, correct in tries))

    assert walkthrough.settled(PACK.questions["Q-B"], record) == settled
    assert missing("benefits-question", *(event.payload for event in record.events[1:])) == (
        () if settled else ("Q-B",)
    )


def test_the_open_step_is_the_first_not_gone_on_from() -> None:
    """Also when a later one was finished, and at the end it is the signature."""
    done = [finished(name) for name in NAMES[1:-2]]

    assert walkthrough.open_step(PACK, record_of()).name == "about"
    assert walkthrough.open_step(PACK, record_of(finished("about"), finished("risks"))).name == "benefits"
    assert walkthrough.open_step(PACK, record_of(*done)).name == "sign"


@pytest.mark.parametrize("closing", [signed(), e.RecordDeferred(language=Language.ENGLISH)])
def test_after_the_end_only_the_last_screen_is_shown(closing: e.Exact) -> None:
    """No way back into a closed record."""
    record = record_of(closing)

    assert walkthrough.open_step(PACK, record).name == "done"
    assert [name for name in NAMES if walkthrough.may_visit(PACK, record, name)] == ["done"]


def test_more_time_and_then_on_resumes_where_it_was() -> None:
    """Going on opens the same step again."""
    record = record_of(finished("about"), e.RecordDeferred(language=Language.ENGLISH), e.RecordContinued())

    assert walkthrough.open_step(PACK, record).name == "benefits"


def test_only_steps_up_to_the_open_one_may_be_visited() -> None:
    """Neither the welcome screen, nor one ahead, nor one that does not exist."""
    record = record_of(finished("about"), finished("benefits"))

    assert [name for name in NAMES if walkthrough.may_visit(PACK, record, name)] == NAMES[1:4]
    assert not walkthrough.may_visit(PACK, record, "staff")


def test_the_order_of_options_is_the_records_own(exosome: ContentPack) -> None:
    """The same at every showing, all options there, and not the same for everybody."""
    for question in exosome.questions.values():
        orders = set()
        for i in range(40):
            record = Record(chain([opened()], record=f"{i:026}"))
            order = walkthrough.option_order(question, record)
            again = walkthrough.option_order(question, record.with_events(*chain([opened(), understood("W2")])[1:]))
            assert order == again
            assert set(order) == set(question.options)
            orders.add(order)
        assert len(orders) > 1
