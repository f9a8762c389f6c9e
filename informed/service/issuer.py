"""Members of staff who come from a sign-in service (OpenID Connect): their accounts follow what it says at each sign-in."""

from dataclasses import replace
from typing import cast

from informed import events as e
from informed.errors import BadInput, NotAllowed, NotFresh
from informed.patient import words
from informed.ports import Account, Clock, Identity, Ledger, Secrets, Signers, Work
from informed.service.accounts import MAX_DISPLAY, MAX_NAME
from informed.service.records import Records
from informed.service.rights import is_fresh, key_secret
from informed.service.sessions import Sessions


class Issuer:
    """Signs people in on the word of the sign-in service."""

    def __init__(
        self, records: Records, ledger: Ledger, clock: Clock, secrets: Secrets, sessions: Sessions, signers: Signers
    ):
        self._records = records
        self._ledger = ledger
        self._clock = clock
        self._secrets = secrets
        self._sessions = sessions
        self._signers = signers

    def sign_in(self, identity: Identity, address: str, *, fresh: bool = False, instead_of: str = "") -> str:
        """A session token. The account is made at the first sign-in; its role is what the service says now.

        Raises `NotFresh` when a proof of the last minutes was asked for and is not there; `NotAllowed` when the service gives the
        person no role here, or an administrator has deactivated the account. The service's word on roles counts even for the last
        administrator: the shell can make another.
        """
        if fresh and not is_fresh(identity.authenticated, self._clock.now()):
            raise NotFresh
        subject = self._secrets.fingerprint(f"{identity.issuer}\n{identity.subject}")
        if identity.role is None:
            self._end_sessions(subject)
            raise NotAllowed("the sign-in service gives you no role here; ask the administrator")

        def begin(work: Work) -> tuple[Account, str]:
            account = work.account_of(subject) or self._add(work, identity, subject)
            if not account.active:
                raise NotAllowed("this account was deactivated; ask the administrator")
            account = self._with_role(work, account, cast(e.Role, identity.role))
            token = self._sessions.begin(
                work, account, "issuer", address, instead_of=instead_of, authenticated=identity.authenticated
            )
            return account, token

        account, token = self._records.write(begin)
        self._keep_key(account)
        return token

    def _add(self, work: Work, identity: Identity, subject: str) -> Account:
        name = _free_name(work, _cleaned(identity.name, MAX_NAME - 5) or subject[:12])
        display, role = _cleaned(identity.display, MAX_DISPLAY), cast(e.Role, identity.role)
        account = Account(self._secrets.record_id(), name, role, "", active=True, display=display, subject=subject)
        work.add_account(account)
        added = e.AccountAdded(account=account.id, name=name, display=display, role=role, issuer=identity.issuer)
        self._records.note_in(work, e.SYSTEM, added)
        return account

    def _with_role(self, work: Work, account: Account, role: e.Role) -> Account:
        if account.role == role:
            return account
        changed = replace(account, role=role)
        work.change_account(changed)
        work.end_sessions(account.id)
        self._records.note_in(work, e.SYSTEM, e.AccountRoleChanged(account=account.id, role=role))
        return changed

    def _keep_key(self, account: Account) -> None:
        """A physician's key, under a random password that is a secret of the clinic; nobody else's key counts."""
        now = self._clock.now()
        if account.role != "physician":
            self._signers.revoke(account.id, now)
        elif not self._signers.enrolled(account.id, now):
            password = self._secrets.token()
            with self._ledger.writing() as work:
                work.keep_secret(key_secret(account.id), password.encode())
            self._signers.enrol(account.id, account.shown_name, password, now)

    def _end_sessions(self, subject: str) -> None:
        with self._ledger.writing() as work:
            if account := work.account_of(subject):
                work.end_sessions(account.id)


def _cleaned(said: str, limit: int) -> str:
    """A name as the service says it, as far as it can be taken."""
    try:
        return " ".join(words(said[:limit], "account_name", limit).split())
    except BadInput:
        return ""


def _free_name(work: Work, wanted: str) -> str:
    """The name, or with a number when it is another person's."""
    taken = {account.name.casefold() for account in work.accounts()}
    names = (wanted, *(f"{wanted} {number}" for number in range(2, len(taken) + 3)))
    return next(name for name in names if name.casefold() not in taken)
