"""Members of staff: their accounts, their sessions, and who a sign-in service says that they are."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class Account:
    """A member of staff."""

    id: str
    name: str
    role: str
    #: Empty: nobody can sign in with a password, because none was chosen yet, or the person comes from a sign-in service.
    password_hash: str
    active: bool
    #: The name on screens and documents; empty: the name to sign in with.
    display: str = ""
    #: A fingerprint of issuer and subject, for an account of a sign-in service (OpenID Connect).
    subject: str | None = None

    @property
    def shown_name(self) -> str:
        return self.display or self.name

    @property
    def is_set_up(self) -> bool:
        """Whether the person has a way to sign in."""
        return bool(self.password_hash or self.subject)


@dataclass(frozen=True)
class StaffSession:
    """A signed-in browser of a member of staff; times are UTC."""

    account: Account
    began: datetime
    seen: datetime
    #: When the sign-in service last saw the person prove who they are; None: with a password here, or it does not say.
    authenticated: datetime | None = None


@dataclass(frozen=True)
class Identity:
    """Who a sign-in service says that somebody is, verified; the role is one of ours, by the clinic's mapping, or None."""

    issuer: str
    subject: str
    name: str
    display: str
    role: str | None
    #: When the person proved it last; None: the service does not say.
    authenticated: datetime | None
