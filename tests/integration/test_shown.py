"""What was on the screen is what counts: no topic is passed unseen, no answer takes other words, no start is doubled."""

import pytest

from informed.content import Language
from informed.errors import NotAllowed
from tests.factories import House, patient, tap


def test_a_topic_that_was_not_shown_cannot_be_passed(house: House) -> None:
    """Going on from a topic needs its showing: nobody signs for words that were on no screen."""
    visit = house.begin()
    with pytest.raises(NotAllowed, match="not been shown"):
        house.journey.finish_step(visit, "about")


def test_beginning_twice_with_one_tap_opens_one_record(house: House) -> None:
    """A doubled Start gives the same record another ticket, and no second record."""
    first, _ = house.journey.begin(patient(), Language.ENGLISH, "tap-start")
    second, ticket = house.journey.begin(patient(), Language.ENGLISH, "tap-start")

    assert house.record(first).id == house.record(second).id
    assert house.journey.redeem(ticket) is not None


def test_an_answer_is_kept_in_the_language_of_its_screen(house: House) -> None:
    """Another tab changed the language meanwhile: the words are those that this screen showed."""
    visit = house.begin(language=Language.VIETNAMESE)
    house.journey.choose_language(visit, Language.ENGLISH)
    record = house.journey.answer_statement(visit, "W2", "understood", tap(), Language.VIETNAMESE)

    answered = record.statements["W2"].payload
    assert answered.language == Language.VIETNAMESE
    assert answered.statement.text == house.pack.statements["W2"].text.vi
