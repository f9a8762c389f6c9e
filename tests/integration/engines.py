"""Bare events for the tests of the engines: rows that no service made."""

from typing import Any

from sqlalchemy import Connection, Engine, func, insert, select

from informed.adapters import database as db

RECORD = "r" * 26


def row(sequence: int, *, record: str = RECORD, tap: str | None = None, payload: bytes = b"sealed") -> dict[str, Any]:
    """An event's row; its bytes are nobody's."""
    tap = tap or f"tap-{record}-{sequence}"
    values = {"header": b"{}", "payload": payload, "hash": bytes(32)}
    return {"record": record, "sequence": sequence, "tap": tap, **values}


def add(engine: Engine, **values: Any) -> None:
    """Append one event in a transaction of its own."""
    with engine.connect().execution_options(writing=True) as connection, connection.begin():
        connection.execute(insert(db.events).values(row(**values)))


def append(engine: Engine, record: str) -> None:
    """Append after the last event of a record, as the ledger does: read, decide, write."""
    with engine.connect().execution_options(writing=True) as connection, connection.begin():
        last = select(func.max(db.events.c.sequence)).where(db.events.c.record == record)
        connection.execute(insert(db.events).values(row((connection.scalar(last) or 0) + 1, record=record)))


def sequences(connection: Connection, record: str = RECORD) -> list[int]:
    """The sequence numbers of a record's events."""
    table = db.events
    return list(connection.scalars(select(table.c.sequence).where(table.c.record == record).order_by("sequence")))


def kept(engine: Engine, record: str = RECORD) -> list[int]:
    """The same, seen by a new transaction."""
    with engine.connect() as connection:
        return sequences(connection, record)
