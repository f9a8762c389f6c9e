"""How a record comes to the patient's hands and back: on a tablet of the clinic, or by a code on another device.

No event holds a code, a PIN or a cookie. What happens to a tablet and to PINs stands in the chain `clinic`.
"""

from datetime import datetime
from typing import Literal

from informed.events.exact import Exact


class HandedOver(Exact):
    """From now on this browser shows the record, and it alone: every earlier hold on the record ended.

    `tablet`: by a member of staff, on the tablet in front of them, which is locked to the visit. `code`: by somebody who typed or
    scanned the record's code on another device.
    """

    type: Literal["HandedOver"] = "HandedOver"
    way: Literal["tablet", "code"]


class HandOverCodeMade(Exact):
    """A code for another device was made; one made before counts no more."""

    type: Literal["HandOverCodeMade"] = "HandOverCodeMade"
    expires: datetime


class TabletTakenBack(Exact):
    """A member of staff (the actor) unlocked a tablet that had been handed over with this record; a visit still open ended."""

    type: Literal["TabletTakenBack"] = "TabletTakenBack"
    record: str
    by: Literal["pin", "sign_in"]


class PinRefused(Exact):
    """A wrong PIN on a locked tablet; `account` is empty for an unknown name. `left`: the tries that were left after it."""

    type: Literal["PinRefused"] = "PinRefused"
    record: str
    account: str
    address: str
    left: int


class CodeTriesThrottled(Exact):
    """So many wrong codes, from this address or from everywhere, that the next try has to wait."""

    type: Literal["CodeTriesThrottled"] = "CodeTriesThrottled"
    address: str


class PinChosen(Exact):
    """The person chose a PIN to take tablets back with, or another one."""

    type: Literal["PinChosen"] = "PinChosen"
    account: str


class PinCleared(Exact):
    """An administrator took somebody's PIN away, or it went with the password."""

    type: Literal["PinCleared"] = "PinCleared"
    account: str


HandOverPayload = (
    HandedOver | HandOverCodeMade | TabletTakenBack | PinRefused | CodeTriesThrottled | PinChosen | PinCleared
)
