"""Signs that are told apart without colour: how grave a flag is, and whether the routes are the same."""

from informed.content import Severity
from informed.document.boxes import Drawn
from informed.document.sheet import AMBER, INK, MUTED, RED, WHITE, Colour, Sheet

#: How high the sign between the routes is.
SIGN = 19.0
COLOURS: dict[Severity, Colour] = {Severity.STOP: RED, Severity.CAUTION: AMBER, Severity.INFO: MUTED}
_STOP = ((0.3, 0), (0.7, 0), (1, 0.3), (1, 0.7), (0.7, 1), (0.3, 1), (0, 0.7), (0, 0.3))
_TRIANGLE = ((0.5, 0.03), (1, 0.95), (0, 0.95))
_SQUARE = ((0.08, 0.08), (0.92, 0.08), (0.92, 0.92), (0.08, 0.92))


def mark(severity: Severity, size: float, *, on_dark: bool = False) -> Drawn:
    """A shape for a severity that is told apart without colour: filled octagon, triangle, square."""
    colour = WHITE if on_dark else COLOURS[severity]
    inside = RED if on_dark else WHITE

    def paint(sheet: Sheet, x: float, y: float) -> None:
        def at(*points: tuple[float, float]) -> list[tuple[float, float]]:
            return [(x + px * size, y + py * size) for px, py in points]

        if severity is Severity.STOP:
            sheet.shape(at(*_STOP), fill=colour)
            sheet.shape(at((0.2, 0.41), (0.8, 0.41), (0.8, 0.59), (0.2, 0.59)), fill=inside)
            return
        shape = _TRIANGLE if severity is Severity.CAUTION else _SQUARE
        sheet.shape(at(*shape), line=colour, weight=size / 11)
        low, high = ((0.38, 0.66), (0.74, 0.84)) if severity is Severity.CAUTION else ((0.42, 0.78), (0.22, 0.32))
        for top, bottom in (low, high):
            sheet.shape(at((0.45, top), (0.55, top), (0.55, bottom), (0.45, bottom)), fill=colour)

    return Drawn(size + 2, paint)


def verdict_sign(verdict: str) -> Drawn:
    """Whether the routes are the same, in a circle: two bars; two bars struck through, white on black; or three dots."""

    def paint(sheet: Sheet, x: float, y: float) -> None:
        middle, differ = SIGN / 2, verdict == "differ"
        sheet.disc(x + middle, y + middle, middle - 0.6, INK if differ else None, INK, 1.2)
        if verdict == "open":
            for i in (-1, 0, 1):
                sheet.disc(x + middle + i * 4, y + middle, 1.1, INK)
            return
        for down in (-2.4, 2.4):
            sheet.rule(x + middle - 4.6, y + middle + down, 9.2, WHITE if differ else INK, 1.7)
        if differ:
            a, b = (x + middle - 3, y + middle + 6), (x + middle + 3, y + middle - 6)
            sheet.segment(a, b, WHITE, 1.7)

    return Drawn(SIGN, paint)
