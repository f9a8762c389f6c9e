"""Every attack through the command that staff use: a verdict in words, in bounded time and memory, and never a traceback."""

import json
import resource
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

from informed.cli_document import verify
from informed.content import ContentPack
from informed.document import render
from informed.record import Record
from informed.verify.bounded import LIMITS
from informed.verify.report import Verdict

from . import attacks
from .sealed import Clinic

Attack = Callable[[bytes], bytes]

#: What it is called, how it is made of a sealed file, and the verdict with the root certificate alone.
ATTACKS: dict[str, tuple[Attack, Verdict]] = {
    "none": (lambda pdf: pdf, Verdict.VALID),
    "a flipped bit": (lambda pdf: pdf[:50_000] + bytes([pdf[50_000] ^ 4]) + pdf[50_001:], Verdict.ALTERED),
    "a white box": (attacks.white_box, Verdict.ALTERED),
    "an annotation": (attacks.annotated, Verdict.ALTERED),
    "a rotated page": (attacks.rotated, Verdict.ALTERED),
    "another attachment": (attacks.replaced_attachment, Verdict.ALTERED),
    "another description": (attacks.replaced_xmp, Verdict.ALTERED),
    "bytes appended": (lambda pdf: pdf + bytes(5000), Verdict.ALTERED),
    "the seal taken out": (attacks.emptied_field, Verdict.NOT_OURS),
    "somebody's ink": (attacks.moved_signature, Verdict.ALTERED),
    "written anew": (attacks.rewritten, Verdict.ALTERED),
    "ten thousand pages more": (attacks.ten_thousand_pages_more, Verdict.ALTERED),
    "ten thousand pages": (lambda _: attacks.ten_thousand_pages(), Verdict.NOT_OURS),
    "an attached bomb": (lambda _: attacks.attached_bomb(), Verdict.UNREADABLE),
    "a bomb of a table": (lambda _: attacks.table_bomb(), Verdict.UNREADABLE),
    "a circle of tables": (lambda _: attacks.circle_of_tables(), Verdict.UNREADABLE),
    "a circle of fields": (lambda _: attacks.circle_of_fields(), Verdict.UNREADABLE),
    "arrays in arrays": (lambda _: attacks.deep_nesting(), Verdict.UNREADABLE),
    "half a file": (lambda pdf: pdf[: len(pdf) // 2], Verdict.UNREADABLE),
    "a password": (attacks.encrypted, Verdict.UNREADABLE),
    "no PDF": (lambda _: b"\x89PNG\r\n\x1a\n" + bytes(999), Verdict.NOT_A_PDF),
}
#: What this side may grow by, whatever the file unpacks to.
OWN = 256 * 2**20


@pytest.fixture(scope="module")
def clinic() -> Clinic:
    return Clinic()


@pytest.fixture(scope="module")
def sealed(clinic: Clinic, signed: Record, pack: ContentPack) -> bytes:
    return clinic.sealed(render(signed, pack))


@pytest.mark.parametrize("name", ATTACKS)
def test_the_command_gives_a_verdict(name: str, sealed: bytes, clinic: Clinic, tmp_path: Path) -> None:
    """Exit code, verdict and reasons; the processor's time and the memory of both sides keep within their bounds."""
    attack, verdict = ATTACKS[name]
    (tmp_path / "file.pdf").write_bytes(attack(sealed))
    (tmp_path / "root.pem").write_bytes(clinic.authority.root_pem)
    grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    before, own = resource.getrusage(resource.RUSAGE_CHILDREN), time.process_time()
    done = CliRunner().invoke(verify, [str(tmp_path / "file.pdf"), "--root", str(tmp_path / "root.pem"), "--json"])
    after, own = resource.getrusage(resource.RUSAGE_CHILDREN), time.process_time() - own
    spent = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    found = json.loads(done.stdout)

    assert done.exit_code == (0 if verdict == Verdict.VALID else 1)
    assert found["verdict"] == verdict
    assert found["reasons"] or verdict == Verdict.VALID
    assert done.stderr == ""
    assert spent < LIMITS.processor + 1
    assert own < LIMITS.processor
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 < grown + OWN
