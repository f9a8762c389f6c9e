"""Letters on paper: the product's typeface, a second one for letters that it lacks, a visible token for what both lack.

fpdf2 drops a letter that a font lacks and goes on. Here every text passes `readable` first, and a missing glyph raises.
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from io import BytesIO

import pymupdf_fonts
from fontTools.ttLib import TTFont
from fpdf import FPDF
from fpdf.fonts import Glyph, SubsetMap, TTFFont

from informed.paths import FONTS

#: Each face: the product's file, and the name of the second typeface (Noto Sans) in pymupdf-fonts.
FACES = {"": ("BeVietnamPro-Regular.ttf", "notos"), "B": ("BeVietnamPro-Bold.ttf", "notosbo")}

_WHITE = re.compile(r"[^\S\n]")
#: What a line break may not tear apart: a token, or a letter with its combining marks.
_CLUSTER = re.compile(r"\[U\+[0-9A-F]{4,6}\]|.[\u0300-\u036f]*", re.DOTALL)


@cache
def _file(name: str) -> bytes:
    """A font file's bytes; the product's own, or Noto Sans by its short name."""
    if name.endswith(".ttf"):
        return (FONTS / name).read_bytes()
    font: bytes = pymupdf_fonts.myfont(name)  # type: ignore[no-untyped-call]
    return font


@cache
def _letters(name: str) -> frozenset[int]:
    cmap = TTFont(BytesIO(_file(name)), lazy=True).getBestCmap()
    return frozenset(cmap or ())


@cache
def _in_own(sign: str) -> bool:
    return all(ord(sign) in _letters(own) for own, _ in FACES.values())


@cache
def _shown(sign: str) -> str:
    if sign == "\n" or _in_own(sign):
        return sign
    if _WHITE.match(sign):
        return " "
    known = all(ord(sign) in _letters(second) for _, second in FACES.values())
    return sign if known else f"[U+{ord(sign):04X}]"


def readable(text: str) -> str:
    """The text as it can be printed: NFC, and `[U+XXXX]` for a sign that no font has. No letter is ever dropped."""
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
        self._own, self._second = FACES[style]
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
        codes: list[tuple[int, str]] = []
        for font, code, _ in letters:
            if codes and codes[-1][0] == font:
                codes[-1] = (font, codes[-1][1] + code)
            else:
                codes.append((font, code))
        return Word(text, sum(width for *_, width in letters), tuple(codes))

    def _letter(self, sign: str) -> tuple[int, str, float]:
        font = self._font(self._own if _in_own(sign) else self._second)
        if ord(sign) not in font.glyph_ids:
            raise LookupError(f"no font has U+{ord(sign):04X}: the text was not made readable")
        glyph = Glyph(font.glyph_ids[ord(sign)], (ord(sign),), font.cmap[ord(sign)], int(font.cw[ord(sign)]))
        code = font.subset.pick_glyph(glyph)
        self._letters[sign] = found = (font.i, f"{code:04X}", font.cw[ord(sign)])
        return found

    def _font(self, name: str) -> TTFFont:
        if name not in self._fonts:
            key = name.removesuffix(".ttf").lower()
            font = TTFFont(self._pdf, BytesIO(_file(name)), key, self._style)  # type: ignore[arg-type]
            # Outlines are then written as they were read, which halves the time of a document.
            font.ttfont.recalcBBoxes = False
            self._fonts[name] = self._pdf.fonts[key] = font
        return self._fonts[name]


def forget() -> None:
    """Free the fonts of written documents: fpdf2 keeps every one that it ever looked a glyph up in."""
    SubsetMap.get_glyph.cache_clear()
