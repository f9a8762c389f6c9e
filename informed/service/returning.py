"""What staff do for the patient who has not signed yet: open a deferred visit again, and add a risk that concerns this patient."""

from collections.abc import Sequence
from datetime import timedelta

from informed import events as e
from informed.content import ContentPack
from informed.errors import BadInput
from informed.patient import words
from informed.ports import Clinic, IndexRow, Work
from informed.record import Record, Status
from informed.service.records import Records
from informed.service.rights import Gate

MAX_RISK = 600


class Returning:
    """The staff's commands before the signature."""

    def __init__(self, records: Records, gate: Gate, clinic: Clinic):
        self._records = records
        self._gate = gate
        self._clinic = clinic

    def known(self, token: str, record_id: str) -> IndexRow:
        """What the list says of one record, for those who may not open it; raises `NotFound`."""
        self._gate.require(token, "list_records")
        with self._records.reading() as work:
            return self._records.row(self._records.load(work, record_id))

    def may_reopen(self, record: Record) -> bool:
        """Whether the patient wanted more time, and the time for it is not over."""
        if record.status != Status.DEFERRED or record.closing is None:
            return False
        return self._records.now() - record.closing.at <= timedelta(days=self._clinic.reopen_days)

    def reopen(self, token: str, record_id: str) -> Record:
        """Go on with a deferred record: it is open again, held by no device, and is handed over like that of a new visit.

        Every earlier hold on the record ends. Raises `BadInput` after the set time, `NotAllowed` when nothing was deferred.
        """
        account = self._gate.require(token, "reopen")

        def go_on(work: Work) -> Record:
            record = self._records.load(work, record_id)
            if record.status == Status.DEFERRED and not self.may_reopen(record):
                raise BadInput("reopen", "too_late")
            actor = e.Actor(kind="account", account=account.id)
            work.end_visits(record_id)
            return self._records.append(work, record, record.id, actor, None, [e.RecordContinued()])

        return self._records.write(go_on)

    def add_risk(self, token: str, record_id: str, text: str) -> Record:
        """A risk that concerns this patient, in plain words and in the language that the patient reads; it must be answered before
        the signature. The same words twice change nothing.
        """
        account = self._gate.require(token, "add_risk")
        said = words(text, "risk", MAX_RISK)
        if not said:
            raise BadInput("risk", "empty")

        def decide(record: Record) -> Sequence[e.Exact]:
            known = record.added_risks
            if said in {added.risk.text for added in known.values()}:
                return []
            id = _free_id(self._records.pack(record.opened.pack.sha256), known)
            return [e.RiskAdded(risk=e.shown(id, said), language=record.language, author=account.shown_name)]

        def add(work: Work) -> Record:
            record = self._records.load(work, record_id)
            actor = e.Actor(kind="account", account=account.id)
            return self._records.append(work, record, record_id, actor, None, decide(record))

        return self._records.write(add)


def _free_id(pack: ContentPack, known: dict[str, e.RiskAdded]) -> str:
    """The next id that no statement of the pack has, nor a risk added before."""
    number = len(known) + 1
    while f"DR{number}" in pack.statements or f"DR{number}" in known:
        number += 1
    return f"DR{number}"
