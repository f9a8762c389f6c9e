"""The words of a page as it was written by our own renderer: the letters of each `Tj`, by the fonts' own tables.

This is no general reader. It knows what `informed.document` writes (two-byte codes in hexadecimal, a ToUnicode table a
font), and is used only on pages that this clinic's seal covers.
"""

import re

from pyhanko.pdf_utils import generic

_SHOWN = re.compile(rb"/(F\d+) [\d.]+ Tf|<([0-9a-fA-F]+)> Tj")
_PAIR = re.compile(rb"<([0-9a-fA-F]{4})> <([0-9a-fA-F]+)>")

Table = dict[int, str]


def words(page: generic.DictionaryObject, known: dict[int, Table]) -> str:
    """All letters of a page in the order in which they were drawn, without blanks; `known` keeps tables by object."""
    fonts = page["/Resources"]["/Font"]
    tables = {name[1:]: _table(fonts, name, known) for name in fonts}
    table: Table = {}
    found = []
    for font, codes in _SHOWN.findall(_content(page)):
        if font:
            table = tables[font.decode()]
        else:
            found += [table.get(int(codes[i : i + 4], 16), "\ufffd") for i in range(0, len(codes), 4)]
    return "".join("".join(found).split())


def _content(page: generic.DictionaryObject) -> bytes:
    contents = page["/Contents"]
    streams = contents if isinstance(contents, generic.ArrayObject) else [contents]
    return b"\n".join(stream.data for stream in streams)


def _table(fonts: generic.DictionaryObject, name: str, known: dict[int, Table]) -> Table:
    key = fonts.raw_get(name).idnum
    if key not in known:
        pairs = _PAIR.findall(fonts[name]["/ToUnicode"].data)
        known[key] = {int(code, 16): bytes.fromhex(letter.decode()).decode("utf-16-be") for code, letter in pairs}
    return known[key]
