"""A visit that rests: its screen is locked until the patient, or a member of staff, goes on. No event holds what was typed."""

from typing import Literal

from informed.events.exact import Exact


class VisitPaused(Exact):
    """From now on the visit shows nothing: the patient asked for it, or nothing was heard from the tablet for the set time."""

    type: Literal["VisitPaused"] = "VisitPaused"
    reason: Literal["asked", "idle"]


class VisitResumed(Exact):
    """The visit went on: somebody (the patient, as far as one can know) gave the date of birth, or a member of staff (the actor)
    unlocked it.
    """

    type: Literal["VisitResumed"] = "VisitResumed"
    by: Literal["birth_date", "pin", "sign_in"]


class BirthDateRefused(Exact):
    """A date that is not the patient's date of birth. `left`: the tries that were left after it."""

    type: Literal["BirthDateRefused"] = "BirthDateRefused"
    left: int


PausePayload = VisitPaused | VisitResumed | BirthDateRefused
