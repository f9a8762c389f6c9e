"""What the staff does with a record after the patient's part: closing its items, countersigning, correcting, withdrawing."""

from datetime import date
from typing import Literal

from informed.content import Language
from informed.events.exact import Exact, ShownText
from informed.plan import Plan

#: How the physician closed an item in the talk.
Disposition = Literal["discussed", "answered", "not_applicable", "deferred"]

#: What the physician and the patient go on with; none of them is consent.
Outcome = Literal["talk", "more_time", "alternative", "not_advised"]

#: What a record can be taken out as.
ExportFormat = Literal["json", "fhir", "pdf"]


class PlanChanged(Exact):
    """Staff changed what is planned, before the patient's part ended; the whole plan. The latest one counts."""

    type: Literal["PlanChanged"] = "PlanChanged"
    plan: Plan


class RiskAdded(Exact):
    """The physician added a risk that concerns this patient, in plain words; the patient answers it as a statement."""

    type: Literal["RiskAdded"] = "RiskAdded"
    risk: ShownText
    language: Language
    author: str


class ItemDisposed(Exact):
    """The physician closed an open item; `item` is its key. The latest one for an item counts."""

    type: Literal["ItemDisposed"] = "ItemDisposed"
    item: str
    disposition: Disposition
    note: str = ""


class RecordCountersigned(Exact):
    """The physician closed the record: with which outcome, under which name, over which document (its SHA-256)."""

    type: Literal["RecordCountersigned"] = "RecordCountersigned"
    outcome: Outcome
    note: str
    physician: str
    document: str


class CorrectionAdded(Exact):
    """Something that was wrong or missing after the countersignature; what was written stays."""

    type: Literal["CorrectionAdded"] = "CorrectionAdded"
    text: str
    author: str


class RecordWithdrawn(Exact):
    """The patient does not want any more; `on` is the day on which they said so, `reason` what they gave, if anything."""

    type: Literal["RecordWithdrawn"] = "RecordWithdrawn"
    on: date
    reason: str
    author: str


class RecordEnteredInError(Exact):
    """The record is not about what it says: another patient's answers, say. It stays, marked so."""

    type: Literal["RecordEnteredInError"] = "RecordEnteredInError"
    reason: str
    author: str


class RecordViewed(Exact):
    """A member of staff opened the record's page."""

    type: Literal["RecordViewed"] = "RecordViewed"


class RecordExported(Exact):
    """A member of staff took a copy out of the ledger, in this format."""

    type: Literal["RecordExported"] = "RecordExported"
    format: ExportFormat


StaffPayload = (
    PlanChanged
    | RiskAdded
    | ItemDisposed
    | RecordCountersigned
    | CorrectionAdded
    | RecordWithdrawn
    | RecordEnteredInError
    | RecordViewed
    | RecordExported
)
