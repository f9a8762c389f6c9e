"""Line drawings of a pack: data with words in both languages, checked to be drawings and nothing else."""

import shutil
from pathlib import Path

import pytest

from informed import answers
from informed.adapters import packs
from informed.content import ContentPack, Language, Picture
from informed.errors import ContentError
from informed.lint.texts import everything
from tests.factories import FOOT_BATH

LINE = '<path d="M0 0h9"/>'
PICTURE = """pictures:
  - id: P1
    caption: {vi: Một đường, en: A line}
    shows: [%s]
    panels:
      - drawing: %s
        alt: {vi: Một đường ngang, en: A level line}
        label: {vi: Đường, en: Line}
"""


def svg(inside: str) -> str:
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">{inside}</svg>'


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A pack whose first topic has a picture of one line."""
    made = tmp_path / "foot-bath"
    shutil.copytree(FOOT_BATH, made)
    (made / "pictures").mkdir()
    (made / "pictures" / "line.svg").write_text(svg(LINE), "utf-8")
    with_picture(made, "line.svg")
    return made


def with_picture(folder: Path, drawing: str, shows: str = "") -> None:
    topic = folder / "1-intro.yaml"
    first = packs.load(FOOT_BATH).topics[0].statements[0].id
    own = (FOOT_BATH / "1-intro.yaml").read_text("utf-8")
    topic.write_text(own + PICTURE % (shows or first, drawing), "utf-8")


def test_a_drawing_is_read_from_its_file(folder: Path) -> None:
    """It becomes part of the pack, so that a record keeps what was shown when the file is gone."""
    pack = packs.load(folder)
    assert pack.topics[0].pictures[0].panels[0].drawing == svg(LINE)
    assert ContentPack.model_validate_json(pack.model_dump_json()) == pack


def test_a_picture_changes_the_fingerprints_and_none_leaves_them(folder: Path, foot_bath: ContentPack) -> None:
    """Its words count as words; a pack without pictures keeps the fingerprint by which old records name it."""
    pack = packs.load(folder)
    assert pack.sha256 != foot_bath.sha256
    assert pack.text_sha256(Language.ENGLISH) != foot_bath.text_sha256(Language.ENGLISH)
    without = pack.model_copy(
        update={"topics": tuple(topic.model_copy(update={"pictures": ()}) for topic in pack.topics)}
    )
    assert without.sha256 == foot_bath.sha256


@pytest.mark.parametrize(
    ("inside", "sentence"),
    [
        ("<script/>", "without <script>"),
        ("<text>hi</text>", "words belong into `label`"),
        ('<image href="http://example.org/x.png"/>', "without <image>"),
        ('<path onload="x()"/>', "onload"),
        ('<path style="fill:url(//example.org)"/>', "style"),
        ("<path>", "not a drawing in SVG"),
        ("<!ENTITY a 'b'>", "declares no document type"),
        (LINE * 2000, "at most 20,000 characters"),
    ],
)
def test_what_is_no_line_drawing_is_refused(folder: Path, inside: str, sentence: str) -> None:
    """One sentence with the file and the picture's id."""
    (folder / "pictures" / "line.svg").write_text(svg(inside), "utf-8")
    with pytest.raises(ContentError) as refused:
        packs.load(folder)
    assert "1-intro.yaml: P1" in str(refused.value) and sentence in str(refused.value)


@pytest.mark.parametrize(
    ("drawing", "sentence"),
    [("gone.svg", "No such file"), ("../pack.yaml", "outside the folder pictures"), ("bytes.svg", "not UTF-8")],
)
def test_a_file_that_cannot_be_read_is_named(folder: Path, drawing: str, sentence: str) -> None:
    """Missing, elsewhere, or no text."""
    (folder / "pictures" / "bytes.svg").write_bytes(b"\xff\xfe")
    with_picture(folder, drawing)
    with pytest.raises(ContentError, match=r"1-intro\.yaml: P1: drawing: ") as refused:
        packs.load(folder)
    assert sentence in str(refused.value)


def test_a_picture_shows_what_its_topic_says(folder: Path) -> None:
    """A statement of another topic, or none, is refused."""
    with_picture(folder, "line.svg", shows="NOWHERE")
    with pytest.raises(ContentError, match="P1: shows: unknown statement NOWHERE"):
        packs.load(folder)


def test_the_linter_reads_its_words(folder: Path) -> None:
    """Caption, label and description are texts like any other."""
    read = {(passage.id, passage.text.en) for passage in everything(packs.load(folder))}
    assert {("P1", "A line"), ("P1", "Line"), ("P1", "A level line")} <= read


def pictures(pack: ContentPack) -> dict[str, Picture]:
    return {picture.id: picture for topic in pack.topics for picture in topic.pictures}


def test_the_exosome_pack_says_where_the_evidence_is(exosome: ContentPack) -> None:
    """Four pictures; the ladder's marker stands at the few people."""
    found = pictures(exosome)
    assert list(found) == ["P-WHAT", "P-PATH", "P-LADDER", "P-ROUTES"]
    assert [panel.marker is not None for panel in found["P-LADDER"].panels] == [False, False, True, False]


def test_what_was_shown_holds_the_pictures_words(exosome: ContentPack) -> None:
    """As they stood on the screen, in the language of the screen."""
    shown = answers.shown(exosome.topic("limitations"), Language.ENGLISH)
    (ladder,) = shown.pictures
    expected = "In cells – In animals – We are here – In few people – In many people (not yet)"
    assert (ladder.id, ladder.text) == ("P-LADDER", f"How far the evidence has come: {expected}")
