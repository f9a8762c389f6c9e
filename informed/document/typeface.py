"""Letters on paper: the product's typeface, others for letters that it lacks, a visible token for what none can show.

fpdf2 drops a letter that a font lacks and goes on. Here every text passes `readable` first, and a missing glyph raises.
"""

import re
import unicodedata
from collections.abc import Iterable
from copy import copy
from dataclasses import dataclass
from functools import cache
from io import BytesIO
from itertools import groupby
from typing import cast

import pymupdf_fonts
from fontTools.ttLib import TTFont
from fpdf import FPDF
from fpdf.fonts import Glyph, SubsetMap, TTFFont

from informed.paths import FONTS

#: Each face: the product's file, and after it the names in pymupdf-fonts of Noto Sans and FiraGO (Georgian, arrows).
FACES = {
    "": ("BeVietnamPro-Regular.ttf", "notos", "figo"),
    "B": ("BeVietnamPro-Bold.ttf", "notosbo", "figbo"),
}
#: The scripts whose letters stand side by side as they are. Others need shaping or run from right to left: an Arabic
#: name in unjoined letters from left to right would be a wrong name, and a token is only an ugly one.
PLAIN_SCRIPTS = ("LATIN", "GREEK", "CYRILLIC", "ARMENIAN", "GEORGIAN", "MODIFIER", "COMBINING", "FEMININE", "MASCULINE")

_WHITE = re.compile(r"[^\S\n]")
#: What a line break may not tear apart: a token, or a letter with its combining marks.
_CLUSTER = re.compile(r"\[U\+[0-9A-F]{4,6}\]|.[\u0300-\u036f]*", re.DOTALL)


@cache
def _file(name: str) -> bytes:
    """A font file's bytes; the product's own, or one of pymupdf-fonts by its short name."""
    if name.endswith(".ttf"):
        return (FONTS / name).read_bytes()
    font: bytes = pymupdf_fonts.myfont(name)  # type: ignore[no-untyped-call]
    return font


@cache
def _parsed(name: str, style: str) -> TTFFont:
    """A font as fpdf2 reads it, once in a process: which letters it has, and how wide they are."""
    return TTFFont(FPDF(), BytesIO(_file(name)), name.removesuffix(".ttf").lower(), style)  # type: ignore[arg-type]


@cache
def _rank(sign: str) -> int | None:
    """Which font shows a sign, counted from the product's own; every face must have it. `None`: none does."""
    ranks = range(len(FACES[""]))
    return next((i for i in ranks if all(ord(sign) in _parsed(FACES[s][i], s).glyph_ids for s in FACES)), None)


def _plain(sign: str) -> bool:
    """Whether a sign can be shown by itself; a control, an invisible sign or one of a shaped script cannot."""
    category = unicodedata.category(sign)
    if category[0] in "LM":
        return unicodedata.name(sign, "").startswith(PLAIN_SCRIPTS)
    return category[0] != "C" and unicodedata.bidirectional(sign) not in ("R", "AL", "AN")


@cache
def _shown(sign: str) -> str:
    if sign == "\n":
        return sign
    if _WHITE.match(sign):
        return " "
    return sign if _plain(sign) and _rank(sign) is not None else f"[U+{ord(sign):04X}]"


def readable(text: str) -> str:
    """The text as it can be printed: NFC, and `[U+XXXX]` for a sign that no font shows. No letter is ever dropped."""
    return "".join(map(_shown, unicodedata.normalize("NFC", text)))


@dataclass(frozen=True)
class Word:
    """A run of letters without a blank: its width in thousandths of the size, and its codes by font number."""

    text: str
    width: float
    codes: tuple[tuple[int, str], ...]


Line = tuple[Word, ...]


class Face:
    """One face of one document: measures words, and remembers which glyphs the document uses."""

    def __init__(self, pdf: FPDF, style: str):
        self._pdf, self._style = pdf, style
        self._fonts: dict[str, TTFFont] = {}
        self._letters: dict[str, tuple[int, str, float]] = {}
        self._words: dict[str, Word] = {}
        self.space = self.word(" ")

    def word(self, text: str) -> Word:
        """A word of readable text, measured once."""
        word = self._words.get(text)
        if word is None:
            word = self._words[text] = self._measured(text)
        return word

    def wrap(self, text: str, width: float) -> list[Line]:
        """Readable text in lines of at most this width (thousandths of the size); longer words are split."""
        lines: list[Line] = []
        for paragraph in text.split("\n"):
            lines += self._wrap(paragraph.split(" "), width)
        return lines

    def width(self, line: Iterable[Word]) -> float:
        widths = [word.width for word in line]
        return sum(widths) + self.space.width * (len(widths) - 1)

    def shortened(self, line: Line, limit: float) -> Line:
        """As much of a line as fits, with an ellipsis after it."""
        whole = " ".join(word.text for word in line)
        clusters, found = _CLUSTER.findall(whole), line
        while clusters and self.width(found) > limit:
            clusters.pop()
            found = tuple(map(self.word, f"{''.join(clusters).rstrip()}…".split(" ")))
        return found

    def _wrap(self, words: list[str], limit: float) -> Iterable[Line]:
        line: list[Word] = []
        used = 0.0
        for word in (piece for text in words for piece in self._fitting(text, limit)):
            more = self.space.width + word.width if line else word.width
            if line and used + more > limit:
                yield tuple(line)
                line, used, more = [], 0.0, word.width
            line.append(word)
            used += more
        yield tuple(line)

    def _fitting(self, text: str, limit: float) -> Iterable[Word]:
        word = self.word(text)
        if word.width <= limit:
            return [word]
        pieces = [""]
        used = 0.0
        for cluster in _CLUSTER.findall(text):
            used += (width := self.word(cluster).width)
            if used > limit and pieces[-1]:
                pieces.append("")
                used = width
            pieces[-1] += cluster
        return [self.word(piece) for piece in pieces]

    def _measured(self, text: str) -> Word:
        letters = [self._letters.get(sign) or self._letter(sign) for sign in text]
        runs = ((font, "".join(code for _, code, _ in run)) for font, run in groupby(letters, key=_font_number))
        return Word(text, sum(width for *_, width in letters), tuple(runs))

    def _letter(self, sign: str) -> tuple[int, str, float]:
        rank = _rank(sign)
        if rank is None:
            raise LookupError(f"no font has U+{ord(sign):04X}: the text was not made readable")
        font = self._font(FACES[self._style][rank])
        glyph = Glyph(font.glyph_ids[ord(sign)], (ord(sign),), font.cmap[ord(sign)], int(font.cw[ord(sign)]))
        code = cast(int, font.subset.pick_glyph(glyph))
        self._letters[sign] = found = (font.i, f"{code:04X}", font.cw[ord(sign)])
        return found

    def _font(self, name: str) -> TTFFont:
        """This document's copy of a font: its glyphs are cut down to those that are used when the file is written."""
        if name not in self._fonts:
            font = copy(_parsed(name, self._style))
            font.i, font.subset = len(self._pdf.fonts) + 1, SubsetMap(font)
            font.ttfont = TTFont(BytesIO(_file(name)), recalcTimestamp=False, lazy=True)
            # Outlines are then written as they were read, which halves the time of a document.
            font.ttfont.recalcBBoxes = False
            self._fonts[name] = self._pdf.fonts[font.fontkey] = font
        return self._fonts[name]


def missing_fonts() -> list[str]:
    """The font files that a document needs and that cannot be read."""
    return [name for names in FACES.values() for name in names if not _readable_file(name)]


def _readable_file(name: str) -> bool:
    try:
        return bool(_file(name))
    except (OSError, ImportError, AttributeError, KeyError):
        return False


def _font_number(letter: tuple[int, str, float]) -> int:
    return letter[0]


def forget() -> None:
    """Free the fonts of written documents: fpdf2 keeps every one that it ever looked a glyph up in."""
    SubsetMap.get_glyph.cache_clear()
