"""The staff's list of records, newest first; each closed record's document opens from here."""

import streamlit as st

from informed.ui import blocks, components, staff
from informed.ui.words import WORDS

account, token = staff.require()
language = staff.language()
components.page(language, visit=False, title=WORDS["staff_title"][language], focus=None, serial=0)
with st.container(key="bar", horizontal=True, horizontal_alignment="distribute"):
    blocks.caption(WORDS["staff_who"][language].format(name=account.name))
    st.button(WORDS["sign_out"][language], key="sign-out", type="tertiary")  # the shell script posts to /sign-out
blocks.banners(language, draft=False)
blocks.heading(WORDS["staff_title"][language])
before = st.session_state.get("before")
rows = staff.rows(token, before)
if rows:
    staff.table(rows, language)
else:
    blocks.notice(WORDS["staff_none"][language])
st.button(WORDS["staff_refresh"][language], key="refresh")
if before and st.button(WORDS["staff_newest"][language], key="newest"):
    del st.session_state["before"]
    st.rerun()
if (older := staff.older(rows)) and st.button(WORDS["staff_older"][language], key="older"):
    st.session_state["before"] = older
    st.rerun()
