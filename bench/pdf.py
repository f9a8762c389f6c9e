"""What the document of a whole record costs, in one run: beside a blank page, and beside other libraries' pages of it.

python -m bench.pdf [--rounds 15]

Every text of the document is drawn again at its own place, at its own width and size, in the same two faces: by
reportlab as untagged paragraphs, and by WeasyPrint from HTML as untagged and as tagged PDF/A pages. Neither has to lay
out the pages. Then the document grows from 10 to 500 statements. `pip install reportlab weasyprint` (not needed by the
product; WeasyPrint also needs Pango) adds the other libraries; one that is missing is named and left out.
"""

import argparse
import gc
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from html import escape
from io import BytesIO
from pathlib import Path
from statistics import median
from unittest.mock import patch

from fpdf import FPDF

from informed import document
from informed.adapters.settings import Settings
from informed.bootstrap import build
from informed.content import ContentPack, Language
from informed.document.boxes import Text
from informed.document.sheet import HEIGHT, WIDTH, Sheet, Style
from informed.paths import FONTS
from informed.record import Record
from informed.sample import make_sample
from tests.document import invented

FACES = {False: FONTS / "BeVietnamPro-Regular.ttf", True: FONTS / "BeVietnamPro-Bold.ttf"}
GROWTH = (10, 100, 500)


@dataclass(frozen=True)
class Placed:
    """One text of a page: where it stands, how wide it may be, and how it looks."""

    words: str
    x: float
    y: float
    width: float
    height: float
    style: Style


Page = list[Placed]


@contextmanager
def placed() -> Iterator[dict[int, Page]]:
    """Where each text comes to stand while a document is rendered, by page."""
    found: dict[int, Page] = {}
    draw = Text.draw

    def spy(self: Text, sheet: Sheet, x: float, y: float) -> None:
        words = " ".join(word.text for line in self.lines for word in line)
        widest = max(sheet.faces[self.style.bold].width(line) for line in self.lines) * self.style.size / 1000
        found.setdefault(sheet.page, []).append(Placed(words, x, y, widest + 1, self.height, self.style))
        draw(self, sheet, x, y)

    with patch.object(Text, "draw", spy):
        yield found


# --- the others


def blank() -> bytes:
    """A blank page with a word in each of the two faces, written by fpdf2 as it comes."""
    pdf = FPDF()
    for bold, face in FACES.items():
        pdf.add_font("Be Vietnam Pro", "B" if bold else "", face)
    pdf.add_page()
    for bold in FACES:
        pdf.set_font("Be Vietnam Pro", "B" if bold else "", 10)
        pdf.cell(text="Nguyễn")
    return bytes(pdf.output())


def reportlab(pages: list[Page]) -> Callable[[], bytes]:
    """The pages as reportlab's paragraphs, untagged."""
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont
    from reportlab.pdfgen.canvas import Canvas
    from reportlab.platypus import Paragraph

    for bold, face in FACES.items():
        pdfmetrics.registerFont(TTFont(f"face-{bold}", face))

    def write() -> bytes:
        file = BytesIO()
        canvas = Canvas(file, pagesize=(WIDTH, HEIGHT))
        for page in pages:
            for text in page:
                look = text.style
                style = ParagraphStyle("", fontName=f"face-{look.bold}", fontSize=look.size, leading=look.leading)
                paragraph = Paragraph(escape(text.words), style)
                _, height = paragraph.wrapOn(canvas, text.width, HEIGHT)
                paragraph.drawOn(canvas, text.x, HEIGHT - text.y - height)
            canvas.showPage()
        canvas.save()
        return file.getvalue()

    return write


def weasyprint(pages: list[Page], **options: object) -> Callable[[], bytes]:
    """The pages as HTML through WeasyPrint."""
    from weasyprint import CSS, HTML
    from weasyprint.text.fonts import FontConfiguration

    faces = "".join(
        f"@font-face {{font-family: face; font-weight: {700 if bold else 400}; src: url({file.as_uri()})}}"
        for bold, file in FACES.items()
    )
    sheet = f"{faces} @page {{size: {WIDTH}pt {HEIGHT}pt; margin: 0}} p {{position: absolute; margin: 0}}"
    sheet += f"section {{position: relative; height: {HEIGHT}pt; font-family: face}}"
    html = "".join(f"<section>{''.join(map(_as_html, page))}</section>" for page in pages)

    def write() -> bytes:
        fonts = FontConfiguration()
        style = CSS(string=sheet, font_config=fonts)
        whole = f"<html lang='vi'><title>Same</title><body style='margin: 0'>{html}</body></html>"
        written = HTML(string=whole).write_pdf(stylesheets=[style], font_config=fonts, **options)
        return bytes(written or b"")

    return write


def _as_html(text: Placed) -> str:
    look = text.style
    place = f"left: {text.x:.2f}pt; top: {text.y:.2f}pt; width: {text.width:.2f}pt"
    letters = f"font: {700 if look.bold else 400} {look.size}pt/{look.leading}pt face"
    return f"<p style='{place}; {letters}'>{escape(text.words)}</p>"


# --- measuring


def sample() -> tuple[Record, ContentPack]:
    """The record of `informed sample`, and its pack."""
    with tempfile.TemporaryDirectory() as folder:
        service = build(Settings(data_dir=Path(folder))).service
        record, _ = make_sample(service, Language.VIETNAMESE, "Nguyễn Thị Ánh")
        return record, service.journey.pack(record)


def interleaved(works: dict[str, Callable[[], object]], rounds: int) -> dict[str, float]:
    """The median milliseconds of each work; they take turns, so that all see the same noise."""
    took: dict[str, list[float]] = {name: [] for name in works}
    for _ in range(rounds):
        for name, work in works.items():
            gc.collect()
            began = time.perf_counter()
            work()
            took[name].append(time.perf_counter() - began)
    return {name: median(times[1:] or times) * 1000 for name, times in took.items()}


def others(pages: list[Page]) -> dict[str, Callable[[], object]]:
    """The libraries that are installed."""
    found: dict[str, Callable[[], object]] = {}
    made: dict[str, Callable[[], Callable[[], object]]] = {
        "reportlab, untagged": lambda: reportlab(pages),
        "weasyprint, untagged": lambda: weasyprint(pages),
        "weasyprint, tagged PDF/A-3U": lambda: weasyprint(pages, pdf_variant="pdf/a-3u", pdf_tags=True),
    }
    for name, make in made.items():
        try:
            found[name] = make()
        except (ImportError, OSError) as error:
            print(f"{name}: left out ({error})")
    return found


def compare(rounds: int) -> None:
    """The document of a whole record beside the others."""
    record, pack = sample()
    with placed() as found:
        pdf = document.render(record, pack)
    pages = [found[number] for number in sorted(found)]
    texts = sum(map(len, pages))
    print(f"{len(pack.statements)} statements, {len(pages)} pages, {texts} texts, {len(pdf):,} bytes")
    took = interleaved(
        {"document": lambda: document.render(record, pack), "fpdf2, a blank page": blank} | others(pages), rounds
    )
    for name, ms in took.items():
        print(f"{name:28} {ms:7.1f} ms   the document is {took['document'] / ms:5.2f} times that")


def grow(rounds: int) -> None:
    """Documents of 10 to 500 statements: the cost of each further statement stays the same."""
    works: dict[str, Callable[[], object]] = {}
    for count in GROWTH:
        pack = invented.pack(statements=-(-count // 8))
        record = invented.Story(pack).whole().sign()
        works[str(len(pack.statements))] = lambda record=record, pack=pack: document.render(record, pack)
    took = interleaved(works, rounds)
    for number, ms in took.items():
        print(f"{number:>4} statements {ms:9.1f} ms {ms / int(number):8.2f} ms a statement")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=15)
    rounds = parser.parse_args().rounds
    compare(rounds)
    grow(max(3, rounds // 3))


if __name__ == "__main__":
    main()
