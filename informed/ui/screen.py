"""The frame of every patient screen: what it is called, the way back, the other language, and the banners."""

from html import escape

import streamlit as st

from informed import progress, walkthrough
from informed.content import Language
from informed.errors import LedgerError
from informed.ui import blocks, calls, components, journey, outbox, visit
from informed.ui.visit import Here
from informed.ui.words import WORDS

_FOCUS, _SERIAL = "focus", "serial"
_TITLES = {
    "check": "check_title",
    "sign": "sign_title",
    "stop": "stop_title",
    "question": "question_title",
    "about_you": "about_you",
}


def open_screen(step: str, *, wrong: bool = False) -> Here:
    """The visit at this step, with the frame drawn; when something is `wrong` the title says so and the summary has the focus."""
    here = outbox.take(visit.here(step)).here  # also when the run is about going back or another language
    name = f"{here.say('error')}: {_title(here)}" if wrong else _title(here)
    wanted = "#summary" if wrong else st.session_state.pop(_FOCUS, None)
    components.page(here.language, visit=True, title=name, focus=wanted, serial=serial())
    _bar(here)
    blocks.switches(here.language)
    calls.outcome(here)
    blocks.banners(here.language, here.record.opened.draft)
    return here


def first_bar(language: Language) -> None:
    """The bar of a screen without a visit: the other language, and the switches open, so that everybody has seen them."""
    with st.container(key="bar", horizontal=True, horizontal_alignment="right"):
        label, chosen = WORDS["other_language"][language], other(language)
        st.button(label, key="other-language", on_click=visit.choose_language, args=(chosen,), type="tertiary")
    blocks.switches(language, open=True)


def read_on(here: Here) -> None:
    """From the question whether to stop back to where the patient was."""
    if (before := _before(here)) and st.button(here.say("read_on"), key="read-on"):
        journey.go(before)


def focus_next(selector: str) -> None:
    """Put the focus on this element at the next run, instead of on the heading."""
    st.session_state[_FOCUS] = selector
    count_focus()


def count_focus() -> None:
    """Tell the browser that the focus is wanted anew, also when it is wanted at the same place as before."""
    st.session_state[_SERIAL] = serial() + 1


def serial() -> int:
    """How often the focus was wanted somewhere."""
    return int(st.session_state.get(_SERIAL, 0))


def current_step() -> str:
    """The step that this run shows, for a script that draws several."""
    return str(st.session_state["step"])


def topic_caption(here: Here) -> str:
    """Which topic of how many, and about how long the rest takes."""
    number, total = walkthrough.topic_number(here.step.topic or "intro")
    return f"{here.say('topic_of', number=number, total=total)} · {time_left(here)}"


def time_left(here: Here) -> str:
    """About how many minutes are left."""
    minutes = progress.minutes_left(here.pack, here.record, here.language)
    return here.say("minutes_left", minutes=minutes) if minutes > 1 else here.say("minute_left")


def other(language: Language) -> Language:
    return Language.ENGLISH if language == Language.VIETNAMESE else Language.VIETNAMESE


def _title(here: Here) -> str:
    """What the tab is called: the topic, and on the screens that ask about it also what is asked."""
    kind, topic = here.step.kind, here.step.topic
    if kind == "done":
        return here.say(f"done_{here.record.status}")
    named = [here.say(_TITLES[kind])] if kind in _TITLES else []
    return " – ".join(named + ([here.pack.topic(topic).title[here.language]] if topic else []))


def _bar(here: Here) -> None:
    """Back, the way out, a member of staff, and the other language: at the same place on every screen."""
    with st.container(key="bar", horizontal=True, horizontal_alignment="distribute"):
        if before := _before(here):
            if st.button(here.say("back"), key="back", type="tertiary"):
                journey.go(before)
        else:
            _keep_room(here.say("back"))
        if here.step.kind in ("stop", "sign", "done"):
            _keep_room(here.say("stop"))
        elif st.button(here.say("stop"), key="stop", type="tertiary"):
            journey.go(walkthrough.STOP.name)
        if st.button(here.say("pause"), key="pause", type="tertiary"):
            visit.pause()
        calls.button(here)
        if st.button(here.say("other_language"), key="other-language", type="tertiary"):
            _choose_language(here)


def _keep_room(label: str) -> None:
    """The room of a button that this screen has not: what stands beside it is at the same place on every screen."""
    st.html(f'<span class="slot">{escape(label)}</span>', width="content")


def _before(here: Here) -> str | None:
    if here.step.kind == "done":
        return None
    if here.step.kind == "stop":
        return walkthrough.open_step(here.pack, here.record).name
    return walkthrough.before(here.pack, here.step.name)


def _choose_language(here: Here) -> None:
    """Show everything in the other language; while that cannot be kept, the screen stays with what is on it."""
    try:
        visit.commands().choose_language(here.visit, other(here.language))
    except LedgerError:
        blocks.notice(here.say("trouble"), role="alert")
    else:
        st.rerun()
