"""What the ledger keeps beside the events, and what the service says about the clinic."""

from dataclasses import dataclass
from datetime import datetime

from informed.content import Language


@dataclass(frozen=True)
class Visit:
    """One browser's hold on one record, from hand-over to hand-back."""

    id: str
    record: str
    ended: bool
    #: When the patient was last heard of in it; None: never since it is known.
    seen: datetime | None = None
    #: Since when it rests; None: nobody paused it.
    paused_at: datetime | None = None


@dataclass(frozen=True)
class TabletLock:
    """A browser that was handed over: it shows one visit and nothing else until a member of staff takes it back.

    `began` and `authenticated` are those of the session that was suspended in it; no `began`: there is none to come back to.
    """

    visit: str
    record: str
    account: str
    locked_at: datetime
    began: datetime | None
    authenticated: datetime | None


@dataclass(frozen=True)
class IndexRow:
    """What the staff list needs of a record: a projection, rebuilt from the events at will."""

    record: str
    opened_at: datetime
    changed_at: datetime
    status: str
    document: str
    held: bool
    name: str
    date_of_birth: str
    record_number: str
    language: str
    stops: int
    cautions: int
    unsure: int
    questions: int
    #: Whether it was read and signed on paper.
    paper: bool = False
    #: Since when the patient has been calling a member of staff, and where; None: nobody is called.
    called_at: datetime | None = None
    call_place: str = ""
    #: When the patient last did something; None: not yet.
    read_at: datetime | None = None


@dataclass(frozen=True)
class StoredDocument:
    """A document that was issued, without its bytes; `sha256` is theirs, in hex."""

    record: str
    revision: int
    kind: str
    sha256: str
    made_at: datetime


@dataclass(frozen=True)
class Clinic:
    """What a record says about the clinic that hosts it."""

    name: str
    time_zone: str
    document_language: Language
    demonstration: bool
    address: str = ""
    hotline: str = ""
    #: Its privacy notice; empty: a plain default.
    notice_vi: str = ""
    notice_en: str = ""
    #: Whether patients may begin alone on the welcome screen.
    walk_in: bool = True
    #: After how many days without change a record is past its time; None: never.
    retention_days: int | None = None
    #: For so many days staff can open a visit again whose patient wanted more time.
    reopen_days: int = 30
    #: After so many minutes without a sign of the patient a visit is locked.
    idle_minutes: int = 5
