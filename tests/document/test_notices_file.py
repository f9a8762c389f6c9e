"""The documents beside the patient's as files: made again, laid out, tagged, by the standards, and as a check reads them."""

from pathlib import Path

import pytest

from informed import review
from informed.adapters.seal import Sealer
from informed.content import ContentPack
from informed.document import render, render_any, render_notice
from informed.document.attached import Attached, as_json, from_json
from informed.errors import Tampered
from informed.record import Record
from informed.verify import printed
from tests.sealing import LATER, make_authority

from . import verapdf
from .closed import NAMES, its_pack, notices, pack_of
from .invented import Story
from .test_attached import attachment
from .test_layout import check, placed
from .test_notices import pages
from .test_tagging import structure, walk


@pytest.mark.parametrize("name", NAMES)
def test_it_can_be_made_again_from_its_own_data(name: str) -> None:
    """The same bytes each time, and from the attached record."""
    record = notices()[name]
    pdf = render_notice(record, its_pack(record), address="https://clinic.example/r/1")
    found = from_json(attachment(pdf, "record.json"))

    assert attachment(pdf, "fhir.json")
    assert render_any(found.record, found.pack, address=found.address) == pdf
    assert found.record == record


def test_either_kind_of_document_is_made_again() -> None:
    """By the event that calls for it."""
    signed = Story(pack_of()).whole().sign()
    assert render_any(signed, pack_of()) == render(signed, pack_of())


@pytest.mark.parametrize("name", NAMES)
def test_nothing_overlaps_or_leaves_the_page(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every extreme is laid out within the margins."""
    record = notices()[name]
    with placed(monkeypatch) as places:
        render_notice(record, its_pack(record))

    check(places)


def test_no_letter_is_dropped() -> None:
    """Notes and words whole; a sign that no font shows is named."""
    long, error = "".join(pages(notices()["long"])), "".join(pages(notices()["error"]))

    assert long.count("[U+9673]") == 2000
    assert long.count("đ") >= 1000 * (1 + len(review.open_items(pack_of(), notices()["long"])))
    assert error.count("[U+9673]") >= 300 and "[U+1F338]" in error


def test_what_the_patient_read_keeps_its_language() -> None:
    """Tagged, so that a screen reader says it rightly; the rest is the document's."""
    pdf = render_notice(notices()["addendum"], pack_of())
    english = [node for node in walk(structure(pdf)) if node.get("/Lang") == "en"]

    assert b"/Lang (vi)" in pdf
    assert len(english) == sum(i.kind != "unanswered" for i in review.open_items(pack_of(), notices()["addendum"]))


@pytest.mark.parametrize("name", NAMES)
def test_no_rule_is_broken_also_under_the_seal(name: str, tmp_path: Path) -> None:
    """PDF/A-3U and PDF/UA-1, by veraPDF's own rules; a notice is sealed without a field."""
    record = notices()[name]
    pdf = render_notice(record, its_pack(record))
    for i, each in enumerate((pdf, Sealer(make_authority()).seal(pdf, at=LATER, field=None).content)):
        (tmp_path / f"{i}.pdf").write_bytes(each)
        assert verapdf.broken(tmp_path / f"{i}.pdf") == {}


# --- as a check of the file reads it


def test_a_notice_of_another_version_is_not_called_altered() -> None:
    """It prints few of the statements; when it cannot be made again, nothing is compared, and that is said."""
    record = notices()["addendum"]
    found = printed.compare(b"made by another version", Attached(record, pack_of(), ""), tuple(pages(record)), None)

    assert [code for code, _ in found][-1] == "printed_not_compared"


def test_a_record_that_does_not_begin_is_refused(pack: ContentPack) -> None:
    """A stranger's file may hold anything; one plain sentence."""
    signed = Story(pack).whole().sign()
    for events in (signed.events[-1:], signed.events[:-1]):
        with pytest.raises(Tampered, match=r"record\.json"):
            from_json(as_json(Attached(Record(events), pack, "")))
