"""Whether a record in the list is of the person who stands at the desk."""

from collections.abc import Iterable
from datetime import date

from informed.patient import Patient, SearchTerm, folded
from informed.ports import IndexRow, Work
from informed.record import Status

LOOKED_AT = 60


def being_read(work: Work, who: Patient) -> str | None:
    """The newest record of this person that is being read."""
    asked: Iterable[set[SearchTerm]] = [{("born", who.date_of_birth.isoformat())}]
    if who.record_number:
        asked = [*asked, {("number", folded(who.record_number))}]
    rows = [row for terms in asked for row in work.indexed(None, LOOKED_AT, terms, Status.OPEN)]
    same = [row for row in rows if is_same(row, who.name, who.date_of_birth, who.record_number or "")]
    return max(same, key=lambda row: row.opened_at).record if same else None


def may_be(row: IndexRow, name: str) -> bool:
    """Whether a name that was typed has a word of this person's; without one everybody may be meant."""
    typed = set(folded(name).split())
    return not typed or bool(typed & set(folded(row.name).split()))


def is_same(row: IndexRow, name: str, born: date | None, number: str) -> bool:
    """Whether a row is the very person: by number, or by name and date of birth."""
    same_number = bool(folded(number)) and folded(row.record_number) == folded(number)
    return same_number or (folded(row.name) == folded(name) and born is not None and row.date_of_birth == str(born))
