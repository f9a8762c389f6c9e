"""Who helped, who signed for whom, and what was signed on paper: in the document, and in what is attached to it."""

import hashlib
import json
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from fhir.resources.R4B.bundle import Bundle
from pypdf import PdfReader

from informed import events as e
from informed import fhir
from informed.content import ContentPack, Language
from informed.document import render, render_form
from informed.errors import NotAllowed
from informed.paper import Transcript, transcribed
from informed.people import MEANINGS
from informed.plan import TOLD, Plan
from informed.record import Record
from informed.signing import signing
from informed.verify.check import check
from informed.verify.reading import read
from informed.verify.report import Report, Verdict
from tests.around import guardian, interpreter, picture, representative

from . import invented
from .conftest import squeezed
from .invented import Story
from .sealed import TODAY, Book, Clinic

verapdf = pytest.importorskip("tests.document.verapdf", reason="veraPDF needs the test extra")

SCAN = picture("JPEG")
DAY = date(2026, 11, 22)


def minor(pack: ContentPack, language: str = "vi") -> Record:
    """A minor with a guardian who signs and an interpreter who signs; the minor signs too."""
    story = Story(pack, language=language, born=date(2010, 5, 1), number=None)
    helpers = (guardian(), interpreter())
    for helper, how in zip(helpers, ("document", "not_checked"), strict=True):
        story.happen(e.HelperNamed(helper=helper)).happen(e.IdentityChecked(whose=helper.id, how=how))
    story.happen(e.IdentityChecked(whose="patient", how="known")).whole().finish("check")
    signed = {helper.id: invented.drawn() for helper in helpers}
    for event in signing(story.record, invented.drawn(), signed, Language(language)):
        story.happen(event)
    return story.record


def on_paper(pack: ContentPack, *, scan: bytes = SCAN, witness: str = "") -> Record:
    """Read and signed on paper, with one statement left blank and one not sure; a representative signed too."""
    story = Story(pack).happen(e.HelperNamed(helper=representative())).happen(e.PaperPrinted(language="vi"))
    sha256 = hashlib.sha256(scan).hexdigest()
    story.happen(e.ScanAdded(number=1, sha256=sha256, media_type="image/jpeg", length=len(scan)))
    statements = dict.fromkeys(pack.required_statements, "understood") | {"B2": "unsure"}
    del statements["R1"]
    said = Transcript(
        "signed", DAY, statements, own_words="Nước có cần muối không?", helpers_signed=["h3"], witness=witness
    )
    told = transcribed(pack, story.record, said, language=Language.VIETNAMESE, recorded_by="Lan", today=DAY)
    for event in told:
        story.happen(event)
    return story.record


def pages(pdf: bytes) -> list[str]:
    return [squeezed(page.extract_text()) for page in PdfReader(BytesIO(pdf)).pages]


def attached(pdf: bytes) -> dict[str, bytes]:
    return {name: data for name, (data,) in PdfReader(BytesIO(pdf)).attachments.items()}


def test_a_minors_document_says_who_signed_for_them(pack: ContentPack) -> None:
    """Page 1 names everybody with how they are known; the guardian's ink is there, and each meaning on the page after."""
    record = minor(pack)
    first, *rest = pages(render(record, pack))

    for said in ("Người giám hộ: Trần Văn Bảo (bố, danh tính: đã xem giấy tờ)", "Người phiên dịch: Kim Sokha"):
        assert squeezed(said) in first
    assert squeezed("Danh tính người bệnh: nhân viên biết người này") in first
    assert squeezed("Người giám hộ của người bệnh") in first
    assert "AGE_MINOR" in first and "SIGNED_FOR_PATIENT" in first
    assert squeezed("ĐIỂM PHẢI DỪNG: 1") in first
    whole = "".join(rest)
    for words in (MEANINGS["guardian"].vi, MEANINGS["interpreter"].vi, "Khmer", "Dịch vụ Mekong"):
        assert squeezed(words) in whole


def test_a_patient_who_does_not_sign_is_said_not_to(pack: ContentPack) -> None:
    """Only the representative signed, by a stated authority; the foot of page 1 says so."""
    story = Story(pack).happen(e.HelperNamed(helper=representative())).whole().finish("check")
    for event in signing(story.record, None, {"h3": invented.drawn()}, Language.VIETNAMESE):
        story.happen(event)
    first, *rest = pages(render(story.record, pack))

    assert squeezed("Người bệnh không tự ký; người ký thay ở trên.") in first
    assert "SIGNER_NOT_CHECKED" in first
    assert squeezed("Giấy ủy quyền công chứng, ngày 2/3/2026") in "".join(rest)


def test_paper_is_said_on_every_page_and_the_scan_is_in_the_file(pack: ContentPack) -> None:
    """What was stored comes out again byte for byte, with its relationship; record.json names its fingerprint."""
    record = on_paper(pack, witness="Lê Văn Chứng")
    pdf = render(record, pack, scans=[SCAN])
    files = attached(pdf)

    assert files["scan-1.jpg"] == SCAN
    assert set(files) == {"record.json", "fhir.json", "scan-1.jpg"}
    assert pdf.count(b"/AFRelationship /Source") == 2
    told = next(
        x["payload"] for x in json.loads(files["record.json"])["events"] if x["header"]["type"] == "PaperRecorded"
    )
    assert told["scans"] == [hashlib.sha256(SCAN).hexdigest()]
    found = pages(pdf)
    assert all(squeezed("Đọc và ký trên giấy") in page for page in found)
    assert squeezed("Ký tay trên giấy") in found[0]
    assert squeezed("Lan nhập lại câu trả lời. Bản quét đính kèm: 1 tệp.") in found[0]
    assert squeezed("Ngày ghi trên giấy: 22/11/2026") in found[0]
    assert squeezed("Người làm chứng: Lê Văn Chứng") in found[0]
    assert squeezed("Nước có cần muối không?") in found[0]


def test_a_blank_on_paper_stays_blank(pack: ContentPack) -> None:
    """No answer is made up for it: the statement says "not answered" beside one that was."""
    first, *rest = pages(render(on_paper(pack), pack, scans=[SCAN]))
    whole = "".join(rest)

    assert squeezed("Để trống trên giấy (1)") + "R1" in first
    assert squeezed(f"{pack.statements['R1'].text.vi}S1 · S2") + squeezed("Chưa trả lời") in whole


def test_the_form_holds_everything_that_is_answered(pack: ContentPack) -> None:
    """Every statement, question, factor and question for the doctor; on each page whose it is and which content."""
    story = Story(pack, language="vi", born=date(2010, 5, 1)).happen(e.HelperNamed(helper=guardian()))
    record = story.happen(e.PaperPrinted(language="en")).record
    found = pages(render_form(record, pack))
    whole = "".join(found)

    words = [s.text.en for s in pack.statements.values()] + [q.prompt.en for q in pack.questions.values()]
    words += [option.text.en for factor in pack.factors for option in factor.options] + [
        f.prompt.en for f in pack.factors
    ]
    words += [question.text.en for group in pack.doctor_questions for question in group.questions]
    words += [MEANINGS["guardian"].en, "a guardian must sign", pack.sha256, "Trần Văn Bảo"]
    assert [said for said in words if squeezed(said) not in whole] == []
    assert whole.count(squeezed("I'm not sure – I'll ask the doctor")) == len(pack.required_statements)
    for number, page in enumerate(found, 1):
        assert squeezed(f"ON PAPER · record {record.short_id}") in page
        assert pack.sha256[:16] in page
        assert f"Page{number}of{len(found)}" in page
    assert render_form(record, pack) == render_form(record, pack)
    with pytest.raises(NotAllowed):
        render_form(story.happen(e.RecordViewed()).record, pack)


def test_the_form_says_what_is_planned(pack: ContentPack) -> None:
    """As the tablet does: both routes; a field that is blank may be asked about; where nothing was entered, that."""

    def first(plan: Plan) -> str:
        return pages(render_form(Story(pack, plan=plan).happen(e.PaperPrinted(language="en")).record, pack))[0]

    said = first(Plan(registered_route="intact_skin", planned_route="injection"))
    for words in ("Registered routeOn intact skin", "Planned routeInjection", "Lotnot provided – you can ask"):
        assert squeezed(words) in said
    assert said.count(squeezed("not provided")) == len(TOLD) - 2
    nothing = first(Plan())
    assert squeezed("The clinic has not entered which product is planned") in nothing and "notprovided" not in nothing


def test_the_strict_check_looks_at_the_scans(pack: ContentPack) -> None:
    """A sealed file with its scan is valid, countersigned too; one with another scan than the record names is altered."""
    record, clinic = on_paper(pack), Clinic()

    def verdict(pdf: bytes, book: Book) -> Report:
        return check(pdf, roots=clinic.roots, register=book, packs=lambda _: pack, now=TODAY, read=read)

    good, swapped = (
        clinic.sealed(render(record, pack, scans=[scan])) for scan in (SCAN, picture("JPEG", colour="red"))
    )
    book = Book().issue(record.id, good, "patient", 1)
    assert verdict(good, book).verdict == Verdict.VALID
    closed = clinic.countersigned(good)
    assert verdict(closed, book.issue(record.id, closed, "countersigned", 2)).verdict == Verdict.VALID
    found = verdict(swapped, Book().issue(record.id, swapped, "patient", 1))
    assert found.verdict == Verdict.ALTERED
    assert [reason.code for reason in found.reasons if reason.code == "scan_differs"] == ["scan_differs"]


def test_the_fhir_bundle_names_who_helped_and_the_scans(pack: ContentPack) -> None:
    """Read by an independent library: related persons, on whose behalf they signed, and that it was on paper."""
    for record, signatures, people in ((minor(pack), 3, 2), (on_paper(pack), 2, 1)):
        parts = fhir.bundle(record, pack)
        Bundle.model_validate(parts)
        found = [entry["resource"] for entry in parts["entry"]]
        (provenance,) = (one for one in found if one["resourceType"] == "Provenance")
        assert sum(one["resourceType"] == "RelatedPerson" for one in found) == people
        assert len(provenance["signature"]) == signatures
        codes = {one["type"][0]["code"] for one in provenance["signature"]}
        assert not codes & {"1.2.840.10065.1.12.1.7", "1.2.840.10065.1.12.1.11"}  # none is of consent
        assert sum("onBehalfOf" in one for one in provenance["agent"]) == 1
        on_it = [one["what"]["display"] for one in provenance["entity"] if "Scan" in one["what"]["display"]]
        assert (len(on_it), "paper" in str(provenance.get("activity"))) == ((1, True) if record.paper else (0, False))


@pytest.mark.parametrize("flavour", ["3u", "ua1"])
def test_no_rule_is_broken(pack: ContentPack, flavour: str, tmp_path: Path) -> None:
    """The form, a document with two helpers' signatures, and one with a scan keep PDF/A-3U and PDF/UA-1."""
    story = Story(pack, number=None).happen(e.HelperNamed(helper=interpreter())).happen(e.PaperPrinted(language="vi"))
    made = {
        "form": render_form(story.record, pack),
        "helpers": render(minor(pack, "en"), pack),
        "paper": render(on_paper(pack), pack, scans=[SCAN]),
    }
    for name, pdf in made.items():
        (tmp_path / f"{name}.pdf").write_bytes(pdf)
        assert verapdf.failures(tmp_path / f"{name}.pdf", flavour) == {}, name
