"""The outside world of the tests, small and obedient."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import count

from informed.content import ContentPack
from informed.errors import SealError
from informed.record import Record

NOON = datetime(2026, 11, 23, 5, 0, tzinfo=UTC)


class FakeClock:
    """Stands still until a test moves it."""

    def __init__(self, now: datetime = NOON):
        self._now = now

    def now(self) -> datetime:
        return self._now

    def passes(self, **time: float) -> None:
        self._now += timedelta(**time)


class FakeSecrets:
    """Distinct values without waiting; `checks` lists every password that was compared with a stored one."""

    def __init__(self, prefix: str = "a") -> None:
        self._prefix = prefix
        self._count = count(1)
        self.checks: list[tuple[str, str | None]] = []

    def record_id(self) -> str:
        return f"{self._prefix}{next(self._count):025}"

    def token(self) -> str:
        return f"token-{self._prefix}-{next(self._count):020}"

    def short_code(self) -> str:
        return f"{self._prefix.upper()[:1]}{next(self._count):07}".replace("0", "Z").replace("1", "Y")

    def fingerprint(self, token: str) -> str:
        return f"print of {token}"

    def hash_password(self, password: str) -> str:
        return f"hash of {password}"

    def password_matches(self, password: str, stored: str | None) -> bool:
        self.checks.append((password, stored))
        return stored == f"hash of {password}"


@dataclass(frozen=True)
class FixedPack:
    """The port `Packs` with one pack, or with others after it."""

    pack: ContentPack
    others: tuple[ContentPack, ...] = ()

    def offered(self) -> tuple[ContentPack, ...]:
        return (self.pack, *self.others)

    def current(self) -> ContentPack:
        return self.pack


def render(record: Record, pack: ContentPack, scans: Sequence[bytes] = ()) -> bytes:
    """A document that says which record and words it was made of, with the scans after it."""
    return b"\n".join([f"{record.id} {record.status} {len(record.events)} {pack.id} {pack.version}".encode(), *scans])


def render_notice(record: Record, pack: ContentPack) -> bytes:
    """A notice that says which event of which record it is about."""
    return f"notice {record.id} {record.events[-1].header.type} {pack.version}".encode()


@dataclass(frozen=True)
class SealedFake:
    """What `FakeSealer` makes."""

    content: bytes
    sha256: str
    timestamped: bool = False


class FakeSealer:
    """A seal that anybody can read: the file, a line end, and when; while `broken` it raises."""

    broken = False

    def seal(self, pdf: bytes, *, at: datetime, field: object) -> SealedFake:
        if self.broken:
            raise SealError("the seal is broken")
        content = pdf + f"\nsealed {at:%H:%M:%S}".encode()
        return SealedFake(content, hashlib.sha256(content).hexdigest())


class NoAnchors:
    """A clinic without certificates."""

    root_pem = b""

    def crl(self, now: datetime) -> bytes:
        return b""


class FakeSigners:
    """Physicians who sign with their name; `keys` holds what opens each account's key, `revoked` lists accounts."""

    def __init__(self) -> None:
        self.keys: dict[str, str] = {}
        self.revoked: list[str] = []

    def enrol(self, account: str, name: str, password: str, at: datetime) -> None:
        self.keys[account] = password

    def enrolled(self, account: str, at: datetime) -> bool:
        return account in self.keys

    def countersign(self, pdf: bytes, *, name: str, outcome: str, **_: object) -> SealedFake:
        content = pdf + f"\nsigned by {name}: {outcome}".encode()
        return SealedFake(content, hashlib.sha256(content).hexdigest())

    def revoke(self, account: str, at: datetime) -> None:
        if self.keys.pop(account, None):
            self.revoked.append(account)
