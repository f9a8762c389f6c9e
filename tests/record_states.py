"""Draws the statuses of a record from the table of transitions: `python -m tests.record_states` writes
docs/record-states.md.
"""

from pathlib import Path

from informed.record import TRANSITIONS, Status

FILE = Path(__file__).parent.parent / "docs" / "record-states.md"

_HEAD = """# The statuses of a record

Made from `TRANSITIONS` in `informed/record.py` by `python -m tests.record_states`; a test holds them equal.
An event that is not here cannot happen in that status: the command raises an error and writes nothing.

"""


def page() -> str:
    """The whole page: a state diagram of what changes the status, and a list of what may happen within one."""
    changes = [(before, event.__name__, after) for (before, event), after in TRANSITIONS.items() if before != after]
    arrows = [f"    {before or '[*]'} --> {after}: {event}" for before, event, after in changes]
    lines = [
        "```mermaid",
        "stateDiagram-v2",
        *arrows,
        "```",
        "",
        "| status | events that leave it as it is |",
        "|---|---|",
    ]
    for status in Status:
        kept = sorted(event.__name__ for (before, event), after in TRANSITIONS.items() if before == after == status)
        lines.append(f"| `{status}` | {', '.join(kept)} |")
    return _HEAD + "\n".join(lines) + "\n"


if __name__ == "__main__":
    FILE.write_text(page(), "utf-8")
