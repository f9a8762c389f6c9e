"""What the parts of the document's first page have in common on a screen. Every text that a person wrote is escaped."""

from collections.abc import Iterable
from html import escape

from informed.content import Severity
from informed.document.subject import Subject

SHAPES = {Severity.STOP: "■", Severity.CAUTION: "▲", Severity.INFO: "●"}
#: A list of more texts than this is folded.
MOST = 5


def words(said: str, language: str, beside: str) -> str:
    """What the patient read or wrote, in its own language, and the reader's behind it where that is another."""
    lang = f' lang="{escape(language)}"' if language else ""
    own = f"<strong{lang}>{escape(said)}</strong>" if said else ""
    return f'{own} <span class="beside">({escape(beside)})</span>' if beside else own


def listed(subject: Subject, key: str, texts: Iterable[str]) -> str:
    """A few in a line; more are folded, so that they do not push what matters off the screen."""
    found = list(texts)
    title, listed = say(subject, "counted", label=subject.say(key), n=len(found)), escape(" · ".join(found))
    if len(found) > MOST:
        return f"<details><summary>{title}</summary><p>{listed}</p></details>"
    return f"<p><strong>{title}:</strong> {listed}</p>"


def shape(severity: Severity) -> str:
    """A severity that is told apart without colour."""
    return f'<span class="shape" aria-hidden="true">{SHAPES[severity]}</span>'


def say(subject: Subject, key: str, **values: object) -> str:
    """A label in the language of the screen, as markup."""
    return escape(subject.say(key, **values))
