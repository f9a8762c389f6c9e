"""What handing a tablet over needs to keep: locked browsers, codes for another device, PINs."""

from datetime import datetime
from typing import Protocol

from informed.ports.rows import TabletLock


class HandOvers(Protocol):
    """The hand-overs of a transaction; tokens and codes are fingerprints."""

    def add_lock(self, token: str, lock: TabletLock) -> None: ...

    def lock(self, token: str) -> TabletLock | None: ...

    def end_lock(self, token: str) -> bool:
        """Whether there was one; of two transactions at once only one is told so."""
        ...

    def add_code(self, code: str, record: str, expires: datetime) -> None:
        """Keep a code, in the place of an older one for this record."""
        ...

    def drop_code(self, record: str) -> None:
        """The record's code counts no more, if there is one."""
        ...

    def use_code(self, code: str, now: datetime) -> str | None:
        """The record of a code that counts, which is then gone; of two transactions at once only one is told it."""
        ...

    def forget_hand_overs(self, now: datetime, locked_before: datetime) -> None:
        """Drop codes that are too old, and locks older than a time."""
        ...

    def keep_pin(self, account: str, hash: str) -> None:
        """Keep a PIN's hash, in the place of an older one."""
        ...

    def pin(self, account: str) -> str | None: ...

    def clear_pin(self, account: str) -> bool:
        """Whether there was one."""
        ...
