"""The addresses of all screens: what the shell serves Streamlit's page for; and of the link that sets an account up."""

from urllib.parse import quote

from informed import walkthrough
from informed.bootstrap import product

#: Screens for signed-in staff only.
STAFF = ("staff", "record", "handover", "events", "accounts", "pin", "desk", "ready", "clinic")


def addresses() -> frozenset[str]:
    """Every screen's path, without slashes; the welcome screen is the empty one."""
    steps = walkthrough.steps(product().service.packs.current())
    return frozenset({"", *STAFF, walkthrough.STOP.name, *(step.name for step in steps if step.kind != "welcome")})


def set_up_path(code: str) -> str:
    """Where a person chooses a password by a one-time code."""
    return f"/set-up?code={quote(code)}"
