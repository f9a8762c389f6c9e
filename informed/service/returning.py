"""What staff do for the patient who has not signed yet: open a deferred visit again, and add a risk that concerns this patient."""

from collections.abc import Sequence
from datetime import timedelta

from informed import events as e
from informed.content import ContentPack
from informed.errors import BadInput
from informed.patient import words
from informed.ports import Clinic, IndexRow, Secrets, Visit, Work
from informed.record import Record, Status
from informed.service.records import Records
from informed.service.rights import Gate

MAX_RISK = 600


class Returning:
    """The staff's commands before the signature."""

    def __init__(self, records: Records, gate: Gate, secrets: Secrets, clinic: Clinic):
        self._records = records
        self._gate = gate
        self._secrets = secrets
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

    def reopen(self, token: str, record_id: str) -> tuple[str, str]:
        """Go on with a deferred record; returns the new visit's id and the one-time ticket for the browser's cookie.

        Every earlier hold on the record ends. Raises `BadInput` after the set time, `NotAllowed` when nothing was deferred.
        """
        account = self._gate.require(token, "reopen")
        ticket = self._secrets.token()

        def go_on(work: Work) -> Visit:
            record = self._records.load(work, record_id)
            if record.status == Status.DEFERRED and not self.may_reopen(record):
                raise BadInput("reopen", "too_late")
            actor = e.Actor(kind="account", account=account.id)
            self._records.append(work, record, record.id, actor, None, [e.RecordContinued()])
            work.end_visits(record_id)
            visit = Visit(self._secrets.token(), record_id, ended=False, seen=self._records.now())
            work.add_visit(visit, self._secrets.fingerprint(ticket))
            return visit

        return self._records.write(go_on).id, ticket

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
