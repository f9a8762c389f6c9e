"""From an address to an engine, and from a driver's error to a plain reason. No sentence holds a password or a value."""

import os
from contextlib import suppress
from pathlib import Path

from sqlalchemy import URL, Engine, make_url
from sqlalchemy.exc import ArgumentError, SQLAlchemyError
from sqlalchemy.exc import TimeoutError as NoConnectionFree

from informed.adapters.database import postgres, sqlite
from informed.errors import LedgerError

_SQLITE = ("sqlite", "sqlite+pysqlite")
_POSTGRESQL = ("postgresql", "postgresql+psycopg")


def connect(url: str, *, make: bool = False) -> Engine:
    """An engine on the database of this address, whatever its schema; with `make` a missing SQLite file is made.

    Raises `LedgerError` with a plain sentence when the address is wrong or the database cannot be opened.
    """
    address = parse(url)
    engine = _sqlite_engine(address, make) if is_sqlite(address) else postgres.engine(address)
    try:
        with engine.connect() as connection:
            if not is_sqlite(address):
                postgres.check_server(connection)
    except (SQLAlchemyError, LedgerError) as error:
        engine.dispose()
        why = error if isinstance(error, LedgerError) else reason(error)
        raise LedgerError(f"the database {name_of(address)} cannot be opened: {why}") from error
    return engine


def parse(url: str) -> URL:
    """The parts of an address; raises `LedgerError` for one that cannot be used."""
    try:
        address = make_url(url)
    except (ArgumentError, ValueError):
        raise LedgerError("INFORMED_DATABASE_URL or INFORMED_MIGRATOR_URL is not the address of a database") from None
    if address.drivername in _POSTGRESQL:
        if "@" in f"{address.host}{address.database}":  # what follows could be the rest of a password
            raise LedgerError("in the address of a database, @ : / in a name or password are written %40 %3A %2F")
        return address
    in_memory = address.database in (None, "", ":memory:")  # each connection would see a database of its own
    if address.drivername not in _SQLITE or in_memory or address.query:
        raise LedgerError(
            "only addresses of a SQLite file (sqlite:////folder/file.db) "
            "or of a PostgreSQL database (postgresql://user:password@host/database) are supported"
        )
    return address


def is_sqlite(address: URL) -> bool:
    """Whether the address is that of a SQLite file."""
    return address.drivername in _SQLITE


def name_of(address: URL) -> str:
    """A database's name in a sentence: a file, or database and host; no user's password."""
    if is_sqlite(address):
        return str(address.database)
    host = address.host or address.query.get("host") or "this machine"
    return f"{address.database or ''} on {host}{f':{address.port}' if address.port else ''}".strip()


def reason(error: Exception) -> str:
    """What the database's driver said, without the statement and its values: those may hold a patient's data."""
    if isinstance(error, NoConnectionFree):
        return "all connections are in use"
    said = getattr(error, "orig", None)
    diagnosis = getattr(said, "diag", None)  # PostgreSQL's: its details name values, its first message does not ...
    if diagnosis is None or not diagnosis.message_primary:
        return " ".join(str(said or type(error).__name__).split())
    if str(diagnosis.sqlstate).startswith("22"):  # ... except about a value that cannot be read
        return f"a value was refused (SQLSTATE {diagnosis.sqlstate})"
    return str(diagnosis.message_primary)


def _sqlite_engine(address: URL, make: bool) -> Engine:
    file = Path(str(address.database))
    if make:
        _make_private(file)
    elif not file.exists():
        raise LedgerError(f"the database {file} cannot be opened: there is no such file")
    return sqlite.engine(address)


def _make_private(file: Path) -> None:
    """An empty file for this user only; SQLite gives its -wal and -shm files the mode of the database, also later.

    A file that is there is not opened: closing it would drop SQLite's locks (see sqlite.py).
    """
    with suppress(OSError):  # SQLite says what is wrong
        os.close(os.open(file, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
