"""One event as an auditor reads it: when, who by name, what in words, and what it was about."""

from collections.abc import Mapping
from html import escape
from typing import Any
from zoneinfo import ZoneInfo

from informed import events as e
from informed.bootstrap import product
from informed.content import Language
from informed.record import short_id
from informed.ui.event_words import EVENT_WORDS
from informed.ui.words import WORDS

#: What of a payload says in a word what an event was about; nothing here is a patient's.
_ABOUT = (
    "account",
    "record",
    "role",
    "address",
    "format",
    "copy_for",
    "revision",
    "item",
    "disposition",
    "outcome",
    "way",
    "by",
)


def row(event: e.Event, names: Mapping[str, str], language: Language) -> str:
    """The event as a row of the table; `names` by the ids of accounts."""
    local = event.at.astimezone(ZoneInfo(product().settings.time_zone))
    kind = event.header.type
    what = f'{escape(EVENT_WORDS[kind][language == Language.ENGLISH])} <span class="caption">{kind}</span>'
    who = escape(_who(event.header.actor, names, language))
    cells = (f"{local:%d/%m/%Y %H:%M:%S}", who, what, _about(event, names))
    return "<tr>" + "".join(f"<td>{cell}</td>" for cell in cells) + "</tr>"


def _who(actor: e.Actor, names: Mapping[str, str], language: Language) -> str:
    """A name that is never given to somebody else."""
    return names.get(actor.account or "", actor.account) or WORDS[f"actor.{actor.kind}"][language]


def _about(event: e.Event, names: Mapping[str, str]) -> str:
    """The few words of the payload that say what it was about; accounts by their names, records as links."""
    said: dict[str, Any] = event.payload.model_dump(mode="json")
    return " · ".join(_value(name, str(said[name]), names) for name in _ABOUT if said.get(name) not in (None, ""))


def _value(name: str, value: str, names: Mapping[str, str]) -> str:
    if name == "account":
        return escape(names.get(value, value))
    if name == "record":
        return f'<a href="/events?id={escape(value)}" target="_self">{escape(short_id(value))}</a>'
    return escape(value)
