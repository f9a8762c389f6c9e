"""Page 1, the physician's minute: status, who, plan, flags, goal and questions, understanding, signatures."""

from dataclasses import dataclass

from informed import review
from informed.content import Severity
from informed.document import tables
from informed.document.boxes import Drawn, Frame, Gap, Row, Stack, heading, text
from informed.document.code import qr
from informed.document.concerns import (
    COLUMNS,
    MOST_FLAGS,
    Said,
    flag_row,
    goal,
    long_names,
    mark,
    silences,
)
from informed.document.planned import fact, plan
from informed.document.sheet import (
    AMBER,
    FLOOR,
    INK,
    INNER,
    LABEL,
    LEFT,
    MUTED,
    RED,
    SMALL,
    STRONG,
    TITLE,
    WHITE,
    Box,
    Sheet,
    Style,
)
from informed.document.signing import signatures
from informed.document.subject import Subject
from informed.document.understanding import understanding
from informed.factors import Flag

HEAD = 22.0
#: The least and the most blank space between two sections.
TIGHT, LOOSE = 3.5, 13.0
#: Less than this is no room to write in.
LEAST_NOTES = 60.0
#: How many lines the patient's words, and each list of questions or statements, may take: fewer, where flags need room.
LINES = ((5, 6), (5, 3), (4, 2), (3, 2), (3, 1))
#: The QR code beside the patient's name, with its blank margin.
CODE, MARGIN, QUIET = 54.0, 14.0, 4.0


@dataclass(frozen=True)
class Rest:
    """What found no room on page 1."""

    flags: tuple[Flag, ...]
    said: list[Said]


def summary(sheet: Sheet, subject: Subject, address: str) -> Rest:
    """Draw page 1, with the code that holds this address; returns what goes on page 2."""
    sheet.new_page()
    sheet.cursor = HEAD
    foot = signatures(sheet, subject)
    sections = [_notices(sheet, subject), _banner(sheet, subject), _who(sheet, subject, address), plan(sheet, subject)]
    room = FLOOR - foot.height - HEAD - sum(box.height for box in sections) - TIGHT * (len(sections) + 3)
    choices = [_flags_and_words(sheet, subject, room, *lines) for lines in LINES]
    middle, rest, _ = min(choices, key=lambda choice: (len(choice[1].flags), choice[2]))
    sections += middle
    spare = FLOOR - foot.height - HEAD - sum(box.height for box in sections)
    for box in sections:
        sheet.place(box, min(LOOSE, spare / len(sections)))
    _notes(sheet, subject, FLOOR - foot.height - sheet.cursor)
    foot.draw(sheet, LEFT, FLOOR - foot.height)
    return Rest(rest.flags, [*long_names(subject), *rest.said])


# --- status


def notices(subject: Subject) -> list[str]:
    """What must be said on every page of this document."""
    opened = subject.record.opened
    return [subject.say(key) for key, so in (("demonstration", opened.demonstration), ("draft", opened.draft)) if so]


def _notices(sheet: Sheet, subject: Subject) -> Box:
    said = notices(subject)
    title = text(sheet, subject.say(f"title.{subject.record.status}"), INNER * 0.62, TITLE, tag="H1")
    clinic = text(
        sheet, subject.record.opened.clinic, INNER * 0.36, STRONG.but(leading=TITLE.leading), most=2, right=True
    )
    head = Row(((0, title), (INNER * 0.64, clinic)))
    if not said:
        return head
    strip = Frame(text(sheet, " · ".join(said), INNER - 12, SMALL.but(bold=True)), INNER, 2, line=INK, weight=0.9)
    return Stack((strip, Gap(4), head))


def _banner(sheet: Sheet, subject: Subject) -> Frame:
    severities = [flag.severity for flag in review.flags(subject.pack, subject.record)]
    counts = {severity: severities.count(severity) for severity in Severity}
    worst = next((severity for severity in Severity if counts[severity]), None)
    fill, colour = (RED, WHITE) if worst is Severity.STOP else (None, INK)
    keys = ((Severity.STOP, "stops"), (Severity.CAUTION, "cautions"), (Severity.INFO, "infos"))
    lines = [subject.say(key, n=counts[severity]) for severity, key in keys if counts[severity]] or [
        subject.say("no_flag")
    ]
    big, small = Style(11.5, 15.5, True, colour), Style(9.5, 13, True, colour)
    left = Stack(tuple(text(sheet, line, 300, small if i else big) for i, line in enumerate(lines)))
    right = text(sheet, subject.say("not_consent"), 153, SMALL.but(colour=colour))
    height = max(left.height, right.height)
    sign: Box = mark(worst, 26, on_dark=worst is Severity.STOP) if worst else Gap(0)
    divide = Drawn(height, lambda sheet, x, y: sheet.rule_down(x, y, height, colour))
    inside = Row(((0, sign), (35 if worst else 0, left), (341, divide), (350, right)))
    line = RED if worst is Severity.STOP else AMBER if worst is Severity.CAUTION else MUTED
    return Frame(inside, INNER, 6, fill, line, 1.6 if worst is Severity.CAUTION else 0.8)


def _notes(sheet: Sheet, subject: Subject, height: float) -> None:
    """What is left of the page is for the physician's hand."""
    if height > LEAST_NOTES:
        label = text(sheet, subject.say("notes"), INNER - 16, LABEL)
        Frame(label, INNER, 8, least=height - LOOSE).draw(sheet, LEFT, sheet.cursor)


# --- who


def _who(sheet: Sheet, subject: Subject, address: str) -> Row:
    """Name and facts left, the way to the record right."""
    patient, record = subject.record.patient, subject.record
    width = INNER - CODE - MARGIN
    size = Style(15, 20, True) if len(patient.name) < 60 else Style(9.5, 12.6, True)
    trace = f"{subject.say('record', id=record.short_id)}  ·  {subject.say('fingerprint', hash=record.events[-1].hash[:12])}"
    left = Stack(
        (
            text(sheet, patient.name, width, size, most=7),
            Gap(1),
            _facts(sheet, subject, width),
            text(sheet, trace, width, LABEL),
        )
    )
    code = Stack((Gap(QUIET), qr(address, CODE, subject.say("address", address=address))))
    return Row(((0, left), (INNER - CODE, code)))


def _facts(sheet: Sheet, subject: Subject, width: float) -> Row:
    patient, record = subject.record.patient, subject.record
    age = subject.say("minor" if record.minor else "years", date=subject.day(patient.date_of_birth), n=record.age)
    facts = (
        ("born", age),
        ("number", patient.record_number or subject.say("blank")),
        ("language", subject.languages),
        ("status", f"{subject.say(f'status.{record.status}')}, {subject.day(subject.local(subject.closing.at))}"),
    )
    places = zip((0, 0.3, 0.53, 0.72), (0.3, 0.23, 0.19, 0.28), facts, strict=True)
    cells = (
        (at * width, fact(sheet, subject.say(key), words, share * width - 8)) for at, share, (key, words) in places
    )
    return Row(tuple(cells))


# --- flags


def _flags_and_words(
    sheet: Sheet, subject: Subject, room: float, lines: int, listed: int
) -> tuple[tuple[Box, ...], Rest, float]:
    """The flags that fit when the patient's words get this many lines, and each list this many.

    Returns the boxes, what is left for page 2, and by how much the boxes are too high all the same.
    """
    own_words, unsaid = goal(sheet, subject, lines)
    learnt = understanding(sheet, subject, listed)
    flags, left = _flags(sheet, subject, room - own_words.height - learnt.height, listed)
    boxes = (flags, own_words, learnt)
    return boxes, Rest(left, unsaid), max(0.0, sum(box.height for box in boxes) - room)


def _flags(sheet: Sheet, subject: Subject, room: float, listed: int) -> tuple[Stack, tuple[Flag, ...]]:
    """As many flags as fit, stop first, and those that go on page 2."""
    flags = review.flags(subject.pack, subject.record)
    head, quiet = tables.head(sheet, subject, COLUMNS), silences(sheet, subject, listed)
    room -= heading(sheet, "").height + head.height + sum(box.height for box in quiet)
    rows: list[Row] = []
    for flag in flags[:MOST_FLAGS]:
        row = flag_row(sheet, subject, flag)
        room -= row.height
        if room < 0:
            break
        rows.append(row)
    left = flags[len(rows) :]
    title = subject.say("flags.more" if left else "flags", n=len(flags), left=len(left))
    none = text(sheet, subject.say("no_flag"), INNER, STRONG) if not flags else Gap(0)
    table = Stack((head, *rows), tag="Table") if rows else none
    return Stack((heading(sheet, title), table, *quiet)), left
