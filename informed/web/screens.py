"""The addresses of all screens: what the shell serves Streamlit's page for."""

from informed import walkthrough
from informed.bootstrap import product

#: Screens for signed-in staff only.
STAFF = ("staff", "record", "verify", "events")


def addresses() -> frozenset[str]:
    """Every screen's path, without slashes; the welcome screen is the empty one."""
    steps = walkthrough.steps(product().service.packs.current())
    return frozenset({"", *STAFF, walkthrough.STOP.name, *(step.name for step in steps if step.kind != "welcome")})
