"""What the physician and the staff do with a record after the patient's part, until it is closed, corrected or withdrawn."""

from collections.abc import Callable, Sequence
from datetime import date

from informed import events as e
from informed import review
from informed.content import ContentPack
from informed.errors import BadInput, NotAllowed, Stale
from informed.patient import words
from informed.ports import Account, Clock, Signers, Work
from informed.record import TRANSITIONS, Record
from informed.review import OpenItem
from informed.service.documents import Documents
from informed.service.records import Records
from informed.service.rights import Gate

MAX_NOTE = 1000


class Closing:
    """The physician's commands, and withdrawal and correction by the staff."""

    def __init__(self, records: Records, gate: Gate, documents: Documents, signers: Signers, clock: Clock):
        self._records = records
        self._gate = gate
        self._documents = documents
        self._signers = signers
        self._clock = clock

    def view(self, token: str, record_id: str) -> tuple[Record, ContentPack]:
        """A record for the staff's page; that somebody looked becomes an event, once for each opening of the page."""
        account = self._gate.require(token, "view_record")
        record = self._append(account, record_id, lambda r: [e.RecordViewed()])
        return record, self.pack(record)

    def again(self, token: str, record_id: str) -> tuple[Record, ContentPack]:
        """The record as it is now, for a page that is open already."""
        self._gate.require(token, "view_record")
        with self._records.reading() as work:
            record = self._records.load(work, record_id)
        return record, self.pack(record)

    def pack(self, record: Record) -> ContentPack:
        """The pack whose words the record shows."""
        return self._records.pack(record.opened.pack.sha256)

    def dispose(self, token: str, record_id: str, item: str, disposition: e.Disposition, note: str = "") -> Record:
        """Close an open item; closing it again replaces what was said. "Answered" needs the answer."""
        account = self._gate.require(token, "close_items")
        said = words(note, "note", MAX_NOTE)
        if disposition == "answered" and not said:
            raise BadInput("note", "empty")

        def decide(record: Record) -> Sequence[e.Exact]:
            if item not in {one.key for one in self.open_items(record)}:
                raise NotAllowed("the record has no such item to close")
            return [e.ItemDisposed(item=item, disposition=disposition, note=said)]

        return self._append(account, record_id, decide)

    def open_items(self, record: Record) -> tuple[OpenItem, ...]:
        """All items of a record, closed or not."""
        return review.open_items(self.pack(record), record)

    def undisposed(self, record: Record) -> tuple[OpenItem, ...]:
        """The items that must be closed before the record can be countersigned."""
        return review.undisposed(self.pack(record), record)

    def countersign(
        self, token: str, record_id: str, *, outcome: e.Outcome, note: str, password: str, seen: int
    ) -> Record:
        """Close the record: sign the patient's document with the physician's own key, and seal the closing beside it.

        `seen` is the number of events that the page showed. Raises `Stale` when more has happened since, `NotAllowed` while
        an item is open or when the patient has not signed, `SignInRefused` for a wrong password or `NotFresh` for an old
        sign-in, and `SealError` when it cannot be signed; then nothing was written.
        """
        account = self._gate.require(token, "countersign")
        said = words(note, "note", MAX_NOTE)
        key = self._gate.confirm(token, password)
        pdf = self._documents.latest(self._ready(record_id, seen))
        record = self._ready(record_id, seen)
        sealed = record.sealed[-1].sha256
        closing = e.RecordCountersigned(outcome=outcome, note=said, physician=account.shown_name, document=sealed)
        signed = self._signers.countersign(
            pdf,
            account=account.id,
            password=key,
            name=account.shown_name,
            outcome=outcome,
            at=self._clock.now(),
            time_zone=record.opened.time_zone,
            language=record.opened.document_language,
        )

        def close(work: Work) -> Record:
            now = self._records.load(work, record_id)
            self._must_be_ready(now, seen)
            work.end_visits(record_id)
            now = self._records.append(work, now, record_id, _actor(account), None, [closing])
            return self._documents.keep(work, now, "countersigned", now.events[-1].header.sequence, signed)

        return self._documents.seal_if_possible(self._records.write(close))

    def correct(self, token: str, record_id: str, text: str) -> Record:
        """Add to a closed record what was wrong or missing; nothing that was written changes."""
        account = self._gate.require(token, "correct")
        said = _needed(text, "correction")
        return self._ended(account, record_id, lambda r: [e.CorrectionAdded(text=said, author=account.shown_name)])

    def withdraw(self, token: str, record_id: str, on: date, reason: str = "") -> Record:
        """Mark that the patient does not want any more, as they said on a day."""
        account = self._gate.require(token, "withdraw")
        said = words(reason, "reason", MAX_NOTE)

        def decide(record: Record) -> Sequence[e.Exact]:
            if not record.opened_on <= on <= record.day(self._clock.now()):
                raise BadInput("withdrawn_on", "not_then")
            return [e.RecordWithdrawn(on=on, reason=said, author=account.shown_name)]

        return self._ended(account, record_id, decide)

    def enter_in_error(self, token: str, record_id: str, reason: str) -> Record:
        """Mark a record that is not about what it says, such as the answers of another patient."""
        account = self._gate.require(token, "enter_in_error")
        said = _needed(reason, "reason")
        return self._ended(
            account, record_id, lambda r: [e.RecordEnteredInError(reason=said, author=account.shown_name)]
        )

    def _ready(self, record_id: str, seen: int) -> Record:
        """The record as it is now, if it can be countersigned by someone who has seen so many events."""
        with self._records.reading() as work:
            record = self._records.load(work, record_id)
        self._must_be_ready(record, seen)
        return record

    def _must_be_ready(self, record: Record, seen: int) -> None:
        if [event for event in record.events[seen:] if not isinstance(event.payload, _QUIET)]:
            raise Stale("the record has changed since this page was opened; look at it again")
        if (record.status, e.RecordCountersigned) not in TRANSITIONS:
            raise NotAllowed(f"a record that is {record.status} cannot be countersigned")
        if still := self.undisposed(record):
            raise NotAllowed(f"{len(still)} items are not closed yet: {', '.join(item.key for item in still[:5])}")

    def _ended(self, account: Account, record_id: str, decide: Callable[[Record], Sequence[e.Exact]]) -> Record:
        """Append an event that calls for a notice and ends the patient's visits, and seal the notice if it can be done."""
        record = self._append(account, record_id, decide, end_visits=True)
        return self._documents.seal_if_possible(record)

    def _append(
        self,
        account: Account,
        record_id: str,
        decide: Callable[[Record], Sequence[e.Exact]],
        *,
        end_visits: bool = False,
    ) -> Record:
        def append(work: Work) -> Record:
            record = self._records.load(work, record_id)
            if end_visits:
                work.end_visits(record_id)
            return self._records.append(work, record, record_id, _actor(account), None, decide(record))

        return self._records.write(append)


#: Events that change nothing on the physician's page.
_QUIET = (
    e.RecordViewed,
    e.DocumentOpened,
    e.DocumentSealed,
    e.HoldPlaced,
    e.HoldReleased,
    e.VisitEnded,
    e.StaffCalled,
    e.CallTakenBack,
    e.CallAnswered,
    e.VisitPaused,
    e.VisitResumed,
    e.BirthDateRefused,
)


def _actor(account: Account) -> e.Actor:
    return e.Actor(kind="account", account=account.id)


def _needed(text: str, field: str) -> str:
    said = words(text, field, MAX_NOTE)
    if not said:
        raise BadInput(field, "empty")
    return said
