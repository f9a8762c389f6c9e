"""The documents of records: rendered once, sealed, kept, and never rendered again.

Rendering and sealing happen outside a transaction. A record whose sealing failed waits, and is tried again.
"""

import json
from collections.abc import Sequence
from threading import Event as Signal

from informed import events as e
from informed.content import ContentPack
from informed.document import PHYSICIAN_FIELD
from informed.document.attached import Attached, as_json
from informed.errors import NotFound, SealError
from informed.fhir import bundle
from informed.ports import Anchors, Clock, NoticeRenderer, Renderer, Sealed, Sealer, StoredDocument, Work
from informed.record import CALLS, Record
from informed.service.records import Records
from informed.verify.check import check
from informed.verify.register import Revision
from informed.verify.report import Report


class Documents:
    """Makes and gives out sealed documents."""

    def __init__(
        self,
        records: Records,
        clock: Clock,
        render: Renderer,
        render_notice: NoticeRenderer,
        sealer: Sealer,
        anchors: Anchors,
        sealed: Signal,
    ):
        self._records = records
        self._clock = clock
        self._render = render
        self._render_notice = render_notice
        self._sealer = sealer
        self._anchors = anchors
        #: Set when a document was sealed.
        self._sealed = sealed

    def seal(self, record_id: str) -> Record:
        """Make and seal every document that the record waits for; raises `SealError`, and then it goes on waiting."""
        with self._records.reading() as work:
            record = self._records.load(work, record_id)
        for event in record.unsealed:
            record = self._seal_one(record, event)
        return record

    def keep(self, work: Work, record: Record, kind: e.DocumentKind, of: int, sealed: Sealed) -> Record:
        """Keep sealed bytes as the next file of a record, in a transaction of the caller."""
        revision = len(record.sealed) + 1
        at = self._clock.now()
        work.keep_document(StoredDocument(record.id, revision, kind, sealed.sha256, at), sealed.content)
        event = e.DocumentSealed(
            revision=revision,
            kind=kind,
            of=of,
            sha256=sealed.sha256,
            length=len(sealed.content),
            signatures=2 if kind == "countersigned" else 1,
            timestamped=sealed.timestamped,
        )
        return self._records.append(work, record, record.id, e.SYSTEM, None, [event])

    def make(self, record: Record, event: e.Event) -> Sealed:
        """The sealed document that an event of a record calls for."""
        then, kind = record.up_to(event), CALLS[type(event.payload)]
        pack = self._records.pack(record.opened.pack.sha256)
        if kind == "patient":
            return self._sealer.seal(
                self._render(then, pack, self._scans(then)), at=self._clock.now(), field=PHYSICIAN_FIELD
            )
        return self._sealer.seal(self._render_notice(then, pack), at=self._clock.now(), field=None)

    def _scans(self, record: Record) -> list[bytes]:
        """The scans of a record that was signed on paper."""
        with self._records.reading() as work:
            return [work.scan_bytes(record.id, scan.number) for scan in record.scans] if record.paper else []

    def _seal_one(self, record: Record, event: e.Event) -> Record:
        sealed = self.make(record, event)

        def keep(work: Work) -> Record:
            now = self._records.load(work, record.id)
            if event not in now.unsealed:
                return now  # another was first, or the patient has gone on
            return self.keep(work, now, CALLS[type(event.payload)], event.header.sequence, sealed)

        kept = self._records.write(keep)
        self._sealed.set()
        return kept

    def seal_if_possible(self, record: Record) -> Record:
        """Seal now if it can be done; if not, the record waits for the next try."""
        try:
            return self.seal(record.id)
        except SealError:
            return record

    def waiting(self) -> int:
        """How many records wait for their document."""
        with self._records.reading() as work:
            return len(work.waiting())

    def seal_waiting(self) -> int:
        """Try again for every record that waits; returns how many were sealed."""
        with self._records.reading() as work:
            waiting = work.waiting()
            records = [self._records.load(work, id) for id in waiting]
        return sum(self.seal_if_possible(record).document_status == "sealed" for record in records)

    def latest(self, record: Record) -> bytes:
        """The newest file of the patient's document; raises `NotFound` before the patient has finished, and `SealError`
        while it cannot be made.
        """
        sealed = self.seal(record.id) if record.closing else record
        revisions = [file.revision for file in sealed.sealed if file.kind in ("patient", "countersigned")]
        if not revisions:
            raise NotFound("the record has no document yet: the patient has not finished")
        return self.content(sealed, revisions[-1])

    def copy(self, record: Record, format: e.ExportFormat) -> bytes:
        """A record for other systems."""
        pack = self._records.pack(record.opened.pack.sha256)
        if format == "json":
            return as_json(Attached(record, pack, ""))
        pdf = self.latest(record) if record.closing else None
        if format == "fhir":
            return json.dumps(bundle(record, pack, document=pdf), ensure_ascii=False, indent=2).encode()
        if pdf is None:
            raise NotFound("the record has no document yet: the patient has not finished")
        return pdf

    def content(self, record: Record, revision: int) -> bytes:
        """A file of a record; raises `NotFound`."""
        if revision not in {document.revision for document in record.sealed}:
            raise NotFound("the record has no such document")
        with self._records.reading() as work:
            return work.document_bytes(record.id, revision)

    @property
    def root_pem(self) -> bytes:
        """What others check this clinic's documents with: its root certificates (PEM), which are no secret."""
        return self._anchors.root_pem

    def check(self, pdf: bytes) -> Report:
        """The strict verdict on a file, by this clinic's own register, root and packs."""
        now = self._clock.now()
        return check(
            pdf,
            roots=[self._anchors.root_pem],
            register=self,
            packs=self._kept_pack,
            now=now,
            crl=self._anchors.crl(now),
        )

    def _kept_pack(self, sha256: str) -> ContentPack | None:
        try:
            return self._records.pack(sha256)
        except NotFound:
            return None

    # --- the register that a check of a file asks

    def revisions(self, record_id: str) -> Sequence[Revision]:
        """Every file that was issued for a record; none when there is no such record."""
        try:
            with self._records.reading() as work:
                issued = self._records.load(work, record_id).sealed
        except NotFound:
            return ()
        return [Revision(one.revision, one.sha256, one.length, one.kind, one.signatures) for one in issued]

    def recorded(self, sha256: str) -> tuple[str, int] | None:
        """The record and the revision of the file with exactly this hash."""
        with self._records.reading() as work:
            return work.recorded(sha256)
