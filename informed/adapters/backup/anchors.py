"""The folder outside the database, as backups need it: which checkpoints a copy of the ledger holds, and which are ahead."""

from datetime import datetime
from io import BytesIO
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from pydantic import ValidationError

from informed import checkpoint
from informed.adapters.backup import files, manifest
from informed.adapters.backup.copies import Copy
from informed.adapters.erasures import parse
from informed.adapters.outside import OutsideFolder
from informed.checkpoint import Body, Checkpoint
from informed.errors import CheckpointForged

_PATTERN = "checkpoint-????????.txt"


def name_of(number: int) -> str:
    """The name of a checkpoint's file."""
    return f"checkpoint-{number:08}.txt"


def newest_first(folder: Path) -> list[Path]:
    """The checkpoints of a folder that may not be there."""
    return sorted(folder.glob(_PATTERN), reverse=True)


def unsigned(data: bytes) -> Checkpoint:
    """What the file of a checkpoint says; who signed it is not asked, for that needs a key. Raises `CheckpointForged`."""
    try:
        body, _signature, lines = data.split(b"\n", 2)
        found = Checkpoint(Body.model_validate_json(body), lines)
    except (ValidationError, ValueError):
        raise CheckpointForged("the file is no checkpoint, or was damaged") from None
    if checkpoint.tree_root(line[:-1] for line in BytesIO(lines)).hex() != found.body.root:
        raise CheckpointForged("the checkpoint's list of chains was changed")
    return found


def held(folder: Path, copy: Copy, before: bytes | None) -> tuple[bytes, Checkpoint] | CheckpointForged | None:
    """The newest checkpoint that a copy holds; `before` was the newest when the copy was begun.

    A ledger tells of a checkpoint after it was written: one that was written while the copy was made may be told of in it,
    and then it is held. When the copy holds none, `before` is returned for a check to name what is missing.
    """
    if before is None:
        return None
    try:
        last = unsigned(before)
        heads = copy.heads()
        for file in newest_first(folder):
            if file.name > name_of(last.number):
                content = file.read_bytes()
                if not any(checkpoint.unkept(unsigned(content), heads, copy.work.hash_at)):
                    return content, unsigned(content)
        return before, last
    except CheckpointForged as forged:
        return forged


def signed(folder: Path, about: manifest.Manifest, copy: Copy) -> Checkpoint | None:
    """The checkpoint that a backup comes with; raises `CheckpointForged`."""
    if about.checkpoint is None:
        return None
    data = (folder / name_of(about.checkpoint.number)).read_bytes()
    return checkpoint.read(data, _key(copy).public_key(), copy.ledger)


def ahead(folder: Path, copy: Copy) -> tuple[Path, ...]:
    """The checkpoints outside that saw what a copy does not hold, or that cannot be relied on, newest first."""
    key, heads = _key(copy).public_key(), copy.heads()
    found = []
    for file in newest_first(folder):
        try:
            seen = checkpoint.read(file.read_bytes(), key, copy.ledger)
        except CheckpointForged:
            found.append(file)
            continue
        if not any(checkpoint.unkept(seen, heads, copy.work.hash_at)):
            break  # and so are those before it, for a chain only grows
        found.append(file)
    return tuple(found)


def supersede(found: tuple[Path, ...], now: datetime) -> Path | None:
    """Move checkpoints to a folder of their own beside them, where nobody looks for the newest; None for none."""
    if not found:
        return None
    folder = found[0].parent / f"superseded-{files.stamp(now)}"
    folder.mkdir(mode=0o700, exist_ok=True)
    for file in found:
        file.rename(folder / file.name)
    files.sync(folder)
    files.sync(folder.parent)
    return folder


def bring(backup: Path, about: manifest.Manifest, folder: Path) -> None:
    """Put a backup's checkpoint where checkpoints are, unless one of that number is there."""
    if about.checkpoint and not (folder / name_of(about.checkpoint.number)).exists():
        content = (backup / name_of(about.checkpoint.number)).read_bytes()
        OutsideFolder(folder).keep_checkpoint(about.checkpoint.number, content)


def merge_erasures(backup: Path, folder: Path) -> tuple[int, ...]:
    """Add a backup's erasures to the list outside, as they stand there; returns the numbers of its damaged lines, which are kept
    too and name no record.
    """
    if not (backup / manifest.ERASED).exists():
        return ()
    theirs, outside = parse((backup / manifest.ERASED).read_bytes()), OutsideFolder(folder)
    outside.add_erasures(theirs.unknown_to(outside.erasures()))
    return theirs.damaged


def _key(copy: Copy) -> Ed25519PrivateKey:
    return Ed25519PrivateKey.from_private_bytes(copy.work.clinic_key("checkpoint"))
