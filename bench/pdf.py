"""What the document of a whole record costs beside the smallest document with the same two fonts, in one run.

python -m bench.pdf [--rounds 15]
"""

import argparse
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

from fpdf import FPDF

from informed import document
from informed.adapters.settings import Settings
from informed.bootstrap import build
from informed.content import Language
from informed.paths import FONTS
from informed.sample import make_sample


def floor() -> bytes:
    """A blank page with a word in each of the two faces, written by fpdf2 as it comes."""
    pdf = FPDF()
    for style, face in (("", "Regular"), ("B", "Bold")):
        pdf.add_font("Be Vietnam Pro", style, FONTS / f"BeVietnamPro-{face}.ttf")
    pdf.add_page()
    for style in ("", "B"):
        pdf.set_font("Be Vietnam Pro", style, 10)
        pdf.cell(text="Nguyễn")
    return bytes(pdf.output())


def seconds(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=15)
    rounds = parser.parse_args().rounds
    with tempfile.TemporaryDirectory() as folder:
        service = build(Settings(data_dir=Path(folder))).service
        record, pdf = make_sample(service, Language.VIETNAMESE, "Nguyễn Thị Ánh")
        pack = service.journey.pack(record)
    blank, whole = [], []
    for _ in range(rounds):  # interleaved, so that both see the same noise
        blank.append(seconds(floor))
        whole.append(seconds(lambda: document.render(record, pack)))
    a, b = median(whole) * 1000, median(blank) * 1000
    print(
        f"the document, {len(pack.statements)} statements, {len(pdf):,} bytes: {a:.0f} ms ({a / b:.1f}x of {b:.0f} ms)"
    )


if __name__ == "__main__":
    main()
