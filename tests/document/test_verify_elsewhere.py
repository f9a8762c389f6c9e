"""The commands of docs/verify-elsewhere.md, run as they stand there on a sealed document and on a changed one."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from informed.content import ContentPack
from informed.document import render
from informed.paths import PACKAGE
from informed.record import Record

from . import attacks
from .sealed import Clinic

GUIDE = PACKAGE.parent / "docs" / "verify-elsewhere.md"
BLOCKS = re.findall(r"```sh\n(.*?)```", GUIDE.read_text("utf-8"), re.DOTALL)
TOOLS = ("openssl", "pdfsig", "pdfdetach", "xxd", "sha256sum")

pytestmark = pytest.mark.skipif(
    not all(map(shutil.which, TOOLS)), reason=f"the guide needs {', '.join(TOOLS)} (poppler-utils, openssl, xxd)"
)


@pytest.fixture(scope="module")
def files(signed: Record, pack: ContentPack) -> dict[str, bytes]:
    clinic = Clinic()
    sealed = clinic.sealed(render(signed, pack))
    return {"root.pem": clinic.authority.root_pem, "sealed": sealed, "countersigned": clinic.countersigned(sealed)}


def run(block: str, pdf: bytes, files: dict[str, bytes], folder: Path) -> tuple[int, str]:
    """The exit code and output of the guide's block that begins with these words, for a file."""
    (folder / "root.pem").write_bytes(files["root.pem"])
    (folder / "document.pdf").write_bytes(pdf)
    script = next(found for found in BLOCKS if found.startswith(block))
    done = subprocess.run(["bash", "-ec", script], cwd=folder, capture_output=True, text=True, check=False)
    return done.returncode, done.stdout + done.stderr


@pytest.mark.parametrize("name", ["sealed", "countersigned"])
def test_openssl_finds_the_signature_good(name: str, files: dict[str, bytes], tmp_path: Path) -> None:
    """Cut out by ByteRange and Contents, checked against the clinic's root, over the file to its end."""
    code, said = run("set --", files[name], files, tmp_path)

    assert code == 0, said
    assert "CAdES Verification successful" in said and "to its end" in said
    unit = "Seal" if name == "sealed" else "Physician"
    assert f"OU={unit}" in run("openssl cms", files[name], files, tmp_path)[1]


def test_openssl_finds_a_changed_byte_and_an_addition(files: dict[str, bytes], tmp_path: Path) -> None:
    """The first by the digest, the second by the end."""
    sealed = files["sealed"]

    assert "Verification failure" in run("set --", sealed.replace(b"/Pages", b"/Qages", 1), files, tmp_path)[1]
    code, said = run("set --", attacks.white_box(sealed), files, tmp_path)
    assert code == 1 and "to its end" not in said


def test_pdfsig_says_what_the_guide_says(files: dict[str, bytes], tmp_path: Path) -> None:
    """Valid and total for a genuine file; "valid", but not total, for one with a white box over its text."""
    genuine = run("pdfsig", files["countersigned"], files, tmp_path)[1]
    covered = run("pdfsig", attacks.white_box(files["sealed"]), files, tmp_path)[1]

    assert genuine.count("Signature is Valid") == 2
    assert len(re.findall(r"- Total document signed", genuine)) == 1
    assert "Signature is Valid" in covered
    assert "- Total document signed" not in covered


@pytest.mark.skipif(not shutil.which("certutil"), reason="certutil comes with libnss3-tools")
def test_pdfsig_trusts_the_clinics_root(files: dict[str, bytes], tmp_path: Path) -> None:
    """With the root in a database of its own."""
    code, said = run("mkdir", files["countersigned"], files, tmp_path)

    assert code == 0, said
    assert said.count("Certificate is Trusted") == 2


def test_the_attached_data_comes_out(files: dict[str, bytes], tmp_path: Path) -> None:
    """Both files, and the fingerprints."""
    code, said = run("pdfdetach", files["sealed"], files, tmp_path)

    assert code == 0, said
    assert (tmp_path / "record.json").read_bytes().startswith(b'{"address"')
    assert run("openssl x509", files["sealed"], files, tmp_path)[0] == 0
    assert run("sha256sum document", files["sealed"], files, tmp_path)[0] == 0


def test_every_block_of_the_guide_was_run_above() -> None:
    """None is left out."""
    begun = ("openssl x509", "sha256sum document", "pdfsig", "mkdir", "set --", "openssl cms", "pdfdetach")
    assert [block for block in BLOCKS if not block.startswith(begun)] == []
    assert len(BLOCKS) == len(begun)
