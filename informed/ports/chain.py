"""The events of a transaction."""

from collections.abc import Iterator
from typing import Protocol

from informed.audit import RawEvent
from informed.checkpoint import Head
from informed.events import Event, Exact, Header


class Chain(Protocol):
    """The events: read, appended, and as they are stored."""

    def events(self, record: str, after: int = 0) -> tuple[Event, ...]:
        """The events of a record with a sequence number above `after`; raises `NotFound` for no record or an erased one."""
        ...

    def opening(self, record: str) -> Event:
        """The first event of a record; raises `NotFound`."""
        ...

    def record_of(self, tap: str) -> str | None:
        """The record in which a tap made an event."""
        ...

    def append(self, header: Header, payload: Exact) -> Event: ...

    def length(self, record: str) -> int:
        """How many events a record has."""
        ...

    def raw_events(self) -> Iterator[RawEvent]:
        """Every event as stored, by record and sequence."""
        ...

    def open_event(self, raw: RawEvent) -> Event:
        """An event from its stored bytes; raises `NotFound` without a key, else `Tampered`."""
        ...

    def heads(self) -> Iterator[Head]:
        """The end of each chain."""
        ...

    def hash_at(self, record: str, sequence: int) -> bytes | None:
        """The hash of an event."""
        ...
