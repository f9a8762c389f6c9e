"""Keeping the ledger: checkpoints outside the database, the check of everything, erasure, holds, and what is past its time."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from threading import Event as Signal

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from informed import audit, checkpoint
from informed import events as e
from informed.checkpoint import Checkpoint
from informed.errors import BadInput, CheckpointForged, InformedError, NotAllowed, NotFound, Tampered
from informed.patient import words
from informed.ports import Clock, IndexRow, Ledger, Outside, Work
from informed.record import Record
from informed.service.records import Records
from informed.service.rights import Gate

#: How old the newest checkpoint may become.
DAILY = timedelta(days=1)
#: A checkpoint reads the end of every chain: after one the server rests so many times as long as it took, an hour at most.
#: Ten thousand records take a fraction of a second; documents that are sealed meanwhile are in the next one, together.
RESTS, LONGEST_REST = 50, timedelta(hours=1)
AFTER_FAILURE = timedelta(minutes=1)
MAX_REASON = 500


@dataclass(frozen=True)
class PastItsTime:
    """A record that was not changed for longer than the clinic keeps records."""

    row: IndexRow
    since: timedelta


class Custody:
    """What administrators and auditors do with the ledger, and what it does by itself."""

    def __init__(self, records: Records, ledger: Ledger, clock: Clock, gate: Gate, outside: Outside, wanted: Signal):
        self._records = records
        self._ledger = ledger
        self._clock = clock
        self._gate = gate
        self._outside = outside
        #: Set when a checkpoint is wanted before the day is over: a document was sealed.
        self._wanted = wanted
        #: When this process ended its last try at a checkpoint, and how long it rests from it.
        self._ended: datetime | None = None
        self._rest = timedelta()
        #: Number and time of the newest checkpoint, as far as this process knows.
        self._seen: tuple[int, datetime | None] = (0, None)

    # --- checkpoints

    def checkpoint(self) -> Checkpoint:
        """Sign the heads of all chains and keep them outside the database.

        Raises `Tampered` when the ledger does not hold what the last checkpoint saw: a new one would bless the change.
        """
        began, rest = self._clock.now(), AFTER_FAILURE
        self._wanted.clear()
        try:
            made = self._write_checkpoint()
            rest = timedelta()
        except InformedError:
            self._wanted.set()  # what it was wanted for is still in none
            raise
        finally:
            self._ended = self._clock.now()
            self._rest = max(rest, min(RESTS * (self._ended - began), LONGEST_REST))
        return made

    def _write_checkpoint(self) -> Checkpoint:
        with self._ledger.snapshot() as work:
            key, clinic = _signing_key(work), _clinic(work)
            previous = self._newest(key, clinic)
            heads = list(work.heads())
            lost = [head.record for head in checkpoint.unkept(previous, heads, work.hash_at)] if previous else []
        if lost:
            raise Tampered(
                f"{len(lost)} chains are not as the last checkpoint saw them; no new one is written: run `informed audit verify`"
            )
        made = checkpoint.make(heads, clinic=clinic, at=self._clock.now(), previous=previous)
        self._outside.keep_checkpoint(made.number, checkpoint.sign(made, key))
        self._records.note(e.SYSTEM, e.CheckpointWritten(number=made.number, root=made.body.root))
        return made

    def checkpoint_when_due(self) -> Checkpoint | None:
        """Write a checkpoint if one is wanted and this process has rested from its last, or if the newest is a day old."""
        now = self._clock.now()
        resting = self._ended is not None and self._ended <= now < self._ended + self._rest
        fresh = (newest := self._newest_at()) is not None and now - newest < DAILY
        return None if resting or (fresh and not self._wanted.is_set()) else self.checkpoint()

    def _newest_at(self) -> datetime | None:
        """The time of the newest checkpoint; its file, which holds every chain, is read only when it has another number."""
        number = self._outside.newest_number()
        if number != self._seen[0]:
            newest = self.newest_checkpoint()
            self._seen = (number, newest.at if newest else None)
        return self._seen[1]

    def newest_checkpoint(self) -> Checkpoint | None:
        """The newest checkpoint outside the database; raises `CheckpointForged`."""
        with self._ledger.reading() as work:
            return self._newest(_signing_key(work), _clinic(work))

    # --- the check

    def check_newest(self, limit: int) -> int:
        """Read the newest records whole, which checks their chains; returns how many there are. Raises `Tampered`."""
        with self._ledger.reading() as work:
            rows = work.indexed(None, limit)
            for row in rows:
                work.events(row.record)
        return len(rows)

    def last_written(self) -> datetime | None:
        """The time of the newest change that the list of records knows."""
        with self._ledger.reading() as work:
            return work.last_changed()

    def check(self, token: str) -> audit.Report:
        """Check the whole ledger against its chains, its keys, its index and the newest checkpoint."""
        self._gate.require(token, "check_ledger")
        return self.check_ledger()

    def check_ledger(self) -> audit.Report:
        """The check of everything, for whoever holds the server itself."""
        with self._ledger.snapshot() as work:
            return audit.check(
                work.raw_events(),
                work.raw_index(),
                self._newest_or_forged(work),
                open_event=work.open_event,
                erased=self._outside.erased(),
                fold=lambda events: self._records.row(Record(events)),
                now=self._clock.now(),
                deep=True,
            )

    # --- forgetting

    def erase(self, token: str, record_id: str, reason: str, confirmed: str) -> None:
        """Destroy a record's key and documents; `confirmed` repeats its short id. What remains are unreadable bytes in a chain.

        The list outside the database is written first, so that an erasure that was begun is finished at the next start, and
        a restored backup forgets the person again.
        """
        account = self._gate.require(token, "erase")
        why = _reason(reason)
        actor = e.Actor(kind="account", account=account.id)

        def destroy(work: Work) -> None:
            record = self._records.load(work, record_id)
            _refuse_to_erase(record, confirmed)
            self._outside.note_erasure(record_id, self._clock.now())
            work.destroy(record_id)
            self._records.note_in(work, actor, e.RecordErased(record=record_id, reason=why))

        self._records.write(destroy)
        self._records.forget(record_id)

    def note_restore(self) -> None:
        """Make an event of a restore that has left a mark in the ledger."""

        def note(work: Work) -> None:
            mark = work.about("restored")
            if mark:
                manifest, how = mark.split()
                self._records.note_in(work, e.SYSTEM, e.BackupRestored(manifest=manifest, forced=how == "forced"))
                work.keep_about("restored", "")

        self._records.write(note)

    def note_backup(self, manifest: str, *, with_keys: bool) -> None:
        """Make an event of a backup; `manifest` is the SHA-256 of its manifest."""
        self._records.note(e.SYSTEM, e.BackupMade(manifest=manifest, with_keys=with_keys))

    def note_rotation(self, key_id: str, keys: int) -> None:
        """Make an event of an exchange of the key-encryption key."""
        self._records.note(e.SYSTEM, e.KeysRotated(key_id=key_id, keys=keys))

    def apply_erasures(self) -> tuple[str, ...]:
        """Make erasures of the outside list again that a restored backup or a power cut undid; returns their records."""
        listed = self._outside.erased()

        def destroy(work: Work) -> tuple[str, ...]:
            found = tuple(record for record in sorted(listed) if work.destroy(record))
            if found:
                self._records.note_in(work, e.SYSTEM, e.ErasuresApplied(records=found))
            return found

        return self._records.write(destroy) if listed else ()

    def find(self, token: str, id: str) -> Record:
        """The record of an id, or of the short number that people read out; raises `NotFound`."""
        self._gate.require(token, "list_records")
        start = id.strip().lower().replace("-", "")
        with self._ledger.reading() as work:
            found = work.starting_with(start) if start else []
            if len(found) != 1:
                raise NotFound(f"{len(found) or 'no'} records have the number {id}")
            return self._records.load(work, found[0])

    def hold(self, token: str, record_id: str, reason: str) -> None:
        """Forbid that a record is erased."""
        self._change_hold(token, record_id, e.HoldPlaced(reason=_reason(reason)))

    def release(self, token: str, record_id: str, reason: str) -> None:
        """Allow again that a record is erased."""
        self._change_hold(token, record_id, e.HoldReleased(reason=_reason(reason)))

    def past_their_time(self, token: str, days: int) -> list[PastItsTime]:
        """The records that nobody changed for more than so many days, longest first; held ones are among them."""
        self._gate.require(token, "list_retention")
        now = self._clock.now()
        with self._ledger.snapshot() as work:
            rows = [PastItsTime(row, now - row.changed_at) for row in (raw.read() for raw in work.raw_index())]
        return sorted(
            (one for one in rows if one.since > timedelta(days=days)), key=lambda one: one.since, reverse=True
        )

    def _change_hold(self, token: str, record_id: str, change: e.HoldPlaced | e.HoldReleased) -> None:
        account = self._gate.require(token, "hold")
        actor = e.Actor(kind="account", account=account.id)

        def append(work: Work) -> None:
            record = self._records.load(work, record_id)
            self._records.append(work, record, record_id, actor, None, [change])

        self._records.write(append)

    def _newest_or_forged(self, work: Work) -> Checkpoint | CheckpointForged | None:
        try:
            return self._newest(_signing_key(work), _clinic(work))
        except CheckpointForged as forged:
            return forged

    def _newest(self, key: Ed25519PrivateKey, clinic: str) -> Checkpoint | None:
        kept = self._outside.newest_checkpoint()
        return checkpoint.read(kept, key.public_key(), clinic) if kept else None


def _signing_key(work: Work) -> Ed25519PrivateKey:
    return Ed25519PrivateKey.from_private_bytes(work.clinic_key("checkpoint"))


def _clinic(work: Work) -> str:
    return work.about("ledger") or ""


def _refuse_to_erase(record: Record, confirmed: str) -> None:
    if not record.events or record.id == e.CLINIC:  # keys of the clinic, not of a record
        raise NotFound("no such record")
    if record.hold:
        raise NotAllowed(
            f"the record {record.short_id} is under a legal hold and cannot be erased; release the hold first"
        )
    if confirmed.strip().upper() != record.short_id:
        raise NotAllowed(f"to erase this record for good, confirm it by its number {record.short_id}")


def _reason(typed: str) -> str:
    reason = words(typed, "reason", MAX_REASON)
    if not reason:
        raise BadInput("reason", "empty")
    return reason
