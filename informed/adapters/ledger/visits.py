"""Visits: which browser holds which record."""

from sqlalchemy import bindparam, insert, select, update

from informed.adapters import database as db
from informed.adapters.ledger.part import Part
from informed.ports import Visit

#: The statements of every run, made once.
_BY_ID = select(db.visits).where(db.visits.c.id == bindparam("wanted"))
_BY_COOKIE = select(db.visits).where(db.visits.c.cookie == bindparam("wanted"))


class Visits(Part):
    """The visits of this transaction."""

    def add_visit(self, visit: Visit, ticket: str) -> None:
        values = {"id": visit.id, "record": visit.record, "ticket": ticket, "ended": visit.ended}
        self._connection.execute(insert(db.visits).values(values))

    def redeem(self, ticket: str, cookie: str) -> bool:
        table = db.visits
        unused = update(table).where(table.c.ticket == ticket, table.c.ended.is_(False))
        return self._connection.execute(unused.values(ticket=None, cookie=cookie)).rowcount == 1

    def visit(self, *, id: str | None = None, cookie: str | None = None) -> Visit | None:
        found = (_BY_ID, id) if id is not None else (_BY_COOKIE, cookie)
        row = self._connection.execute(found[0], {"wanted": found[1]}).first()
        return Visit(row.id, row.record, row.ended) if row else None

    def end_visits(self, record: str) -> None:
        self._connection.execute(
            update(db.visits).where(db.visits.c.record == record).values(ended=True, ticket=None, cookie=None)
        )
