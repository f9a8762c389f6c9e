"""SQLite: an engine whose commits are on disk before they return.

SQLite from 3.7.0 to 3.51.2 can corrupt a write-ahead log that several connections reset at once (sqlite.org/wal.html,
"the WAL-reset bug"). The package `pysqlite3` brings a newer one; where it is not to be had and Python's own library is
older, the rollback journal is used. Durability: `synchronous=FULL` syncs the write-ahead log at each commit; with the
rollback journal `EXTRA` also syncs the directory.

A process must touch one file with one library only: closing a file drops all locks that the process holds on it (POSIX).
Whoever else opens the database in this process does so with this module's `sqlite3`.
"""

import os
import shutil
from contextlib import closing
from pathlib import Path
from typing import Any

try:
    from pysqlite3 import dbapi2
except ImportError:
    from sqlite3 import dbapi2  # type: ignore[no-redef]

from sqlalchemy import URL, Connection, Engine, create_engine, event

#: The one library with which this process opens SQLite files.
sqlite3: Any = dbapi2

SAFE_WAL = (3, 51, 3)
#: How long a connection waits for another program's lock.
BUSY_MS = 5_000

_TAKEN = """exists (select 1 from event where record = new.record and sequence = new.sequence)
    or exists (select 1 from event where tap = new.tap)"""
_REFUSE = "begin select raise(abort, 'events are append-only'); end"
#: Triggers stop accidents only: who has the file can drop them. The chain over the stored bytes is the evidence.
#: `insert or replace` fires no trigger of the row that it removes, so it is refused before it looks for one.
APPEND_ONLY = (
    "drop trigger if exists event_no_update",
    "drop trigger if exists event_no_delete",
    "drop trigger if exists event_no_replace",
    f"create trigger event_no_update before update on event {_REFUSE}",
    f"create trigger event_no_delete before delete on event {_REFUSE}",
    f"create trigger event_no_replace before insert on event when {_TAKEN} {_REFUSE}",
)


def engine(url: URL) -> Engine:
    """An engine on a SQLite file. Transactions with the execution option `writing` take the write lock at once."""
    made = create_engine(
        url,
        module=sqlite3,
        connect_args={"check_same_thread": False, "timeout": BUSY_MS / 1000},
        pool_timeout=BUSY_MS / 1000,
        hide_parameters=True,  # else each error's message holds the values, and a log would hold the message
    )
    event.listen(made, "connect", _prepare)
    event.listen(made, "begin", _begin)
    return made


def sqlite_url(file: Path) -> str:
    """The address of a SQLite file."""
    return f"sqlite:///{file.absolute()}"


def journal_mode(version: tuple[int, ...] = sqlite3.sqlite_version_info) -> tuple[str, str]:
    """The journal and synchronous modes that are safe and durable with this version of SQLite."""
    return ("wal", "full") if version >= SAFE_WAL else ("delete", "extra")


def _prepare(connection: Any, _record: object) -> None:
    connection.isolation_level = None  # transactions begin where `_begin` says, not where the driver guesses
    connection.execute(f"pragma busy_timeout={BUSY_MS}")
    wanted, synchronous = journal_mode()
    (journal,) = connection.execute(f"pragma journal_mode={wanted}").fetchone()
    for pragma in (
        f"synchronous={synchronous if journal == wanted else 'extra'}",  # not every disk can hold a write-ahead log
        "foreign_keys=on",
        "trusted_schema=off",
    ):
        connection.execute(f"pragma {pragma}")


def _begin(connection: Connection) -> None:
    # A deferred transaction that later writes fails at once when another writes; an immediate one waits its turn.
    immediate = connection.get_execution_options().get("writing")
    connection.exec_driver_sql("begin immediate" if immediate else "begin")


def copy(file: Path, to: Path) -> None:
    """Write a verified copy of a database that others may be writing to; the copy is one file, for this user only.

    Raises `OSError` when there is such a file already or it cannot be made, and the driver's errors; leaves no half copy.
    """
    os.close(os.open(to, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    try:
        with closing(sqlite3.connect(file, timeout=BUSY_MS / 1000)) as source, closing(sqlite3.connect(to)) as target:
            source.backup(target)
            target.execute("pragma journal_mode=delete")
            found = target.execute("pragma quick_check").fetchone()[0]
            if found != "ok":
                raise sqlite3.DatabaseError(f"the copy is damaged: {found}")
    except BaseException:
        to.unlink()
        raise


def may_be_copied(file: Path) -> bool:
    """Whether there is room for a copy beside a database, and leave to write it."""
    return os.access(file.parent, os.W_OK) and shutil.disk_usage(file.parent).free > 2 * file.stat().st_size
