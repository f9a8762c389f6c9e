"""The screens of the journey: which script draws which step, and the one way to move between them.

Scripts are named by absolute path, because a relative one does not hold in an installed wheel; one script may draw several steps.
"""

from typing import NoReturn

import streamlit as st
from streamlit.navigation.page import Page

from informed import walkthrough
from informed.paths import PAGES
from informed.walkthrough import Step
from informed.web import screens

_SCRIPTS = {"question": "question", "about_you": "about_you"}


def pages() -> dict[str, Page]:
    """All screens by step name, for `st.navigation`; the welcome screen is the default one."""
    found = {step.name: _page(step) for step in (*walkthrough.every_step(), walkthrough.STOP)}
    for name in screens.STAFF:
        found[name] = st.Page(PAGES / "staff" / f"{name}.py", title="…", url_path=name)
    for name in screens.extra():
        found[name] = st.Page(PAGES / "patient" / f"{name}.py", title="…", url_path=name)
    return found


def go(name: str) -> NoReturn:
    """Show another step."""
    st.switch_page(pages()[name])


def _page(step: Step) -> Page:
    script = _SCRIPTS.get(step.kind, step.name)
    return st.Page(PAGES / "patient" / f"{script}.py", title="…", url_path=step.name, default=step.name == "welcome")
