"""A ledger on a PostgreSQL server: dumped while others write, and replaced in one transaction while nobody is connected."""

import os
from contextlib import ExitStack
from datetime import datetime
from pathlib import Path

from sqlalchemy import URL, Connection

from informed.adapters import database as db
from informed.adapters.backup import dumps, files
from informed.adapters.backup.mark import mark
from informed.adapters.data_keys import DataKeys
from informed.adapters.database.connect import name_of
from informed.adapters.keys import new_kek
from informed.adapters.ledger import DatabaseWork
from informed.errors import LedgerError
from informed.ports import Work

ENGINE = "postgresql"
#: Autovacuum has no user. Of other users' sessions this role sees little more than that they are there.
_OTHERS = """select count(*) from pg_stat_activity
    where datname = current_database() and pid <> pg_backend_pid() and usesysid is not null"""


class PostgresSite:
    """Where a clinic's database is: the app's address, and that of the role that owns the tables."""

    engine = ENGINE

    def __init__(self, url: str, owner_url: str, data_dir: Path, now: datetime):
        self.url = url
        self.owner_url = owner_url or url
        self.replaced = data_dir / f"informed.replaced-{files.stamp(now)}.dump"
        self._held = ExitStack()

    def copy(self, to: Path) -> None:
        """Write a whole copy of one moment to a new file; raises `LedgerError` and `OSError`."""
        engine = db.connect(self.url)
        try:
            with engine.connect() as connection:
                version = connection.dialect.server_version_info or (0,)
        finally:
            engine.dispose()
        os.close(files.new(to))
        dumps.dump(self._address(self.url), to, int(version[0]))
        files.sync(to)

    def stage(self, copy: Path) -> Path:
        """A dump need not be brought anywhere."""
        return copy

    def unstage(self) -> None:
        """Nothing was staged."""

    def hold(self, *, force: bool) -> Work | None:
        """The present ledger, if there is one; raises `LedgerError` when others are connected to it, forced or not."""
        engine = db.connect(self.url)
        self._held.callback(engine.dispose)
        db.pending(engine)  # newer tables, or somebody else's, are not to be dropped
        found = db.current(engine)
        connection = self._held.enter_context(engine.connect())
        self._refuse_others(connection)
        return DatabaseWork(connection, DataKeys(new_kek())) if found else None

    def release(self) -> None:
        """Give the connection back: its locks would keep others from dropping a table."""
        self._held.close()

    def replace(self, staged: Path, manifest: str, *, forced: bool) -> Path | None:
        """Put a dump in the place of the tables, with triggers and rights; returns a dump of what was there before."""
        self.release()
        kept = self._keep()
        dumps.load(self._address(self.owner_url), staged)
        db.migrate(self.owner_url, app_url=self.url)
        mark(self.url, manifest, forced=forced)
        return kept

    def _keep(self) -> Path | None:
        engine = db.connect(self.url)
        try:
            empty = db.current(engine) is None
        finally:
            engine.dispose()
        if empty:
            return None
        self.replaced.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        self.copy(self.replaced)
        return self.replaced

    def _refuse_others(self, connection: Connection) -> None:
        others = connection.exec_driver_sql(_OTHERS).scalar()
        if others:
            raise LedgerError(
                f"{others} other connections use the database {name_of(self._address(self.url))}: "
                "stop the servers first"
            )

    @staticmethod
    def _address(url: str) -> URL:
        return db.parse(url)
