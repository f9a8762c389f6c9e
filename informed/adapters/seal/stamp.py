"""What the physician's field shows once it is signed: name, outcome and time, in the document's own letters."""

from dataclasses import dataclass
from io import BytesIO
from typing import Any

from fpdf import FPDF
from pyhanko.pdf_utils.content import ResourceType
from pyhanko.pdf_utils.generic import NameObject
from pyhanko.pdf_utils.layout import BoxConstraints
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.pdf_utils.writer import BasePdfFileWriter
from pyhanko.stamp import BaseStamp, BaseStampStyle

from informed.document.sheet import BLUE_INK, SMALL, Sheet, Style
from informed.document.typeface import readable

#: The height of the first line, of which accents on capitals need much, and of each further one.
FIRST, NEXT = 9.2, 8.5
#: Letters of a line that is too long shrink down to this size; a longer one is cut, and ends in "…".
LEAST = 6.0


@dataclass(frozen=True)
class Stamp(BaseStampStyle):
    """pyHanko's style for a signature's appearance, with lines of text from top to bottom; the first one is bold."""

    lines: tuple[str, ...] = ()

    def create_stamp(self, writer: BasePdfFileWriter, box: BoxConstraints, text_params: dict[str, Any]) -> BaseStamp:
        return _Drawn(writer, self, box)


class _Drawn(BaseStamp):
    """The lines are set on a sheet of the document's making, which brings its fonts, and that page is put into the field."""

    def render(self) -> bytes:
        page = PdfFileReader(BytesIO(_page(self.style.lines, self.box.width, self.box.height)))
        assert self.writer
        imported = self.writer.import_page_as_xobject(page)
        self.set_resource(ResourceType.XOBJECT, NameObject("/Lines"), imported)
        return b"q /Lines Do Q"


def _page(lines: tuple[str, ...], width: float, height: float) -> bytes:
    """A page whose lower left corner shows the lines in a box of this size."""
    sheet = _Plain()
    sheet.new_page()
    for i, text in enumerate(lines):
        _draw(sheet, text, SMALL.but(bold=i == 0, colour=BLUE_INK), width, sheet.h - height + FIRST + i * NEXT)
    return sheet.written()


def _draw(sheet: Sheet, text: str, style: Style, width: float, baseline: float) -> None:
    face = sheet.faces[style.bold]
    words = tuple(face.word(word) for word in readable(text).split())
    if not words:
        return
    needed = face.width(words)
    size = max(LEAST, min(style.size, int(width * 10_000 / needed) / 10))
    sheet.show(face.shortened(words, width * 1000 / size), 0, baseline, style.but(size=size))


class _Plain(Sheet):
    """A sheet without tags: what the field shows belongs to the field's own structure element."""

    def _out(self, s: str | bytes) -> None:
        FPDF._out(self, s)
