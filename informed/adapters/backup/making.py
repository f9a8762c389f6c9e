"""Making a backup while the app writes."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from informed.adapters.backup import anchors, files, manifest
from informed.adapters.backup.copies import Copy, open_copy, refuse_other_key
from informed.adapters.backup.manifest import Anchor, Manifest
from informed.adapters.backup.site import Site, site
from informed.adapters.keys import read_kek
from informed.adapters.outside import OutsideFolder
from informed.adapters.settings import Settings
from informed.checkpoint import Checkpoint
from informed.errors import CheckpointForged, LedgerError

NOT_MADE = "the backup was not made, and nothing of it is left"


@dataclass(frozen=True)
class Backup:
    """A backup that was read again after it was written; `sha256` is that of its manifest, in hex."""

    manifest: Path
    sha256: str
    files: tuple[str, ...]
    records: int
    events: int
    with_keys: bool
    #: What a check of the copied chains found, in sentences; none when they hold.
    findings: tuple[str, ...]

    def lines(self) -> Iterator[str]:
        """The backup in words."""
        yield f"Backup of {self.events} events in {self.records} chains: {self.manifest.parent}"
        yield f"Written, read again, and checked. SHA-256 of its manifest: {self.sha256}"
        if self.with_keys:
            yield "It holds the key: whoever has this folder can read every record. Keep it as you keep the key."
        else:
            yield "The key is NOT in it: without the key file nobody can read it, so keep a copy of that, apart from this."
        for finding in self.findings:
            yield f"Attention: {finding}"
        if self.findings:
            yield "The ledger itself is not as it should be, and so is its copy: run `informed audit verify`."


def backup(settings: Settings, folder: Path, *, with_keys: bool, now: datetime) -> Backup:
    """Make a backup in a new folder of `folder`, named by the time; the key-encryption key only `with_keys`.

    Raises `LedgerError` (a full disk, a database that cannot be read, a program that is missing); then the new folder is
    gone.
    """
    with _new_folder(folder, now) as made, files.told(NOT_MADE):
        ours = site(settings, now)
        newest = OutsideFolder(settings.checkpoints).newest_checkpoint()
        database = made / ("informed.db" if ours.engine == "sqlite" else "informed.dump")
        ours.copy(database)
        with open_copy(database) as copy:
            anchor = _add_outside(settings.checkpoints, copy, newest, made)
            if with_keys:
                _add_key(settings.key_file, copy, made)
            about, findings = _described(copy, anchor, ours, made, with_keys, now)
        sha256 = manifest.write(made, about)
        files.sync(folder)
        manifest.verify(made, about)
    names = tuple(file.name for file in about.files)
    return Backup(made / manifest.NAME, sha256, names, about.records, about.events, with_keys, tuple(findings))


@contextmanager
def _new_folder(folder: Path, now: datetime) -> Iterator[Path]:
    """A folder that nobody else reads; it is removed when it cannot be filled."""
    made = folder / f"informed-{files.stamp(now)}"
    with files.told(f"the folder {made} cannot be made"):
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        made.mkdir(mode=0o700)
    try:
        yield made
    except BaseException:
        shutil.rmtree(made, ignore_errors=True)
        raise


def _add_outside(folder: Path, copy: Copy, newest: bytes | None, made: Path) -> Checkpoint | CheckpointForged | None:
    """Add the list of erasures, and the newest checkpoint that the copy holds."""
    erased = folder / manifest.ERASED
    if erased.exists():
        files.write(made / manifest.ERASED, erased.read_bytes())
    found = anchors.held(folder, copy, newest)
    if not isinstance(found, tuple):
        return found
    content, anchor = found
    files.write(made / anchors.name_of(anchor.number), content)
    return anchor


def _add_key(key_file: Path, copy: Copy, made: Path) -> None:
    kek = read_kek(key_file)
    refuse_other_key(key_file, kek, copy.key_ids())
    kek.write(made / manifest.KEY)


def _described(
    copy: Copy,
    anchor: Checkpoint | CheckpointForged | None,
    ours: Site,
    made: Path,
    with_keys: bool,
    now: datetime,
) -> tuple[Manifest, list[str]]:
    report, findings = copy.check(anchor, now)
    seen = None if isinstance(anchor, CheckpointForged) else anchor
    about = Manifest(
        product=manifest.product_version(),
        database_schema=copy.schema,
        ledger=copy.ledger,
        made_at=now.astimezone(UTC),
        engine=ours.engine,
        events=report.events,
        records=report.records,
        findings=len(findings),
        checkpoint=Anchor(number=seen.number, root=seen.body.root) if seen else None,
        with_keys=with_keys,
        files=manifest.listed(made),
    )
    if not about.has(about.database):
        raise LedgerError("the copy of the database is gone")
    return about, findings
