"""Boxes: text, rows, stacks and frames. Each knows its height when made, so that pages fill without a trial run."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from math import inf

from informed.document.sheet import BODY, HEADING, INNER, LABEL, RULE, TITLE, Box, Colour, Sheet, Style
from informed.document.typeface import Line, readable

#: A text taller than a page goes on in pieces of this many lines.
PIECE = 24


@dataclass(frozen=True)
class Text:
    """Wrapped lines in one style, tagged as one element."""

    lines: tuple[Line, ...]
    style: Style
    tag: str = "P"
    lang: str = ""
    attributes: str = ""
    #: Whether lines were left away; the last one then ends with an ellipsis.
    cut: bool = False
    #: Where lines end, from the left, when they do not begin there.
    ends: float = 0

    @property
    def height(self) -> float:
        return len(self.lines) * self.style.leading

    def draw(self, sheet: Sheet, x: float, y: float) -> None:
        first = y + (self.style.leading + self.style.size * 0.74) / 2
        with sheet.leaf(self.tag, lang=self.lang, attributes=self.attributes):
            for i, line in enumerate(self.lines):
                indent = self.ends - sheet.width(line, self.style) if self.ends else 0
                sheet.show(line, x + indent, first + i * self.style.leading, self.style)

    def parts(self) -> Sequence[Box]:
        pieces = [self.lines[i : i + PIECE] for i in range(0, len(self.lines), PIECE)]
        return [replace(self, lines=piece) for piece in pieces]


def text(
    sheet: Sheet,
    words: str,
    width: float = INNER,
    style: Style = BODY,
    *,
    tag: str = "P",
    lang: str = "",
    attributes: str = "",
    most: int = 0,
    right: bool = False,
) -> Text:
    """Words wrapped to a width; `most` lines at most, if given; to the right, if asked."""
    face = sheet.faces[style.bold]
    limit = width * 1000 / style.size
    lines = face.wrap(readable(words), limit)
    cut = bool(most) and len(lines) > most
    if cut:
        lines = [*lines[: most - 1], face.shortened((*lines[most - 1], *lines[most]), limit)]
    return Text(tuple(lines), style, tag, lang, attributes, cut, width if right else 0)


def natural(sheet: Sheet, words: str, style: Style) -> float:
    """How wide words come out on one line, in points."""
    return max(sheet.width(line, style) for line in sheet.faces[style.bold].wrap(readable(words), inf))


def shared(needs: Sequence[float], room: float) -> list[float]:
    """The widths of columns that need so much each: what is too much is taken from the widest, what is left is spread."""
    left, widths = room, [0.0] * len(needs)
    for rank, i in enumerate(sorted(range(len(needs)), key=needs.__getitem__)):
        widths[i] = min(needs[i], left / (len(needs) - rank))
        left -= widths[i]
    return [width + left / len(widths) for width in widths]


def code(sheet: Sheet, words: str, width: float, style: Style, *, tag: str = "P") -> Text:
    """A code such as PRODUCT_NOT_ENTERED: one too wide for a line goes on below, after an underscore and not within a word."""
    lines = [""]
    for part in re.findall(r"[^_]*_?", words):
        fits = natural(sheet, lines[-1] + part, style) <= width
        lines = [*lines[:-1], lines[-1] + part] if fits or not lines[-1] else [*lines, part]
    return text(sheet, "\n".join(lines), width, style, tag=tag)


@dataclass(frozen=True)
class Gap:
    """Blank space."""

    height: float

    def draw(self, sheet: Sheet, x: float, y: float) -> None:
        pass

    def parts(self) -> Sequence[Box]:
        return [self]


@dataclass(frozen=True)
class Drawn:
    """A drawing of a known height; an artifact, unless it says what it shows (`alt`)."""

    height: float
    paint: Callable[[Sheet, float, float], None]
    alt: str = ""

    def draw(self, sheet: Sheet, x: float, y: float) -> None:
        if not self.alt:
            return self.paint(sheet, x, y)
        with sheet.leaf("Figure", alt=self.alt):
            self.paint(sheet, x, y)

    def parts(self) -> Sequence[Box]:
        return [self]


@dataclass(frozen=True)
class Stack:
    """Boxes one below another."""

    boxes: tuple[Box, ...]
    gap: float = 0
    tag: str = ""
    attributes: str = ""

    @property
    def height(self) -> float:
        return sum(box.height for box in self.boxes) + self.gap * max(0, len(self.boxes) - 1)

    def draw(self, sheet: Sheet, x: float, y: float) -> None:
        if not self.tag:
            return self._draw(sheet, x, y)
        with sheet.group(self.tag, attributes=self.attributes):
            self._draw(sheet, x, y)

    def _draw(self, sheet: Sheet, x: float, y: float) -> None:
        for box in self.boxes:
            box.draw(sheet, x, y)
            y += box.height + self.gap

    def parts(self) -> Sequence[Box]:
        return [Stack((part,), tag=self.tag) for box in self.boxes for part in box.parts()]


@dataclass(frozen=True)
class Row:
    """Boxes side by side, each at its distance from the left; a hairline below, if it is asked for."""

    cells: tuple[tuple[float, Box], ...]
    tag: str = ""
    padding: float = 0
    ruled: float = 0
    fill: Colour | None = None

    @property
    def height(self) -> float:
        return max(box.height for _, box in self.cells) + 2 * self.padding

    def draw(self, sheet: Sheet, x: float, y: float) -> None:
        if self.fill:
            sheet.rectangle(x, y, self.ruled, self.height, fill=self.fill)
        if self.tag:
            with sheet.group(self.tag):
                self._draw(sheet, x, y)
        else:
            self._draw(sheet, x, y)
        if self.ruled:
            sheet.rule(x, y + self.height, self.ruled)

    def _draw(self, sheet: Sheet, x: float, y: float) -> None:
        for dx, box in self.cells:
            box.draw(sheet, x + dx, y + self.padding)

    def parts(self) -> Sequence[Box]:
        return [Row(((dx, part),), self.tag) for dx, box in self.cells for part in box.parts()]


@dataclass(frozen=True)
class Frame:
    """A box with a border and padding around it."""

    inside: Box
    width: float = INNER
    padding: float = 8
    fill: Colour | None = None
    line: Colour | None = RULE
    weight: float = 0.6
    least: float = 0

    @property
    def height(self) -> float:
        return max(self.least, self.inside.height + 2 * self.padding)

    def draw(self, sheet: Sheet, x: float, y: float) -> None:
        sheet.rectangle(x, y, self.width, self.height, fill=self.fill, line=self.line, weight=self.weight)
        self.inside.draw(sheet, x + self.padding, y + self.padding)

    def parts(self) -> Sequence[Box]:
        return self.inside.parts()


def section(sheet: Sheet, words: str, gap: float = 4, keep: float = 0) -> None:
    """Begin a section: its heading, with at least `keep` points of it on the same page, and a bookmark."""
    title = heading(sheet, words, style=TITLE)
    sheet.place(title, gap, keep)
    sheet.bookmark(words, sheet.cursor - gap - title.height)


def beside(sheet: Sheet, words: str, lang: str, width: float) -> tuple[Text, ...]:
    """What something says in the clinic's language, small under what the patient read; nothing for no words."""
    return (text(sheet, words, width, LABEL, lang=lang),) if words else ()


def paired(sheet: Sheet, said: Text, words: str, lang: str, width: float, most: int = 0) -> tuple[Box, ...]:
    """What the patient read or said, and beside it the same for the clinic: behind it where both fit a line, else below."""
    if not words:
        return (said,)
    at = sheet.width(said.lines[-1], said.style) + 6
    under = text(sheet, words, width, LABEL, lang=lang, most=most)
    if len(said.lines) > 1 or at + natural(sheet, words, LABEL) > width:
        return said, under
    drop = (said.style.leading + said.style.size * 0.74 - LABEL.leading - LABEL.size * 0.74) / 2
    return (Row(((0, said), (at, Stack((Gap(drop), replace(under, cut=False)))))),)


def heading(
    sheet: Sheet, words: str, width: float = INNER, *, tag: str = "H2", style: Style = HEADING, lang: str = ""
) -> Stack:
    """A heading, over a hairline unless it is one within a section."""
    line: Box = Gap(1) if tag == "H3" else Drawn(3, lambda sheet, x, y: sheet.rule(x, y + 0.5, width, RULE, 0.8))
    return Stack((text(sheet, words, width, style, tag=tag, lang=lang), line))
