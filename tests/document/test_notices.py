"""The documents beside the patient's: what each says, and in whose words."""

from collections.abc import Callable
from io import BytesIO
from typing import get_args

import pytest
from pypdf import PdfReader

from informed import events as e
from informed import review
from informed.content import ContentPack
from informed.document import render_notice
from informed.document.sheet import Sheet, Style
from informed.document.subject import Subject
from informed.document.typeface import Line
from informed.document.words import WORDS
from informed.errors import NotAllowed
from informed.record import Record, Status

from . import closed
from .closed import (
    OTHER,
    OWN,
    PHYSICIAN,
    SEALED,
    countersign,
    dispose,
    dispose_all,
    finished,
    notices,
    pack_of,
    quiet,
    sealed,
)
from .conftest import squeezed
from .invented import Story


def pages(record: Record, pack: ContentPack | None = None) -> list[str]:
    """The text of each page of a notice, without blanks."""
    pdf = render_notice(record, pack or pack_of())
    return [squeezed(page.extract_text()) for page in PdfReader(BytesIO(pdf)).pages]


def says(record: Record, *texts: str) -> bool:
    """Whether a notice says all this."""
    whole = "".join(pages(record))
    return all(squeezed(text) in whole for text in texts)


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

    assert kinds == set(get_args(review.ItemKind)) - {"blank"}  # that is only on paper
    assert says(record, *(f"note on {item.key}" for item in review.open_items(story.pack, record)))
    assert says(record, "DỪNG TICKLISH_0", "Chân quý vị có nhột khi chạm vào không? (0)", "Yes · “since I was small”")
    assert says(record, "THẬN TRỌNG TICKLISH_1", "THÔNG TIN TICKLISH_2", "Chạm nhẹ tay.")
    assert says(record, "It heals all. Chữa mọi bệnh. Không chữa được bệnh nào.")
    assert says(record, "Chưa chắc", "burn. Test it with your elbow", "thử nước bằng khuỷu tay")
    assert says(record, "Muốn hỏi", "How warm should the water be in week 1?", f"“{OWN}”")
    assert says(record, "Chưa hiểu CQ-R", "How warm should the water be? (R)", "Chưa hiểu; hiểu nhầm: “Sôi”")


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
    word = review.DISPOSITIONS[disposition].vi

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


def test_it_belongs_to_the_file_that_the_physician_signed() -> None:
    """By the hash in the event, whatever was sealed besides."""
    story = sealed(quiet(), sha256="77" * 32)
    signed = e.RecordCountersigned(outcome="talk", note="", physician=PHYSICIAN, document=SEALED)
    record = story.happen(signed, OTHER).record

    assert says(record, "bản 1", SEALED) and not says(record, "77" * 32)


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
