"""Visits: which browser holds which record."""

from datetime import datetime

from sqlalchemy import bindparam, insert, select, update

from informed.adapters import database as db
from informed.adapters.ledger.part import Part, stamp, time
from informed.ports import Visit

#: The statements of every run of a screen.
_BY_ID = db.Compiled(select(db.visits).where(db.visits.c.id == bindparam("wanted")))
_BY_COOKIE = db.Compiled(select(db.visits).where(db.visits.c.cookie == bindparam("wanted")))


class Visits(Part):
    """The visits of this transaction."""

    def add_visit(self, visit: Visit, ticket: str) -> None:
        values = {"id": visit.id, "record": visit.record, "ticket": ticket, "ended": visit.ended}
        seen = stamp(visit.seen) if visit.seen else None
        self._connection.execute(insert(db.visits).values({**values, "seen": seen}))

    def redeem(self, ticket: str, cookie: str) -> bool:
        table = db.visits
        unused = update(table).where(table.c.ticket == ticket, table.c.ended.is_(False))
        return self._connection.execute(unused.values(ticket=None, cookie=cookie)).rowcount == 1

    def visit(self, *, id: str | None = None, cookie: str | None = None) -> Visit | None:
        find, wanted = (_BY_ID, id) if id is not None else (_BY_COOKIE, cookie)
        row = find.run(self._connection, {"wanted": wanted}).first()
        if row is None:
            return None
        seen, paused = (time(at) if at else None for at in (row.seen, row.paused_at))
        return Visit(row.id, row.record, bool(row.ended), seen, paused)

    def hear_visit(self, id: str, now: datetime) -> None:
        self._connection.execute(update(db.visits).where(db.visits.c.id == id).values(seen=stamp(now)))

    def pause_visit(self, id: str, since: datetime) -> None:
        self._connection.execute(update(db.visits).where(db.visits.c.id == id).values(paused_at=stamp(since)))

    def resume_visit(self, id: str, now: datetime) -> None:
        values = {"seen": stamp(now), "paused_at": None}
        self._connection.execute(update(db.visits).where(db.visits.c.id == id).values(values))

    def end_visits(self, record: str) -> None:
        self._connection.execute(
            update(db.visits).where(db.visits.c.record == record).values(ended=True, ticket=None, cookie=None)
        )
