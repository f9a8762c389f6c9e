"""The copy for a reviewing physician: nothing of the pack is left out, and nothing in it becomes markup."""

import re
from collections.abc import Iterator
from html import unescape
from typing import Any

import pytest
from lxml import html as parser

from informed.authoring.copy import Copy, copy_of
from informed.authoring.html import html
from informed.content import ContentPack, Language
from tests.factories import REVIEWED_ON, foot_bath, reviewed


def texts(node: Any, language: Language) -> Iterator[str]:
    """Every text of one language, wherever it stands."""
    if isinstance(node, dict) and node.keys() == {*Language}:
        found = node[language]
        yield from found if isinstance(found, list) else [found]
    else:
        for part in node.values() if isinstance(node, dict) else node if isinstance(node, list) else ():
            yield from texts(part, language)


def shown(pack: ContentPack) -> str:
    return html(copy_of(pack, REVIEWED_ON))


def entries(copy: Copy) -> dict[str, str]:
    return {entry.id: entry.facts for section in copy.sections for entry in section.entries}


@pytest.mark.parametrize("language", Language)
def test_every_text_is_on_the_copy(exosome: ContentPack, language: Language) -> None:
    """Of a patient's screens and of the physician's notes; what authors keep for themselves is not reviewed."""
    for pack in (exosome, foot_bath()):
        page = parser.fromstring(shown(pack))
        cells = [cell.text_content() for cell in page.xpath(f'//td[@lang="{language.value}"]')]
        data = pack.model_dump(mode="json", exclude={"reviews", "claims", "allow"})

        assert [text for text in texts(data, language) if not any(text in cell for cell in cells)] == []


def test_every_item_has_its_id_and_what_it_rests_on(exosome: ContentPack) -> None:
    """Statements with kind, certainty and sources, rules with severity, sources with where they were seen."""
    found = entries(copy_of(exosome, REVIEWED_ON))

    ids = {*exosome.statements, *exosome.questions, *(f.id for f in exosome.factors), *(s.id for s in exosome.sources)}
    assert ids <= found.keys()
    assert "Certainty: rất thấp / very low" in found["B1"]
    assert "Sources: ART, GOLD24" in found["B1"]
    assert {f"{f.id} · {rule.code}" for f in exosome.factors for rule in f.rules} <= found.keys()
    assert "Severity: phải dừng / stop" in found["F-PREG · PREG"]
    assert "Seen: " in found["ART"]


def test_the_head_says_which_words_and_whether_they_are_reviewed() -> None:
    """The fingerprints of the pack and of each language, and the state of the reviews on that day."""
    pack = reviewed(Language.VIETNAMESE)
    draft, done = shown(pack), shown(reviewed())

    for fingerprint in (pack.sha256, *(pack.text_sha256(language) for language in Language)):
        assert fingerprint in draft
    assert "foot-bath 1.0" in draft
    assert "BS Lê Minh, 2026-11-23: counts until 2027-11-23" in draft
    assert "no review yet" in draft
    assert "DRAFT – not yet reviewed" in draft
    assert "DRAFT" not in done


def test_what_an_author_writes_is_no_markup() -> None:
    """Angle brackets and quotation marks are shown as they are."""
    nasty = "<script>alert('&amp;')</script>"
    title = foot_bath().title.model_copy(update={"vi": nasty, "en": '"><b>'})
    page = shown(foot_bath().model_copy(update={"title": title}))

    assert "<script" not in page
    assert nasty in unescape(page)
    assert [element.tag for element in parser.fromstring(page).iter("script", "img", "link", "iframe")] == []


def test_the_file_needs_nothing_else() -> None:
    """No address is fetched; it says its language, its encoding, and that nothing may run."""
    page = shown(foot_bath())

    assert page.startswith('<!DOCTYPE html>\n<html lang="vi">')
    assert '<meta charset="utf-8">' in page
    assert "default-src 'none'" in page
    assert re.findall(r"(?:src|href|url)\s*[=(]", page) == []


def test_each_item_has_one_box_to_sign() -> None:
    """And each language has its lines at the end."""
    page = parser.fromstring(shown(foot_bath()))
    copy = copy_of(foot_bath(), REVIEWED_ON)
    tables = page.xpath("//table[thead]")

    assert len(tables) == len(copy.sections)
    boxes = [cell for table in tables for cell in table.xpath(".//td") if not cell.text_content()]
    assert len(boxes) == sum(len(section.entries) for section in copy.sections)
    assert len(page.xpath('//div[@class="signature"]')) == len(Language)
