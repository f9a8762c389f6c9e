"""An honest ledger as the rows that a database keeps, and the ways in which somebody with the file could edit them."""

import json
from collections.abc import Iterable, Sequence
from copy import copy
from dataclasses import dataclass
from datetime import timedelta

from informed import checkpoint as c
from informed import events as e
from informed.adapters import cipher
from informed.audit import RawEvent, RawIndex, Report, check
from informed.checkpoint import Checkpoint, Head
from informed.errors import CheckpointForged, LedgerError, NotFound
from tests.factories import NOON, asked, finished, opened, signed, understood

A, B, C = "a" * 26, "b" * 26, "c" * 26
CLINIC = e.CLINIC
JOURNEY = (opened(), understood("W1"), understood("W2"), asked("W2"), finished("about"), signed())
LATER = NOON + timedelta(days=1)


@dataclass(frozen=True)
class Row:
    """What the index of these tests says of a record."""

    record: str
    status: str
    events: int


def fold(events: tuple[e.Event, ...]) -> Row:
    """The row that a record should have."""
    if any(isinstance(event.payload, e.RecordOpened) for event in events[1:]):
        raise LedgerError("a record is opened once")
    return Row(events[0].header.record, events[-1].header.type, len(events))


def as_sqlite_sorts(value: object) -> tuple[int, object]:
    """A key: nothing, numbers, texts, bytes."""
    kinds: tuple[type | tuple[type, ...], ...] = (type(None), (int, float), str, bytes)
    return next(place for place, kind in enumerate(kinds) if isinstance(value, kind)), 0 if value is None else value


class RawLedger:
    """Rows as a database keeps them: three records and the chain `clinic`, encrypted; a test breaks them."""

    def __init__(self) -> None:
        self.keys: dict[str, bytes] = {}
        self.rows: list[RawEvent] = []
        self.index: dict[str, Row | Exception] = {}
        self.erased: set[str] = set()
        for record in (A, B, C):
            self.append(record, *JOURNEY)
        self.append(CLINIC, *(e.KeysRotated(key_id=str(n), keys=3) for n in range(3)))

    def append(self, record: str, *payloads: e.Exact, later: timedelta = timedelta(), tap: str | None = "") -> None:
        """Write events as the product does, a minute apart."""
        key = self.keys.setdefault(record, cipher.new_key())
        for sequence, payload in enumerate(payloads, len(self.of(record)) + 1):
            its_tap = f"{record}-{sequence}" if tap == "" else tap
            header = e.encode(
                e.Header(
                    record=record,
                    sequence=sequence,
                    at=NOON + timedelta(minutes=sequence) + later,
                    actor=e.PATIENT,
                    type=type(payload).__name__,
                    tap=its_tap,
                )
            )
            stored = cipher.seal(key, e.encode(payload), "event", record, sequence)
            previous = self.of(record)[-1].hash if sequence > 1 else e.FIRST_HASH
            hash = e.link(previous, header, stored)
            self.rows.append(RawEvent(record, sequence, its_tap, header, stored, hash))
        if record != CLINIC:
            self.index[record] = Row(record, type(payloads[-1]).__name__, len(self.of(record)))

    def of(self, record: str) -> list[RawEvent]:
        return [row for row in self.rows if row.record == record]

    def row(self, record: str, sequence: int) -> RawEvent:
        return next(row for row in self.rows if (row.record, row.sequence) == (record, sequence))

    def with_rows(self, rows: Iterable[RawEvent]) -> "RawLedger":
        """This ledger with other events, and the same keys and index."""
        other = copy(self)
        other.rows = list(rows)
        return other

    # --- as a database administrator would

    def edit(self, record: str, at: int, /, **values: object) -> None:
        """`update event set ... where record = ... and sequence = ...`"""
        place = self.rows.index(self.row(record, at))
        self.rows[place] = self.rows[place]._replace(**values)  # type: ignore[arg-type]

    def delete(self, record: str, *places: int) -> None:
        self.rows = [row for row in self.rows if row.record != record or (places and row.sequence not in places)]

    def renumber(self, record: str, order: Sequence[int]) -> None:
        """Put a record's rows at other places: the first of these at 1, and so on."""
        moved = [self.row(record, old)._replace(sequence=new) for new, old in enumerate(order, 1)]
        self.delete(record)
        self.rows += moved

    def rechain(self, record: str) -> None:
        """Compute all hashes of a record anew."""
        previous = e.FIRST_HASH
        for row in sorted(self.of(record)):
            previous = e.link(previous, row.header, row.payload)
            self.edit(record, row.sequence, hash=previous)

    def reindex(self) -> None:
        """Make the index say what the rows say."""
        self.index = {
            row.record: Row(row.record, json.loads(row.header)["type"], row.sequence)
            for row in sorted(self.rows)
            if row.record != CLINIC
        }

    # --- the check

    def checkpoint(self) -> Checkpoint:
        lasts = {row.record: row for row in sorted(self.rows)}
        heads = [Head(row.record, row.sequence, row.hash) for row in lasts.values()]
        return c.make(heads, clinic="here", at=NOON + timedelta(hours=1), previous=None)

    def open_event(self, row: RawEvent) -> e.Event:
        if row.record not in self.keys:
            raise NotFound("no key")
        plain = cipher.unseal(self.keys[row.record], row.payload, "event", row.record, row.sequence)
        return e.decode(row.header, plain, row.hash)

    def raw_index(self, record: str) -> RawIndex:
        def read() -> Row:
            row = self.index[record]
            if isinstance(row, Exception):
                raise row
            return row

        return RawIndex(record, read)

    def check(
        self, against: Checkpoint | CheckpointForged | None = None, *, deep: bool = True, late: bool = True
    ) -> Report:
        return check(
            sorted(self.rows, key=lambda row: (as_sqlite_sorts(row.record), as_sqlite_sorts(row.sequence))),
            map(self.raw_index, sorted(self.index)),
            against,
            open_event=self.open_event,
            erased=self.erased,
            fold=fold,
            now=LATER if late else NOON,
            deep=deep,
        )
