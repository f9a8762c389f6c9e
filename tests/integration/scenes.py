"""Records of a house in every state that a command of the matrix needs, and people of every role."""

from dataclasses import dataclass

from informed.content import Language
from informed.record import Record
from tests.factories import House, patient, tap
from tests.integration.desk import Desk
from tests.integration.test_desk import NEEDLES
from tests.integration.test_paper import SCAN

ROLES = ("front_desk", "physician", "admin", "auditor")
#: Roles that do not exist.
NOBODY = ("patient", "")


@dataclass
class Scene:
    """A record as a command needs it, and what else it names."""

    house: House
    record: Record
    other: str = ""

    @property
    def id(self) -> str:
        return self.record.id


class Scenes:
    """Records of a house in every state that a command needs."""

    def __init__(self, house: House):
        self.house = house
        self.doctor = Desk(house, "doctor")
        self.tokens = {role: self._person(role) for role in (*ROLES, *NOBODY)}
        self.clerk = self.session(ROLES[0])

    def _person(self, role: str) -> str:
        self.house.account(name=f"one-{role}", role=role)
        return f"one-{role}"

    def session(self, role: str) -> str:
        """A fresh session of somebody with this role."""
        return self.house.staff.sign_in(self.tokens[role], "right", "192.0.2.1")

    def make(self, scene: str) -> Scene:
        made: Scene = getattr(self, scene)()
        return made

    def open(self) -> Scene:
        return Scene(self.house, self.house.record(self.house.begin(who=patient(name=f"An {tap()}"))))

    def planned(self) -> Scene:
        who = patient(name=f"An {tap()}")
        id = self.house.service.desk.start(self.clerk, who, NEEDLES, Language.ENGLISH, tap())
        return Scene(self.house, self.house.service.desk.visit(self.clerk, id))

    def deferred(self) -> Scene:
        return Scene(self.house, self.house.journey.defer(self.house.begin(), tap()))

    def signed(self) -> Scene:
        return Scene(self.house, self.house.record(self.house.signed()))

    def disposed(self) -> Scene:
        return Scene(self.house, self.doctor.dispose_all(self.signed().record))

    def countersigned(self) -> Scene:
        return Scene(self.house, self.doctor.countersign(self.disposed().record))

    def helped(self) -> Scene:
        record = self.open().record
        record = self.house.service.people.name(self.clerk, record.id, "relative", name="Chị Hai", relation="chị")
        return Scene(self.house, record, record.helpers[0].id)

    def scanned(self) -> Scene:
        record = self.open().record
        self.house.service.paper.form(self.clerk, record.id, Language.ENGLISH)
        return Scene(self.house, self.house.service.paper.add_scan(self.clerk, record.id, SCAN))

    def paused(self) -> Scene:
        visit, ticket = self.house.journey.begin(patient(name=f"An {tap()}"), Language.ENGLISH, tap())
        cookie = str(self.house.journey.redeem(ticket))
        self.house.service.pauses.pause(cookie, "asked")
        with self.house.ledger.reading() as work:
            held = work.visit(id=visit)
            assert held is not None
            return Scene(self.house, Record(work.events(held.record)), cookie)

    def product(self) -> Scene:
        saved = self.house.service.setup.save_product(self.clerk, NEEDLES.model_copy(update={"product": tap()}))
        return Scene(self.house, self.open().record, saved)

    def account(self) -> Scene:
        self.house.account(name=(name := tap()), role=ROLES[0])
        return Scene(self.house, self.open().record, name)

    def inactive(self) -> Scene:
        self.house.account(name=(name := tap()), role=ROLES[0], active=False)
        return Scene(self.house, self.open().record, name)
