"""The copy to review as a PDF: it keeps the standards of a patient's document, and holds every text."""

from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

from pypdf import PdfReader

from informed.authoring.copy import copy_of
from informed.authoring.pdf import pdf
from informed.content import ContentPack
from tests.document import verapdf
from tests.document.conftest import squeezed
from tests.factories import foot_bath, reviewed

AT = datetime(2026, 11, 23, 5, tzinfo=UTC)


def made(pack: ContentPack) -> bytes:
    return pdf(copy_of(pack, AT.date()), AT)


def pages(file: bytes) -> list[str]:
    return [squeezed(page.extract_text()) for page in PdfReader(BytesIO(file)).pages]


def test_no_rule_is_broken(exosome: ContentPack, tmp_path: Path) -> None:
    """All rules of both flavours pass, for the whole pack."""
    (tmp_path / "copy.pdf").write_bytes(made(exosome))

    assert verapdf.broken(tmp_path / "copy.pdf") == {}


def test_it_holds_every_statement_and_its_sources(exosome: ContentPack) -> None:
    """In both languages, over all its pages."""
    whole = "".join(pages(made(exosome)))

    for statement in exosome.statements.values():
        assert squeezed(", ".join(statement.sources)) in whole
        assert squeezed(statement.text.vi)[:30] in whole
        assert squeezed(statement.text.en)[:20] in whole


def test_a_draft_says_so_on_every_page() -> None:
    """A reviewed pack does not; the first page has the fingerprints, the last one the lines to sign."""
    draft, done = pages(made(foot_bath())), pages(made(reviewed()))

    assert [page for page in draft if "DRAFT" not in page] == []
    assert [page for page in done if "DRAFT" in page] == []
    for language in ("vi", "en"):
        assert foot_bath().text_sha256(language) in draft[0]
        assert foot_bath().text_sha256(language) in draft[-1]
    assert "Signatureofthereviewingphysician" in draft[-1]


def test_the_same_moment_gives_the_same_bytes() -> None:
    """The moment is the only thing that is not in the pack."""
    assert made(foot_bath()) == made(foot_bath())
