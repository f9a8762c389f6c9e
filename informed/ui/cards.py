"""The questionnaire of a screen, in a fragment of its own: a tap draws nothing else again."""

from collections.abc import Callable
from hashlib import sha256

import streamlit as st

from informed import walkthrough
from informed.content.spoken import of_topic
from informed.errors import LedgerError
from informed.ui import blocks, components, outbox, visit
from informed.ui.items import Item, aloud
from informed.ui.visit import Here
from informed.ui.words import WORDS, words

_SHOWN = ("next", "missing", "summary", "saved", "saving", "unsaved", "ask", "asked", "terms", "error")
_ALOUD = ("listen", "listen_page", "listening", "stop_listening")


@st.fragment
@visit.looks_up
def cards(step: str, items: Callable[[Here], list[Item]]) -> None:
    """Draw a step's items, take the answers, and go on when Continue is pressed and nothing is missing."""
    try:
        taken = outbox.take(visit.here(step))
    except LedgerError:
        _keep(step)
        return
    here = taken.here
    data = {
        "step": step,
        "owner": sha256(here.visit.encode()).hexdigest()[:16],
        "lang": here.language,
        "words": _words(here),
        "items": items(here),
        "aloud": _aloud(here),
        "confirmed": taken.confirmed,
        "refused": {tap: here.say(reason) for tap, reason in taken.refused.items()},
    }
    result = components.cards(outbox.key_of(step), data, _nothing)
    if result.move and not walkthrough.missing(here.pack, here.step, here.record):
        try:
            visit.go_on(here)
        except LedgerError:
            blocks.notice(here.say("trouble"), role="alert")


def _keep(step: str) -> None:
    """Leave the questionnaire as it is while the ledger cannot be read, so that the taps in it are sent again."""
    if components.cards(outbox.key_of(step), {"unchanged": True}, _nothing).move:
        blocks.notice(WORDS["trouble"][visit.last_spoken()], role="alert")


def _words(here: Here) -> dict[str, str]:
    shown = words(here.language, *_SHOWN, *_ALOUD)
    if here.step.kind == "question":
        shown |= {"check": here.say("check_answer"), "missing_quiz": here.say("question_missing")}
    return shown


def _aloud(here: Here) -> Item | None:
    """What is read before the items of a topic's own screen."""
    if here.step.kind != "topic" or not here.step.topic:
        return None
    return aloud(of_topic(here.pack.topic(here.step.topic), here.language).text)


def _nothing() -> None:
    """A component's state reaches the server only if a callback is named for it."""
