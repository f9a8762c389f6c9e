"""What the parts of one transaction share: its connection, the data keys, and how times are stored."""

from datetime import UTC, datetime

from sqlalchemy import Connection

from informed.adapters.data_keys import DataKeys
from informed.errors import NotFound


class Part:
    """A part of a transaction."""

    _connection: Connection
    _keys: DataKeys

    def key(self, record: str) -> bytes:
        """The data key of a record; raises `NotFound` when there is no such record, or it was erased.

        A transaction that writes holds it to its end: those who write to one record, or erase it, take turns.
        """
        key = self._keys.find(
            self._connection, record, hold=self._connection.get_execution_options().get("writing", False)
        )
        if key is None:
            raise NotFound("no such record")
        return key


def stamp(moment: datetime) -> str:
    """A time as text that sorts as the time does."""
    return moment.astimezone(UTC).isoformat(timespec="microseconds")


def time(stamp: str) -> datetime:
    return datetime.fromisoformat(stamp)
