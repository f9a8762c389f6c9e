"""PostgreSQL 16 or newer through psycopg 3, from the extra `informed[postgres]`.

A commit is on the server's disk before it returns. A server that was restarted costs the transactions that were open, and
no later one: a connection is tried before it is used. Nothing waits longer than the times below.
"""

from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event

from informed.errors import LedgerError

OLDEST = 16
#: How long a statement waits for another transaction's lock.
LOCK_MS = 5_000
STATEMENT_MS = 30_000
CONNECT_SECONDS = 5

#: `always`: also for a session that calls itself a replica.
APPEND_ONLY = (
    """create or replace function event_append_only() returns trigger language plpgsql as
       $$begin raise exception 'events are append-only' using errcode = 'integrity_constraint_violation'; end$$""",
    """create or replace trigger event_no_change before update or delete on event
       for each row execute function event_append_only()""",
    """create or replace trigger event_no_truncate before truncate on event
       for each statement execute function event_append_only()""",
    "alter table event enable always trigger event_no_change",
    "alter table event enable always trigger event_no_truncate",
)

_SESSION = """
select set_config('lock_timeout', %s, false),
       set_config('statement_timeout', %s, false),
       set_config('default_transaction_isolation', 'read committed', false),
       set_config('synchronous_commit', case current_setting('synchronous_commit')
           when 'remote_apply' then 'remote_apply' else 'on' end, false)
"""


def engine(url: URL) -> Engine:
    """An engine on a database of a server. Transactions without the execution option `writing` read one snapshot, and
    cannot write.

    Raises `LedgerError` when the driver is not installed.
    """
    try:
        made = create_engine(
            url.set(drivername="postgresql+psycopg"),
            connect_args={
                "connect_timeout": CONNECT_SECONDS,
                "tcp_user_timeout": STATEMENT_MS,
                "client_encoding": "utf8",
            },
            pool_pre_ping=True,
            pool_size=10,
            pool_timeout=LOCK_MS / 1000,
            hide_parameters=True,  # else each error's message holds the values, and a log would hold the message
        )
    except ImportError as error:
        raise LedgerError("PostgreSQL needs one more package: pip install 'informed[postgres]'") from error
    event.listen(made, "connect", _prepare)
    event.listen(made, "begin", _begin)
    return made


def refuse_unfit(version: tuple[int | str, ...], encoding: str) -> None:
    """Raises `LedgerError` for a server that is too old, or a database that does not keep text as UTF-8."""
    if int(version[0]) < OLDEST:
        found = ".".join(str(part) for part in version)
        raise LedgerError(f"the server is PostgreSQL {found}; version {OLDEST} or newer is needed")
    if encoding != "UTF8":
        raise LedgerError(f"the database's encoding is {encoding}; make one with encoding 'UTF8'")


def check_server(connection: Connection) -> None:
    """Raises `LedgerError` for a server or a database that cannot be used."""
    version = connection.dialect.server_version_info or (0,)
    refuse_unfit(version, str(connection.exec_driver_sql("show server_encoding").scalar()))


def take_migration_turn(connection: Connection) -> None:
    """Until the end of the transaction no other program migrates; a statement may take its time."""
    connection.exec_driver_sql("set local statement_timeout = 0")
    connection.exec_driver_sql("select pg_advisory_xact_lock(hashtext('informed migrate'))")


def may_make_tables(connection: Connection) -> bool:
    """Whether the connection's role may make tables where it would."""
    return bool(connection.exec_driver_sql("select has_schema_privilege(current_schema(), 'create')").scalar())


def _prepare(connection: Any, _record: object) -> None:
    with connection.cursor() as cursor:
        cursor.execute(_SESSION, (f"{LOCK_MS}ms", f"{STATEMENT_MS}ms"))
    connection.commit()


def _begin(connection: Connection) -> None:
    if not connection.get_execution_options().get("writing"):
        connection.exec_driver_sql("set transaction isolation level repeatable read, read only")
