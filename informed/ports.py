"""What the service needs from the outside world: Protocols of a few lines. The adapters implement them; tests use small
fakes.
"""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from informed.audit import RawEvent, RawIndex
from informed.checkpoint import Head
from informed.content import ContentPack, Language
from informed.events import Event, Exact, Header
from informed.members import Account as Account
from informed.members import Identity as Identity
from informed.members import StaffSession as StaffSession
from informed.patient import SearchTerm
from informed.record import Record


class Clock(Protocol):
    """The server's time."""

    def now(self) -> datetime:
        """The present moment, UTC."""
        ...


class Secrets(Protocol):
    """Unguessable values, and passwords that are stored only as hashes."""

    def record_id(self) -> str: ...

    def token(self) -> str: ...

    def fingerprint(self, token: str) -> str:
        """What is stored instead of a token."""
        ...

    def hash_password(self, password: str) -> str: ...

    def password_matches(self, password: str, stored: str | None) -> bool:
        """Whether a password belongs to a stored hash; takes as long when there is none."""
        ...


class Packs(Protocol):
    """The content of this installation."""

    def current(self) -> ContentPack:
        """The pack that new records use."""
        ...


@dataclass(frozen=True)
class Visit:
    """One browser's hold on one record, from hand-over to hand-back."""

    id: str
    record: str
    ended: bool


@dataclass(frozen=True)
class IndexRow:
    """What the staff list needs of a record: a projection, rebuilt from the events at will."""

    record: str
    opened_at: datetime
    changed_at: datetime
    status: str
    document: str
    held: bool
    name: str
    date_of_birth: str
    record_number: str
    language: str
    stops: int
    cautions: int
    unsure: int
    questions: int


@dataclass(frozen=True)
class StoredDocument:
    """A document that was issued, without its bytes; `sha256` is theirs, in hex."""

    record: str
    revision: int
    kind: str
    sha256: str
    made_at: datetime


class Work(Protocol):
    """One transaction. Leaving it without an error makes everything durable; an error undoes all of it."""

    def events(self, record: str, after: int = 0) -> tuple[Event, ...]:
        """The events of a record with a sequence number above `after`; raises `NotFound` for no record or an erased one."""
        ...

    def record_of(self, tap: str) -> str | None:
        """The record in which a tap made an event."""
        ...

    def append(self, header: Header, payload: Exact) -> Event: ...

    def length(self, record: str) -> int:
        """How many events a record has."""
        ...

    def raw_events(self) -> Iterator[RawEvent]:
        """Every event as stored, by record and sequence."""
        ...

    def raw_index(self) -> Iterator[RawIndex]:
        """Every row of the index, by record."""
        ...

    def open_event(self, raw: RawEvent) -> Event:
        """An event from its stored bytes; raises `NotFound` without a key, else `Tampered`."""
        ...

    def heads(self) -> Iterator[Head]:
        """The end of each chain."""
        ...

    def hash_at(self, record: str, sequence: int) -> bytes | None:
        """The hash of an event."""
        ...

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

    def index(self, row: IndexRow) -> None: ...

    def indexed(
        self, before: tuple[datetime, str] | None, limit: int, terms: Iterable[SearchTerm] = (), status: str = ""
    ) -> Sequence[IndexRow]:
        """The newest rows, or those opened before a (time, record id); only those that all search terms find, of one status."""
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

    def starting_with(self, start: str) -> Sequence[str]:
        """The ids of records that start so, two at most."""
        ...

    def last_changed(self) -> datetime | None:
        """When a record of the index changed last."""
        ...

    def waiting(self) -> Sequence[str]:
        """The records whose document is not sealed yet."""
        ...

    def documents(self, record: str) -> Sequence[StoredDocument]:
        """The documents of a record, oldest first."""
        ...

    def document_bytes(self, record: str, revision: int) -> bytes:
        """The bytes of a document; raises `Tampered` when they are not those that were kept."""
        ...

    def recorded(self, sha256: str) -> tuple[str, int] | None:
        """The record and revision whose bytes have this SHA-256."""
        ...

    def destroy(self, record: str) -> bool:
        """Destroy a record's key, documents and index row, and end its visits; its events remain as unreadable bytes.

        False when there was no key.
        """
        ...

    def add_visit(self, visit: Visit, ticket: str) -> None: ...

    def redeem(self, ticket: str, cookie: str) -> bool:
        """Exchange a ticket for a cookie, once; both are fingerprints."""
        ...

    def visit(self, *, id: str | None = None, cookie: str | None = None) -> Visit | None: ...

    def end_visits(self, record: str) -> None: ...

    def add_account(self, account: Account) -> None: ...

    def account(self, name: str) -> Account | None: ...

    def accounts(self) -> Sequence[Account]:
        """All accounts, by name."""
        ...

    def account_of(self, subject: str) -> Account | None:
        """The account of a subject of the sign-in service."""
        ...

    def change_account(self, account: Account) -> None:
        """Keep an account as it is now; its id, name and subject never change."""
        ...

    def has_accounts(self) -> bool: ...

    def add_set_up(self, code: str, account: str, expires: datetime) -> None:
        """Keep a link by its fingerprint, in the place of older ones for this account; "" is the first administrator's."""
        ...

    def set_up(self, code: str, now: datetime) -> str | None:
        """The account that a link is for, while it counts."""
        ...

    def end_set_ups(self, account: str) -> bool:
        """Whether there was a link; of two transactions at once only one is told so."""
        ...

    def add_session(self, token: str, account: str, now: datetime, authenticated: datetime | None = None) -> None: ...

    def session(self, token: str) -> StaffSession | None: ...

    def touch_session(self, token: str, now: datetime) -> None: ...

    def end_session(self, token: str) -> None: ...

    def end_sessions(self, account: str) -> None: ...

    def failures(self, key: str) -> tuple[int, datetime] | None:
        """How often a sign-in failed in a row for a name or address, and when last."""
        ...

    def count_failure(self, key: str, now: datetime) -> None: ...

    def clear_failures(self, key: str) -> None: ...


class Ledger(Protocol):
    """The durable store of everything."""

    def reading(self) -> AbstractContextManager[Work]: ...

    def writing(self) -> AbstractContextManager[Work]: ...


class Outside(Protocol):
    """A place outside the database, for what must survive a change of the database."""

    def newest_checkpoint(self) -> bytes | None: ...

    def keep_checkpoint(self, number: int, content: bytes) -> None:
        """Raises `Raced` when there is one of this number."""
        ...

    def erased(self) -> frozenset[str]:
        """The records that were erased."""
        ...

    def note_erasure(self, record: str, at: datetime) -> None: ...


@dataclass(frozen=True)
class Clinic:
    """What a record says about the clinic that hosts it."""

    name: str
    time_zone: str
    document_language: Language
    demonstration: bool


#: Left, bottom, right, top in points on page 1.
Box = tuple[float, float, float, float]


class Sealed(Protocol):
    """A sealed file."""

    @property
    def content(self) -> bytes: ...

    @property
    def sha256(self) -> str:
        """Of the content, in hex."""
        ...

    @property
    def timestamped(self) -> bool:
        """Whether a timestamp authority confirmed the time."""
        ...


class Sealer(Protocol):
    """The clinic's seal."""

    def seal(self, pdf: bytes, *, at: datetime, field: Box | None) -> Sealed:
        """The file with the clinic's seal, and room for the physician's signature in a field; raises `SealError`."""
        ...


class Anchors(Protocol):
    """What a check of a sealed file trusts."""

    @property
    def root_pem(self) -> bytes:
        """The clinic's certificates to pin (PEM)."""
        ...

    def crl(self, now: datetime) -> bytes:
        """The list of certificates that were taken back (DER)."""
        ...


class Signers(Protocol):
    """The physicians' own keys, each under the physician's password."""

    def enrol(self, account: str, name: str, password: str, at: datetime) -> None:
        """A new key and certificate for a physician."""
        ...

    def enrolled(self, account: str, at: datetime) -> bool:
        """Whether the account has a key to sign with, now and for some time yet."""
        ...

    def countersign(
        self,
        pdf: bytes,
        *,
        account: str,
        password: str,
        name: str,
        outcome: str,
        at: datetime,
        time_zone: str,
        language: Language,
    ) -> Sealed:
        """The sealed file with the physician's signature in its field; raises `SealError`."""
        ...

    def revoke(self, account: str, at: datetime) -> None:
        """The physician's certificate counts for nothing that is signed from now on, and the key is gone; none is no error."""
        ...


class Renderer(Protocol):
    """The document of a closed record, or the notice that its last event calls for."""

    def __call__(self, record: Record, pack: ContentPack) -> bytes: ...
