"""Page 1, the physician's minute: status, who, plan, flags, goal and questions, understanding, signatures."""

from dataclasses import dataclass
from operator import itemgetter

from informed import review
from informed.content import Severity
from informed.document import tables
from informed.document.boxes import Drawn, Frame, Gap, Row, Stack, heading, text
from informed.document.concerns import (
    MOST_FLAGS,
    Said,
    columns,
    flag_row,
    goal,
    long_names,
    silences,
)
from informed.document.letterhead import HEAD, head, who
from informed.document.planned import plan
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
    WHITE,
    Box,
    Sheet,
    Style,
)
from informed.document.signing import signatures
from informed.document.signs import mark
from informed.document.subject import Subject
from informed.document.understanding import understanding
from informed.factors import Flag

#: The least and the most blank space between two sections.
TIGHT, LOOSE = 3.5, 13.0
#: Less than this is no room to write in.
LEAST_NOTES = 60.0

#: A name takes so many lines at most; a longer one stands whole on page 2.
MOST_NAME = 7


@dataclass(frozen=True)
class Lines:
    """How many lines what may take: the patient's words, each list (none: all share one), a flag's question (none) and answer."""

    words: int
    listed: int
    question: int = 2
    answer: int = 2
    #: How many comprehension questions are named that were not right at once, and in how many lines the wrong choice.
    missed: int = 2
    choice: int = 2


#: Page 1 with less and less room for the rest, where flags need it; and tighter still, where stops do.
ROOMY = (Lines(5, 6), Lines(5, 3), Lines(4, 2), Lines(3, 2), Lines(3, 2, question=0), Lines(3, 1, question=0))
TIGHTER = (
    Lines(3, 1, question=0, choice=1),
    Lines(2, 1, question=0, choice=1),
    Lines(2, 1, question=0, answer=1, choice=1),
    Lines(1, 0, question=0, answer=1, choice=1),
)


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
    sections = [
        head(sheet, subject, subject.say(f"title.{subject.record.status}")),
        _banner(sheet, subject),
        who(sheet, subject, address, MOST_NAME),
        plan(sheet, subject),
    ]
    room = FLOOR - foot.height - HEAD - sum(box.height for box in sections) - TIGHT * (len(sections) + 3)
    middle, rest = _best(sheet, subject, room)
    sections += middle
    spare = FLOOR - foot.height - HEAD - sum(box.height for box in sections)
    for box in sections:
        sheet.place(box, min(LOOSE, spare / len(sections)))
    _notes(sheet, subject, FLOOR - foot.height - sheet.cursor)
    foot.draw(sheet, LEFT, FLOOR - foot.height)
    return Rest(rest.flags, [*long_names(subject), *rest.said])


# --- status


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


# --- flags


def _best(sheet: Sheet, subject: Subject, room: float) -> tuple[tuple[Box, ...], Rest]:
    """The middle of the page as roomy as it can be with all flags on it, or else with as many stops, then flags, as can be."""
    choices: list[tuple[tuple[int, int, float], tuple[Box, ...], Rest]] = []
    for lines in (*ROOMY, *TIGHTER):
        if lines == TIGHTER[0] and min(choices, key=itemgetter(0))[0][0] == 0:
            break  # all stops are there already
        boxes, rest, over = _flags_and_words(sheet, subject, room, lines)
        stops = sum(flag.severity is Severity.STOP for flag in rest.flags)
        choices.append(((stops, len(rest.flags), over), boxes, rest))
        if not over and not (rest.flags if lines in ROOMY else stops):
            break
    return min(choices, key=itemgetter(0))[1:]


def _flags_and_words(sheet: Sheet, subject: Subject, room: float, lines: Lines) -> tuple[tuple[Box, ...], Rest, float]:
    """The flags that fit when the rest takes so many lines.

    Returns the boxes, what is left for page 2, and by how much the boxes are too high all the same.
    """
    own_words, unsaid = goal(sheet, subject, lines.words)
    learnt = understanding(sheet, subject, lines.listed, lines.missed, lines.choice)
    flags, left = _flags(sheet, subject, room - own_words.height - learnt.height, lines)
    boxes = (flags, own_words, learnt)
    return boxes, Rest(left, unsaid), max(0.0, sum(box.height for box in boxes) - room)


def _flags(sheet: Sheet, subject: Subject, room: float, lines: Lines) -> tuple[Stack, tuple[Flag, ...]]:
    """As many flags as fit, stop first, and those that go on page 2."""
    flags = review.flags(subject.pack, subject.record)
    places = columns(sheet, subject)
    head, quiet = tables.head(sheet, subject, places), silences(sheet, subject, lines.listed)
    room -= heading(sheet, "").height + head.height + sum(box.height for box in quiet)
    rows: list[Row] = []
    for flag in flags[:MOST_FLAGS]:
        row = flag_row(sheet, subject, flag, places, lines.question, lines.answer)
        room -= row.height
        if room < 0:
            break
        rows.append(row)
    left = flags[len(rows) :]
    stops = sum(flag.severity is Severity.STOP for flag in left)
    key = "flags.more_stops" if stops else "flags.more" if left else "flags"
    title = subject.say(key, n=len(flags), left=len(left), stops=stops)
    none = text(sheet, subject.say("no_flag"), INNER, STRONG) if not flags else Gap(0)
    table = Stack((head, *rows), tag="Table") if rows else none
    return Stack((heading(sheet, title), table, *quiet)), left
