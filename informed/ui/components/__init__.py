"""Our packaged components: files served from our own origin, so that a strict script policy holds.

All data travels as a list of one: Streamlit looks for data frames in the values of a dict, which imports pandas.
"""

from collections.abc import Callable, Mapping
from typing import Any, Protocol, TypedDict, cast

import streamlit as st

__all__ = ["Answers", "Cards", "Change", "Pad", "Tap", "answers", "cards", "pad", "page", "ticket"]

Data = Mapping[str, Any]

_component = st.components.v2.component
_page = _component("informed.page", js="page.js", isolate_styles=False)
_ticket = _component("informed.ticket", js="ticket.js", isolate_styles=False)
_cards = _component("informed.cards", html="<div class='cards'></div>", js="cards.js", css="cards.css")
_pad = _component("informed.pad", html="<div class='pad'></div>", js="pad.js", css="pad.css")
_answers = _component("informed.answers", html="<div class='answers'></div>", js="answers.js", css="answers.css")


class Tap(TypedDict):
    """An answer on its way: `sends` counts how often it was sent, so that a repeated outbox is a new value."""

    tap: str
    id: str
    value: Any
    sends: int


class Change(TypedDict):
    """The answer that the patient wants to change."""

    step: str
    id: str


class Cards(Protocol):
    """`outbox`: the taps that wait for the server, oldest first; `move`: "next" in the run of a valid Continue."""

    outbox: list[Tap]
    move: str | None


class Pad(Protocol):
    """`ink`: None, or `{"aspect": float | None, "strokes": [{"pointer", "points": [[x, y, ms, pressure], ...]}]}`."""

    ink: dict[str, Any] | None


class Answers(Protocol):
    """`change`: which answer to change, in the run of the tap."""

    change: Change | None


def page(
    language: str,
    *,
    visit: bool,
    title: str | None = None,
    focus: str | None = None,
    serial: int = 0,
    paused: bool = False,
) -> None:
    """Tell the browser what the document is: language, title, whether a visit is open; call it once in each run.

    A new address puts the reader at the top and the focus on the heading. A new `serial` with a `focus` (a CSS
    selector) puts the focus there instead, as for an error summary. A page that was just loaded moves nothing. The browser
    of a `paused` visit goes to the page that asks for the date of birth.
    """
    data = {"lang": language, "visit": visit, "title": title, "focus": focus, "serial": serial, "paused": paused}
    _page(key="page", data=[data], height=1)


def ticket(code: str) -> bool | None:
    """Exchange a one-time ticket for the visit's HttpOnly cookie by POST /visit.

    None while the browser is at it, then True when the browser has the cookie, False when it was refused.
    """
    result = _ticket(key="ticket", data=[{"ticket": code}], height=1, on_outcome_change=_rerun)
    outcome = result.outcome or {}
    return cast(bool, outcome["ok"]) if outcome.get("ticket") == code else None


def cards(key: str, data: Data, on_outbox: Callable[[], None]) -> Cards:
    """Show all questions of a screen; `on_outbox` is called whenever taps arrive (they are in `st.session_state[key]`).

    `data` `{"unchanged": True}` leaves on the screen what is there, with the taps that wait.

    `data`::

        {"step": str, "owner": str,          # owner: what tells visits apart, for taps that outlive a reload
         "lang": "vi" | "en", "words": {...}, "items": [item, ...],
         "confirmed": [tap id, ...],          # taps that are on disk; repeat them as long as they are in the outbox
         "refused": {tap id: sentence, ...},  # taps that cannot be taken, with words for the patient
         "aloud": None | aloud,               # what is read before the items
         "marks"?: {item id: [tone, str]}}    # what cards say instead of how their answers fare (the style guide)

        aloud = {"text": str, "audio": None | address,   # without a recording a voice of the device reads the text
                 "lang"?: "vi" | "en"}                   # when it is not the screen's

        item = {"id": str, "kind": "one" | "many" | "ask" | "quiz" | "words", "text": str, "required": bool,
                "value": None | str | [str, ...] | bool,
                "terms"?: [{"form": str, "meaning": str}, ...],                  # hard words of the text
                "number"?: str, "help"?: str, "limit"?: int,                     # limit: of a "words" item
                "lang"?: "vi" | "en",                                            # of the text, when it is not the screen's
                "options"?: [{"value": str, "label": str, "alone"?: bool}, ...],  # one, many, quiz
                "own_words"?: {"label": str, "value": str, "limit"?: int},       # one, many
                "why"?: {"summary": str, "lines": [str, ...], "open"?: bool,
                         "certainty": {"level": 0..4, "text": str}},             # dots of four; 0: no dots
                "quiz"?: {"tries": [{"chosen": str, "correct": bool}, ...], "settled": bool,
                          "note": str, "explanation": str},
                "aloud"?: aloud,                                                 # can be listened to
                "note"?: str}                                                    # a sentence under the answer

        words = next, summary, error, terms, missing, saved, saving, unsaved, listen, listen_page, listening, stop_listening;
                with "ask" items: ask, asked (optional);
                with "quiz" items: check, missing_quiz (else missing)

    A tap's `value`: one -> "option"; many -> ["a", "b"]; with own words -> {"chosen": ["a"], "words": "..."};
    ask -> bool; quiz -> "option"; words -> "text". Lists hold the options in the order of the screen.
    """
    result = _cards(key=key, data=[data], default={"outbox": []}, on_outbox_change=on_outbox, on_move_change=_rerun)
    return cast(Cards, result)


def pad(key: str, data: Data) -> Pad:
    """Show a signature pad.

    `data`: `{"lang": str, "words": {"label", "hint", "undo", "clear", "status"}, "rev": int, "ink": None | {...}}`.
    `{n}` in `status` becomes the number of strokes. `ink` is drawn at first and whenever `rev` changes; between those
    the browser's ink is the newer. x and y are in widths of the pad, `aspect` is its height in widths; once something
    is drawn the pad keeps that shape. An empty pad has no strokes and no aspect.
    """
    result = _pad(key=key, data=[data], default={"ink": data["ink"]}, on_ink_change=_rerun)
    return cast(Pad, result)


def answers(key: str, data: Data) -> Answers:
    """Show answers to read again, each with a way back to it unless its `step` is None.

    `data`: `{"lang": str, "words": {"change": str}, "groups": [{"title": str, "rows": [row, ...]}, ...]}` with
    `row = {"id": str, "text": str, "answer": str, "tone": "ok" | "ask" | "none" | "plain", "step": str | None,
    "lang": None | "vi" | "en", "answer_lang": None | "vi" | "en"}`: of text and answer, where it may not be the screen's.
    """
    return cast(Answers, _answers(key=key, data=[data], on_change_change=_rerun))


def _rerun() -> None:
    """A callback that does nothing: naming it is what makes Streamlit listen to a component's value."""
