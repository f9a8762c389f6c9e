"""What changed between two versions of a pack, each change material or editorial as its author declared.

Whatever is not declared is material: better a needless review than a patient who was told something else.
"""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from pydantic import ValidationError

from informed.adapters import packs
from informed.authoring.items import Item, items, name
from informed.content import ContentPack, Id, Part, Words
from informed.errors import ContentError

FILE = "changes.yaml"
#: Fields of the head that change with every version.
_OF_THE_VERSION = ("version", "effective", "next_due")


class Declaration(Part):
    """What the author says about one change."""

    change: Literal["editorial", "material"]
    reason: Words


class Declarations(Part):
    """A pack's changes.yaml: the version that its changes are counted from, and a declaration by id."""

    since: str
    changes: dict[Id, Declaration]


@dataclass(frozen=True)
class Change:
    """One item that was added, removed or changed; `lines` show each field before and after."""

    what: Literal["added", "removed", "changed"]
    kind: str
    id: str
    lines: tuple[str, ...]
    declared: Declaration | None

    @property
    def material(self) -> bool:
        return self.declared is None or self.declared.change == "material"


def declarations(folder: Path, old: ContentPack) -> dict[str, Declaration]:
    """What a pack's author declared about the changes since `old`; nothing without the file. Raises `ContentError`."""
    if not (folder / FILE).exists():
        return {}
    try:
        found = Declarations.model_validate(packs._mapping(folder, FILE))
    except ValidationError as error:
        one = error.errors()[0]
        place = ".".join(str(part) for part in one["loc"])
        raise ContentError(f"{folder.name}/{FILE}: {place}: {one['msg']}") from None
    if found.changes and found.since != old.version:
        raise ContentError(
            f'{folder.name}/{FILE}: since: it declares changes since version "{found.since}", '
            f'but the older pack is version "{old.version}"'
        )
    return found.changes


def compare(old: ContentPack, new: ContentPack, declared: dict[str, Declaration]) -> list[Change]:
    """Every change, in the order of the new pack, removed items last; raises `ContentError` for two procedures."""
    if old.id != new.id:
        raise ContentError(f"{old.id} and {new.id} are two procedures, not two versions of one")
    before, after = _by_id(old), _by_id(new)
    found = []
    for key, item in after.items():
        was = before.get(key)
        lines = tuple(_differences(was, item) if was else _shown("+", item.fields))
        if lines:
            found.append(Change("changed" if was else "added", item.kind, item.id, lines, declared.get(item.id)))
    gone = (item for key, item in before.items() if key not in after)
    found += [Change("removed", g.kind, g.id, tuple(_shown("-", g.fields)), declared.get(g.id)) for g in gone]
    if unknown := sorted(declared.keys() - {change.id for change in found}):
        raise ContentError(f"{new.id}/{FILE}: {unknown[0]}: declared, but nothing changed there")
    return found


def _by_id(pack: ContentPack) -> dict[tuple[str, str, int], Item]:
    """Every item under its kind and id; the codes of age rules and the ids of groups may stand twice."""
    found: dict[tuple[str, str, int], Item] = {}
    for item in items(pack):
        again = sum(key[:2] == (item.kind, item.id) for key in found)
        found[item.kind, item.id, again] = item
    return found


def _differences(was: Item, now: Item) -> Iterator[str]:
    before, after = dict(_leaves(was.fields)), dict(_leaves(now.fields))
    for field in (*after, *(field for field in before if field not in after)):
        if before.get(field) != after.get(field) and not (now.kind == "pack" and field in _OF_THE_VERSION):
            yield from (f"- {field}: {before[field]}",) if field in before else ()
            yield from (f"+ {field}: {after[field]}",) if field in after else ()
    if was.within != now.within:
        yield f"- stands in: {' / '.join(was.within)}"
        yield f"+ stands in: {' / '.join(now.within)}"
    both = set(was.holds) & set(now.holds)
    orders = [", ".join(id for id in item.holds if id in both) for item in (was, now)]
    if orders[0] != orders[1]:
        yield f"- order: {orders[0]}"
        yield f"+ order: {orders[1]}"


def _shown(sign: str, fields: dict[str, Any]) -> Iterator[str]:
    return (f"{sign} {field}: {value}" for field, value in _leaves(fields) if value not in (None, "", False))


def _leaves(node: object, path: str = "") -> Iterator[tuple[str, object]]:
    """Each value with its place; parts of a list are named by their id or code, lists of words stand as one."""
    if isinstance(node, dict):
        for key, value in node.items():
            yield from _leaves(value, f"{path}.{key}" if path else key)
    elif isinstance(node, list) and node and all(isinstance(part, dict) for part in node):
        names = [name(part) or str(i) for i, part in enumerate(node, 1)]
        names = [f"{called} ({i})" if called in names[: i - 1] else called for i, called in enumerate(names, 1)]
        yield f"{path} in order", ", ".join(names)
        for called, part in zip(names, node, strict=True):
            yield from _leaves(part, f"{path}.{called}")
    elif isinstance(node, str) and path.endswith(".drawing"):
        yield path, f"a drawing, sha256 {hashlib.sha256(node.encode()).hexdigest()[:12]}"
    elif node not in (None, []):
        yield path, ", ".join(map(str, node)) if isinstance(node, list) else node


def report(old: ContentPack, new: ContentPack, found: list[Change]) -> Iterator[str]:
    """The lines of `informed content diff`."""
    yield f"{new.id} {old.version} ({old.sha256[:12]}) -> {new.version} ({new.sha256[:12]})"
    if found and old.version == new.version:
        yield f"The version is still {new.version}: give the changed pack a new one."
    for change in found:
        weight = "material" if change.material else "editorial"
        why = f" ({change.declared.reason})" if change.declared else ""
        yield f"\n{change.id}  {change.kind} {change.what}: {weight}{why}"
        yield from (f"    {line}" for line in change.lines)
    material = sum(change.material for change in found)
    yield f"\n{material} material, {len(found) - material} editorial" if found else "No difference"
