"""The index beside the events: a projection, so that it must say what they say."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import fields
from typing import Any

from informed.audit.beside import Beside
from informed.audit.findings import Findings, Kind
from informed.audit.rows import RawIndex
from informed.errors import InformedError, KeyFault, NotFound, Tampered
from informed.events import CLINIC, Event


class Listed:
    """The rows of the index, in step with the records of the ledger."""

    def __init__(self, rows: Iterable[RawIndex], fold: Callable[[tuple[Event, ...]], Any], found: Findings):
        self._fold = fold
        self._found = found
        self._rows = Beside(self._named(rows))

    def compare(self, record: str, erased: bool, events: tuple[Event, ...]) -> None:
        """The row of the record that comes next; its values too when there are events."""
        self.pass_over(record)
        row = self._rows.of(record)
        expected = not erased and record != CLINIC
        if row and not expected:
            self._tell(record, "has a row in the index, and must have none")
        elif expected and not row:
            self._tell(record, "has no row in the index")
        elif row and events:
            self._compare_values(row, events)

    def pass_over(self, record: str | None) -> None:
        """Tell of rows before this record, or of all that are left."""
        for row in self._rows.before(record):
            self._tell(row.record, "has a row in the index, and no events")

    def _compare_values(self, row: RawIndex, events: tuple[Event, ...]) -> None:
        try:
            said = self._fold(events)
        except InformedError as error:
            sentence = f"The events of record {row.record} do not make a record: {error}."
            self._found.tell(Kind.UNREADABLE, row.record, None, sentence)
            return
        try:
            stored = row.read()
        except (NotFound, Tampered, KeyFault, ValueError, TypeError):
            self._tell(row.record, "has a row in the index that cannot be read")
            return
        wrong = [field.name for field in fields(said) if getattr(stored, field.name) != getattr(said, field.name)]
        if wrong:
            self._tell(row.record, f"has a row in the index that differs from its events in {', '.join(wrong)}")

    def _named(self, rows: Iterable[RawIndex]) -> Iterator[RawIndex]:
        for row in rows:
            if isinstance(row.record, str):
                yield row
            else:
                self._found.tell(Kind.INDEX_DIFFERS, None, None, "A row of the index has a record id that is no text.")

    def _tell(self, record: str, what: str) -> None:
        self._found.tell(Kind.INDEX_DIFFERS, record, None, f"Record {record} {what}.")
