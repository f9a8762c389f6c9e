"""What is kept beside the events: content packs, documents, the clinic's secrets, and marks about the ledger itself."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import delete, insert, select, update

from informed.adapters import cipher
from informed.adapters import database as db
from informed.adapters.ledger.handover import HandOvers
from informed.adapters.ledger.part import stamp, time
from informed.adapters.ledger.people import People
from informed.adapters.ledger.visits import Visits
from informed.content import ContentPack
from informed.errors import Tampered
from informed.ports import StoredDocument


class Custody(People, Visits, HandOvers):
    """What is kept, and how a record is destroyed."""

    def about(self, key: str) -> str | None:
        """What the ledger knows of itself under a key."""
        return self._connection.scalar(select(db.about.c.value).where(db.about.c.key == key))

    def keep_about(self, key: str, value: str) -> None:
        changed = self._connection.execute(update(db.about).where(db.about.c.key == key).values(value=value))
        if not changed.rowcount:
            self._connection.execute(insert(db.about).values(key=key, value=value))

    def leave_mark(self, now: datetime) -> None:
        self.keep_about("mark", stamp(now))

    def keep_pack(self, pack: ContentPack) -> None:
        known = select(db.packs.c.sha256).where(db.packs.c.sha256 == pack.sha256)
        if self._connection.execute(known).first() is None:
            content = pack.model_dump_json(exclude={"reviews"}).encode()
            self._connection.execute(insert(db.packs).values(sha256=pack.sha256, content=content))

    def kept_pack(self, sha256: str) -> ContentPack | None:
        content = self._connection.scalar(select(db.packs.c.content).where(db.packs.c.sha256 == sha256))
        if content is None:
            return None
        pack = ContentPack.model_validate_json(content)
        if pack.sha256 != sha256:
            raise Tampered(f"the kept content pack {sha256[:12]}… does not match its fingerprint")
        return pack

    def clinic_key(self, purpose: str) -> bytes:
        """The clinic's key for a purpose, 32 bytes."""
        return self._keys.of_clinic(self._connection, purpose)

    def secret(self, name: str) -> bytes | None:
        """A secret of the clinic, such as the seal's key."""
        stored = self._connection.scalar(select(db.clinic_secrets.c.sealed).where(db.clinic_secrets.c.name == name))
        return (
            cipher.unseal(self._keys.of_clinic(self._connection, "secrets"), stored, "clinic_secret", name)
            if stored
            else None
        )

    def keep_secret(self, name: str, value: bytes) -> None:
        """Keep a secret, in the place of an older one of this name."""
        table = db.clinic_secrets
        sealed = cipher.seal(self._keys.of_clinic(self._connection, "secrets"), value, "clinic_secret", name)
        if not self._connection.execute(update(table).where(table.c.name == name).values(sealed=sealed)).rowcount:
            self._connection.execute(insert(table).values(name=name, sealed=sealed))

    def keep_document(self, document: StoredDocument, content: bytes) -> None:
        sealed = cipher.seal(self.key(document.record), content, "document", document.record, document.revision)
        self._connection.execute(
            insert(db.documents).values(
                record=document.record,
                revision=document.revision,
                kind=document.kind,
                sha256=document.sha256,
                made_at=stamp(document.made_at),
                content=sealed,
            )
        )

    def documents(self, record: str) -> Sequence[StoredDocument]:
        """The documents of a record, oldest first, without their bytes."""
        table = db.documents
        columns = (table.c.record, table.c.revision, table.c.kind, table.c.sha256, table.c.made_at)
        query = select(*columns).where(table.c.record == record).order_by(table.c.revision)
        return [
            StoredDocument(r.record, r.revision, r.kind, r.sha256, time(r.made_at))
            for r in self._connection.execute(query)
        ]

    def document_bytes(self, record: str, revision: int) -> bytes:
        """The bytes of a document; raises `Tampered` when they are not those that were kept."""
        table = db.documents
        same = (table.c.record == record) & (table.c.revision == revision)
        stored = self._connection.scalar(select(table.c.content).where(same))
        if stored is None:
            raise Tampered(f"document {revision} of record {record} is not there any more")
        return cipher.unseal(self.key(record), stored, "document", record, revision)

    def keep_scan(self, record: str, number: int, content: bytes) -> None:
        sealed = cipher.seal(self.key(record), content, "scan", record, number)
        self._connection.execute(insert(db.scans).values(record=record, number=number, content=sealed))

    def scan_bytes(self, record: str, number: int) -> bytes:
        """The bytes of a scan; raises `Tampered` when they are not those that were kept."""
        table = db.scans
        same = (table.c.record == record) & (table.c.number == number)
        stored = self._connection.scalar(select(table.c.content).where(same))
        if stored is None:
            raise Tampered(f"scan {number} of record {record} is not there any more")
        return cipher.unseal(self.key(record), stored, "scan", record, number)

    def drop_scan(self, record: str, number: int) -> None:
        table = db.scans
        self._connection.execute(delete(table).where((table.c.record == record) & (table.c.number == number)))

    def recorded(self, sha256: str) -> tuple[str, int] | None:
        """The record and revision whose bytes have this SHA-256."""
        table = db.documents
        row = self._connection.execute(select(table.c.record, table.c.revision).where(table.c.sha256 == sha256)).first()
        return (row.record, row.revision) if row else None

    def destroy(self, record: str) -> bool:
        """Destroy a record's key, documents, scans and index row, and end its visits; its events remain as unreadable bytes.

        False when there was no key.
        """
        for table in (db.documents, db.scans):
            self._connection.execute(delete(table).where(table.c.record == record))
        self.end_visits(record)
        self.drop_code(record)
        self._forget_person(record)
        self._held.pop(record, None)
        return self._keys.destroy(self._connection, record)
