"""From one schema to the next on both engines: done whole or not at all, with a copy first, and never a guess."""

import multiprocessing
import os
import shutil
import stat
import subprocess
import sys
from multiprocessing.connection import Connection as Pipe
from multiprocessing.synchronize import Barrier
from pathlib import Path
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Engine, inspect, select
from sqlalchemy.exc import IntegrityError

from informed.adapters import database as db
from informed.adapters.database import schema
from informed.errors import LedgerError
from tests.factories import House
from tests.integration.disks import tiny_disk
from tests.integration.engines import add, kept
from tests.integration.postgres import OWNER, Server, as_user
from tests.integration.test_process import LIKE_A_USER
from tests.schema_dump import ENGINES, FOLDER, load

fork = multiprocessing.get_context("fork")
NEWEST = schema._known()[-1]
ARTIFICIAL = FOLDER / "migrations"
#: The schemas of which a dump is kept.
RELEASED = sorted({file.name.split(".")[0].removeprefix("schema-") for file in FOLDER.glob("schema-*.sql")})


@pytest.fixture(params=ENGINES)
def empty_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The owner's address of a database without tables, on each engine in turn."""
    if request.param == "sqlite":
        return db.sqlite_url(tmp_path / "informed.db")
    server: Server = request.getfixturevalue("postgres")
    return server.address(server.empty(), OWNER)


@pytest.fixture
def released(empty_url: str) -> str:
    """The owner's address of a database as the first release leaves it, on each engine in turn."""
    load(engine_of(empty_url), "0001", empty_url)
    return empty_url


def engine_of(url: str) -> str:
    return url.split(":")[0]


def app_url(url: str) -> str:
    """The app's address of an owner's; on SQLite there is one."""
    return url.replace(f"{OWNER}:owner-secret", "informed_app:app-secret")


@pytest.fixture
def more(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A program that knows one more schema."""
    know(tmp_path, monkeypatch, "9001_more")


def know(folder: Path, monkeypatch: pytest.MonkeyPatch, *added: str) -> None:
    """Let the program know these migrations too."""
    scripts = folder / "migrations"
    shutil.copytree(schema.MIGRATIONS, scripts, dirs_exist_ok=True)
    for name in added:  # each after the newest one that a release has
        text = (
            (ARTIFICIAL / f"{name}.py")
            .read_text("utf-8")
            .replace('down_revision = "0001"', f'down_revision = "{NEWEST}"')
        )
        (scripts / "versions" / f"{name}.py").write_text(text, "utf-8")
    monkeypatch.setattr(schema, "MIGRATIONS", scripts)


def everything(url: str) -> dict[str, Any]:
    """Every row of every table, and how the tables are made."""
    engine = db.connect(url)
    with engine.connect() as connection:
        names = sorted(inspect(connection).get_table_names())
        rows = {name: sorted(map(repr, connection.exec_driver_sql(f'select * from "{name}"'))) for name in names}
        made = {name: repr(inspect(connection).get_columns(name)) for name in names}
    engine.dispose()
    return {"rows": rows, "made": made}


def differences(engine: Engine) -> list[Any]:
    """What Alembic would change to make a database equal to tables.py."""
    with engine.connect() as connection:
        return list(compare_metadata(MigrationContext.configure(connection), db.metadata))


# --- the tables and the migrations say the same


def test_migrations_make_the_tables_of_the_program(database_url: str) -> None:
    """Columns, types, keys, indexes: nothing is left to change, on either engine."""
    assert differences(db.open_database(database_url)) == []


@pytest.mark.usefixtures("more")
def test_a_difference_would_be_found(released: str) -> None:
    """A column and a table that only a migration knows."""
    db.migrate(released)
    assert sorted(kind for kind, *_ in flat(differences(db.connect(released)))) == [
        *("modify_type", "modify_type"),
        *("remove_column", "remove_table"),
    ]


def flat(found: list[Any]) -> list[Any]:
    """Alembic lists what changes in one column as a list of its own."""
    return [one for entry in found for one in (entry if isinstance(entry, list) else [entry])]


# --- a database of the first release


@pytest.mark.parametrize("schema_then", RELEASED)
def test_each_released_schema_opens(empty_url: str, tmp_path: Path, schema_then: str) -> None:
    """Once it is migrated; its records are read, go on, and are listed, by the app's role. The index says what the events say."""
    load(engine_of(empty_url), schema_then, empty_url)
    db.migrate(empty_url, app_url=app_url(empty_url))
    house = House(tmp_path, url=app_url(empty_url))
    with db.connect(empty_url).connect() as connection:
        visits = connection.scalars(select(db.visits.c.id)).all()
    for visit in visits:
        house.go_on(visit)
    found = {house.record(visit).status: visit for visit in visits}
    signed = house.record(found["signed"])
    with house.ledger.reading() as work:
        listed = {row.record: row.status for row in work.indexed(None, 10)}

    assert [sentence for sentence in house.custody.check_ledger().lines() if "index" in sentence] == []
    assert signed.opened.patient.name == "Trần Thị Bình"
    assert listed == {house.record(visit).id: status for status, visit in found.items()}
    assert house.journey.answer_statement(found["open"], "W2", "unsure", "tap-of-today").taps
    assert house.record(found["open"]).events[-1].payload.answer == "unsure"


def test_a_migration_keeps_every_row(released: str, more: None) -> None:
    """Tables that are made anew, referred to, and guarded; the app goes on with its rights."""
    before = everything(released)["rows"]
    done = db.migrate(released, app_url=app_url(released))
    after = everything(released)["rows"]

    assert (done.before, done.after) == ("0001", "9001")
    assert after["event"] == before["event"] and len(after["event"]) == 42
    assert [row.startswith(old[:-1]) for old, row in zip(before["account"], after["account"], strict=True)] == [True]
    assert (len(after["staff_session"]), after["more"]) == (1, ["(42,)"])
    engine = db.open_database(app_url(released))
    assert not [weak for weak in db.condition(engine).weaknesses if "triggers" in weak.fact]
    add(engine, sequence=1)
    owner = db.connect(released).execution_options(writing=True)
    with pytest.raises(IntegrityError, match="append-only"), owner.begin() as connection:
        connection.exec_driver_sql("delete from event")
    assert kept(engine) == [1]


def test_a_sqlite_file_is_copied_first(tmp_path: Path, more: None) -> None:
    """One file beside it, for this user only, whole, and as the database was; nothing else is left behind. It keeps no
    write-ahead log, so that it can be read where nothing can be written.
    """
    url = db.sqlite_url(tmp_path / "informed.db")
    load("sqlite", "0001", url)
    before = everything(url)
    done = db.migrate(url)

    assert done.backup is not None and done.backup.parent == tmp_path
    assert done.backup.name.startswith("informed.db.schema-0001.2")
    assert stat.S_IMODE(done.backup.stat().st_mode) == 0o600
    assert [file.name for file in tmp_path.glob("*.backup*")] == [done.backup.name]
    assert done.backup.read_bytes()[18:20] == b"\1\1"
    assert everything(db.sqlite_url(done.backup)) == before
    assert db.migrate(url).backup is None


def test_an_empty_database_needs_no_copy(empty_url: str) -> None:
    """All tables, and nothing to lose."""
    done = db.migrate(empty_url)
    assert (done.before, done.after, done.backup) == (None, NEWEST, None)
    assert db.pending(db.connect(empty_url)) == ()


@pytest.mark.parametrize(
    ("failing", "why"), [("9002_broken", "nowhere"), ("9003_orphan", "refer to one that is not there|foreign key")]
)
def test_a_failed_migration_changes_nothing(
    released: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, failing: str, why: str
) -> None:
    """Two schemas to go, and the second fails at its end: neither is there, and what failed is said."""
    know(tmp_path, monkeypatch, "9001_more", failing)
    before = everything(released)
    with pytest.raises(
        LedgerError, match=rf"the migration to schema {failing[:4]} failed, and nothing was changed: .*({why})"
    ):
        db.migrate(released)

    assert everything(released) == before
    assert db.pending(db.connect(released))[-2:] == ("9001", failing[:4])


def test_without_room_for_a_copy_nothing_is_migrated(tmp_path: Path, more: None) -> None:
    """A disk that holds the database, and not twice."""
    with tiny_disk(tmp_path / "tiny", "300k") as folder:
        url = db.sqlite_url(folder / "informed.db")
        load("sqlite", "0001", url)
        before = everything(url)
        assert not db.is_safe(db.connect(url))
        with pytest.raises(LedgerError, match=r"was not migrated, for its copy .* could not be made: .*full"):
            db.migrate(url)

        assert everything(url) == before
        assert list(folder.glob("*.backup*")) == []


def test_a_read_only_file_is_not_migrated(tmp_path: Path) -> None:
    """A sentence, and the file is as it was."""
    file = tmp_path / "informed.db"
    load("sqlite", "0001", db.sqlite_url(file))
    file.chmod(0o444)
    before = file.read_bytes()
    code = f"from informed.adapters.database import migrate; migrate({db.sqlite_url(file)!r})"
    as_user_of_the_machine = LIKE_A_USER if os.geteuid() == 0 else []
    done = subprocess.run(
        [*as_user_of_the_machine, sys.executable, "-c", code], capture_output=True, text=True, check=False
    )

    assert "LedgerError: the database" in done.stderr and "attempt to write a readonly database" in done.stderr
    assert file.read_bytes() == before


def _migrate_at_once(url: str, start: Barrier, outcome: Pipe) -> None:
    start.wait(30)
    try:
        outcome.send(db.migrate(url).before)
    except LedgerError as error:
        outcome.send(str(error))


def test_programs_that_migrate_at_once_take_turns(released: str, more: None) -> None:
    """Three starts on one database: one migrates, the others find it done."""
    start, (ours, theirs) = fork.Barrier(3), fork.Pipe()
    children = [fork.Process(target=_migrate_at_once, args=(released, start, theirs)) for _ in range(3)]
    for child in children:
        child.start()
    found = sorted(str(ours.recv()) for _ in children)
    for child in children:
        child.join()
    assert found == ["0001", "9001", "9001"]


def test_programs_that_make_a_database_at_once_take_turns(empty_url: str) -> None:
    """The first start of three copies of the app."""
    start, (ours, theirs) = fork.Barrier(3), fork.Pipe()
    children = [fork.Process(target=_migrate_at_once, args=(empty_url, start, theirs)) for _ in range(3)]
    for child in children:
        child.start()
    found = sorted(str(ours.recv()) for _ in children)
    for child in children:
        child.join()
    assert found == [NEWEST, NEWEST, "None"]


# --- what is not opened


@pytest.mark.usefixtures("more")
def test_an_older_database_is_not_opened_before_it_is_migrated(released: str) -> None:
    """Opening changes nothing that holds records; the sentence says what to run."""
    before = everything(released)
    with pytest.raises(LedgerError, match="has schema 0001; this program needs schema 9001: run `informed migrate`"):
        db.open_database(released)
    assert everything(released) == before


def test_a_newer_database_is_refused(released: str, tmp_path: Path) -> None:
    """By every way in, with both versions in the sentence; nothing is changed."""
    with pytest.MonkeyPatch.context() as newer:
        know(tmp_path, newer, "9001_more")
        db.migrate(released)
    before = everything(released)
    for way in (db.open_database, db.migrate, lambda url: db.pending(db.connect(url)), is_safe):
        with pytest.raises(LedgerError, match=f"has schema 9001; this program knows schemas up to {NEWEST}"):
            way(released)
    assert everything(released) == before


@pytest.mark.parametrize(
    "statements",
    [
        ["create table about (key varchar(40), value varchar(400))", "insert into about values ('schema', '1')"],
        ["create table account (id integer)"],
    ],
    ids=["never released", "another program's"],
)
def test_tables_of_no_release_are_refused(empty_url: str, statements: list[str]) -> None:
    """A database from before the first release, and one of another program: left alone."""
    with db.connect(empty_url, make=True).execution_options(writing=True).begin() as connection:
        for statement in statements:
            connection.exec_driver_sql(statement)
    before = everything(empty_url)
    for way in (db.open_database, db.migrate, is_safe):
        with pytest.raises(LedgerError, match="that no released version of this program made; it cannot be migrated"):
            way(empty_url)
    assert everything(empty_url) == before


def test_a_file_that_is_no_database_is_refused(tmp_path: Path) -> None:
    """And left as it is."""
    file = tmp_path / "informed.db"
    file.write_text("not a database, but a letter " * 100)
    for way in (db.open_database, db.migrate):
        with pytest.raises(LedgerError, match="cannot be opened: file is not a database"):
            way(db.sqlite_url(file))
    assert file.read_text().startswith("not a database")


# --- when a start may migrate by itself


def is_safe(url: str) -> bool:
    """As a start asks it."""
    return db.is_safe(db.connect(url))


def test_a_start_may_migrate_what_it_can_copy(empty_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Empty or up to date: yes. With records and something to do: SQLite only, which is copied first."""
    db.connect(empty_url, make=True).dispose()
    assert is_safe(empty_url)
    db.migrate(empty_url)
    assert is_safe(empty_url)
    know(tmp_path, monkeypatch, "9001_more")
    assert is_safe(empty_url) == (engine_of(empty_url) == "sqlite")


def test_a_start_does_not_make_tables_that_it_may_not(postgres: Server) -> None:
    """The app's role on an empty database."""
    name = postgres.empty()
    assert not is_safe(postgres.address(name))
    assert is_safe(as_user(postgres.address(name), OWNER))
