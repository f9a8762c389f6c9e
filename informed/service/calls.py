"""Calling a member of staff. A record has at most one open call: calling again while it is open changes nothing."""

from collections.abc import Sequence

from informed import events as e
from informed.errors import BadInput, NotFound
from informed.ports import Work
from informed.record import Record
from informed.service.records import Decide, Records
from informed.service.rights import Gate

LONGEST_PLACE = 40


class Calls:
    """What the patient and the staff do about a call."""

    def __init__(self, records: Records, gate: Gate):
        self._records = records
        self._gate = gate

    def call(self, visit: str, tap: str, place: str = "") -> Record:
        """Ask for a member of staff; `place` is at most 40 letters. Raises `NotFound` after the visit, `BadInput`."""
        if len(place) > LONGEST_PLACE or not place.isprintable():
            raise BadInput("place", "unknown")
        return self._patient(visit, tap, lambda record: [] if record.call else [e.StaffCalled(place=place)])

    def take_back(self, visit: str, tap: str) -> Record:
        """Nobody is needed any more; with no open call this changes nothing."""
        return self._patient(visit, tap, lambda record: [e.CallTakenBack()] if record.call else [])

    def answer(self, token: str, record_id: str) -> Record:
        """A member of staff went there; of two who say so the first is written down."""
        account = self._gate.require(token, "answer_call")
        actor = e.Actor(kind="account", account=account.id)

        def decide(record: Record) -> Sequence[e.Exact]:
            return [e.CallAnswered()] if record.call else []

        def answered(work: Work) -> Record:
            record = self._records.load(work, record_id)
            return self._records.append(work, record, record_id, actor, None, decide(record))

        return self._records.write(answered)

    def _patient(self, visit: str, tap: str, decide: Decide) -> Record:
        def change(work: Work) -> Record:
            held = work.visit(id=visit)
            if held is None or held.ended:
                raise NotFound("this visit has ended")
            record = self._records.load(work, held.record)
            new = [] if tap in record.taps else decide(record)
            return self._records.append(work, record, record.id, e.PATIENT, tap, new)

        return self._records.write(change)
