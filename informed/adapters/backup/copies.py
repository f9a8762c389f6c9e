"""What a copy of a ledger holds, read without changing a byte of it; the same for a SQLite file and for a dump."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any
from urllib.parse import quote

from sqlalchemy import Connection, create_engine, select
from sqlalchemy.pool import StaticPool

from informed import audit
from informed.adapters import database as db
from informed.adapters.backup import dumps
from informed.adapters.data_keys import DataKeys
from informed.adapters.keys import KeyEncryptionKey, new_kek
from informed.adapters.ledger import DatabaseWork
from informed.audit import Kind
from informed.checkpoint import Checkpoint, Head
from informed.errors import CheckpointForged, KeyFault, LedgerError

#: No fault of a copy: the index is made of the events at will, and a clock that was once set back stays in its chain.
HARMLESS = (Kind.INDEX_DIFFERS, Kind.CLOCK_SET_BACK)


class Copy:
    """A ledger that nobody writes to; without a key its events are bytes."""

    def __init__(self, connection: Connection, kek: KeyEncryptionKey | None):
        self.work = DatabaseWork(connection, DataKeys(kek or new_kek()))

    @property
    def ledger(self) -> str:
        """Its id; raises `LedgerError` when it has none."""
        found = self.work.about("ledger")
        if not found:
            raise LedgerError("the copy holds no ledger: it does not say which one it is")
        return found

    @property
    def schema(self) -> str:
        """Raises `LedgerError` when this program does not know it: a newer one wrote it, or it holds no tables of ours."""
        engine = self.work.connection.engine
        db.pending(engine)
        found = db.current(engine)
        if found is None:
            raise LedgerError("the copy holds no ledger: it has no tables")
        return found

    def key_ids(self) -> set[str]:
        """The ids of the key-encryption keys that wrapped its data keys."""
        return set(self.work.connection.scalars(select(db.data_keys.c.key_id).distinct()))

    def open_all_keys(self, kek: KeyEncryptionKey) -> None:
        """Raises `KeyFault` unless the key opens every data key."""
        table = db.data_keys
        for row in self.work.connection.execute(select(table).execution_options(yield_per=1000)):
            kek.unwrap(row.owner, row.key_id, row.wrapped)

    def heads(self) -> list[Head]:
        return list(self.work.heads())

    def check(self, checkpoint: Checkpoint | CheckpointForged | None, now: datetime) -> tuple[audit.Report, list[str]]:
        """Check all chains, against a checkpoint if there is one; the report, and in sentences what is wrong."""
        report = audit.check(
            self.work.raw_events(),
            (),
            checkpoint,
            open_event=self.work.open_event,
            erased=(),
            fold=lambda events: None,
            now=now,
        )
        return report, [found.sentence for found in report.findings if found.kind not in HARMLESS]


@contextmanager
def open_copy(file: Path, kek: KeyEncryptionKey | None = None) -> Iterator[Copy]:
    """A copy in a file: a dump by its ending, else a SQLite file, which nobody may change meanwhile."""
    raw = dumps.unpacked(file) if file.suffix == ".dump" else _read_only(file)
    with connected(raw, file) as connection:
        yield Copy(connection, kek)


@contextmanager
def connected(raw: Any, file: Path) -> Iterator[Connection]:
    """A connection of SQLAlchemy on one of SQLite, which is closed at the end; `file` names it in sentences."""
    engine = create_engine(
        db.sqlite_url(file), module=db.sqlite3, creator=lambda: raw, poolclass=StaticPool, hide_parameters=True
    )
    try:
        with engine.connect() as connection:
            yield connection
    finally:
        engine.dispose()
        raw.close()


def check_whole(raw: Any) -> None:
    """Raises `LedgerError` when a SQLite file's pages are damaged."""
    found = raw.execute("pragma quick_check").fetchone()[0]
    if found != "ok":
        raise LedgerError(f"the copy is damaged: {found}")


def refuse_other_key(file: Path, kek: KeyEncryptionKey, wrapped_by: Iterable[str]) -> None:
    """Raises `KeyFault` unless all data keys were wrapped by this key, which `file` holds."""
    if others := sorted(set(wrapped_by) - {kek.id}):
        raise KeyFault(
            f"the backup's keys were wrapped by the key {others[0]}, and {file} holds {kek.id}: it is the key of another "
            "clinic, or of another time than the backup (`informed keys rotate`); put the right file in its place"
        )


def _read_only(file: Path) -> Any:
    raw = db.sqlite3.connect(f"file:{quote(str(file.absolute()))}?mode=ro&immutable=1", uri=True)
    try:
        check_whole(raw)
    except BaseException:
        raw.close()
        raise
    return raw
