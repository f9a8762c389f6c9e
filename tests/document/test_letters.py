"""No letter is lost between what was entered and what can be read out of the finished file, in any script."""

import shutil
import subprocess
import unicodedata
from io import BytesIO

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from informed.content import ContentPack
from informed.document import render
from informed.document.sheet import Sheet
from informed.document.typeface import FACES, _parsed, readable

from .conftest import squeezed
from .invented import Story

#: First and last letters of scripts and signs that people's names and words bring.
SCRIPTS = (
    *((0x41, 0x7A), (0xC0, 0x24F), (0x1EA0, 0x1EF9), (0x300, 0x36F)),
    *((0x370, 0x3FF), (0x400, 0x52F), (0x531, 0x58F), (0x5D0, 0x5EA), (0x621, 0x64A), (0x900, 0x97F), (0xE01, 0xE5B)),
    *((0x10D0, 0x10FF), (0x1100, 0x11FF), (0x1780, 0x17DD), (0x200B, 0x200D), (0x2010, 0x2044), (0x3041, 0x30FF)),
    *((0x4E00, 0x4FFF), (0xAC00, 0xACFF), (0xFF21, 0xFF5A), (0x1F300, 0x1F64F), (0x2F800, 0x2F81F)),
)
LETTERS = st.one_of(*(st.characters(min_codepoint=low, max_codepoint=high) for low, high in SCRIPTS))
NAMES = st.lists(st.text(LETTERS, min_size=1, max_size=12), min_size=1, max_size=4).map(" ".join)


def read_out(pdf: bytes) -> str:
    """The text of the whole file, by poppler where it is installed."""
    if shutil.which("pdftotext"):
        done = subprocess.run(["pdftotext", "-enc", "UTF-8", "-", "-"], input=pdf, capture_output=True, check=True)
        return done.stdout.decode()
    return "".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages)


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(name=NAMES, words=NAMES)
def test_what_is_read_out_is_what_was_entered(pack: ContentPack, name: str, words: str) -> None:
    """A name and words in any mixture of scripts, composed or not: NFC, with a token for each sign that is not shown."""
    text = squeezed(read_out(render(Story(pack, name=name).decline(words), pack)))

    assert squeezed(readable(name)) in text
    assert squeezed(readable(words)) in text
    assert unicodedata.is_normalized("NFC", readable(name))


@given(st.text())
def test_a_token_or_the_sign_itself(text: str) -> None:
    """Every sign of a text is printed or named; nothing else is added."""
    composed = unicodedata.normalize("NFC", text)
    found = readable(text)
    for sign in composed:
        token = f"[U+{ord(sign):04X}]"
        assert found.startswith(token) or found[0] == sign or (sign.isspace() and found[0] == " "), (sign, found)
        found = found[len(token) if found.startswith(token) and sign != "[" else 1 :]
    assert found == ""


@pytest.mark.parametrize(
    ("sign", "shown"),
    [
        ("ễ", "ễ"),
        ("Ж", "Ж"),
        ("Ω", "Ω"),
        ("ნ", "ნ"),
        ("ſ", "ſ"),
        ("م", "[U+0645]"),
        ("ก", "[U+0E01]"),
        ("न", "[U+0928]"),
        ("芳", "[U+82B3]"),
        ("한", "[U+D55C]"),
        ("🌸", "[U+1F338]"),
        ("\u200b", "[U+200B]"),
        ("\u00ad", "[U+00AD]"),
        ("\ufffd", "\ufffd"),
    ],
)
def test_scripts_that_need_shaping_are_not_shown_wrongly(sign: str, shown: str) -> None:
    """Latin, Greek, Cyrillic and Georgian as they are; joined, stacked or unknown letters, and invisible signs, by code."""
    assert readable(sign) == shown


def test_fonts_are_parsed_once_in_a_process(pack: ContentPack) -> None:
    """Two sheets measure with the same tables, and each keeps glyphs of its own."""
    before = _parsed.cache_info().misses
    one, two = Sheet(), Sheet()
    one.faces[False].word("Nguyễn")

    assert _parsed(FACES[""][0], "").glyph_ids is one.fonts["bevietnampro-regular"].glyph_ids
    assert one.fonts["bevietnampro-regular"].glyph_ids is two.fonts["bevietnampro-regular"].glyph_ids
    assert len(one.fonts["bevietnampro-regular"].subset) > len(two.fonts["bevietnampro-regular"].subset)
    assert _parsed.cache_info().misses == before
