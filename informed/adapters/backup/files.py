"""Files that only this user can read, and that are on disk when a function returns; and trouble with them, in a sentence."""

import hashlib
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy.exc import SQLAlchemyError

from informed.adapters import database as db
from informed.errors import LedgerError


def stamp(now: datetime) -> str:
    """A time as part of a file's name."""
    return f"{now.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def new(file: Path) -> int:
    """The descriptor of a new file, to write to; raises `FileExistsError`."""
    return os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)


def write(file: Path, content: bytes) -> None:
    """Write a new file."""
    with os.fdopen(new(file), "wb") as out:
        out.write(content)
        out.flush()
        os.fsync(out.fileno())


def copy(source: Path, to: Path) -> None:
    """Write a new file with the content of another."""
    with source.open("rb") as read, os.fdopen(new(to), "wb") as out:
        shutil.copyfileobj(read, out, 1 << 20)
        out.flush()
        os.fsync(out.fileno())


def sync(path: Path) -> None:
    """Return when a file's content, or a folder's list of names, is on disk.

    Not for a SQLite file that this process has open: closing it here would drop SQLite's locks.
    """
    opened = os.open(path, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)


def sha256(file: Path) -> str:
    """The SHA-256 of a file, in hex."""
    with file.open("rb") as read:
        return hashlib.file_digest(read, "sha256").hexdigest()


@contextmanager
def told(what: str) -> Iterator[None]:
    """Turn trouble with disks and databases into a `LedgerError` that begins with what was not done."""
    try:
        yield
    except SQLAlchemyError as error:
        raise LedgerError(f"{what}: {db.reason(error)}") from error
    except db.sqlite3.Error as error:
        raise LedgerError(f"{what}: {error}") from error
    except OSError as error:
        where = f" ({error.filename})" if error.filename else ""
        raise LedgerError(f"{what}: {error.strerror or error}{where}") from error
