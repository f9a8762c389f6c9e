"""Handing a record to its patient: on this tablet, which shows nothing else until a member of staff takes it back; or by a code,
on another device of the clinic or the patient's own. One device at a time holds a record.
"""

import hashlib
import hmac
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from informed import events as e
from informed.errors import NoPin, NotAllowed, NotFound, RecordClosed
from informed.ports import Account, Clock, Ledger, Secrets, TabletLock, Visit, Work
from informed.record import Record, Status
from informed.service import throttle
from informed.service.pins import Asked, Pins
from informed.service.records import Records
from informed.service.rights import LONGEST, Gate
from informed.service.sessions import Sessions, actor, pin_tries

CODE_LIFE = timedelta(minutes=10)
#: A lock that nobody has ended for so long belongs to a browser that is gone.
LOCK_LIFE = timedelta(days=30)
#: Wrong codes in a row that cost nothing yet: from one address, and from everywhere together.
FREE_FROM_ADDRESS, FREE_FROM_ALL = 10, 100
LONGEST_FOR_ALL = timedelta(seconds=30)
EVERYWHERE = "join"


@dataclass(frozen=True)
class Handed:
    """What the browser of a tablet that was handed over keeps, as cookies that no script can read."""

    visit: str
    lock: str


@dataclass(frozen=True)
class Code:
    """A code for another device, and when it stops counting (UTC)."""

    text: str
    expires: datetime


class HandOver:
    """Handing over on this tablet, taking the tablet back, and codes for other devices."""

    def __init__(
        self,
        records: Records,
        ledger: Ledger,
        clock: Clock,
        secrets: Secrets,
        gate: Gate,
        sessions: Sessions,
        own_pins: Pins,
    ):
        self._records = records
        self._ledger = ledger
        self._clock = clock
        self._secrets = secrets
        self._gate = gate
        self._sessions = sessions
        self._pins = own_pins

    def record(self, token: str, record_id: str) -> Record:
        """The record for the page that hands it over, which may look again by itself; raises `NotFound`."""
        self._gate.require(token, "hand_over", by_itself=True)
        with self._ledger.reading() as work:
            return self._records.load(work, record_id)

    # --- on this tablet

    def on_this_tablet(self, token: str, record_id: str, held: str = "") -> Handed:
        """Lock this browser to a visit of an open record; the session in it is suspended, and its token worth nothing any more.

        `held` is the visit's cookie that the browser had: another record's visit in it ends, its answers are kept. Raises
        `NoPin`, `RecordClosed` when the patient's part has ended, and `NotFound`.
        """
        account = self._gate.require(token, "hand_over")

        def hand_over(work: Work) -> Handed:
            session = work.session(self._secrets.fingerprint(token))
            if session is None:
                raise NotAllowed("sign in first")
            if work.pin(account.id) is None:
                raise NoPin
            record = self._open(work, record_id)
            before = work.visit(cookie=self._secrets.fingerprint(held)) if held else None
            if before and before.record != record.id:
                self._end_visit(work, before, actor(account))
            visit, cookie = self._hold(work, record, actor(account), "tablet")
            lock, now = self._secrets.token(), self._forget_old(work)
            kept = TabletLock(visit.id, record.id, account.id, now, session.began, session.authenticated)
            work.add_lock(self._secrets.fingerprint(lock), kept)
            work.end_session(self._secrets.fingerprint(token))
            return Handed(cookie, lock)

        return self._records.write(hand_over)

    def lock(self, cookie: str) -> TabletLock | None:
        """The lock of a browser; None: it is not locked."""
        if not cookie:
            return None
        with self._ledger.reading() as work:
            return work.lock(self._secrets.fingerprint(cookie))

    def who(self, lock: TabletLock) -> str:
        """The name of the member of staff who handed the tablet over."""
        with self._ledger.reading() as work:
            return _by_id(work, lock.account).shown_name

    def take_back(self, cookie: str, pin: str, address: str, name: str = "") -> str:
        """Unlock a tablet by the PIN of who handed it over, or of another account; a visit still open in it ends.

        Returns the token of the session that was suspended in it, when the PIN is that same person's and the session's twelve
        hours are not over; else "", and they sign in. Raises `PinNotRight`, also for an unknown name, and `NotFound` when the
        browser is not locked.
        """
        fingerprint = self._secrets.fingerprint(cookie)

        def ask(work: Work) -> Asked:
            lock = self._locked(work, fingerprint)
            account = work.account(name.strip()) if name.strip() else _by_id(work, lock.account)
            return Asked(lock.record, account, _keys(fingerprint, account))

        proved = self._pins.prove(ask, pin, address)

        def unlock(work: Work) -> str:
            proved.confirm(work)
            lock = self._unlock(work, fingerprint, proved.account, "pin")
            return self._resumed(work, lock) if lock.account == proved.account.id else ""

        return self._records.write(unlock)

    def release(self, cookie: str, token: str) -> None:
        """Unlock a tablet by a full sign-in that was just made in it; a visit still open in it ends."""
        account = self._gate.account(token)
        if account is None:
            raise NotAllowed("sign in first")
        fingerprint = self._secrets.fingerprint(cookie)
        self._records.write(lambda work: self._unlock(work, fingerprint, account, "sign_in"))

    def release_visit(self, cookie: str, token: str) -> None:
        """Whoever signed in ends the visit that a browser holds without being locked; one that has ended is no error."""
        account = self._gate.account(token)
        if account is None:
            raise NotAllowed("sign in first")
        fingerprint = self._secrets.fingerprint(cookie)

        def release(work: Work) -> None:
            if visit := work.visit(cookie=fingerprint):
                self._end_visit(work, visit, actor(account))

        self._records.write(release)

    # --- on another device

    def make_code(self, token: str, record_id: str) -> Code:
        """A code that gives one other device the visit of an open record, once, within ten minutes; an older one counts no more."""
        account = self._gate.require(token, "hand_over")

        def make(work: Work) -> Code:
            record = self._open(work, record_id)
            code = Code(self._secrets.short_code(), self._forget_old(work) + CODE_LIFE)
            work.add_code(_fingerprint(work, code.text), record.id, code.expires)
            made = e.HandOverCodeMade(expires=code.expires)
            self._records.append(work, record, record.id, actor(account), None, [made])
            return code

        return self._records.write(make)

    def use_code(self, typed: str, address: str, *, held: str = "", lock: str = "") -> str:
        """The visit's cookie for a code; raises `NotFound`, the same for a wrong, an old and a used one, and `SignInRefused` with
        the seconds while too many tries make this one wait.

        `held` and `lock` are the cookies of the browser: one that holds a visit, or is locked, takes no other (`NotAllowed`).
        """
        if self.lock(lock) or self._holds_one(held):
            raise NotAllowed("this device holds a visit already")

        def use(work: Work) -> str | None:
            keys, now = (f"join:{address}",), self._clock.now()
            will_wait = throttle.admit(work, keys, now, free=FREE_FROM_ADDRESS)
            will_wait |= throttle.admit(work, (EVERYWHERE,), now, free=FREE_FROM_ALL, longest=LONGEST_FOR_ALL)
            cookie = self._used(work, code_of(typed), now)
            if cookie:
                throttle.forgive(work, (*keys, EVERYWHERE))
            elif will_wait:
                self._records.note_in(work, e.SYSTEM, e.CodeTriesThrottled(address=address))
            return cookie

        cookie = self._records.write(use)
        if cookie is None:
            raise NotFound("no such code counts now")
        return cookie

    # --- how

    def _open(self, work: Work, record_id: str) -> Record:
        record = self._records.load(work, record_id)
        if record.status != Status.OPEN:
            raise RecordClosed("the patient's part has ended")
        return record

    def _hold(self, work: Work, record: Record, who: e.Actor, way: Literal["tablet", "code"]) -> tuple[Visit, str]:
        """A visit to a record, and the cookie that holds it; every earlier hold on the record ends."""
        work.end_visits(record.id)
        work.drop_code(record.id)  # one that was made before would take the record from the device that gets it now
        ticket, cookie = self._secrets.token(), self._secrets.token()
        visit = Visit(self._secrets.token(), record.id, ended=False, seen=self._clock.now())
        work.add_visit(visit, self._secrets.fingerprint(ticket))
        work.redeem(self._secrets.fingerprint(ticket), self._secrets.fingerprint(cookie))
        self._records.append(work, record, record.id, who, None, [e.HandedOver(way=way)])
        return visit, cookie

    def _used(self, work: Work, code: str, now: datetime) -> str | None:
        record_id = work.use_code(_fingerprint(work, code), now)
        if record_id is None:
            return None
        record = self._records.load(work, record_id)
        if record.status != Status.OPEN:
            return None
        return self._hold(work, record, e.PATIENT, "code")[1]

    def _holds_one(self, held: str) -> bool:
        if not held:
            return False
        with self._ledger.reading() as work:
            visit = work.visit(cookie=self._secrets.fingerprint(held))
        return visit is not None and not visit.ended

    def _locked(self, work: Work, fingerprint: str) -> TabletLock:
        lock = work.lock(fingerprint)
        if lock is None:
            raise NotFound("this browser is not locked")
        return lock

    def _unlock(self, work: Work, fingerprint: str, account: Account, by: Literal["pin", "sign_in"]) -> TabletLock:
        lock = self._locked(work, fingerprint)
        if not work.end_lock(fingerprint):
            raise NotFound("this browser is not locked")
        work.clear_failures(_tablet_tries(fingerprint))
        if visit := work.visit(id=lock.visit):
            self._end_visit(work, visit, actor(account))
        self._records.note_in(work, actor(account), e.TabletTakenBack(record=lock.record, by=by))
        return lock

    def _end_visit(self, work: Work, visit: Visit, who: e.Actor) -> None:
        if visit.ended:
            return
        record = self._records.load(work, visit.record)
        self._records.append(work, record, record.id, who, None, [e.VisitEnded()])
        work.end_visits(record.id)

    def _resumed(self, work: Work, lock: TabletLock) -> str:
        """The suspended session again, under another token; it is as old as it was, and idle from now on."""
        if lock.began is None or self._clock.now() - lock.began > LONGEST:
            return ""
        return self._sessions.resume(work, lock.account, began=lock.began, authenticated=lock.authenticated)

    def _forget_old(self, work: Work) -> datetime:
        """Drop what no device can use any more; returns the time."""
        now = self._clock.now()
        work.forget_hand_overs(now, now - LOCK_LIFE)
        return now


def code_of(typed: str) -> str:
    """A code as it was made, however it was typed: `abcd-efgh`, in groups, in small letters."""
    return "".join(sign for sign in typed[:100].upper() if sign.isalnum())


def _fingerprint(work: Work, code: str) -> str:
    """What is stored instead of a code: 40 bits could be found from a plain hash, so it is keyed."""
    return hmac.new(work.clinic_key("index"), f"hand-over code\n{code}".encode(), hashlib.sha256).hexdigest()


def _by_id(work: Work, id: str) -> Account:
    return next(account for account in work.accounts() if account.id == id)


def _tablet_tries(fingerprint: str) -> str:
    return f"pin:tablet:{fingerprint}"


def _keys(fingerprint: str, account: Account | None) -> tuple[str, ...]:
    """What tries are counted by: this tablet, and the account whose PIN it may be."""
    return (_tablet_tries(fingerprint), *((pin_tries(account.id),) if account else ()))
