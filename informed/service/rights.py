"""Who may do what. Rights are denied unless the table grants them, and are asked for by every command, not on a page."""

from datetime import datetime, timedelta

from informed.errors import NotAllowed, NotFresh, SignInRefused
from informed.ports import Account, Clock, Ledger, Secrets, StaffSession
from informed.service import throttle

IDLE = timedelta(minutes=10)
LONGEST = timedelta(hours=12)
#: How old the note of a session's last use may be: a session in use is written down twice a minute, not at each click.
NOTED = timedelta(seconds=30)
#: How long ago a person of the sign-in service may have proved who they are, where others type their password again.
FRESH = timedelta(minutes=2)

#: right -> the roles that have it.
RIGHTS: dict[str, frozenset[str]] = {
    "list_records": frozenset({"front_desk", "physician", "admin", "auditor"}),
    "answer_call": frozenset({"front_desk", "physician", "admin"}),
    "open_document": frozenset({"physician", "admin", "auditor"}),
    "view_record": frozenset({"physician", "admin", "auditor"}),
    "close_items": frozenset({"physician"}),
    "countersign": frozenset({"physician"}),
    "correct": frozenset({"physician"}),
    "reopen": frozenset({"front_desk", "physician"}),
    "add_risk": frozenset({"physician"}),
    "withdraw": frozenset({"front_desk", "physician"}),
    "enter_in_error": frozenset({"physician", "admin"}),
    "hand_over": frozenset({"front_desk", "physician", "admin"}),
    "name_helpers": frozenset({"front_desk", "physician"}),
    "record_paper": frozenset({"front_desk", "physician"}),
    "print_copies": frozenset({"front_desk", "physician"}),
    "manage_accounts": frozenset({"admin"}),
    "read_events": frozenset({"auditor", "admin"}),
    "start_visit": frozenset({"front_desk", "physician", "admin"}),
    "save_product": frozenset({"front_desk", "physician", "admin"}),
    "lower_stop": frozenset({"physician", "admin"}),
    "manage_desk": frozenset({"admin"}),
    "verify_file": frozenset({"front_desk", "physician", "admin", "auditor"}),
    "export": frozenset({"physician", "admin"}),
    "erase": frozenset({"admin"}),
    "hold": frozenset({"admin"}),
    "list_retention": frozenset({"admin", "auditor"}),
    "check_ledger": frozenset({"admin", "auditor"}),
}


class Gate:
    """Which member of staff a session belongs to, and what that person may do."""

    def __init__(self, ledger: Ledger, clock: Clock, secrets: Secrets):
        self._ledger = ledger
        self._clock = clock
        self._secrets = secrets

    def account(self, token: str, *, by_itself: bool = False) -> Account | None:
        """Whose session this is, if it still holds; using it keeps it alive, but not what a page does by itself."""
        session = self._session(token, by_itself=by_itself)
        return session.account if session else None

    def _session(self, token: str, *, by_itself: bool = False) -> StaffSession | None:
        fingerprint, now = self._secrets.fingerprint(token), self._clock.now()
        with self._ledger.reading() as work:
            session = work.session(fingerprint)
        if session is None or not _holds(session, now):
            return None
        if now - session.seen > NOTED and not by_itself:
            with self._ledger.writing() as work:
                work.touch_session(fingerprint, now)
        return session

    def require(self, token: str, right: str, *, by_itself: bool = False) -> Account:
        """The account of this session, which has this right; raises `NotAllowed`."""
        account = self.account(token, by_itself=by_itself)
        if account is None:
            raise NotAllowed("sign in first")
        if account.role not in RIGHTS[right]:
            raise NotAllowed(f"the role {account.role} may not {right.replace('_', ' ')}")
        return account

    def confirm(self, token: str, password: str) -> str:
        """That the person at the screen is still the one who signed in; returns what opens their key.

        With a password here, it is typed again (raises `SignInRefused`), and opens the key. A person of the sign-in service has
        signed in there within two minutes (raises `NotFresh`); what opens the key is then a secret of the clinic.
        """
        session = self._session(token)
        if session is None:
            raise NotAllowed("sign in first")
        if session.account.subject is None:
            self.require_password(session.account, password)
            return password
        if not is_fresh(session.authenticated, self._clock.now()):
            raise NotFresh
        with self._ledger.reading() as work:
            return (work.secret(key_secret(session.account.id)) or b"").decode()

    def require_password(self, account: Account, password: str) -> None:
        """That somebody knows this account's password; wrong ones are throttled, apart from those of the sign-in form.

        Raises `SignInRefused`.
        """
        keys = (f"confirm:{account.id}",)
        with self._ledger.writing() as work:
            throttle.admit(work, keys, self._clock.now())
        if not self._secrets.password_matches(password, account.password_hash or None):
            raise SignInRefused
        with self._ledger.writing() as work:
            throttle.forgive(work, keys)


def is_fresh(authenticated: datetime | None, now: datetime) -> bool:
    """Whether a proof is of the last two minutes; one from the future is no older than a clock may be wrong."""
    return authenticated is not None and abs(now - authenticated) <= FRESH


def key_secret(account: str) -> str:
    """The name of the clinic's secret that opens the key of a physician who has no password here."""
    return f"physician.password.{account}"


def _holds(session: StaffSession, now: datetime) -> bool:
    return session.account.active and now - session.seen <= IDLE and now - session.began <= LONGEST
