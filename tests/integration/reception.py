"""A receptionist who hands a record over, as the screens would."""

from informed.record import Record
from informed.service.handover import Handed, HandOver
from tests.factories import PASSWORD, House
from tests.integration.people import person

PIN = "408162"


class Reception:
    """A receptionist who has a PIN, and an open record."""

    def __init__(self, house: House, name: str = "lan"):
        self.house = house
        self.token = person(house, name)
        house.service.pins.choose(self.token, PASSWORD, PIN, PIN)
        self.record_id = house.record(house.begin()).id

    @property
    def commands(self) -> HandOver:
        return self.house.service.hand_over

    def hands_over(self, held: str = "") -> Handed:
        return self.commands.on_this_tablet(self.token, self.record_id, held)

    def now(self) -> Record:
        with self.house.ledger.reading() as work:
            return Record(work.events(self.record_id))

    def types(self) -> list[str]:
        return [event.header.type for event in self.now().events]
