"""A new pack: it loads as it is, and every word that a patient would see is a placeholder."""

from datetime import date
from pathlib import Path

import pytest

from informed import lint
from informed.adapters import packs
from informed.authoring.skeleton import PLACEHOLDERS, write_skeleton
from informed.content import ContentPack, Language, Text
from informed.errors import ContentError, SettingsError
from informed.lint import Level
from informed.paths import SKELETON

DAY = date(2026, 11, 30)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_skeleton("cupping", tmp_path / "content", DAY)


@pytest.fixture
def pack(folder: Path) -> ContentPack:
    return packs.load(folder)


def texts(node: object) -> list[Text]:
    """Every text in both languages, wherever it stands."""
    if isinstance(node, dict):
        if node.keys() == {*Language}:
            return [Text.model_validate(node)]
        node = list(node.values())
    return [text for part in node for text in texts(part)] if isinstance(node, list) else []


def test_it_loads(pack: ContentPack) -> None:
    """With the name and the days that it was begun with, and without a review."""
    assert (pack.id, pack.version, pack.effective, pack.next_due) == ("cupping", "0.1", DAY, date(2027, 11, 28))
    assert pack.reviews == ()
    assert pack.draft(DAY)


def test_every_text_is_a_placeholder(pack: ContentPack) -> None:
    """In both languages."""
    found = texts(pack.model_dump(mode="json"))

    assert len(found) > 50
    for text in found:
        for language in Language:
            assert text[language].startswith(PLACEHOLDERS[language])


def test_the_linter_finds_only_what_is_to_be_written(pack: ContentPack) -> None:
    """One finding a text; when all are written, what the structure asks for is there."""
    errors = [remark for remark in lint.check(pack, DAY).remarks if remark.level == Level.ERROR]

    assert {remark.rule for remark in errors} == {"to-be-written"}
    assert len(errors) > 100


def test_every_file_begins_with_a_note(folder: Path) -> None:
    """Its first line says what it is for; no mark of the template is left."""
    assert {file.name for file in folder.iterdir()} == {file.name for file in SKELETON.iterdir()}
    for file in folder.iterdir():
        written = file.read_text("utf-8")
        assert written.startswith("# ")
        assert not [mark for mark in ("NAME", "DATE", "NEXT", "\t") if mark in written], file.name
        assert max(map(len, written.splitlines())) <= 125


@pytest.mark.parametrize("name", ["", "Cupping", "1st", "-x", "a b", "../x", "a/b", "x" * 41, "thủ-thuật", "x\n"])
def test_a_bad_name_is_refused(tmp_path: Path, name: str) -> None:
    """In one sentence; nothing is made."""
    with pytest.raises(SettingsError, match="cannot be the name of a pack; use up to 40 small letters"):
        write_skeleton(name, tmp_path / "content", DAY)
    assert list(tmp_path.iterdir()) == []


def test_what_is_there_is_left_alone(folder: Path) -> None:
    """A second time, nothing is written over."""
    (folder / "pack.yaml").write_text("mine")
    with pytest.raises(ContentError, match="is there already; nothing was changed"):
        write_skeleton("cupping", folder.parent, DAY)
    assert (folder / "pack.yaml").read_text() == "mine"


def test_a_place_that_cannot_be_written(tmp_path: Path) -> None:
    """One sentence."""
    (tmp_path / "file").touch()
    with pytest.raises(ContentError, match="cannot be made: Not a directory"):
        write_skeleton("cupping", tmp_path / "file", DAY)


def test_the_day_due_is_within_a_year(tmp_path: Path) -> None:
    """Begun on a leap day."""
    assert packs.load(write_skeleton("leap", tmp_path, date(2028, 2, 29))).next_due == date(2029, 2, 28)
