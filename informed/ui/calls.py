"""Calling a member of staff: the patient's button and what became of it, and the calls above the staff's list."""

from datetime import UTC, datetime
from html import escape
from urllib.parse import unquote
from uuid import uuid4

import streamlit as st

from informed.bootstrap import product
from informed.content import Language
from informed.errors import BadInput, LedgerError, NotAllowed, NotFound, TooOften
from informed.service.calls import LONGEST_PLACE
from informed.ui import blocks, visit
from informed.ui.visit import Here
from informed.ui.words import WORDS
from informed.web import cookies

#: How often both sides look whether something has changed.
REFRESH = "2s"


def button(here: Here) -> None:
    """The call, at the same place on every screen; a second one while it is open changes nothing."""
    if st.button(here.say("call_staff"), key="call-staff", type="tertiary") and here.record.call is None:
        _call(here)


def first_of_all(here: Here) -> None:
    """The call as the first thing to do on a screen that cannot go on without staff, until it is made."""
    if here.record.call is None and st.button(here.say("call_staff"), key="call-first", type="primary"):
        _call(here)


def _call(here: Here) -> None:
    try:
        product().service.calls.call(here.visit, str(uuid4()), place())
    except TooOften:
        blocks.notice(here.say("call_often"), role="alert")
    except LedgerError:
        blocks.notice(here.say("trouble"), role="alert")
    else:
        st.rerun()


def outcome(here: Here) -> None:
    """That staff were called, until somebody is there or the patient takes it back. Its place is always there: what stands below
    would be mounted anew when the notice comes or goes, under the caret of somebody who writes.
    """
    with st.container():
        if here.record.call:
            _waiting(here)


@st.fragment(run_every=REFRESH)
@visit.looks_up
def _waiting(here: Here) -> None:
    try:
        call = product().service.journey.record(here.visit).call
    except NotFound:  # handed back in another tab: the whole screen goes
        call = None
    if call is None:
        st.rerun()
    with st.container(key="called"):
        st.html(f'<p role="status">{escape(here.say("called"))}</p>')
        if st.button(here.say("call_take_back"), key="call-take-back"):
            product().service.calls.take_back(here.visit, str(uuid4()))
            st.rerun()


def place() -> str:
    """Where this tablet is, as staff named it when they handed it over."""
    kept = st.context.cookies.get(cookies.PLACE)
    typed = unquote(kept) if isinstance(kept, str) else ""
    return "".join(sign for sign in typed if sign.isprintable())[:LONGEST_PLACE]


@st.fragment(run_every=REFRESH)
def queue(token: str, language: Language) -> None:
    """The open calls, the longest waiting first, each with "somebody is there"; nothing for who may not answer."""
    try:
        waiting = product().service.calls.waiting(token)
    except NotAllowed:
        return
    if not waiting:
        return
    with st.container(key="calls"):
        blocks.subheading(WORDS["calls_title"][language])
        for row in waiting:
            minutes = int((datetime.now(UTC) - (row.called_at or datetime.now(UTC))).total_seconds() // 60)
            where = row.call_place or WORDS["call_nowhere"][language]
            line = WORDS["call_line"][language].format(name=row.name, place=where, minutes=minutes)
            with st.container(horizontal=True, vertical_alignment="center"):
                st.html(f'<p role="status">{escape(line)}</p>')
                label = WORDS["call_answer"][language]
                st.button(label, key=f"answer-{row.record}", on_click=_answer, args=(token, row.record))


def _answer(token: str, record: str) -> None:
    try:
        product().service.calls.answer(token, record)
    except (NotAllowed, BadInput):
        return  # the run that follows shows what is true now
