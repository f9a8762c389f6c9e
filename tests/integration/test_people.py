"""People who help, on both engines: named by staff, known or not, signing beside the patient."""

from datetime import date

import pytest

from informed import events as e
from informed.errors import BadInput, NotAllowed, NotFound, RecordClosed, TooYoung
from informed.people import MOST
from informed.record import Record, Status
from tests.factories import House, patient, signature, tap
from tests.integration.desk import count

CHILD = patient(name="Bé Na", born=date(2012, 1, 1))


def name_guardian(house: House, token: str, record: Record) -> Record:
    return house.service.people.name(
        token, record.id, "guardian", name="Trần  Văn Bảo", relation="bố", identity="document"
    )


def test_a_minor_goes_on_with_a_guardian(house: House) -> None:
    """Without one nobody signs; with one named by the desk the guardian does, and the minor may too."""
    visit = house.begin(who=CHILD)
    house.walk(visit, to="sign")
    with pytest.raises(TooYoung):
        house.journey.sign(visit, signature(), tap())
    token = house.signed_in(role="front_desk")
    named = name_guardian(house, token, house.record(visit))
    (guardian,) = named.helpers
    assert (guardian.name, named.identity_checks[guardian.id]) == ("Trần Văn Bảo", "document")
    assert named.events[-1].header.actor.kind == "account"
    with pytest.raises(BadInput, match=r"helper\.unsigned"):
        house.journey.sign(visit, signature(), tap())
    assert house.record(visit).status == Status.OPEN

    done = house.journey.sign(visit, None, tap(), {guardian.id: signature(typed="Bảo")})
    assert done.status == Status.SIGNED and done.document_status == "sealed"
    assert done.helper_signatures[guardian.id].header.actor == e.PATIENT
    with pytest.raises(RecordClosed):
        name_guardian(house, token, done)


def test_a_tap_that_comes_twice_signs_once(house: House) -> None:
    """Also with helpers, and also when the first answer was lost."""
    visit = house.begin(who=CHILD)
    record = name_guardian(house, house.signed_in(), house.walk(visit, to="sign"))
    once, theirs = tap(), {record.helpers[0].id: signature()}
    for _ in range(2):
        record = house.journey.sign(visit, signature(), once, theirs)
    assert (count(record, e.HelperSigned), count(record, e.RecordSigned)) == (1, 1)


def test_a_bad_signature_of_a_helper_writes_nothing(house: House) -> None:
    """An empty name, and a signature of somebody who was not named."""
    visit = house.begin(who=CHILD)
    record = name_guardian(house, house.signed_in(), house.walk(visit, to="sign"))
    before = len(record.events)
    with pytest.raises(BadInput, match=r"typed\.empty"):
        house.journey.sign(visit, None, tap(), {record.helpers[0].id: signature(typed=" ")})
    with pytest.raises(NotAllowed):
        house.journey.sign(visit, signature(), tap(), {"somebody": signature()})
    assert len(house.record(visit).events) == before


def test_staff_name_remove_and_check(house: House) -> None:
    """Six at most; removing twice is no error; nobody unknown is checked; the patient's identity is kept too."""
    people, token, visit = house.service.people, house.signed_in(), house.begin()
    record = house.record(visit)
    for _ in range(MOST):
        record = people.name(token, record.id, "relative", name="Chị Hai", relation="chị")
    with pytest.raises(BadInput, match=r"helper_name\.too_many"):
        people.name(token, record.id, "relative", name="Chị Ba", relation="chị")
    first = record.helpers[0].id
    for _ in range(2):
        record = people.remove(token, record.id, first)
    assert len(record.helpers) == MOST - 1 and count(record, e.HelperRemoved) == 1
    with pytest.raises(NotAllowed):
        people.check_identity(token, record.id, first, "known")
    with pytest.raises(BadInput, match=r"identity\.empty"):
        people.check_identity(token, record.id, "patient", "by heart")  # type: ignore[arg-type]
    record = people.check_identity(token, record.id, "patient", "known")
    record = people.check_identity(token, record.id, "patient", "document")
    assert record.identity_checks["patient"] == "document"


def test_no_such_record(house: House) -> None:
    """A sentence, and no event."""
    with pytest.raises(NotFound):
        house.service.people.check_identity(house.signed_in(), "nosuch", "patient", "known")
