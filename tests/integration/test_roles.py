"""Two roles on a real PostgreSQL server: the app's can add and read events, and nothing else, whatever it tries."""

import re
from typing import Any

import psycopg
import pytest

from informed.adapters import database as db
from informed.adapters.database.roles import RIGHTS
from informed.errors import LedgerError
from tests.integration.engines import add, kept
from tests.integration.postgres import APP, OWNER, SUPERUSER, Server, as_user

EVERY_RIGHT = ("select", "insert", "update", "delete", "truncate", "references", "trigger")
ROW = "values ('r', 1, 't', '', '', '')"
FORBIDDEN = [
    "update event set payload = ''",
    "update event set payload = payload where false",
    "delete from event",
    "truncate event",
    "drop table event",
    "drop table event cascade",
    "alter table event rename to gone",
    "alter table event alter column payload drop not null",
    "alter table event add column more integer",
    "alter table event disable trigger all",
    "alter table event disable trigger event_no_change",
    "alter table event owner to informed_app",
    "drop trigger event_no_change on event",
    "drop function event_append_only() cascade",
    "create or replace function event_append_only() returns trigger language plpgsql as 'begin return null; end'",
    "create trigger mine before insert on event for each row execute function event_append_only()",
    "create rule mine as on insert to event do instead nothing",
    "create policy mine on event",
    "alter table event enable row level security",
    f"insert into event {ROW} on conflict (tap) do update set payload = ''",
    "select * from event for update",
    "lock table event in access exclusive mode",
    "set session_replication_role = replica",
    "set role informed_owner",
    "set session authorization informed_owner",
    "grant update on event to informed_app; update event set payload = ''",
    "alter role informed_app superuser",
    "create table more (x integer)",
    "create function more() returns integer language sql as 'select 1'",
    "create temporary table event (x integer)",
    "create schema more",
    "copy event from program 'true'",
    "update alembic_version set version_num = '9999'",
    "delete from pack",
    "update document set content = ''",
    "drop index event_tap_key",
    "drop schema public cascade",
]


@pytest.fixture(scope="module")
def besieged(postgres: Server) -> str:
    """The app's address of a database with one event, which all the attempts have in common."""
    url = postgres.address(postgres.fresh())
    add(db.open_database(url), sequence=1)
    return url


@pytest.mark.parametrize("statement", FORBIDDEN)
def test_the_app_may_not(besieged: str, statement: str) -> None:
    """Neither change what is there nor take a right or a guard away; events stay as they are."""
    with psycopg.connect(besieged) as connection, pytest.raises(psycopg.errors.InsufficientPrivilege):
        connection.execute(statement)
    assert kept(db.open_database(besieged)) == [1]


def test_every_table_has_its_rights_and_no_more(postgres: Server, postgres_url: str) -> None:
    """Asked of the server for each table and each kind of right; a table without rights is found here."""
    assert set(RIGHTS) == {*db.metadata.tables, "alembic_version"}
    for table, rights in RIGHTS.items():
        question = "select has_table_privilege(%s, %s, %s)"
        with psycopg.connect(as_user(postgres_url, SUPERUSER)) as connection:
            given = {right for right in EVERY_RIGHT if ask(connection, question, APP, f'"{table}"', right)}
        assert given == set(rights), table
    assert rights_of_public(postgres_url) == []


def ask(connection: "psycopg.Connection[Any]", question: str, *values: str) -> Any:
    """The one value of an answer."""
    row = connection.execute(question, values).fetchone()  # type: ignore[arg-type]
    return row and row[0]


def rights_of_public(url: str) -> list[Any]:
    """What everybody may do with our tables."""
    question = """select relname from pg_class, aclexplode(relacl) as given
                  where grantee = 0 and relnamespace = 'public'::regnamespace"""
    with psycopg.connect(as_user(url, SUPERUSER)) as connection:
        return connection.execute(question).fetchall()


def test_rights_that_grew_are_taken_back(postgres: Server, postgres_url: str) -> None:
    """`informed migrate` gives exactly the rights of the table, whatever somebody granted by hand."""
    owner = as_user(postgres_url, OWNER)
    with psycopg.connect(owner) as connection:
        connection.execute("grant all on event to informed_app")
        connection.execute("grant update on event to public")
    facts = [weak.fact for weak in db.condition(db.open_database(postgres_url)).weaknesses]
    assert "the role of INFORMED_DATABASE_URL owns the tables or may change events" in facts

    assert db.migrate(owner, app_url=postgres_url).app_role == APP
    test_every_table_has_its_rights_and_no_more(postgres, postgres_url)


def test_a_role_that_no_right_binds_is_refused(postgres: Server, postgres_url: str) -> None:
    """A superuser, a member of the owner, a stranger; nothing is half done then."""
    owner = as_user(postgres_url, OWNER)
    if not postgres_has(postgres, "informed_member"):
        postgres.execute("create role informed_member in role informed_owner")
    for user, expected in (
        (SUPERUSER, "is a superuser or owns the tables"),
        ("informed_member", "is a superuser or owns the tables"),
        ("informed_nobody", "the server has no role informed_nobody; docs/postgresql.md"),
    ):
        with pytest.raises(LedgerError, match=expected):
            db.migrate(owner, app_url=re.sub("informed_app", user, postgres_url))


def postgres_has(postgres: Server, role: str) -> bool:
    """Whether the server knows a role."""
    with postgres.connect("postgres") as connection:
        return bool(ask(connection, "select count(*) from pg_roles where rolname = %s", role))


def test_a_role_with_an_odd_name_gets_its_rights(postgres: Server) -> None:
    """Names are quoted, not pasted."""
    name = postgres.empty()
    postgres.execute("""create role "the app""; drop table event; --" login password 'app-secret'""")
    postgres.execute(f"""grant connect on database {name} to "the app""; drop table event; --" """)
    odd = postgres.address(name).replace("informed_app", "the%20app%22%3B%20drop%20table%20event%3B%20--")
    db.migrate(postgres.address(name, OWNER), app_url=odd)
    engine = db.open_database(odd)
    add(engine, sequence=1)
    assert kept(engine) == [1]


def test_one_role_for_both_gives_no_rights_away(postgres: Server) -> None:
    """A clinic may begin with one address; then there is no app role to bind."""
    owner = postgres.address(postgres.empty(), OWNER)
    assert db.migrate(owner, app_url=owner).app_role is None
    assert db.migrate(owner).app_role is None
