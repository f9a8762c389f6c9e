"""The clinic's own recordings of a pack's texts: MP3 files, each tied by hash to exactly the words that it says.

audio/<language>/<id>.mp3            what somebody read aloud
audio/<language>/recordings.yaml     which words each file says: `recordings: {id: {text_sha256, file_sha256}}`

A recording whose file or words have changed since it was tied is void: it is not played.
"""

import hashlib
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from typing import Literal

import yaml
from pydantic import BaseModel, ConfigDict, ValidationError

from informed.adapters.strict_yaml import StrictLoader
from informed.content import ContentPack, Id, Language
from informed.content.spoken import Spoken, spoken
from informed.errors import ContentError

FOLDER, TABLE = "audio", "recordings.yaml"
#: What is to be done about a text: nothing, record it, listen and tie it, or record it again.
State = Literal["recorded", "missing", "untied", "void"]


class Tie(BaseModel):
    """The words and the file that belong together, each by its SHA-256 (hex)."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    text_sha256: str
    file_sha256: str


class Table(BaseModel):
    """The ties of one language, by the id of the text."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    recordings: dict[Id, Tie]


@dataclass(frozen=True)
class Line:
    """One text to be read aloud, the file that should hold it, and whether it does."""

    spoken: Spoken
    file: Path
    state: State


class Recordings:
    """The recordings that may be played: those that say the words of their tie. Read once; raises `ContentError`."""

    def __init__(self, *folders: Path):
        self._files: dict[str, Path] = {}
        for folder, language in product(folders, Language):
            for id, tie in table(folder, language).items():
                file = file_of(folder, language, id)
                if _sha256_of(file) == tie.file_sha256:
                    self._files[tie.text_sha256] = file

    def key(self, text: str) -> str | None:
        """Under which a text's recording is asked for; None without one."""
        return found if (found := fingerprint(text)) in self._files else None

    def file(self, key: str) -> Path | None:
        """The file of a key."""
        return self._files.get(key)


def script(folder: Path, pack: ContentPack, language: Language) -> list[Line]:
    """Everything of a pack that is read aloud in a language, in the order of the screens, with what is to be done."""
    ties = table(folder, language)
    lines = []
    for one in spoken(pack, language):
        file = file_of(folder, language, one.id)
        lines.append(Line(one, file, _state(ties.get(one.id), one.text, _sha256_of(file))))
    return lines


def tie(folder: Path, pack: ContentPack, language: Language) -> int:
    """Write down that each file that is there says the present words of its text; returns how many."""
    found = {
        line.spoken.id: Tie(text_sha256=fingerprint(line.spoken.text), file_sha256=sha256)
        for line in script(folder, pack, language)
        if (sha256 := _sha256_of(line.file))
    }
    written = yaml.safe_dump(Table(recordings=found).model_dump(), sort_keys=False)
    try:
        (folder / FOLDER / language).mkdir(parents=True, exist_ok=True)
        (folder / FOLDER / language / TABLE).write_text(written, "utf-8")
    except OSError as error:
        raise ContentError(f"{folder.name}/{FOLDER}/{language}/{TABLE}: {error.strerror}") from error
    return len(found)


def table(folder: Path, language: Language) -> dict[str, Tie]:
    """The ties of a language; none without the file. Raises `ContentError`."""
    file = folder / FOLDER / language / TABLE
    try:
        content = yaml.load(file.read_text("utf-8"), Loader=StrictLoader)  # noqa: S506 - a safe loader, made stricter
        return Table.model_validate(content).recordings
    except FileNotFoundError:
        return {}
    except (OSError, ValueError, yaml.YAMLError, ValidationError) as error:
        problem = " ".join(str(error).split())
        raise ContentError(f"{folder.name}/{FOLDER}/{language}/{TABLE}: {problem}") from None


def file_of(folder: Path, language: Language, id: str) -> Path:
    """Where the recording of a text belongs."""
    return folder / FOLDER / language / f"{id}.mp3"


def fingerprint(text: str) -> str:
    """The SHA-256 of a text's UTF-8 bytes, in hex."""
    return hashlib.sha256(text.encode()).hexdigest()


def _state(tied: Tie | None, text: str, file: str | None) -> State:
    if file is None:
        return "missing"
    if tied is None:
        return "untied"
    return "recorded" if tied == Tie(text_sha256=fingerprint(text), file_sha256=file) else "void"


def _sha256_of(file: Path) -> str | None:
    try:
        return hashlib.sha256(file.read_bytes()).hexdigest()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise ContentError(f"{file} cannot be read: {error.strerror}") from error
