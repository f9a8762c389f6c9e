"""The check of a document of this clinic: what it says, on what it rests, and how its reading is bounded."""

import json
import re
import unicodedata
from pathlib import Path

import pytest

from informed.content import ContentPack, Language
from informed.document import render
from informed.document.attached import Attached, as_json
from informed.errors import SettingsError
from informed.record import Record
from informed.verify import check as rule
from informed.verify.bounded import Limits, read_bounded
from informed.verify.check import check
from informed.verify.report import Verdict
from informed.verify.words import WORDS

from . import attacks
from .invented import Story
from .sealed import TODAY, Book, Clinic


@pytest.fixture(scope="module")
def clinic() -> Clinic:
    return Clinic()


@pytest.fixture(scope="module")
def sealed(clinic: Clinic, signed: Record, pack: ContentPack) -> bytes:
    return clinic.sealed(render(signed, pack))


def test_the_latest_revision_is_valid(clinic: Clinic, sealed: bytes, signed: Record, pack: ContentPack) -> None:
    """Recorded, sealed, countersigned, printed as recorded: the strongest verdict, with what it does not prove."""
    countersigned = clinic.countersigned(sealed)
    book = Book().issue(signed.id, sealed, "patient", 1).issue(signed.id, countersigned, "countersigned", 2)
    book.issue(signed.id, b"another document of the record", "addendum", 1)
    crl = clinic.authority.crl(TODAY)
    report = check(countersigned, roots=clinic.roots, register=book, packs={pack.sha256: pack}.get, now=TODAY, crl=crl)

    assert report.verdict == Verdict.VALID
    assert [reason.code for reason in report.reasons] == ["recorded", "statements_agree", "printed_exact"]
    assert (report.record_id, report.revision, report.latest_revision) == (signed.id, 2, 2)
    assert [(s.role, s.intact, s.trusted) for s in report.signatures] == [
        ("seal", True, True),
        ("physician", True, True),
    ]
    assert report.meaning is not None and "no proof of who drew" in report.meaning.en


def test_the_report_is_also_data(clinic: Clinic, sealed: bytes) -> None:
    """With the keys of the contract, both languages, and no name of a patient."""
    report = check(sealed, roots=clinic.roots, register=None, packs=None, now=TODAY)
    data = json.loads(report.to_json())

    assert data["verdict"] == "valid"
    assert {"verdict", "reasons", "record_id", "revision", "signatures"} <= data.keys()
    assert data["signatures"][0]["time"] == "2026-11-22T09:20:00+00:00"
    assert data["headline"]["vi"].startswith("Hợp lệ")
    assert "Dương" not in report.to_json().replace(clinic.name, "")


def test_fewer_signatures_than_recorded_are_missed(clinic: Clinic, sealed: bytes, signed: Record) -> None:
    """The register's number counts."""
    book = Book().issue(signed.id, sealed, "patient", 2)
    report = check(sealed, roots=clinic.roots, register=book, packs=None, now=TODAY)

    assert (report.verdict, report.reasons[0].where) == (Verdict.ALTERED, "1 instead of 2")


def test_a_register_that_does_not_know_the_record_is_no_proof(clinic: Clinic, sealed: bytes) -> None:
    """The seal is right, but nobody here issued such a file."""
    report = check(sealed, roots=clinic.roots, register=Book(), packs=None, now=TODAY)

    assert (report.verdict, report.reasons[0].code) == (Verdict.UNTRUSTED, "record_unknown")
    assert report.record_id is None


# --- printed text, attached record, content pack


def other_words(signed: Record) -> Record:
    """The record with another statement text in every event, hashes and all."""
    return Record(
        tuple(type(x).model_validate_json(x.model_dump_json().replace("(B1)", "(B9)")) for x in signed.events)
    )


def test_a_statement_that_is_not_the_packs_is_found(clinic: Clinic, signed: Record, pack: ContentPack) -> None:
    """Sealed by this clinic, printed as recorded, and still not what the pack says; its hash gives it away too."""
    pdf = clinic.sealed(render(other_words(signed), pack))
    report = check(pdf, roots=clinic.roots, register=None, packs={pack.sha256: pack}.get, now=TODAY)

    assert report.verdict == Verdict.ALTERED
    assert {r.code: r.where for r in report.reasons}["statement_differs"] == "B1"
    assert {r.code: r.where for r in report.reasons}["hash_differs"] == "B1, B1, B1"


def test_print_and_record_must_say_the_same(clinic: Clinic, signed: Record, pack: ContentPack) -> None:
    """Sealed by this clinic, but the attached record has another name and another statement than the pages."""
    patient = signed.patient.model_copy(update={"name": "Lê Văn Tám"})
    first, *rest = other_words(signed).events
    first = first.model_copy(update={"payload": signed.opened.model_copy(update={"patient": patient})})
    pages = render(signed, pack)
    pdf = clinic.sealed(attacks.replaced_attachment(pages, as_json(Attached(Record((first, *rest)), pack, ""))))
    report = check(pdf, roots=clinic.roots, register=None, packs=None, now=TODAY)

    assert report.verdict == Verdict.ALTERED
    assert {r.code: r.where for r in report.reasons}["printed_differs"] == "the name, B1"


def test_a_file_that_is_not_printed_the_same_any_more_is_compared_by_its_words(
    clinic: Clinic, pack: ContentPack
) -> None:
    """As after a change of the program, here of the file's /ID; visible tokens stand for letters that no font has."""
    record = Story(pack, name="陳氏芳 🌸 Ελένη", language="en").whole().sign()
    pages = render(record, pack)
    older = re.sub(rb"/ID \[<(.)", lambda found: found[0].replace(found[1], b"0" if found[1] != b"0" else b"1"), pages)
    report = check(clinic.sealed(older), roots=clinic.roots, register=None, packs=None, now=TODAY)

    assert older != pages
    assert report.verdict == Verdict.VALID
    assert "printed_words" in [reason.code for reason in report.reasons]


# --- limits


@pytest.mark.parametrize(
    "limits", [Limits(clock=0.01), Limits(memory=30 * 2**20), Limits(processor=1)], ids=["clock", "memory", "processor"]
)
def test_reading_ends_at_each_limit(limits: Limits, sealed: bytes) -> None:
    """The system ends the process; what comes back is a fact."""
    facts = read_bounded(attacks.ten_thousand_pages_more(sealed), [], limits)

    assert (facts.trouble, facts.signatures) == ("limits", ())


def test_a_root_that_is_none_is_refused(sealed: bytes) -> None:
    """The only thing that raises: the question was wrong, not the file."""
    for root in (b"no certificate", b"-----BEGIN CERTIFICATE-----\nx\n-----END CERTIFICATE-----\n"):
        with pytest.raises(SettingsError, match="no certificate"):
            check(sealed, roots=[root], register=None, packs=None, now=TODAY)


# --- words


def test_every_reason_has_words_and_every_word_a_use() -> None:
    """In both languages, NFC; no sentence is left over."""
    files = [file for file in Path(rule.__file__).parent.glob("*.py") if file.name != "words.py"]
    used = set(re.findall(r'"([a-z_.]+)"', "".join(file.read_text("utf-8") for file in files)))
    composed = {"stamp_broken", "stamp_untrusted", *Verdict}
    left = [key for key in WORDS if key.removeprefix("at.") not in used | composed]

    assert left == []
    assert set(rule.MEANS) <= WORDS.keys()
    assert all(unicodedata.is_normalized("NFC", text[language]) for text in WORDS.values() for language in Language)
