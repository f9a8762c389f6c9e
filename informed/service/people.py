"""The staff's commands about the people who help a patient: who they are, and how anybody's identity was checked."""

from collections.abc import Callable, Sequence
from typing import get_args

from informed import events as e
from informed import people
from informed.errors import BadInput, NotAllowed
from informed.people import HelperRole, IdentityCheck
from informed.ports import Account, Secrets, Work
from informed.record import Record
from informed.service.records import Records
from informed.service.rights import Gate


class People:
    """Who helps, before the visit or during it."""

    def __init__(self, records: Records, gate: Gate, secrets: Secrets):
        self._records = records
        self._gate = gate
        self._secrets = secrets

    def name(
        self,
        token: str,
        record_id: str,
        role: HelperRole,
        *,
        name: str,
        relation: str = "",
        language: str = "",
        authority: str = "",
        identity: IdentityCheck = "not_checked",
    ) -> Record:
        """Somebody helps the patient; raises `BadInput` for what cannot be, or when it is said of nobody how they are known."""
        account = self._gate.require(token, "name_helpers")
        if role not in get_args(HelperRole):
            raise BadInput("helper_role", "empty")
        id = self._secrets.record_id()
        made = people.helper(id, role, name=name, relation=relation, language=language, authority=authority)

        def decide(record: Record) -> Sequence[e.Exact]:
            if len(record.helpers) >= people.MOST:
                raise BadInput("helper_name", "too_many")
            return [e.HelperNamed(helper=made), _identity(record, id, identity, known=True)]

        return self._append(account, record_id, decide)

    def remove(self, token: str, record_id: str, helper: str) -> Record:
        """Somebody was named by mistake; removing twice is no error."""
        account = self._gate.require(token, "name_helpers")

        def decide(record: Record) -> Sequence[e.Exact]:
            named = helper in {one.id for one in record.helpers}
            return [e.HelperRemoved(helper=helper)] if named else []

        return self._append(account, record_id, decide)

    def check_identity(self, token: str, record_id: str, whose: str, how: IdentityCheck) -> Record:
        """How staff know who the patient (`people.THE_PATIENT`) or a helper is."""
        account = self._gate.require(token, "name_helpers")
        return self._append(account, record_id, lambda r: [_identity(r, whose, how)])

    def _append(self, account: Account, record_id: str, decide: Callable[[Record], Sequence[e.Exact]]) -> Record:
        def append(work: Work) -> Record:
            record = self._records.load(work, record_id)
            actor = e.Actor(kind="account", account=account.id)
            return self._records.append(work, record, record_id, actor, None, decide(record))

        return self._records.write(append)


def _identity(record: Record, whose: str, how: IdentityCheck, *, known: bool = False) -> e.IdentityChecked:
    if how not in get_args(IdentityCheck):
        raise BadInput("identity", "empty")
    if not known and whose not in (people.THE_PATIENT, *(one.id for one in record.helpers)):
        raise NotAllowed("nobody was named by this id")
    return e.IdentityChecked(whose=whose, how=how)
