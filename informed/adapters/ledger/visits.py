"""Visits: which browser holds which record."""

from sqlalchemy import bindparam, insert, select, update

from informed.adapters import database as db
from informed.adapters.ledger.part import Part
from informed.ports import Visit

#: The statements of every run of a screen.
_BY_ID = db.Compiled(select(db.visits).where(db.visits.c.id == bindparam("wanted")))
_BY_COOKIE = db.Compiled(select(db.visits).where(db.visits.c.cookie == bindparam("wanted")))


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
        find, wanted = (_BY_ID, id) if id is not None else (_BY_COOKIE, cookie)
        row = find.run(self._connection, {"wanted": wanted}).first()
        return Visit(row.id, row.record, bool(row.ended)) if row else None

    def end_visits(self, record: str) -> None:
        self._connection.execute(
            update(db.visits).where(db.visits.c.record == record).values(ended=True, ticket=None, cookie=None)
        )
