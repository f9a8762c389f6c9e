"""Members of staff, their sessions, and failed sign-ins."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from informed.members import Account, StaffSession


class Accounts(Protocol):
    """The accounts of a transaction."""

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

    def add_session(
        self,
        token: str,
        account: str,
        now: datetime,
        authenticated: datetime | None = None,
        began: datetime | None = None,
    ) -> None:
        """A session that is used now, and began now or, when it was suspended, before."""
        ...

    def session(self, token: str) -> StaffSession | None: ...

    def touch_session(self, token: str, now: datetime) -> None: ...

    def end_session(self, token: str) -> None: ...

    def end_sessions(self, account: str) -> None:
        """End all sessions of an account, also those that are suspended in a tablet that was handed over."""
        ...

    def failures(self, key: str) -> tuple[int, datetime] | None:
        """How often a sign-in failed in a row for a name or address, and when last."""
        ...

    def count_failure(self, key: str, now: datetime) -> None: ...

    def clear_failures(self, key: str) -> None: ...
