"""Erasure, holds, and retention: a person is forgotten when that is right, and the ledger stays provable."""

from datetime import datetime, timedelta

import pytest

from informed import events as e
from informed.errors import BadInput, LedgerError, NotAllowed, NotFound
from informed.ports import StoredDocument
from informed.record import Record
from tests.factories import House, patient, tap
from tests.integration.administrator import Administrator


@pytest.fixture
def admin(house: House) -> str:
    """The session of an administrator."""
    return house.signed_in(role="admin")


@pytest.fixture
def record(house: House) -> Record:
    """A signed record with its document, beside another one."""
    house.signed(who=patient(name="Hai"))
    return house.record(house.signed(who=patient(name="Đỗ Ánh", number="HS-7")))


def clinic(house: House) -> list[e.Exact]:
    """What the chain `clinic` tells."""
    with house.ledger.reading() as work:
        return [event.payload for event in work.events(e.CLINIC)]


def erase(house: House, admin: str, record: Record) -> None:
    house.custody.erase(admin, record.id, "asked for", record.short_id)


# --- erasure


def test_an_erased_record_is_gone_for_everybody(
    house: House, administrator: Administrator, admin: str, record: Record
) -> None:
    """For this process and for another that had it in memory: no record, no document, no row, no visit; the others stay."""
    other = house.beside()
    for process in (house, other):
        assert process.staff.open_document(admin, record.id)
    erase(house, admin, record)

    for process in (house, other):
        with process.ledger.reading() as work:
            assert record.id not in [row.record for row in work.indexed(None, 10)]
            assert work.documents(record.id) == []
            with pytest.raises(NotFound):
                work.events(record.id)
        for command in (
            lambda of=process: of.staff.open_document(admin, record.id),
            lambda of=process: of.custody.hold(admin, record.id, "why"),
            lambda of=process: erase(of, admin, record),
            lambda of=process: [of.record(visit) for (visit,) in administrator.rows("select id from visit")],
        ):
            with pytest.raises(NotFound):
                command()
        assert len(process.staff.records(admin)) == 1
    other.ledger.close()


def test_an_erasure_leaves_the_chains_as_they_were(
    house: House, administrator: Administrator, admin: str, record: Record
) -> None:
    """No byte of an event changes, only one is added: who erased which record, and why. The check finds nothing wrong."""
    house.custody.checkpoint()
    before = administrator.tables("event")["event"]
    erase(house, admin, record)
    after = administrator.tables("event")["event"]

    assert set(before) < set(after)
    assert len(after) == len(before) + 1
    with house.ledger.reading() as work:
        told = work.events(e.CLINIC)[-1]
    assert told.payload == e.RecordErased(record=record.id, reason="asked for")
    assert told.header.actor.account == house.staff.account(admin).id
    house.restart()
    assert house.custody.check_ledger().ok
    house.custody.checkpoint()
    assert house.custody.check_ledger().ok


def test_what_was_erased_is_in_no_table(house: House, administrator: Administrator, admin: str, record: Record) -> None:
    """Key, document, row and tokens; what remains are events, and a visit that has ended."""
    erase(house, admin, record)

    for table, column in (
        ("data_key", "owner"),
        ("document", "record"),
        ("record_index", "record"),
        ("search_token", "record"),
    ):
        assert administrator.value(f"select count(*) from {table} where {column} = :id", id=record.id) == 0
    assert {ended for (ended,) in administrator.rows("select ended from visit where record = :id", id=record.id)} <= {1}
    assert administrator.value("select count(*) from event where record = :id", id=record.id) == len(record.events)


@pytest.mark.parametrize("confirmed", ["", "wrong", "{other}", "{id}"])
def test_an_erasure_needs_the_records_own_number(
    house: House, administrator: Administrator, admin: str, record: Record, confirmed: str
) -> None:
    """Not nothing, not another's, not the whole id; the sentence says which. Nothing happens, also not outside."""
    others = [row.record for row in house.staff.records(admin) if row.record != record.id]
    typed = confirmed.format(
        id=record.id, other="XXXX-YYYY" if record.short_id.startswith(others[0][:4]) else others[0]
    )
    before = administrator.tables("event", "data_key")
    with pytest.raises(NotAllowed, match=f"confirm it by its number {record.short_id}$"):
        house.custody.erase(admin, record.id, "asked for", typed)

    assert administrator.tables("event", "data_key") == before
    assert not (house.outside / "erased.txt").exists()


def test_the_number_may_be_typed_in_small_letters(house: House, admin: str, record: Record) -> None:
    """And with blanks around it."""
    house.custody.erase(admin, record.id, "asked for", f" {record.short_id.lower()} ")

    assert len(house.staff.records(admin)) == 1


@pytest.mark.parametrize("reason", ["", "  ", "\n", "x" * 501, "a\u202eb"])
def test_an_erasure_needs_a_reason(house: House, admin: str, record: Record, reason: str) -> None:
    """One that can be read, of at most 500 signs."""
    with pytest.raises(BadInput, match=r"^reason\."):
        house.custody.erase(admin, record.id, reason, record.short_id)
    with pytest.raises(BadInput, match=r"^reason\."):
        house.custody.hold(admin, record.id, reason)
    assert house.staff.open_document(admin, record.id)


@pytest.mark.parametrize("id", ["nosuchrecord", "", "clinic", "index", "checkpoint", "secrets"])
def test_only_a_record_can_be_erased(
    house: House, administrator: Administrator, admin: str, record: Record, id: str
) -> None:
    """Never one of the clinic's own keys, though they stand in the same table; the next start goes as ever."""
    house.custody.checkpoint()
    keys = administrator.tables("data_key")
    with pytest.raises(NotFound):
        house.custody.erase(admin, id, "asked for", f"{id[:4]}-{id[4:8]}")
    house.restart()

    assert house.custody.apply_erasures() == ()
    assert administrator.tables("data_key") == keys
    assert house.staff.open_document(admin, record.id)


# --- holds


def test_a_hold_keeps_a_record_from_being_erased(house: House, admin: str, record: Record) -> None:
    """Until it is released; both are events of the record, with the account and the reason, and the list knows it."""
    house.custody.hold(admin, record.id, "a complaint")
    assert [row.held for row in house.staff.records(admin) if row.record == record.id] == [True]
    with pytest.raises(NotAllowed, match=r"is under a legal hold and cannot be erased; release the hold first$"):
        erase(house, admin, record)
    assert not (house.outside / "erased.txt").exists()
    house.custody.release(admin, record.id, "settled")
    assert [row.held for row in house.staff.records(admin) if row.record == record.id] == [False]
    with house.ledger.reading() as work:
        placed, released = work.events(record.id)[-2:]
    assert (placed.payload.reason, released.payload.reason) == ("a complaint", "settled")
    assert placed.header.actor.account == house.staff.account(admin).id
    erase(house, admin, record)


def test_a_hold_that_another_process_placed_counts(house: House, admin: str, record: Record) -> None:
    """Decided in the transaction that erases, not on what this process remembers."""
    other = house.beside()
    assert house.staff.open_document(admin, record.id)
    other.custody.hold(admin, record.id, "a complaint")
    other.ledger.close()

    with pytest.raises(NotAllowed, match="legal hold"):
        erase(house, admin, record)


# --- a power cut, and a restored backup


class PowerCut(RuntimeError):
    """The machine goes off."""


def test_an_erasure_that_was_cut_off_is_finished_at_the_next_start(
    house: House, admin: str, record: Record, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The power fails when the list outside is on disk and the database is not: then the person is forgotten all the same."""
    note = type(house.service.custody._outside).note_erasure

    def cut(self: object, id: str, at: datetime) -> None:
        note(self, id, at)
        raise PowerCut

    monkeypatch.setattr(type(house.service.custody._outside), "note_erasure", cut)
    with pytest.raises(PowerCut):
        erase(house, admin, record)
    monkeypatch.undo()
    house.restart()

    assert house.staff.open_document(admin, record.id)  # nothing was destroyed yet
    assert house.custody.apply_erasures() == (record.id,)
    assert house.custody.apply_erasures() == ()
    assert clinic(house)[-1] == e.ErasuresApplied(records=(record.id,))
    with pytest.raises(NotFound):
        house.staff.open_document(admin, record.id)
    assert house.custody.check_ledger().ok


def test_a_list_that_cannot_be_written_stops_the_erasure(house: House, admin: str, record: Record) -> None:
    """Else a restored backup would bring the person back. The sentence names the folder."""
    house.outside.write_text("a file stands in its place")
    with pytest.raises(LedgerError, match="for checkpoints and erasures cannot be used"):
        erase(house, admin, record)

    assert house.staff.open_document(admin, record.id)


def test_the_list_outside_holds_ids_and_times_only(house: House, admin: str, record: Record) -> None:
    """No name, no reason; for this user only."""
    erase(house, admin, record)
    listed = house.outside / "erased.txt"

    assert listed.read_text().split() == [record.id, "2026-11-23T05:00:00+00:00"]
    assert listed.stat().st_mode & 0o777 == 0o600


def test_a_line_that_was_cut_off_does_not_swallow_the_next(house: House, admin: str, record: Record) -> None:
    """The power failed in the middle of a line of the list."""
    house.outside.mkdir()
    (house.outside / "erased.txt").write_bytes(b"half-an-id")
    erase(house, admin, record)

    outside = house.service.custody._outside
    assert (outside.erased(), outside.erasures().damaged) == ({record.id}, (1,))
    assert (house.outside / "erased.txt").read_bytes().startswith(b"half-an-id\n")


@pytest.mark.parametrize(
    "line",
    [b"clinic 2026-11-23", b"checkpoint", b"index 2", b"secrets", b"\xff\xfe\x00", b"a" * 25, b"A" * 26, b" " * 40],
)
def test_a_damaged_line_destroys_nothing(house: House, line: bytes) -> None:
    """The clinic's own keys stand beside those of records; an id is checked before anything is destroyed."""
    visit = house.begin()
    house.outside.mkdir()
    (house.outside / "erased.txt").write_bytes(line + b"\n")
    assert house.custody.apply_erasures() == ()
    assert len(house.record(visit).events) == 1
    house.custody.checkpoint()
    assert house.custody.check_ledger().ok


# --- retention


def test_what_is_past_its_time_is_listed_longest_first(house: House, admin: str) -> None:
    """By the last change, not by the opening; held ones are listed and marked."""
    first, second = house.begin(who=patient(name="Một")), house.begin(who=patient(name="Hai"))
    record = house.record(second).id
    house.clock.passes(days=10)
    house.go_on(first)
    house.journey.answer_statement(first, "W2", "unsure", tap())
    third = house.begin(who=patient(name="Ba"))
    house.custody.hold(house.staff.sign_in("someone-admin", "right", "x"), record, "a complaint")
    house.clock.passes(days=10, seconds=1)
    house.go_on(third)
    house.journey.answer_statement(third, "W2", "unsure", tap())
    token = house.staff.sign_in("someone-admin", "right", "x")

    assert [one.row.name for one in house.custody.past_their_time(token, 20)] == []
    due = house.custody.past_their_time(token, 10)
    assert {(one.row.name, one.row.held) for one in due} == {("Một", False), ("Hai", True)}
    assert {one.since for one in due} == {timedelta(days=10, seconds=1)}
    house.clock.passes(days=9, hours=23)


def test_erased_records_are_not_past_their_time(house: House, admin: str, record: Record) -> None:
    """There is nothing left to erase."""
    erase(house, admin, record)
    house.clock.passes(days=1000)

    assert len(house.custody.past_their_time(house.staff.sign_in("someone-admin", "right", "x"), 1)) == 1


# --- documents


def test_a_documents_bytes_are_bound_to_their_place(house: House, administrator: Administrator, record: Record) -> None:
    """Another revision's or another record's bytes do not open there; missing ones are said to be missing."""
    with house.ledger.writing() as work:
        work.keep_document(StoredDocument(record.id, 9, "addendum", "9" * 64, house.clock.now()), b"%PDF-9")
    with house.ledger.reading() as work:
        assert work.document_bytes(record.id, 9) == b"%PDF-9"
        assert work.recorded("9" * 64) == (record.id, 9)
    administrator.change("update document set revision = 8 where revision = 9")
    with house.ledger.reading() as work:
        with pytest.raises(LedgerError, match="do not open with their key"):
            work.document_bytes(record.id, 8)
        with pytest.raises(LedgerError, match=f"document 9 of record {record.id} is not there any more"):
            work.document_bytes(record.id, 9)
