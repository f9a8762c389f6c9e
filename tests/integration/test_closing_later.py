"""What comes after the closing, or instead: corrections, a withdrawal, an entry in error, a seal that fails; and rights."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from informed import events as e
from informed.errors import BadInput, NotAllowed, NotFound, RecordClosed
from informed.record import Record, Status
from tests.factories import House, tap
from tests.integration.desk import TODAY, Desk, count, kinds, signed

# --- later


def test_a_correction_is_a_file_of_its_own(house: House) -> None:
    """As many as needed; nothing before them changes."""
    desk = Desk(house)
    record = desk.countersign(desk.dispose_all(signed(house)))
    before = [house.service.documents.content(record, i) for i in (1, 2, 3)]
    desk.correct(record)
    house.clock.passes(seconds=1)
    record = desk.correct(record, "Và ngày sinh.")

    assert kinds(record)[3:] == ["correction", "correction"]
    assert record.status == Status.COUNTERSIGNED
    assert [house.service.documents.content(record, i) for i in (1, 2, 3)] == before
    with pytest.raises(BadInput):
        desk.correct(record, " ")


def test_nothing_is_corrected_before_it_is_closed(file_house: House) -> None:
    """While it is signed, an item's closing is replaced instead."""
    with pytest.raises(NotAllowed):
        Desk(file_house).correct(signed(file_house))


@pytest.mark.parametrize("role", ["front_desk", "physician"])
@pytest.mark.parametrize("before", ["signed", "deferred", "countersigned"])
def test_a_patient_withdraws(file_house: House, before: str, role: str) -> None:
    """At any later time, with day and reason as given; the visits end, and the notice is sealed."""
    visit = file_house.begin() if before == "deferred" else file_house.signed()
    if before == "deferred":
        file_house.journey.defer(visit, tap())
    record = file_house.record(visit)
    if before == "countersigned":
        record = (desk := Desk(file_house)).countersign(desk.dispose_all(record))
    file_house.clock.passes(days=3)
    desk = Desk(file_house, "lan", role)
    record = desk.withdraw(record, TODAY + timedelta(days=2), "Đã đổi ý")

    assert record.status == Status.WITHDRAWN and kinds(record)[-1] == "withdrawal"
    assert _payload(record) == e.RecordWithdrawn(on=TODAY + timedelta(days=2), reason="Đã đổi ý", author="lan")
    with pytest.raises(NotFound, match="visit has ended"):
        file_house.journey.record(visit)
    with pytest.raises(NotAllowed):
        desk.withdraw(record)


def _payload(record: Record) -> e.Exact:
    """The last event that is not the seal of its notice."""
    found: e.Exact = record.events[-2].payload
    return found


@pytest.mark.parametrize("days", [-1, 1])
def test_the_day_of_a_withdrawal_lies_between_opening_and_today(file_house: House, days: int) -> None:
    """By the clinic's calendar; the visit goes on when the command is refused."""
    desk, visit = Desk(file_house), file_house.signed()
    with pytest.raises(BadInput) as refused:
        desk.withdraw(file_house.record(visit), TODAY + timedelta(days=days))

    assert (refused.value.field, refused.value.reason) == ("withdrawn_on", "not_then")
    assert file_house.record(visit).status == Status.SIGNED


@pytest.mark.parametrize("end", ["", "decline"])
def test_what_was_not_agreed_to_is_not_withdrawn(file_house: House, end: str) -> None:
    """While the patient reads there is a button for no; after a no there is nothing to withdraw."""
    visit = file_house.begin()
    if end:
        file_house.journey.decline(visit, tap())
    with pytest.raises(NotAllowed):
        Desk(file_house).withdraw(file_house.record(visit))


def _open(house: House, desk: Desk) -> Record:
    return house.record(house.begin())


def _deferred(house: House, desk: Desk) -> Record:
    return house.journey.defer(house.begin(), tap())


def _declined(house: House, desk: Desk) -> Record:
    return house.journey.decline(house.begin(), tap())


def _signed(house: House, desk: Desk) -> Record:
    return signed(house)


def _countersigned(house: House, desk: Desk) -> Record:
    return desk.countersign(desk.dispose_all(signed(house)))


def _withdrawn(house: House, desk: Desk) -> Record:
    return desk.withdraw(signed(house))


@pytest.mark.parametrize("role", ["physician", "admin"])
@pytest.mark.parametrize("way", [_open, _deferred, _declined, _signed, _countersigned, _withdrawn])
def test_any_record_can_be_marked_as_entered_in_error(
    file_house: House, way: Callable[[House, Desk], Record], role: str
) -> None:
    """Once, with a reason; its notice is sealed, also where the patient never finished."""
    before = way(file_house, Desk(file_house))
    desk = Desk(file_house, "an", role)
    with pytest.raises(BadInput):
        desk.enter_in_error(before, " ")
    record = desk.enter_in_error(before)

    assert record.status == Status.ENTERED_IN_ERROR
    assert kinds(record) == [*kinds(before), "error"] and record.document_status == "sealed"
    with pytest.raises(RecordClosed):
        desk.enter_in_error(record)


def test_a_patient_in_the_middle_sees_the_end_of_a_record_in_error(file_house: House) -> None:
    """The visit is over: the tablet shows nothing more of it."""
    visit = file_house.begin()
    Desk(file_house).enter_in_error(file_house.record(visit))
    with pytest.raises(NotFound, match="visit has ended"):
        file_house.journey.record(visit)


# --- a seal that fails


def test_a_notice_waits_for_its_seal(house: House) -> None:
    """The closing counts at once; its addendum, and a withdrawal's notice after it, come with the next tries."""
    desk = Desk(house)
    record = desk.dispose_all(signed(house))
    house.sealer.broken = True
    record = desk.withdraw(desk.countersign(record))
    assert (kinds(record), record.document_status) == (["patient", "countersigned"], "waiting")
    assert house.service.documents.seal_waiting() == 0
    house.sealer.broken = False
    assert house.service.documents.seal_waiting() == 1
    record = desk.now(record)
    addendum = house.service.documents.content(record, 3)

    assert (kinds(record)[2:], record.document_status) == (["addendum", "withdrawal"], "sealed")
    assert addendum.startswith(f"notice {record.id} RecordCountersigned".encode())
    assert house.service.documents.seal_waiting() == 0


def test_going_on_before_the_seal_holds_nothing_up(file_house: House) -> None:
    """A deferred record whose document could not be sealed goes on; others are sealed meanwhile, and in the end it too."""
    file_house.sealer.broken = True
    visit = file_house.begin()
    file_house.journey.defer(visit, tap())
    file_house.journey.go_on(visit, tap())
    other = file_house.signed()
    file_house.sealer.broken = False
    file_house.service.documents.seal_waiting()

    assert kinds(file_house.record(other)) == ["patient"]
    file_house.walk(visit, to="sign")
    assert file_house.journey.decline(visit, tap()).document_status == "sealed"


def test_a_look_is_an_event(file_house: House) -> None:
    """Opening the page is; what the open page asks again is not."""
    desk, record = Desk(file_house), signed(file_house)
    desk.closing.view(desk.token, record.id)
    record = desk.now(desk.now(record))

    assert record.events[-1].payload == e.RecordViewed() and record.events[-1].header.actor.account == desk.id
    assert count(record, e.RecordViewed) == 1
