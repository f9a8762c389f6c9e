"""The schema of a database: which one it has, which one this program needs, and the way from one to the other.

Schemas are numbered `0001`, `0002`, ... A migration is one transaction on both engines: it is done whole, or nothing was
changed. Triggers and rights are made anew at its end.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import TypeVar

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, inspect
from sqlalchemy.exc import SQLAlchemyError

from informed.adapters.database import postgres, sqlite
from informed.adapters.database.connect import connect, name_of, parse, reason
from informed.adapters.database.roles import grant_app_role
from informed.adapters.database.tables import metadata
from informed.errors import LedgerError

T = TypeVar("T")
MIGRATIONS = Path(__file__).parent / "migrations"


@dataclass(frozen=True)
class Migrated:
    """What a migration did."""

    #: The schema before; None: the database was empty.
    before: str | None
    after: str
    #: The copy of the SQLite file as it was before; None when there was nothing to lose.
    backup: Path | None
    #: The PostgreSQL role that got the app's rights.
    app_role: str | None


def current(engine: Engine) -> str | None:
    """The schema of a database; None when it is empty or not ours."""
    return _asked(engine, _current)


def pending(engine: Engine) -> tuple[str, ...]:
    """The schemas that a database must still be brought to, in order; all of them when it is empty.

    Raises `LedgerError` when its schema is newer than this program, or its tables are no released version's.
    """
    return _asked(engine, _pending)


def is_safe(engine: Engine) -> bool:
    """Whether a start may migrate by itself: there is nothing to do, nothing to lose, or a copy can be made first.

    Raises `LedgerError` as `pending` does.
    """
    return _asked(engine, _is_safe)


def may_make_tables(engine: Engine) -> bool:
    """Whether the user of this address may make tables, and so migrate."""
    return _asked(engine, _may_make_tables)


def migrate(url: str, *, app_url: str = "") -> Migrated:
    """Bring the database of this address to this program's schema; an empty one gets all its tables.

    A SQLite file with records is copied first, beside itself. On PostgreSQL the address is the owner's, and the user of
    `app_url` gets the app's rights. Raises `LedgerError`; then the database is as it was.
    """
    engine = connect(url, make=True)
    try:
        with engine.connect() as connection:
            if connection.dialect.name == "sqlite":  # a table that is made anew is dropped under those that refer to it
                connection.connection.driver_connection.execute("pragma foreign_keys=off")  # type: ignore[union-attr]
            with connection.execution_options(writing=True).begin():
                return _migrate(connection, _app_role(url, app_url))
    except SQLAlchemyError as error:
        raise LedgerError(f"the database {name_of(parse(url))} cannot be migrated: {reason(error)}") from error
    finally:
        engine.dispose()


def _migrate(connection: Connection, app_role: str | None) -> Migrated:
    on_sqlite = connection.dialect.name == "sqlite"
    if not on_sqlite:
        postgres.take_migration_turn(connection)
    before, waiting = _current(connection), _pending(connection)
    backup = _backed_up(connection, before) if on_sqlite and before and waiting else None
    if waiting:
        _upgrade(connection, waiting[-1])
    for statement in sqlite.APPEND_ONLY if on_sqlite else postgres.APPEND_ONLY:
        connection.exec_driver_sql(statement)
    if app_role and not on_sqlite:
        grant_app_role(connection, app_role)
    return Migrated(before, _known()[-1], backup, app_role)


def _upgrade(connection: Connection, to: str) -> None:
    config = _config()
    config.attributes["connection"] = connection
    try:
        command.upgrade(config, to)
        if connection.dialect.name == "sqlite" and connection.exec_driver_sql("pragma foreign_key_check").first():
            raise LedgerError("a row would refer to one that is not there")
    except Exception as error:
        why = error if isinstance(error, LedgerError) else reason(error)
        raise LedgerError(f"the migration to schema {to} failed, and nothing was changed: {why}") from error


def _backed_up(connection: Connection, schema: str) -> Path:
    """A copy made while this transaction keeps others from writing."""
    file = Path(str(connection.engine.url.database)).absolute()
    to = file.with_name(f"{file.name}.schema-{schema}.{datetime.now(UTC):%Y%m%dT%H%M%S%fZ}.backup")
    try:
        sqlite.copy(file, to)
    except (OSError, sqlite.sqlite3.Error) as error:
        raise LedgerError(f"the database was not migrated, for its copy {to} could not be made: {error}") from error
    return to


def _app_role(url: str, app_url: str) -> str | None:
    """The role that gets the app's rights: the app's user, when it is not the one who migrates."""
    role = parse(app_url).username if app_url else None
    return None if role == parse(url).username else role


def _asked(engine: Engine, question: Callable[[Connection], T]) -> T:
    try:
        with engine.connect() as connection:
            return question(connection)
    except SQLAlchemyError as error:
        raise LedgerError(f"the database {name_of(engine.url)} cannot be read: {reason(error)}") from error


def _current(connection: Connection) -> str | None:
    return MigrationContext.configure(connection).get_current_revision()


def _pending(connection: Connection) -> tuple[str, ...]:
    known, found = _known(), _current(connection)
    if found is None:
        _refuse_foreign(connection)
        return known
    if found not in known:
        raise LedgerError(
            f"the database {name_of(connection.engine.url)} has schema {found}; "
            f"this program knows schemas up to {known[-1]}: use the newer program that wrote it"
        )
    return known[known.index(found) + 1 :]


def _is_safe(connection: Connection) -> bool:
    on_sqlite = connection.dialect.name == "sqlite"
    if not _pending(connection):
        return True
    if _current(connection) is None:
        return _may_make_tables(connection)
    return on_sqlite and sqlite.may_be_copied(Path(str(connection.engine.url.database)).absolute())


def _may_make_tables(connection: Connection) -> bool:
    return connection.dialect.name == "sqlite" or postgres.may_make_tables(connection)


def _refuse_foreign(connection: Connection) -> None:
    if found := sorted(set(inspect(connection).get_table_names()) & set(metadata.tables)):
        raise LedgerError(
            f"the database {name_of(connection.engine.url)} has tables ({', '.join(found[:3])}) that no released version "
            "of this program made; it cannot be migrated: move it away, or name another database"
        )


def _known() -> tuple[str, ...]:
    return _known_in(MIGRATIONS)


@cache
def _known_in(folder: Path) -> tuple[str, ...]:
    """The schemas that the scripts of a folder lead to, oldest first."""
    scripts = ScriptDirectory(str(folder)).walk_revisions()
    return tuple(reversed([script.revision for script in scripts]))


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    return config
