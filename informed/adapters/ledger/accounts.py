"""Accounts of staff, the links that set them up, their sessions, and failed sign-ins."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Row, delete, insert, select, text, true, update

from informed.adapters import database as db
from informed.adapters.ledger.part import Part, stamp, time
from informed.ports import Account, StaffSession

_HELD = text("insert into sign_in_failure (key, count, last) values (:key, 0, '') on conflict do nothing")


class Accounts(Part):
    """The accounts of this transaction."""

    def add_account(self, account: Account) -> None:
        self._connection.execute(insert(db.accounts).values(asdict(account)))

    def account(self, name: str) -> Account | None:
        return next(iter(self._accounts(db.accounts.c.name == name)), None)

    def accounts(self) -> Sequence[Account]:
        return self._accounts(true())

    def account_of(self, subject: str) -> Account | None:
        return next(iter(self._accounts(db.accounts.c.subject == subject)), None)

    def _accounts(self, wanted: ColumnElement[bool]) -> list[Account]:
        """A transaction that writes holds what it read to its end: who signs in and who deactivates take turns."""
        query = select(db.accounts).where(wanted).order_by(db.accounts.c.name)
        return [_account(row) for row in self._connection.execute(query.with_for_update() if self._writing else query)]

    def change_account(self, account: Account) -> None:
        may_change = {"role", "password_hash", "active", "display"}
        values = {name: value for name, value in asdict(account).items() if name in may_change}
        self._connection.execute(update(db.accounts).where(db.accounts.c.id == account.id).values(values))

    def has_accounts(self) -> bool:
        return self._connection.execute(select(db.accounts.c.id).limit(1)).first() is not None

    # --- links

    def add_set_up(self, code: str, account: str, expires: datetime) -> None:
        self.end_set_ups(account)
        values = {"code": code, "account": account, "expires": stamp(expires)}
        self._connection.execute(insert(db.set_ups).values(values))

    def set_up(self, code: str, now: datetime) -> str | None:
        query = select(db.set_ups.c.account).where(db.set_ups.c.code == code, db.set_ups.c.expires > stamp(now))
        found: str | None = self._connection.scalar(query)
        return found

    def end_set_ups(self, account: str) -> bool:
        return self._connection.execute(delete(db.set_ups).where(db.set_ups.c.account == account)).rowcount > 0

    # --- sessions

    def add_session(
        self,
        token: str,
        account: str,
        now: datetime,
        authenticated: datetime | None = None,
        began: datetime | None = None,
    ) -> None:
        proved = stamp(authenticated) if authenticated else None
        values = {
            "token": token,
            "account": account,
            "began": stamp(began or now),
            "seen": stamp(now),
            "authenticated": proved,
        }
        self._connection.execute(insert(db.sessions).values(values))

    def session(self, token: str) -> StaffSession | None:
        query = select(db.sessions, db.accounts).join(db.accounts).where(db.sessions.c.token == token)
        row = self._connection.execute(query).first()
        if row is None:
            return None
        proved = time(row.authenticated) if row.authenticated else None
        return StaffSession(_account(row), time(row.began), time(row.seen), proved)

    def touch_session(self, token: str, now: datetime) -> None:
        self._connection.execute(update(db.sessions).where(db.sessions.c.token == token).values(seen=stamp(now)))

    def end_session(self, token: str) -> None:
        self._connection.execute(delete(db.sessions).where(db.sessions.c.token == token))

    def end_sessions(self, account: str) -> None:
        self._connection.execute(delete(db.sessions).where(db.sessions.c.account == account))
        suspended = update(db.tablet_locks).where(db.tablet_locks.c.account == account)
        self._connection.execute(suspended.values(began=None, authenticated=None))

    # --- failed sign-ins

    def failures(self, key: str) -> tuple[int, datetime] | None:
        """A transaction that counts holds the count to its end, also that of a key without any, so that tries take turns."""
        self._connection.execute(_HELD, {"key": key})
        query = select(db.failures).where(db.failures.c.key == key).with_for_update()
        row = self._connection.execute(query).first()
        return (row._mapping["count"], time(row.last)) if row and row._mapping["count"] else None

    def count_failure(self, key: str, now: datetime) -> None:
        table = db.failures
        more = update(table).where(table.c.key == key).values(count=table.c.count + 1, last=stamp(now))
        if not self._connection.execute(more).rowcount:
            self._connection.execute(insert(table).values(key=key, count=1, last=stamp(now)))

    def clear_failures(self, key: str) -> None:
        self._connection.execute(delete(db.failures).where(db.failures.c.key == key))


def _account(row: Row[Any]) -> Account:
    return Account(row.id, row.name, row.role, row.password_hash, row.active, row.display, row.subject)
