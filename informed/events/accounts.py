"""What happens to the accounts of staff, in the chain `clinic`. `account` is an account's id: names stand where it was added."""

from typing import Literal

from informed.events.exact import Exact

Role = Literal["front_desk", "physician", "admin", "auditor"]


class AccountAdded(Exact):
    """A member of staff got an account; `issuer` is the sign-in service that it comes from, or empty."""

    type: Literal["AccountAdded"] = "AccountAdded"
    account: str
    name: str
    display: str
    role: Role
    issuer: str = ""


class AccountSetUp(Exact):
    """The person chose a password by a link that counted once."""

    type: Literal["AccountSetUp"] = "AccountSetUp"
    account: str


class AccountReset(Exact):
    """The password counts no more, all sessions ended, and there is a new link."""

    type: Literal["AccountReset"] = "AccountReset"
    account: str


class AccountRoleChanged(Exact):
    """The account may do something else from now on; all its sessions ended."""

    type: Literal["AccountRoleChanged"] = "AccountRoleChanged"
    account: str
    role: Role


class AccountDeactivated(Exact):
    """Nobody signs in by this account any more; all its sessions ended."""

    type: Literal["AccountDeactivated"] = "AccountDeactivated"
    account: str


class AccountReactivated(Exact):
    """The person may sign in again."""

    type: Literal["AccountReactivated"] = "AccountReactivated"
    account: str


class SignedIn(Exact):
    """A session began; who is the event's actor."""

    type: Literal["SignedIn"] = "SignedIn"
    address: str
    by: Literal["password", "issuer"]


class SignedOut(Exact):
    """A person ended their session."""

    type: Literal["SignedOut"] = "SignedOut"


class SignInThrottled(Exact):
    """So many wrong passwords in a row that the next try has to wait; `account` is empty for an unknown name."""

    type: Literal["SignInThrottled"] = "SignInThrottled"
    account: str
    address: str


AccountPayload = (
    AccountAdded
    | AccountSetUp
    | AccountReset
    | AccountRoleChanged
    | AccountDeactivated
    | AccountReactivated
    | SignedIn
    | SignedOut
    | SignInThrottled
)
