"""What the service asks of the world: the time, unguessable values, the content, a place outside the database."""

from datetime import datetime
from typing import Protocol

from informed.content import ContentPack


class Clock(Protocol):
    """The server's time."""

    def now(self) -> datetime:
        """The present moment, UTC."""
        ...


class Secrets(Protocol):
    """Unguessable values, and passwords that are stored only as hashes."""

    def record_id(self) -> str: ...

    def token(self) -> str: ...

    def short_code(self) -> str:
        """A code that people read out and type: 8 of the 31 capitals and digits that are not mistaken for one another."""
        ...

    def fingerprint(self, token: str) -> str:
        """What is stored instead of a token."""
        ...

    def hash_password(self, password: str) -> str: ...

    def password_matches(self, password: str, stored: str | None) -> bool:
        """Whether a password belongs to a stored hash; takes as long when there is none."""
        ...


class Packs(Protocol):
    """The content of this installation."""

    def offered(self) -> tuple[ContentPack, ...]:
        """The packs that new records use, in the clinic's order; at least one."""
        ...

    def current(self) -> ContentPack:
        """The first of them."""
        ...


class Outside(Protocol):
    """A place outside the database, for what must survive a change of the database."""

    def newest_checkpoint(self) -> bytes | None: ...

    def newest_number(self) -> int:
        """The number of the newest checkpoint, without reading it; 0 for none."""
        ...

    def keep_checkpoint(self, number: int, content: bytes) -> None:
        """Raises `Raced` when there is one of this number."""
        ...

    def erased(self) -> frozenset[str]:
        """The records that were erased."""
        ...

    def note_erasure(self, record: str, at: datetime) -> None: ...
