"""Statements of every tap, put together once for each engine.

SQLAlchemy takes several times as long to look up a statement, bind its values and wrap its answer as SQLite takes to run it:
with these an append costs two thirds. The database's own types come back: bytes as bytes, on SQLite 0 and 1 for a boolean.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import Connection, CursorResult, Delete, Insert, Select, Update


class Compiled:
    """One statement; `columns` are those that an insert or an update writes, all when it does not say."""

    def __init__(self, statement: "Select[Any] | Insert | Update | Delete", columns: Iterable[str] | None = None):
        self._statement = statement
        self._columns = list(columns) if columns is not None else None
        self._made: dict[str, tuple[str, Mapping[str, Any], list[str] | None]] = {}

    def run(self, connection: Connection, values: Mapping[str, Any]) -> CursorResult[Any]:
        """Run it with these values by name; those that it has no place for are left out."""
        sql, fixed, places = self._made.get(connection.dialect.name) or self._compile(connection)
        given = {**fixed, **values} if fixed else values
        if places is None:
            return connection.exec_driver_sql(sql, dict(given))
        return connection.exec_driver_sql(sql, tuple([given[name] for name in places]))

    def _compile(self, connection: Connection) -> tuple[str, Mapping[str, Any], list[str] | None]:
        compiled = self._statement.compile(dialect=connection.dialect, column_keys=self._columns)
        fixed = {name: value for name, value in compiled.params.items() if value is not None}
        made = str(compiled), fixed, compiled.positiontup
        self._made[connection.dialect.name] = made
        return made
