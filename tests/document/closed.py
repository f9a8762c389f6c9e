"""Invented records after the patient's part: sealed, their items closed, countersigned, corrected, withdrawn, in error."""

from datetime import date
from functools import cache

from informed import events as e
from informed import review
from informed.content import ContentPack, Text
from informed.content.aids import ToldClaim
from informed.record import Record

from . import invented
from .invented import Story

PHYSICIAN = "BS. Trần Quốc Khánh"
SEALED, COUNTERSIGNED = "9f2c" * 16, "ab01" * 16
KHANH = e.Actor(kind="account", account="account-of-khanh")
OTHER = e.Actor(kind="account", account="account-of-somebody-else")


def sealed(story: Story, kind: e.DocumentKind = "patient", sha256: str = SEALED) -> Story:
    """The document of the last event is sealed."""
    files = len(story.record.sealed) + 1
    of = story.events[-1].header.sequence
    file = e.DocumentSealed(
        revision=files, kind=kind, of=of, sha256=sha256, length=1000, signatures=1, timestamped=False
    )
    return story.happen(file, e.SYSTEM)


def dispose(
    story: Story, key: str, disposition: e.Disposition = "discussed", note: str = "", actor: e.Actor = KHANH
) -> Story:
    """One open item is closed."""
    return story.happen(e.ItemDisposed(item=key, disposition=disposition, note=note), actor)


def dispose_all(story: Story, note: str = "") -> Story:
    """Every open item is closed, with this note."""
    for item in review.open_items(story.pack, story.record):
        dispose(story, item.key, note=note)
    return story


def countersign(story: Story, *, note: str = "", outcome: e.Outcome = "talk", physician: str = PHYSICIAN) -> Record:
    """The physician closes the record, over the newest sealed document."""
    payload = e.RecordCountersigned(
        outcome=outcome, note=note, physician=physician, document=story.record.sealed[-1].sha256
    )
    return story.happen(payload, KHANH).record


def correct(story: Story, text: str = "Số lô là L-18.") -> Record:
    return story.happen(e.CorrectionAdded(text=text, author=PHYSICIAN), KHANH).record


def withdraw(story: Story, reason: str = "", on: date = date(2026, 11, 22)) -> Record:
    return story.happen(e.RecordWithdrawn(on=on, reason=reason, author="Lan Phạm"), OTHER).record


def enter_in_error(story: Story, reason: str = "Câu trả lời của người khác") -> Record:
    return story.happen(e.RecordEnteredInError(reason=reason, author="Lan Phạm"), OTHER).record


# --- whole records

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
        "correction": correct(countersigned, "đ " * 500),
        "withdrawal": withdraw(finished(), "陳 muốn nghĩ thêm"),
        "error": enter_in_error(quiet(name="陳" * 300), "🌸"),
        "error while reading": enter_in_error(Story(pack_of()).topic("intro")),
    }


NAMES = (
    *("addendum", "nothing to close", "forty flags", "long"),
    *("correction", "withdrawal", "error", "error while reading"),
)


def its_pack(record: Record) -> ContentPack:
    return next(pack for pack in (pack_of(), pack_of(42)) if pack.sha256 == record.opened.pack.sha256)
