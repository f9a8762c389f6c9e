"""The file keeps PDF/A-3U and PDF/UA-1, by veraPDF's own rules."""

from pathlib import Path

import pytest
from fpdf import FPDF

from informed.content import ContentPack
from informed.document import render
from informed.document.tagging import TaggedPDF
from informed.record import Record
from informed.signature import Signature

from . import invented, verapdf
from .invented import Story
from .sealed import Clinic
from .test_people import minor


@pytest.fixture(scope="module")
def clinic() -> Clinic:
    return Clinic()


def records(pack: ContentPack, signed: Record) -> dict[str, tuple[Record, ContentPack]]:
    crowded = invented.pack(factors=40)
    flagged = Story(crowded, name="陳氏芳 Ελένη 🌸 <b>", language="en").whole()
    for i in range(40):
        flagged.factor(f"F-{i}", "yes", words="đ" * 1500 if i == 1 else "陳" * 2000 if i == 3 else "")
    flagged.doctor("Q1", words="陳" * 2000)
    mark = Signature(kind="mark", strokes=invented.drawn().strokes, witness="Lê Văn Chứng")
    english = Story(pack, language="en", clinic_language="en", draft=False, demonstration=False).whole()
    return {
        "signed": (signed, pack),
        "no flag, typed, English": (english.sign(Signature(kind="typed", typed="Duong Nguyen")), pack),
        "two languages, a witnessed mark": (
            Story(pack, language="en").whole(lambda i: "unsure").factor("F-0", "yes").sign(mark),
            pack,
        ),
        "a minor's guardian and interpreter": (minor(pack), pack),
        "more time": (Story(pack).topic("intro").defer("Hỏi chị tôi đã"), pack),
        "declined at once": (Story(pack, clinic_language="en").decline(), pack),
        "forty flags": (flagged.sign(), crowded),
    }


@pytest.mark.parametrize(
    "name",
    [
        "signed",
        "no flag, typed, English",
        "two languages, a witnessed mark",
        "a minor's guardian and interpreter",
        "more time",
        "declined at once",
        "forty flags",
    ],
)
def test_no_rule_is_broken(name: str, pack: ContentPack, signed: Record, tmp_path: Path, clinic: Clinic) -> None:
    """All rules of both flavours pass: as rendered, after the seal, and after the physician's signature."""
    rendered = render(*records(pack, signed)[name])
    sealed = clinic.sealed(rendered)
    for revision, pdf in enumerate((rendered, sealed, clinic.countersigned(sealed))):
        (tmp_path / f"{revision}.pdf").write_bytes(pdf)
        assert verapdf.broken(tmp_path / f"{revision}.pdf") == {}, revision


@pytest.mark.parametrize(
    ("flavour", "clause", "find", "put"),
    [
        ("3u", "6.6.4", b"<pdfaid:conformance>U</pdfaid:conformance>", b"<pdfaid:conformance>X</pdfaid:conformance>"),
        ("ua1", "5-", b"<pdfuaid:part>1</pdfuaid:part>", b"<pdfuaid:part>7</pdfuaid:part>"),
        ("ua1", "7.2-", b"/S /TR ", b"/S /Tr "),
        ("ua1", "7.3-", b"/Alt <", b"/Alx <"),
    ],
)
def test_a_broken_file_is_found(
    flavour: str, clause: str, find: bytes, put: bytes, pack: ContentPack, signed: Record, tmp_path: Path
) -> None:
    """The check finds what it is there to find."""
    good = render(signed, pack)
    assert find in good
    (tmp_path / "broken.pdf").write_bytes(good.replace(find, put))

    found = verapdf.failures(tmp_path / "broken.pdf", flavour)
    assert any(rule.startswith(clause) for rule in found), found


def test_untagged_content_is_found(
    pack: ContentPack, signed: Record, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is neither tagged nor an artifact fails."""
    monkeypatch.setattr(TaggedPDF, "_out", FPDF._out)
    (tmp_path / "untagged.pdf").write_bytes(render(signed, pack))

    assert any(rule.startswith("7.1-3") for rule in verapdf.failures(tmp_path / "untagged.pdf", "ua1"))
