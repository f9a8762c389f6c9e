"""The documents beside the patient's: the physician's addendum, a correction, a withdrawal, an entry in error.

Each is about one event, the last of the record that it is made of, and looks like the patient's document.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from informed import events as e
from informed.content import ContentPack, Severity
from informed.document.boxes import Drawn, Frame, Row, Stack, heading, text
from informed.document.dispositions import dispositions
from informed.document.letterhead import HEAD, head, who
from informed.document.planned import fact
from informed.document.render import finished, render, source_of
from informed.document.sheet import BODY, INK, INNER, MUTED, RED, SMALL, STRONG, WHITE, Box, Sheet, Style, kept
from informed.document.signs import mark
from informed.document.subject import Subject
from informed.errors import NotAllowed
from informed.record import CALLS, CLOSING, Record
from informed.review import OUTCOMES

#: Blank space between two sections.
GAP = 11.0
#: What the notice says first, and what the event's author wrote.
LARGE, WRITTEN = Style(15, 20, bold=True), Style(10.5, 15)
#: The widths in the banner: what is said first, and beside it.
FIRST, SECOND = 300.0, 153.0


def render_notice(record: Record, pack: ContentPack, *, address: str = "") -> bytes:
    """The PDF (PDF/A-3U, PDF/UA-1) that the last event of a record calls for; `address` as `render` has it.

    Raises `NotAllowed` when that event calls for no notice.
    """
    draw = PAGES.get(type(record.events[-1].payload))
    if draw is None:
        raise NotAllowed("the record's last event calls for no notice")
    subject, sheet = Subject(record, pack), Sheet()
    source, title = source_of(subject, address), subject.say(f"title.{CALLS[type(subject.last.payload)]}")
    sheet.new_page()
    sheet.cursor = HEAD
    sheet.place(head(sheet, subject, title), GAP)
    draw(sheet, subject, subject.last.payload, who(sheet, subject, source.address))
    return finished(sheet, subject, source, title)


def render_any(record: Record, pack: ContentPack, *, address: str = "") -> bytes:
    """The document that the last event of a record calls for: the patient's, or a notice."""
    made = render if isinstance(record.events[-1].payload, CLOSING) else render_notice
    return made(record, pack, address=address)


@dataclass(frozen=True)
class Banner:
    """What a notice says first: in large type, by whom it was recorded, and at the right (a key) what it does not mean."""

    words: str
    author: str
    right: str
    label: str = ""
    by: str = "recorded"
    #: White on dark with a stop sign.
    alarm: bool = False


# --- one for each event


def _addendum(sheet: Sheet, subject: Subject, closed: e.RecordCountersigned, patient: Box) -> None:
    outcome, label = OUTCOMES[closed.outcome][subject.language], subject.say("result")
    _begin(sheet, subject, Banner(outcome, closed.physician, "not_consent", label, "closed_by"), patient)
    _written(sheet, subject, "notes", closed.note or subject.say("result.no_note"))
    _belongs(sheet, subject, _sealed(subject, closed.document), "belongs.signature")
    dispositions(sheet, subject)


def _correction(sheet: Sheet, subject: Subject, added: e.CorrectionAdded, patient: Box) -> None:
    _begin(sheet, subject, Banner(subject.say("correction"), added.author, "correction.stays"), patient)
    _written(sheet, subject, "correction.text", added.text)
    _belongs(sheet, subject, _sealed(subject), "belongs.stays")


def _withdrawal(sheet: Sheet, subject: Subject, withdrawn: e.RecordWithdrawn, patient: Box) -> None:
    said = subject.say("withdrawn", day=subject.day(withdrawn.on))
    _begin(sheet, subject, Banner(said, withdrawn.author, "belongs.stays"), patient)
    _before(sheet, subject)
    _written(sheet, subject, "withdrawn.reason", withdrawn.reason or subject.say("withdrawn.no_reason"))
    _belongs(sheet, subject, _sealed(subject))


def _error(sheet: Sheet, subject: Subject, wrong: e.RecordEnteredInError, patient: Box) -> None:
    _begin(sheet, subject, Banner(subject.say("error"), wrong.author, "error.stays", alarm=True), patient)
    _before(sheet, subject)
    _written(sheet, subject, "error.reason", wrong.reason)
    _belongs(sheet, subject, _sealed(subject))


#: How the notice of an event is drawn: on this sheet, of this subject and event, with the box that names the patient.
PAGES: dict[type[e.Exact], Callable[[Sheet, Subject, Any, Box], None]] = {
    e.RecordCountersigned: _addendum,
    e.CorrectionAdded: _correction,
    e.RecordWithdrawn: _withdrawal,
    e.RecordEnteredInError: _error,
}


# --- what they are made of


def _begin(sheet: Sheet, subject: Subject, banner: Banner, patient: Box) -> None:
    """The banner, and below it whom this is about."""
    colour, at = (WHITE, 35.0) if banner.alarm else (INK, 0.0)
    small = SMALL.but(colour=colour)
    by = subject.say(banner.by, name=banner.author, moment=subject.moment(subject.last.at))
    above = (text(sheet, banner.label, FIRST, small),) if banner.label else ()
    said = text(sheet, banner.words, FIRST, LARGE.but(colour=colour))
    first, right = (
        Stack((*above, said, text(sheet, by, FIRST, small))),
        text(sheet, subject.say(banner.right), SECOND, small),
    )
    height = max(first.height, right.height)
    divide = Drawn(height, lambda sheet, x, y: sheet.rule_down(x, y, height, colour))
    sign = ((0.0, mark(Severity.STOP, 26, on_dark=True)),) if banner.alarm else ()
    inside = Row((*sign, (at, first), (341.0, divide), (350.0, right)))
    sheet.place(Frame(inside, INNER, 6, RED if banner.alarm else None, RED if banner.alarm else INK, 1.6), GAP)
    sheet.place(patient, GAP)


def _written(sheet: Sheet, subject: Subject, label: str, words: str) -> None:
    """What somebody wrote, under its heading."""
    said = text(sheet, words, INNER, WRITTEN)
    sheet.place(heading(sheet, subject.say(label)), 2, keep=kept(said))
    sheet.place(said, GAP)


def _before(sheet: Sheet, subject: Subject) -> None:
    """The status that the record had before the event."""
    before = Record(subject.record.events[:-1]).status
    sheet.place(fact(sheet, subject.say("status_before"), subject.say(f"status.{before}"), INNER), GAP)


def _sealed(subject: Subject, sha256: str = "") -> e.Event | None:
    """The sealing of the patient's document: of the file with this hash, or of the newest one."""
    kinds = ("patient", "countersigned")
    found = [
        event
        for event in subject.record.events
        if isinstance(one := event.payload, e.DocumentSealed) and one.kind in kinds and sha256 in ("", one.sha256)
    ]
    return found[-1] if found else None


def _belongs(sheet: Sheet, subject: Subject, event: e.Event | None, more: str = "") -> None:
    """Which sealed file the notice belongs to, by its revision and hash."""
    boxes: list[Box] = [heading(sheet, subject.say("belongs"))]
    if event and isinstance(file := event.payload, e.DocumentSealed):
        kind, moment = subject.say(f"file.{file.kind}"), subject.moment(event.at)
        said = subject.say("belongs.file", kind=kind, n=file.revision, moment=moment)
        boxes += [text(sheet, said, INNER, STRONG), text(sheet, f"{subject.say('sha256')}: {file.sha256}", INNER, BODY)]
    else:
        boxes.append(text(sheet, subject.say("belongs.none"), INNER, BODY.but(colour=MUTED)))
    boxes += [text(sheet, subject.say(more), INNER, SMALL)] if more else []
    sheet.place(Stack(tuple(boxes)), GAP)
