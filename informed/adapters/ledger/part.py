"""What the parts of one transaction share: its connection, the data keys, and how times are stored."""

from datetime import UTC, datetime

from sqlalchemy import Column, ColumnElement, Connection, collate

from informed.adapters.data_keys import DataKeys
from informed.errors import NotFound


class Part:
    """A part of a transaction."""

    _connection: Connection
    _keys: DataKeys
    #: Whether this transaction may write.
    _writing: bool
    #: The keys of records that this transaction holds.
    _held: dict[str, bytes]
    #: The ends of chains that this transaction has seen: sequence and hash of the last event. On SQLite nobody writes beside
    #: it; on PostgreSQL the primary key refuses an event that another was first to write.
    _ends: dict[str, tuple[int, bytes]]

    def key(self, record: str) -> bytes:
        """The data key of a record; raises `NotFound` when there is no such record, or it was erased.

        A transaction that writes holds it to its end: those who write to one record, or erase it, take turns; so it is looked
        up once.
        """
        if held := self._held.get(record):
            return held
        key = self._keys.find(self._connection, record, hold=self._writing)
        if key is None:
            raise NotFound("no such record")
        if self._writing:
            self._held[record] = key
        return key


def by_code_points(connection: Connection, column: Column[str]) -> ColumnElement[str]:
    """A column to sort by as Python sorts; PostgreSQL would follow the language of its database."""
    return collate(column, "C") if connection.dialect.name == "postgresql" else column


def stamp(moment: datetime) -> str:
    """A time as text that sorts as the time does."""
    return moment.astimezone(UTC).isoformat(timespec="microseconds")


def time(stamp: str) -> datetime:
    return datetime.fromisoformat(stamp)
