"""The database: tables, engines for SQLite and PostgreSQL, migrations, the app's role."""

from sqlalchemy import Engine

from informed.adapters.database.compiled import Compiled
from informed.adapters.database.condition import Condition, Weakness, condition, writes_beside_readers
from informed.adapters.database.connect import connect, name_of, parse, reason
from informed.adapters.database.schema import Migrated, current, is_safe, may_make_tables, migrate, pending
from informed.adapters.database.sqlite import BUSY_MS, SAFE_WAL, journal_mode, sqlite3, sqlite_url
from informed.adapters.database.tables import (
    about,
    accounts,
    clinic_secrets,
    data_keys,
    documents,
    events,
    failures,
    hand_over_codes,
    metadata,
    packs,
    pins,
    record_index,
    scans,
    search_tokens,
    sessions,
    set_ups,
    tablet_locks,
    visits,
)
from informed.errors import LedgerError

__all__ = [
    "BUSY_MS",
    "SAFE_WAL",
    "Compiled",
    "Condition",
    "Migrated",
    "Weakness",
    "about",
    "accounts",
    "clinic_secrets",
    "condition",
    "connect",
    "current",
    "data_keys",
    "documents",
    "events",
    "failures",
    "hand_over_codes",
    "is_safe",
    "journal_mode",
    "may_make_tables",
    "metadata",
    "migrate",
    "open_database",
    "packs",
    "parse",
    "pending",
    "pins",
    "reason",
    "record_index",
    "scans",
    "search_tokens",
    "sessions",
    "set_ups",
    "sqlite3",
    "sqlite_url",
    "tablet_locks",
    "visits",
    "writes_beside_readers",
]


def open_database(url: str, *, make: bool = True) -> Engine:
    """An engine on a database that has this program's schema; with `make` a missing or empty one gets its tables.

    Raises `LedgerError` with a plain sentence: it cannot be opened, its schema is older, newer, or not ours.
    """
    engine = connect(url, make=make)
    try:
        found, waiting = current(engine), pending(engine)
        if waiting and not found and make and is_safe(engine):
            migrate(url)
        elif waiting:
            raise LedgerError(_unready(name_of(parse(url)), found, waiting[-1]))
    except LedgerError:
        engine.dispose()
        raise
    return engine


def _unready(name: str, found: str | None, needed: str) -> str:
    has = f"has schema {found}" if found else "has no tables, and its user may not make them"
    return f"the database {name} {has}; this program needs schema {needed}: run `informed migrate`"
