"""What every piece of a pack is made of: ids, words in both languages, and how a mistake is named."""

import unicodedata
from collections import Counter
from collections.abc import Iterable
from enum import StrEnum
from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints

Id = Annotated[str, Field(pattern=r"^[A-Za-z][A-Za-z0-9_-]{0,39}$")]
Words = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1),
    AfterValidator(lambda text: unicodedata.normalize("NFC", text)),
]


class Finding(ValueError):
    """What is wrong at an id; whoever read the files knows in which one that id stands."""

    def __init__(self, id: str, problem: str):
        super().__init__(problem)
        self.id = id


class Language(StrEnum):
    """The languages of every pack and screen, the clinic's first one first (BCP 47 tags)."""

    VIETNAMESE = "vi"
    ENGLISH = "en"


class Part(BaseModel):
    """A piece of a pack: exact fields, no change after loading."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Text(Part):
    """One text in both languages."""

    vi: Words
    en: Words

    def __getitem__(self, language: str) -> str:
        return self.vi if language == Language.VIETNAMESE else self.en


def require_unique(place: str | None, ids: Iterable[str]) -> None:
    """No id stands twice; the mistake is named at the place, or at the id itself."""
    if twice := sorted(id for id, count in Counter(ids).items() if count > 1):
        raise Finding(place or twice[0], f"the id {twice[0]} is used twice")
