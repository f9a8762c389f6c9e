"""What stands inside the events of one record, when they are opened."""

from collections.abc import Callable

from informed.audit.findings import Findings, Kind
from informed.audit.rows import RawEvent
from informed.errors import KeyFault, NotFound, Tampered
from informed.events import CLINIC, CheckpointWritten, Event


class Contents:
    """The events of one record, opened one after the other; those of an erased one only to see that nothing opens them."""

    def __init__(self, record: str, erased: bool, open_event: Callable[[RawEvent], Event], found: Findings):
        self._record = record
        self._erased = erased
        self._open_event = open_event
        self._found = found
        self._keyless = False
        self._events: list[Event] = []
        self._whole = not erased and record != CLINIC
        #: The number of the last checkpoint that the chain `clinic` tells of.
        self.checkpoint = 0

    def take(self, row: RawEvent, sound: bool) -> None:
        """The next event; one that is not sound is not opened."""
        event = self._opened(row) if sound and not self._keyless else None
        if event is None:
            self._whole = False
        elif isinstance(event.payload, CheckpointWritten):
            self.checkpoint = max(self.checkpoint, event.payload.number)
        if self._whole and event:
            self._events.append(event)

    def events(self) -> tuple[Event, ...]:
        """All events; none when there is nothing to fold: one was not opened, or the chain is the clinic's."""
        return tuple(self._events) if self._whole else ()

    def _opened(self, row: RawEvent) -> Event | None:
        try:
            event = self._open_event(row)
        except NotFound:
            self._keyless = True
            if not self._erased:
                self._tell(Kind.MISSING_KEY, None, "has no key any more, and is not among the erased ones")
            return None
        except (Tampered, KeyFault) as error:
            if not self._erased:
                self._tell(Kind.UNREADABLE, row.sequence, f"has an event that does not open: {error}")
                return None
        else:
            if not self._erased:
                return event
        self._keyless = True  # once is enough
        self._tell(Kind.KEY_NOT_ERASED, None, "was erased, and its key is still there")
        return None

    def _tell(self, kind: Kind, sequence: int | None, what: str) -> None:
        self._found.tell(kind, self._record, sequence, f"Record {self._record} {what}.")
