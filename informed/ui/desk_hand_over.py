"""Handing the tablet to the patient: the visit opens in this browser, and the session of staff ends."""

import streamlit as st

from informed import walkthrough
from informed.bootstrap import product
from informed.content import Language
from informed.errors import NotAllowed
from informed.record import Record
from informed.ui import blocks, components, journey, visit
from informed.ui.desk_plan import commands
from informed.ui.words import WORDS

_HANDING = "ready-handing"


def hand_over(token: str, record: Record, language: Language) -> None:
    """Hand this tablet to the patient: the browser gets the visit's cookie, and the session of staff ends."""
    blocks.paragraph(WORDS["ready_hand_help"][language])
    st.button(WORDS["ready_hand"][language], key="ready-hand", type="primary", on_click=_hand, args=(token, record.id))
    if not (handing := st.session_state.get(_HANDING)):
        return
    blocks.notice(WORDS["ready_handing"][language])
    held, ticket = handing
    if (done := components.ticket(ticket)) is None:
        return
    del st.session_state[_HANDING]
    if not done:
        blocks.notice(WORDS["ready_failed"][language])
        return
    product().service.staff.sign_out(token)
    st.session_state.clear()
    visit.hold(held)
    journey.go(walkthrough.open_step(visit.commands().pack(record), record).name)


def _hand(token: str, record: str) -> None:
    """A press that is broken off by the next run still counts: the ticket waits in the session."""
    try:
        st.session_state[_HANDING] = commands().hand_over(token, record)
    except NotAllowed:
        st.session_state.pop(_HANDING, None)  # since the page was drawn: it now says so
