"""The patient's screen while the ledger is away: it says so, and goes on by itself."""

from contextlib import suppress

import streamlit as st
from streamlit.errors import StreamlitDuplicateElementKey

from informed.ui import blocks, components, visit
from informed.ui.words import WORDS

#: How often it is tried again.
AGAIN = "3s"
_DRAWN = "waiting-drawn"


def screen(*, held: bool) -> None:
    """One heading, one sentence, and the same place as soon as it can be shown; `held`: whether the browser holds a visit."""
    language = visit.language_in_trouble()
    title = WORDS["trouble_title"][language]
    with suppress(StreamlitDuplicateElementKey):  # the screen that failed may have said what it is
        components.page(language, visit=held, title=title)
    blocks.heading(title)
    blocks.notice(WORDS["trouble_waits"][language], role="alert")
    st.session_state[_DRAWN] = True
    _try_again()


@st.fragment(run_every=AGAIN)
def _try_again() -> None:
    """Run the whole screen anew, but not already when this one is drawn."""
    if not st.session_state.pop(_DRAWN, False):
        st.rerun()
