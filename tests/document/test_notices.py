"""The documents beside the patient's: what each says, in whose words, on how many pages, and by which standards."""

from collections.abc import Callable
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import get_args

import pytest
from pypdf import PdfReader

from informed import events as e
from informed import review
from informed.adapters.seal import Sealer
from informed.content import ContentPack, Text
from informed.content.aids import ToldClaim
from informed.document import render, render_any, render_notice
from informed.document.attached import Attached, as_json, from_json
from informed.document.sheet import Sheet, Style
from informed.document.subject import Subject
from informed.document.typeface import Line
from informed.document.words import WORDS
from informed.errors import NotAllowed, Tampered
from informed.record import Record, Status
from informed.verify import printed
from tests.sealing import LATER, make_authority

from . import closed, invented
from .closed import OTHER, PHYSICIAN, SEALED, countersign, dispose, dispose_all, sealed
from .conftest import squeezed
from .invented import Story
from .test_attached import attachment
from .test_layout import check, placed
from .test_tagging import structure, walk

OWN = "Tôi bị tiểu đường, có ngâm được không?"
CLAIM = ToldClaim(
    id="T-HEAL",
    text=Text(vi="Chữa mọi bệnh.", en="It heals all."),
    answer=Text(vi="Không chữa được bệnh nào.", en="It heals nothing."),
    sources=("S1",),
)


@cache
def pack_of(factors: int = 5) -> ContentPack:
    """The invented pack with a claim."""
    return invented.pack(factors=factors).model_copy(update={"told": (CLAIM,)})


def _understood(i: int) -> str:
    return "understood"


def _second_unsure(i: int) -> str:
    return "unsure" if i == 1 else "understood"


def finished(*, read: str = "en", clinic: str = "vi", flags: int = 3, factors: int = 5, words: str = OWN) -> Story:
    """A signed and sealed record with these flags, and an item of each other kind."""
    pack = pack_of(factors)
    made = Story(pack, language=read, clinic_language=clinic)
    for topic in pack.topics:
        risks = topic.id == "risks"
        made.topic(topic.id, _second_unsure if risks else _understood)
        for question in topic.questions:
            made.question(question.id, "b" if risks else "a")
    heard = e.HeardClaim(claim=e.shown("T-HEAL", CLAIM.text[made.language]), answer=e.shown("T-HEAL", "-"))
    made.happen(e.ClaimsHeard(language=made.language, pack_version=pack.version, heard=(heard,)))
    for i in range(flags):
        made.factor(f"F-{i}", "yes", words="since I was small" if i == 0 else "")
    made.ask("B1").doctor("Q1", words=words).sign()
    return sealed(made)


def quiet(*, read: str = "vi", clinic: str = "vi", name: str = "Nguyễn Thị Thuỳ Dương") -> Story:
    """A signed and sealed record without any item."""
    made = Story(pack_of(), language=read, clinic_language=clinic, name=name).whole()
    for factor in made.pack.factors:
        made.factor(factor.id, factor.no_flag[0])
    made.sign()
    return sealed(made)


def pages(record: Record, pack: ContentPack | None = None) -> list[str]:
    """The text of each page of a notice, without blanks."""
    pdf = render_notice(record, pack or pack_of())
    return [squeezed(page.extract_text()) for page in PdfReader(BytesIO(pdf)).pages]


def says(record: Record, *texts: str) -> bool:
    """Whether a notice says all this."""
    whole = "".join(pages(record))
    return all(squeezed(text) in whole for text in texts)


@cache
def notices() -> dict[str, Record]:
    """One of each kind, and the extremes."""
    addendum = countersign(dispose_all(finished(), "Đã giải thích."), note="Hẹn hai tuần.")
    long = dispose_all(finished(words="陳" * 2000), "đ" * 1000)
    english = dispose_all(finished(read="vi", clinic="en", factors=42, flags=40))
    countersigned = quiet()
    countersign(countersigned)
    return {
        "addendum": addendum,
        "nothing to close": countersign(quiet(read="en", clinic="en")),
        "forty flags": countersign(english, outcome="alternative"),
        "long": countersign(long, note="đ" * 1000, physician="Đ" * 300),
        "correction": closed.correct(countersigned, "đ " * 500),
        "withdrawal": closed.withdraw(finished(), "陳 muốn nghĩ thêm"),
        "error": closed.enter_in_error(quiet(name="陳" * 300), "🌸"),
        "error while reading": closed.enter_in_error(Story(pack_of()).topic("intro")),
    }


NAMES = (
    *("addendum", "nothing to close", "forty flags", "long"),
    *("correction", "withdrawal", "error", "error while reading"),
)


def its_pack(record: Record) -> ContentPack:
    return next(pack for pack in (pack_of(), pack_of(42)) if pack.sha256 == record.opened.pack.sha256)


# --- the addendum


def test_the_addendum_says_who_what_and_over_which_document() -> None:
    """Outcome, physician, time, note, the patient, the sealed file's revision and hash; and that it is no consent."""
    record = countersign(dispose_all(finished()), note="Hẹn lại sau hai tuần.", outcome="more_time")
    moment = Subject(record, pack_of()).moment(record.events[-1].at)

    assert says(record, "Phụ lục của bác sĩ", "Cần thêm thời gian", f"{PHYSICIAN}, {moment}", "Hẹn lại sau hai tuần.")
    assert says(record, "Nguyễn Thị Thuỳ Dương", "VN-2026-004127", record.short_id, "Bác sĩ đã ký, 22/11/2026")
    assert says(record, "Phiếu của người bệnh, bản 1", f"SHA-256: {SEALED}", "Không phải phiếu đồng ý điều trị")


@pytest.mark.parametrize(("outcome", "said"), [("talk", "Go on to the consent talk"), ("not_advised", "Not advised")])
def test_the_outcome_is_said_in_large_type(outcome: e.Outcome, said: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """As large as the patient's name; nothing is smaller than 8 points."""
    sizes: dict[str, float] = {}
    show = Sheet.show

    def spy(sheet: Sheet, line: Line, x: float, baseline: float, style: Style) -> None:
        sizes[" ".join(word.text for word in line)] = style.size
        show(sheet, line, x, baseline, style)

    monkeypatch.setattr(Sheet, "show", spy)
    render_notice(countersign(quiet(clinic="en"), outcome=outcome), pack_of())

    assert sizes[said] == sizes["Nguyễn Thị Thuỳ Dương"] == 15
    assert min(sizes.values()) >= 8


def test_each_kind_of_item_is_there_with_its_words_and_its_closing() -> None:
    """As on the physician's page: word and code, what the patient read or said, advice; and how it was closed."""
    story = finished()
    for item in review.open_items(story.pack, story.record):
        dispose(story, item.key, "answered", f"note on {item.key}")
    record = countersign(story)
    kinds = {item.kind for item in review.open_items(story.pack, record)}

    assert kinds == set(get_args(review.ItemKind))
    assert says(record, *(f"note on {item.key}" for item in review.open_items(story.pack, record)))
    assert says(record, "DỪNG TICKLISH_0", "Chân quý vị có nhột khi chạm vào không? (0)", "Yes · “since I was small”")
    assert says(record, "THẬN TRỌNG TICKLISH_1", "THÔNG TIN TICKLISH_2", "Chạm nhẹ tay.")
    assert says(record, "It heals all. Chữa mọi bệnh. Không chữa được bệnh nào.")
    assert says(record, "Chưa chắc", "burn. Test it with your elbow", "thử nước bằng khuỷu tay")
    assert says(record, "Muốn hỏi", "How warm should the water be in week 1?", f"“{OWN}”")
    assert says(record, "Chưa hiểu CQ-R", "How warm should the water be? (R)", "đã chọn “Sôi” (hotter_is_better)")


def test_an_unanswered_question_is_an_item() -> None:
    """Asked and left out: its words are the pack's."""
    story = Story(pack_of()).whole()
    story.factor("F-GOAL", "rest").sign()
    record = countersign(dispose_all(sealed(story)))

    assert says(record, "Chưa trả lời", "Chân quý vị có nhột khi chạm vào không? (4)")


@pytest.mark.parametrize("disposition", ["discussed", "answered", "not_applicable", "deferred"])
def test_the_latest_closing_counts_and_the_earlier_ones_are_counted(disposition: e.Disposition) -> None:
    """By whom: the countersigning physician by name, anybody else by the account."""
    story = dispose_all(finished(), "first")
    key = "flag:TICKLISH_0:F-0"
    dispose(story, key, "deferred", "second thoughts", OTHER)
    dispose(story, key, disposition, "the last word", OTHER)
    record = countersign(story)
    said = "".join(pages(record)).split("TICKLISH_1")[0]
    word = WORDS[f"disposition.{disposition}"]["vi"]

    assert squeezed(f"{word} the last word tài khoản {OTHER.account}") in said
    assert squeezed("Đã ghi trước đó 2 lần") in said
    assert "second" not in said and "first" not in said
    assert "".join(pages(record)).count(squeezed("Đã ghi trước đó")) == 1


def test_what_was_closed_before_the_patient_went_on_is_history() -> None:
    """Neither shown nor counted: the patient answered again since."""
    story = Story(pack_of()).whole().factor("F-0", "yes")
    story.defer()
    dispose(sealed(story), "flag:TICKLISH_0:F-0", note="before")
    story.happen(e.RecordContinued()).sign()
    record = countersign(dispose_all(sealed(story, sha256="77" * 32), "after"))

    assert says(record, "after", "bản 2", "77" * 32)
    assert not says(record, "before") and not says(record, "Đã ghi trước đó")


def test_an_item_that_nobody_closed_is_not_hidden() -> None:
    """The service does not let it happen; the page would say it."""
    assert says(countersign(finished()), "CHƯA GIẢI QUYẾT")


def test_nothing_to_close_is_said_and_is_no_clearance() -> None:
    """Never an empty box."""
    assert says(
        countersign(quiet()), "Không có điều nào cần giải quyết (không có nghĩa là đủ điều kiện).", "Không có ghi chú."
    )


def test_it_is_one_page_when_the_items_fit() -> None:
    """Otherwise more, each with the patient's name and its number."""
    forty, few = pages(notices()["forty flags"], pack_of(42)), Story(pack_of()).whole()
    for i in range(5):
        few.factor(f"F-{i}", "yes")
    few.factor("F-GOAL", "rest").sign()
    five = [item.key for item in review.open_items(pack_of(), sealed(few).record)]

    assert len(five) == 5
    assert len(pages(notices()["nothing to close"])) == len(pages(countersign(dispose_all(few, "Đã giải thích.")))) == 1
    assert len(forty) > 1
    assert all("NguyễnThịThuỳDương" in page and f"Page{i}of{len(forty)}" in page for i, page in enumerate(forty, 1))
    assert all(f"TICKLISH_{i}" in "".join(forty) for i in range(40))


# --- the other notices


def test_a_correction_gives_text_author_and_document() -> None:
    """It belongs to the newest file of the patient's document."""
    story = quiet()
    countersign(story)
    sealed(story, "countersigned", "cd" * 32)
    record = closed.correct(story, "Số lô là L-18.")
    moment = Subject(record, pack_of()).moment(record.events[-1].at)

    assert says(
        record, "Bổ sung, sửa lại", "Số lô là L-18.", f"{PHYSICIAN}, {moment}", "Điều đã ghi trước đây giữ nguyên."
    )
    assert says(record, "Phiếu có chữ ký bác sĩ, bản 2", "cd" * 32)
    assert not says(record, SEALED)


def test_a_withdrawal_gives_day_reason_author_and_status_before() -> None:
    """And that the sealed documents stay as they are."""
    record = closed.withdraw(quiet(), "Đã đổi ý")
    moment = Subject(record, pack_of()).moment(record.events[-1].at)

    assert says(
        record, "Người bệnh rút lại ngày 22/11/2026", "Đã đổi ý", f"Lan Phạm, {moment}", "Tình trạng trước đó Đã ký"
    )
    assert says(record, "Các tài liệu đã niêm phong giữ nguyên", SEALED, "Đã rút lại, 22/11/2026")


def test_no_reason_is_said() -> None:
    """In the clinic's language."""
    assert says(closed.withdraw(quiet(clinic="en")), "No reason was given.", "The patient withdrew on 22 Nov 2026")


def test_an_entry_in_error_forbids_the_use() -> None:
    """With reason, author and the status before."""
    record = closed.enter_in_error(quiet())

    assert says(record, "NHẬP NHẦM – không dùng hồ sơ này cho người bệnh này", "Câu trả lời của người khác", "Lan Phạm")
    assert says(record, "Tình trạng trước đó Đã ký", SEALED)


@pytest.mark.parametrize("status", [status for status in Status if status != Status.ENTERED_IN_ERROR])
def test_an_entry_in_error_follows_every_status(status: Status) -> None:
    """Also a record that the patient never finished; it then belongs to no document."""
    story = Story(pack_of(), clinic_language="en").topic("intro")
    ways: dict[Status, Callable[[], object]] = {
        Status.OPEN: lambda: None,
        Status.SIGNED: story.sign,
        Status.DEFERRED: story.defer,
        Status.DECLINED: story.decline,
        Status.COUNTERSIGNED: lambda: (story.sign(), countersign(sealed(story))),
        Status.WITHDRAWN: lambda: (story.defer(), closed.withdraw(story)),
    }
    ways[status]()
    assert story.record.status == status
    record = closed.enter_in_error(story)

    assert says(record, f"Status before {WORDS[f'status.{status}']['en']} Reason")
    assert says(record, "No document had been sealed before.") == (status != Status.COUNTERSIGNED)


def test_only_some_events_call_for_a_notice() -> None:
    """A signature has the patient's document; a look at the page has none."""
    for record in (Story(pack_of()).whole().sign(), Story(pack_of()).happen(e.RecordViewed()).record):
        with pytest.raises(NotAllowed):
            render_notice(record, pack_of())


# --- what a subject is, whatever happened later


def test_a_subject_knows_the_patients_end_and_the_last_event_apart() -> None:
    """The status is as old as the event that brought it, not as the last one."""
    story = quiet()
    end = story.record.closing
    countersign(story)
    done = story.events[-1]
    subject = Subject(closed.correct(story), pack_of())

    assert (subject.closing, subject.last) == (end, story.events[-1])
    assert subject.since == done.at
    with pytest.raises(NotAllowed):
        _ = Subject(Story(pack_of()).record, pack_of()).closing


# --- the file


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


@pytest.mark.parametrize("flavour", ["3u", "ua1"])
@pytest.mark.parametrize("name", NAMES)
def test_no_rule_is_broken_also_under_the_seal(name: str, flavour: str, tmp_path: Path) -> None:
    """PDF/A-3U and PDF/UA-1, by veraPDF's own rules; a notice is sealed without a field."""
    verapdf = pytest.importorskip("tests.document.verapdf", reason="veraPDF needs the test extra")
    record = notices()[name]
    pdf = render_notice(record, its_pack(record))
    for i, each in enumerate((pdf, Sealer(make_authority()).seal(pdf, at=LATER, field=None).content)):
        (tmp_path / f"{i}.pdf").write_bytes(each)
        assert verapdf.failures(tmp_path / f"{i}.pdf", flavour) == {}


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
