"""A ledger in a SQLite file: copied while others write, and replaced by renaming while nobody has it open."""

import os
from contextlib import ExitStack, suppress
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import inspect

from informed.adapters import database as db
from informed.adapters.backup import files
from informed.adapters.backup.copies import check_whole, connected
from informed.adapters.backup.mark import mark
from informed.adapters.data_keys import DataKeys
from informed.adapters.database import sqlite
from informed.adapters.keys import new_kek
from informed.adapters.ledger import DatabaseWork
from informed.errors import LedgerError
from informed.ports import Work

ENGINE = "sqlite"
#: What SQLite keeps beside its file. Left behind, it would be played into the file that comes in its place.
BESIDE = ("-wal", "-shm", "-journal")


class SqliteSite:
    """Where a clinic's SQLite file is."""

    engine = ENGINE

    def __init__(self, url: str, now: datetime):
        self.url = url
        self.file = Path(str(db.parse(url).database)).absolute()
        self.replaced = self.file.with_name(f"{self.file.name}.replaced-{files.stamp(now)}")
        self._held = ExitStack()

    def copy(self, to: Path) -> None:
        """Write a whole copy of one moment to a new file; raises `LedgerError` and the driver's errors."""
        if not self.file.exists():
            raise LedgerError(f"there is no database {self.file}")
        sqlite.copy(self.file, to)
        files.sync(to)

    def stage(self, copy: Path) -> Path:
        """Bring a backup's file beside the database, under another name."""
        self.file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        staged = self.file.with_name(f"{self.file.name}.restoring")
        self.unstage()
        files.copy(copy, staged)
        return staged

    def unstage(self) -> None:
        """Remove what `stage` brought, if it is still there."""
        for end in ("", *BESIDE):
            self.file.with_name(f"{self.file.name}.restoring{end}").unlink(missing_ok=True)

    def hold(self, *, force: bool) -> Work | None:
        """The present ledger, which nobody else can open from now on; None when there is none.

        Raises `LedgerError` when somebody has it open, or, without `force`, when it cannot be read.
        """
        if not self.file.exists():
            return None
        raw = db.sqlite3.connect(self.file, timeout=1, isolation_level=None)
        try:
            self._take(raw)
        except (db.sqlite3.DatabaseError, LedgerError) as error:
            raw.close()
            if "locked" in str(error):
                raise LedgerError(f"another program has the database {self.file} open: stop the server first") from None
            if not force:
                raise LedgerError(
                    f"the present database {self.file} cannot be read ({error}), so that nobody can say what would be lost; "
                    "--force replaces it, and keeps it beside"
                ) from None
            return None
        connection = self._held.enter_context(connected(raw, self.file))
        if not inspect(connection).has_table("event"):
            return None
        return DatabaseWork(connection, DataKeys(new_kek()))

    def release(self) -> None:
        """Let others open the database again."""
        self._held.close()

    def replace(self, staged: Path, manifest: str, *, forced: bool) -> Path | None:
        """Put a staged file in the database's place; returns where the replaced one is kept."""
        mark(db.sqlite_url(staged), manifest, forced=forced)
        files.sync(staged)
        kept = self._keep()
        staged.replace(self.file)
        files.sync(self.file.parent)
        self.release()
        db.migrate(self.url)
        return kept

    def _take(self, raw: Any) -> None:
        """Take the only lock. In the mode `wal` whoever has the file open keeps a share of it, and this is refused."""
        if raw.execute("pragma journal_mode=delete").fetchone()[0] != "delete":
            raise db.sqlite3.OperationalError("database is locked")
        raw.execute("begin exclusive")
        check_whole(raw)

    def _keep(self) -> Path | None:
        """Give the present file a second name, so that at no moment there is none under the first."""
        for end in BESIDE:
            with suppress(FileNotFoundError):
                Path(f"{self.file}{end}").rename(f"{self.replaced}{end}")
        try:
            os.link(self.file, self.replaced)
        except FileNotFoundError:
            return None
        except OSError:  # not every disk knows second names
            self.file.rename(self.replaced)
        return self.replaced
