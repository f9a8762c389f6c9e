"""What a pack's files may say: every mistake is an error that names file, id and field."""

import shutil
import unicodedata
from datetime import date
from pathlib import Path

import pytest

from informed.adapters import packs
from informed.content import ContentPack, Language, Review
from informed.errors import ContentError
from tests.factories import FOOT_BATH, foot_bath

#: file, what stands there, what stands there instead, and what the finding says.
MISTAKES: list[tuple[str, str, str, list[str]]] = [
    ("2-benefits.yaml", "kind: human_trial", "kind: rumour", ["2-benefits.yaml: W2: ", "kind: ", "'human_trial'"]),
    ("2-benefits.yaml", "certainty: low", "certainly: low", ["2-benefits.yaml: W2: ", "certainly: ", "not permitted"]),
    ("2-benefits.yaml", "certainty: low", "certainty: sure", ["2-benefits.yaml: W2: ", "certainty: "]),
    ("2-benefits.yaml", "sources: [GRAN, BOOK]", "sources: []", ["2-benefits.yaml: W2: ", "sources: ", "at least 1"]),
    ("2-benefits.yaml", ", en: Your feet may get warm.", "", ["2-benefits.yaml: W2: ", "text.en: ", "required"]),
    ("2-benefits.yaml", "en: Your feet may get warm.", 'en: ""', ["2-benefits.yaml: W2: ", "text.en: "]),
    ("2-benefits.yaml", "en: Your feet may get warm.", 'en: "  "', ["2-benefits.yaml: W2: ", "text.en: "]),
    ("2-benefits.yaml", "en: Your feet may get warm.", "en: 12:30", ["2-benefits.yaml: W2: ", "text.en: ", "string"]),
    ("2-benefits.yaml", "en: Your feet may get warm.", "en: true", ["2-benefits.yaml: W2: ", "text.en: ", "string"]),
    ("2-benefits.yaml", "id: W2", "id: 2", ["2-benefits.yaml: ", "id: ", "string"]),
    ("2-benefits.yaml", "id: W2", "id: W 2", ["2-benefits.yaml: W 2: ", "id: ", "pattern"]),
    (
        "2-benefits.yaml",
        "sources: [GRAN, BOOK]",
        "sources: [GRAN, NOBODY]",
        ["2-benefits.yaml: W2: sources: unknown source NOBODY"],
    ),
    ("2-benefits.yaml", "correct: true", "correct: false", ["2-benefits.yaml: Q-B: ", "exactly one option is correct"]),
    ("2-benefits.yaml", "id: c", "id: b", ["2-benefits.yaml: Q-B: ", "the id b is used twice"]),
    (
        "2-benefits.yaml",
        "teaches: [W2, W3]",
        "teaches: [W2, W5]",
        ["2-benefits.yaml: ", "Q-B: teaches: unknown statement W5"],
    ),
    ("6-adverts.yaml", "id: W7", "id: W2", ["2-benefits.yaml, 6-adverts.yaml: W2: the id W2 is used twice"]),
    ("3-limits.yaml", "questions:", "other_questions:", ["3-limits.yaml: limitations: ", "other_questions: "]),
    ("factors.yaml", "when: [blister]", "when: [bluster]", ["factors.yaml: X-SKIN: ", "unknown option bluster"]),
    (
        "factors.yaml",
        'no_flag: ["no"]',
        "no_flag: []",
        ["factors.yaml: X-NUMB: ", "neither a rule nor no_flag names no"],
    ),
    ("factors.yaml", "severity: stop", "severity: halt", ["factors.yaml: X-NUMB: ", "severity: ", "'stop'"]),
    ("factors.yaml", "id: X-SKIN", "id: X-NUMB", ["factors.yaml: X-NUMB: the id X-NUMB is used twice"]),
    ("factors.yaml", "code: BLISTER,", "code: BLISTER, routes: [by_post],", ["factors.yaml: X-SKIN: ", "routes: "]),
    ("factors.yaml", "sources: [BOOK]", "sources: [COOK]", ["factors.yaml: X-SKIN: ", "unknown source COOK"]),
    (
        "factors.yaml",
        "at_least: 90",
        "at_least: 90, below: 3",
        ["factors.yaml: ", "AGE_90: give either below or at_least"],
    ),
    ("factors.yaml", "place: told", "place: cellar", ["factors.yaml: heard: ", "place: ", "'about_you'"]),
    ("doctor_questions.yaml", "id: DQ2", "id: DQ1", ["doctor_questions.yaml: DQ1: the id DQ1 is used twice"]),
    ("sources.yaml", "seen: secondary", "seen: once", ["sources.yaml: BOOK: ", "seen: ", "'primary'"]),
    ("sources.yaml", "id: BOOK", "id: W2", ["2-benefits.yaml, sources.yaml: W2: the id W2 is used twice"]),
    ("pack.yaml", "schema_version: 1", "schema_version: 2", ["pack.yaml: ", "schema_version: "]),
    ("pack.yaml", "effective: 2026-01-05", "effective: 2026-13-45", ["pack.yaml: ", "effective: ", "date"]),
    ("pack.yaml", 'version: "1.0"', "version: 1.0", ["pack.yaml: ", "version: ", "string"]),
    (
        "pack.yaml",
        "1-intro.yaml, 2-benefits.yaml",
        "2-benefits.yaml, 1-intro.yaml",
        ["pack.yaml: ", "expected exactly intro, benefits"],
    ),
    ("pack.yaml", ", 8-decide.yaml", "", ["pack.yaml: ", "topics: expected exactly"]),
    ("pack.yaml", "topics: [", "topics: [[], ", ["pack.yaml: topics: expected a list of file names"]),
]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the foot bath, to be spoilt."""
    return Path(shutil.copytree(FOOT_BATH, tmp_path / "foot-bath"))


def change(file: Path, old: str, new: str) -> None:
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), "utf-8")


def finding(folder: Path) -> str:
    with pytest.raises(ContentError) as found:
        packs.load(folder)
    return str(found.value)


@pytest.mark.parametrize(("file", "old", "new", "expected"), MISTAKES, ids=[f"{row[0]}: {row[2]}" for row in MISTAKES])
def test_a_mistake_names_file_id_and_field(folder: Path, file: str, old: str, new: str, expected: list[str]) -> None:
    """One sentence a finding, with the place where the author must look."""
    change(folder / file, old, new)
    said = finding(folder)

    assert [part for part in expected if part not in said] == [], said
    assert all(line.startswith("foot-bath/") for line in said.splitlines()), said
    assert "Value error" not in said


@pytest.mark.parametrize(
    ("file", "old", "new", "said"),
    [
        ("2-benefits.yaml", "certainty: low", "certainty: sure", "(line 9)"),
        ("2-benefits.yaml", ", en: Your feet may get warm.", "", "(line 6)"),
        ("2-benefits.yaml", "correct: true", "correct: false", "(line 13)"),
        ("6-adverts.yaml", "id: W7", "id: W2", "(line 5, 5)"),
        ("pack.yaml", "schema_version: 1", "schema_version: 2", "(line 2)"),
        ("pack.yaml", "schema_version: 1\n", "", "Field required"),
    ],
)
def test_a_finding_names_its_line(folder: Path, file: str, old: str, new: str, said: str) -> None:
    """Of the field, or of the mapping where it is missing; of each place of an id that stands twice."""
    change(folder / file, old, new)

    assert finding(folder).endswith(said)


def test_each_finding_has_a_line(folder: Path) -> None:
    """Two mistakes in two files are two lines."""
    change(folder / "2-benefits.yaml", "kind: human_trial", "kind: rumour")
    change(folder / "sources.yaml", "seen: secondary", "seen: once")

    assert [line.split(": ")[0] for line in finding(folder).splitlines()] == [
        "foot-bath/2-benefits.yaml",
        "foot-bath/sources.yaml",
    ]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("id: intro\n\ttitle: x\n", "line 2: "),
        ("id: intro\nid: benefits\n", "line 2: the key 'id' stands twice"),
        ("id: {a: 1, a: 2}\n", "line 1: the key 'a' stands twice"),
        ("? [a, b]\n: c\n", "line 1: "),
        ("id: [\n", "line 2: "),
        ("- a list\n", "expected a mapping of fields"),
        ("", "expected a mapping of fields"),
        ("id: !!python/object/apply:os.system [ls]\n", "line 1: could not determine a constructor"),
        (f"id: {'9' * 5000}\n", "integer string"),
        ("id: a\x00b\n", "characters are not allowed"),
        ("id: " + "[" * 5000 + "]" * 5000, "too deeply nested"),
    ],
    ids=[
        "tab",
        "twice",
        "twice inside",
        "list as key",
        "cut",
        "list",
        "empty",
        "tag",
        "endless number",
        "zero byte",
        "deep",
    ],
)
def test_a_file_that_is_not_our_yaml_is_refused(folder: Path, content: str, said: str) -> None:
    """Each in one line that names the file, never a traceback."""
    (folder / "1-intro.yaml").write_text(content, "utf-8")
    found = finding(folder)

    assert found.startswith("foot-bath/1-intro.yaml: ")
    assert said in found
    assert "\n" not in found


def test_no_stays_the_word_it_is(folder: Path) -> None:
    """Unquoted no, yes, on and off are words; only true and false are not."""
    change(folder / "3-limits.yaml", "en: Many", "en: no")
    change(folder / "3-limits.yaml", "en: One", "en: On")
    change(folder / "factors.yaml", '{id: "yes"', "{id: yes")

    pack = packs.load(folder)
    assert [option.text.en for option in pack.questions["Q-L"].options] == ["no", "None", "On"]
    assert pack.factors[0].options[0].id == "yes"


def test_a_file_in_another_encoding_says_so(folder: Path) -> None:
    """A text saved as Windows-1258 or UTF-16 is not guessed at."""
    text = (folder / "1-intro.yaml").read_text("utf-8")
    (folder / "1-intro.yaml").write_bytes("id: é".encode("cp1258"))
    assert "byte 4 is not UTF-8; save the file as UTF-8" in finding(folder)
    (folder / "1-intro.yaml").write_bytes(text.encode("utf-16"))
    assert "byte 0 is not UTF-8" in finding(folder)


def test_a_byte_order_mark_does_no_harm(folder: Path) -> None:
    """Some editors write one."""
    file = folder / "1-intro.yaml"
    file.write_text(file.read_text("utf-8"), "utf-8-sig")

    assert packs.load(folder).sha256 == foot_bath().sha256


def test_a_file_that_is_too_large_is_not_read(folder: Path) -> None:
    """More than two million bytes."""
    (folder / "1-intro.yaml").write_bytes(b"#" * (packs.MAX_BYTES + 1))

    assert finding(folder) == "foot-bath/1-intro.yaml: larger than 2,000,000 bytes"


@pytest.mark.parametrize("name", ["../secret.yaml", "/etc/passwd", "sub/1-intro.yaml", ".", "link.yaml"])
def test_a_topic_file_lies_in_the_packs_folder(folder: Path, name: str) -> None:
    """Neither above, nor elsewhere, nor through a link."""
    (folder.parent / "secret.yaml").write_text("id: intro", "utf-8")
    (folder / "link.yaml").symlink_to(folder.parent / "secret.yaml")
    change(folder / "pack.yaml", "1-intro.yaml", name)

    assert finding(folder) == f"foot-bath/{name}: the file is outside the pack's folder"


@pytest.mark.parametrize("name", ["pack.yaml", "4-risks.yaml", "factors.yaml", "sources.yaml", "doctor_questions.yaml"])
def test_a_missing_file_is_named(folder: Path, name: str) -> None:
    """Which file is not there."""
    (folder / name).unlink()

    assert finding(folder) == f"foot-bath/{name}: No such file or directory"


def test_no_file_overrules_another(folder: Path) -> None:
    """A field of the pack that stands in two files is an error, not a silent choice."""
    with (folder / "sources.yaml").open("a", encoding="utf-8") as file:
        file.write("title: {vi: Khác, en: Another}\n")

    assert finding(folder) == "foot-bath/sources.yaml: title stands in another file too"


def test_texts_are_composed_when_they_are_loaded(folder: Path) -> None:
    """A decomposed text (as macOS writes file names) becomes NFC."""
    change(folder / "1-intro.yaml", "Chỉ là nước ấm.", unicodedata.normalize("NFD", "Chỉ là nước ấm."))

    assert packs.load(folder).topic("intro").message.vi == "Chỉ là nước ấm."


def test_a_changed_word_changes_the_fingerprint(folder: Path) -> None:
    """The pack's, and that of its own language only; comments and layout change nothing."""
    change(folder / "1-intro.yaml", "id: intro", "# a comment\n\nid:   intro")
    assert packs.load(folder).sha256 == foot_bath().sha256
    change(folder / "1-intro.yaml", "It is warm water.", "It is hot water.")
    pack = packs.load(folder)

    assert pack.sha256 != foot_bath().sha256
    assert pack.text_sha256(Language.ENGLISH) != foot_bath().text_sha256(Language.ENGLISH)
    assert pack.text_sha256(Language.VIETNAMESE) == foot_bath().text_sha256(Language.VIETNAMESE)


def reviewed(*languages: Language, seen: str = "") -> ContentPack:
    """The foot bath, reviewed in these languages from 1 January 2026 until 1 January 2027."""
    reviews = [
        Review(
            name="BS Lê Minh",
            qualification="CKI",
            language=language,
            text_sha256=seen or foot_bath().text_sha256(language),
            on=date(2026, 1, 1),
            next_due=date(2027, 1, 1),
        )
        for language in languages
    ]
    return foot_bath().model_copy(update={"reviews": tuple(reviews)})


def test_a_pack_is_a_draft_until_both_languages_are_reviewed() -> None:
    """A review counts for the text that it saw, from its day until the next is due."""
    day = date(2026, 6, 1)
    assert foot_bath().draft(day)
    assert reviewed(Language.VIETNAMESE).draft(day)
    assert not reviewed(*Language).draft(day)
    assert not reviewed(*Language).draft(date(2026, 1, 1))
    assert reviewed(*Language).draft(date(2025, 12, 31))
    assert reviewed(*Language).draft(date(2027, 1, 1))
    assert reviewed(*Language, seen="0" * 64).draft(day)


def test_a_review_does_not_change_the_fingerprint() -> None:
    """Records that were opened before a review name the same words."""
    assert reviewed(*Language).sha256 == foot_bath().sha256


def test_a_pack_reads_back_from_its_json() -> None:
    """What is kept with the records is the same pack."""
    kept = ContentPack.model_validate_json(foot_bath().model_dump_json())

    assert (kept, kept.sha256) == (foot_bath(), foot_bath().sha256)


def test_a_changed_copy_derives_everything_anew(foot_bath: ContentPack) -> None:
    """What a pack has worked out about itself does not travel into a copy with other words."""
    before = foot_bath.sha256, len(foot_bath.questions)
    changed = foot_bath.model_copy(update={"topics": foot_bath.topics[:1]})

    assert changed.sha256 != before[0]
    assert len(changed.questions) < before[1]
