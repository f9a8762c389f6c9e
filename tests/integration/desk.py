"""A member of staff at the closing commands of a house, as the record's page would use them."""

from datetime import date

from informed import events as e
from informed.record import Record
from informed.service.closing import Closing
from tests.factories import House
from tests.fakes import NOON

TODAY = NOON.date()
ITEM = "flag:UNREGISTERED"


class Desk:
    """A signed-in member of staff at a house's closing commands."""

    def __init__(self, house: House, name: str = "binh", role: str = "physician"):
        self.house, self.name = house, name
        self.id = house.account(name=name, role=role)
        self.token = house.staff.sign_in(name, "right", "192.0.2.1")

    @property
    def closing(self) -> Closing:
        return self.house.service.closing

    def dispose(
        self, record: Record, item: str = ITEM, disposition: e.Disposition = "discussed", note: str = ""
    ) -> Record:
        return self.closing.dispose(self.token, record.id, item, disposition, note)

    def dispose_all(self, record: Record) -> Record:
        """Every open item is closed."""
        for item in self.closing.undisposed(record):
            record = self.dispose(record, item.key)
        return record

    def countersign(self, record: Record, *, seen: int | None = None, password: str = "right") -> Record:
        """Close the record as the page would that shows all of it."""
        seen = len(record.events) if seen is None else seen
        return self.closing.countersign(
            self.token, record.id, outcome="more_time", note="Hẹn lại.", password=password, seen=seen
        )

    def withdraw(self, record: Record, on: date = TODAY, reason: str = "") -> Record:
        return self.closing.withdraw(self.token, record.id, on, reason)

    def enter_in_error(self, record: Record, reason: str = "người khác") -> Record:
        return self.closing.enter_in_error(self.token, record.id, reason)

    def correct(self, record: Record, text: str = "Số lô là L-18.") -> Record:
        return self.closing.correct(self.token, record.id, text)

    def now(self, record: Record) -> Record:
        return self.closing.again(self.token, record.id)[0]


def signed(house: House) -> Record:
    return house.record(house.signed())


def kinds(record: Record) -> list[str]:
    return [file.kind for file in record.sealed]


def count(record: Record, kind: type[e.Exact]) -> int:
    return sum(isinstance(event.payload, kind) for event in record.events)
