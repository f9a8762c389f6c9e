"""The PIN with which a member of staff takes a tablet back: short, because it is typed often; so it opens nothing else, and few
wrong ones are free.
"""

from collections.abc import Callable, Collection
from dataclasses import dataclass

from informed import events as e
from informed.errors import BadInput, PinNotRight
from informed.ports import Account, Ledger, Secrets, Work
from informed.service.records import Records
from informed.service.rights import RIGHTS, Gate
from informed.service.sessions import actor, pin_tries

SHORTEST, LONGEST = 6, 12
#: Wrong PINs in a row, on one tablet or for one account, after which only a full sign-in helps.
TRIES = 5
_RUNS = ("01234567890123", "98765432109876")


@dataclass(frozen=True)
class Asked:
    """About which record a PIN is asked for, of whom (None: nobody of that name), and what its tries are counted by."""

    record: str
    account: Account | None
    keys: tuple[str, ...]


@dataclass(frozen=True)
class Proved:
    """A member of staff whose PIN was right a moment ago."""

    account: Account
    stored: str | None
    keys: tuple[str, ...]
    left: int

    def confirm(self, work: Work) -> None:
        """In the transaction that acts on it: account and PIN are what they were, and the wrong tries before are forgiven."""
        now = next((known for known in work.accounts() if known.id == self.account.id), None)
        if now != self.account or work.pin(self.account.id) != self.stored:
            raise PinNotRight(self.left)
        for key in self.keys:
            work.clear_failures(key)


class Pins:
    """Choosing a PIN, and what is asked of one that was typed."""

    def __init__(self, records: Records, ledger: Ledger, secrets: Secrets, gate: Gate):
        self._records = records
        self._ledger = ledger
        self._secrets = secrets
        self._gate = gate

    def has_one(self, token: str) -> bool:
        """Whether this member of staff has chosen a PIN."""
        account = self._gate.require(token, "hand_over")
        with self._ledger.reading() as work:
            return work.pin(account.id) is not None

    def choose(self, token: str, password: str, pin: str, again: str) -> None:
        """Choose a PIN, or another one. Raises `BadInput`; `SignInRefused` or `NotFresh` when it may be somebody else."""
        account = self._gate.require(token, "hand_over")
        kept = checked(pin, again)
        self._gate.confirm(token, password)
        hashed = self._secrets.hash_password(kept)

        def choose(work: Work) -> None:
            work.keep_pin(account.id, hashed)
            work.clear_failures(pin_tries(account.id))
            self._records.note_in(work, actor(account), e.PinChosen(account=account.id))

        self._records.write(choose)

    def prove(self, ask: Callable[[Work], Asked], pin: str, address: str) -> Proved:
        """Who proved by a PIN to be there. The try counts as wrong before it is looked at; raises `PinNotRight`, with an event."""

        def count(work: Work) -> tuple[Asked, str | None, int]:
            asked = ask(work)
            left = count_try(work, asked.keys)
            for key in asked.keys:
                work.count_failure(key, self._records.now())
            return asked, work.pin(asked.account.id) if asked.account else None, left

        asked, stored, left = self._records.write(count)
        account = asked.account
        if not self._matches(account, stored, pin) or account is None:
            id = account.id if account else ""
            self._records.note(e.SYSTEM, e.PinRefused(record=asked.record, account=id, address=address, left=left))
            raise PinNotRight(left)
        return Proved(account, stored, asked.keys, left)

    def _matches(self, account: Account | None, stored: str | None, pin: str) -> bool:
        """Whether a PIN is this account's, for one who may hand tablets over; takes as long for nobody's."""
        counts = account is not None and account.active and account.role in RIGHTS["hand_over"]
        return self._secrets.password_matches(digits(pin), stored if counts else None)


def count_try(work: Work, keys: Collection[str]) -> int:
    """Count a try as wrong before it is looked at; returns how many are left after it. Raises `PinNotRight` when none is.

    A transaction that counts holds the counts to its end, so that a burst of tries takes turns. Nothing that is refused here is
    counted, and the counts are in the ledger, so that no restart gives tries back.
    """
    spent = max(_count(work, key) for key in sorted(keys))
    if spent >= TRIES:
        raise PinNotRight(0)
    return TRIES - spent - 1


def _count(work: Work, key: str) -> int:
    failures = work.failures(key)
    return failures[0] if failures else 0


def checked(pin: str, again: str) -> str:
    """A PIN as it is kept; raises `BadInput` for what is no number of 6 to 12 digits, or what everybody tries first."""
    kept = digits(pin)
    if not kept.isascii() or not kept.isdigit():
        raise BadInput("pin", "digits")
    if not SHORTEST <= len(kept) <= LONGEST:
        raise BadInput("pin", "length")
    if len(set(kept)) < 3 or any(kept in run for run in _RUNS):
        raise BadInput("pin", "common")
    if kept != digits(again):
        raise BadInput("pin", "differs")
    return kept


def digits(typed: str) -> str:
    """What was typed, without the blanks that people put between groups."""
    return "".join(typed.split())
