"""Who the patient says they are: name, date of birth, record number; and what cannot be taken as one."""

import re
import unicodedata
from datetime import date

from pydantic import BaseModel, ConfigDict

from informed.errors import BadInput

MAX_NAME = 300
MAX_RECORD_NUMBER = 60
MAX_WORDS = 2000
OLDEST = 120
ADULT = 18
#: Characters that reorder or hide writing (Unicode bidirectional controls): a name with one does not read as it looks.
_TURNING = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")

#: A kind (name, born, number) and a folded text.
SearchTerm = tuple[str, str]


class Patient(BaseModel):
    """The person of a record, as entered; texts are NFC."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: str
    date_of_birth: date
    record_number: str | None = None


def patient(name: str, born: date, record_number: str, today: date) -> Patient:
    """A patient from what was typed; raises `BadInput` naming the first wrong field of the screen."""
    kept = _name(name)
    if born > today:
        raise BadInput("born", "future")
    if age_on(born, today) > OLDEST:
        raise BadInput("born", "too_old")
    number = words(record_number, "record_number", MAX_RECORD_NUMBER)
    return Patient(name=kept, date_of_birth=born, record_number=number or None)


def birth_date(day: str, month: str, year: str) -> date:
    """A date of birth from three typed numbers; the year has four digits."""
    parts = [unicodedata.normalize("NFKC", part).strip() for part in (day, month, year)]
    if not any(parts):
        raise BadInput("born", "empty")
    if not all(part.isascii() and part.isdigit() for part in parts):
        raise BadInput("born", "numbers")
    if len(parts[2]) != 4:
        raise BadInput("born", "year")
    try:
        return date(int(parts[2]), int(parts[1]), int(parts[0]))
    except (ValueError, OverflowError):  # the second: hundreds of digits
        raise BadInput("born", "no_such_day") from None


def age_on(born: date, day: date) -> int:
    """Full years on a day; someone born on 29 February has a birthday on 1 March of other years."""
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


def words(typed: str, field: str, limit: int = MAX_WORDS) -> str:
    """Free text as it is kept: NFC, outer blanks away, no letter dropped; refused when too long or with hidden
    controls.
    """
    text = unicodedata.normalize("NFC", typed).strip()
    if len(text) > limit:
        raise BadInput(field, "too_long")
    if _TURNING.search(text) or any(unicodedata.category(sign) in ("Cc", "Cs") and sign not in "\n\t" for sign in text):
        raise BadInput(field, "hidden")
    return text


def folded(text: str) -> str:
    """A text as it is searched: small letters without marks, "đ" as "d", only letters and digits, single blanks."""
    apart = unicodedata.normalize("NFKD", text.casefold()).replace("đ", "d")
    bare = "".join(sign for sign in apart if not unicodedata.combining(sign))
    return " ".join("".join(sign if sign.isalnum() else " " for sign in bare).split())


def search_terms(name: str, born: str, number: str) -> set[SearchTerm]:
    """What a record is found by: each word of the name, the date of birth (ISO 8601), the record number."""
    terms = {("name", word) for word in folded(name).split()} | {("born", born)}
    return terms | ({("number", folded(number))} if folded(number) else set())


def search_query(typed: str) -> set[SearchTerm]:
    """The terms of what somebody typed to find a person: a date of birth (day/month/year or ISO 8601), a record number (it has a
    digit), or words of a name.
    """
    text = typed.strip()
    if parts := re.fullmatch(r"(\d{1,2})[./-](\d{1,2})[./-](\d{4})", text):
        return {("born", f"{parts[3]}-{int(parts[2]):02}-{int(parts[1]):02}")}
    if re.fullmatch(r"\d{4}-\d{2}-\d{2}", text):
        return {("born", text)}
    if any(sign.isdigit() for sign in text):
        return {("number", folded(text))}
    return {("name", word) for word in folded(text).split()}


def _name(typed: str) -> str:
    text = " ".join(words(typed, "name", MAX_NAME).split())
    if not text:
        raise BadInput("name", "empty")
    if not any(unicodedata.category(sign).startswith("L") for sign in text):
        raise BadInput("name", "no_letter")
    return text
