"""Both engines at the level of SQL: events are only added, writers wait for each other, and trouble is a sentence."""

import multiprocessing
import signal
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from multiprocessing.connection import Connection as Pipe
from multiprocessing.synchronize import Barrier
from pathlib import Path
from threading import Lock

import pytest
from sqlalchemy import Engine, insert, text
from sqlalchemy.exc import DBAPIError, IntegrityError, SQLAlchemyError

from informed.adapters import database as db
from informed.adapters.database import postgres as postgresql
from informed.adapters.database import sqlite
from informed.errors import LedgerError
from tests.integration.engines import RECORD, add, append, kept, row, sequences
from tests.integration.postgres import SUPERUSER, Server, as_user

fork = multiprocessing.get_context("fork")


@pytest.fixture
def engine(database_url: str) -> Iterator[Engine]:
    """An open database, on each engine in turn."""
    opened = db.open_database(database_url)
    yield opened
    opened.dispose()


# --- events are only added

COLUMNS = "(record, sequence, tap, header, payload, hash)"
OTHER = f"'{'s' * 26}', 1"
SQLITE_ATTACKS = [
    "update event set payload = x'00'",
    "update or replace event set sequence = 2",
    "update or ignore event set tap = null",
    "delete from event",
    f"insert or replace into event {COLUMNS} values ('{RECORD}', 1, 'new', x'00', x'00', x'00')",
    f"replace into event {COLUMNS} values ('{RECORD}', 1, null, x'00', x'00', x'00')",
    f"insert or replace into event {COLUMNS} values ({OTHER}, 'tap-{RECORD}-1', x'00', x'00', x'00')",
    f"insert into event {COLUMNS} values ('{RECORD}', 1, 'new', x'00', x'00', x'00') "
    "on conflict (record, sequence) do update set payload = x'00'",
]
POSTGRES_ATTACKS = [
    "update event set payload = ''",
    "delete from event",
    "truncate event",
    "truncate event cascade",
    "set local session_replication_role = replica; delete from event",
    "with gone as (delete from event returning *) insert into event select * from gone",
    f"insert into event {COLUMNS} values ('{RECORD}', 1, 'new', '', '', '') "
    "on conflict (record, sequence) do update set payload = ''",
    f"insert into event {COLUMNS} values ({OTHER}, 'tap-{RECORD}-1', '', '', '') on conflict (tap) do update set payload = ''",
    "merge into event using (select 1) as one on true when matched then delete",
]


@pytest.mark.parametrize("statement", SQLITE_ATTACKS)
def test_sqlite_refuses_to_change_an_event(tmp_path: Path, statement: str) -> None:
    """Whoever writes to the file with SQL, by whatever kind of statement."""
    engine = db.open_database(db.sqlite_url(tmp_path / "x.db"))
    add(engine, sequence=1)
    with db.sqlite3.connect(tmp_path / "x.db") as other:
        before = other.execute("select * from event").fetchall()
        with pytest.raises(db.sqlite3.IntegrityError, match="append-only"):
            other.execute(statement)
        assert other.execute("select * from event").fetchall() == before


def test_sqlite_has_no_hidden_number_by_which_to_replace_an_event(tmp_path: Path) -> None:
    """With one, `replace` would remove a row that no trigger sees."""
    add(db.open_database(db.sqlite_url(tmp_path / "x.db")), sequence=1)
    with db.sqlite3.connect(tmp_path / "x.db") as other, pytest.raises(db.sqlite3.OperationalError, match="no column"):
        other.execute(f"replace into event (rowid, {COLUMNS[1:]} values (1, {OTHER}, null, x'00', x'00', x'00')")


@pytest.mark.parametrize("statement", POSTGRES_ATTACKS)
def test_postgresql_refuses_to_change_an_event(postgres_url: str, statement: str) -> None:
    """Even to a superuser, while the triggers are there."""
    add(db.open_database(postgres_url), sequence=1)
    engine = db.connect(as_user(postgres_url, SUPERUSER))
    with pytest.raises(IntegrityError, match="append-only"), engine.connect().execution_options(writing=True) as change:
        change.exec_driver_sql(statement)
    assert kept(engine) == [1]


# --- writers at once


def _append_at_once(url: str, start: Barrier, outcome: Pipe) -> None:
    engine = db.open_database(url)
    lost = 0
    for sequence in range(1, 31):
        start.wait(30)
        try:
            add(engine, sequence=sequence, tap=f"{multiprocessing.current_process().name}-{sequence}")
        except IntegrityError:
            lost += 1
    outcome.send(lost)


def test_a_chain_never_forks(database_url: str, engine: Engine) -> None:
    """Two processes append the same number to one record thirty times: one of them gets it, the other is told."""
    start, (ours, theirs) = fork.Barrier(2), fork.Pipe()
    children = [fork.Process(target=_append_at_once, args=(database_url, start, theirs)) for _ in range(2)]
    for child in children:
        child.start()
    lost = [ours.recv() for _ in children]
    for child in children:
        child.join()

    assert sum(lost) == 30
    assert kept(engine) == list(range(1, 31))


def _fifty_writers(url: str, name: str, start: Barrier, outcome: Pipe) -> None:
    engine, turn = db.open_database(url), Lock()

    def write(number: int) -> None:
        for _ in range(3):
            with turn:  # within a process the ledger lets one in at a time
                append(engine, f"{name}{number:025}")

    start.wait(30)
    try:
        with ThreadPoolExecutor(50) as threads:
            list(threads.map(write, range(50)))
        outcome.send(None)
    except Exception as error:
        outcome.send(repr(error))


def test_a_hundred_writers_at_once(database_url: str, engine: Engine) -> None:
    """Two processes with fifty threads each: no error, every event once."""
    start, (ours, theirs) = fork.Barrier(2), fork.Pipe()
    children = [fork.Process(target=_fifty_writers, args=(database_url, name, start, theirs)) for name in "ab"]
    for child in children:
        child.start()
    assert [ours.recv() for _ in children] == [None, None]
    for child in children:
        child.join()

    for name in "ab":
        assert all(kept(engine, f"{name}{number:025}") == [1, 2, 3] for number in range(50))


def test_fifty_threads_on_postgresql_need_no_turns(postgres_url: str) -> None:
    """More threads than connections: they wait for one, and none is refused."""
    engine = db.open_database(postgres_url)
    with ThreadPoolExecutor(50) as threads:
        list(threads.map(lambda number: append(engine, f"c{number:025}"), range(50)))
    with engine.connect() as connection:
        assert connection.scalar(text("select count(*) from event")) == 50


def test_a_reading_transaction_sees_one_moment(engine: Engine) -> None:
    """What another writes meanwhile is not half there."""
    add(engine, sequence=1)
    with engine.connect() as reading:
        assert sequences(reading) == [1]
        if db.journal_mode()[0] == "wal" or engine.dialect.name == "postgresql":  # else the writer waits for the reader
            add(engine, sequence=2)
        assert sequences(reading) == [1]


def test_a_reading_transaction_cannot_write_on_postgresql(postgres_url: str) -> None:
    """A command that forgets to ask for the right kind is found by its first test."""
    with (
        db.open_database(postgres_url).connect() as reading,
        pytest.raises(DBAPIError, match="read-only transaction"),
    ):
        reading.execute(insert(db.events).values(row(1)))


# --- trouble


def test_a_locked_sqlite_file_is_a_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another program holds it for longer than we wait: at the start, and at a write."""
    monkeypatch.setattr(sqlite, "BUSY_MS", 20)
    url = db.sqlite_url(tmp_path / "x.db")
    engine = db.open_database(url)
    add(engine, sequence=1)
    engine.dispose()
    other = db.sqlite3.connect(tmp_path / "x.db", isolation_level=None)
    other.execute("pragma locking_mode=exclusive")
    other.execute("begin exclusive")
    with pytest.raises(LedgerError, match=r"x\.db cannot be opened: database is locked$"):
        db.open_database(url)
    with pytest.raises(SQLAlchemyError) as refused:
        add(engine, sequence=2)
    other.close()

    assert db.reason(refused.value) == "database is locked"
    add(engine, sequence=2)
    assert kept(engine) == [1, 2]


def test_a_locked_table_is_a_sentence(postgres: Server, postgres_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A lock that is not given up ends in an error, not in waiting for ever; so does a statement without end."""
    monkeypatch.setattr(postgresql, "LOCK_MS", 20)
    monkeypatch.setattr(postgresql, "STATEMENT_MS", 200)
    engine = db.open_database(postgres_url)
    other = db.connect(as_user(postgres_url, SUPERUSER)).connect().execution_options(writing=True)
    with other.begin():
        other.exec_driver_sql("lock table event in access exclusive mode")
        with pytest.raises(SQLAlchemyError) as refused:
            add(engine, sequence=1)
    with engine.connect() as connection, pytest.raises(SQLAlchemyError) as endless:
        connection.exec_driver_sql("select pg_sleep(60)")

    assert db.reason(refused.value) == "canceling statement due to lock timeout"
    assert db.reason(endless.value) == "canceling statement due to statement timeout"
    add(engine, sequence=1)
    assert kept(engine) == [1]


def test_no_free_connection_is_a_sentence(postgres_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Twenty transactions that never end."""
    monkeypatch.setattr(postgresql, "LOCK_MS", 20)
    engine = db.open_database(postgres_url)
    held = [engine.connect() for _ in range(20)]
    with pytest.raises(SQLAlchemyError) as refused:
        engine.connect()
    for connection in held:
        connection.close()

    assert db.reason(refused.value) == "all connections are in use"


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGQUIT], ids=["in order", "as in a crash"])
def test_a_restarted_server_costs_only_what_was_open(postgres: Server, postgres_url: str, how: int) -> None:
    """What was committed stays, what was open is refused and gone, and the next transaction simply works."""
    engine = db.open_database(postgres_url)
    add(engine, sequence=1)
    postgres.restart(how)
    add(engine, sequence=2)  # between transactions nobody notices
    with engine.connect().execution_options(writing=True) as connection:
        connection.execute(insert(db.events).values(row(3)))
        postgres.restart(how)
        with pytest.raises(SQLAlchemyError) as lost:
            connection.execute(insert(db.events).values(row(4)))
    assert "\n" not in db.reason(lost.value)
    assert kept(engine) == [1, 2]
    add(engine, sequence=3)
    assert kept(engine) == [1, 2, 3]


def test_a_server_that_is_away_is_a_sentence(postgres: Server, postgres_url: str) -> None:
    """While it is away, and until it is back; no time is spent waiting."""
    engine = db.open_database(postgres_url)
    postgres.stop()
    try:
        with pytest.raises(SQLAlchemyError) as refused:
            add(engine, sequence=1)
        with pytest.raises(LedgerError, match=r"cannot be opened: connection is bad: .*No such file"):
            db.open_database(postgres_url)
    finally:
        postgres.start()
    assert db.reason(refused.value).startswith("connection is bad: ")
    add(engine, sequence=1)
    assert kept(engine) == [1]


# --- what is durable, and what is said


def test_postgresql_commits_are_durable_whatever_the_role_prefers(postgres: Server, postgres_url: str) -> None:
    """The session asks for it itself, and for limits to waiting."""
    name = postgres_url.split("@/")[1].split("?")[0]
    postgres.execute(f"alter database {name} set synchronous_commit = off")
    postgres.execute(f"alter database {name} set default_transaction_isolation = 'serializable'")
    with db.open_database(postgres_url).connect().execution_options(writing=True) as connection:
        shown = {
            setting: connection.exec_driver_sql(f"show {setting}").scalar()
            for setting in ("synchronous_commit", "lock_timeout", "statement_timeout", "transaction_isolation")
        }
    assert shown == {
        "synchronous_commit": "on",
        "lock_timeout": "5s",
        "statement_timeout": "30s",
        "transaction_isolation": "read committed",
    }


CANARY = "Nguyen-Canary-Anh"
TELLING = [
    "insert into account (id, name, role, password_hash, active) "
    "values ('1', '{0}', 'x', 'x', true), ('2', '{0}', 'x', 'x', true)",
    "select cast('{0}' as integer)",
    "select cast('{0}' as timestamp)",
    "insert into about values ('{0}', null)",
    "insert into staff_session (token, account, began, seen) values ('t', '{0}', 'x', 'x')",
]


@pytest.mark.parametrize("statement", TELLING)
def test_a_reason_holds_no_values(postgres_url: str, statement: str) -> None:
    """PostgreSQL's own messages and details name them: duplicates, text that is no number, missing rows."""
    with (
        db.open_database(postgres_url).connect().execution_options(writing=True) as connection,
        pytest.raises(SQLAlchemyError) as error,
    ):
        connection.exec_driver_sql(statement.format(CANARY))

    assert CANARY in str(error.value.orig)  # else this test shows nothing
    assert CANARY not in db.reason(error.value)
