"""Check your answers: every one of them, each with a way back to its screen."""

import streamlit as st

from informed.ui import blocks, components, journey, summary, visit
from informed.ui.screen import focus_next, open_screen

here = open_screen("check")
blocks.heading(here.say("check_title"))
blocks.lead(here.say("check_lead"))
chosen = components.answers(
    "answers",
    {"lang": here.language, "words": {"change": here.say("change")}, "groups": summary.groups(here, changeable=True)},
)
if chosen.change:
    focus_next(f"#{chosen.change['id']}-text")
    journey.go(chosen.change["step"])
if st.button(here.say("next"), key="continue", type="primary"):
    visit.go_on(here)
