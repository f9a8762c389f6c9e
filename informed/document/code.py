"""The QR code (ISO/IEC 18004) that leads from paper to the record: drawn as vectors, said as words."""

import segno

from informed.document.boxes import Drawn
from informed.document.sheet import INK, Sheet

#: Reads a code that is damaged by up to a seventh, as paper in a folder gets.
CORRECTION = "m"


def modules(words: str) -> tuple[bytearray, ...]:
    """The dark (1) and light (0) squares of the code that says these words, row by row, without a margin."""
    found: tuple[bytearray, ...] = segno.make_qr(words, error=CORRECTION, boost_error=False).matrix
    return found


def qr(words: str, size: float, alt: str) -> Drawn:
    """The code in a square of this size; the caller leaves a blank margin of four modules around it."""
    rows = modules(words)
    unit = size / len(rows)

    def paint(sheet: Sheet, x: float, y: float) -> None:
        runs = [(x + at * unit, y + i * unit, n * unit, unit) for i, row in enumerate(rows) for at, n in dark(row)]
        sheet.rectangles(runs, INK)

    return Drawn(size, paint, alt)


def dark(row: bytearray) -> list[tuple[int, int]]:
    """Where runs of dark modules begin, and how long they are."""
    found: list[tuple[int, int]] = []
    for at, module in enumerate(row):
        if not module:
            continue
        if found and sum(found[-1]) == at:
            found[-1] = (found[-1][0], found[-1][1] + 1)
        else:
            found.append((at, 1))
    return found
