"""`informed doctor`: what is wrong or about to be, each with the command that mends it. Nothing is changed.

Findings are of three levels: "fault" (the product cannot do its work, or not safely), "notice" (it will need care), "good".
"""

import os
import shutil
import stat
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Literal

from informed.adapters import database as db
from informed.adapters.outside import ERASED, OutsideFolder
from informed.adapters.settings import PREFIX, Settings
from informed.bootstrap import Product, build, schema_of
from informed.document.typeface import missing_fonts
from informed.errors import InformedError
from informed.lint import check, stale_sources

Level = Literal["good", "notice", "fault"]

FREE_BYTES = 1_000_000_000
#: How much the clock may differ from what the ledger saw last.
CLOCK = timedelta(minutes=5)
SOON = timedelta(days=60)
#: How many of the newest chains are checked.
SAMPLE = 20


@dataclass(frozen=True)
class Finding:
    """One thing that was looked at; `mend` is the command, or what to do."""

    level: Level
    sentence: str
    mend: str = ""


def examine(settings: Settings) -> Iterator[Finding]:
    """Everything about this installation; when the ledger cannot be opened, what can be said without it."""
    for look in (_engine, _files, _erasures, _space, _settings, _fonts):
        yield from look(settings)
    try:
        before, needed = schema_of(settings)
        if before != needed:
            yield Finding(
                "notice", f"the database has schema {before or 'none'}, and needs {needed}", "informed migrate"
            )
            return
        product = build(settings)
    except InformedError as error:
        yield Finding("fault", str(error), "mend what the sentence names, then run `informed doctor` again")
        return
    yield Finding("good", f"the database opens; its schema is {needed}")
    for ask in (_clinic, _clock, _checkpoint, _chains, _seal, _content):
        yield from _guarded(ask, product)


def _guarded(ask: Callable[[Product], Iterator[Finding]], product: Product) -> Iterator[Finding]:
    try:
        yield from ask(product)
    except InformedError as error:
        yield Finding("fault", str(error), "informed audit verify")


def _engine(settings: Settings) -> Iterator[Finding]:
    try:
        engine = db.connect(settings.url)
    except InformedError as error:
        yield Finding("fault", str(error), "informed serve makes a new one; informed restore brings one back")
        return
    try:
        found = db.condition(engine)
    finally:
        engine.dispose()
    yield Finding("good", found.engine)
    for weakness in found.weaknesses:
        yield Finding("notice", weakness.fact, weakness.mend)


def _files(settings: Settings) -> Iterator[Finding]:
    for path, allowed in ((settings.data_dir, 0o700), (settings.key_file, 0o400), (settings.checkpoints, 0o700)):
        if path.exists() and (mode := stat.S_IMODE(path.stat().st_mode)) & 0o077:
            yield Finding("fault", f"others can read {path} (mode {mode:04o})", f"chmod {allowed:04o} {path}")
    if settings.checkpoint_dir is None:
        yield Finding(
            "notice",
            "checkpoints stand beside the database: whoever takes one takes both",
            f"set {PREFIX}CHECKPOINT_DIR to a folder on another disk",
        )
    if settings.kek_file is None:
        yield Finding(
            "notice",
            "the key stands beside the database: whoever copies the folder can read it",
            f"move the key file and set {PREFIX}KEK_FILE; keep a copy apart from the backups",
        )


def _erasures(settings: Settings) -> Iterator[Finding]:
    outside = OutsideFolder(settings.checkpoints)
    try:
        damaged = outside.erasures().damaged
    except InformedError as error:
        yield Finding("fault", str(error), f"let the server's user read and write {outside.folder}")
        return
    for number in damaged:
        yield Finding(
            "fault",
            f"line {number} of {outside.folder / ERASED} names no record: an erasure may be missing from the list",
            "informed erase, if whoever it was is in the ledger again; then take the line out",
        )


def _space(settings: Settings) -> Iterator[Finding]:
    folder = settings.data_dir if settings.data_dir.exists() else settings.data_dir.absolute().parent
    free = shutil.disk_usage(folder).free if folder.exists() else 0
    level: Level = "good" if free > FREE_BYTES else "fault"
    yield Finding(
        level, f"{free / 1e9:.1f} GB are free for the data folder", "" if level == "good" else "make room on the disk"
    )


def _settings(settings: Settings) -> Iterator[Finding]:
    if settings.mode == "demo":
        yield Finding("notice", "demonstration mode: not for real patients", f"set {PREFIX}MODE=clinic")
    if settings.mode == "clinic" and settings.shared_tablet is False:
        yield Finding(
            "notice",
            "patients may download their document: right only on their own devices",
            f"unset {PREFIX}SHARED_TABLET",
        )
    if settings.seal_passphrase_file and not settings.seal_pkcs12:
        yield Finding("fault", "a passphrase is set for a certificate that is not", f"set {PREFIX}SEAL_PKCS12")
    if os.environ.get("STREAMLIT_SERVER_PORT"):
        yield Finding("notice", "STREAMLIT_* variables are not read", "use the options of `informed serve`")


def _fonts(_settings: Settings) -> Iterator[Finding]:
    missing = missing_fonts()
    if missing:
        yield Finding(
            "fault", f"documents cannot be made: no font {', '.join(missing)}", "pip install --force-reinstall informed"
        )
    else:
        yield Finding("good", "the fonts of the documents are there")


def _clinic(product: Product) -> Iterator[Finding]:
    """What counts now, whether the environment or the page /clinic says it."""
    clinic = product.service.clinic()
    if product.settings.mode == "clinic" and clinic.name == Settings.model_fields["clinic_name"].default:
        yield Finding(
            "fault", "the clinic has no name on screens and documents", f"set {PREFIX}CLINIC_NAME, or the page /clinic"
        )
    if clinic.retention_days is None:
        yield Finding(
            "notice", "how long records are kept is not set", f"set {PREFIX}RETENTION_DAYS, or the page /clinic"
        )


def _clock(product: Product) -> Iterator[Finding]:
    now, seen = datetime.now(UTC), product.service.custody.last_written()
    if seen and seen - now > CLOCK:
        yield Finding(
            "fault",
            f"the clock is behind what the ledger wrote at {seen:%Y-%m-%d %H:%M} UTC",
            "timedatectl set-ntp true, or set the clock",
        )
    else:
        yield Finding("good", f"the clock says {now:%Y-%m-%d %H:%M} UTC, after everything in the ledger")


def _checkpoint(product: Product) -> Iterator[Finding]:
    newest = product.service.custody.newest_checkpoint()
    if newest is None:
        yield Finding(
            "notice", "there is no checkpoint yet: a cut tail could not be noticed", "informed audit checkpoint"
        )
        return
    age = datetime.now(UTC) - newest.at
    level: Level = "good" if age < timedelta(days=2) else "notice"
    mend = "" if level == "good" else "informed audit checkpoint"
    yield Finding(level, f"checkpoint {newest.number} is {age.days} days old", mend)


def _chains(product: Product) -> Iterator[Finding]:
    checked = product.service.custody.check_newest(SAMPLE)
    yield Finding("good", f"the chains of the {checked} newest records hold (`informed audit verify` checks all)")


def _seal(product: Product) -> Iterator[Finding]:
    for what, ends in (
        ("seal's certificate", product.authority.seal_expires),
        ("root", product.authority.root_expires),
    ):
        left = ends - datetime.now(UTC)
        if left < SOON:
            yield Finding(
                "fault", f"the {what} ends on {ends:%Y-%m-%d}", "restart `informed serve`, or renew the PKCS#12 file"
            )
        else:
            yield Finding("good", f"the {what} serves until {ends:%Y-%m-%d}")
    if waiting := product.service.documents.waiting():
        yield Finding(
            "notice", f"{waiting} documents wait for their seal", "start `informed serve`; it tries again by itself"
        )


def _content(product: Product) -> Iterator[Finding]:
    today = product.service.journey.today()
    level: Level = "notice" if product.settings.mode == "demo" else "fault"
    for pack in product.service.packs.offered():
        name = f"the pack {pack.id} {pack.version}"
        if pack.draft(today):
            yield Finding(level, f"{name} is a draft: no review counts today", "informed content review")
        if stale := stale_sources(pack, today):
            said = f"{name}: sources were checked over a year ago: {', '.join(stale)}"
            yield Finding(level, said, "check them, and write the day down")
        if not check(pack, today).clean:
            yield Finding("fault", f"{name} has errors", "informed content check")
