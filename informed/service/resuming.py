"""Going on with a paused visit: by the patient's date of birth, a few tries; after those only by a member of staff.

The date is no password: it keeps the next person in the waiting room from reading on, not somebody who knows the patient.
"""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from informed import events as e
from informed.errors import BirthDateNotRight, NotFound
from informed.ports import Secrets, Visit, Work
from informed.record import Record
from informed.service.pauses import Pauses
from informed.service.pins import TRIES, Asked, Pins
from informed.service.records import Records
from informed.service.rights import Gate
from informed.service.sessions import actor, pin_tries

By = Literal["birth_date", "pin", "sign_in"]
#: What a member of staff does with a paused visit: lets it go on in this browser, or ends it there.
Then = Literal["go_on", "end"]


@dataclass(frozen=True)
class Resting:
    """What the page of a paused visit knows of it: nothing that was answered, and not whose it is."""

    visit: str
    #: Tries left with the date of birth.
    left: int
    #: Whether staff were called and nobody has come yet.
    called: bool


class Resuming:
    """The ways out of a pause. All of them take the cookie of the browser that holds the visit."""

    def __init__(self, records: Records, secrets: Secrets, pauses: Pauses, pins: Pins, gate: Gate):
        self._records = records
        self._secrets = secrets
        self._pauses = pauses
        self._pins = pins
        self._gate = gate

    def resting(self, cookie: str) -> Resting | None:
        """The paused visit of a browser; None: it holds none, or one that goes on."""
        with self._records.reading() as work:
            try:
                held, record = self._paused(work, cookie)
            except NotFound:
                return None
            return Resting(held.id, _tries_left(record), record.call is not None)

    def by_birth_date(self, cookie: str, born: date) -> None:
        """Go on; raises `BirthDateNotRight` with the tries that are left, and `NotFound` when nothing rests here.

        Wrong ones are counted by their events: neither a restart nor another tab gives any back.
        """

        def attempt(work: Work) -> int | None:
            held, record = self._paused(work, cookie)
            if not (left := _tries_left(record)):
                return 0
            if record.patient.date_of_birth == born:
                self._go_on(work, held, record, e.PATIENT, "birth_date")
                return None
            record = self._pauses.settle(work, held, record, "idle")
            self._records.append(work, record, record.id, e.PATIENT, None, [e.BirthDateRefused(left=left - 1)])
            return left - 1

        left = self._records.write(attempt)
        if left is not None:
            raise BirthDateNotRight(left)

    def by_pin(self, cookie: str, lock: str, pin: str, address: str, name: str = "", then: Then = "go_on") -> None:
        """By the PIN of a member of staff: of the one with this account name, else of who handed this tablet over (`lock` is the
        cookie of its lock). Raises `PinNotRight`, also for an unknown name, and `NotFound` when nothing rests here.
        """

        def ask(work: Work) -> Asked:
            held, record = self._paused(work, cookie)
            account = work.account(name.strip()) if name.strip() else None
            if not name.strip() and (locked := work.lock(self._secrets.fingerprint(lock))):
                account = next(known for known in work.accounts() if known.id == locked.account)
            keys = (_pin_tries(held), *((pin_tries(account.id),) if account else ()))
            return Asked(record.id, account, keys)

        proved = self._pins.prove(ask, pin, address)

        def go_on(work: Work) -> None:
            proved.confirm(work)
            self._go_on(work, *self._paused(work, cookie), actor(proved.account), "pin", then)

        self._records.write(go_on)

    def by_session(self, cookie: str, token: str, then: Then = "go_on") -> None:
        """By a full sign-in that was just made in this browser; raises `NotAllowed` for who may not hand tablets over."""
        account = self._gate.require(token, "hand_over")

        def go_on(work: Work) -> None:
            self._go_on(work, *self._paused(work, cookie), actor(account), "sign_in", then)

        self._records.write(go_on)

    # --- how

    def _paused(self, work: Work, cookie: str) -> tuple[Visit, Record]:
        held, record = self._pauses.turn(work, cookie)
        if not self._pauses.rests(held):
            raise NotFound("this visit is not paused")
        return held, record

    def _go_on(self, work: Work, held: Visit, record: Record, who: e.Actor, by: By, then: Then = "go_on") -> None:
        record = self._pauses.settle(work, held, record, "idle")
        work.clear_failures(_pin_tries(held))
        if then == "end":
            self._records.append(work, record, record.id, who, None, [e.VisitEnded()])
            work.end_visits(record.id)
            return
        self._records.append(work, record, record.id, who, None, [e.VisitResumed(by=by)])
        work.resume_visit(held.id, self._records.now())


def _tries_left(record: Record) -> int:
    return max(0, TRIES - record.birth_dates_refused)


def _pin_tries(held: Visit) -> str:
    return f"pin:visit:{held.id}"
