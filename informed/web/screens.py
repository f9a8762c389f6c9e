"""The addresses of all screens: what the shell serves Streamlit's page for; and of the link that sets an account up."""

from functools import cache
from urllib.parse import quote

from informed import walkthrough

#: Screens for signed-in staff only.
STAFF = ("staff", "record", "handover", "events", "accounts", "pin", "desk", "ready", "clinic")


@cache
def addresses() -> frozenset[str]:
    """Every screen's path, without slashes; the welcome screen is the empty one."""
    steps = (step.name for step in walkthrough.every_step() if step.kind != "welcome")
    return frozenset({"", *STAFF, walkthrough.STOP.name, *steps})


def set_up_path(code: str) -> str:
    """Where a person chooses a password by a one-time code."""
    return f"/set-up?code={quote(code)}"
