"""Calls for a member of staff: the patient calls, may take it back, and staff mark it as answered."""

from typing import Literal

from informed.events.exact import Exact


class StaffCalled(Exact):
    """The patient asked for a member of staff; `place` is the room or device as staff named it, empty when nobody did."""

    type: Literal["StaffCalled"] = "StaffCalled"
    place: str = ""


class CallTakenBack(Exact):
    """The patient needs nobody any more."""

    type: Literal["CallTakenBack"] = "CallTakenBack"


class CallAnswered(Exact):
    """A member of staff went to the patient."""

    type: Literal["CallAnswered"] = "CallAnswered"


CallPayload = StaffCalled | CallTakenBack | CallAnswered
