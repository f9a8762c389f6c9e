"""The whole ledger in one pass."""

from collections.abc import Callable, Container, Iterable
from datetime import datetime
from itertools import groupby
from operator import attrgetter
from typing import Any

from informed.audit.chain import TOLERANCE, Chain
from informed.audit.contents import Contents
from informed.audit.findings import Findings, Kind, Report
from informed.audit.heads import Heads
from informed.audit.listed import Listed
from informed.audit.rows import RawEvent, RawIndex
from informed.checkpoint import Checkpoint
from informed.errors import CheckpointForged, LedgerError
from informed.events import Event


def check(
    rows: Iterable[RawEvent],
    index: Iterable[RawIndex],
    checkpoint: Checkpoint | CheckpointForged | None,
    *,
    open_event: Callable[[RawEvent], Event],
    erased: Container[str],
    fold: Callable[[tuple[Event, ...]], Any],
    now: datetime,
    deep: bool = False,
) -> Report:
    """Check every chain, and with `deep` what stands in it; memory is bounded by the largest record.

    `rows` come by record (in the order of code points; PostgreSQL: collation "C") and sequence, `index` by record; another
    order raises `LedgerError`. `open_event` raises `NotFound` for a record without a key, `Tampered` or `KeyFault` for bytes
    that do not open. `fold` gives the index row that a record should have, a dataclass.
    """
    whole = checkpoint if isinstance(checkpoint, Checkpoint) else None
    walk = _Walk(whole, index, open_event if deep else None, erased, fold)
    if isinstance(checkpoint, CheckpointForged):
        walk.found.tell(Kind.FORGED_CHECKPOINT, None, None, f"A checkpoint is not to be relied on: {checkpoint}.")
    for record, stored in groupby(rows, key=attrgetter("record")):
        walk.take(record, stored)
    walk.end(now, checkpoint)
    return Report(
        findings=walk.found.told,
        untold=walk.found.untold,
        records=walk.records,
        events=walk.events,
        checkpoint_number=whole.number if whole else None,
        checkpoint_at=whole.at if whole else None,
    )


class _Walk:
    """A check that goes on, record by record."""

    def __init__(
        self,
        checkpoint: Checkpoint | None,
        index: Iterable[RawIndex],
        open_event: Callable[[RawEvent], Event] | None,
        erased: Container[str],
        fold: Callable[[tuple[Event, ...]], Any],
    ):
        self.found = Findings()
        self.records = self.events = 0
        self._heads = Heads(checkpoint, self.found)
        self._listed = Listed(index, fold, self.found)
        self._open_event = open_event
        self._erased = erased
        self._record: str | None = None  # the one before
        self._latest: tuple[datetime, str] | None = None  # the latest time in the ledger, and in which record
        self._written = 0  # the number of the last checkpoint that the ledger tells of

    def take(self, record: str, rows: Iterable[RawEvent]) -> None:
        """All rows of the next record."""
        if not isinstance(record, str):
            self.found.tell(Kind.CHANGED_BYTE, None, None, "An event has a record id that is no text.")
            return
        if self._record is not None and record <= self._record:
            raise LedgerError(f"the check needs records in the order of their code points: {record} came too late")
        self._record = record
        chain = Chain(record, self.found, self._heads.mark(record))
        events = self._follow(chain, rows)
        chain.end()
        self._heads.compare(chain)
        self._listed.compare(record, record in self._erased, events)
        self.records += 1
        self.events += chain.rows
        self._latest = max(self._latest or (chain.latest, record), (chain.latest, record))

    def end(self, now: datetime, checkpoint: Checkpoint | CheckpointForged | None) -> None:
        """What only shows when all records were seen."""
        self._heads.end()
        self._listed.pass_over(None)
        if self._latest and self._latest[0] > now + TOLERANCE:
            sentence = f"Record {self._latest[1]} has an event from a time still to come. The clock was set back."
            self.found.tell(Kind.CLOCK_SET_BACK, self._latest[1], None, sentence)
        if isinstance(checkpoint, Checkpoint) and checkpoint.at > now + TOLERANCE:
            sentence = "The checkpoint is from a time still to come. The clock was set back."
            self.found.tell(Kind.CLOCK_SET_BACK, None, None, sentence)
        at_hand = checkpoint.number if isinstance(checkpoint, Checkpoint) else 0
        if self._written > at_hand and not isinstance(checkpoint, CheckpointForged):
            sentence = (
                f"The ledger tells of checkpoint {self._written}, and the last one at hand is {at_hand or 'none'}."
            )
            self.found.tell(Kind.MISSING_CHECKPOINT, None, None, sentence)

    def _follow(self, chain: Chain, rows: Iterable[RawEvent]) -> tuple[Event, ...]:
        """Check a chain; its events when they were opened and make a record."""
        if self._open_event is None:
            chain.follow(rows)
            return ()
        contents = Contents(chain.record, chain.record in self._erased, self._open_event, self.found)
        chain.follow(rows, contents.take)
        self._written = max(self._written, contents.checkpoint)
        return contents.events()
