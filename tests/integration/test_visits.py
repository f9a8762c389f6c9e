"""Which browser holds which record: a ticket once, then a cookie, until the tablet is handed back."""

import pytest

from informed.content import Language
from informed.errors import NotFound
from tests.factories import House, patient, tap
from tests.integration.administrator import Administrator


def test_a_ticket_is_good_once(house: House) -> None:
    """It becomes a cookie; the second time, and for a made-up one, there is none."""
    visit, ticket = house.journey.begin(patient(), Language.ENGLISH, tap())
    cookie = house.journey.redeem(ticket)

    assert house.journey.visit_of(cookie) == visit
    assert house.journey.redeem(ticket) is None
    assert house.journey.redeem("") is None
    assert house.journey.redeem("made up") is None
    assert house.journey.visit_of(cookie) == visit  # the second try took nothing away


def test_a_cookie_outlives_a_restart(house: House) -> None:
    """A killed server resumes with the same browser."""
    visit, ticket = house.journey.begin(patient(), Language.ENGLISH, tap())
    cookie = house.journey.redeem(ticket)
    house.restart()

    assert house.journey.visit_of(cookie) == visit


@pytest.mark.parametrize("cookie", ["", "made up", "None", "print of token"])
def test_another_cookie_holds_nothing(house: House, cookie: str) -> None:
    """Neither an empty nor a guessed one, also while a visit waits for its ticket."""
    house.begin()

    assert house.journey.visit_of(cookie) is None


def test_handing_back_ends_every_hold(house: House) -> None:
    """Cookie, ticket and visit end together; every command is refused; the records stay."""
    visit, ticket = house.journey.begin(patient(), Language.ENGLISH, tap())
    cookie = house.journey.redeem(ticket)
    house.journey.end(visit)

    assert house.journey.visit_of(cookie) is None
    for command in (
        lambda: house.journey.record(visit),
        lambda: house.journey.answer_statement(visit, "W2", "unsure", tap()),
        lambda: house.journey.document(visit),
        lambda: house.journey.show_topic(visit, "intro"),
    ):
        with pytest.raises(NotFound):
            command()


def test_a_ticket_of_an_ended_visit_is_worth_nothing(house: House) -> None:
    """Handing back before the browser had its cookie."""
    visit, ticket = house.journey.begin(patient(), Language.ENGLISH, tap())
    house.journey.end(visit)

    assert house.journey.redeem(ticket) is None


def test_ending_twice_is_ending_once(house: House, administrator: Administrator) -> None:
    """One event, no error; nor is ending what never was."""
    visit = house.signed()
    house.journey.end(visit)
    house.journey.end(visit)
    house.journey.end("never was")
    headers = [header for (header,) in administrator.rows("select header from event")]

    assert sum(b'"VisitEnded"' in header for header in headers) == 1


def test_only_fingerprints_are_stored(house: House, administrator: Administrator) -> None:
    """Who reads the database cannot take over a visit."""
    _, ticket = house.journey.begin(patient(), Language.ENGLISH, tap())
    cookie = house.journey.redeem(ticket)

    assert administrator.rows("select ticket, cookie from visit") == [(None, f"print of {cookie}")]


def test_a_visit_sees_no_other_record(house: House) -> None:
    """Two patients at once: each visit shows its own."""
    one = house.begin(who=patient(name="Một"))
    two = house.begin(who=patient(name="Hai"))
    house.journey.answer_statement(one, "W2", "unsure", tap())

    assert (house.record(one).patient.name, house.record(two).patient.name) == ("Một", "Hai")
    assert house.record(two).statements == {}


def test_one_tap_opens_one_record(house: House) -> None:
    """The second opening by the same tap leads to the first one's record, whatever was typed meanwhile."""
    house.journey.begin(patient(name="Một"), Language.ENGLISH, "tap-to-start")
    house.journey.begin(patient(name="Hai"), Language.ENGLISH, "tap-to-start")
    with house.ledger.reading() as work:
        assert [row.name for row in work.indexed(None, 10)] == ["Một"]


def test_the_document_is_made_of_the_record_as_it_was_closed(house: House) -> None:
    """Opening it is an event, and changes nothing in it."""
    visit = house.signed()
    before = house.record(visit)
    first, second = house.journey.document(visit), house.journey.document(visit)

    assert first[1] == second[1]
    assert first[1].startswith(f"{before.id} signed {len(before.events) - 1} foot-bath 1.0\nsealed".encode())
    assert len(house.record(visit).events) == len(before.events) + 2
