"""Sealed and countersigned documents: standards kept, bytes kept, text kept, and judged valid by readers that are not ours."""

import asyncio
import hashlib
import shutil
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from functools import cache
from io import BytesIO
from pathlib import Path
from subprocess import run

import pytest
from cryptography import x509
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.diff_analysis import ModificationLevel
from pyhanko.sign.fields import MDPPerm
from pyhanko.sign.validation import SignatureCoverageLevel
from pyhanko.sign.validation.dss import DocumentSecurityStore
from pypdf import PdfReader, PdfWriter

from informed.adapters.seal import Sealed, Sealer
from informed.document import PHYSICIAN_FIELD
from informed.errors import SealError
from tests.document import verapdf
from tests.sealing import (
    CLOSINGS,
    LATER,
    NOW,
    PASSWORD,
    PHYSICIAN,
    document,
    make_authority,
    make_physician,
    new_authority,
    statuses,
)

OUTCOME = "Sang bước trao đổi đồng ý / Go on to the consent talk"
MOMENT = "23/11/2026, 16:00:00 (UTC+07:00)"
KINDS = [(closing, language) for closing in CLOSINGS for language in ("vi", "en")]


@cache
def sealed(closing: str = "signed", language: str = "vi") -> Sealed:
    return Sealer(make_authority()).seal(document(closing, language), at=LATER, field=PHYSICIAN_FIELD)


def countersigned(pdf: bytes, *, name: str = PHYSICIAN, outcome: str = OUTCOME, moment: str = MOMENT) -> Sealed:
    return Sealer(make_authority()).countersign(
        pdf, make_physician(), PASSWORD, at=LATER, name=name, at_text=moment, outcome_text=outcome
    )


@cache
def done(closing: str = "signed", language: str = "vi") -> Sealed:
    return countersigned(sealed(closing, language).content)


def printed(command: list[str], pdf: bytes, folder: Path) -> str:
    (folder / "file.pdf").write_bytes(pdf)
    finished = run([*command, "file.pdf"], cwd=folder, capture_output=True, text=True, check=False)
    return finished.stdout + finished.stderr


def words(pdf: bytes, folder: Path) -> list[str]:
    return printed(["sh", "-c", 'pdftotext -layout "$0" -'], pdf, folder).split()


# --- what stays


@pytest.mark.parametrize(("closing", "language"), [("signed", "vi"), ("deferred", "en"), ("declined", "vi")])
def test_the_standards_are_kept(closing: str, language: str, tmp_path: Path) -> None:
    """PDF/A-3U and PDF/UA-1 after the seal and after the countersignature, by veraPDF's own rules."""
    for i, each in enumerate((sealed(closing, language), done(closing, language))):
        (tmp_path / f"{i}.pdf").write_bytes(each.content)
        assert verapdf.broken(tmp_path / f"{i}.pdf") == {}


@pytest.mark.parametrize(("closing", "language"), KINDS)
def test_earlier_bytes_are_kept(closing: str, language: str, tmp_path: Path) -> None:
    """Each signature only adds to the file; its structure stays sound."""
    before, first, second = document(closing, language), sealed(closing, language), done(closing, language)

    assert first.content.startswith(before)
    assert second.content.startswith(first.content)
    assert second.sha256 == hashlib.sha256(second.content).hexdigest()
    assert (second.timestamped, second.note) == (False, "")
    assert "No syntax or stream encoding errors found" in printed(["qpdf", "--check"], second.content, tmp_path)


def test_the_text_is_kept(tmp_path: Path) -> None:
    """The seal changes no word; the countersignature adds its own, each letter of them."""
    before = words(document(), tmp_path)
    after = words(done().content, tmp_path)
    added = f"{PHYSICIAN} {OUTCOME} {MOMENT}".split()

    assert words(sealed().content, tmp_path) == before
    assert sorted(after) == sorted([*before, *added])


def test_the_attachment_is_kept() -> None:
    """`record.json` is the same in each revision."""
    before, after = (PdfReader(BytesIO(pdf)).attachments for pdf in (document(), done().content))

    assert before["record.json"] == after["record.json"]


# --- what readers say


@pytest.mark.parametrize(("closing", "language"), KINDS)
def test_pyhanko_finds_the_seal_and_the_change_that_it_allows(closing: str, language: str) -> None:
    """Both signatures hold; the seal covers its revision, and allows what the physician added."""
    alone = statuses(sealed(closing, language).content, make_authority())["ClinicSeal"]
    both = statuses(done(closing, language).content, make_authority())

    assert alone.bottom_line and alone.coverage == SignatureCoverageLevel.ENTIRE_FILE
    assert list(both) == ["ClinicSeal", "Physician"]
    assert all(status.bottom_line and status.docmdp_ok for status in both.values())
    assert both["ClinicSeal"].modification_level == ModificationLevel.FORM_FILLING
    assert both["Physician"].coverage == SignatureCoverageLevel.ENTIRE_FILE
    assert both["Physician"].signer_reported_dt == LATER


def test_another_clinic_is_not_trusted() -> None:
    """Whole, but not ours."""
    status = statuses(sealed().content, new_authority())["ClinicSeal"]

    assert status.valid and status.intact and not status.trusted


def test_pdfsig_agrees(tmp_path: Path) -> None:
    """Poppler finds both signatures valid; trusted too where NSS's tools can tell it of the root."""
    command, verdict = ["pdfsig"], "Certificate issuer"
    if certutil := shutil.which("certutil"):
        (tmp_path / "root.pem").write_bytes(make_authority().root_pem)
        store = ["-d", "sql:."]
        run([certutil, "-N", *store, "--empty-password"], cwd=tmp_path, check=True)
        run([certutil, "-A", *store, "-n", "root", "-t", "CT,C,C", "-i", "root.pem"], cwd=tmp_path, check=True)
        command, verdict = ["pdfsig", "-nssdir", "sql:."], "Certificate is Trusted."
    said = printed(command, done().content, tmp_path)

    assert said.count("Signature Validation: Signature is Valid.") == 2
    assert said.count(f"Certificate Validation: {verdict}") == 2
    assert said.count("ETSI.CAdES.detached") == 2
    assert said.count("Total document signed") == 1


def test_the_list_of_revocations_travels_in_the_file() -> None:
    """Each signature brings the list as of its moment; both are in the file's security store."""
    store = DocumentSecurityStore.read_dss(PdfFileReader(BytesIO(done().content)))
    lists = [x509.load_der_x509_crl(ref.get_object().data) for ref in store.crls]

    assert len(lists) == 2
    assert all(each.last_update_utc == LATER for each in lists)
    assert len(list(store.load_certs())) == 3


def test_a_document_without_a_field_allows_nothing(tmp_path: Path) -> None:
    """Addenda and notices: certified, and no change allowed."""
    notice = Sealer(make_authority()).seal(document(), at=LATER, field=None).content
    signature = PdfFileReader(BytesIO(notice)).embedded_signatures[0]
    (tmp_path / "notice.pdf").write_bytes(notice)

    assert signature.docmdp_level == MDPPerm.NO_CHANGES
    assert statuses(notice, make_authority())["ClinicSeal"].bottom_line
    assert verapdf.broken(tmp_path / "notice.pdf") == {}
    with pytest.raises(SealError, match="no field for the physician"):
        countersigned(notice)


def test_the_field_stands_in_the_reading_order_of_page_1() -> None:
    """After the last content of the first page, before the second page's first."""
    root = PdfReader(BytesIO(sealed().content)).trailer["/Root"]
    pages = []
    for kid in root["/StructTreeRoot"]["/K"][0].get_object()["/K"]:
        element = kid.get_object()
        while "/Pg" not in element:
            element = element["/K"][0].get_object()
        pages.append((element.raw_get("/Pg").idnum, element["/S"]))
    place = pages.index((pages[0][0], "/Form"))

    assert all(page == pages[0][0] for page, _ in pages[:place])
    assert all(page != pages[0][0] for page, _ in pages[place + 1 :])


# --- the stamp


@pytest.mark.parametrize(
    ("name", "outcome"),
    [
        ("Nguyễn Thị Hồng Nhung " * 8, OUTCOME * 3),
        ("陳氏芳 Ελένη 🌸 <b>%(signer)s</b>", "\\( ) <</A>> endstream"),
        ("", "\n"),
    ],
)
def test_any_name_makes_a_stamp(name: str, outcome: str, tmp_path: Path) -> None:
    """Too long, foreign, hostile or empty: the file stays sound, and what was asked for stands in it as far as it fits."""
    pdf = countersigned(sealed().content, name=name, outcome=outcome).content

    assert all(status.bottom_line for status in statuses(pdf, make_authority()).values())
    assert set(MOMENT.split()) <= set(words(pdf, tmp_path))


def test_a_foreign_letter_is_shown_or_named(tmp_path: Path) -> None:
    """Never dropped, and the second font keeps the standards too."""
    pdf = countersigned(sealed().content, name="Đỗ 陳 Ελένη").content
    (tmp_path / "stamped.pdf").write_bytes(pdf)

    assert {"Đỗ", "[U+9673]", "Ελένη"} <= set(words(pdf, tmp_path))
    assert verapdf.broken(tmp_path / "stamped.pdf") == {}


# --- what is refused


def test_a_field_is_signed_once() -> None:
    """A second signature finds it filled."""
    with pytest.raises(SealError, match="signed already"):
        countersigned(done().content)


def test_a_document_is_sealed_once() -> None:
    """A sealed file is not sealed over."""
    with pytest.raises(SealError, match="sealed already"):
        Sealer(make_authority()).seal(sealed().content, at=LATER, field=PHYSICIAN_FIELD)


def rewritten(pdf: bytes) -> bytes:
    writer = PdfWriter()
    writer.append(BytesIO(pdf))
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (lambda pdf: document(), "the document is not sealed"),
        (lambda pdf: pdf[: len(document())], "the document is not sealed"),
        (rewritten, "not sealed by this clinic, or was changed"),
        (lambda pdf: pdf + b"\n% a line more\n", "not sealed by this clinic, or was changed"),
        (lambda pdf: pdf.replace(b"/Lang (vi)", b"/Lang (en)", 1), "not sealed by this clinic, or was changed"),
        (lambda pdf: pdf[:-700], "is not a document that this product made"),
        (lambda pdf: b"", "is not a document that this product made"),
        (lambda pdf: b"%PDF-1.7\n" + b"junk " * 99, "is not a document that this product made"),
    ],
)
def test_only_our_own_whole_file_is_countersigned(change: object, sentence: str) -> None:
    """Anything else is refused with a sentence."""
    assert callable(change)
    with pytest.raises(SealError, match=sentence):
        countersigned(change(sealed().content))


def test_another_clinics_document_is_not_countersigned() -> None:
    """Nor is ours signed with a physician's key of theirs."""
    theirs = new_authority()
    foreign = Sealer(theirs).seal(document(), at=LATER, field=PHYSICIAN_FIELD).content
    physician = theirs.issue_physician("A", "1", PASSWORD, NOW)
    with pytest.raises(SealError, match="not sealed by this clinic"):
        countersigned(foreign)
    with pytest.raises(SealError, match="not issued by this clinic"):
        Sealer(make_authority()).countersign(
            sealed().content, physician, PASSWORD, at=LATER, name="A", at_text="B", outcome_text="C"
        )


@pytest.mark.parametrize("password", ["", "wrong", PASSWORD.upper()])
def test_a_wrong_password_signs_nothing(password: str) -> None:
    """And says only that."""
    with pytest.raises(SealError, match=r"^wrong password$"):
        Sealer(make_authority()).countersign(
            sealed().content, make_physician(), password, at=LATER, name="A", at_text="B", outcome_text="C"
        )


@pytest.mark.parametrize("pdf", [b"", b"not a PDF", b"%PDF-1.7\n%%EOF", rewritten(document())[:-300]])
def test_what_is_no_document_is_not_sealed(pdf: bytes) -> None:
    """One sentence instead of a traceback."""
    with pytest.raises(SealError, match="could not be sealed"):
        Sealer(make_authority()).seal(pdf, at=LATER, field=PHYSICIAN_FIELD)


def test_ended_and_revoked_certificates_sign_nothing() -> None:
    """The seal's and the physician's, each with its sentence; the seal before its revocation stays the clinic's."""
    authority = new_authority()
    sealer, physician = Sealer(authority), authority.issue_physician("A", "1", PASSWORD, NOW)
    stamp = {"name": "A", "at_text": "B", "outcome_text": "C"}
    early = sealer.seal(document(), at=LATER, field=PHYSICIAN_FIELD).content
    for days, sentence in ((-2, "is not valid before"), (731, "expired on")):
        with pytest.raises(SealError, match=sentence):
            sealer.seal(document(), at=NOW + timedelta(days), field=None)
        with pytest.raises(SealError, match=sentence):
            sealer.countersign(early, physician, PASSWORD, at=NOW + timedelta(days), **stamp)
    authority.revoke(authority.seal.certificate.serial_number, LATER + timedelta(1))
    assert sealer.countersign(early, physician, PASSWORD, at=LATER + timedelta(2), **stamp).content
    with pytest.raises(SealError, match="was revoked"):
        sealer.seal(document(), at=LATER + timedelta(2), field=None)
    authority.revoke(physician.serial, LATER + timedelta(2))
    with pytest.raises(SealError, match="was revoked"):
        sealer.countersign(early, physician, PASSWORD, at=LATER + timedelta(3), **stamp)


def test_a_document_outlives_its_seals_certificate() -> None:
    """Three years on, under a renewed seal, a physician can still sign what was sealed in time."""
    authority = new_authority()
    early = Sealer(authority).seal(document(), at=LATER, field=PHYSICIAN_FIELD).content
    later = NOW + timedelta(1000)
    authority.renew_seal(later)
    physician = authority.issue_physician("A", "1", PASSWORD, later)
    late = Sealer(authority).countersign(early, physician, PASSWORD, at=later, name="A", at_text="B", outcome_text="C")

    assert statuses(late.content, authority)["ClinicSeal"].bottom_line


# --- threads and loops


def test_inside_of_an_event_loop() -> None:
    """A thread whose event loop runs can seal too."""

    async def both() -> bytes:
        first = Sealer(make_authority()).seal(document(), at=LATER, field=PHYSICIAN_FIELD)
        return countersigned(first.content).content

    found = statuses(asyncio.run(both()), make_authority())
    assert all(status.bottom_line for status in found.values())


def test_in_many_threads_at_once() -> None:
    """One sealer for all: each file comes out whole, and as its own."""
    sealer = Sealer(make_authority())
    with ThreadPoolExecutor(4) as threads:
        work = [threads.submit(sealer.seal, document(*kind), at=LATER, field=PHYSICIAN_FIELD) for kind in KINDS * 2]
        results = [each.result() for each in work]
    for kind, result in zip(KINDS * 2, results, strict=True):
        assert result.content.startswith(document(*kind))
        assert statuses(result.content, make_authority())["ClinicSeal"].bottom_line
    assert len({result.sha256 for result in results}) == len(results)
