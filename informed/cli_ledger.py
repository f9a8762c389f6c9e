"""`informed migrate, audit, backup, restore, keys, erase, hold, release, retention, doctor`: how the ledger is kept."""

import sys
from pathlib import Path
from typing import get_args

import click

from informed import bootstrap
from informed.adapters import backup as backups
from informed.adapters import rotation
from informed.adapters.clock import SystemClock
from informed.adapters.database import Migrated
from informed.adapters.settings import PREFIX, read_settings
from informed.bootstrap import product
from informed.doctor import examine
from informed.errors import SettingsError
from informed.events import ExportFormat
from informed.plainly import plainly

ACCOUNT = click.option(
    "--account", required=True, help="Whose right is used, by the name to sign in with; the password is asked for."
)
REASON = click.option("--reason", required=True, help="Why; it is kept with the event.")


@click.command()
@plainly
def migrate() -> None:
    """Bring the database to this program's schema; a SQLite file is copied first."""
    done = bootstrap.migrate(read_settings())
    click.echo(said(done) if done else "The database has this program's schema already.")


def said(done: Migrated) -> str:
    """What a migration did, in words."""
    if done.before == done.after:
        return f"The database has schema {done.after} already; its triggers and rights were made anew."
    before = f"from schema {done.before} " if done.before else ""
    copied = f"\nThe database as it was: {done.backup}" if done.backup else ""
    return f"The database was migrated {before}to schema {done.after}.{copied}"


@click.group()
def audit() -> None:
    """Check that the ledger holds what was written, and nothing else."""


@audit.command()
@click.option("--json", "as_json", is_flag=True, help="The report for a program.")
@plainly
def verify(as_json: bool) -> None:
    """Check every chain, every payload, the index, and the newest checkpoint: exit 0 when nothing was changed, else 1."""
    report = product().service.custody.check_ledger()
    click.echo(report.to_json() if as_json else "\n".join(report.lines()))
    sys.exit(0 if report.ok else 1)


@audit.command()
@plainly
def checkpoint() -> None:
    """Sign the heads of all chains and keep them outside the database."""
    made = product().service.custody.checkpoint()
    click.echo(
        f"Checkpoint {made.number}: {made.body.events} events in {made.body.records} chains, root {made.body.root[:12]}…"
    )
    click.echo(f"Kept in {product().settings.checkpoints.absolute()}")


@click.command()
@click.argument("record")
@REASON
@ACCOUNT
@click.option("--confirm", default="", help="The record's short number; without it you are asked.")
@plainly
def erase(record: str, reason: str, account: str, confirm: str) -> None:
    """Forget a person for good: destroy the key and the documents of a record. Its chain still verifies."""
    custody, token = product().service.custody, _signed_in(account)
    found = custody.find(token, record)
    confirmed = confirm or click.prompt(
        f"Record {found.short_id} cannot be read again by anybody. Type its number to go on"
    )
    custody.erase(token, found.id, reason, confirmed)
    click.echo(
        f"Record {found.short_id} is erased. Backups made before still hold it: delete them when their time has come."
    )


@click.command()
@click.argument("record")
@REASON
@ACCOUNT
@plainly
def hold(record: str, reason: str, account: str) -> None:
    """Forbid that a record is erased."""
    custody, token = product().service.custody, _signed_in(account)
    found = custody.find(token, record)
    custody.hold(token, found.id, reason)
    click.echo(f"Record {found.short_id} is held: it cannot be erased.")


@click.command()
@click.argument("record")
@REASON
@ACCOUNT
@plainly
def release(record: str, reason: str, account: str) -> None:
    """Allow again that a record is erased."""
    custody, token = product().service.custody, _signed_in(account)
    found = custody.find(token, record)
    custody.release(token, found.id, reason)
    click.echo(f"Record {found.short_id} is not held any more.")


@click.command()
@click.argument("record")
@click.argument("out", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--format", "kind", type=click.Choice(get_args(ExportFormat)), required=True)
@ACCOUNT
@plainly
def export(record: str, out: Path, kind: ExportFormat, account: str) -> None:
    """Write a record to a file: every event (json), a FHIR R4 Bundle (fhir), or the newest document (pdf)."""
    token = _signed_in(account)
    found = product().service.custody.find(token, record)
    copy = product().service.staff.export(token, found.id, kind)
    try:
        out.write_bytes(copy)
    except OSError as error:
        raise SettingsError(f"{out} cannot be written: {error.strerror}") from error
    click.echo(f"{out}: {len(copy):,} bytes of record {found.short_id}")


@click.command()
@ACCOUNT
@plainly
def retention(account: str) -> None:
    """List the records that are past their time, and which of them a hold keeps. Nothing is erased."""
    days = product().service.clinic().retention_days
    if days is None:
        raise SettingsError(
            f"how long records are kept is not set: on the page of the clinic, or by {PREFIX}RETENTION_DAYS"
        )
    found = product().service.custody.past_their_time(_signed_in(account), days)
    for one in found:
        held = (
            "held: it must be kept" if one.row.held else f"may be erased: `informed erase {one.row.record} --reason …`"
        )
        click.echo(f"{one.row.record}  {one.row.status}  unchanged for {one.since.days} days (limit {days})  {held}")
    click.echo(f"{len(found)} records are past their time.")


@click.command()
@plainly
def doctor() -> None:
    """Look for what is wrong or about to be, each with what mends it: exit 0 without a fault, else 1. Changes nothing."""
    found = list(examine(read_settings()))
    for one in found:
        click.echo(f"{one.level:6}  {one.sentence}" + (f"\n        → {one.mend}" if one.mend else ""))
    sys.exit(1 if any(one.level == "fault" for one in found) else 0)


@click.command()
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
@click.option("--with-keys", is_flag=True, help="Also copy the key file: whoever has this backup can then read it.")
@plainly
def backup(folder: Path, with_keys: bool) -> None:
    """Make a verified copy of the ledger in a new folder inside FOLDER, while the server runs: exit 1 if it is not sound."""
    settings = read_settings()
    made = backups.backup(settings, folder, with_keys=with_keys, now=SystemClock().now())
    product().service.custody.note_backup(made.sha256, with_keys=with_keys)
    click.echo("\n".join(made.lines()))
    sys.exit(1 if made.findings else 0)


@click.command()
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--force", is_flag=True, help="Also over a ledger that is further on, or another clinic's.")
@plainly
def restore(folder: Path, force: bool) -> None:
    """Put a backup in the place of the ledger, once all of it was verified. Stop the server first."""
    done = backups.restore(read_settings(), folder, force=force, now=SystemClock().now())
    click.echo("\n".join(done.lines()))
    product()  # notes the restore, and erases again who was erased since the backup


@click.group()
def keys() -> None:
    """The key-encryption key."""


@keys.command()
@plainly
def rotate() -> None:
    """Exchange the key file, and wrap every data key by the new one. No event is touched."""
    done = rotation.rotate(read_settings())
    product().service.custody.note_rotation(done.key_id, done.keys)
    click.echo("\n".join(done.lines()))


COMMANDS = (migrate, audit, backup, restore, keys, erase, hold, release, retention, export, doctor)


def _signed_in(account: str) -> str:
    """A session of the account whose password is typed, or comes on standard input."""
    asked = sys.stdin.isatty()
    password = click.prompt(f"Password of {account}", hide_input=True) if asked else sys.stdin.readline().rstrip("\n")
    return product().service.staff.sign_in(account, password, "command line")
