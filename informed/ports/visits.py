"""Which browser holds which record."""

from datetime import datetime
from typing import Protocol

from informed.ports.rows import Visit


class Visits(Protocol):
    """The visits of a transaction."""

    def add_visit(self, visit: Visit, ticket: str) -> None: ...

    def redeem(self, ticket: str, cookie: str) -> bool:
        """Exchange a ticket for a cookie, once; both are fingerprints."""
        ...

    def visit(self, *, id: str | None = None, cookie: str | None = None) -> Visit | None: ...

    def hear_visit(self, id: str, now: datetime) -> None:
        """The patient was heard of now."""
        ...

    def pause_visit(self, id: str, since: datetime) -> None: ...

    def resume_visit(self, id: str, now: datetime) -> None:
        """It rests no longer, and the patient was heard of now."""
        ...

    def end_visits(self, record: str) -> None: ...
