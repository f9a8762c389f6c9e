"""Page 1, the physician's minute: status, who, plan, flags, goal and questions, understanding, signatures."""

from dataclasses import dataclass

from informed import review
from informed.content import Severity
from informed.document import tables
from informed.document.boxes import Drawn, Frame, Gap, Row, Stack, heading, text
from informed.document.concerns import (
    COLUMNS,
    LEAST_LINES,
    MOST_FLAGS,
    MOST_LINES,
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
TIGHT, LOOSE = 4.0, 13.0
#: Less than this is no room to write in.
LEAST_NOTES = 60.0


@dataclass(frozen=True)
class Rest:
    """What found no room on page 1."""

    flags: tuple[Flag, ...]
    said: list[Said]


def summary(sheet: Sheet, subject: Subject) -> Rest:
    """Draw page 1; returns what goes on page 2."""
    sheet.new_page()
    sheet.cursor = HEAD
    foot = signatures(sheet, subject)
    sections = [_notices(sheet, subject), _banner(sheet, subject), _who(sheet, subject), plan(sheet, subject)]
    learnt = understanding(sheet, subject)
    room = FLOOR - foot.height - HEAD - sum(box.height for box in (*sections, learnt)) - TIGHT * (len(sections) + 3)
    choices = [_flags_and_goal(sheet, subject, room, lines) for lines in (MOST_LINES, LEAST_LINES)]
    flags, own_words, rest = min(choices, key=lambda choice: len(choice[2].flags))
    sections += [flags, own_words, learnt]
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
    clinic = text(sheet, subject.record.opened.clinic, INNER * 0.36, STRONG, most=2)
    number = text(sheet, subject.say("record", id=subject.record.short_id), INNER * 0.36, SMALL)
    head = Row(((0, title), (INNER * 0.64, Stack((clinic, number)))))
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


def _who(sheet: Sheet, subject: Subject) -> Stack:
    patient, record = subject.record.patient, subject.record
    size = Style(15, 20, True) if len(patient.name) < 60 else Style(9.5, 12.6, True)
    age = subject.say("minor" if record.minor else "years", date=subject.day(patient.date_of_birth), n=record.age)
    facts = (
        ("born", age),
        ("number", patient.record_number or subject.say("blank")),
        ("language", subject.languages),
        ("status", f"{subject.say(f'status.{record.status}')}, {subject.day(subject.local(subject.closing.at))}"),
    )
    cells = tuple(
        (i * INNER / 4, fact(sheet, subject.say(key), words, INNER / 4 - 10)) for i, (key, words) in enumerate(facts)
    )
    return Stack((text(sheet, patient.name, INNER, size, most=6), Gap(1), Row(cells)))


# --- flags


def _flags_and_goal(sheet: Sheet, subject: Subject, room: float, lines: int) -> tuple[Stack, Stack, Rest]:
    """The flags and the patient's words that fit when the words get this many lines."""
    own_words, unsaid = goal(sheet, subject, lines)
    flags, left = _flags(sheet, subject, room - own_words.height)
    return flags, own_words, Rest(left, unsaid)


def _flags(sheet: Sheet, subject: Subject, room: float) -> tuple[Stack, tuple[Flag, ...]]:
    """As many flags as fit, stop first, and those that go on page 2."""
    flags = review.flags(subject.pack, subject.record)
    head, quiet = tables.head(sheet, subject, COLUMNS), silences(sheet, subject)
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
    table = Stack((head, *rows), tag="Table") if rows else Gap(0)
    return Stack((heading(sheet, title), table, *quiet)), left
