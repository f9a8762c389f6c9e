"""The entry script: every run of every screen passes here first, and no screen is shown to a visitor who may not see it."""

import streamlit as st

from informed import walkthrough
from informed.errors import LedgerError, Paused
from informed.ui import blocks, components, journey, visit, waiting
from informed.ui.words import WORDS
from informed.web import screens

pages = journey.pages()
page = st.navigation(list(pages.values()), position="hidden")
step = next(name for name, known in pages.items() if known.url_path == page.url_path)
st.session_state["step"] = step
blocks.begin()
for_patients = step not in (*screens.STAFF, *screens.extra())
try:
    if step == "welcome" and (found := visit.held()):
        journey.go(walkthrough.open_step(visit.commands().pack(found[1]), found[1]).name)
    if for_patients and step != "welcome":
        visit.here(step)
except Paused:
    components.page(visit.last_spoken(), visit=True, paused=True)
    st.stop()
except LedgerError as fault:  # a browser that holds no visit asks nothing of the ledger
    waiting.screen(fault, held=True)
    st.stop()
try:
    page.run()
except Paused:  # since this run began
    st.rerun()
except LedgerError as fault:
    if for_patients and not blocks.headed():
        waiting.screen(fault, held=step != "welcome")
    else:  # what was pressed can be pressed again
        blocks.notice(WORDS["trouble"][visit.last_spoken()], role="alert")
