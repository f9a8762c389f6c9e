"""What the front desk sets for all its visits, and that it started one; in the chain `clinic`, without a word about a patient."""

from typing import Literal

from informed.events.exact import Exact
from informed.plan import Plan


class ProductSaved(Exact):
    """A product that comes back: its passport, and how it is usually planned. The latest one of an id counts."""

    type: Literal["ProductSaved"] = "ProductSaved"
    id: str
    plan: Plan


class ProductRemoved(Exact):
    """A saved product is offered no more; records that used it keep what they say."""

    type: Literal["ProductRemoved"] = "ProductRemoved"
    id: str


class PhysiciansListed(Exact):
    """The physicians who have no account here and can be chosen all the same; the whole list."""

    type: Literal["PhysiciansListed"] = "PhysiciansListed"
    names: tuple[str, ...]


class ProfileChanged(Exact):
    """The clinic's name, address and hotline, on screens and in what is opened from now on."""

    type: Literal["ProfileChanged"] = "ProfileChanged"
    name: str
    address: str
    hotline: str


class NoticeChanged(Exact):
    """The clinic's privacy notice; an empty one means the default of that language."""

    type: Literal["NoticeChanged"] = "NoticeChanged"
    vi: str
    en: str


class WalkInSwitched(Exact):
    """Whether a patient may begin alone on the welcome screen."""

    type: Literal["WalkInSwitched"] = "WalkInSwitched"
    on: bool


class RetentionChanged(Exact):
    """After how many days without change a record is listed as past its time; None: never."""

    type: Literal["RetentionChanged"] = "RetentionChanged"
    days: int | None


class BansListed(Exact):
    """The jurisdictions that forbid human material in cosmetics and count for this clinic; the whole list."""

    type: Literal["BansListed"] = "BansListed"
    jurisdictions: tuple[str, ...]


class VisitPrepared(Exact):
    """The desk opened a record; `product` is the id of the saved product that it used, or empty."""

    type: Literal["VisitPrepared"] = "VisitPrepared"
    record: str
    product: str
    physician: str


DeskPayload = (
    ProductSaved
    | ProductRemoved
    | PhysiciansListed
    | ProfileChanged
    | NoticeChanged
    | WalkInSwitched
    | RetentionChanged
    | BansListed
    | VisitPrepared
)
