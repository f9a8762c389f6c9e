"""A folder outside the database, better on another disk: signed checkpoints, and the list of erasures.

checkpoint-00000042.txt   the newest ones; see `informed.checkpoint` for what is in them
erased.txt                one line an erasure, see `informed.adapters.erasures`
"""

import os
import re
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from informed.adapters.erasures import Erasures, joined, line_of, parse
from informed.errors import LedgerError, Raced

#: How many checkpoints are kept; each holds all that the ones before it said.
KEPT = 30
_CHECKPOINT = re.compile(r"checkpoint-(\d{8})\.txt")
ERASED = "erased.txt"


class OutsideFolder:
    """Implements the port `Outside`; raises `LedgerError` when the folder cannot be read or written."""

    def __init__(self, folder: Path):
        self.folder = folder

    def newest_checkpoint(self) -> bytes | None:
        try:
            found = self._checkpoints()
            return found[-1].read_bytes() if found else None
        except OSError as error:
            raise self._fault(error) from error

    def keep_checkpoint(self, number: int, content: bytes) -> None:
        """Raises `Raced` when there is one of this number."""
        try:
            half = (
                self.folder / f".checkpoint-{number:08}.{os.getpid()}"
            )  # a half-written one would pass for a forged one
            try:
                self._write(half, content, os.O_TRUNC)
                os.link(half, self.folder / f"checkpoint-{number:08}.txt")
                self._sync_folder()
            finally:
                half.unlink(missing_ok=True)
            for old in self._checkpoints()[:-KEPT]:
                old.unlink(missing_ok=True)
        except FileExistsError as error:
            raise Raced(f"another process wrote checkpoint {number} first") from error
        except OSError as error:
            raise self._fault(error) from error

    def newest_number(self) -> int:
        try:
            found = self._checkpoints()
            return int(found[-1].name[-12:-4]) if found else 0
        except OSError as error:
            raise self._fault(error) from error

    def erased(self) -> frozenset[str]:
        return self.erasures().records

    def erasures(self) -> Erasures:
        """The list of erasures; an empty one when there is no file."""
        try:
            return parse((self.folder / ERASED).read_bytes())
        except FileNotFoundError:
            return Erasures()
        except OSError as error:
            raise self._fault(error) from error

    def note_erasure(self, record: str, at: datetime) -> None:
        self.add_erasures([line_of(record, at)])

    def add_erasures(self, lines: Sequence[bytes]) -> None:
        """Add lines to the list, each of its own, also after one that was cut off; on disk when this returns."""
        if not lines:
            return
        try:
            begin = b"\n" if self._was_cut_off(self.folder / ERASED) else b""
            self._write(self.folder / ERASED, begin + joined(lines), os.O_APPEND)
        except OSError as error:
            raise self._fault(error) from error

    @staticmethod
    def _was_cut_off(file: Path) -> bool:
        """Whether the last line of a file has no end; a file that is not there has no lines."""
        try:
            return file.read_bytes()[-1:] not in (b"", b"\n")
        except FileNotFoundError:
            return False

    def _checkpoints(self) -> list[Path]:
        if not self.folder.is_dir():
            return []
        return sorted(file for file in self.folder.iterdir() if _CHECKPOINT.fullmatch(file.name))

    def _write(self, file: Path, content: bytes, how: int) -> None:
        """Write, and return when it is on disk, the file's name too. `how`: append, or begin anew."""
        self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | how, 0o600), "wb") as out:
            out.write(content)
            out.flush()
            os.fsync(out.fileno())
        self._sync_folder()

    def _sync_folder(self) -> None:
        folder = os.open(self.folder, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)

    def _fault(self, error: OSError) -> LedgerError:
        return LedgerError(f"the folder {self.folder} for checkpoints and erasures cannot be used: {error.strerror}")
