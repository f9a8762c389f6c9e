"""What an open database is, and what weakens its promise that nothing is lost or changed; for `informed doctor`."""

from dataclasses import dataclass

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import SQLAlchemyError

from informed.adapters.database import sqlite
from informed.adapters.database.connect import name_of, reason
from informed.errors import LedgerError

MIGRATE = "informed migrate"


@dataclass(frozen=True)
class Weakness:
    """A fact about the database, and the command or the setting that mends it."""

    fact: str
    mend: str


@dataclass(frozen=True)
class Condition:
    """Engine and version in a few words, and what is weak."""

    engine: str
    weaknesses: tuple[Weakness, ...]


def condition(engine: Engine) -> Condition:
    """Ask the database itself; raises `LedgerError`."""
    try:
        with engine.connect() as connection:
            return _sqlite(connection) if connection.dialect.name == "sqlite" else _postgres(connection)
    except SQLAlchemyError as error:
        raise LedgerError(f"the database {name_of(engine.url)} cannot be read: {reason(error)}") from error


def writes_beside_readers(connection: Connection) -> bool:
    """Whether others can commit while a transaction reads."""
    if connection.dialect.name != "sqlite":
        return True
    return bool(connection.exec_driver_sql("pragma journal_mode").scalar() == "wal")


def _sqlite(connection: Connection) -> Condition:
    version = sqlite.sqlite3.sqlite_version
    journal = connection.exec_driver_sql("pragma journal_mode").scalar()
    triggers = connection.exec_driver_sql("select count(*) from sqlite_master where type = 'trigger'").scalar()
    found = []
    if sqlite.journal_mode()[0] != "wal":
        fact = f"SQLite {version} can damage a write-ahead log, so the slower rollback journal is used"
        found.append(Weakness(fact, "pip install pysqlite3, or a Python with SQLite 3.51.3 or newer"))
    elif journal != "wal":
        fact = "this disk holds no write-ahead log, so the slower rollback journal is used"
        found.append(Weakness(fact, "set INFORMED_DATA_DIR to a folder on a local disk"))
    if triggers != 3:
        found.append(Weakness("the triggers that refuse to change events are not all there", MIGRATE))
    return Condition(f"SQLite {version}, journal {journal}", tuple(found))


def _postgres(connection: Connection) -> Condition:
    found = [
        Weakness(f"the server runs with {setting}=off: a power failure can lose or damage what was saved", mend)
        for setting, mend in (
            (name, f"{name} = on in postgresql.conf, then restart the server") for name in ("fsync", "full_page_writes")
        )
        if connection.exec_driver_sql(f"show {setting}").scalar() == "off"
    ]
    if connection.exec_driver_sql(_GUARDS).scalar() != 2:
        found.append(Weakness("the triggers that refuse to change events are not all there", MIGRATE))
    if connection.exec_driver_sql(_MAY_CHANGE).scalar():
        fact = "the role of INFORMED_DATABASE_URL owns the tables or may change events"
        found.append(Weakness(fact, "use two roles, see docs/postgresql.md"))
    return Condition(f"PostgreSQL {connection.exec_driver_sql('show server_version').scalar()}", tuple(found))


_GUARDS = "select count(*) from pg_trigger where tgrelid = 'event'::regclass and tgenabled = 'A'"
_MAY_CHANGE = """
    select pg_has_role(relowner, 'member') or has_table_privilege(oid, 'update, delete, truncate')
    from pg_class where oid = 'event'::regclass
"""
