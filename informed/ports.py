"""What the service needs from the outside world: Protocols of a few lines. The adapters implement them; tests use small
fakes.
"""

from collections.abc import Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from informed.content import ContentPack, Language
from informed.events import Event, Exact, Header
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
class Account:
    """A member of staff."""

    id: str
    name: str
    role: str
    password_hash: str
    active: bool


@dataclass(frozen=True)
class StaffSession:
    """A signed-in browser of a member of staff; times are UTC."""

    account: Account
    began: datetime
    seen: datetime


@dataclass(frozen=True)
class IndexRow:
    """What the staff list needs of a record: a projection, rebuilt from the events at will."""

    record: str
    opened_at: datetime
    changed_at: datetime
    status: str
    name: str
    date_of_birth: str
    record_number: str
    language: str
    stops: int
    cautions: int
    unsure: int
    questions: int


class Work(Protocol):
    """One transaction. Leaving it without an error makes everything durable; an error undoes all of it."""

    def events(self, record: str, after: int = 0) -> tuple[Event, ...]:
        """The events of a record with a sequence number above `after`."""
        ...

    def record_of(self, tap: str) -> str | None:
        """The record in which a tap made an event."""
        ...

    def append(self, header: Header, payload: Exact) -> Event: ...

    def leave_mark(self, now: datetime) -> None:
        """Write something small that nobody reads: only writing shows that the ledger can be written."""
        ...

    def index(self, row: IndexRow) -> None: ...

    def indexed(self, before: tuple[datetime, str] | None, limit: int) -> Sequence[IndexRow]:
        """The newest rows, or those opened before a (time, record id)."""
        ...

    def keep_pack(self, pack: ContentPack) -> None:
        """Keep a pack, whole, under its fingerprint; keeping it again changes nothing."""
        ...

    def kept_pack(self, sha256: str) -> ContentPack | None: ...

    def add_visit(self, visit: Visit, ticket: str) -> None: ...

    def redeem(self, ticket: str, cookie: str) -> bool:
        """Exchange a ticket for a cookie, once; both are fingerprints."""
        ...

    def visit(self, *, id: str | None = None, cookie: str | None = None) -> Visit | None: ...

    def end_visits(self, record: str) -> None: ...

    def add_account(self, account: Account) -> None: ...

    def account(self, name: str) -> Account | None: ...

    def has_accounts(self) -> bool: ...

    def add_session(self, token: str, account: str, now: datetime) -> None: ...

    def session(self, token: str) -> StaffSession | None: ...

    def touch_session(self, token: str, now: datetime) -> None: ...

    def end_session(self, token: str) -> None: ...

    def failures(self, key: str) -> tuple[int, datetime] | None:
        """How often a sign-in failed in a row for a name or address, and when last."""
        ...

    def count_failure(self, key: str, now: datetime) -> None: ...

    def clear_failures(self, key: str) -> None: ...


class Ledger(Protocol):
    """The durable store of everything."""

    def reading(self) -> AbstractContextManager[Work]: ...

    def writing(self) -> AbstractContextManager[Work]: ...


@dataclass(frozen=True)
class Clinic:
    """What a record says about the clinic that hosts it."""

    name: str
    time_zone: str
    document_language: Language
    demonstration: bool


class Renderer(Protocol):
    """The document of a closed record."""

    def __call__(self, record: Record, pack: ContentPack) -> bytes: ...
