"""Two sources in step: both come by record id, in the order of code points, so that neither has to be held in memory."""

from collections.abc import Iterable, Iterator
from typing import Generic, Protocol, TypeVar


class OfRecord(Protocol):
    """Something that says which record it is about."""

    @property
    def record(self) -> str: ...


T = TypeVar("T", bound=OfRecord)


class Beside(Generic[T]):
    """What another source says of the records of the ledger: at most one item for each."""

    def __init__(self, items: Iterable[T]):
        self._items = iter(items)
        self._item = next(self._items, None)

    def before(self, record: str | None) -> Iterator[T]:
        """The items of records that were passed over; all that are left when there is no further record."""
        while self._item is not None and (record is None or self._item.record < record):
            yield self._item
            self._item = next(self._items, None)

    def of(self, record: str) -> T | None:
        """The item of this record."""
        found = self._item
        if found is None or found.record != record:
            return None
        self._item = next(self._items, None)
        return found
