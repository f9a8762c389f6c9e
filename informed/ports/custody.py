"""What a transaction keeps beside the events: packs, documents, secrets, and marks about the ledger itself."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from informed.content import ContentPack
from informed.ports.rows import StoredDocument


class Custody(Protocol):
    """What is kept, and how a record is destroyed."""

    def clinic_key(self, purpose: str) -> bytes:
        """The clinic's key for a purpose, 32 bytes."""
        ...

    def about(self, key: str) -> str | None:
        """What the ledger knows of itself under a key."""
        ...

    def keep_about(self, key: str, value: str) -> None: ...

    def leave_mark(self, now: datetime) -> None:
        """Write something small that nobody reads: only writing shows that the ledger can be written."""
        ...

    def keep_pack(self, pack: ContentPack) -> None:
        """Keep a pack, whole, under its fingerprint; keeping it again changes nothing."""
        ...

    def kept_pack(self, sha256: str) -> ContentPack | None: ...

    def secret(self, name: str) -> bytes | None:
        """A secret of the clinic, such as the seal's key."""
        ...

    def keep_secret(self, name: str, value: bytes) -> None:
        """Keep a secret, in the place of an older one of this name."""
        ...

    def keep_document(self, document: StoredDocument, content: bytes) -> None: ...

    def documents(self, record: str) -> Sequence[StoredDocument]:
        """The documents of a record, oldest first."""
        ...

    def document_bytes(self, record: str, revision: int) -> bytes:
        """The bytes of a document; raises `Tampered` when they are not those that were kept."""
        ...

    def keep_scan(self, record: str, number: int, content: bytes) -> None:
        """Keep a scan of signed paper, encrypted with the record's key."""
        ...

    def scan_bytes(self, record: str, number: int) -> bytes:
        """The bytes of a scan; raises `Tampered` when they are not those that were kept."""
        ...

    def drop_scan(self, record: str, number: int) -> None:
        """Destroy the bytes of a scan that was the wrong one."""
        ...

    def recorded(self, sha256: str) -> tuple[str, int] | None:
        """The record and revision whose bytes have this SHA-256."""
        ...

    def destroy(self, record: str) -> bool:
        """Destroy a record's key, documents, scans and index row, and end its visits; its events remain as unreadable bytes.

        False when there was no key.
        """
        ...
