"""Which browser holds which record."""

from typing import Protocol

from informed.ports.rows import Visit


class Visits(Protocol):
    """The visits of a transaction."""

    def add_visit(self, visit: Visit, ticket: str) -> None: ...

    def redeem(self, ticket: str, cookie: str) -> bool:
        """Exchange a ticket for a cookie, once; both are fingerprints."""
        ...

    def visit(self, *, id: str | None = None, cookie: str | None = None) -> Visit | None: ...

    def end_visits(self, record: str) -> None: ...
