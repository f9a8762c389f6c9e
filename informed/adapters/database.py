"""The database: its tables, and an engine whose commits are on disk before they return.

SQLite from 3.7.0 to 3.51.2 can corrupt a write-ahead log that several connections reset at once (sqlite.org/wal.html,
"the WAL-reset bug"). The package `pysqlite3` brings a newer one; where it is not to be had and Python's own library is
older, the rollback journal is used. Durability: `synchronous=FULL` syncs the write-ahead log at each commit; with the
rollback journal `EXTRA` also syncs the directory.

A process must touch one file with one library only: closing a file drops all locks that the process holds on it (POSIX).
Whoever else opens the database in this process does so with this module's `sqlite3`.
"""

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

try:
    import pysqlite3.dbapi2 as sqlite3
except ImportError:
    import sqlite3  # type: ignore[no-redef]

from sqlalchemy import (
    Boolean,
    Column,
    Connection,
    Engine,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    UniqueConstraint,
    create_engine,
    event,
    make_url,
)
from sqlalchemy.exc import ArgumentError, SQLAlchemyError

from informed.errors import LedgerError

SCHEMA_VERSION = "1"
SAFE_WAL = (3, 51, 3)
BUSY_MS = 5_000

metadata = MetaData()

events = Table(
    "event",
    metadata,
    Column("record", String(26), primary_key=True),
    Column("sequence", Integer, primary_key=True, autoincrement=False),
    Column("tap", String(64), unique=True),
    Column("header", LargeBinary, nullable=False),
    Column("payload", LargeBinary, nullable=False),
    Column("hash", LargeBinary(32), nullable=False),
)

#: A projection of the events, rebuilt from them at will.
record_index = Table(
    "record_index",
    metadata,
    Column("record", String(26), primary_key=True),
    Column("opened_at", String(32), nullable=False),
    Column("changed_at", String(32), nullable=False),
    Column("status", String(20), nullable=False),
    Column("name", String(400), nullable=False),
    Column("date_of_birth", String(10), nullable=False),
    Column("record_number", String(100), nullable=False),
    Column("language", String(2), nullable=False),
    Column("stops", Integer, nullable=False),
    Column("cautions", Integer, nullable=False),
    Column("unsure", Integer, nullable=False),
    Column("questions", Integer, nullable=False),
    Index("record_index_newest", "opened_at", "record"),
)

visits = Table(
    "visit",
    metadata,
    Column("id", String(64), primary_key=True),
    Column("record", String(26), nullable=False, index=True),
    Column("ticket", String(64), unique=True),
    Column("cookie", String(64), unique=True),
    Column("ended", Boolean, nullable=False),
)

accounts = Table(
    "account",
    metadata,
    Column("id", String(26), primary_key=True),
    Column("name", String(200), nullable=False, unique=True),
    Column("role", String(20), nullable=False),
    Column("password_hash", String(200), nullable=False),
    Column("active", Boolean, nullable=False),
)

sessions = Table(
    "staff_session",
    metadata,
    Column("token", String(64), primary_key=True),
    Column("account", String(26), ForeignKey("account.id"), nullable=False),
    Column("began", String(32), nullable=False),
    Column("seen", String(32), nullable=False),
)

failures = Table(
    "sign_in_failure",
    metadata,
    Column("key", String(120), primary_key=True),
    Column("count", Integer, nullable=False),
    Column("last", String(32), nullable=False),
)

packs = Table(
    "pack",
    metadata,
    Column("sha256", String(64), primary_key=True),
    Column("content", LargeBinary, nullable=False),
)

about = Table(
    "about",
    metadata,
    Column("key", String(40), primary_key=True),
    Column("value", String(400), nullable=False),
    UniqueConstraint("key"),
)

#: On SQLite triggers stop accidents only; the chain over the stored bytes is the evidence.
APPEND_ONLY = (
    """create trigger if not exists event_no_update before update on event
       begin select raise(abort, 'events are append-only'); end""",
    """create trigger if not exists event_no_delete before delete on event
       begin select raise(abort, 'events are append-only'); end""",
    """create trigger if not exists event_no_replace before insert on event
       when exists (select 1 from event where record = new.record and sequence = new.sequence)
       begin select raise(abort, 'events are append-only'); end""",
)


def open_database(url: str) -> Engine:
    """An engine on the database of this address, its tables made if missing; raises `LedgerError` with a plain
    sentence.
    """
    file = _file_of(url)
    try:
        engine = create_engine(
            url,
            module=sqlite3,
            connect_args={"check_same_thread": False, "timeout": BUSY_MS / 1000},
            hide_parameters=True,  # else each error's message holds the values, and a log would hold the message
        )
        event.listen(engine, "connect", _prepare)
        event.listen(engine, "begin", _begin)
        _privately(_make_tables, engine)
    except (SQLAlchemyError, OSError) as error:
        raise LedgerError(f"the database {file} cannot be opened: {reason(error)}") from error
    return engine


def _file_of(url: str) -> str:
    try:
        address = make_url(url)
    except ArgumentError:
        raise LedgerError("the setting INFORMED_DATABASE_URL is not the address of a database") from None
    in_memory = address.database in (None, "", ":memory:")  # each connection would see a database of its own
    if address.drivername not in ("sqlite", "sqlite+pysqlite") or in_memory:
        raise LedgerError("only SQLite addresses of a file (sqlite:////folder/file.db) are supported")
    return str(address.database)


def sqlite_url(file: Path) -> str:
    """The address of a SQLite file."""
    return f"sqlite:///{file.absolute()}"


def journal_mode(version: tuple[int, ...] = sqlite3.sqlite_version_info) -> tuple[str, str]:
    """The journal and synchronous modes that are safe and durable with this version of SQLite."""
    return ("wal", "full") if version >= SAFE_WAL else ("delete", "extra")


def reason(error: Exception) -> str:
    """What the database's driver said, without the statement and its values: those may hold a patient's data."""
    return str(getattr(error, "orig", None) or type(error).__name__)


def _prepare(connection: Any, _record: object) -> None:
    connection.isolation_level = None  # transactions begin where `_begin` says, not where the driver guesses
    journal, synchronous = journal_mode()
    for pragma in (
        f"busy_timeout={BUSY_MS}",
        f"journal_mode={journal}",
        f"synchronous={synchronous}",
        "foreign_keys=on",
        "trusted_schema=off",
    ):
        connection.execute(f"pragma {pragma}")


def _begin(connection: Connection) -> None:
    # A deferred transaction that later writes fails at once when another writes; an immediate one waits its turn.
    immediate = connection.get_execution_options().get("writing")
    connection.exec_driver_sql("begin immediate" if immediate else "begin")


def _privately(make: Callable[[Engine], None], engine: Engine) -> None:
    """New files are for this user only; SQLite gives its -wal and -shm files the mode of the database, also later."""
    before = os.umask(0o077)
    try:
        make(engine)
    finally:
        os.umask(before)


def _make_tables(engine: Engine) -> None:
    with engine.connect().execution_options(writing=True) as connection, connection.begin():
        metadata.create_all(connection)
        for trigger in APPEND_ONLY:
            connection.exec_driver_sql(trigger)
        found = connection.execute(about.select().where(about.c.key == "schema")).first()
        if found is None:
            connection.execute(about.insert().values(key="schema", value=SCHEMA_VERSION))
        elif found.value != SCHEMA_VERSION:
            known = f"this program knows {SCHEMA_VERSION}: use the program that wrote it"
            raise LedgerError(f"the database has schema {found.value}; {known}")
