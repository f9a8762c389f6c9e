"""A plan from what staff typed: an empty field is not entered, and what cannot be taken is named. Nothing is guessed."""

import re
import unicodedata
from collections.abc import Mapping
from datetime import date, timedelta

from pydantic import ValidationError

from informed.errors import BadInput
from informed.patient import words
from informed.plan import Plan

MAX_FIELD = 200
MOST_SESSIONS = 100
#: A planned day may be so far away; more is a slip of the finger.
FARTHEST = timedelta(days=3 * 366)
_DAYS = ("expiry", "planned_on")
_TEXTS = ("product", "maker", "country", "lot", "storage", "registration_number")
_MORE_TEXTS = ("area", "physician", "operator", "device", "price")
#: The fields that are chosen from a list.
CHOSEN = ("source", "registration", "registered_route", "planned_route")
#: Every field that staff enter, each as text.
FIELDS = (*_TEXTS, *_MORE_TEXTS, *_DAYS, *CHOSEN, "sessions")


def plan(typed: Mapping[str, str], today: date) -> Plan:
    """The plan; raises `BadInput` naming the first field that cannot be taken."""
    found: dict[str, object] = {}
    for name in FIELDS:
        if text := " ".join(words(typed.get(name, ""), name, MAX_FIELD).split()):
            found[name] = day(text, name) if name in _DAYS else _sessions(text) if name == "sessions" else text
    try:
        made = Plan.model_validate(found)
    except ValidationError as error:
        raise BadInput(str(error.errors()[0]["loc"][0]), "unknown") from None
    if made.planned_on and made.planned_on < today:
        raise BadInput("planned_on", "past")
    if made.planned_on and made.planned_on > today + FARTHEST:
        raise BadInput("planned_on", "far")
    return made


def day(text: str, field: str) -> date:
    """A day as people write it: 27/03/2027, 27.3.2027, 27032027, or 2027-03-27; in words it cannot be taken."""
    typed = unicodedata.normalize("NFKC", text).strip()
    parts = re.fullmatch(r"(\d{1,2})[ ./-](\d{1,2})[ ./-](\d{4})|(\d{2})(\d{2})(\d{4})", typed, re.ASCII)
    other = re.fullmatch(r"(\d{4})-(\d{2})-(\d{2})", typed, re.ASCII)
    if not parts and not other:
        raise BadInput(field, "not_a_day")
    numbers = [int(part) for part in (parts or other or ()).groups() if part]  # type: ignore[union-attr]
    year, month, of_month = numbers if other else reversed(numbers)
    try:
        return date(year, month, of_month)
    except ValueError:
        raise BadInput(field, "no_such_day") from None


def _sessions(text: str) -> int:
    if not (text.isascii() and text.isdigit() and 1 <= int(text) <= MOST_SESSIONS):
        raise BadInput("sessions", "not_a_number")
    return int(text)
