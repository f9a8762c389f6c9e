"""Page 1 in what it leaves out and what it never leaves out: short texts, counts, the code, sizes of letters."""

from collections.abc import Callable
from io import BytesIO

import pytest
import segno
from pypdf import PdfReader

from informed.content import ContentPack
from informed.document import render
from informed.document.code import dark, modules
from informed.document.listing import short
from informed.document.sheet import Sheet, Style
from informed.document.typeface import Line
from informed.plan import Plan
from informed.record import Record

from . import invented
from .conftest import squeezed
from .invented import Story

Pages = Callable[[Record, ContentPack], list[str]]
ADDRESS = "https://clinic.example/staff-record?id=7f3a91c2d4e85b60"


def test_marked_statements_are_named_by_their_first_sentence(pack: ContentPack, pages_of: Pages) -> None:
    """Not by an id that a physician would have to look up."""
    story = Story(pack, clinic_language="en").whole(lambda i: "unsure" if i == 1 else "understood").ask("W3")
    page = pages_of(story.sign(), pack)[0]

    assert squeezed("Marked not sure (4) B2 Water that is too hot can burn. L2 Water") in page
    assert squeezed("Marked to ask about (1) W3 You can stop at any time.") in page
    assert "onpage2" not in page
    assert "frompage2" not in page


def test_too_many_are_counted(pages_of: Pages) -> None:
    """All of forty-eight statements not sure: as many as fit, the number of the others, all in full on page 2 and after."""
    pack = invented.pack(statements=12)
    pages = pages_of(Story(pack, clinic_language="en").whole(lambda i: "unsure").sign(), pack)
    named = [
        id for id in pack.required_statements if squeezed(f"{id} {short(pack.statements[id].text.en)}") in pages[0]
    ]

    assert "Markednotsure(48)" in pages[0]
    assert len(named) >= 8
    assert squeezed(f"and {48 - len(named)} more from page 2") in pages[0]
    after = "".join(pages[1:]).split(squeezed("Every statement, exactly as shown"))[0]
    assert all(squeezed(pack.statements[id].text.en) in after for id in pack.required_statements)


def test_silence_is_told_by_the_question(pack: ContentPack, pages_of: Pages) -> None:
    """Unanswered, and to be told in private: the question itself, in the clinic's language."""
    story = Story(pack, clinic_language="en").whole().factor("F-1", "private")
    page = pages_of(story.sign(), pack)[0]

    assert squeezed("Wants to tell the doctor in private (1): Are your feet ticklish when touched?") in page
    assert squeezed("Not answered (4): Are your feet ticklish when touched?") in page
    assert squeezed("What do you hope for?") in page


def test_nothing_marked_and_nothing_flagged_are_said(pack: ContentPack, pages_of: Pages) -> None:
    """An empty list is a sentence, in the banner and in the section."""
    page = pages_of(Story(pack, clinic_language="en").whole().sign(), pack)[0]

    assert page.count(squeezed("No factor was flagged (this is not clearance)")) == 2
    assert squeezed("No statement was marked not sure or to ask about.") in page


def test_blanks_of_the_plan_are_named_together(pack: ContentPack, pages_of: Pages) -> None:
    """What was entered stands large; what was not is one line."""
    page = pages_of(Story(pack, clinic_language="en", plan=Plan(area="Both feet")).whole().sign(), pack)[0]

    assert squeezed("Area Both feet") in page
    assert squeezed("Not entered: Product · Maker · Source · Lot · Expiry · Registration · Device") in page


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("One thing.", "One thing."),
        ("One thing. And another.", "One thing."),
        ("Is it? Yes.", "Is it?"),
        ("word " * 40, "word " * 17 + "word…"),
        ("1.5 mg is much", "1.5 mg is much"),
    ],
)
def test_short_is_a_sentence_or_a_line(words: str, expected: str) -> None:
    """Cut at a blank, with an ellipsis only when something is missing."""
    assert short(words) == expected


# --- the code


def code_on(pdf: bytes, size: int) -> list[list[int]]:
    """The modules that page 1 draws, read back from the one path that has so many rectangles."""
    content = PdfReader(BytesIO(pdf)).pages[0].get_contents()
    assert content is not None
    path = max(content.get_data().decode("latin-1").split("\n"), key=lambda line: line.count(" re"))
    numbers = [[float(n) for n in part.split()[-4:]] for part in path.split(" re")[:-1]]
    unit = min(height for *_, height in numbers)
    left, top = min(x for x, *_ in numbers), max(y + h for _, y, _, h in numbers)
    found = [[0] * size for _ in range(size)]
    for x, y, width, height in numbers:
        row, column = round((top - y - height) / unit), round((x - left) / unit)
        for i in range(round(width / unit)):
            found[row][column + i] = 1
    return found


@pytest.mark.parametrize("address", [ADDRESS, ""])
def test_the_code_on_the_page_says_the_address(pack: ContentPack, signed: Record, address: str) -> None:
    """Module for module what an encoder makes of the same words; without an address, of the record's id."""
    pdf = render(signed, pack, address=address)
    words = address or f"informed:record/{signed.id}"
    expected = [list(row) for row in segno.make_qr(words, error="m", boost_error=False).matrix]

    assert code_on(pdf, len(expected)) == expected


def test_the_code_has_words_for_those_who_cannot_see_it(pack: ContentPack, signed: Record) -> None:
    """The alternative text says the address."""
    alt = f"Mã QR dẫn tới hồ sơ: {ADDRESS}"
    assert alt.encode("utf-16-be").hex().upper().encode() in render(signed, pack, address=ADDRESS).upper()


def test_dark_runs_cover_the_dark_modules() -> None:
    """Neighbours are drawn as one."""
    assert dark(bytearray([1, 1, 0, 1, 0, 0, 1, 1, 1])) == [(0, 2), (3, 1), (6, 3)]
    assert sum(n for row in modules("x") for _, n in dark(row)) == sum(map(sum, modules("x")))


# --- how it looks


@pytest.mark.parametrize("language", ["vi", "en"])
def test_no_letter_is_smaller_than_8_points(pack: ContentPack, language: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """On no page."""
    sizes = set()
    show = Sheet.show

    def spy(sheet: Sheet, line: Line, x: float, baseline: float, style: Style) -> None:
        sizes.add(style.size)
        show(sheet, line, x, baseline, style)

    monkeypatch.setattr(Sheet, "show", spy)
    story = Story(pack, language="en", clinic_language=language).whole(lambda i: "unsure").factor("F-0", "yes")
    render(story.sign(), pack)

    assert min(sizes) >= 8


def test_severity_is_a_word_beside_its_colour(pages_of: Pages) -> None:
    """A photocopy in black and white loses nothing."""
    pack = invented.pack(factors=3)
    story = Story(pack, clinic_language="en").whole().factor("F-0", "yes").factor("F-1", "yes").factor("F-2", "yes")
    page = pages_of(story.sign(), pack)[0]

    assert all(squeezed(words) in page for words in ("STOP TICKLISH_0", "CAUTION TICKLISH_1", "INFO TICKLISH_2"))
    assert all(squeezed(words) in page for words in ("STOP ITEMS: 1", "CAUTION ITEMS: 1", "Information items: 1"))
