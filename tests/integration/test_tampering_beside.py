"""What stands beside the events, changed behind the program's back: the index, keys, checkpoints, the whole database, the clock."""

import pytest

from informed.adapters import database as db
from informed.audit import Kind
from informed.errors import CheckpointForged, Tampered
from tests.factories import House, tap
from tests.integration.administrator import Administrator
from tests.integration.tampering import flipped, records, report, told, visits

#: what was done to the first or the second record -> the statement.
ON_THE_INDEX = {
    "another status": "update record_index set status = 'open' where record = :one",
    "fewer flags": "update record_index set unsure = unsure + 1 where record = :one",
    "another language": "update record_index set language = 'vi' where record = :one",
    "another time": "update record_index set changed_at = opened_at || '' , stops = stops + 1 where record = :one",
    "a released hold": "update record_index set held = not held where record = :one",
    "a document that waits": "update record_index set document = 'waiting' where record = :one",
    "a removed row": "delete from record_index where record = :one",
    "another person's name": "update record_index set person = (select person from record_index where record = :two) "
    "where record = :one",
    "a name of zeros": "update record_index set person = :zeros where record = :one",
}


@pytest.mark.parametrize("statement", ON_THE_INDEX.values(), ids=ON_THE_INDEX.keys())
def test_an_index_that_differs_from_the_events_is_found(
    kept: House, administrator: Administrator, statement: str
) -> None:
    """Every column, and a row that is gone; names moved between rows do not open."""
    one, two, _ = records(administrator)
    administrator.change(statement, one=one, two=two, zeros=bytes(60))

    assert told(kept) == [(Kind.INDEX_DIFFERS, one, None)]


def test_a_row_for_a_record_that_never_was_is_found(kept: House, administrator: Administrator) -> None:
    """In the queue there would be a patient whom nobody saw."""
    columns = ", ".join(column.name for column in db.record_index.columns if column.name != "record")
    administrator.change(
        f"insert into record_index (record, {columns}) select 'zz-made-up', {columns} from record_index where record = :one",
        one=records(administrator)[0],
    )
    assert told(kept) == [(Kind.INDEX_DIFFERS, "zz-made-up", None)]


def test_a_destroyed_key_is_found(kept: House, administrator: Administrator) -> None:
    """A record that nobody erased and that cannot be read any more."""
    one = records(administrator)[0]
    administrator.change("delete from data_key where owner = :one", one=one)

    assert (Kind.MISSING_KEY, one, None) in told(kept)


def test_a_key_that_came_back_after_an_erasure_is_found(kept: House, administrator: Administrator) -> None:
    """Somebody kept a copy of the wrapped key."""
    record = kept.record(visits(administrator)[1])
    ((*key,),) = administrator.rows("select owner, key_id, wrapped from data_key where owner = :id", id=record.id)
    kept.custody.erase(kept.signed_in(role="admin"), record.id, "asked for", record.short_id)
    administrator.change("insert into data_key values (:a, :b, :c)", a=key[0], b=key[1], c=key[2])

    assert told(kept) == [(Kind.KEY_NOT_ERASED, record.id, None)]


def test_a_changed_or_exchanged_key_opens_nothing(kept: House, administrator: Administrator) -> None:
    """Wrapped keys are bound to their owners."""
    one, two, _ = records(administrator)
    (first,), (second,) = (
        administrator.rows("select wrapped from data_key where owner = :id", id=id) for id in (one, two)
    )
    for id, (wrapped,) in ((one, second), (two, first)):
        administrator.change("update data_key set wrapped = :wrapped where owner = :id", id=id, wrapped=wrapped)
    found = told(kept)

    assert {(kind, of) for kind, of, _ in found} >= {(Kind.UNREADABLE, one), (Kind.UNREADABLE, two)}


# --- the checkpoint


def checkpoints(house: House) -> list[bytes]:
    """The checkpoint files, oldest first."""
    return [file.read_bytes() for file in sorted(house.outside.glob("checkpoint-*.txt"))]


def test_every_changed_byte_of_a_checkpoint_is_found(kept: House) -> None:
    """Its body, its signature, its list: one bit in each of twenty places."""
    (file,) = kept.outside.glob("checkpoint-*.txt")
    whole = file.read_bytes()
    for at in range(0, len(whole), len(whole) // 20):
        file.write_bytes(flipped(whole, at))
        assert [found.kind for found in report(kept).findings] == [Kind.FORGED_CHECKPOINT]
        with pytest.raises(CheckpointForged):
            kept.custody.checkpoint()
    file.write_bytes(whole)
    assert report(kept).ok


def test_a_checkpoint_of_another_ledger_is_forged(kept: House, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Signed by another clinic's key."""
    other = House(tmp_path_factory.mktemp("other"))
    other.begin()
    other.custody.checkpoint()
    (ours,) = kept.outside.glob("checkpoint-*.txt")
    ours.write_bytes(checkpoints(other)[0])
    other.ledger.close()

    assert [found.kind for found in report(kept).findings] == [Kind.FORGED_CHECKPOINT]


def test_removed_checkpoints_are_missed(kept: House) -> None:
    """The chain `clinic` tells of those that were written: of the newest, and of all."""
    kept.begin()
    kept.custody.checkpoint()
    (kept.outside / "checkpoint-00000002.txt").unlink()
    assert told(kept) == [(Kind.MISSING_CHECKPOINT, None, None)]
    (kept.outside / "checkpoint-00000001.txt").unlink()
    assert told(kept) == [(Kind.MISSING_CHECKPOINT, None, None)]


def test_a_checkpoint_sees_what_was_rolled_back(kept: House, administrator: Administrator) -> None:
    """The whole database as it was a while ago, sound in itself, with its index and its keys."""
    tables = ("event", "record_index", "search_token", "data_key", "visit")
    before = administrator.tables(*tables)
    for visit in visits(administrator)[1:]:
        kept.journey.answer_statement(visit, "W2", "unsure", tap())
    kept.begin()
    kept.custody.checkpoint()
    kept.custody.checkpoint()
    assert told(kept) == []
    put_back(administrator, before)
    found = told(kept)

    assert found[0] == (Kind.ROLLED_BACK, None, None)
    assert {kind for kind, _, _ in found} == {Kind.ROLLED_BACK, Kind.CUT_TAIL, Kind.REMOVED_RECORD}
    with pytest.raises(Tampered, match="not as the last checkpoint saw them"):
        kept.custody.checkpoint()
    kept.begin()  # it was used for a while
    assert (Kind.ROLLED_BACK, None, None) in told(kept)


def put_back(administrator: Administrator, tables: dict[str, list[tuple]]) -> None:
    """Make tables what they were."""
    for table, rows in tables.items():
        administrator.change(f"delete from {table}")
        for row in rows:
            values = dict(zip("abcdefghijklmnop", row, strict=False))
            administrator.change(f"insert into {table} values (:{', :'.join(values)})", **values)


# --- the clock


def test_a_clock_that_was_set_back_is_found(kept: House) -> None:
    """An event is earlier than the one before it; and the ledger holds events of a time to come."""
    visit = kept.begin()
    kept.clock.passes(hours=-1)
    kept.journey.answer_statement(visit, "W2", "unsure", tap())
    record = kept.record(visit).id
    found = told(kept)

    assert (Kind.CLOCK_SET_BACK, record, 2) in found
    assert {kind for kind, _, _ in found} == {Kind.CLOCK_SET_BACK}
    kept.clock.passes(hours=1)
    assert told(kept) == [(Kind.CLOCK_SET_BACK, record, 2)]
