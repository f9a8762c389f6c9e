"""The front desk's commands: find a person, start a visit with its plan, change the plan."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from informed import events as e
from informed import plan as plans
from informed.content import ContentPack, Language
from informed.errors import AlreadyOpen, BadInput, NotAllowed, NotReviewed, RecordClosed, Stale
from informed.factors import Flag
from informed.patient import Patient, SearchTerm, folded, words
from informed.plan import Lowering, Plan
from informed.ports import IndexRow, Secrets, Work
from informed.record import Record, Status
from informed.service.clinic import Clinics
from informed.service.journey import Journey
from informed.service.known import LOOKED_AT, being_read, is_same, may_be
from informed.service.records import Records
from informed.service.rights import Gate
from informed.service.sessions import actor

#: So many people are shown who may be the one at the desk.
MOST_KNOWN = 6
MAX_REASON = 500
#: While these stay as they are, a stop that was lowered stays lowered.
_GROUNDS = (*plans.PASSPORT, *plans.REGISTERED, "planned_route")


@dataclass(frozen=True)
class Known:
    """A person with a record here; `same`: by name and date of birth, or by number, the very person asked for."""

    row: IndexRow
    same: bool


class Desk:
    """What a member of staff does before the patient has the tablet."""

    def __init__(self, records: Records, gate: Gate, secrets: Secrets, journey: Journey, clinics: Clinics):
        self._records = records
        self._gate = gate
        self._secrets = secrets
        self._journey = journey
        self._clinics = clinics

    def today(self) -> date:
        """The day in the clinic, by the server's clock."""
        return self._journey.today()

    # --- what there is to choose from

    def find(self, token: str, name: str = "", born: date | None = None, number: str = "") -> list[Known]:
        """Who may be meant, the surest and newest first; diacritics do not matter, and a slip in one of the three neither."""
        self._gate.require(token, "start_visit")
        asked: list[set[SearchTerm]] = [{("name", word) for word in folded(name).split()}]
        asked += [{("born", born.isoformat())}] if born else []
        asked += [{("number", folded(number))}] if folded(number) else []
        with self._records.reading() as work:
            rows = [row for terms in asked if terms for row in work.indexed(None, LOOKED_AT, terms)]
        people: dict[tuple[str, str], Known] = {}
        for row in sorted(rows, key=lambda row: row.opened_at, reverse=True):
            if may_be(row, name):
                person = (folded(row.name), row.date_of_birth)
                people.setdefault(person, Known(row, is_same(row, name, born, number)))
        return sorted(people.values(), key=lambda known: not known.same)[:MOST_KNOWN]

    def products(self, token: str) -> dict[str, Plan]:
        """The saved products by id, the last used first."""
        self._gate.require(token, "start_visit")
        return self._clinics.desk().offered

    def procedures(self, token: str) -> tuple[ContentPack, ...]:
        """The packs that a new visit can have; none while none may be shown to patients."""
        self._gate.require(token, "start_visit")
        try:
            return self._journey.packs_to_begin()
        except NotReviewed:
            return ()

    def physicians(self, token: str) -> tuple[str, ...]:
        """The physicians with an account, and those on the clinic's list; the last used first."""
        self._gate.require(token, "start_visit")
        desk = self._clinics.desk()
        with self._records.reading() as work:
            own = [one.shown_name for one in work.accounts() if one.role == "physician" and one.active]
        return desk.by_use((*own, *desk.physicians))

    def flags(self, plan: Plan) -> tuple[Flag, ...]:
        """What this plan would raise today, stop first."""
        return plans.flags(plan.model_copy(update={"bans": self._clinics.desk().bans}), self.today())

    # --- the visit

    def start(
        self,
        token: str,
        who: Patient,
        plan: Plan,
        language: Language,
        tap: str,
        product: str = "",
        anyway: bool = False,
        procedure: str = "",
    ) -> str:
        """Open a record with its plan; returns its id. The same tap again opens no second one.

        `procedure` is a pack's id. Raises `AlreadyOpen` when this patient's record is being read, unless it shall be `anyway`;
        `NotReviewed`, and `BadInput` where there are several procedures and none of them was chosen.
        """
        account = self._gate.require(token, "start_visit")
        pack = self._journey.pack_to_begin(procedure)
        planned = plan.model_copy(update={"lowering": None, "bans": self._clinics.desk().bans})
        opened, id = self._journey.opening(pack, who, language, planned), self._secrets.record_id()

        def start(work: Work) -> str:
            if begun := work.record_of(tap):
                return begun
            # First, in the one chain of all desks: of two that start the same patient at once, the second waits and then sees it.
            prepared = e.VisitPrepared(record=id, product=product, physician=planned.physician or "")
            self._records.note_in(work, actor(account), prepared)
            if not anyway and (known := being_read(work, who)):
                raise AlreadyOpen(known)
            work.keep_pack(pack)
            self._records.append(work, None, id, actor(account), tap, [opened])
            return id

        return self._records.write(start)

    def visit(self, token: str, record_id: str) -> Record:
        """A visit as the desk sees it: who it is, and what is planned."""
        self._gate.require(token, "start_visit")
        with self._records.reading() as work:
            return self._records.load(work, record_id)

    def change_plan(self, token: str, record_id: str, plan: Plan, seen: Plan) -> Record:
        """Another plan, before the patient's part has ended; `seen` is the plan that the page showed, else `Stale`."""
        self._gate.require(token, "start_visit")
        bans = self._clinics.desk().bans

        def change(before: Plan) -> Plan:
            same = all(getattr(plan, name) == getattr(before, name) for name in _GROUNDS)
            return plan.model_copy(update={"lowering": before.lowering if same else None, "bans": bans})

        return self._change(token, "start_visit", record_id, seen, change)

    def lower(self, token: str, record_id: str, reason: str, seen: Plan) -> Record:
        """Make the one stop that a clinic may lower a caution, with a reason, today's date and the name of who does it."""
        account = self._gate.require(token, "lower_stop")
        said = words(reason, "lowering", MAX_REASON)
        if not said:
            raise BadInput("lowering", "empty")
        lowering = Lowering(reason=said, name=account.shown_name, on=self.today())

        def lower(before: Plan) -> Plan:
            if not before.may_be_lowered:
                raise NotAllowed("this plan raises no stop that may be lowered")
            return before.model_copy(update={"lowering": lowering})

        return self._change(token, "lower_stop", record_id, seen, lower)

    def _change(self, token: str, right: str, record_id: str, seen: Plan, change: Callable[[Plan], Plan]) -> Record:
        account = self._gate.require(token, right)

        def write(work: Work) -> Record:
            record = self._records.load(work, record_id)
            if record.status != Status.OPEN:
                raise RecordClosed("the patient's part has ended")
            if record.plan != seen:
                raise Stale("the plan was changed since this page was opened")
            plan = change(record.plan)
            changed = [e.PlanChanged(plan=plan)] if plan != record.plan else []
            return self._records.append(work, record, record.id, actor(account), None, changed)

        return self._records.write(write)
