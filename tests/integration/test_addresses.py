"""Addresses that lead nowhere, and databases that cannot be used: one sentence each, and never a password in it."""

import sys
from pathlib import Path

import pytest

from informed.adapters import database as db
from informed.adapters.database.postgres import refuse_unfit
from informed.errors import LedgerError
from tests.integration.engines import add, kept
from tests.integration.postgres import APP, OWNER, Server, as_user

UNUSABLE = {
    "nonsense": "is not the address of a database",
    "postgresql://u:a@host:hush-hush/x": "is not the address of a database",
    "mysql://u:hush-hush@host/x": "only addresses of a SQLite file",
    "postgres://u:hush-hush@host/x": "or of a PostgreSQL database",
    "sqlite://": "only addresses of a SQLite file",
    "sqlite:///:memory:": "only addresses of a SQLite file",
    "sqlite:////tmp/x.db?mode=ro": "only addresses of a SQLite file",
    "sqlite:////nowhere/x.db": "the database /nowhere/x.db cannot be opened: unable to open database file",
    "postgresql://u:hu@sh-hush@host/x": "are written %40 %3A %2F",
    "postgresql://u:p@sh/hush-hush@host/x": "are written %40 %3A %2F",
    "postgresql://u:hush-hush@nowhere.invalid/x": "the database x on nowhere.invalid cannot be opened: ",
    "postgresql://u:hush-hush@127.0.0.1:1/x": "the database x on 127.0.0.1:1 cannot be opened: connection failed",
    "postgresql://u:hush-hush@/x?host=/nowhere": "the database x on /nowhere cannot be opened: connection is bad: ",
    "postgresql://u:hush-hush@127.0.0.1:1/x?mood=good": 'invalid connection option "mood"',
}


@pytest.mark.parametrize("url", UNUSABLE)
def test_an_address_that_cannot_be_used_is_a_sentence(url: str) -> None:
    """One line, which says what to look at."""
    with pytest.raises(LedgerError) as refused:
        db.open_database(url)

    assert UNUSABLE[url] in str(refused.value)
    assert "\n" not in str(refused.value)
    assert "hush" not in str(refused.value)


@pytest.mark.parametrize(
    ("right", "wrong", "expected"),
    [
        ("app-secret", "hush-hush", "password authentication failed"),
        ("@/", "@/not_", 'database "not_test_[0-9]+" does not exist'),
        ("informed_app:", "stranger:", "password authentication failed"),
    ],
    ids=["password", "database", "user"],
)
def test_a_refusal_of_the_server_is_a_sentence(postgres_url: str, right: str, wrong: str, expected: str) -> None:
    """A wrong password, database, user: what the server said, and no password."""
    with pytest.raises(LedgerError, match=expected) as refused:
        db.open_database(postgres_url.replace(right, wrong, 1))

    assert "hush" not in str(refused.value) and "app-secret" not in str(refused.value)


def test_without_its_driver_postgresql_names_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    """SQLite needs nothing more."""
    monkeypatch.setitem(sys.modules, "psycopg", None)
    with pytest.raises(LedgerError, match=r"pip install 'informed\[postgres\]'"):
        db.open_database("postgresql://u:p@host/x")


@pytest.mark.parametrize("scheme", ["postgresql://", "postgresql+psycopg://"])
def test_both_spellings_of_the_address_work(postgres_url: str, scheme: str) -> None:
    """The short one is the one that everybody writes."""
    engine = db.open_database(postgres_url.replace("postgresql://", scheme))
    add(engine, sequence=1)
    assert kept(engine) == [1]


@pytest.mark.parametrize(
    ("version", "encoding", "expected"),
    [((15, 8), "UTF8", "the server is PostgreSQL 15.8; version 16 or newer"), ((16, 0), "SQL_ASCII", "SQL_ASCII")],
)
def test_an_unfit_server_is_refused(version: tuple[int, ...], encoding: str, expected: str) -> None:
    """Too old, or text that is not kept as UTF-8."""
    refuse_unfit((16, 0), "UTF8")
    with pytest.raises(LedgerError, match=expected):
        refuse_unfit(version, encoding)


def test_a_database_that_loses_letters_is_refused(postgres: Server) -> None:
    """Asked of a real server."""
    postgres.execute(f"create database ascii owner {OWNER} template template0 encoding 'SQL_ASCII' locale 'C'")
    with pytest.raises(LedgerError, match="the database's encoding is SQL_ASCII"):
        db.open_database(postgres.address("ascii", OWNER))


# --- what opening makes


def test_a_missing_file_is_made_only_when_asked(tmp_path: Path) -> None:
    """A check of a database that is not there makes none."""
    url = db.sqlite_url(tmp_path / "x.db")
    with pytest.raises(LedgerError, match="there is no such file"):
        db.open_database(url, make=False)
    assert list(tmp_path.iterdir()) == []
    db.open_database(url).dispose()
    db.open_database(url, make=False).dispose()


def test_an_empty_database_is_the_owners_to_fill(postgres: Server) -> None:
    """The app's role is told what to run; the owner's makes the tables."""
    name = postgres.empty()
    with pytest.raises(LedgerError, match=r"has no tables, and its user may not make them.*run `informed migrate`"):
        db.open_database(postgres.address(name))
    owner = as_user(postgres.address(name), OWNER)
    with pytest.raises(LedgerError, match="run `informed migrate`"):
        db.open_database(owner, make=False)
    engine = db.open_database(owner)
    add(engine, sequence=1)
    assert kept(engine) == [1]


# --- what a database says about itself


def test_the_condition_of_a_good_database(database_url: str) -> None:
    """Engine and version; nothing is weak but what the tests' server and the machine's SQLite are known to be."""
    found = db.condition(db.open_database(database_url))

    assert found.engine.split()[0] in ("SQLite", "PostgreSQL")
    known = ("fsync=off", "full_page_writes=off", "rollback journal")
    assert [weak.fact for weak in found.weaknesses if not any(word in weak.fact for word in known)] == []


def test_removed_triggers_are_said(database_url: str) -> None:
    """And made anew by `informed migrate`, as is said."""
    engine = db.open_database(database_url)
    owner = as_user(database_url, OWNER)
    remove = {
        "sqlite": "drop trigger event_no_delete",
        "postgresql": "alter table event disable trigger event_no_truncate",
    }
    with db.connect(owner).connect().execution_options(writing=True) as connection, connection.begin():
        connection.exec_driver_sql(remove[engine.dialect.name])
    mends = {weak.mend for weak in db.condition(engine).weaknesses if "triggers" in weak.fact}
    assert mends == {"informed migrate"}

    db.migrate(owner, app_url=database_url)
    assert not [weak for weak in db.condition(engine).weaknesses if "triggers" in weak.fact]


def test_one_role_for_both_is_said(postgres_url: str) -> None:
    """The owner's address as the app's works, and is a weakness."""
    facts = [weak.fact for weak in db.condition(db.open_database(as_user(postgres_url, OWNER))).weaknesses]
    assert "the role of INFORMED_DATABASE_URL owns the tables or may change events" in facts


def test_a_role_that_can_become_the_owner_is_said(postgres: Server, postgres_url: str) -> None:
    """It has no right of its own, and needs none."""
    name = postgres_url.split("@/")[1].split("?")[0]
    postgres.execute("create role informed_heir login noinherit in role informed_owner password 'app-secret'")
    postgres.execute(f"grant connect on database {name} to informed_heir")
    facts = [weak.fact for weak in db.condition(db.connect(postgres_url.replace(APP, "informed_heir"))).weaknesses]
    assert "the role of INFORMED_DATABASE_URL owns the tables or may change events" in facts
