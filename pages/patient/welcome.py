"""The first screen: language, what this is and is not, and who the patient is."""

import streamlit as st

from informed.ui import blocks, components, handover, screen, visit, welcome
from informed.ui.words import WORDS

language = visit.language()
handover.stay_locked(language)
title = WORDS["welcome_title"][language]
components.page(
    language,
    visit=False,
    title=f"{WORDS['error'][language]}: {title}" if welcome.wrong() else title,
    focus="#summary" if welcome.wrong() else None,
    serial=screen.serial(),
)
with st.container(key="bar", horizontal=True, horizontal_alignment="right"):
    words, other = WORDS["other_language"][language], screen.other(language)
    st.button(words, key="other-language", on_click=visit.choose_language, args=(other,), type="tertiary")
blocks.switches(language, open=True)
welcome.say_problem(language)
welcome.introduce(language)
welcome.ask(language)
handover.have_code(language)
