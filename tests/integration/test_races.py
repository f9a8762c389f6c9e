"""Two processes, many threads, one database: nothing forks, nothing is doubled, nothing is half done."""

import threading
from collections.abc import Callable, Iterator

import pytest

from informed import events as e
from informed.content import Language
from informed.errors import NotAllowed, NotFound, RecordClosed
from tests.factories import House, patient, signature, tap
from tests.integration.administrator import Administrator


@pytest.fixture
def other(house: House) -> Iterator[House]:
    """Another process on the same database, with an engine and a memory of its own."""
    beside = house.beside()
    yield beside
    beside.ledger.close()


def at_once(*commands: Callable[[], object]) -> list[object]:
    """Run commands in threads that start together; what they returned, or the errors that they raised."""
    start, outcomes = threading.Barrier(len(commands)), [None] * len(commands)

    def run(place: int) -> None:
        start.wait()
        try:
            outcomes[place] = commands[place]()
        except Exception as error:
            outcomes[place] = error

    threads = [threading.Thread(target=run, args=(place,)) for place in range(len(commands))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return outcomes


def errors(outcomes: list[object]) -> list[object]:
    return [outcome for outcome in outcomes if isinstance(outcome, Exception)]


def test_two_processes_never_fork_a_chain(house: House, other: House) -> None:
    """Forty threads in two processes tap into one record: every answer is there once, in one chain, and the index fits."""
    visit = house.begin()
    taps = [tap() for _ in range(40)]
    outcomes = at_once(
        *(
            lambda of=(house, other)[i % 2], id=id: of.journey.answer_statement(visit, "W2", "unsure", id)
            for i, id in enumerate(taps)
        )
    )
    house.restart()
    record = house.record(visit)

    assert errors(outcomes) == []
    assert [event.header.sequence for event in record.events] == list(range(1, 42))
    assert sorted(event.header.tap for event in record.events[1:]) == sorted(taps)
    assert other.record(visit).events == record.events
    assert house.custody.check_ledger().ok


def test_one_tap_in_two_processes_is_one_event(house: House, other: House) -> None:
    """The browser sent it again to another replica; twenty times."""
    visit = house.begin()
    for _ in range(20):
        id = tap()
        outcomes = at_once(
            *(lambda of=of, id=id: of.journey.answer_statement(visit, "W2", "unsure", id) for of in (house, other))
        )
        assert errors(outcomes) == []
    assert len(house.record(visit).events) == 21


def test_one_start_in_two_processes_opens_one_record(house: House, other: House, administrator: Administrator) -> None:
    """Both visits lead to it; ten times."""
    for _ in range(10):
        id = tap()
        outcomes = at_once(
            *(lambda of=of, id=id: of.journey.begin(patient(), Language.ENGLISH, id) for of in (house, other))
        )
        assert errors(outcomes) == []
        assert len({house.record(visit).id for visit, _ in outcomes}) == 1
    assert administrator.value("select count(*) from record_index") == 10
    assert house.custody.check_ledger().ok


def test_two_signatures_at_once_are_one(house: House, other: House) -> None:
    """Two tabs, two taps: one is the signature, the other is told that the record is closed; one document."""
    visit = house.begin()
    house.walk(visit, to="sign")
    outcomes = at_once(*(lambda of=of: of.journey.sign(visit, signature(), tap()) for of in (house, other)))
    kinds = [event.header.type for event in house.record(visit).events]

    assert [type(error) for error in errors(outcomes)] == [RecordClosed]
    assert (kinds.count("RecordSigned"), kinds.count("DocumentSealed")) == (1, 1)
    assert house.custody.check_ledger().ok


def test_a_ticket_is_exchanged_once(house: House, other: House) -> None:
    """Two browsers with one ticket: one gets a cookie."""
    for _ in range(10):
        _, ticket = house.journey.begin(patient(), Language.ENGLISH, tap())
        cookies = at_once(*(lambda of=of, t=ticket: of.journey.redeem(t) for of in (house, other, house, other)))
        assert sum(cookie is not None for cookie in cookies) == 1


def test_what_is_erased_while_it_is_tapped_is_gone(house: House, other: House, administrator: Administrator) -> None:
    """Whoever is first: after it no key, row, token or document of the person is left, and the check finds nothing."""
    token = house.signed_in(role="admin")
    for _ in range(6):
        visit = house.begin(who=patient(name="Đỗ Ánh"))
        record = house.record(visit)
        outcomes = at_once(
            *(lambda v=visit: other.journey.answer_statement(v, "W2", "unsure", tap()) for _ in range(5)),
            lambda r=record: house.custody.erase(token, r.id, "asked for", r.short_id),
            *(lambda v=visit: other.journey.decline(v, tap()) for _ in range(2)),
        )
        assert outcomes[5] is None, outcomes[5]
        assert all(isinstance(error, NotFound | RecordClosed) for error in errors(outcomes)), errors(outcomes)
    for table in ("record_index", "search_token", "document"):
        assert administrator.rows(f"select * from {table}") == []
    assert administrator.value("select count(*) from data_key") == 4
    assert house.custody.check_ledger().ok


def test_a_hold_and_an_erasure_at_once_exclude_each_other(house: House, other: House) -> None:
    """Either it is held and still there, or it is gone and was not held; the list outside agrees with what became of it."""
    token = house.signed_in(role="admin")
    for _ in range(6):
        record = house.record(house.begin())
        held, erased = at_once(
            lambda r=record: other.custody.hold(token, r.id, "a complaint"),
            lambda r=record: house.custody.erase(token, r.id, "asked for", r.short_id),
        )
        listed = (house.outside / "erased.txt").read_text() if (house.outside / "erased.txt").exists() else ""
        assert (held is None) != (erased is None)
        assert isinstance(held or erased, NotFound | NotAllowed)
        assert (record.id in listed) == (erased is None)
    assert house.custody.check_ledger().ok


def test_notes_of_two_processes_stand_in_one_chain(house: House, other: House) -> None:
    """What happened to the ledger itself: twenty holds and erasures beside each other."""
    token = house.signed_in(role="admin")
    records = [house.record(house.begin()) for _ in range(20)]
    outcomes = at_once(
        *(
            lambda of=(house, other)[i % 2], r=r: of.custody.erase(token, r.id, "asked for", r.short_id)
            for i, r in enumerate(records)
        )
    )
    assert errors(outcomes) == []
    assert house.custody.check_ledger().ok
    with house.ledger.reading() as work:
        told = [event.payload for event in work.events(e.CLINIC)]
    assert {payload.record for payload in told if isinstance(payload, e.RecordErased)} == {r.id for r in records}
