"""The end of the patient's part: what happens next, the patient's copy, and handing the tablet back."""

from uuid import uuid4

import streamlit as st

from informed.bootstrap import product
from informed.record import Status
from informed.ui import blocks, components, journey, summary, visit
from informed.ui.visit import Here
from informed.walkthrough import open_step


def tell(here: Here) -> None:
    """What was decided and what comes next; after "more time" the way on stays open."""
    status = here.record.status
    blocks.panel(here.say(f"done_{status}"), here.say("done_number", id=here.record.short_id))
    blocks.lead(here.say(f"next_{status}"))
    if hotline := product().service.clinic().hotline:
        blocks.paragraph(here.say("hotline", hotline=hotline))
    if status == Status.DEFERRED and st.button(here.say("go_on"), key="go-on"):
        record = visit.commands().go_on(here.visit, str(uuid4()))
        journey.go(open_step(here.pack, record).name)


def hand_back(here: Here) -> None:
    """The shell script posts to /visit/end when this button is pressed."""
    blocks.subheading(here.say("hand_back_title"))
    blocks.paragraph(here.say("hand_back_help"))
    st.button(here.say("hand_back"), key="hand-back", type="primary")


def copy(here: Here) -> None:
    """The patient's copy: on the screen, and as a file on a tablet of their own."""
    blocks.subheading(here.say("copy_title"))
    if product().settings.tablet_is_shared:
        blocks.paragraph(here.say("copy_read"))
    else:
        st.html(f'<a class="button" href="/documents/{here.record.id}.pdf" download>{here.say("copy_download")}</a>')
    shown = {
        "lang": here.language,
        "words": {"change": here.say("change")},
        "groups": summary.groups(here, changeable=False),
    }
    components.answers("copy", shown)
