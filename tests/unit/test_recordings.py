"""Recordings of a pack's texts: each plays only while it says exactly the present words."""

import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from informed.adapters import packs, recordings
from informed.adapters.recordings import Recordings, file_of, tie
from informed.cli import main
from informed.content import ContentPack, Language
from informed.content.spoken import of_topic, spoken
from informed.errors import ContentError
from tests.factories import FOOT_BATH

VI, EN = Language.VIETNAMESE, Language.ENGLISH


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "foot-bath"
    shutil.copytree(FOOT_BATH, made)
    return made


@pytest.fixture
def pack(folder: Path) -> ContentPack:
    return packs.load(folder)


def record(folder: Path, language: Language, *ids: str) -> None:
    for id in ids:
        file = file_of(folder, language, id)
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(id.encode())


def states(folder: Path, pack: ContentPack, language: Language) -> dict[str, str]:
    return {line.spoken.id: line.state for line in recordings.script(folder, pack, language)}


def test_everything_on_a_topics_screen_is_read_aloud(pack: ContentPack) -> None:
    """Its heading with the main message, then its statements, topic after topic."""
    ids = [one.id for one in spoken(pack, EN)]
    first = pack.topics[0]
    assert ids[: 1 + len(first.statements)] == [first.id, *(statement.id for statement in first.statements)]
    assert len(ids) == len(pack.topics) + len(pack.statements)
    assert of_topic(first, EN).text == f"{first.title.en}. {first.message.en}"


def test_a_recording_counts_once_it_is_tied(folder: Path, pack: ContentPack) -> None:
    """To the words of its own language; nothing else is found."""
    record(folder, VI, "W1")
    text = pack.statements["W1"].text
    assert states(folder, pack, VI)["W1"] == "untied" and Recordings(folder).key(text.vi) is None
    assert tie(folder, pack, VI) == 1
    found = Recordings(folder)
    key = found.key(text.vi)
    assert key and found.file(key) == file_of(folder, VI, "W1")
    assert found.key(text.en) is None and found.file("0" * 64) is None
    assert states(folder, pack, VI)["W1"] == "recorded" and states(folder, pack, EN)["W1"] == "missing"


def test_a_changed_text_makes_its_recording_void(folder: Path, pack: ContentPack) -> None:
    """Also for the records that show the new words: the file still says the old ones."""
    record(folder, VI, "W1")
    tie(folder, pack, VI)
    old = pack.statements["W1"].text.vi
    for file in folder.glob("*.yaml"):
        file.write_text(file.read_text("utf-8").replace(old, f"{old} Thêm."), "utf-8")
    changed = packs.load(folder)
    assert states(folder, changed, VI)["W1"] == "void"
    assert Recordings(folder).key(changed.statements["W1"].text.vi) is None
    assert Recordings(folder).key(old)  # a record of the older words may still play them


def test_a_changed_file_is_void(folder: Path, pack: ContentPack) -> None:
    """It may say anything."""
    record(folder, VI, "W1")
    tie(folder, pack, VI)
    file_of(folder, VI, "W1").write_bytes(b"something else")
    assert states(folder, pack, VI)["W1"] == "void"
    assert Recordings(folder).key(pack.statements["W1"].text.vi) is None


@pytest.mark.parametrize("content", ["recordings: 3", "recordings:\n  W1: {text_sha256: a}", "\t", "nothing: {}"])
def test_a_broken_table_is_named(folder: Path, content: str) -> None:
    """One sentence with the file."""
    table = folder / "audio" / "vi" / "recordings.yaml"
    table.parent.mkdir(parents=True)
    table.write_text(content)
    with pytest.raises(ContentError, match=r"foot-bath/audio/vi/recordings\.yaml: "):
        Recordings(folder)


def test_the_script_for_a_speaker(folder: Path) -> None:
    """Every text with its file; `--tie` writes down what was listened to."""
    run = CliRunner().invoke
    asked = run(main, ["content", "audio", str(folder), "--language", "vi"])
    assert asked.exit_code == 0 and asked.output.startswith("foot-bath")
    assert "0 of" in asked.output and f"{file_of(folder, VI, 'W1')} (to be recorded)" in asked.output
    record(folder, VI, "W1")
    tied = run(main, ["content", "audio", str(folder), "--language", "vi", "--tie"])
    assert "1 of" in tied.output.splitlines()[0] and f"{file_of(folder, VI, 'W1')} (recorded)" in tied.output
