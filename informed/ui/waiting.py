"""The patient's screen while the ledger is away: it says so, and goes on by itself."""

from contextlib import suppress

import streamlit as st
from streamlit.errors import StreamlitDuplicateElementKey

from informed.errors import KeyFault, LedgerError, Tampered
from informed.ui import blocks, components, visit
from informed.ui.words import WORDS
from informed.web.refused_words import REFUSED

#: How often it is tried again.
AGAIN = "3s"
_DRAWN = "waiting-drawn"


def screen(fault: LedgerError, *, held: bool) -> None:
    """One heading, one sentence, and the same place as soon as it can be shown; `held`: whether the browser holds a visit.

    What does not pass by waiting is not waited for: a member of staff is.
    """
    language = visit.last_spoken()
    title = REFUSED[language]["waiting"]
    with suppress(StreamlitDuplicateElementKey):  # the screen that failed may have said what it is
        components.page(language, visit=held, title=title)
    blocks.heading(title)
    lasts = isinstance(fault, Tampered | KeyFault)
    blocks.notice(WORDS["trouble" if lasts else "trouble_waits"][language], role="alert")
    if lasts:
        return
    st.session_state[_DRAWN] = True
    _try_again()


@st.fragment(run_every=AGAIN)
def _try_again() -> None:
    """Run the whole screen anew, but not already when this one is drawn."""
    if not st.session_state.pop(_DRAWN, False):
        st.rerun()
