"""Accounts of staff: added, set up by the person alone, given another role, deactivated. Never deleted, never another person's."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import timedelta
from typing import get_args

from informed import events as e
from informed.errors import BadInput, FromIssuer, LastAdministrator, NotFound
from informed.patient import words
from informed.ports import Account, Clock, Ledger, Secrets, Signers, Work
from informed.service import passwords
from informed.service.records import Records
from informed.service.rights import Gate
from informed.service.sessions import actor

ROLES: tuple[e.Role, ...] = get_args(e.Role)
#: How long a link counts.
LINK_LIFE = timedelta(hours=24)
MAX_NAME, MAX_DISPLAY = 100, 200
#: The link of the first administrator belongs to no account yet.
FIRST = ""
_GONE = "this link was used already, or is too old"


class Shell:
    """Whoever holds the server itself: trusted like its root user, and called `system` in the events."""


SHELL = Shell()
#: Who commands: a session's token, or the shell.
By = str | Shell
#: What becomes of an account, and the event that says so; no event: nothing changes.
Decide = Callable[[Account], tuple[Account, e.Exact | None]]


class Accounts:
    """The commands of administrators, and the one of a person who sets their account up."""

    def __init__(self, records: Records, ledger: Ledger, clock: Clock, secrets: Secrets, gate: Gate, signers: Signers):
        self._records = records
        self._ledger = ledger
        self._clock = clock
        self._secrets = secrets
        self._gate = gate
        self._signers = signers
        self._told = False

    def first_code(self) -> str | None:
        """The code of the first administrator's link, once in each process while there is no account; older ones end."""
        with self._ledger.reading() as work:
            wanted = not (self._told or work.has_accounts())
        if not wanted:
            return None
        self._told = True
        return self._records.write(lambda work: self._link(work, FIRST))

    # --- what administrators do

    def all(self, by: By) -> Sequence[Account]:
        """All accounts, by name."""
        self._actor(by)
        with self._ledger.reading() as work:
            return work.accounts()

    def add(self, by: By, name: str, role: str, display: str = "") -> str:
        """An account for a person; returns the code of the link by which they choose a password. Raises `BadInput`."""
        who, kept, shown, as_role = self._actor(by), _name(name), _display(display), _role(role)

        def add(work: Work) -> str:
            _must_be_new(work, kept)
            account = Account(self._secrets.record_id(), kept, as_role, "", active=True, display=shown)
            work.add_account(account)
            added = e.AccountAdded(account=account.id, name=kept, display=shown, role=as_role)
            self._records.note_in(work, who, added)
            return self._link(work, account.id)

        return self._records.write(add)

    def reset(self, by: By, name: str) -> str:
        """Forget the password and the PIN; returns the code of a new link. Sessions end, and a physician's key is revoked."""

        def decide(account: Account) -> tuple[Account, e.Exact]:
            if account.subject:
                raise FromIssuer
            return replace(account, password_hash=""), e.AccountReset(account=account.id)

        who = self._actor(by)
        account = self._change(by, name, decide)
        self._signers.revoke(account.id, self._clock.now())

        def renew(work: Work) -> str:
            self._clear_pin(work, who, account)
            return self._link(work, account.id)

        return self._records.write(renew)

    def clear_pin(self, by: By, name: str) -> None:
        """Take somebody's PIN away; they choose another one. None is no error; raises `NotFound` for an unknown name."""
        who = self._actor(by)

        def clear(work: Work) -> None:
            self._clear_pin(work, who, _named(work.accounts(), name))

        self._records.write(clear)

    def change_role(self, by: By, name: str, role: str) -> None:
        """Another role from now on. A new physician gets a key at the next sign-in; a former one's is revoked."""
        as_role = _role(role)

        def decide(account: Account) -> tuple[Account, e.Exact | None]:
            if account.subject:
                raise FromIssuer
            event = e.AccountRoleChanged(account=account.id, role=as_role)
            return replace(account, role=as_role), None if account.role == as_role else event

        account = self._change(by, name, decide)
        if account.role != "physician":
            self._signers.revoke(account.id, self._clock.now())

    def deactivate(self, by: By, name: str) -> None:
        """Nobody signs in by this account any more; links and sessions end, and a physician's key is revoked."""

        def decide(account: Account) -> tuple[Account, e.Exact | None]:
            event = e.AccountDeactivated(account=account.id) if account.active else None
            return replace(account, active=False), event

        account = self._change(by, name, decide)
        self._signers.revoke(account.id, self._clock.now())

    def reactivate(self, by: By, name: str) -> None:
        """The person may sign in again, with the password of before."""

        def decide(account: Account) -> tuple[Account, e.Exact | None]:
            event = None if account.active else e.AccountReactivated(account=account.id)
            return replace(account, active=True), event

        self._change(by, name, decide)

    # --- what the person does

    def to_set_up(self, code: str) -> Account | None:
        """Whose account a link sets up; None: the first administrator's, who has none yet. Raises `NotFound`."""
        with self._ledger.reading() as work:
            return self._to_set_up(work, code)

    def set_up(self, code: str, password: str, again: str, *, name: str = "", display: str = "") -> None:
        """Choose a password by a link, which counts once; the first administrator also chooses the names.

        Raises `NotFound` for a link that does not count (any more), and `BadInput`.
        """
        account = self.to_set_up(code) or Account(
            self._secrets.record_id(), _name(name), "admin", "", active=True, display=_display(display)
        )
        kept = passwords.checked(password, again, account.name, account.display)
        hashed = self._secrets.hash_password(kept)

        def set_up(work: Work) -> Account:
            now = self._to_set_up(work, code)
            if not work.end_set_ups(now.id if now else FIRST):
                raise NotFound(_GONE)
            if now is None:
                self._add_first(work, account)
            changed = replace(now or account, password_hash=hashed)
            work.change_account(changed)
            work.end_sessions(changed.id)
            self._records.note_in(work, actor(changed), e.AccountSetUp(account=changed.id))
            return changed

        done = self._records.write(set_up)
        if done.role == "physician":
            self._signers.enrol(done.id, done.shown_name, kept, self._clock.now())

    # --- how

    def _to_set_up(self, work: Work, code: str) -> Account | None:
        id = work.set_up(self._secrets.fingerprint(code), self._clock.now())
        if id == FIRST and not work.has_accounts():
            return None
        found = next((account for account in work.accounts() if account.id == id and account.active), None)
        if found is None:
            raise NotFound(_GONE)
        return found

    def _add_first(self, work: Work, account: Account) -> None:
        work.add_account(account)
        added = e.AccountAdded(account=account.id, name=account.name, display=account.display, role="admin")
        self._records.note_in(work, e.SYSTEM, added)

    def _link(self, work: Work, account: str) -> str:
        code = self._secrets.token()
        work.add_set_up(self._secrets.fingerprint(code), account, self._clock.now() + LINK_LIFE)
        return code

    def _change(self, by: By, name: str, decide: Decide) -> Account:
        """Decide on the account of this name and keep it; all its links and sessions end. Raises `NotFound`."""
        who = self._actor(by)

        def change(work: Work) -> Account:
            known = work.accounts()
            account = _named(known, name)
            changed, event = decide(account)
            if event is not None:
                _must_keep_an_administrator(known, account, changed)
                work.change_account(changed)
                work.end_set_ups(account.id)
                work.end_sessions(account.id)
                self._records.note_in(work, who, event)
            return changed

        return self._records.write(change)

    def _clear_pin(self, work: Work, who: e.Actor, account: Account) -> None:
        if work.clear_pin(account.id):
            self._records.note_in(work, who, e.PinCleared(account=account.id))

    def _actor(self, by: By) -> e.Actor:
        return e.SYSTEM if isinstance(by, Shell) else actor(self._gate.require(by, "manage_accounts"))


def _named(known: Sequence[Account], name: str) -> Account:
    found = next((account for account in known if account.name == name.strip()), None)
    if found is None:
        raise NotFound("there is no account of this name")
    return found


def _must_keep_an_administrator(known: Sequence[Account], before: Account, after: Account) -> None:
    if before.role != "admin" or not before.active or (after.role == "admin" and after.active):
        return
    others = (account for account in known if account.id != before.id)
    if not any(other.role == "admin" and other.active and other.is_set_up for other in others):
        raise LastAdministrator


def _must_be_new(work: Work, name: str) -> None:
    """A name that was ever used is that person's, in whatever case it is written."""
    if any(account.name.casefold() == name.casefold() for account in work.accounts()):
        raise BadInput("account_name", "taken")


def _name(typed: str) -> str:
    name = " ".join(words(typed, "account_name", MAX_NAME).split())
    if not name:
        raise BadInput("account_name", "empty")
    return name


def _display(typed: str) -> str:
    return " ".join(words(typed, "display", MAX_DISPLAY).split())


def _role(asked: str) -> e.Role:
    if asked not in ROLES:
        raise BadInput("role", "unknown")
    return asked
