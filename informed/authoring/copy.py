"""The copy for a reviewing physician: every text of a pack in both languages, in the order of the screens."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from informed.authoring.items import Item, is_text, items, name
from informed.authoring.labels import label
from informed.authoring.reviews import Standing, standing
from informed.content import ContentPack, Language

_NAMES = {"id", "code", "drawing"}
_APART = ("rules", "figures")
_HEADINGS = {"term": "term terms", "source": "source sources"}


@dataclass(frozen=True)
class Pair:
    """One text in both languages, and what it is."""

    label: str
    vi: str
    en: str


@dataclass(frozen=True)
class Entry:
    """One item: its id, what it rests on, and its texts."""

    id: str
    facts: str
    pairs: tuple[Pair, ...]


@dataclass(frozen=True)
class Section:
    """A screen of the patient's, or a list that belongs to none."""

    title: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True)
class Copy:
    """A whole pack as it is printed for review on a day."""

    pack: ContentPack
    on: date
    draft: bool
    standings: tuple[Standing, ...]
    sections: tuple[Section, ...]


def copy_of(pack: ContentPack, on: date) -> Copy:
    """Everything that a review must have seen, and where the reviews stand on this day."""
    standings = tuple(standing(pack, language, on) for language in Language)
    return Copy(pack, on, pack.draft(on), standings, tuple(_sections(pack)))


def _sections(pack: ContentPack) -> Iterator[Section]:
    title, entries = "", list[Entry]()
    for item in items(pack):
        heading = _heading(item)
        if heading and heading != title:
            if entries:
                yield Section(title, tuple(entries))
            title, entries = heading, []
        entries += _entries(item)
    yield Section(title, tuple(entries))


def _heading(item: Item) -> str:
    """The heading of the section that an item begins; empty for one that stands in another's section."""
    if len(item.within) > 1:
        return ""
    if is_text(item.fields.get("title")):
        return f"{item.fields['title']['vi']} / {item.fields['title']['en']}"
    return label(_HEADINGS.get(item.kind, item.kind))


def _entries(item: Item) -> Iterator[Entry]:
    """The item itself, then each of its rules and figures: the physician looks at them one by one."""
    own = {key: value for key, value in item.fields.items() if key not in _APART}
    yield Entry(item.id, "" if item.kind == "pack" else _facts(own), tuple(_pairs(own, "")))
    for key in _APART:
        for i, part in enumerate(item.fields.get(key, ()), 1):
            called = f"{item.id} · {name(part) or f'{label(key)} {i}'}"
            yield Entry(called, _facts(part), tuple(_pairs(part, "")))


def _facts(fields: dict[str, Any]) -> str:
    """The values that are no texts, each with its name; what is empty is left away."""
    found = []
    for key, value in fields.items():
        if value is True:
            found.append(label(key))
        elif isinstance(value, str | int) and value is not False and key not in _NAMES:
            found.append(f"{label(key)}: {label(value) if isinstance(value, str) and _coded(key) else value}")
        elif isinstance(value, list) and value and all(isinstance(part, str) for part in value):
            found.append(f"{label(key)}: {', '.join(value)}")
    return " · ".join(found)


def _coded(key: str) -> bool:
    """Whether the values of a field are words of the schema, and not names of the author's."""
    return key in {"kind", "certainty", "severity", "seen", "choose", "place"}


def _pairs(fields: dict[str, Any], before: str) -> Iterator[Pair]:
    for key, value in fields.items():
        if is_text(value):
            called = label(key) if not before else before if key in ("text", "note") else f"{before} · {label(key)}"
            vi, en = (", ".join(text) if isinstance(text, list) else text for text in (value["vi"], value["en"]))
            yield Pair(called, vi, en)
        elif isinstance(value, list):
            for part in (part for part in value if isinstance(part, dict)):
                heads = (label(key), name(part), _facts(part))
                yield from _pairs(part, " · ".join(head for head in heads if head))
