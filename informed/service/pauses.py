"""Pausing a visit: asked for, or because nothing was heard of the patient for the set time. While it rests, nothing of it is shown
and no answer is taken; what was answered is kept.

The idle lock needs no clock that rings: each look at a visit compares the time with when the patient was last heard of.
"""

from datetime import timedelta
from typing import Literal

from informed import events as e
from informed.errors import NotFound, Paused
from informed.ports import Secrets, Visit, Work
from informed.record import Record
from informed.service.records import Records

#: Somebody pressed "Pause", or nobody touched the screen.
Reason = Literal["asked", "idle"]
#: How old the note of a visit's last sign may be: it is not written down at each tap.
NOTED = timedelta(seconds=5)


class Pauses:
    """Whether a visit rests, and what makes it rest; going on is in `resuming.py`."""

    def __init__(self, records: Records, secrets: Secrets, idle: timedelta):
        self._records = records
        self._secrets = secrets
        self._idle = idle + NOTED

    def live(self, work: Work, visit: str) -> Visit:
        """A visit that shows its record now; raises `NotFound` when it has ended, and `Paused`."""
        held = work.visit(id=visit)
        if held is None or held.ended:
            raise NotFound("this visit has ended")
        if self.rests(held):
            raise Paused
        return held

    def rests(self, held: Visit) -> bool:
        """Whether a visit was paused, or not heard of for so long that it is locked."""
        if held.paused_at is not None or held.seen is None:
            return True
        return self._records.now() - held.seen > self._idle

    def hear(self, work: Work, held: Visit) -> None:
        """The patient did something; written down only when the last note is some seconds old."""
        now = self._records.now()
        if held.seen is None or now - held.seen > NOTED:
            work.hear_visit(held.id, now)

    # --- by the browser's cookie

    def heard(self, cookie: str) -> None:
        """Somebody touches the screen of this visit; raises `Paused`, and `NotFound` when there is none."""

        def hear(work: Work) -> None:
            self.hear(work, self.live(work, self.held(work, cookie).id))

        self._records.write(hear)

    def is_paused(self, cookie: str) -> bool:
        """Whether this browser holds a visit that rests."""
        with self._records.reading() as work:
            visit = work.visit(cookie=self._secrets.fingerprint(cookie))
        return visit is not None and not visit.ended and self.rests(visit)

    def pause(self, cookie: str, reason: Reason) -> None:
        """Lock this browser's visit; twice is no error. Raises `NotFound` when it holds none."""
        self._records.write(lambda work: self.settle(work, *self.turn(work, cookie), reason))

    def turn(self, work: Work, cookie: str) -> tuple[Visit, Record]:
        """The visit of this browser, whether it rests or not, and its record; those who write to it take turns from here on.

        Raises `NotFound` when there is none.
        """
        record = self._records.load(work, self.held(work, cookie).record)
        return self.held(work, cookie), record  # again: what it was before its turn may have changed

    def held(self, work: Work, cookie: str) -> Visit:
        """The visit of this browser, whether it rests or not; raises `NotFound`."""
        visit = work.visit(cookie=self._secrets.fingerprint(cookie))
        if visit is None or visit.ended:
            raise NotFound("this browser holds no visit")
        return visit

    def settle(self, work: Work, held: Visit, record: Record, reason: Reason) -> Record:
        """Write down that a visit rests, once; one that was idle too long rests for that reason. Returns the record after it."""
        if held.paused_at is not None:
            return record
        why: Reason = "idle" if self.rests(held) else reason
        who = e.PATIENT if why == "asked" else e.SYSTEM
        work.pause_visit(held.id, self._records.now())
        return self._records.append(work, record, record.id, who, None, [e.VisitPaused(reason=why)])
