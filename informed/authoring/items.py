"""A pack as a flat list of items, each with an id and its fields: what is compared, and what a reviewer reads."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from informed.content import ContentPack, Language
from informed.content.pack import AUTHORS_OWN

#: The lists whose entries are items of their own, wherever they stand, and what one entry is called.
KINDS = {
    "topics": "topic",
    "statements": "statement",
    "questions": "question",
    "pictures": "picture",
    "factor_groups": "factor group",
    "factors": "factor",
    "age_rules": "age rule",
    "doctor_questions": "question group",
    "glossary": "term",
    "told": "told claim",
    "sources": "source",
}


@dataclass(frozen=True)
class Item:
    """One item: its own fields, without those of the items in it; `within` names the items around it."""

    kind: str
    id: str
    fields: dict[str, Any]
    within: tuple[str, ...]
    #: The ids of the items in it, in their order.
    holds: tuple[str, ...]


def items(pack: ContentPack) -> Iterator[Item]:
    """The pack itself, then everything in it in the order of its files; what only authors read is left away."""
    whole = {key: value for key, value in pack.model_dump(mode="json").items() if key not in AUTHORS_OWN}
    yield from _items("pack", whole, ())


def _items(kind: str, node: dict[str, Any], within: tuple[str, ...]) -> Iterator[Item]:
    lists = {key: value for key, value in node.items() if key in KINDS and value and isinstance(value[0], dict)}
    own = {key: value for key, value in node.items() if key not in lists and key not in AUTHORS_OWN}
    yield Item(kind, name(node), own, within, tuple(name(part) for parts in lists.values() for part in parts))
    for key, parts in lists.items():
        called = "doctor question" if kind == "question group" else KINDS[key]
        for part in parts:
            yield from _items(called, part, (*within, name(node)))


def name(part: dict[str, Any]) -> str:
    """What an item, an option or a rule is called: its id or its code; empty without one."""
    return str(part.get("id") or part.get("code") or "")


def is_text(node: object) -> bool:
    """Whether this is a text in both languages."""
    return isinstance(node, dict) and node.keys() == {*Language}
