"""Content packs from a folder of YAML files: read once, strictly, with errors that name file, place and what was
expected.

A pack's folder holds `pack.yaml` (whose `topics` names the topic files in order), one file a topic, `factors.yaml`,
`doctor_questions.yaml` and `sources.yaml`, and what else a pack has: glossary, told claims, the authors' tables, reviews, and
`pictures/` with the drawings that topics name.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml
from pydantic import ValidationError

from informed.adapters.strict_yaml import Fields, StrictLoader
from informed.content import ContentPack, Finding
from informed.errors import ContentError

MAX_BYTES = 2_000_000
PARTS = ("factors.yaml", "doctor_questions.yaml", "sources.yaml")
DRAWINGS = "pictures"
OPTIONAL_PARTS = ("reviews.yaml", "glossary.yaml", "told.yaml", "claims.yaml", "allow.yaml")


class FolderPacks:
    """The packs that this installation shows, one a folder, loaded when they are first asked for."""

    def __init__(self, *folders: Path):
        self._folders = folders
        self._packs: tuple[ContentPack, ...] = ()

    def offered(self) -> tuple[ContentPack, ...]:
        if not self._packs:
            found = tuple(load(folder) for folder in self._folders)
            ids = [pack.id for pack in found]
            if twice := next((id for id in ids if ids.count(id) > 1), ""):
                raise ContentError(f"two of the packs that are shown have the id {twice}")
            self._packs = found
        return self._packs

    def current(self) -> ContentPack:
        return self.offered()[0]


def load(folder: Path) -> ContentPack:
    """The pack of a folder; raises `ContentError`."""
    head = _mapping(folder, "pack.yaml")
    topics = head.get("topics")
    if not isinstance(topics, list) or not all(isinstance(name, str) for name in topics):
        raise ContentError(f"{folder.name}/pack.yaml: topics: expected a list of file names")
    files = {"pack.yaml": head, **{name: _mapping(folder, name) for name in topics}}
    for name in topics:
        _read_drawings(folder, name, files[name])
    whole = head | {"topics": [files[name] for name in topics]}
    for name in (*PARTS, *(name for name in OPTIONAL_PARTS if (folder / name).exists())):
        files[name] = _mapping(folder, name)
        if twice := sorted(whole.keys() & files[name].keys()):
            raise ContentError(f"{folder.name}/{name}: {twice[0]} stands in another file too")
        whole |= files[name]
    try:
        return ContentPack.model_validate(whole)
    except ValidationError as error:
        findings = (_finding(files, whole, topics, one) for one in error.errors())
        raise ContentError("\n".join(f"{folder.name}/{finding}" for finding in findings)) from None


def places(folder: Path) -> dict[str, str]:
    """The file in which each id, and each code of a rule, of a valid pack first stands."""
    head = _mapping(folder, "pack.yaml")
    optional = [name for name in OPTIONAL_PARTS if (folder / name).exists()]
    found: dict[str, str] = {}
    for name in ("pack.yaml", *head["topics"], *PARTS, *optional):
        for id in _ids(_mapping(folder, name)):
            found.setdefault(id, name)
    return found


def _ids(node: object) -> Iterator[str]:
    if isinstance(node, dict):
        yield from (node[key] for key in ("id", "code") if isinstance(node.get(key), str))
        node = [part for field, part in node.items() if field != "allow"]
    if isinstance(node, list):
        for part in node:
            yield from _ids(part)


def _read_drawings(folder: Path, name: str, topic: dict[str, Any]) -> None:
    """Put each drawing in the place of its file's name; what has not the form of a picture is left to the model to name."""
    pictures = topic.get("pictures")
    for picture in pictures if isinstance(pictures, list) else ():
        panels = picture.get("panels") if isinstance(picture, dict) else None
        for panel in panels if isinstance(panels, list) else ():
            if isinstance(panel, dict) and isinstance(panel.get("drawing"), str):
                panel["drawing"] = _drawing(folder, name, str(picture.get("id", "")), panel["drawing"])


def _drawing(folder: Path, topic: str, picture: str, name: str) -> str:
    file = folder / DRAWINGS / name
    try:
        if file.resolve().parent != (folder / DRAWINGS).resolve():
            raise ValueError(f"the file is outside the folder {DRAWINGS}")
        if file.stat().st_size > MAX_BYTES:
            raise ValueError(f"larger than {MAX_BYTES:,} bytes")
        return file.read_text("utf-8")
    except OSError as error:
        problem = str(error.strerror)
    except UnicodeDecodeError as error:
        problem = f"byte {error.start} is not UTF-8; save the file as UTF-8"
    except ValueError as error:
        problem = str(error)
    raise ContentError(f"{folder.name}/{topic}: {picture}: drawing: {name}: {problem}")


def _mapping(folder: Path, name: str) -> dict[str, Any]:
    try:
        found = _read(folder, name)
    except OSError as error:
        problem = str(error.strerror)
    except UnicodeDecodeError as error:
        problem = f"byte {error.start} is not UTF-8; save the file as UTF-8"
    except yaml.MarkedYAMLError as error:
        problem = f"line {error.problem_mark.line + 1 if error.problem_mark else 1}: {error.problem}"
    except (yaml.YAMLError, ValueError) as error:
        problem = " ".join(str(error).split())
    except RecursionError:
        problem = "too deeply nested"
    else:
        if isinstance(found, dict):
            return found
        problem = "expected a mapping of fields"
    raise ContentError(f"{folder.name}/{name}: {problem}")


def _read(folder: Path, name: str) -> object:
    file = folder / name
    if file.resolve().parent != folder.resolve():
        raise ValueError("the file is outside the pack's folder")
    if file.stat().st_size > MAX_BYTES:
        raise ValueError(f"larger than {MAX_BYTES:,} bytes")
    return yaml.load(file.read_text("utf-8"), Loader=StrictLoader)  # noqa: S506 - a safe loader, made stricter


def _finding(files: dict[str, dict[str, Any]], whole: dict[str, Any], topics: list[str], error: Any) -> str:
    """One sentence for one of pydantic's errors: file, id, field, what is wrong."""
    problem = error.get("ctx", {}).get("error")
    if isinstance(problem, Finding):
        held = {name: line for name, content in files.items() if (line := _line_of(content, problem.id))}
        if not held:
            allowed = {name: _line_of(content.get("allow"), problem.id) for name, content in files.items()}
            held = {name: line for name, line in allowed.items() if line}
        return f"{', '.join(held) or 'pack.yaml'}: {problem.id}: {problem}{_at(*held.values())}"
    place = error["loc"]
    file = topics[place[1]] if place[0] == "topics" and len(place) > 1 else _file_of(files, place[0])
    nearest, node, line = "", whole, _field_line(files[file], place[0])
    for part in place:
        line = node.lines.get(part, node.line) if isinstance(node, Fields) else line
        try:
            node = node[part]
        except (KeyError, IndexError, TypeError):
            break
        if isinstance(node, dict) and isinstance(node.get("id"), str):
            nearest = f"{node['id']}: "
    field = ".".join(str(part) for part in place if isinstance(part, str))
    return f"{file}: {nearest}{field}: {error['msg']}{_at(line)}"


def _file_of(files: dict[str, dict[str, Any]], field: str) -> str:
    """The file in which a field of the pack stands, or should stand."""
    expected = {"factor_groups": "factors.yaml", "age_rules": "factors.yaml"}.get(field, f"{field}.yaml")
    return expected if expected in files and field != "topics" else "pack.yaml"


def _line_of(node: object, id: str) -> int:
    """The line where something of this id, or a rule of this code, stands here; 0 for none."""
    if isinstance(node, Fields):
        if id in (node.get("id"), node.get("code")):
            return node.line
        node = [part for field, part in node.items() if field != "allow"]
    if isinstance(node, list):
        return next((line for part in node if (line := _line_of(part, id))), 0)
    return 0


def _field_line(content: object, field: str) -> int:
    return content.lines.get(field, 0) if isinstance(content, Fields) else 0


def _at(*lines: int) -> str:
    """The lines as the end of a finding; nothing where they are not known."""
    known = [str(line) for line in lines if line]
    return f" (line {', '.join(known)})" if known else ""
