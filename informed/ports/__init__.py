"""What the service needs from the outside world: Protocols of a few lines. The adapters implement them; tests use small
fakes.
"""

from informed.members import Account, Identity, StaffSession
from informed.ports.ledger import Ledger, Work
from informed.ports.rows import Clinic, IndexRow, StoredDocument, TabletLock, Visit
from informed.ports.seal import Anchors, Box, NoticeRenderer, Renderer, Sealed, Sealer, Signers
from informed.ports.world import Clock, Outside, Packs, Secrets

__all__ = [
    "Account",
    "Anchors",
    "Box",
    "Clinic",
    "Clock",
    "Identity",
    "IndexRow",
    "Ledger",
    "NoticeRenderer",
    "Outside",
    "Packs",
    "Renderer",
    "Sealed",
    "Sealer",
    "Secrets",
    "Signers",
    "StaffSession",
    "StoredDocument",
    "TabletLock",
    "Visit",
    "Work",
]
