"""The staff list, and finding a person in it: names are encrypted, and found by keyed hashes of their folded words."""

import hashlib
import hmac
import json
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from functools import partial
from typing import Any

from sqlalchemy import Row, Select, bindparam, delete, func, insert, select, tuple_, update

from informed.adapters import cipher
from informed.adapters import database as db
from informed.adapters.ledger import finding
from informed.adapters.ledger.part import Part, by_code_points, stamp, time
from informed.audit import RawIndex
from informed.errors import NotFound
from informed.patient import SearchTerm, search_terms
from informed.ports import IndexRow

#: The fields of an index row that say who somebody is.
PERSON = ("name", "date_of_birth", "record_number")
TIMES = ("opened_at", "changed_at", "called_at", "read_at")

#: The columns that a record's first event decides for good.
FIXED = ("record", "opened_at", "person")
_COLUMNS = [column.name for column in db.record_index.c if column.name not in FIXED]
#: The statement of every tap.
_CHANGE = db.Compiled(update(db.record_index).where(db.record_index.c.record == bindparam("of")), _COLUMNS)


class People(Part):
    """The index of this transaction."""

    def index(self, row: IndexRow) -> None:
        times = {name: stamp(moment) for name in TIMES if (moment := getattr(row, name))}
        values = vars(row) | times
        if _CHANGE.run(self._connection, values | {"of": row.record}).rowcount:
            return
        person = json.dumps([values.pop(field) for field in PERSON], ensure_ascii=False).encode()
        sealed = cipher.seal(self.key(row.record), person, "record_index", row.record)
        self._connection.execute(insert(db.record_index), values | {"person": sealed})
        self._make_findable(row)

    def indexed(
        self,
        before: tuple[datetime, str] | None,
        limit: int,
        terms: Iterable[SearchTerm] = (),
        status: str = "",
        since: datetime | None = None,
    ) -> Sequence[IndexRow]:
        table, filters = db.record_index, []
        if before:
            filters.append(tuple_(table.c.opened_at, table.c.record) < (stamp(before[0]), before[1]))
        if since:
            filters.append(table.c.opened_at >= stamp(since))
        if status:
            filters.append(table.c.status == status)
        rows, tokens = self._rows(), finding.by_rarity(self._connection, self._tokens(terms))
        if tokens:
            found = finding.found(filters, tokens, limit)
            rows = rows.join(found, found.c.record == table.c.record)
        else:
            rows = rows.where(*filters)
        return [self._row(row) for row in self._connection.execute(finding.newest(rows, limit))]

    def starting_with(self, start: str) -> Sequence[str]:
        id = db.record_index.c.record
        return self._connection.scalars(select(id).where(id.startswith(start, autoescape=True)).limit(2)).all()

    def last_changed(self) -> datetime | None:
        newest = self._connection.scalar(select(func.max(db.record_index.c.changed_at)))
        return time(newest) if newest else None

    def waiting(self) -> Sequence[str]:
        table = db.record_index
        return self._connection.scalars(select(table.c.record).where(table.c.document == "waiting")).all()

    def calling(self, limit: int) -> Sequence[IndexRow]:
        table = db.record_index
        query = self._rows().where(table.c.called_at.is_not(None)).order_by(table.c.called_at).limit(limit)
        return [self._row(row) for row in self._connection.execute(query)]

    def raw_index(self) -> Iterator[RawIndex]:
        """Every row of the index, by record."""
        order = by_code_points(self._connection, db.record_index.c.record)
        for row in self._connection.execute(self._rows(outer=True).order_by(order)):
            yield RawIndex(row.record, partial(self._row, row))

    @staticmethod
    def _rows(*, outer: bool = False) -> Select[Any]:
        """The rows with their keys; with `outer` also those that have none."""
        table, keys = db.record_index, db.data_keys
        return select(table, keys.c.key_id, keys.c.wrapped).join(keys, keys.c.owner == table.c.record, isouter=outer)

    def _row(self, row: Row[Any]) -> IndexRow:
        values = dict(row._mapping)
        key_id, wrapped = values.pop("key_id"), values.pop("wrapped")
        if wrapped is None:
            raise NotFound("no such record")
        key = self._keys.open(row.record, key_id, wrapped)
        person = cipher.unseal(key, values.pop("person"), "record_index", row.record)
        who = dict(zip(PERSON, json.loads(person), strict=True))
        times = {name: time(stamped) for name in TIMES if (stamped := values[name])}
        return IndexRow(**values | who | times)

    def _make_findable(self, row: IndexRow) -> None:
        terms = search_terms(row.name, row.date_of_birth, row.record_number)
        rows = [{"token": token, "record": row.record} for token in self._tokens(terms)]
        self._connection.execute(insert(db.search_tokens), rows)

    def _tokens(self, terms: Iterable[SearchTerm]) -> set[bytes]:
        """The blind index (HMAC-SHA256) of search terms."""
        if not (terms := set(terms)):
            return set()
        key = self._keys.of_clinic(self._connection, "index")
        return {hmac.digest(key, f"{kind}|{text}".encode(), hashlib.sha256) for kind, text in terms}

    def _forget_person(self, record: str) -> None:
        for table in (db.record_index, db.search_tokens):
            self._connection.execute(delete(table).where(table.c.record == record))
