"""`informed content ...`: begin a pack, check it, compare it, print it for review, and see where its reviews stand."""

import sys
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import click

from informed import lint
from informed.adapters import packs, recordings
from informed.adapters.clock import SystemClock
from informed.adapters.settings import PREFIX, Settings, read_settings
from informed.authoring import changes, reviews, speaker
from informed.authoring.copy import copy_of
from informed.authoring.html import html
from informed.authoring.pdf import pdf
from informed.authoring.skeleton import write_skeleton
from informed.content import Language
from informed.errors import ContentError, SettingsError
from informed.lint.report import explained, lines
from informed.paths import CONTENT
from informed.plainly import plainly

FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)


@click.group()
def content() -> None:
    """Work with content packs: the folders of text files that say what patients are shown."""


@content.command()
@click.argument("pack", required=False, type=FOLDER)
@click.option(
    "--explain", type=click.Choice(list(lint.RULES)), metavar="RULE", help="Say why a rule exists, and no more."
)
@plainly
def check(pack: Path | None, explain: str | None) -> None:
    """Load and lint a pack (a folder), or all installed ones: exit 0 without errors, 1 with one line a finding.

    Warnings and notes are printed too, but do not fail the check. A scorecard of twelve items follows.
    """
    if explain:
        click.echo(explained(lint.RULES[explain]))
        return
    now = read_settings()
    installed = now.content_dir or CONTENT
    folders = [pack] if pack else sorted(file.parent for file in installed.glob("*/pack.yaml"))
    clean = [_check(folder, _today(now)) for folder in folders]
    sys.exit(0 if all(clean) else 1)


def _check(folder: Path, on: date) -> bool:
    found = packs.load(folder)
    counts = f"{len(found.statements)} statements, {len(found.questions)} questions, {len(found.factors)} factors"
    click.echo(f"{folder.name} {found.version}: {counts}, sha256 {found.sha256[:12]}")
    report = lint.check(found, on)
    click.echo("\n".join(lines(folder.name, report, packs.places(folder))))
    return report.clean


@content.command()
@click.argument("name")
@click.option("--into", type=click.Path(file_okay=False, path_type=Path), help="The folder of the packs.")
@plainly
def new(name: str, into: Path | None) -> None:
    """Begin a pack: a folder NAME of commented files, in the content folder of the settings or in ./content."""
    now = read_settings()
    folder = write_skeleton(name, into or now.content_dir or Path("content"), _today(now))
    click.echo(f"{folder} is ready. Replace every text that begins with VIẾT or WRITE; the notes in the files say how.")
    click.echo(f"Check it:  informed content check {folder}")
    place = folder.parent.absolute()
    click.echo(f"See it:    {PREFIX}CONTENT_DIR={place} {PREFIX}PACK={name} informed serve")


@content.command()
@click.argument("pack", required=False, type=FOLDER)
@plainly
def review(pack: Path | None) -> None:
    """Say for each language which fingerprint a review must name, and whether one counts today (exit 0) or not (1)."""
    now = read_settings()
    found, today = packs.load(_folder(pack, now)), _today(now)
    click.echo("\n".join(reviews.report(found, today)))
    sys.exit(1 if found.draft(today) else 0)


@content.command()
@click.argument("old", type=FOLDER)
@click.argument("new", type=FOLDER)
@plainly
def diff(old: Path, new: Path) -> None:
    """List what changed from pack OLD to pack NEW: exit 1 when something is material, 0 when nothing or all editorial.

    NEW/changes.yaml says which changes are editorial, and why; what it does not name is material.
    """
    before, after = packs.load(old), packs.load(new)
    found = changes.compare(before, after, changes.declarations(new, before))
    click.echo("\n".join(changes.report(before, after, found)))
    sys.exit(1 if any(change.material for change in found) else 0)


@content.command()
@click.argument("pack", required=False, type=FOLDER)
@click.option("--format", "form", type=click.Choice(["html", "pdf"]), help="Default: what the file's name ends in.")
@click.option("--out", required=True, type=click.Path(dir_okay=False, path_type=Path), help="The file to write.")
@plainly
def export(pack: Path | None, form: str | None, out: Path) -> None:
    """Write a copy for a reviewing physician: both languages side by side, sources, and boxes to sign."""
    now = read_settings()
    form = form or out.suffix.lstrip(".").lower()
    if form not in ("html", "pdf"):
        raise SettingsError(f"{out} ends in neither .html nor .pdf; say which with --format")
    moment = _moment(now)
    copied = copy_of(packs.load(_folder(pack, now)), moment.date())
    written = pdf(copied, moment) if form == "pdf" else html(copied).encode()
    try:
        out.write_bytes(written)
    except OSError as error:
        raise ContentError(f"{out} cannot be written: {error.strerror}") from error
    click.echo(f"{out}: {len(written):,} bytes, {copied.pack.id} {copied.pack.version}")


@content.command()
@click.argument("pack", required=False, type=FOLDER)
@click.option("--language", type=click.Choice([one.value for one in Language]), help="Only this language.")
@click.option(
    "--tie", is_flag=True, help="The files that are there were listened to, and say exactly the present texts."
)
@plainly
def audio(pack: Path | None, language: str | None, tie: bool) -> None:
    """Print what can be read aloud of a pack, as a script for a speaker, with the file for each text.

    A recording is played to patients once it is tied (--tie) to its text; when the text changes it is void.
    """
    folder = _folder(pack, read_settings())
    found = packs.load(folder)
    for one in [Language(language)] if language else list(Language):
        if tie:
            recordings.tie(folder, found, one)
        lines = recordings.script(folder, found, one)
        click.echo("\n".join(speaker.script(found, one, lines)))


def _folder(pack: Path | None, now: Settings) -> Path:
    """The pack's folder: the one named, or the first of the settings."""
    return pack or now.pack_folders[0]


def _moment(now: Settings) -> datetime:
    """The present time in the clinic."""
    return SystemClock().now().astimezone(ZoneInfo(now.time_zone))


def _today(now: Settings) -> date:
    return _moment(now).date()
