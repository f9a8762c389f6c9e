"""Bringing a backup back. Everything is verified before anything is replaced."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from informed.adapters.backup import anchors, files, manifest
from informed.adapters.backup.copies import Copy, open_copy, refuse_other_key
from informed.adapters.backup.loss import Loss, measure
from informed.adapters.backup.manifest import Manifest
from informed.adapters.backup.site import Site, site
from informed.adapters.keys import KeyEncryptionKey, read_kek
from informed.adapters.settings import Settings
from informed.errors import KeyFault, LedgerError
from informed.ports import Work

NOTHING_REPLACED = "the backup was not restored"
FORCE = "--force replaces it all the same, and keeps it beside"


@dataclass(frozen=True)
class Restored:
    """What a restore did; `manifest` is the SHA-256 of the backup's manifest, in hex."""

    manifest: str
    made_at: datetime
    records: int
    events: int
    forced: bool
    #: What the replaced ledger held and this one does not.
    lost: Loss
    #: The replaced SQLite file, or a dump of the replaced PostgreSQL database; None when there was none.
    replaced: Path | None
    #: Where the checkpoints were moved that saw more than the backup holds.
    superseded: Path | None
    #: Whether the key file was missing, and was brought from the backup.
    key_brought: bool
    #: The lines of the backup's list of erasures that name no record.
    damaged: tuple[int, ...]

    def lines(self) -> Iterator[str]:
        """The restore in words."""
        yield f"Restored: {self.events} events in {self.records} chains, as of {self.made_at:%Y-%m-%d %H:%M} UTC."
        if self.lost:
            yield f"The replaced ledger held more: {self.lost}."
        if self.replaced:
            yield f"The replaced ledger is kept in {self.replaced}"
        if self.superseded:
            yield f"Checkpoints that saw more than the backup holds were moved to {self.superseded}: keep them as evidence."
        if self.key_brought:
            yield "The key file was missing, and was brought from the backup."
        if self.damaged:
            which = ", ".join(map(str, self.damaged))
            yield f"Attention: in the backup's {manifest.ERASED} no record can be read from line {which}; it is kept as it stands."
        yield "At the next start erasures made since the backup are made again. All staff must sign in again."
        yield "Next: `informed audit verify`, then `informed audit checkpoint`."


def restore(settings: Settings, folder: Path, *, force: bool, now: datetime) -> Restored:
    """Put a backup in the place of the ledger of these settings, which no server may have open.

    Raises `LedgerError`, `KeyFault` or `CheckpointForged`, and has replaced nothing: the backup is damaged, of another
    clinic, wrapped by another key, from a newer program; or, without `force`, the present ledger is further on, of another
    clinic or unreadable.
    """
    about, sha256 = manifest.read(folder)
    ours = site(settings, now)
    with files.told(NOTHING_REPLACED):
        manifest.verify(folder, about)
        _refuse_other_engine(about, ours)
        kek, brought = _key(settings.key_file, folder, about)
        try:
            staged = ours.stage(folder / about.database)
            with open_copy(staged, kek) as copy:
                _check(
                    folder, about, copy, settings.key_file if not brought else folder / manifest.KEY, kek, force, now
                )
                lost = _compare(ours.hold(force=force), copy, force)
                ahead = anchors.ahead(settings.checkpoints, copy)
            damaged = anchors.merge_erasures(folder, settings.checkpoints)
            if brought:
                _bring_key(kek, settings.key_file)
            replaced = ours.replace(staged, sha256, forced=force)
        finally:
            ours.release()
            ours.unstage()
    with files.told("the backup was restored, but the folder for checkpoints is not in order"):
        superseded = anchors.supersede(ahead, now)
        anchors.bring(folder, about, settings.checkpoints)
    return Restored(
        sha256, about.made_at, about.records, about.events, force, lost, replaced, superseded, brought, damaged
    )


def _refuse_other_engine(about: Manifest, ours: Site) -> None:
    if about.engine != ours.engine:
        raise LedgerError(
            f"the backup is of a {about.engine} database, and INFORMED_DATABASE_URL names a {ours.engine} one"
        )


def _key(key_file: Path, folder: Path, about: Manifest) -> tuple[KeyEncryptionKey, bool]:
    """The key of the key file; when it is missing, the one in the backup, if there is one, and True."""
    if unfinished := next(key_file.parent.glob(f"{key_file.name}.new"), None):
        raise KeyFault(
            f"{unfinished} shows that `informed keys rotate` was cut off; start the server once to finish it"
        )
    if not key_file.exists() and about.with_keys:
        return read_kek(folder / manifest.KEY), True
    return read_kek(key_file), False


def _bring_key(kek: KeyEncryptionKey, key_file: Path) -> None:
    key_file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    kek.write(key_file)
    files.sync(key_file.parent)


def _check(
    folder: Path, about: Manifest, copy: Copy, key_file: Path, kek: KeyEncryptionKey, force: bool, now: datetime
) -> None:
    """The backup by itself: schema, key, chains, checkpoint."""
    schema = copy.schema
    refuse_other_key(key_file, kek, copy.key_ids())
    copy.open_all_keys(kek)
    report, findings = copy.check(anchors.signed(folder, about, copy), now)
    if findings and not force:
        raise LedgerError(f"the backup's chains do not hold ({len(findings)} findings): {findings[0]} {FORCE}")
    said = (about.database_schema, about.ledger, about.events, about.records)
    if said != (schema, copy.ledger, report.events, report.records):
        raise LedgerError(f"{folder / manifest.NAME} does not say what the backup holds")


def _compare(present: Work | None, copy: Copy, force: bool) -> Loss:
    """What the present ledger would lose; raises `LedgerError` when that needs `force`."""
    if present is None or not any(present.heads()):
        return Loss()
    if not force and present.about("ledger") != copy.ledger:
        raise LedgerError(f"the backup is of another clinic than the present ledger; {FORCE}")
    lost = measure(present, copy.work)
    if lost and not force:
        raise LedgerError(f"the present ledger is further on, and would lose {lost}; {FORCE}")
    return lost
