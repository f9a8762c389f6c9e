"""What is planned, for the patient to read: the product's passport, and that one may ask about what is missing."""

import streamlit as st

from informed.plan import TOLD
from informed.ui import blocks, desk_plan, welcome
from informed.ui.visit import Here
from informed.ui.words import WORDS


def show(here: Here) -> None:
    """The passport; where staff entered nothing at all, one sentence. For whom the desk began: the privacy notice too."""
    blocks.subheading(here.say("passport_title"))
    plan = here.record.plan
    if plan.empty:
        blocks.notice(here.say("passport_none"))
    else:
        blocks.paragraph(here.say("passport_lead"))
        st.html(desk_plan.passport(plan, TOLD, here.language, here.say("not_provided")))
    if here.record.events[0].header.actor.kind == "account":
        with st.expander(WORDS["privacy"][here.language]):
            st.text(welcome.privacy(here.language))
