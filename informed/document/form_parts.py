"""What a paper form is made of: boxes to cross with their labels, and lines to write on. Large enough for a pen."""

from collections.abc import Iterator, Sequence

from informed.document.boxes import Drawn, Gap, Row, Stack, text
from informed.document.sheet import INK, MUTED, Box, Sheet, Style

#: What a patient reads, and the smaller print beside it.
READ = Style(11, 15)
READ_STRONG = READ.but(bold=True)
QUIET = Style(9.5, 13)
#: The side of a box, and the room for it.
BOX, ROOM = 11.0, 18.0
#: The height of a line to write on.
LINE = 24.0


def choice(sheet: Sheet, words: str, width: float, style: Style = READ) -> Row:
    """A box to cross, and what it means."""

    def box(sheet: Sheet, x: float, y: float) -> None:
        sheet.rectangle(x + 0.5, y + (style.leading - BOX) / 2 + 0.5, BOX, BOX, line=INK, weight=0.9)

    return Row(((0, Drawn(style.leading, box)), (ROOM, text(sheet, words, width - ROOM, style))))


def choices(sheet: Sheet, options: Sequence[str], width: float) -> Iterator[Box]:
    """Boxes two in a row, where both fit in one line each; else each on its own."""
    half = width / 2
    pairs = [choice(sheet, words, half - 6, QUIET) for words in options]
    if any(pair.height > QUIET.leading for pair in pairs):
        yield from (Row(((0, choice(sheet, words, width, QUIET)),), padding=1.2) for words in options)
        return
    for at in range(0, len(pairs), 2):
        yield Row(tuple(zip((0.0, half), pairs[at : at + 2], strict=False)), padding=1)


def write_on(sheet: Sheet, label: str, width: float, height: float = LINE) -> Row:
    """A label, and a line after it for the pen; under it, where the label is long."""
    words = text(sheet, label, width, QUIET)
    used = min(width * 0.6, max(sheet.width(line, QUIET) for line in words.lines) + 8)
    words = text(sheet, label, used, QUIET)
    line = Drawn(height, lambda sheet, x, y: sheet.rule(x, y + height - 3, width - used, MUTED, 0.7))
    return Row(((0, Stack((Gap(max(0.0, height - words.height - 2)), words))), (used, line)))
