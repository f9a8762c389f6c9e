"""The list of what a backup holds: canonical JSON (RFC 8785). A folder without it is no backup, or half of one."""

import hashlib
from importlib.metadata import version
from pathlib import Path
from typing import Literal

from pydantic import AwareDatetime, Field, ValidationError
from pydantic_core import from_json

from informed.adapters.backup import files
from informed.errors import LedgerError
from informed.events import Exact, encode

NAME = "manifest.json"
VERSION: Literal[1] = 1
KEY = "key-encryption-key"
ERASED = "erased.txt"
_FILE = r"^(informed\.db|informed\.dump|checkpoint-[0-9]{8}\.txt|erased\.txt|key-encryption-key)$"

Engine = Literal["sqlite", "postgresql"]


class File(Exact):
    """A file of a backup; `size` in bytes, `sha256` in hex."""

    name: str = Field(pattern=_FILE)
    sha256: str
    size: int


class Anchor(Exact):
    """The checkpoint that a backup comes with."""

    number: int
    root: str


class Manifest(Exact):
    """What a backup is. `records` counts chains, that of the clinic too; `findings` what a check of them found."""

    type: Literal["Backup"] = "Backup"
    version: Literal[1] = VERSION
    product: str
    database_schema: str
    ledger: str
    made_at: AwareDatetime
    engine: Engine
    events: int
    records: int
    findings: int
    checkpoint: Anchor | None
    with_keys: bool
    files: tuple[File, ...]

    @property
    def database(self) -> str:
        """The name of the file that holds the ledger."""
        return "informed.db" if self.engine == "sqlite" else "informed.dump"

    def has(self, name: str) -> bool:
        return any(file.name == name for file in self.files)


def product_version() -> str:
    return version("informed")


def listed(folder: Path) -> tuple[File, ...]:
    """The files of a folder as they are now, by name."""
    found = sorted(file for file in folder.iterdir() if file.name != NAME)
    return tuple(File(name=file.name, sha256=files.sha256(file), size=file.stat().st_size) for file in found)


def write(folder: Path, manifest: Manifest) -> str:
    """Write the list under its name when all of it is on disk; returns its SHA-256, in hex."""
    content = encode(manifest)
    unfinished = folder / f"{NAME}.new"
    files.write(unfinished, content)
    unfinished.rename(folder / NAME)
    files.sync(folder)
    return hashlib.sha256(content).hexdigest()


def read(folder: Path) -> tuple[Manifest, str]:
    """The list of a backup and its SHA-256 in hex; raises `LedgerError` for a folder that is no whole backup."""
    if not folder.is_dir():
        raise LedgerError(f"there is no folder {folder}")
    try:
        content = (folder / NAME).read_bytes()
    except FileNotFoundError:
        raise LedgerError(
            f"the folder {folder} has no {NAME}: it is no backup, or one that was not finished; take another"
        ) from None
    try:
        if (found := from_json(content)["version"]) != VERSION:
            raise LedgerError(f"the backup is of version {found!r}, and this program reads version {VERSION}")
        return Manifest.model_validate_json(content), hashlib.sha256(content).hexdigest()
    except (ValidationError, ValueError, KeyError, TypeError):
        raise LedgerError(f"{folder / NAME} is damaged: it does not say what a backup holds") from None


def verify(folder: Path, manifest: Manifest) -> None:
    """Read every file; raises `LedgerError` when one is missing or is not as the list says."""
    if not manifest.has(manifest.database):
        raise LedgerError(f"{folder / NAME} is damaged: it lists no {manifest.database}")
    for listed in manifest.files:
        file = folder / listed.name
        if not file.is_file():
            raise LedgerError(f"the backup is not whole: {file} is missing")
        if file.stat().st_size != listed.size or files.sha256(file) != listed.sha256:
            raise LedgerError(f"the backup is damaged: {file} is not as {NAME} says")
