"""The documents of records: rendered once, sealed, kept, and never rendered again.

Rendering and sealing happen outside a transaction. A record whose sealing failed waits, and is tried again.
"""

from informed import events as e
from informed.content import ContentPack
from informed.document import PHYSICIAN_FIELD
from informed.errors import SealError
from informed.ports import Clock, Renderer, Sealer, StoredDocument, Work
from informed.record import Record
from informed.service.records import Records


class Documents:
    """Makes and gives out sealed documents."""

    def __init__(self, records: Records, clock: Clock, render: Renderer, sealer: Sealer):
        self._records = records
        self._clock = clock
        self._render = render
        self._sealer = sealer

    def seal(self, record_id: str) -> Record:
        """Give a record that waits for its document the sealed one; raises `SealError`, and then it goes on waiting."""
        with self._records.reading() as work:
            record = self._records.load(work, record_id)
        if record.document_status != "waiting":
            return record
        closed, at = record.as_closed, self._clock.now()
        sealed = self._sealer.seal(self._render(closed, self._pack(closed)), at=at, field=PHYSICIAN_FIELD)

        def keep(work: Work) -> Record:
            now = self._records.load(work, record_id)
            if now.closing != record.closing or now.document_status != "waiting":
                return now  # another was first, or the patient has gone on
            revision = len(now.sealed) + 1
            work.keep_document(StoredDocument(record_id, revision, "patient", sealed.sha256, at), sealed.content)
            event = e.DocumentSealed(
                revision=revision,
                kind="patient",
                sha256=sealed.sha256,
                length=len(sealed.content),
                signatures=1,
                timestamped=sealed.timestamped,
            )
            return self._records.append(work, now, record_id, e.SYSTEM, None, [event])

        return self._records.write(keep)

    def seal_if_possible(self, record: Record) -> Record:
        """Seal now if it can be done; if not, the record waits for the next try."""
        try:
            return self.seal(record.id)
        except SealError:
            return record

    def seal_waiting(self) -> int:
        """Try again for every record that waits; returns how many were sealed."""
        with self._records.reading() as work:
            waiting = work.waiting()
            records = [self._records.load(work, id) for id in waiting]
        return sum(self.seal_if_possible(record).document_status == "sealed" for record in records)

    def latest(self, record: Record) -> bytes:
        """The newest sealed document of a closed record; raises `SealError` while it cannot be made."""
        record = self.seal(record.id)
        with self._records.reading() as work:
            return work.document_bytes(record.id, len(record.sealed))

    def _pack(self, record: Record) -> ContentPack:
        return self._records.pack(record.opened.pack.sha256)
