"""The guide for authors cannot rot: its commands exist, its examples load, its tables are those of the skeleton."""

import re
from pathlib import Path
from textwrap import dedent
from typing import Any

import pytest
import yaml

from informed import lint
from informed.adapters import packs
from informed.adapters.packs import StrictLoader
from informed.authoring.changes import Declarations
from informed.authoring.skeleton import write_skeleton
from informed.cli_content import content
from informed.content import Allowance, Figure, Mark, Picture, Review, Statement
from informed.errors import ContentError
from informed.paths import CONTENT, HOME, SKELETON
from tests.factories import REVIEWED_ON

GUIDE = HOME / "docs" / "writing-content.md"

pytestmark = pytest.mark.skipif(not GUIDE.exists(), reason="the guide is read in a checkout")


@pytest.fixture(scope="module")
def guide() -> str:
    return GUIDE.read_text("utf-8")


def examples(guide: str) -> list[Any]:
    """What its blocks of YAML say, read as a pack is read."""
    blocks = re.findall(r"```yaml\n(.*?)```", guide, re.S)
    return [yaml.load(dedent(block), Loader=StrictLoader) for block in blocks]


def test_its_commands_exist(guide: str) -> None:
    """Each `informed content ...` is a command, and each command is in it."""
    assert set(re.findall(r"informed content (\w+)", guide)) == content.commands.keys()


def test_its_rules_exist(guide: str) -> None:
    """Those that it names to explain, and the one that it says comes first."""
    assert {*re.findall(r"--explain ([\w-]+)", guide), "to-be-written"} <= lint.RULES.keys()
    assert [mark for mark in Mark if f"`{mark}`" not in guide] == []


def test_its_examples_are_valid(guide: str) -> None:
    """A statement, a number from a study, a picture, an allowance, a review, a declaration."""
    statement, figures, pictures, allowed, reviews, changes = examples(guide)

    assert Statement.model_validate(statement[0] | figures).figures[0].denominator == 40
    panel = pictures["pictures"][0]["panels"][0]
    panel["drawing"] = next((CONTENT / "exosome-skin" / "pictures").glob("*.svg")).read_text("utf-8")
    assert Picture.model_validate(pictures["pictures"][0]).shows == ("B1",)
    assert lint.RULES[Allowance.model_validate(allowed["allow"][0]).rule].allowable
    assert isinstance(Figure.model_validate(figures["figures"][0]), Figure)
    assert Review.model_validate(reviews["reviews"][0]).language == "vi"
    assert Declarations.model_validate(changes).changes["B1"].change == "editorial"


def test_its_table_of_files_is_the_skeletons(guide: str) -> None:
    """All of them, and no other."""
    assert set(re.findall(r"^\| `([\w-]+\.yaml)`", guide, re.M)) == {file.name for file in SKELETON.iterdir()}


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("10-intro.yaml", "    kind: definition", "\tkind: definition"),
        ("10-intro.yaml", "VIẾT – chi tiết, nếu có.", "Có một điều: hãy hỏi."),
        ("20-benefits.yaml", "      - B2\n", "      - B7\n"),
    ],
)
def test_the_errors_that_everybody_meets_are_those(guide: str, tmp_path: Path, file: str, old: str, new: str) -> None:
    """The program says what the guide says that it says."""
    folder = write_skeleton("cupping", tmp_path, REVIEWED_ON)
    written = (folder / file).read_text("utf-8")
    (folder / file).write_text(written.replace(old, new, 1), "utf-8")
    with pytest.raises(ContentError) as refused:
        packs.load(folder)

    said = re.sub(r"line \d+", "line N", str(refused.value))
    quoted = [re.sub(r"line \d+", "line N", words) for words in re.findall(r"^\| `(.+?)` \|", guide, re.M)]
    assert [words for words in quoted if words in said]
