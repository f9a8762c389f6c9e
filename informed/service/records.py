"""Records as the commands see them: loaded, folded, appended to, and projected into the staff list's index."""

from collections import OrderedDict
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from datetime import datetime
from threading import Lock
from typing import TypeVar

from informed import review
from informed.content import ContentPack, Severity
from informed.errors import NotFound, Raced
from informed.events import CLINIC, Actor, Exact, Header, StaffCalled
from informed.ports import Clock, IndexRow, Ledger, Packs, Work
from informed.record import Record, after

#: What a command decides: the payloads to append, in order. It may raise; then nothing is written.
Decide = Callable[[Record], Sequence[Exact]]

KEPT = 256
#: How often a command is decided before a lost race is an error.
TRIES = 10

T = TypeVar("T")


class Records:
    """Loads records through a small cache of folds: a read fetches only what is new since."""

    def __init__(self, ledger: Ledger, packs: Packs, clock: Clock):
        self._ledger = ledger
        self._packs = packs
        self._clock = clock
        self._folds: OrderedDict[str, Record] = OrderedDict()
        self._old_packs: dict[str, ContentPack] = {}
        self._lock = Lock()

    def now(self) -> datetime:
        return self._clock.now()

    def reading(self) -> AbstractContextManager[Work]:
        return self._ledger.reading()

    def write(self, command: Callable[[Work], T]) -> T:
        """Run a command in one transaction; when another process was first, decide it anew on what is there then."""
        for _ in range(TRIES - 1):
            try:
                with self._ledger.writing() as work:
                    return command(work)
            except Raced:
                continue
        with self._ledger.writing() as work:
            return command(work)

    def load(self, work: Work, id: str) -> Record:
        """The record of this id as committed; raises `NotFound`."""
        with self._lock:
            known = self._folds.get(id)
        try:
            new = work.events(id, after=len(known.events) if known else 0)
        except NotFound:  # erased, perhaps by another process
            self.forget(id)
            raise
        record = known.with_events(*new) if known and new else known or Record(new)
        self._keep(record)
        return record

    @property
    def several(self) -> bool:
        """Whether the clinic has more than one procedure."""
        return len(self._packs.offered()) > 1

    def pack(self, sha256: str) -> ContentPack:
        """The pack whose words a record shows, from its first use on kept with the records; raises `NotFound`."""
        if offered := next((pack for pack in self._packs.offered() if pack.sha256 == sha256), None):
            return offered
        if sha256 not in self._old_packs:
            with self._ledger.reading() as work:
                kept = work.kept_pack(sha256)
            if kept is None:
                raise NotFound(f"the content pack {sha256[:12]}… of this record is not kept here")
            self._old_packs[sha256] = kept
        return self._old_packs[sha256]

    def append(
        self, work: Work, record: Record | None, id: str, actor: Actor, tap: str | None, payloads: Sequence[Exact]
    ) -> Record:
        """The record with these payloads and its index row written; the caller's transaction makes it durable."""
        for payload in payloads:
            after(record.status if record else None, payload)
            header = Header(
                record=id,
                sequence=len(record.events) + 1 if record else 1,
                at=self._clock.now(),
                actor=actor,
                type=type(payload).__name__,
                tap=tap,
            )
            tap = None  # one tap, one first event: its id is unique in the ledger
            event = work.append(header, payload)
            record = record.with_events(event) if record else Record((event,))
        if record is None:
            raise NotFound("no such record")
        if payloads:
            work.index(self.row(record))
        return record

    def note(self, actor: Actor, payload: Exact) -> None:
        """Append to the chain of what happened to the ledger itself."""
        self.write(lambda work: self.note_in(work, actor, payload))

    def note_in(self, work: Work, actor: Actor, payload: Exact) -> None:
        """The same, in a transaction of the caller."""
        kind = type(payload).__name__
        sequence = work.length(CLINIC) + 1
        work.append(Header(record=CLINIC, sequence=sequence, at=self._clock.now(), actor=actor, type=kind), payload)

    def forget(self, id: str) -> None:
        """Drop a record from memory."""
        with self._lock:
            self._folds.pop(id, None)

    def row(self, record: Record) -> IndexRow:
        """What the staff list says of a record."""
        pack = self.pack(record.opened.pack.sha256)
        items = review.open_items(pack, record)
        severities = [item.flag.severity for item in items if item.flag]
        return IndexRow(
            record=record.id,
            opened_at=record.opened_at,
            changed_at=record.events[-1].at,
            status=record.status,
            document=record.document_status,
            held=record.hold is not None,
            name=record.patient.name,
            date_of_birth=record.patient.date_of_birth.isoformat(),
            record_number=record.patient.record_number or "",
            language=record.language,
            stops=severities.count(Severity.STOP),
            cautions=severities.count(Severity.CAUTION),
            unsure=sum(item.kind in ("unsure", "understanding", "blank") for item in items),
            questions=sum(item.kind in ("question", "words") for item in items),
            paper=record.paper is not None,
            called_at=call.at if (call := record.call) else None,
            read_at=record.read_at,
            call_place=call.payload.place if call and isinstance(call.payload, StaffCalled) else "",
        )

    def _keep(self, record: Record) -> None:
        with self._lock:
            self._folds[record.id] = record
            self._folds.move_to_end(record.id)
            while len(self._folds) > KEPT:
                self._folds.popitem(last=False)
