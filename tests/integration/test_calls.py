"""Calling a member of staff: one open call a record, taken back by the patient or answered by staff."""

import pytest

from informed import events as e
from informed.errors import BadInput, NotAllowed, NotFound, TooOften
from informed.record import Record
from tests.factories import House, patient, tap


def calls(record: Record) -> list[str]:
    """The types of the record's events about calls, in order."""
    kinds = (e.StaffCalled, e.CallTakenBack, e.CallAnswered)
    return [event.header.type for event in record.events if isinstance(event.payload, kinds)]


def test_a_call_is_open_until_somebody_answers_it(house: House) -> None:
    """Calling again while it is open adds nothing; a tap that arrives late, after the answer, calls nobody."""
    visit, token, first = house.begin(), house.signed_in(role="front_desk"), tap()
    record = house.service.calls.call(visit, first, "Phòng 2")
    house.service.calls.call(visit, tap(), "Phòng 2")
    assert record.call is not None and record.call.payload == e.StaffCalled(place="Phòng 2")

    house.service.calls.answer(token, record.id)
    house.service.calls.answer(token, record.id)
    late = house.service.calls.call(visit, first)
    assert late.call is None
    assert calls(late) == ["StaffCalled", "CallAnswered"]
    assert house.service.calls.call(visit, tap()).call is not None


def test_the_patient_takes_a_call_back(house: House) -> None:
    """Also after signing; with no open call nothing is written."""
    visit = house.signed()
    house.service.calls.take_back(visit, tap())
    house.service.calls.call(visit, tap())
    record = house.service.calls.take_back(visit, tap())
    assert record.call is None and calls(record) == ["StaffCalled", "CallTakenBack"]


def test_who_may_answer_and_what_is_refused(house: House) -> None:
    """Not an auditor, nobody without a session; a place is short and printable; a visit that has ended calls nobody."""
    visit = house.begin()
    record = house.service.calls.call(visit, tap())
    for token in (house.signed_in(role="auditor"), "nobody"):
        with pytest.raises(NotAllowed):
            house.service.calls.answer(token, record.id)
    for place in ("x" * 41, "Room\n2"):
        with pytest.raises(BadInput):
            house.service.calls.call(visit, tap(), place)
    assert house.record(visit).call is not None

    house.service.journey.end(visit)
    with pytest.raises(NotFound):
        house.service.calls.call(visit, tap())


def test_the_desk_sees_who_calls_and_where(house: House) -> None:
    """The longest waiting first; nobody who is answered, taken back or gone; not for an auditor."""
    token = house.signed_in(role="front_desk")
    first, second, third = (house.begin(who=patient(name=name)) for name in ("Một", "Hai", "Ba"))
    for visit, place in ((second, "Phòng 2"), (first, ""), (third, "Phòng 3")):
        house.service.calls.call(visit, tap(), place)
        house.clock.passes(seconds=5)
    seen = [(row.name, row.call_place) for row in house.service.calls.waiting(token)]
    assert seen == [("Hai", "Phòng 2"), ("Một", ""), ("Ba", "Phòng 3")]
    house.service.calls.answer(token, house.record(second).id)
    house.service.calls.take_back(first, tap())
    house.journey.end(third)
    assert house.service.calls.waiting(token) == []
    assert house.custody.check_ledger().ok  # the index is the fold
    with pytest.raises(NotAllowed):
        house.service.calls.waiting(house.signed_in(role="auditor"))


def test_the_fourth_call_in_three_minutes_is_refused(house: House) -> None:
    """Nothing is written; later it is possible again."""
    visit = house.begin()
    for _ in range(3):
        house.service.calls.call(visit, tap())
        house.service.calls.take_back(visit, tap())
    with pytest.raises(TooOften):
        house.service.calls.call(visit, tap())
    assert house.record(visit).call is None
    house.clock.passes(seconds=181)
    assert house.service.calls.call(visit, tap()).call is not None
