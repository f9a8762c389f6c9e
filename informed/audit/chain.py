"""The chain of one record, row by row, in constant memory.

A sound row costs little more than its hash; only one that is not is looked at closely.
"""

from collections.abc import Callable, Iterable
from datetime import UTC, datetime, timedelta
from typing import Any

import rfc8785
from pydantic_core import from_json

from informed.audit.findings import Findings, Kind
from informed.audit.order import Order
from informed.audit.rows import RawEvent
from informed.events import FIRST_HASH, link

#: A time server corrects a clock by less than this.
TOLERANCE = timedelta(seconds=2)
_AT = b'"at":"'
_LONG_AGO = datetime.min.replace(tzinfo=UTC)


class Chain:
    """What the rows of one record say. `mark`: the sequence at which the checkpoint saw the chain end, 0 for none."""

    def __init__(self, record: str, found: Findings, mark: int = 0):
        self.record = record
        self.rows = 0
        #: The hash of the row at the mark, when that row is sound.
        self.marked: bytes | None = None
        self._found = found
        self._mark = mark
        self._order = Order()
        self._top = 0
        self._next = 1
        self._previous = self._computed = FIRST_HASH  # of the row before: its hash as stored, and as it should be
        self._displaced = False  # whether the row before belongs elsewhere
        self._at = self._latest = _LONG_AGO

    def follow(self, rows: Iterable[RawEvent], each: Callable[[RawEvent, bool], None] | None = None) -> None:
        """Check all rows; `each` is told of every row whether it is sound. What is wrong is told now or at `end`."""
        for count, row in enumerate(rows, 1):
            self.rows = count
            record, sequence, tap, header, payload, hash = row
            try:
                # An envelope is canonical JSON, so that these bytes are what it must say; one with an escape is parsed.
                its_tap = "null" if tap is None else f'"{tap}"'
                before, _, said = header.partition(b',"record":"')
                at = datetime.fromisoformat(before[before.rindex(_AT) + len(_AT) : -1].decode())
                sound = (
                    link(self._previous, header, payload) == hash
                    and sequence == self._next
                    and said.startswith(f'{record}","sequence":{sequence},"tap":{its_tap},"type":"'.encode())
                    and at >= self._at
                )
            except (ValueError, TypeError, AttributeError):
                sound = False
            if sound:
                self._at, self._next, self._displaced = at, sequence + 1, False
                self._previous = self._computed = hash
            else:
                sound = self._look_closely(row)
            if sequence == self._mark and sound:
                self.marked = hash
            if each:
                each(row, sound)

    def end(self) -> None:
        """Tell what only shows when all rows have been seen."""
        top = self.top
        for first, last in self._order.missing(top):
            which = f"event {first}" if first == last else f"events {first} to {last}"
            self._tell(Kind.REMOVED_EVENT, first, f"Record {self.record} lacks {which}, and later ones are there.")
        if wrong := self._order.reordered(top):
            place, claim = wrong
            sentence = f"Events of record {self.record} are not in their order: at place {place} stands event {claim}."
            self._tell(Kind.REORDERED_EVENTS, place, sentence)

    @property
    def top(self) -> int:
        """The highest number of an event that is there, wherever it stands."""
        return max(self._top, self._order.top(), 0 if self._displaced else self._next - 1)

    @property
    def latest(self) -> datetime:
        """The latest time of a sound row."""
        return max(self._latest, self._at)

    def _look_closely(self, row: RawEvent) -> bool:
        """Whether a row is sound after all, though perhaps of an earlier time; else tell what is wrong with it."""
        place, said, computed = row.sequence, _envelope(row.header), _linked(self._previous, row)
        if not isinstance(place, int):
            self._tell(Kind.CHANGED_BYTE, None, f"An event of record {self.record} has a sequence that is no number.")
            return False
        fits = computed is not None and row.hash in (computed, _linked(self._computed, row))
        same = said is not None and (said["record"], said["sequence"], said["tap"]) == (row.record, place, row.tap)
        self._top = self.top
        if place > self._next:
            self._order.gap(self._next, place - 1)
        sound = said is not None and same and fits and place == self._next
        if said and sound:
            self._look_at_clock(place, datetime.fromisoformat(said["at"]))
            self._displaced = False
        else:
            self._displaced = self._name(row, said, fits, fits or place > self._next or self._displaced)
        self._previous, self._computed = row.hash, computed or FIRST_HASH
        self._next = place + 1
        return sound

    def _name(self, row: RawEvent, said: dict[str, Any] | None, fits: bool, follows: bool) -> bool:
        """Tell what is wrong with a row; True when it belongs elsewhere.

        `fits`: its hash is right; `follows`: it is, or cannot be judged after what was found before it.
        """
        which = f"event {row.sequence} of record {self.record}"
        if said is None and fits:
            self._tell(Kind.UNREADABLE, row.sequence, f"The envelope of {which} is not one that this program knows.")
        elif said is None:
            self._tell(Kind.CHANGED_BYTE, row.sequence, f"The stored bytes of {which} were changed.")
        elif (said["record"], said["sequence"]) != (row.record, row.sequence) and not self._changed_in_place(row, said):
            if said["record"] == row.record:
                self._order.displaced(row.sequence, said["sequence"])
            else:
                sentence = f"At the place of {which} stands event {said['sequence']} of record {said['record']}."
                self._tell(Kind.MOVED_EVENT, row.sequence, sentence)
            return True
        elif not follows:
            sentence = f"The stored bytes of {which}, or the hash of the event before it, were changed."
            self._tell(Kind.CHANGED_BYTE, row.sequence, sentence)
        elif (said["record"], said["sequence"], said["tap"]) != (row.record, row.sequence, row.tap):
            self._tell(Kind.CHANGED_BYTE, row.sequence, f"What stands beside the envelope of {which} was changed.")
        return False

    def _changed_in_place(self, row: RawEvent, said: dict[str, Any]) -> bool:
        """Whether the chain holds with the row's own place in the envelope: then bytes were changed and nothing moved."""
        try:
            header = rfc8785.dumps({**said, "record": row.record, "sequence": row.sequence, "tap": row.tap})
        except rfc8785.CanonicalizationError:
            return False
        return _linked(self._previous, row._replace(header=header)) == row.hash

    def _look_at_clock(self, sequence: int, at: datetime) -> None:
        """Take the time of the next row, and tell if it is earlier than that of the row before."""
        self._latest = self.latest
        if (back := self._at - at) > TOLERANCE:
            seconds = round(back.total_seconds())
            sentence = f"Event {sequence} of record {self.record} is {seconds} s earlier than the one before it."
            self._tell(Kind.CLOCK_SET_BACK, sequence, f"{sentence} The clock was set back.")
        self._at = at

    def _tell(self, kind: Kind, sequence: int | None, sentence: str) -> None:
        self._found.tell(kind, self.record, sequence, sentence)


def _linked(previous: bytes, row: RawEvent) -> bytes | None:
    """The hash that a row should have after another; None when its parts are no bytes."""
    try:
        return link(previous, row.header, row.payload)
    except TypeError:
        return None


def _envelope(header: bytes) -> dict[str, Any] | None:
    """The fields of an envelope, as far as the chain needs them; None when they are not all there."""
    try:
        said = from_json(header)
        known = isinstance(said["record"], str) and type(said["sequence"]) is int and "tap" in said
        return said if known and datetime.fromisoformat(said["at"]).tzinfo else None
    except (ValueError, TypeError, KeyError):
        return None
