"""Which visit this run belongs to: the session names it, the cookie restores it, the ledger decides whether it still holds."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from functools import wraps
from typing import NoReturn, ParamSpec

import streamlit as st

from informed import walkthrough
from informed.bootstrap import product
from informed.content import ContentPack, Language
from informed.errors import NotFound, Paused
from informed.record import Record
from informed.service.journey import Journey
from informed.ui import journey
from informed.ui.words import WORDS
from informed.web import cookies

P = ParamSpec("P")
_KEY = "visit"
_LANGUAGE = "welcome-language"
_SPOKEN = "visit-language"


@dataclass(frozen=True)
class Here:
    """The visit, its record and pack, and the step that this run shows."""

    visit: str
    record: Record
    pack: ContentPack
    step: walkthrough.Step

    @property
    def language(self) -> Language:
        return self.record.language

    def say(self, key: str, **values: object) -> str:
        """A text of the screens in the visit's language."""
        return WORDS[key][self.language].format(**values)


def commands() -> Journey:
    """The patient's commands."""
    return product().service.journey


def held() -> tuple[str, Record] | None:
    """The visit that this browser holds and its record, if the visit has not ended; raises `Paused` while it rests."""
    visit = st.session_state.get(_KEY)
    if visit is None and isinstance(cookie := st.context.cookies.get(cookies.VISIT), str):
        visit = commands().visit_of(cookie)
    if visit is None:
        return None
    try:
        record = commands().record(visit)
    except NotFound:
        st.session_state.pop(_KEY, None)
        st.session_state.pop(_SPOKEN, None)
        return None
    st.session_state[_KEY] = visit
    st.session_state[_SPOKEN] = record.language
    return str(visit), record


def pause() -> NoReturn:
    """Lock the visit of this browser. The shell's script does it before, at once; this is for when it could not."""
    if isinstance(cookie := st.context.cookies.get(cookies.VISIT), str):
        with suppress(NotFound):
            product().service.pauses.pause(cookie, "asked")
    st.rerun()


def looks_up(part: Callable[P, None]) -> Callable[P, None]:
    """A fragment runs without the entry script: when the visit rests meanwhile, the whole screen goes."""

    @wraps(part)
    def watched(*args: P.args, **kwargs: P.kwargs) -> None:
        try:
            part(*args, **kwargs)
        except Paused:
            st.rerun()

    return watched


def hold(visit: str) -> None:
    """From now on this session belongs to a visit; called once the browser has the cookie."""
    st.session_state[_KEY] = visit


def here(step: str) -> Here:
    """The visit at a step; a browser that holds none goes to the welcome screen, an early one to its open step."""
    found = held()
    if found is None:
        journey.go("welcome")
    visit, record = found
    pack = commands().pack(record)
    if not walkthrough.may_visit(pack, record, step):
        journey.go(walkthrough.open_step(pack, record).name)
    return Here(visit, record, pack, walkthrough.step(pack, step))


def go_on(at: Here) -> NoReturn:
    """Finish a step and show the next one."""
    record = commands().finish_step(at.visit, at.step.name)
    journey.go(walkthrough.following(at.pack, record, at.step))


def language() -> Language:
    """The language of a browser that holds no visit: chosen here, remembered by the cookie, else the clinic's."""
    chosen = st.session_state.get(_LANGUAGE) or st.context.cookies.get(cookies.LANGUAGE)
    return Language(chosen) if chosen in tuple(Language) else product().settings.language


def last_spoken() -> Language:
    """What to speak when the visit itself cannot be asked: the visit's language at the last run, else the browser's."""
    spoken = st.session_state.get(_SPOKEN)
    return Language(spoken) if spoken else language()


def choose_language(chosen: Language) -> None:
    """Show the welcome screen in another language."""
    st.session_state[_LANGUAGE] = chosen
