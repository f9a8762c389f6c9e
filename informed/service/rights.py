"""Who may do what. Rights are denied unless the table grants them, and are asked for by every command, not on a page."""

from datetime import datetime, timedelta

from informed.errors import NotAllowed, SignInRefused
from informed.ports import Account, Clock, Ledger, Secrets, StaffSession

IDLE = timedelta(minutes=10)
LONGEST = timedelta(hours=12)
#: How old the note of a session's last use may be: a session in use is written down twice a minute, not at each click.
NOTED = timedelta(seconds=30)

#: right -> the roles that have it.
RIGHTS: dict[str, frozenset[str]] = {
    "list_records": frozenset({"front_desk", "physician", "admin", "auditor"}),
    "open_document": frozenset({"physician", "admin", "auditor"}),
    "view_record": frozenset({"physician", "admin", "auditor"}),
    "close_items": frozenset({"physician"}),
    "countersign": frozenset({"physician"}),
    "correct": frozenset({"physician"}),
    "withdraw": frozenset({"front_desk", "physician"}),
    "enter_in_error": frozenset({"physician", "admin"}),
    "manage_accounts": frozenset({"admin"}),
    "read_events": frozenset({"auditor", "admin"}),
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

    def account(self, token: str) -> Account | None:
        """Whose session this is, if it still holds; using it keeps it alive."""
        fingerprint, now = self._secrets.fingerprint(token), self._clock.now()
        with self._ledger.reading() as work:
            session = work.session(fingerprint)
        if session is None or not _holds(session, now):
            return None
        if now - session.seen > NOTED:
            with self._ledger.writing() as work:
                work.touch_session(fingerprint, now)
        return session.account

    def require(self, token: str, right: str) -> Account:
        """The account of this session, which has this right; raises `NotAllowed`."""
        account = self.account(token)
        if account is None:
            raise NotAllowed("sign in first")
        if account.role not in RIGHTS[right]:
            raise NotAllowed(f"the role {account.role} may not {right.replace('_', ' ')}")
        return account

    def require_password(self, account: Account, password: str) -> None:
        """That the person at the screen is still the one who signed in; raises `SignInRefused`."""
        if not self._secrets.password_matches(password, account.password_hash):
            raise SignInRefused


def _holds(session: StaffSession, now: datetime) -> bool:
    return session.account.active and now - session.seen <= IDLE and now - session.began <= LONGEST
