"""Figures, glossary, told claims, the table of the article's claims, allowances: what they may say, and what they change."""

import hashlib
import shutil
from pathlib import Path
from typing import Any

import pytest
import rfc8785
from click.testing import CliRunner

from informed.adapters import packs
from informed.cli import main
from informed.content import ContentPack, Language
from informed.errors import ContentError
from tests.factories import FOOT_BATH, foot_bath

TEXT = "{vi: Một chậu nước., en: A bowl of water.}"
ENTRY = f"{{id: bowl, term: {TEXT}, meaning: {TEXT}, forms: {{vi: [chậu nước], en: [bowl]}}}}"
TOLD = f"{{id: T1, text: {TEXT}, answer: {TEXT}, sources: [GRAN]}}"
CLAIM = "{id: C01, carrier: W1, phrase: {vi: chậu nước ấm, en: warm water}}"
ALLOW = "{id: W1, rule: figures, reason: It is a bowl.}"

#: file, its one entry, what it is replaced by, and what the finding says.
MISTAKES = [
    ("glossary", ENTRY, ENTRY.replace("[bowl]", "[]"), "glossary.yaml: bowl: glossary.forms.en: "),
    (
        "glossary",
        ENTRY,
        ENTRY.replace("id: bowl", "id: W1"),
        "1-intro.yaml, glossary.yaml: W1: the id W1 is used twice",
    ),
    ("told", TOLD, TOLD.replace("[GRAN]", "[NOBODY]"), "told.yaml: T1: sources: unknown source NOBODY"),
    ("told", TOLD, TOLD.replace("[GRAN]", "[]"), "told.yaml: T1: told.sources: "),
    ("claims", CLAIM, CLAIM.replace("W1", "W99"), "claims.yaml: C01: carrier: unknown statement or topic W99"),
    ("claims", CLAIM, f"{CLAIM}, {CLAIM}", "the id C01 in W1 is used twice"),
    ("allow", ALLOW, ALLOW.replace("W1", "W99"), "allow.yaml: W99: allow: no such id in the pack"),
    ("allow", ALLOW, ALLOW.replace("It is a bowl.", '""'), "allow.yaml: W1: allow.reason: "),
]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the foot bath without allowances of its own."""
    copy = Path(shutil.copytree(FOOT_BATH, tmp_path / "foot-bath"))
    head = (copy / "pack.yaml").read_text("utf-8")
    (copy / "pack.yaml").write_text(head.split("allow:")[0], "utf-8")
    return copy


def finding(folder: Path) -> str:
    with pytest.raises(ContentError) as found:
        packs.load(folder)
    return str(found.value)


@pytest.mark.parametrize(("name", "right", "wrong", "said"), MISTAKES, ids=[row[3] for row in MISTAKES])
def test_a_mistake_names_file_and_id(folder: Path, name: str, right: str, wrong: str, said: str) -> None:
    """The right entry loads; the wrong one is one sentence."""
    file = folder / f"{name}.yaml"
    file.write_text(f"{name}: [{right}]", "utf-8")
    assert packs.load(folder)
    file.write_text(f"{name}: [{wrong}]", "utf-8")

    assert said in finding(folder)


def with_figure(**fields: object) -> dict[str, Any]:
    raw = foot_bath().model_dump(mode="json")
    text = {"vi": "Người ngâm chân.", "en": "People with a foot bath."}
    raw["topics"][0]["statements"][0]["figures"] = [
        {"population": text, "uncertainty": text, "source": "GRAN"} | fields
    ]
    return raw


def test_a_figure_has_a_number_and_a_source_of_its_statement() -> None:
    """Neither a number from nowhere, nor a figure without one."""
    assert ContentPack.model_validate(with_figure(denominator=25)).statements["W1"].figures[0].denominator == 25
    with pytest.raises(ValueError, match="give a numerator, a denominator or both"):
        ContentPack.model_validate(with_figure())
    with pytest.raises(ValueError, match="BOOK is not among the statement's sources"):
        ContentPack.model_validate(with_figure(denominator=25, source="BOOK"))


NEW = ("glossary", "told", "claims", "allow", "kept_words", "funding_statement", "next_due")


def as_kept_before() -> dict[str, Any]:
    """The foot bath as packs were kept before these fields were there."""
    raw = {key: value for key, value in foot_bath().model_dump(mode="json").items() if key not in NEW}
    rules = [rule for group in raw["factor_groups"] for factor in group["factors"] for rule in factor["rules"]]
    for rule in [*rules, *raw["age_rules"]]:
        del rule["title"]
    for topic in raw["topics"]:
        del topic["pictures"]
        for statement in topic["statements"]:
            del statement["figures"], statement["marks"]
    return raw


def test_a_pack_kept_before_still_loads_with_its_fingerprint() -> None:
    """Records name it by that; empty new fields do not count."""
    old = ContentPack.model_validate(as_kept_before())
    again = ContentPack.model_validate_json(old.model_dump_json())

    assert (old.glossary, old.funding_statement, old.statements["W1"].figures) == ((), None, ())
    bare = {key: value for key, value in as_kept_before().items() if key != "reviews"}
    assert again.sha256 == old.sha256 == hashlib.sha256(rfc8785.dumps(bare)).hexdigest()


@pytest.mark.parametrize(("name", "entry"), [("claims", CLAIM), ("allow", ALLOW)])
def test_the_authors_own_tables_change_no_fingerprint(folder: Path, name: str, entry: str) -> None:
    """Nobody is shown them, so no review becomes void."""
    before = packs.load(folder)
    (folder / f"{name}.yaml").write_text(f"{name}: [{entry}]", "utf-8")
    after = packs.load(folder)

    assert (after.sha256, after.text_sha256(Language.ENGLISH)) == (before.sha256, before.text_sha256(Language.ENGLISH))


@pytest.mark.parametrize(("name", "entry"), [("glossary", ENTRY), ("told", TOLD)])
def test_what_is_shown_changes_the_fingerprint(folder: Path, name: str, entry: str) -> None:
    """The pack's and the languages': a reviewer has to read it."""
    before = packs.load(folder)
    (folder / f"{name}.yaml").write_text(f"{name}: [{entry}]", "utf-8")
    after = packs.load(folder)

    assert after.sha256 != before.sha256
    assert all(after.text_sha256(language) != before.text_sha256(language) for language in Language)


def test_each_id_has_its_file() -> None:
    """Where an author must look; an allowance is not the place of its id."""
    found = packs.places(FOOT_BATH)

    assert found["W2"] == found["Q-B"] == "2-benefits.yaml"
    assert (found["X-NUMB"], found["NUMB"], found["GRAN"]) == ("factors.yaml", "factors.yaml", "sources.yaml")
    assert (found["foot-bath"], found["DQ1"]) == ("pack.yaml", "doctor_questions.yaml")


def test_check_prints_a_line_a_finding_and_the_scorecard(tmp_path: Path) -> None:
    """Exit 1 with an error; with notes alone, 0."""
    folder = Path(shutil.copytree(FOOT_BATH, tmp_path / "foot-bath"))
    file = folder / "1-intro.yaml"
    file.write_text(file.read_text("utf-8").replace("a bowl of warm water", "the best bowl of warm water"), "utf-8")
    clean, broken = (CliRunner().invoke(main, ["content", "check", str(pack)]) for pack in (FOOT_BATH, folder))

    assert (clean.exit_code, broken.exit_code) == (0, 1)
    assert broken.stdout.splitlines()[1].startswith("foot-bath/1-intro.yaml: W1: en: banned-words: error: “best” ")
    assert broken.stdout.count(" yes  ") == 12


def test_check_explains_a_rule() -> None:
    """Why it exists and where it comes from; of a rule that is none, exit 2 with the list."""
    said = CliRunner().invoke(main, ["content", "check", "--explain", "figures"])
    wrong = CliRunner().invoke(main, ["content", "check", "--explain", "figure"])

    assert said.exit_code == 0 and said.stdout.startswith("figures\n") and "Origin: IPDAS" in said.stdout
    assert wrong.exit_code == 2 and "same-numbers" in wrong.stderr
