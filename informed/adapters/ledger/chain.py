"""The events: appended, read, and their chain checked at every read."""

import hashlib
from collections.abc import Iterator
from typing import Any

from pydantic import ValidationError
from sqlalchemy import Row, Select, bindparam, func, insert, select

from informed.adapters import cipher
from informed.adapters import database as db
from informed.adapters.ledger.part import Part, by_code_points
from informed.audit import RawEvent
from informed.checkpoint import Head
from informed.errors import NotFound, Raced, Tampered
from informed.events import CLINIC, FIRST_HASH, Event, Exact, Header, decode, encode, link

#: Rows that a walk through the whole ledger fetches at once.
BATCH = 1000
#: The statements of every tap.
_OF, _AT = db.events.c.record == bindparam("of"), db.events.c.sequence
_SINCE = db.Compiled(select(db.events).where(_OF, bindparam("after") <= _AT).order_by(_AT))
_FIRST = select(db.events).where(_OF, _AT == 1)
_END = db.Compiled(select(_AT, db.events.c.hash).where(_OF).order_by(_AT.desc()).limit(1))
_OF_TAP = db.Compiled(select(db.events.c.record).where(db.events.c.tap == bindparam("wanted")))
_APPEND = db.Compiled(insert(db.events))


def _heads() -> Select[Any]:
    """Leap from each record to the next, and in it to its last event, by the primary key."""
    table, other = db.events, db.events.alias()
    chains = select(func.min(table.c.record).label("record")).cte("chain", recursive=True)
    following = select(func.min(table.c.record)).where(table.c.record > chains.c.record).scalar_subquery()
    chains = chains.union_all(select(following).where(chains.c.record.is_not(None)))
    last = select(func.max(other.c.sequence)).where(other.c.record == chains.c.record).scalar_subquery()
    ends = (table.c.record == chains.c.record) & (table.c.sequence == last)
    return select(table.c.record, table.c.sequence, table.c.hash).join(chains, ends)


_HEADS = _heads()


class Chain(Part):
    """The events of this transaction."""

    def events(self, record: str, after: int = 0) -> tuple[Event, ...]:
        """The events above a sequence number; raises `NotFound` for no record or an erased one, and `Tampered` when the
        chain does not hold.
        """
        key = self.key(record)
        rows = _SINCE.run(self._connection, {"of": record, "after": after}).all()
        if not rows and not after and record != CLINIC:  # the clinic's other keys stand beside those of records
            raise NotFound("no such record")
        if after and (not rows or rows[0].sequence != after):
            raise Tampered(f"event {after} of record {record} is not there any more")
        previous, found = (rows[0].hash if after else FIRST_HASH), []
        for row in rows[1:] if after else rows:
            found.append(_checked(row, previous, key))
            previous = row.hash
        if rows:
            self._ends[record] = (rows[-1].sequence, previous)
        return tuple(found)

    def opening(self, record: str) -> Event:
        """The first event of a record, without the others; raises `NotFound`."""
        key, row = self.key(record), self._connection.execute(_FIRST, {"of": record}).first()
        if row is None:
            raise NotFound("no such record")
        return _checked(row, FIRST_HASH, key)

    def append(self, header: Header, payload: Exact) -> Event:
        """Write the next event of a record; raises `Raced` when it is not the next one any more."""
        last, previous = self._end(header.record)
        if header.sequence != last + 1:
            raise Raced(f"event {header.sequence} of record {header.record} is not the next one; nothing was saved")
        plain, stored_header = encode(payload), encode(header)
        stored = cipher.seal(self._key_to_write(header), plain, *_place(header.record, header.sequence, stored_header))
        hash = link(previous, stored_header, stored)
        _APPEND.run(
            self._connection,
            {
                "record": header.record,
                "sequence": header.sequence,
                "tap": header.tap,
                "header": stored_header,
                "payload": stored,
                "hash": hash,
            },
        )
        self._ends[header.record] = (header.sequence, hash)
        return decode(stored_header, plain, hash)

    def record_of(self, tap: str) -> str | None:
        found: str | None = _OF_TAP.run(self._connection, {"wanted": tap}).scalar()
        return found

    def length(self, record: str) -> int:
        return self._end(record)[0]

    def heads(self) -> Iterator[Head]:
        """The end of each chain, from record to record: no other event is looked at."""
        for row in self._connection.execute(_HEADS, execution_options={"yield_per": BATCH}):
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

    def _end(self, record: str) -> tuple[int, bytes]:
        """Sequence and hash of a record's last event; 0 and `FIRST_HASH` when there is none."""
        if record not in self._ends:
            row = _END.run(self._connection, {"of": record}).first()
            self._ends[record] = (row.sequence, row.hash) if row else (0, FIRST_HASH)
        return self._ends[record]

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
