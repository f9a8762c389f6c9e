"""The addresses of all screens: what the shell serves Streamlit's page for; and of the link that sets an account up."""

from functools import cache
from urllib.parse import quote

from informed import walkthrough
from informed.bootstrap import product

#: Screens for signed-in staff only.
STAFF = ("staff", "record", "handover", "events", "accounts", "pin", "desk", "ready", "clinic")
#: Every part of the design in every state; shown in demonstration mode only.
STYLEGUIDE = "styleguide"


def extra() -> tuple[str, ...]:
    """Screens that are neither the staff's nor a step."""
    return (STYLEGUIDE,) if product().settings.mode == "demo" else ()


def addresses() -> frozenset[str]:
    """Every screen's path, without slashes; the welcome screen is the empty one."""
    return _always().union(extra())


@cache
def _always() -> frozenset[str]:
    steps = (step.name for step in walkthrough.every_step() if step.kind != "welcome")
    return frozenset({"", *STAFF, walkthrough.STOP.name, *steps})


def set_up_path(code: str) -> str:
    """Where a person chooses a password by a one-time code."""
    return f"/set-up?code={quote(code)}"
