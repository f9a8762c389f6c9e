"""The blank app that ours is compared with, under the same tuned settings: five pages, a tick each, nothing saved."""

import streamlit as st

from informed.web import hosting

hosting.tune()
app = st.App("entry/screens.py")
