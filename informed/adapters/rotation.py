"""A new key-encryption key: every data key is wrapped anew, and nothing that they encrypt is touched.

Three files stand side by side for a moment: the key file, `….new` with the key that comes, and `….old-<key id>` with the one
that goes. The database says which key counts, so that a rotation that was cut off anywhere is finished, or undone, by `heal`.
"""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Engine, select
from sqlalchemy.exc import SQLAlchemyError

from informed.adapters import database as db
from informed.adapters.backup.files import sync
from informed.adapters.data_keys import DataKeys
from informed.adapters.keys import KeyEncryptionKey, new_kek, read_kek
from informed.adapters.ledger import DatabaseLedger
from informed.adapters.settings import Settings
from informed.errors import KeyFault, LedgerError


@dataclass(frozen=True)
class Rotated:
    """How many data keys were wrapped anew, the id of the key that did it, and where the one before is kept."""

    keys: int
    key_id: str
    old: Path

    def lines(self) -> Iterator[str]:
        """The rotation in words."""
        yield f"{self.keys} data keys are wrapped by the new key {self.key_id}. Make a copy of the key file, and a backup."
        yield (
            f"The key before is kept in {self.old}: backups made before now open only with it. "
            "Keep it apart from them as long as you keep them, then destroy it: until then it opens them for whoever has it."
        )


def rotate(settings: Settings) -> Rotated:
    """Make a new key-encryption key for the ledger of these settings; raises `KeyFault` or `LedgerError`, then nothing
    has changed.
    """
    engine = db.open_database(settings.url, make=False)
    file = settings.key_file
    try:
        heal(file, engine)
        old, new = read_kek(file), new_kek()
        kept = file.with_name(f"{file.name}.old-{old.id}")
        try:
            new.write(_new(file))
            if _id(kept) != old.id:  # it may be there from an earlier rotation, if the key was put back since
                old.write(kept)
            sync(file.parent)
            keys = _rewrap(engine, old, new)
        except BaseException:
            heal(file, engine)
            raise
        _finish(file)
    finally:
        engine.dispose()
    return Rotated(keys, new.id, kept)


def heal(file: Path, engine: Engine) -> None:
    """Finish or undo a rotation that was cut off; a key that wrapped nothing is removed. Raises `KeyFault`."""
    if not _new(file).exists():
        return
    wrapped_by = _key_ids(engine)
    came = _id(_new(file))
    if came in wrapped_by:
        _finish(file)
        return
    present = read_kek(file).id
    if wrapped_by - {present}:
        raise KeyFault(
            f"neither {file} nor {_new(file)} holds the key of this database; put the right file in its place"
        )
    for left in (_new(file), file.with_name(f"{file.name}.old-{present}")):
        left.unlink(missing_ok=True)


def _rewrap(engine: Engine, old: KeyEncryptionKey, new: KeyEncryptionKey) -> int:
    """One transaction; on PostgreSQL no data key is made meanwhile, or it would be wrapped by the old key for ever."""
    with DatabaseLedger(engine, DataKeys(old)).writing() as work:
        if engine.dialect.name == "postgresql":
            work.connection.exec_driver_sql("lock table data_key in share row exclusive mode")
        return DataKeys(old).rewrap(work.connection, new)


def _key_ids(engine: Engine) -> set[str]:
    try:
        with engine.connect() as connection:
            return set(connection.scalars(select(db.data_keys.c.key_id).distinct()))
    except SQLAlchemyError as error:
        raise LedgerError(f"the ledger cannot be read: {db.reason(error)}") from error


def _finish(file: Path) -> None:
    try:
        _new(file).replace(file)
        sync(file.parent)
    except OSError as error:
        raise KeyFault(
            f"{_new(file)} is the key from now on, and cannot be renamed to {file}: {error.strerror}"
        ) from error


def _id(file: Path) -> str | None:
    """The id of the key in a file; None for one that was cut off while it was written."""
    with suppress(KeyFault):
        return read_kek(file).id
    return None


def _new(file: Path) -> Path:
    return file.with_name(f"{file.name}.new")
