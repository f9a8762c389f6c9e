"""Handing over: locked browsers, codes for another device, PINs."""

from datetime import datetime

from sqlalchemy import delete, insert, select, update

from informed.adapters import database as db
from informed.adapters.ledger.part import Part, stamp, time
from informed.ports import TabletLock


class HandOvers(Part):
    """The hand-overs of this transaction."""

    # --- locked browsers

    def add_lock(self, token: str, lock: TabletLock) -> None:
        values = {
            "token": token,
            "visit": lock.visit,
            "record": lock.record,
            "account": lock.account,
            "locked_at": stamp(lock.locked_at),
            "began": stamp(lock.began) if lock.began else None,
            "authenticated": stamp(lock.authenticated) if lock.authenticated else None,
        }
        self._connection.execute(insert(db.tablet_locks).values(values))

    def lock(self, token: str) -> TabletLock | None:
        row = self._connection.execute(select(db.tablet_locks).where(db.tablet_locks.c.token == token)).first()
        if row is None:
            return None
        began, proved = (time(at) if at else None for at in (row.began, row.authenticated))
        return TabletLock(row.visit, row.record, row.account, time(row.locked_at), began, proved)

    def end_lock(self, token: str) -> bool:
        return self._connection.execute(delete(db.tablet_locks).where(db.tablet_locks.c.token == token)).rowcount == 1

    # --- codes

    def add_code(self, code: str, record: str, expires: datetime) -> None:
        self.drop_code(record)
        values = {"code": code, "record": record, "expires": stamp(expires)}
        self._connection.execute(insert(db.hand_over_codes).values(values))

    def use_code(self, code: str, now: datetime) -> str | None:
        table = db.hand_over_codes
        counts = select(table.c.record).where(table.c.code == code, table.c.expires > stamp(now))
        record: str | None = self._connection.scalar(counts)
        gone = delete(table).where(table.c.code == code, table.c.expires > stamp(now))
        return record if self._connection.execute(gone).rowcount == 1 else None

    def drop_code(self, record: str) -> None:
        self._connection.execute(delete(db.hand_over_codes).where(db.hand_over_codes.c.record == record))

    def forget_hand_overs(self, now: datetime, locked_before: datetime) -> None:
        self._connection.execute(delete(db.hand_over_codes).where(db.hand_over_codes.c.expires <= stamp(now)))
        self._connection.execute(delete(db.tablet_locks).where(db.tablet_locks.c.locked_at < stamp(locked_before)))

    # --- PINs

    def keep_pin(self, account: str, hash: str) -> None:
        same = db.pins.c.account == account
        if not self._connection.execute(update(db.pins).where(same).values(hash=hash)).rowcount:
            self._connection.execute(insert(db.pins).values(account=account, hash=hash))

    def pin(self, account: str) -> str | None:
        found: str | None = self._connection.scalar(select(db.pins.c.hash).where(db.pins.c.account == account))
        return found

    def clear_pin(self, account: str) -> bool:
        return self._connection.execute(delete(db.pins).where(db.pins.c.account == account)).rowcount == 1
