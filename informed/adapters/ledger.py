"""The ledger on a database: one transaction is one `Work`, and the chain is checked at every read."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from datetime import UTC, datetime
from threading import RLock
from typing import Any

from pydantic import ValidationError
from sqlalchemy import Connection, Engine, Row, delete, insert, select, tuple_, update
from sqlalchemy.exc import SQLAlchemyError

from informed.adapters import database as db
from informed.content import ContentPack
from informed.errors import LedgerError, Tampered
from informed.events import FIRST_HASH, Event, Exact, Header, decode, encode, link
from informed.ports import Account, IndexRow, StaffSession, Visit


class DatabaseLedger:
    """Transactions on one engine, one at a time in this process.

    One that finds the file locked sleeps for up to 100 ms before it looks again. A transaction takes 0.2 to 3 ms, so that
    waiting here, where the next in line is woken at once, is far cheaper: with the rollback journal and fifty tablets the
    95th percentile of a tap was 516 ms without it.
    """

    def __init__(self, engine: Engine):
        self._engine = engine
        self._turn = RLock()

    @contextmanager
    def reading(self) -> Iterator["DatabaseWork"]:
        with self._turn:
            try:
                with self._engine.connect() as connection, connection.begin():
                    yield DatabaseWork(connection)
            except SQLAlchemyError as error:
                raise LedgerError(f"the ledger cannot be read: {db.reason(error)}") from error

    @contextmanager
    def writing(self) -> Iterator["DatabaseWork"]:
        with self._turn:
            try:
                with self._engine.connect().execution_options(writing=True) as connection, connection.begin():
                    yield DatabaseWork(connection)
            except SQLAlchemyError as error:
                raise LedgerError(f"the ledger cannot be written: {db.reason(error)}") from error

    def close(self) -> None:
        """Give all connections back."""
        self._engine.dispose()


class DatabaseWork:
    """One transaction; implements the port `Work`."""

    def __init__(self, connection: Connection):
        self._connection = connection

    # --- events

    def events(self, record: str, after: int = 0) -> tuple[Event, ...]:
        """The events above a sequence number; raises `Tampered` when their chain does not hold."""
        table = db.events
        query = select(table).where(table.c.record == record, table.c.sequence >= after).order_by(table.c.sequence)
        rows = list(self._connection.execute(query))
        if after and (not rows or rows[0].sequence != after):
            raise Tampered(f"event {after} of record {record} is not there any more")
        previous = rows.pop(0).hash if after else FIRST_HASH
        found = []
        for row in rows:
            found.append(_checked(row, previous))
            previous = row.hash
        return tuple(found)

    def append(self, header: Header, payload: Exact) -> Event:
        previous = self._head(header.record)
        stored_header, stored_payload = encode(header), encode(payload)
        hash = link(previous, stored_header, stored_payload)
        self._connection.execute(
            insert(db.events).values(
                record=header.record,
                sequence=header.sequence,
                tap=header.tap,
                header=stored_header,
                payload=stored_payload,
                hash=hash,
            )
        )
        return decode(stored_header, stored_payload, hash)

    def record_of(self, tap: str) -> str | None:
        return self._connection.scalar(select(db.events.c.record).where(db.events.c.tap == tap))

    def _head(self, record: str) -> bytes:
        table = db.events
        last = select(table.c.hash).where(table.c.record == record).order_by(table.c.sequence.desc()).limit(1)
        return self._connection.scalar(last) or FIRST_HASH

    # --- the ledger itself

    def leave_mark(self, now: datetime) -> None:
        changed = self._connection.execute(update(db.about).where(db.about.c.key == "mark").values(value=_stamp(now)))
        if not changed.rowcount:
            self._connection.execute(insert(db.about).values(key="mark", value=_stamp(now)))

    # --- the staff list

    def index(self, row: IndexRow) -> None:
        values = asdict(row) | {"opened_at": _stamp(row.opened_at), "changed_at": _stamp(row.changed_at)}
        changed = self._connection.execute(
            update(db.record_index).where(db.record_index.c.record == row.record).values(values)
        )
        if not changed.rowcount:
            self._connection.execute(insert(db.record_index).values(values))

    def indexed(self, before: tuple[datetime, str] | None, limit: int) -> Sequence[IndexRow]:
        table = db.record_index
        query = select(table).order_by(table.c.opened_at.desc(), table.c.record.desc()).limit(limit)
        if before:
            query = query.where(tuple_(table.c.opened_at, table.c.record) < (_stamp(before[0]), before[1]))
        return [_index_row(row) for row in self._connection.execute(query)]

    # --- packs

    def keep_pack(self, pack: ContentPack) -> None:
        known = select(db.packs.c.sha256).where(db.packs.c.sha256 == pack.sha256)
        if self._connection.execute(known).first() is None:
            content = pack.model_dump_json(exclude={"reviews"}).encode()
            self._connection.execute(insert(db.packs).values(sha256=pack.sha256, content=content))

    def kept_pack(self, sha256: str) -> ContentPack | None:
        content = self._connection.scalar(select(db.packs.c.content).where(db.packs.c.sha256 == sha256))
        if content is None:
            return None
        pack = ContentPack.model_validate_json(content)
        if pack.sha256 != sha256:
            raise Tampered(f"the kept content pack {sha256[:12]}… does not match its fingerprint")
        return pack

    # --- visits

    def add_visit(self, visit: Visit, ticket: str) -> None:
        values = {"id": visit.id, "record": visit.record, "ticket": ticket, "ended": visit.ended}
        self._connection.execute(insert(db.visits).values(values))

    def redeem(self, ticket: str, cookie: str) -> bool:
        table = db.visits
        unused = update(table).where(table.c.ticket == ticket, table.c.ended.is_(False))
        return self._connection.execute(unused.values(ticket=None, cookie=cookie)).rowcount == 1

    def visit(self, *, id: str | None = None, cookie: str | None = None) -> Visit | None:
        table = db.visits
        same = table.c.id == id if id is not None else table.c.cookie == cookie
        row = self._connection.execute(select(table).where(same)).first()
        return Visit(row.id, row.record, row.ended) if row else None

    def end_visits(self, record: str) -> None:
        self._connection.execute(
            update(db.visits).where(db.visits.c.record == record).values(ended=True, ticket=None, cookie=None)
        )

    # --- staff

    def add_account(self, account: Account) -> None:
        self._connection.execute(insert(db.accounts).values(asdict(account)))

    def account(self, name: str) -> Account | None:
        row = self._connection.execute(select(db.accounts).where(db.accounts.c.name == name)).first()
        return _account(row) if row else None

    def has_accounts(self) -> bool:
        return self._connection.execute(select(db.accounts.c.id).limit(1)).first() is not None

    def add_session(self, token: str, account: str, now: datetime) -> None:
        values = {"token": token, "account": account, "began": _stamp(now), "seen": _stamp(now)}
        self._connection.execute(insert(db.sessions).values(values))

    def session(self, token: str) -> StaffSession | None:
        query = select(db.sessions, db.accounts).join(db.accounts).where(db.sessions.c.token == token)
        row = self._connection.execute(query).first()
        return StaffSession(_account(row), _time(row.began), _time(row.seen)) if row else None

    def touch_session(self, token: str, now: datetime) -> None:
        self._connection.execute(update(db.sessions).where(db.sessions.c.token == token).values(seen=_stamp(now)))

    def end_session(self, token: str) -> None:
        self._connection.execute(delete(db.sessions).where(db.sessions.c.token == token))

    def failures(self, key: str) -> tuple[int, datetime] | None:
        row = self._connection.execute(select(db.failures).where(db.failures.c.key == key)).first()
        return (int(row._mapping["count"]), _time(row.last)) if row else None

    def count_failure(self, key: str, now: datetime) -> None:
        table = db.failures
        more = update(table).where(table.c.key == key).values(count=table.c.count + 1, last=_stamp(now))
        if not self._connection.execute(more).rowcount:
            self._connection.execute(insert(table).values(key=key, count=1, last=_stamp(now)))

    def clear_failures(self, key: str) -> None:
        self._connection.execute(delete(db.failures).where(db.failures.c.key == key))


def _checked(row: Row[Any], previous: bytes) -> Event:
    place = f"event {row.sequence} of record {row.record}"
    whole = all(isinstance(part, bytes) for part in (row.header, row.payload, row.hash))
    if not whole or link(previous, row.header, row.payload) != row.hash:
        raise Tampered(f"{place}: the stored bytes do not match the chain")
    try:
        event = decode(row.header, row.payload, row.hash)
    except ValidationError as error:
        raise Tampered(f"{place}: {error.error_count()} fields are not as this program knows them") from error
    if (event.header.record, event.header.sequence, event.header.tap) != (row.record, row.sequence, row.tap):
        raise Tampered(f"{place}: the envelope belongs to another event")
    return event


def _account(row: Row[Any]) -> Account:
    return Account(row.id, row.name, row.role, row.password_hash, row.active)


def _index_row(row: Row[Any]) -> IndexRow:
    values = dict(row._mapping)
    return IndexRow(**values | {"opened_at": _time(row.opened_at), "changed_at": _time(row.changed_at)})


def _stamp(moment: datetime) -> str:
    """A time as text that sorts as the time does."""
    return moment.astimezone(UTC).isoformat(timespec="microseconds")


def _time(stamp: str) -> datetime:
    return datetime.fromisoformat(stamp)
