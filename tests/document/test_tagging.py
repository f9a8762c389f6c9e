"""The tagging layer by itself, and the structure that a whole document gets from it."""

import re
from collections.abc import Iterator
from io import BytesIO
from itertools import pairwise
from typing import Any

import pytest
from pypdf import PdfReader

from informed.content import ContentPack
from informed.document import render
from informed.document.boxes import heading, text
from informed.document.sheet import Sheet
from informed.record import Record

from .invented import Story

Node = dict[str, Any]


def structure(pdf: bytes) -> Node:
    """The structure tree's one child, the document."""
    kids: list[Any] = PdfReader(BytesIO(pdf)).trailer["/Root"]["/StructTreeRoot"]["/K"]
    found: Node = kids[0].get_object()
    return found


def kids(node: Node) -> list[Node]:
    """The elements in an element; numbers of marked content are no elements."""
    return [kid.get_object() for kid in node["/K"] if not isinstance(kid, int)]


def walk(node: Node) -> Iterator[Node]:
    """An element and all within it, in reading order."""
    yield node
    for kid in kids(node):
        yield from walk(kid)


def outline(node: Node) -> Any:
    """The kinds of elements, nested as they are."""
    inside = [outline(kid) for kid in kids(node)]
    return {node["/S"]: inside} if inside else node["/S"]


@pytest.fixture
def sheet() -> Sheet:
    """An empty sheet on its first page."""
    sheet = Sheet()
    sheet.new_page()
    return sheet


def written(sheet: Sheet) -> bytes:
    """The file, with the title that PDF/A wants."""
    sheet.unmark()
    return sheet.written()


# --- the layer


def test_groups_nest_and_keep_the_order_of_drawing(sheet: Sheet) -> None:
    """The tree is what the code says, not where the ink is."""
    sheet.place(heading(sheet, "Title", tag="H1"))
    with sheet.group("L"):
        for _ in range(2):
            with sheet.group("LI"):
                text(sheet, "1", tag="Lbl").draw(sheet, 40, 500)
                text(sheet, "One", tag="LBody").draw(sheet, 60, 100)
    item = {"/LI": ["/Lbl", "/LBody"]}

    assert outline(structure(written(sheet))) == {"/Document": ["/H1", {"/L": [item, item]}]}


def test_what_is_outside_of_a_leaf_is_an_artifact(sheet: Sheet) -> None:
    """A rule alone is no content, and neither is what is drawn untagged."""
    sheet.rule(40, 50, 100)
    text(sheet, "Said").draw(sheet, 40, 60)
    with sheet.untagged(), sheet.group("Table"):
        text(sheet, "Repeated").draw(sheet, 40, 80)
    pdf = written(sheet)
    content = PdfReader(BytesIO(pdf)).pages[0].get_contents()
    assert content is not None
    marks = re.findall(rb"/(\w+) (?:<</MCID \d+>> )?B[DM]C|(EMC)", content.get_data())

    assert outline(structure(pdf)) == {"/Document": ["/P"]}
    assert marks == [(b"Artifact", b""), (b"", b"EMC"), (b"P", b""), (b"", b"EMC"), (b"Artifact", b""), (b"", b"EMC")]


def test_a_leaf_says_its_language_its_words_and_its_scope(sheet: Sheet) -> None:
    """For those who listen."""
    with sheet.leaf("Figure", alt="Chữ ký"):
        sheet.rule(40, 50, 100)
    text(sheet, "Hello", lang="en").draw(sheet, 40, 60)
    text(sheet, "Column", tag="TH", attributes="<</O /Table /Scope /Column>>").draw(sheet, 40, 80)
    figure, paragraph, header = kids(structure(written(sheet)))

    assert figure["/Alt"] == "Chữ ký"
    assert paragraph["/Lang"] == "en"
    assert header["/A"]["/Scope"] == "/Column"


def test_marked_content_leads_back_to_its_element(sheet: Sheet) -> None:
    """On two pages: the parent tree has a row for each page, in the order of the content's numbers."""
    for _ in range(2):
        text(sheet, "One").draw(sheet, 40, 60)
        text(sheet, "Two", tag="H2").draw(sheet, 40, 90)
        sheet.new_page()
    root = PdfReader(BytesIO(written(sheet))).trailer["/Root"]["/StructTreeRoot"]
    rows = root["/ParentTree"]["/Nums"][1::2]

    assert [[node.get_object()["/S"] for node in row] for row in rows] == [["/P", "/H2"]] * 2
    assert [[node.get_object()["/K"] for node in row] for row in rows] == [[[0], [1]]] * 2


# --- the document


@pytest.fixture(scope="module", params=["vi", "en"])
def tree(request: pytest.FixtureRequest, pack: ContentPack) -> Node:
    """The structure of a document with something of everything, read in the other language than the clinic's."""
    other = {"vi": "en", "en": "vi"}[request.param]
    story = Story(pack, language=other, clinic_language=request.param).whole(lambda i: "unsure" if i else "understood")
    story.factor("F-0", "yes", words="!").factor("F-1", "not_sure").doctor("Q1", words="?")
    return structure(render(story.sign(), pack))


def test_headings_step_down_one_by_one(tree: Node) -> None:
    """One H1 comes first; no level is jumped over."""
    levels = [int(node["/S"][2:]) for node in walk(tree) if re.fullmatch(r"/H\d", node["/S"])]

    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    assert max(levels) == 3


def test_every_table_has_headers_and_equal_rows(tree: Node) -> None:
    """A row of TH with a scope, and as many TD in each row below."""
    tables = [node for node in walk(tree) if node["/S"] == "/Table"]
    assert len(tables) >= 4
    for table in tables:
        first, *rest = kids(table)
        assert all(cell["/S"] == "/TH" and cell["/A"]["/Scope"] == "/Column" for cell in kids(first))
        assert {len(kids(row)) for row in rest} == {len(kids(first))}
        assert {cell["/S"] for row in rest for cell in kids(row)} == {"/TD"}


def test_every_figure_has_words(tree: Node) -> None:
    """The QR code and the signature."""
    figures = [node["/Alt"] for node in walk(tree) if node["/S"] == "/Figure"]
    assert len(figures) == 2
    assert "informed:record/7f3a91c2d4e85b60" in figures[0]
    assert "Nguyễn Thị Thuỳ Dương" in figures[1]


def test_no_block_is_split_between_pages(tree: Node) -> None:
    """Each row and each list item lies on one page, whole."""
    blocks = [node for node in walk(tree) if node["/S"] in ("/TR", "/LI")]
    pages = [{part.raw_get("/Pg").idnum for part in walk(node) if "/Pg" in part} for node in blocks]

    assert len(blocks) > 100
    assert all(len(found) == 1 for found in pages)


def test_passages_of_both_languages_are_marked(tree: Node, pack: ContentPack) -> None:
    """The statements twice: as read, and the clinic's words beside them."""
    languages = [node["/Lang"] for node in walk(tree) if "/Lang" in node]
    statements = sum(len(topic.statements) for topic in pack.topics)

    assert {*languages} == {"vi", "en"}
    assert min(languages.count("vi"), languages.count("en")) >= statements


def test_the_physicians_minute_is_read_in_its_order(signed: Record, pack: ContentPack) -> None:
    """What is heard comes in the order of the page: status, who, plan, flags, words, understanding, signatures."""
    first = structure(render(signed, pack))
    page = first["/K"][0].get_object().raw_get("/Pg").idnum
    kinds = [n["/S"] for n in walk(first) if "/Pg" in n and n.raw_get("/Pg").idnum == page]

    assert kinds.index("/H1") < kinds.index("/Figure") < kinds.index("/TH") < kinds.index("/TD")
    assert kinds[-1] == "/P"
    assert kinds.count("/H2") == 5
