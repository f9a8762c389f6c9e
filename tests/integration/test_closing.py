"""The physician's closing, by the service's commands: who may, when, and what is then on disk."""

import hashlib
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest

from informed import events as e
from informed.errors import BadInput, InformedError, NotAllowed, RecordClosed, SealError, SignInRefused, Stale
from informed.record import Status
from tests.factories import House, tap
from tests.fakes import NOON, FakeSigners, SealedFake
from tests.integration.desk import ITEM, Desk, count, kinds, signed

# --- closing an item


def test_an_item_is_closed_with_who_and_when(house: House) -> None:
    """The disposition names the item; the envelope names the account."""
    desk = Desk(house)
    record = desk.dispose(signed(house), note="  Nguye\u0302\u0303n  ")
    event = record.dispositions[ITEM]

    assert event.payload == e.ItemDisposed(item=ITEM, disposition="discussed", note="Nguyễn")
    assert (event.header.actor, event.at) == (e.Actor(kind="account", account=desk.id), NOON)
    assert ITEM not in [item.key for item in desk.closing.undisposed(record)]


def test_closing_again_replaces(house: House) -> None:
    """The latest counts, and the earlier one stays in the ledger."""
    desk = Desk(house)
    desk.dispose(signed_record := signed(house), disposition="deferred")
    record = desk.dispose(signed_record, disposition="answered", note="yes")

    assert record.dispositions[ITEM].payload.disposition == "answered"  # type: ignore[union-attr]
    assert count(record, e.ItemDisposed) == 2


@pytest.mark.parametrize(
    ("item", "disposition", "note", "error"),
    [
        ("flag:NO_SUCH", "discussed", "", NotAllowed),
        ("", "discussed", "", NotAllowed),
        (ITEM, "answered", "", BadInput),
        (ITEM, "answered", " \n ", BadInput),
        (ITEM, "discussed", "x" * 1001, BadInput),
        (ITEM, "discussed", "\u202eturned", BadInput),
    ],
)
def test_what_cannot_be_taken_writes_nothing(
    file_house: House, item: str, disposition: e.Disposition, note: str, error: type[InformedError]
) -> None:
    """An unknown item, an answer without its words, a note that is too long or hides something."""
    desk, record = Desk(file_house), signed(file_house)
    with pytest.raises(error):
        desk.dispose(record, item, disposition, note)

    assert desk.now(record) == record


def test_items_are_closed_after_the_patients_part_and_before_the_records_end(file_house: House) -> None:
    """Not while the patient reads, nor after the countersignature."""
    desk = Desk(file_house)
    with pytest.raises(NotAllowed):
        desk.dispose(file_house.record(file_house.begin()))
    done = desk.countersign(desk.dispose_all(signed(file_house)))
    with pytest.raises(RecordClosed):
        desk.dispose(done)


# --- the countersignature


def test_it_closes_the_record_in_one_step(house: House) -> None:
    """One event that names outcome, physician and the sealed document; the signed file; the addendum, sealed by itself."""
    desk, first = Desk(house), signed(house)
    record = desk.countersign(desk.dispose_all(first))
    closed = record.countersigned
    patients, both, addendum = (house.service.documents.content(record, i) for i in (1, 2, 3))

    assert record.status == Status.COUNTERSIGNED and record.document_status == "sealed"
    assert closed and closed.payload == e.RecordCountersigned(
        outcome="more_time", note="Hẹn lại.", physician="binh", document=hashlib.sha256(patients).hexdigest()
    )
    assert kinds(record) == ["patient", "countersigned", "addendum"]
    assert [file.signatures for file in record.sealed] == [1, 2, 1]
    assert both == patients + b"\nsigned by binh: more_time"
    assert addendum.startswith(f"notice {record.id} RecordCountersigned".encode())


def test_it_waits_until_nothing_is_open(house: House) -> None:
    """Neither one closed item nor two are enough; the sentence names what is left."""
    desk = Desk(house)
    record = signed(house)
    for item in desk.closing.open_items(record):
        with pytest.raises(NotAllowed, match=item.key):
            desk.countersign(record)
        record = desk.dispose(record, item.key)

    assert desk.countersign(record).status == Status.COUNTERSIGNED


@pytest.mark.parametrize("end", ["", "defer", "decline"])
def test_only_a_signed_record_is_countersigned(file_house: House, end: str) -> None:
    """The physician's key is not even asked; nothing is sealed for it."""
    desk, visit = Desk(file_house), file_house.begin()
    if end:
        getattr(file_house.journey, end)(visit, tap())
    record = desk.dispose_all(file_house.record(visit)) if end else file_house.record(visit)
    file_house.signers.countersign = lambda *_, **__: pytest.fail("the key was asked")  # type: ignore[method-assign]

    with pytest.raises(NotAllowed):
        desk.countersign(record)
    assert desk.now(record) == record


def test_a_page_that_showed_less_is_refused(house: House) -> None:
    """Somebody changed a closing meanwhile; a look at the page, or at the document, changes nothing."""
    desk, other = Desk(house), Desk(house, "other")
    record = desk.dispose_all(signed(house))
    changed = other.dispose(record, disposition="deferred")
    with pytest.raises(Stale):
        desk.countersign(record)
    other.closing.view(other.token, record.id)
    house.staff.open_document(other.token, record.id)

    assert desk.countersign(changed).status == Status.COUNTERSIGNED


def test_what_changes_while_the_document_is_signed_is_not_overlooked(file_house: House) -> None:
    """The physician signs what the page showed, or nothing is written."""
    desk, other = Desk(file_house), Desk(file_house, "other")
    record = desk.dispose_all(signed(file_house))
    meanwhile(file_house, lambda: other.dispose(record, disposition="deferred"))

    with pytest.raises(Stale):
        desk.countersign(record)
    assert kinds(desk.now(record)) == ["patient"]


def test_what_changes_while_the_document_is_sealed_is_not_overlooked(file_house: House) -> None:
    """The document had waited for its seal until the physician came; the physician's key is not asked then."""
    desk, other = Desk(file_house), Desk(file_house, "other")
    file_house.sealer.broken = True
    record = desk.dispose_all(signed(file_house))
    file_house.sealer.broken = False
    seal = file_house.sealer.seal

    def slow(*args: object, **more: object) -> SealedFake:
        other.dispose(record, disposition="deferred")
        return seal(*args, **more)  # type: ignore[arg-type]

    file_house.sealer.seal = slow  # type: ignore[method-assign]
    meanwhile(file_house, lambda: pytest.fail("the key was asked"))
    with pytest.raises(Stale):
        desk.countersign(record)
    assert desk.now(record).status == Status.SIGNED


def test_the_password_is_asked_again(house: House) -> None:
    """A wrong one signs nothing, however the session began; too many are throttled, the right one too."""
    desk = Desk(house)
    record = desk.dispose_all(signed(house))
    for _ in range(5):
        with pytest.raises(SignInRefused):
            desk.countersign(record, password="wrong")
    assert desk.now(record) == record

    with pytest.raises(SignInRefused):
        desk.countersign(record)
    house.clock.passes(minutes=1)
    assert desk.countersign(record).status == Status.COUNTERSIGNED


def test_a_key_that_does_not_serve_leaves_the_record_as_it_was(house: House) -> None:
    """One sentence, and no event."""
    desk = Desk(house)
    record = desk.dispose_all(signed(house))
    house.signers.countersign = _refusing  # type: ignore[method-assign]
    with pytest.raises(SealError):
        desk.countersign(record)

    assert desk.now(record) == record


def _refusing(*_: object, **__: object) -> SealedFake:
    raise SealError("this account has no certificate yet")


def meanwhile(house: House, happens: Callable[[], object]) -> None:
    """Something happens in the middle of the next signing."""
    sign = FakeSigners().countersign

    def countersign(pdf: bytes, **how: object) -> SealedFake:
        happens()
        return sign(pdf, **how)  # type: ignore[arg-type]

    house.signers.countersign = countersign  # type: ignore[method-assign]


def test_the_second_of_two_physicians_gets_a_plain_error(house: House) -> None:
    """One countersigns while the other's key is at work, in another process; only the first counts."""
    beside = house.beside()
    slow, quick = Desk(house), Desk(beside, "quick")
    record = slow.dispose_all(signed(house))
    meanwhile(house, lambda: quick.countersign(record))
    with pytest.raises(Stale):
        slow.countersign(record)
    record = slow.now(record)

    assert kinds(record) == ["patient", "countersigned", "addendum"]
    assert record.countersigned and record.countersigned.payload.physician == "quick"  # type: ignore[union-attr]
    with pytest.raises(NotAllowed):
        slow.countersign(record)
    beside.ledger.close()


def test_two_physicians_at_once(house: House) -> None:
    """Two processes, two threads, one moment: one countersigned file, one plain error."""
    beside = house.beside()
    desks = Desk(house), Desk(beside, "other")
    record = desks[0].dispose_all(signed(house))
    gate = Barrier(2)

    def countersign(desk: Desk) -> InformedError | None:
        gate.wait()
        try:
            desk.countersign(record)
        except InformedError as error:
            return error
        return None

    with ThreadPoolExecutor(2) as pool:
        errors = list(pool.map(countersign, desks))
    record = desks[0].now(record)

    assert [type(error) for error in errors if error] == [Stale]
    assert kinds(record) == ["patient", "countersigned", "addendum"]
    assert count(record, e.RecordCountersigned) == 1
    beside.ledger.close()
