"""What stands beside the statements: plain meanings, claims that a patient may have heard, and the authors' own tables.

Glossary and told claims are shown; the table of the article's claims and the allowances are for authors and their linter.
"""

import re
from collections.abc import Sequence

from pydantic import Field

from informed.content.text import Id, Part, Text, Words


class Forms(Part):
    """The words by which a term occurs in the texts of each language."""

    vi: tuple[Words, ...] = Field(min_length=1)
    en: tuple[Words, ...] = Field(min_length=1)

    def __getitem__(self, language: str) -> tuple[str, ...]:
        return self.vi if language == "vi" else self.en


class GlossaryEntry(Part):
    """A term and its plain meaning; a tap on one of its forms shows it."""

    id: Id
    term: Text
    meaning: Text
    forms: Forms


def first_terms(glossary: Sequence[GlossaryEntry], texts: Sequence[str], language: str) -> list[list[tuple[str, str]]]:
    """For each text the terms that stand in it first, of all these texts: (as written, id of the entry), longest form first."""
    seen: set[str] = set()
    found = []
    for text in texts:
        here: list[tuple[str, str]] = []
        for entry in sorted(glossary, key=lambda entry: -max(map(len, entry.forms[language]))):
            forms = "|".join(re.escape(form) for form in sorted(entry.forms[language], key=len, reverse=True))
            match = re.search(rf"(?<!\w)(?:{forms})(?!\w)", text, re.IGNORECASE)
            if match and entry.id not in seen and not any(match[0] in written for written, _ in here):
                here.append((match[0], entry.id))
            if match:
                seen.add(entry.id)
        found.append(here)
    return found


class ToldClaim(Part):
    """A claim that a patient may have heard or hopes for, with one sourced answer."""

    id: Id
    text: Text
    answer: Text
    sources: tuple[Id, ...] = Field(min_length=1)
    misconception: Id | None = None


class CarriedClaim(Part):
    """A claim of the source article, and the phrase of a statement or topic that carries it in each language."""

    id: Id
    carrier: Id
    phrase: Text


class Allowance(Part):
    """A use that a rule of the linter would refuse, with the reason why it may stand; no `words` means all of them."""

    id: Id
    rule: Id
    words: tuple[Words, ...] = ()
    reason: Words
