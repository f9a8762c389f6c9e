"""Somebody who administers the database and has no key: reads what is stored, and changes it behind the program's back."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Connection, text

from informed.adapters.database import connect
from tests.factories import House
from tests.integration.postgres import SUPERUSER, as_user

#: What an administrator does first: the guards against accidents are taken away.
_GUARDS = {
    "sqlite": [f"drop trigger if exists event_no_{change}" for change in ("update", "delete", "replace")],
    "postgresql": ["alter table event disable trigger all"],
}


class Administrator:
    """Of the database of a house; statements are SQL of both engines, with values as `:name`."""

    def __init__(self, house: House):
        self._url = as_user(house.url, SUPERUSER)

    def rows(self, statement: str, **values: Any) -> list[tuple[Any, ...]]:
        """What a query finds."""
        with self._connection() as connection:
            return [tuple(row) for row in connection.execute(text(statement), values)]

    def tables(self, *names: str) -> dict[str, list[tuple[Any, ...]]]:
        """All that stands in these tables."""
        with self._connection() as connection:
            found = {name: connection.execute(text(f"select * from {name}")).all() for name in names}
        return {name: sorted((tuple(row) for row in rows), key=repr) for name, rows in found.items()}

    def value(self, statement: str, **values: Any) -> Any:
        """The one value that a query finds."""
        ((found,),) = self.rows(statement, **values)
        return found

    def change(self, *statements: str, **values: Any) -> None:
        """Run statements that each change something, with the triggers away."""
        with self._connection() as connection:
            for guard in _GUARDS[connection.dialect.name]:
                connection.exec_driver_sql(guard)
            for statement in statements:
                used = {name: value for name, value in values.items() if f":{name}" in statement}
                assert connection.execute(text(statement), used).rowcount != 0, statement  # -1: it counts no rows

    @contextmanager
    def _connection(self) -> Iterator[Connection]:
        engine = connect(self._url)
        try:
            with engine.connect().execution_options(writing=True) as connection, connection.begin():
                yield connection
        finally:
            engine.dispose()
