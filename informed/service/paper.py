"""The staff's commands for paper: print the content, keep the scans of what was signed, record it; and print copies."""

import hashlib
from collections.abc import Callable, Sequence
from zoneinfo import ZoneInfo

from informed import events as e
from informed.content import ContentPack, Language
from informed.document import render_form
from informed.errors import BadInput, NotFound, RecordClosed
from informed.paper import Transcript, transcribed
from informed.ports import Account, Work
from informed.record import Record, Status
from informed.service.documents import Documents
from informed.service.records import Records
from informed.service.rights import Gate
from informed.verify.scans import MOST_BYTES, scan_type

MOST_COPIES = 9
MOST_SCANS = 40


class Paper:
    """What staff do where a patient reads and signs on paper, or wants a copy on it."""

    def __init__(self, records: Records, gate: Gate, documents: Documents):
        self._records = records
        self._gate = gate
        self._documents = documents

    def view(self, token: str, record_id: str) -> tuple[Record, ContentPack]:
        """A record for the page about people, paper and copies; it shows no answer, so that looking is no event."""
        self._gate.require(token, "record_paper")
        with self._records.reading() as work:
            record = self._records.load(work, record_id)
        return record, self._records.pack(record.opened.pack.sha256)

    # --- before it is signed

    def form(self, token: str, record_id: str, language: Language) -> tuple[Record, bytes]:
        """The whole content as a PDF to be read and signed by hand, in the words that the record shows; an event."""
        account = self._gate.require(token, "record_paper")
        record = self._append(account, record_id, lambda r: [e.PaperPrinted(language=language)])
        return record, render_form(record, self._records.pack(record.opened.pack.sha256))

    # --- after

    def add_scan(self, token: str, record_id: str, content: bytes) -> Record:
        """Keep a scan or photo of the signed paper; raises `BadInput` for what is none. The same file again changes nothing."""
        account = self._gate.require(token, "record_paper")
        kind, sha256 = scan_type(content), hashlib.sha256(content).hexdigest()

        def add(work: Work) -> Record:
            record = self._records.load(work, record_id)
            if sha256 in {scan.sha256 for scan in record.scans}:
                return record
            together = sum(scan.length for scan in record.scans) + len(content)
            if together > MOST_BYTES or len(record.scans) >= MOST_SCANS:
                raise BadInput("scan", "too_many")
            number = 1 + sum(isinstance(event.payload, e.ScanAdded) for event in record.events)
            added = e.ScanAdded(number=number, sha256=sha256, media_type=kind, length=len(content))
            record = self._records.append(work, record, record_id, _actor(account), None, [*_opening(record), added])
            work.keep_scan(record_id, number, content)
            return record

        return self._records.write(add)

    def remove_scan(self, token: str, record_id: str, number: int) -> Record:
        """A scan was the wrong one: its bytes are destroyed. Possible until the paper is recorded."""
        account = self._gate.require(token, "record_paper")

        def remove(work: Work) -> Record:
            record = self._records.load(work, record_id)
            if number not in {scan.number for scan in record.scans}:
                return record
            record = self._records.append(
                work, record, record_id, _actor(account), None, [e.ScanRemoved(number=number)]
            )
            work.drop_scan(record_id, number)
            return record

        return self._records.write(remove)

    def scan(self, token: str, record_id: str, number: int) -> tuple[e.ScanAdded, bytes]:
        """A scan as it was kept; that somebody opened it becomes an event. Raises `NotFound`."""
        account = self._gate.require(token, "record_paper")
        record = self._append(account, record_id, lambda r: [e.RecordViewed()])
        found = next((scan for scan in record.scans if scan.number == number), None)
        if found is None:
            raise NotFound("the record has no such scan")
        with self._records.reading() as work:
            return found, work.scan_bytes(record_id, number)

    def record(self, token: str, record_id: str, said: Transcript, tap: str) -> Record:
        """What stands on the paper becomes the record's; its document is sealed with the scans in it.

        Raises `BadInput` for what cannot be on it, or when no form was printed from this record; `TooYoung` for a minor's
        without a guardian's signature, and `RecordClosed` when it was signed already. A visit on a tablet ends.
        """
        account = self._gate.require(token, "record_paper")

        def transcribe(work: Work) -> Record:
            record = self._records.load(work, record_id)
            if tap in record.taps:
                return record
            work.end_visits(record_id)
            return self._records.append(
                work, record, record_id, _actor(account), tap, self._decide(record, said, account)
            )

        return self._documents.seal_if_possible(self._records.write(transcribe))

    def _decide(self, record: Record, said: Transcript, account: Account) -> Sequence[e.Exact]:
        if record.status not in (Status.OPEN, Status.DEFERRED):
            raise RecordClosed("the patient's part has ended")
        printed = [event.payload for event in record.events if isinstance(event.payload, e.PaperPrinted)]
        if not printed:
            raise BadInput("form", "not_printed")
        pack = self._records.pack(record.opened.pack.sha256)
        today = self._records.now().astimezone(ZoneInfo(record.opened.time_zone)).date()
        found = transcribed(
            pack, record, said, language=printed[-1].language, recorded_by=account.shown_name, today=today
        )
        return [*_opening(record), *found]

    # --- copies

    def print_copy(self, token: str, record_id: str, copy_for: e.Copy, copies: int) -> tuple[Record, bytes]:
        """The newest file of the patient's document, to be printed so often; an event.

        Raises `NotFound` before the patient has finished, and `SealError` while the document waits for its seal.
        """
        account = self._gate.require(token, "print_copies")
        if not 1 <= copies <= MOST_COPIES:
            raise BadInput("copies", "number")
        with self._records.reading() as work:
            record = self._records.load(work, record_id)
        pdf = self._documents.latest(record)
        sha256 = hashlib.sha256(pdf).hexdigest()
        printed = e.DocumentPrinted(copy_for=copy_for, copies=copies, sha256=sha256)
        return self._append(account, record_id, lambda r: [printed]), pdf

    def _append(self, account: Account, record_id: str, decide: Callable[[Record], Sequence[e.Exact]]) -> Record:
        def append(work: Work) -> Record:
            record = self._records.load(work, record_id)
            return self._records.append(work, record, record_id, _actor(account), None, decide(record))

        return self._records.write(append)


def _opening(record: Record) -> list[e.Exact]:
    """A patient who took the paper home wanted more time, and goes on with it."""
    return [e.RecordContinued()] if record.status == Status.DEFERRED else []


def _actor(account: Account) -> e.Actor:
    return e.Actor(kind="account", account=account.id)
