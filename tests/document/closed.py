"""Invented records after the patient's part: sealed, their items closed, countersigned, corrected, withdrawn, in error."""

from datetime import date

from informed import events as e
from informed import review
from informed.record import Record

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
