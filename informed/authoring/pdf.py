"""The copy to review as a PDF, from the same boxes and with the same tagging as a patient's document."""

from datetime import datetime

from informed.authoring.copy import Copy, Entry, Pair, Section
from informed.authoring.labels import FIELDS, SAID, of_language, said
from informed.content import Language
from informed.document import metadata, tables
from informed.document.boxes import Drawn, Frame, Gap, Row, Stack, Text, section, text
from informed.document.sheet import (
    BODY,
    HEIGHT,
    INNER,
    LABEL,
    LEFT,
    PALE,
    RED,
    SMALL,
    STRONG,
    TEAL,
    TITLE,
    Box,
    Furniture,
    Sheet,
)
from informed.document.tagging import OF_COLUMN

#: The columns: distance from the left, and width.
COLUMNS: tables.Columns = {"item": (3, 98), "vi": (106, 176), "en": (288, 176), "sign": (470, 42)}
_OF_ROW = "<</O /Table /Scope /Row>>"


def pdf(copy: Copy, at: datetime) -> bytes:
    """The file (PDF/A-3U, PDF/UA-1), made at this moment."""
    sheet, pack = Sheet(), copy.pack
    sheet.new_page()
    _head(sheet, copy)
    for part in copy.sections:
        _section(sheet, part)
    section(sheet, said("signatures"), 6, keep=170)
    for stands in copy.standings:
        sheet.place(_signature(sheet, stands.language, stands.text_sha256), 12)
    sheet.furnish(_furniture(copy))
    title = f"{said('copy')}: {pack.id} {pack.version}"
    metadata.name(sheet, title, metadata.PRODUCT, Language.VIETNAMESE.value, at, f"{pack.sha256}/{at.isoformat()}")
    return sheet.written()


def _head(sheet: Sheet, copy: Copy) -> None:
    pack, state = copy.pack, "draft" if copy.draft else "reviewed"
    sheet.place(text(sheet, f"{pack.title.vi} / {pack.title.en}", INNER, TITLE, tag="H1"), 2)
    sheet.place(text(sheet, f"{said('copy')} · {pack.id} {pack.version} · {copy.on}", INNER, BODY), 6)
    banner = text(sheet, said(state), INNER - 16, STRONG.but(colour=RED if copy.draft else TEAL))
    sheet.place(Frame(banner, padding=6, line=RED if copy.draft else TEAL), 6)
    sheet.place(text(sheet, f"sha256 {pack.sha256}", INNER, SMALL), 4)
    for stands in copy.standings:
        words = f"{of_language(stands.language)}: text_sha256 {stands.text_sha256}"
        sheet.place(Stack(tuple(text(sheet, line, INNER, SMALL) for line in (words, "; ".join(stands.reasons)))), 4)
    sheet.place(text(sheet, said("how"), INNER, BODY), 12)


def _section(sheet: Sheet, part: Section) -> None:
    section(sheet, part.title, 4, keep=90)
    with sheet.group("Table"), sheet.repeating(_columns(sheet), keep=60):
        for entry in part.entries:
            _entry(sheet, entry)
    sheet.cursor += 14


def _columns(sheet: Sheet) -> Row:
    vi, en = SAID["language"]
    words = dict(zip(COLUMNS, (said("item"), vi, en, said("sign")), strict=True))
    cells = (
        (x, text(sheet, words[key], w + 3, LABEL, tag="TH", lang="en" if key == "en" else "", attributes=OF_COLUMN))
        for key, (x, w) in COLUMNS.items()
    )
    return Row(tuple(cells), "TR", 1.6, INNER, PALE)


def _entry(sheet: Sheet, entry: Entry) -> None:
    rows = [_pair(sheet, pair, first=i == 0) for i, pair in enumerate(entry.pairs)]
    sheet.place(_band(sheet, entry), keep=rows[0].height if rows else 0)
    for row in rows:
        sheet.place(row)


def _band(sheet: Sheet, entry: Entry) -> Row:
    """An item's id and what it rests on; one without texts has its box here."""
    (at, width), (left, _), _, (right, box) = COLUMNS.values()
    id = text(sheet, entry.id, width, SMALL.but(bold=True), tag="TH", attributes=_OF_ROW)
    if entry.pairs:
        facts = text(sheet, entry.facts, INNER - left - 3, SMALL, tag="TD", attributes=_spanning(3))
        return Row(((at, id), (left, facts)), "TR", 3, INNER, PALE)
    facts = text(sheet, entry.facts, right - left - 6, SMALL, tag="TD", attributes=_spanning(2))
    return Row(((at, id), (left, facts), (right, Stack((_box(box, 24),), tag="TD"))), "TR", 3, INNER)


def _spanning(columns: int) -> str:
    return f"<</O /Table /ColSpan {columns}>>"


def _pair(sheet: Sheet, pair: Pair, *, first: bool) -> Row:
    (_, label), (_, vi), (_, en), _ = COLUMNS.values()
    cells = (
        text(sheet, pair.label, label, LABEL, tag="TD"),
        text(sheet, pair.vi, vi, BODY, tag="TD", lang="vi"),
        text(sheet, pair.en, en, BODY, tag="TD", lang="en"),
        Stack((_box(COLUMNS["sign"][1], 24),) if first else (), tag="TD"),
    )
    return tables.row(COLUMNS, cells, 3)


def _box(width: float, height: float) -> Box:
    return Drawn(height, lambda sheet, x, y: sheet.rectangle(x, y, width, height, line=TEAL))


def _signature(sheet: Sheet, language: Language, text_sha256: str) -> Frame:
    """One language's box: what the signature means, for which words, and lines to write on."""
    meaning = SAID["meaning"][list(Language).index(language)]
    above: tuple[Text | Gap, ...] = (
        text(sheet, of_language(language), INNER - 20, STRONG, tag="H3", lang=language),
        text(sheet, meaning, INNER - 20, BODY, lang=language),
        text(sheet, f"text_sha256 {text_sha256}", INNER - 20, SMALL),
        Gap(6),
    )
    lines = [_line(text(sheet, said(key), 130, SMALL)) for key in FIELDS]
    return Frame(Stack((*above, *lines)), padding=10)


def _line(label: Text) -> Row:
    return Row(((0, label), (135, Drawn(26, lambda sheet, x, y: sheet.rule(x, y + 16, INNER - 160)))))


def _furniture(copy: Copy) -> Furniture:
    """Which pack and which words, and which page; a draft says so on every page."""
    pack = copy.pack
    trace = f"{pack.id} {pack.version}  ·  sha256 {pack.sha256[:12]}  ·  {copy.on}"

    def draw(sheet: Sheet, page: int, total: int) -> None:
        if copy.draft:
            text(sheet, said("draft"), INNER, LABEL, most=1).draw(sheet, LEFT, 34)
        foot = HEIGHT - 33
        sheet.rule(LEFT, foot - 3, INNER)
        text(sheet, trace, INNER - 90, LABEL, most=1).draw(sheet, LEFT, foot)
        text(sheet, f"{page}/{total}", INNER, LABEL, right=True).draw(sheet, LEFT, foot)

    return draw
