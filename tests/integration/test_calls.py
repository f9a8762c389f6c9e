"""Calling a member of staff: one open call a record, taken back by the patient or answered by staff."""

import pytest

from informed import events as e
from informed.errors import BadInput, NotAllowed, NotFound
from informed.record import Record
from tests.factories import House, tap


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
