"""Calling a member of staff. A record has at most one open call: calling again while it is open changes nothing.

A tap that made no event is not remembered. The screens make a new id for each press, so that none comes twice: what holds against a
press that arrives twice is that there is one open call.
"""

from collections.abc import Sequence
from datetime import timedelta

from informed import events as e
from informed.errors import BadInput, NotFound, TooOften
from informed.ports import IndexRow, Work
from informed.record import Record
from informed.service.records import Decide, Records
from informed.service.rights import Gate

LONGEST_PLACE = 40
#: More calls in this time are no help to anybody.
MOST, WITHIN = 3, timedelta(minutes=3)
SHOWN = 20


class Calls:
    """What the patient and the staff do about a call."""

    def __init__(self, records: Records, gate: Gate):
        self._records = records
        self._gate = gate

    def call(self, visit: str, tap: str, place: str = "") -> Record:
        """Ask for a member of staff; `place` is at most 40 letters. Raises `NotFound` after the visit, `BadInput`, and `TooOften`
        for a fourth call within three minutes.
        """
        if len(place) > LONGEST_PLACE or not place.isprintable():
            raise BadInput("place", "unknown")

        def decide(record: Record) -> Sequence[e.Exact]:
            if record.call:
                return []
            earliest = self._records.now() - WITHIN
            if sum(isinstance(x.payload, e.StaffCalled) and x.at > earliest for x in record.events) >= MOST:
                raise TooOften("staff were called three times in three minutes")
            return [e.StaffCalled(place=place)]

        return self._patient(visit, tap, decide)

    def waiting(self, token: str) -> Sequence[IndexRow]:
        """The records whose patient calls, the longest waiting first; twenty at most."""
        self._gate.require(token, "answer_call")
        with self._records.reading() as work:
            return work.calling(SHOWN)

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
