"""Whatever somebody does to the rows of an honest ledger, the check finds something, and is not stopped by it."""

from hypothesis import assume, given
from hypothesis import strategies as st

from informed.audit import RawEvent
from tests.raw_ledger import A, RawLedger

HONEST = RawLedger()
CHECKPOINT = HONEST.checkpoint()
ROWS = tuple(HONEST.rows)


def broken(rows: list[RawEvent]) -> bool:
    """Whether both kinds of check find something."""
    ledger = HONEST.with_rows(rows)
    return not (ledger.check(CHECKPOINT).ok or ledger.check(CHECKPOINT, deep=False).ok)


@given(st.data())
def test_any_changed_byte_is_found(data: st.DataObject) -> None:
    """In every column of every row, also without a checkpoint."""
    ledger = HONEST.with_rows(ROWS)
    place = data.draw(st.integers(0, len(ROWS) - 1))
    column = data.draw(st.sampled_from(RawEvent._fields))
    old = getattr(ROWS[place], column)
    if isinstance(old, int):
        new: object = data.draw(st.integers(-5, 20).filter(lambda number: number not in range(1, 7)))
    else:
        stored = bytearray(old.encode() if isinstance(old, str) else old)
        at = data.draw(st.integers(0, len(stored) - 1))
        stored[at] = data.draw(st.integers(0, 127).filter(lambda byte: byte != stored[at]))
        new = stored.decode() if isinstance(old, str) else bytes(stored)
    ledger.rows[place] = ROWS[place]._replace(**{column: new})

    assert not ledger.check(deep=False).ok and not ledger.check().ok


@given(st.sets(st.sampled_from(range(len(ROWS))), min_size=1))
def test_any_deletion_is_found(places: set[int]) -> None:
    """Of any rows, all of them included."""
    assert broken([row for place, row in enumerate(ROWS) if place not in places])


@given(st.permutations(ROWS).filter(lambda rows: tuple(rows) != ROWS))
def test_any_permutation_is_found(rows: list[RawEvent]) -> None:
    """Rows at each other's places, across records."""
    assert broken([row._replace(record=at.record, sequence=at.sequence) for at, row in zip(ROWS, rows, strict=True)])


@given(st.data())
def test_any_choice_of_one_record_s_rows_in_any_order_is_found(data: st.DataObject) -> None:
    """Removed, repeated, exchanged and numbered from one again."""
    own = [row for row in ROWS if row.record == A]
    chosen = data.draw(st.lists(st.sampled_from(own), max_size=9).filter(lambda rows: rows != own))
    rest = [row for row in ROWS if row.record != A]
    assert broken([*rest, *(row._replace(sequence=n) for n, row in enumerate(chosen, 1))])


@given(st.data())
def test_no_value_stops_the_check(data: st.DataObject) -> None:
    """SQLite keeps any type in any column."""
    rows, strange = (
        list(ROWS),
        st.none() | st.text(max_size=3) | st.binary(max_size=3) | st.integers() | st.floats(allow_nan=False),
    )
    for _ in range(data.draw(st.integers(1, 4))):
        place, column = data.draw(st.integers(0, len(rows) - 1)), data.draw(st.sampled_from(RawEvent._fields))
        rows[place] = rows[place]._replace(**{column: data.draw(strange)})
    assume(tuple(rows) != ROWS)

    assert broken(rows)
