"""What happens to a record's keeping: its documents and its hold; and, in the chain `clinic`, to the ledger itself."""

from typing import Literal

from informed.events.exact import Exact

#: The id of the chain that belongs to no record: what happened to the ledger, its keys and its accounts.
CLINIC = "clinic"

#: The patient's document; the same with the physician's signature; and what is sealed beside it: the physician's closing, a
#: later correction, a withdrawal, or that the record was entered in error.
DocumentKind = Literal["patient", "countersigned", "addendum", "correction", "withdrawal", "error"]


class DocumentSealed(Exact):
    """A document's bytes were sealed and stored; `revision` counts the record's sealed files from 1.

    `of` is the sequence number of the event that called for it.
    """

    type: Literal["DocumentSealed"] = "DocumentSealed"
    revision: int
    kind: DocumentKind
    of: int
    sha256: str
    length: int
    signatures: int
    timestamped: bool


class HoldPlaced(Exact):
    """The record must be kept, whatever its age: a complaint or a law asks for it."""

    type: Literal["HoldPlaced"] = "HoldPlaced"
    reason: str


class HoldReleased(Exact):
    """The record need not be kept longer than others any more."""

    type: Literal["HoldReleased"] = "HoldReleased"
    reason: str


class RecordErased(Exact):
    """A record's key and its documents were destroyed; its events remain as unreadable bytes in their chain."""

    type: Literal["RecordErased"] = "RecordErased"
    record: str
    reason: str


class ErasuresApplied(Exact):
    """After a restore, erasures made since the backup were made again."""

    type: Literal["ErasuresApplied"] = "ErasuresApplied"
    records: tuple[str, ...]


class CheckpointWritten(Exact):
    """The heads of all chains were signed and written outside the database."""

    type: Literal["CheckpointWritten"] = "CheckpointWritten"
    number: int
    root: str


class KeysRotated(Exact):
    """The data keys were wrapped anew, by the key-encryption key of this id."""

    type: Literal["KeysRotated"] = "KeysRotated"
    key_id: str
    keys: int


class BackupMade(Exact):
    """A verified copy of the ledger was made; `manifest` is the SHA-256 of its list of hashes."""

    type: Literal["BackupMade"] = "BackupMade"
    manifest: str
    with_keys: bool


class BackupRestored(Exact):
    """The ledger was replaced by a backup."""

    type: Literal["BackupRestored"] = "BackupRestored"
    manifest: str
    forced: bool


CustodyPayload = (
    DocumentSealed
    | HoldPlaced
    | HoldReleased
    | RecordErased
    | ErasuresApplied
    | CheckpointWritten
    | KeysRotated
    | BackupMade
    | BackupRestored
)
