"""Who helped the patient: named by staff, their identity checked, their signatures beside the patient's."""

from typing import Literal

from informed.content import Language
from informed.events.exact import Exact, ShownText
from informed.people import Helper, HelperRole, IdentityCheck
from informed.signature import Signature


class HelperNamed(Exact):
    """A person helps the patient: an interpreter, a relative, a guardian, a representative."""

    type: Literal["HelperNamed"] = "HelperNamed"
    helper: Helper


class HelperRemoved(Exact):
    """A person was named by mistake, or did not help after all; `helper` is an id."""

    type: Literal["HelperRemoved"] = "HelperRemoved"
    helper: str


class IdentityChecked(Exact):
    """How staff know who somebody is: `whose` is a helper's id, or "patient". The latest one counts."""

    type: Literal["IdentityChecked"] = "IdentityChecked"
    whose: str
    how: IdentityCheck


class HelperSigned(Exact):
    """A helper signed: how, under which printed name, with which meaning; the patient's own signature is another event."""

    type: Literal["HelperSigned"] = "HelperSigned"
    helper: str
    role: HelperRole
    signature: Signature
    printed_name: str
    meaning: ShownText
    language: Language


PeoplePayload = HelperNamed | HelperRemoved | IdentityChecked | HelperSigned
