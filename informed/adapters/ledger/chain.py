"""The events: appended, read, and their chain checked at every read."""

import hashlib
from collections.abc import Iterator
from typing import Any

from pydantic import ValidationError
from sqlalchemy import Row, bindparam, func, insert, select

from informed.adapters import cipher
from informed.adapters import database as db
from informed.adapters.ledger.part import Part, by_code_points
from informed.audit import RawEvent
from informed.checkpoint import Head
from informed.errors import NotFound, Tampered
from informed.events import CLINIC, FIRST_HASH, Event, Exact, Header, decode, encode, link

#: Rows that a walk through the whole ledger fetches at once.
BATCH = 1000
#: The statements of every tap, made once: SQLAlchemy takes longer to put one together than SQLite to run it.
_OF = db.events.c.record == bindparam("of")
_SINCE = select(db.events).where(_OF, db.events.c.sequence >= bindparam("after")).order_by(db.events.c.sequence)
_FIRST = select(db.events).where(_OF, db.events.c.sequence == 1)
_HEAD = select(db.events.c.hash).where(_OF).order_by(db.events.c.sequence.desc()).limit(1)
_APPEND = insert(db.events)


class Chain(Part):
    """The events of this transaction."""

    def events(self, record: str, after: int = 0) -> tuple[Event, ...]:
        """The events above a sequence number; raises `NotFound` for no record or an erased one, and `Tampered` when the
        chain does not hold.
        """
        key = self.key(record)
        rows = list(self._connection.execute(_SINCE, {"of": record, "after": after}))
        if not rows and not after and record != CLINIC:  # the clinic's other keys stand beside those of records
            raise NotFound("no such record")
        if after and (not rows or rows[0].sequence != after):
            raise Tampered(f"event {after} of record {record} is not there any more")
        previous = rows.pop(0).hash if after else FIRST_HASH
        found = []
        for row in rows:
            found.append(_checked(row, previous, key))
            previous = row.hash
        return tuple(found)

    def opening(self, record: str) -> Event:
        """The first event of a record, without the others; raises `NotFound`."""
        key, row = self.key(record), self._connection.execute(_FIRST, {"of": record}).first()
        if row is None:
            raise NotFound("no such record")
        return _checked(row, FIRST_HASH, key)

    def append(self, header: Header, payload: Exact) -> Event:
        previous = self._head(header.record)
        plain, stored_header = encode(payload), encode(header)
        stored = cipher.seal(self._key_to_write(header), plain, *_place(header.record, header.sequence, stored_header))
        hash = link(previous, stored_header, stored)
        self._connection.execute(
            _APPEND,
            {
                "record": header.record,
                "sequence": header.sequence,
                "tap": header.tap,
                "header": stored_header,
                "payload": stored,
                "hash": hash,
            },
        )
        return decode(stored_header, plain, hash)

    def record_of(self, tap: str) -> str | None:
        return self._connection.scalar(select(db.events.c.record).where(db.events.c.tap == tap))

    def length(self, record: str) -> int:
        table = db.events
        last = select(table.c.sequence).where(table.c.record == record).order_by(table.c.sequence.desc()).limit(1)
        return self._connection.scalar(last) or 0

    def heads(self) -> Iterator[Head]:
        """The end of each chain."""
        table = db.events
        last = select(table.c.record, func.max(table.c.sequence).label("sequence")).group_by(table.c.record).subquery()
        same = (table.c.record == last.c.record) & (table.c.sequence == last.c.sequence)
        query = (
            select(table.c.record, table.c.sequence, table.c.hash).join(last, same).execution_options(yield_per=BATCH)
        )
        for row in self._connection.execute(query):
            yield Head(row.record, row.sequence, row.hash)

    def hash_at(self, record: str, sequence: int) -> bytes | None:
        table = db.events
        same = (table.c.record == record) & (table.c.sequence == sequence)
        return self._connection.scalar(select(table.c.hash).where(same))

    def raw_events(self) -> Iterator[RawEvent]:
        """Every event as stored, by record and sequence; fetched in batches."""
        table = db.events
        order = by_code_points(self._connection, table.c.record)
        query = select(table).order_by(order, table.c.sequence).execution_options(yield_per=BATCH)
        for row in self._connection.execute(query):
            yield RawEvent(row.record, row.sequence, row.tap, row.header, row.payload, row.hash)

    def open_event(self, raw: RawEvent) -> Event:
        """An event from its stored bytes; raises `NotFound` without a key, else `Tampered`."""
        return _opened(raw, self.key(raw.record))

    def _head(self, record: str) -> bytes:
        return self._connection.scalar(_HEAD, {"of": record}) or FIRST_HASH

    def _key_to_write(self, header: Header) -> bytes:
        if header.record == CLINIC:
            return self._keys.of_clinic(self._connection, CLINIC)
        if header.sequence == 1:
            return self._keys.make(self._connection, header.record)
        return self.key(header.record)


def _checked(row: Row[Any], previous: bytes, key: bytes) -> Event:
    whole = all(isinstance(part, bytes) for part in (row.header, row.payload, row.hash))
    if not whole or link(previous, row.header, row.payload) != row.hash:
        raise Tampered(f"event {row.sequence} of record {row.record}: the stored bytes do not match the chain")
    return _opened(row, key)


def _opened(row: "Row[Any] | RawEvent", key: bytes) -> Event:
    place = f"event {row.sequence} of record {row.record}"
    try:
        plain = cipher.unseal(key, row.payload, *_place(row.record, row.sequence, row.header))
        event = decode(row.header, plain, row.hash)
    except ValidationError as error:
        raise Tampered(f"{place}: {error.error_count()} fields are not as this program knows them") from error
    if (event.header.record, event.header.sequence, event.header.tap) != (row.record, row.sequence, row.tap):
        raise Tampered(f"{place}: the envelope belongs to another event")
    return event


def _place(record: str, sequence: int, header: bytes) -> tuple[object, ...]:
    """Where a payload belongs: under this very envelope, so that nobody can change who or when without the record's key."""
    return "event", record, sequence, hashlib.sha256(header).hexdigest()
