"""The sheet that boxes are drawn on: A4, in points from the top left, with a cursor that moves down the pages."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from itertools import zip_longest
from typing import Protocol

from fpdf.enums import PDFResourceType
from fpdf.outline import OutlineSection
from fpdf.syntax import DestinationXYZ

from informed.document.tagging import TaggedPDF
from informed.document.typeface import Face, Line, forget, readable

WIDTH, HEIGHT = 595.28, 841.89
LEFT, TOP, BOTTOM = 40.0, 60.0, 44.0
INNER = WIDTH - 2 * LEFT
FLOOR = HEIGHT - BOTTOM

#: A higher box is drawn in parts; a part that is no higher than this stays with the one after it.
MOST_WHOLE, PIECE = FLOOR - TOP - 40, 40.0

Colour = tuple[int, int, int]
INK: Colour = (23, 32, 42)
MUTED: Colour = (77, 88, 101)
TEAL: Colour = (11, 88, 98)
RULE: Colour = (200, 208, 215)
PALE: Colour = (242, 246, 247)
RED: Colour = (142, 27, 27)
AMBER: Colour = (133, 77, 14)
BLUE_INK: Colour = (22, 44, 110)
WHITE: Colour = (255, 255, 255)


@dataclass(frozen=True)
class Style:
    """How letters look: size and leading in points, bold or not, colour."""

    size: float
    leading: float
    bold: bool = False
    colour: Colour = INK

    def but(self, **changes: object) -> "Style":
        return replace(self, **changes)  # type: ignore[arg-type]


BODY = Style(9, 12.4)
STRONG = BODY.but(bold=True)
SMALL = Style(8, 10.8)
LABEL = SMALL.but(colour=MUTED)
HEADING = Style(10.5, 14, bold=True, colour=TEAL)
TITLE = Style(15, 20, bold=True, colour=TEAL)


class Box(Protocol):
    """Something with a height that can be drawn; when taller than a page, its parts are drawn one by one."""

    @property
    def height(self) -> float: ...

    def draw(self, sheet: "Sheet", x: float, y: float) -> None: ...

    def parts(self) -> Sequence["Box"]: ...


def kept(box: Box) -> float:
    """The height that a heading must leave below itself for the box after it: all of it, or of a divided one its beginning."""
    return box.height if box.height <= MOST_WHOLE else sum(part.height for part in box.parts()[:3])


class Sheet(TaggedPDF):
    """The pages of one document."""

    def __init__(self) -> None:
        super().__init__()
        self.faces = {False: Face(self, ""), True: Face(self, "B")}
        self.cursor = TOP
        #: The file's /ID, as PDF writes it.
        self.identifier = ""
        self._repeated: Box | None = None

    # --- the flow of boxes

    @property
    def room(self) -> float:
        """What is left of the page."""
        return FLOOR - self.cursor

    def new_page(self) -> None:
        if self.page:
            self.unmark()
        self.add_page()
        self.cursor = TOP
        if self._repeated:
            with self.untagged():
                self._draw(self._repeated, 0)

    def place(self, box: Box, gap: float = 0, keep: float = 0) -> None:
        """Draw a box below the last one, undivided; `keep` is the height that must remain on the page below it and its gap."""
        if box.height > MOST_WHOLE:
            parts = box.parts()
            for part, after in zip_longest(parts, parts[1:]):
                short = part.height < PIECE and after is not None
                self.place(part, keep=after.height if short else 0)
            self.cursor += gap
            return
        if box.height + (gap + keep if keep else 0) > self.room:
            self.new_page()
        self._draw(box, gap)

    @contextmanager
    def repeating(self, header: Box, keep: float) -> Iterator[None]:
        """Draw a table's header now, with so much room for its first row, and again at the top of each further page."""
        self.place(header, keep=keep)
        self._repeated = header
        yield
        self._repeated = None

    def _draw(self, box: Box, gap: float) -> None:
        box.draw(self, LEFT, self.cursor)
        self.cursor += box.height + gap

    def bookmark(self, title: str, y: float) -> None:
        """An entry in the reader's outline, leading to this height of the current page."""
        self._outline.append(OutlineSection(readable(title), 0, self.page, DestinationXYZ(self.page, top=HEIGHT - y)))

    # --- ink

    def width(self, line: Line, style: Style) -> float:
        """How wide a line comes out, in points."""
        return self.faces[style.bold].width(line) * style.size / 1000

    def show(self, line: Line, x: float, baseline: float, style: Style) -> None:
        """Write one line of measured words."""
        face = self.faces[style.bold]
        codes: list[tuple[int, str]] = []
        for i, word in enumerate(line):
            for font, code in (*face.space.codes, *word.codes) if i else word.codes:
                if codes and codes[-1][0] == font:
                    codes[-1] = (font, codes[-1][1] + code)
                else:
                    codes.append((font, code))
        if not codes:
            return
        runs = " ".join(f"/F{font} {style.size:g} Tf <{code}> Tj" for font, code in codes)
        for font, _ in codes:
            self._resource_catalog.add(PDFResourceType.FONT, font, self.page)
        self._out(f"BT {_rgb(style.colour)} rg {x:.2f} {HEIGHT - baseline:.2f} Td {runs} ET")

    def rectangle(
        self,
        x: float,
        y: float,
        w: float,
        h: float,
        *,
        fill: Colour | None = None,
        line: Colour | None = None,
        weight: float = 0.6,
    ) -> None:
        self._paint(f"{x:.2f} {HEIGHT - y - h:.2f} {w:.2f} {h:.2f} re", fill, line, weight)

    def rectangles(self, places: Sequence[tuple[float, float, float, float]], fill: Colour) -> None:
        """Many filled rectangles (x, y, width, height) as one path, so that no seam shows between neighbours."""
        self._paint(
            " ".join(f"{x:.3f} {HEIGHT - y - h:.3f} {w:.3f} {h:.3f} re" for x, y, w, h in places), fill, None, 0
        )

    def rule(self, x: float, y: float, w: float, colour: Colour = RULE, weight: float = 0.6) -> None:
        self._paint(f"{x:.2f} {HEIGHT - y:.2f} m {x + w:.2f} {HEIGHT - y:.2f} l", None, colour, weight)

    def rule_down(self, x: float, y: float, h: float, colour: Colour = RULE, weight: float = 0.6) -> None:
        self._paint(f"{x:.2f} {HEIGHT - y:.2f} m {x:.2f} {HEIGHT - y - h:.2f} l", None, colour, weight)

    def segment(self, a: tuple[float, float], b: tuple[float, float], colour: Colour, weight: float) -> None:
        (ax, ay), (bx, by) = a, b
        self._paint(f"{ax:.2f} {HEIGHT - ay:.2f} m {bx:.2f} {HEIGHT - by:.2f} l", None, colour, weight)

    def disc(
        self, x: float, y: float, r: float, fill: Colour | None = None, line: Colour | None = None, weight: float = 0.6
    ) -> None:
        """A circle around a point, of four Bézier curves."""
        y, k = HEIGHT - y, r * 0.5523
        corners = ((x, y + r), (x - r, y), (x, y - r), (x + r, y))
        bends = ((r, k, k, r), (-k, r, -r, k), (-r, -k, -k, -r), (k, -r, r, -k))
        curves = (
            f"{x + a:.2f} {y + b:.2f} {x + c:.2f} {y + d:.2f} {ex:.2f} {ey:.2f} c"
            for (a, b, c, d), (ex, ey) in zip(bends, corners, strict=True)
        )
        self._paint(" ".join((f"{x + r:.2f} {y:.2f} m", *curves)), fill, line, weight)

    def shape(
        self,
        points: Sequence[tuple[float, float]],
        *,
        fill: Colour | None = None,
        line: Colour | None = None,
        weight: float = 0.6,
    ) -> None:
        corners = " ".join(f"{x:.2f} {HEIGHT - y:.2f} {'l' if i else 'm'}" for i, (x, y) in enumerate(points))
        self._paint(f"{corners} h", fill, line, weight)

    def stroke(self, path: str, colour: Colour, weight: float) -> None:
        """Draw an open path of PDF operators with round ends."""
        self._out(f"q 1 J 1 j {_rgb(colour)} RG {weight:g} w {path} S Q")

    def _paint(self, path: str, fill: Colour | None, line: Colour | None, weight: float) -> None:
        colours = [f"{_rgb(fill)} rg"] if fill else []
        colours += [f"{_rgb(line)} RG {weight:g} w"] if line else []
        self._out(f"q {' '.join(colours)} {path} {'B' if fill and line else 'f' if fill else 'S'} Q")

    # --- the end

    def furnish(self, furniture: "Furniture") -> None:
        """Draw header and footer on every page."""
        self.unmark()
        total = self.pages_count
        for self.page in range(1, total + 1):
            with self.untagged():
                furniture(self, self.page, total)
            self.unmark()

    def file_id(self) -> str:
        return self.identifier

    def written(self) -> bytes:
        """The file."""
        try:
            return bytes(self.output())
        finally:
            forget()


#: Draws what stands on every page: on this sheet, on this page, of how many.
Furniture = Callable[[Sheet, int, int], None]


def _rgb(colour: Colour) -> str:
    return " ".join(f"{part / 255:.3g}" for part in colour)
