"""Tables: a header that comes again on each page, and rows of cells under it."""

from collections.abc import Sequence

from informed.document.boxes import Row, text
from informed.document.sheet import INNER, LABEL, PALE, SMALL, Box, Sheet
from informed.document.subject import Subject
from informed.document.tagging import OF_COLUMN

#: The columns of a table: the key of the title's words, with the distance from the left and the width.
Columns = dict[str, tuple[float, float]]


def head(sheet: Sheet, subject: Subject, columns: Columns, width: float = INNER) -> Row:
    """The header row."""
    cells = (
        (x, text(sheet, subject.say(key), w + 3, LABEL, tag="TH", attributes=OF_COLUMN, most=1))
        for key, (x, w) in columns.items()
    )
    return Row(tuple(cells), "TR", 1.6, width, PALE)


def row(columns: Columns, cells: Sequence[Box], padding: float, width: float = INNER) -> Row:
    """A row of ready cells, each tagged as TD, over a hairline."""
    return Row(tuple((x, cell) for (x, _), cell in zip(columns.values(), cells, strict=True)), "TR", padding, width)


def words(sheet: Sheet, columns: Columns, said: Sequence[str], padding: float, width: float = INNER) -> Row:
    """A row of plain words."""
    places = zip(columns.values(), said, strict=True)
    return row(columns, [text(sheet, word, w, SMALL, tag="TD") for (_, w), word in places], padding, width)
