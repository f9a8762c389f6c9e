"""The staff list of a transaction, and finding a person in it."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import Protocol

from informed.audit import RawIndex
from informed.patient import SearchTerm
from informed.ports.rows import IndexRow


class People(Protocol):
    """The index of records: a projection of their events."""

    def raw_index(self) -> Iterator[RawIndex]:
        """Every row of the index, by record."""
        ...

    def index(self, row: IndexRow) -> None: ...

    def indexed(
        self,
        before: tuple[datetime, str] | None,
        limit: int,
        terms: Iterable[SearchTerm] = (),
        status: str = "",
        since: datetime | None = None,
    ) -> Sequence[IndexRow]:
        """The newest rows, or those opened before a (time, record id); only those that all search terms find, of one status,
        opened at a time or later.
        """
        ...

    def calling(self, limit: int) -> Sequence[IndexRow]:
        """The records whose patient calls a member of staff, the longest waiting first."""
        ...

    def starting_with(self, start: str) -> Sequence[str]:
        """The ids of records that start so, two at most."""
        ...

    def last_changed(self) -> datetime | None:
        """When a record of the index changed last."""
        ...

    def waiting(self) -> Sequence[str]:
        """The records whose document is not sealed yet."""
        ...
