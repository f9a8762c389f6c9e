"""What a rule is and what it says."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from informed.content import ContentPack, Language


class Level(StrEnum):
    """An error fails the check, a warning asks for work, a note is only listed."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True)
class Remark:
    """One finding: where, and what to do. `word` is what an allowance may name."""

    id: str
    what: str
    language: Language | None = None
    place: str = ""
    word: str = ""
    level: Level = Level.ERROR
    rule: str = ""


@dataclass(frozen=True)
class Case:
    """The pack that is checked, and the day of the check."""

    pack: ContentPack
    on: date


Check = Callable[[Case], Iterable[Remark]]


@dataclass(frozen=True)
class Rule:
    """A rule with the sentence that says why it exists, and where it comes from."""

    id: str
    why: str
    origin: str
    check: Check
    #: Whether a pack may name uses that stand all the same.
    allowable: bool = False


def rule(id: str, *, why: str, origin: str, allowable: bool = False) -> Callable[[Check], Rule]:
    """Make a rule of a function that yields remarks."""
    return lambda check: Rule(id, why, origin, check, allowable)
