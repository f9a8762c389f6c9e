"""Sessions of staff: how they begin and end. Whether one still holds is for the gate to say (rights.py)."""

from datetime import datetime
from typing import Literal

from informed import events as e
from informed.ports import Account, Clock, Secrets, Work
from informed.service.records import Records


class Sessions:
    """Begins and ends sessions, each with its event."""

    def __init__(self, records: Records, clock: Clock, secrets: Secrets):
        self._records = records
        self._clock = clock
        self._secrets = secrets

    def begin(
        self,
        work: Work,
        account: Account,
        by: Literal["password", "issuer"],
        address: str,
        *,
        instead_of: str = "",
        authenticated: datetime | None = None,
    ) -> str:
        """A new token, which is stored nowhere; the session of this browser before, if any, is over."""
        token = self._secrets.token()
        work.end_session(self._secrets.fingerprint(instead_of))
        work.clear_failures(pin_tries(account.id))  # a full sign-in: the PIN counts again
        work.add_session(self._secrets.fingerprint(token), account.id, self._clock.now(), authenticated)
        self._records.note_in(work, actor(account), e.SignedIn(address=address, by=by))
        return token

    def resume(self, work: Work, account: str, *, began: datetime, authenticated: datetime | None) -> str:
        """A token for a session that was suspended; its age goes on counting, and its idle time begins anew."""
        token = self._secrets.token()
        work.add_session(self._secrets.fingerprint(token), account, self._clock.now(), authenticated, began)
        return token

    def end(self, token: str) -> None:
        """End a session; ending twice is no error."""
        fingerprint = self._secrets.fingerprint(token)

        def end(work: Work) -> None:
            if session := work.session(fingerprint):
                work.end_session(fingerprint)
                self._records.note_in(work, actor(session.account), e.SignedOut())

        self._records.write(end)


def pin_tries(account: str) -> str:
    """By which an account's wrong PINs are counted."""
    return f"pin:{account}"


def actor(account: Account) -> e.Actor:
    """A member of staff as the one who did it."""
    return e.Actor(kind="account", account=account.id)
