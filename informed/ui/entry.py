"""The entry script: every run of every screen passes here first, and no screen is shown to a visitor who may not see it."""

import streamlit as st

from informed import walkthrough
from informed.errors import LedgerError, Paused
from informed.ui import blocks, components, journey, visit
from informed.ui.words import WORDS
from informed.web import screens

pages = journey.pages()
page = st.navigation(list(pages.values()), position="hidden")
step = next(name for name, known in pages.items() if known.url_path == page.url_path)
st.session_state["step"] = step
try:
    if step == "welcome" and (found := visit.held()):
        journey.go(walkthrough.open_step(visit.commands().pack(found[1]), found[1]).name)
    if step not in (*screens.STAFF, *screens.extra(), "welcome"):
        visit.here(step)
except Paused:
    components.page(visit.language(), visit=True, paused=True)
    st.stop()
except LedgerError:
    blocks.notice(WORDS["trouble"][visit.language_in_trouble()])
    st.stop()
try:
    page.run()
except Paused:  # since this run began
    st.rerun()
except LedgerError:
    blocks.notice(WORDS["trouble"][visit.language_in_trouble()])
