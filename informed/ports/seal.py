"""Documents: rendered, sealed, countersigned, and what a check of them trusts."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from informed.content import ContentPack, Language
from informed.events import Outcome
from informed.record import Record

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
        outcome: Outcome,
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
    """The document of a closed record; the scans of signed paper go into it."""

    def __call__(self, record: Record, pack: ContentPack, scans: Sequence[bytes] = ()) -> bytes: ...


class NoticeRenderer(Protocol):
    """The notice that a record's last event calls for."""

    def __call__(self, record: Record, pack: ContentPack) -> bytes: ...
