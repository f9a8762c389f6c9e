"""`informed verify`, what a PDF is, said plainly or as data; and `informed root`, what others check it with."""

import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import click
from cryptography import x509
from cryptography.hazmat.primitives.hashes import SHA256

from informed.adapters.clock import SystemClock
from informed.bootstrap import product
from informed.content import ContentPack
from informed.errors import SettingsError
from informed.plainly import plainly
from informed.verify.check import MOST_BYTES, check
from informed.verify.register import Register
from informed.verify.report import Report, Signature, Verdict

PDF = click.Path(exists=True, dir_okay=False, path_type=Path)


@dataclass(frozen=True)
class Known:
    """What a file is checked against: root certificates, and what only the clinic's own installation has."""

    roots: Sequence[bytes]
    register: Register | None = None
    packs: Callable[[str], ContentPack | None] | None = None
    crl: bytes | None = None


def answer(file: Path, known: Known) -> Report:
    """The report on a file."""
    now = SystemClock().now()
    return check(_pdf(file), roots=known.roots, register=known.register, packs=known.packs, now=now, crl=known.crl)


@click.command()
@click.argument("file", type=PDF)
@click.option("--json", "as_json", is_flag=True, help="Write the whole report as JSON, in both languages.")
@click.option(
    "--root",
    type=PDF,
    metavar="PEM",
    help="The clinic's root certificate: checks without the clinic's register, and says what that cannot tell.",
)
@plainly
def verify(file: Path, as_json: bool, root: Path | None) -> None:
    """Say whether a PDF is unchanged since this clinic's server sealed it: exit 0 if it is valid, 1 if not.

    The verdicts: valid, older_revision, altered, untrusted, not_ours, unreadable, not_a_pdf.
    """
    report = answer(file, Known([_bytes(root, MOST_BYTES)])) if root else product().service.documents.check(_pdf(file))
    click.echo(report.to_json() if as_json else "\n".join(lines(report)))
    sys.exit(0 if report.verdict == Verdict.VALID else 1)


@click.command()
@click.argument("out", type=click.Path(dir_okay=False, path_type=Path))
@plainly
def root(out: Path) -> None:
    """Write this clinic's root certificate, for whoever checks its documents elsewhere, and say its fingerprint.

    It is no secret. Hand it over on a way that can be trusted, or read the fingerprint out.
    """
    pem = product().service.documents.root_pem
    try:
        out.write_bytes(pem)
    except OSError as error:
        raise SettingsError(f"{out} cannot be written: {error.strerror}") from error
    for certificate in x509.load_pem_x509_certificates(pem):
        digest = certificate.fingerprint(SHA256()).hex(":").upper()
        click.echo(f"{out}: {certificate.subject.rfc4514_string()}, SHA-256 {digest}")


def lines(report: Report) -> list[str]:
    """The report as it is read in a terminal, in English."""
    found = [report.headline.en, *(f"- {reason.text.en}" for reason in report.reasons)]
    if report.record_id:
        of = f" of {report.latest_revision}" if report.latest_revision else ""
        found.append(f"Record {report.record_id}" + (f", revision {report.revision}{of}" if report.revision else ""))
    found += [_line(signature) for signature in report.signatures]
    return [*found, report.meaning.en] if report.meaning else found


def _line(signature: Signature) -> str:
    stamped = "time stamp" if signature.timestamped else "the signer's clock"
    state = ("intact" if signature.intact else "broken") + ", " + ("trusted" if signature.trusted else "not trusted")
    return f"Signature ({signature.role}): {signature.name}, {signature.time or 'no time'} by {stamped}: {state}"


def _pdf(file: Path) -> bytes:
    return _bytes(file, MOST_BYTES + 1)  # one more is enough to refuse it


def _bytes(file: Path, most: int) -> bytes:
    try:
        with file.open("rb") as opened:
            return opened.read(most)
    except OSError as error:
        raise SettingsError(f"{file} cannot be read: {error.strerror}") from error
