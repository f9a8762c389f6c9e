"""A record: the fold over its events. Everything here is derived; nothing is stored beside the events.

Statuses and the events that may follow them are a table, so that the diagram in the docs is drawn from it.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from functools import cached_property, reduce
from typing import TypeVar
from zoneinfo import ZoneInfo

from informed import events as e
from informed.content import Language
from informed.errors import NotAllowed, RecordClosed
from informed.factors import FactorAnswer
from informed.patient import ADULT, Patient, age_on
from informed.people import Helper, IdentityCheck
from informed.plan import Plan


class Status(StrEnum):
    """Where a record stands."""

    OPEN = "open"
    SIGNED = "signed"
    DEFERRED = "deferred"
    DECLINED = "declined"
    COUNTERSIGNED = "countersigned"
    WITHDRAWN = "withdrawn"
    ENTERED_IN_ERROR = "entered_in_error"


#: (status before, event) -> status after. An event that is not here cannot happen then.
TRANSITIONS: dict[tuple[Status | None, type[e.Exact]], Status] = {
    (None, e.RecordOpened): Status.OPEN,
    (Status.OPEN, e.RecordSigned): Status.SIGNED,
    (Status.OPEN, e.RecordDeferred): Status.DEFERRED,
    (Status.OPEN, e.RecordDeclined): Status.DECLINED,
    (Status.DEFERRED, e.RecordContinued): Status.OPEN,
}
for _answer in (
    e.LanguageChosen,
    e.TopicShown,
    e.StatementAnswered,
    e.StatementAsked,
    e.FactorAnswered,
    e.QuestionAnswered,
    e.DoctorQuestionsChosen,
    e.ClaimsHeard,
    e.StepFinished,
    e.PlanChanged,
    e.HandedOver,
    e.HandOverCodeMade,
    e.HelperSigned,
    e.ScanAdded,
    e.ScanRemoved,
    e.PaperRecorded,
):
    TRANSITIONS[Status.OPEN, _answer] = Status.OPEN
for _status in (Status.OPEN, Status.DEFERRED):  # after the signature the patient's part is as it was signed
    for _prepared in (e.HelperNamed, e.HelperRemoved, e.IdentityChecked, e.PaperPrinted, e.RiskAdded):
        TRANSITIONS[_status, _prepared] = _status
for _status in Status:
    TRANSITIONS[_status, e.VisitEnded] = _status
    TRANSITIONS[_status, e.CallAnswered] = _status
    for _pause in (e.VisitPaused, e.VisitResumed, e.BirthDateRefused):
        TRANSITIONS[_status, _pause] = _status
for _status in Status:
    TRANSITIONS[_status, e.HoldPlaced] = _status
    TRANSITIONS[_status, e.HoldReleased] = _status
#: The patient's part is over.
_ENDED = (Status.SIGNED, Status.DEFERRED, Status.DECLINED)
#: The record is closed for good.
_CLOSED = (Status.COUNTERSIGNED, Status.WITHDRAWN, Status.ENTERED_IN_ERROR)
for _status in (Status.OPEN, *_ENDED):
    TRANSITIONS[_status, e.StaffCalled] = _status
    TRANSITIONS[_status, e.CallTakenBack] = _status
for _status in _ENDED:
    TRANSITIONS[_status, e.LanguageChosen] = _status
    TRANSITIONS[_status, e.ItemDisposed] = _status
for _status in (*_ENDED, *_CLOSED):
    TRANSITIONS[_status, e.DocumentSealed] = _status
    TRANSITIONS[_status, e.DocumentOpened] = _status
    TRANSITIONS[_status, e.DocumentPrinted] = _status
TRANSITIONS[Status.SIGNED, e.RecordCountersigned] = Status.COUNTERSIGNED
for _status in (Status.COUNTERSIGNED, Status.WITHDRAWN):
    TRANSITIONS[_status, e.CorrectionAdded] = _status
for _status in (Status.SIGNED, Status.DEFERRED, Status.COUNTERSIGNED):
    TRANSITIONS[_status, e.RecordWithdrawn] = Status.WITHDRAWN
for _status in Status:
    TRANSITIONS[_status, e.RecordViewed] = _status
    TRANSITIONS[_status, e.RecordExported] = _status
    if _status != Status.ENTERED_IN_ERROR:
        TRANSITIONS[_status, e.RecordEnteredInError] = Status.ENTERED_IN_ERROR

#: The events that end the patient's part; each gives the record its document.
CLOSING = (e.RecordSigned, e.RecordDeferred, e.RecordDeclined)

#: What calls for a sealed document of its own, and its kind. The countersigned one is made with the event, by the physician.
CALLS: dict[type[e.Exact], e.DocumentKind] = {
    **dict.fromkeys(CLOSING, "patient"),
    e.RecordCountersigned: "addendum",
    e.CorrectionAdded: "correction",
    e.RecordWithdrawn: "withdrawal",
    e.RecordEnteredInError: "error",
}

P = TypeVar("P", bound=e.Exact)


def after(status: Status | None, payload: e.Exact) -> Status:
    """The status after an event; raises `NotAllowed` when it cannot happen then."""
    following = TRANSITIONS.get((status, type(payload)))
    if following is None:
        error = RecordClosed if status in (*_ENDED, *_CLOSED) else NotAllowed
        raise error(f"{type(payload).__name__} cannot follow when the record is {status or 'not opened'}")
    return following


def short_id(record: str) -> str:
    """What people read out of a record's id: its first eight signs, in two groups."""
    return f"{record[:4]}-{record[4:8]}".upper()


@dataclass(frozen=True)
class Record:
    """One patient's way through one pack: its events, in order."""

    events: tuple[e.Event, ...]

    @cached_property
    def status(self) -> Status:
        status: Status | None = None
        for event in self.events:
            status = after(status, event.payload)
        if status is None:
            raise NotAllowed("a record begins with RecordOpened")
        return status

    @cached_property
    def opened(self) -> e.RecordOpened:
        first = self.events[0].payload
        assert isinstance(first, e.RecordOpened)  # the table of transitions lets nothing else be the first
        return first

    @property
    def id(self) -> str:
        return self.events[0].header.record

    @property
    def short_id(self) -> str:
        return short_id(self.id)

    @property
    def patient(self) -> Patient:
        return self.opened.patient

    @cached_property
    def plan(self) -> Plan:
        """What is planned, as staff entered it last."""
        changed = [payload.plan for payload in self._all(e.PlanChanged)]
        return changed[-1] if changed else self.opened.plan

    @property
    def opened_at(self) -> datetime:
        return self.events[0].at

    @cached_property
    def age(self) -> int:
        """Full years on the day when the record was opened."""
        return age_on(self.patient.date_of_birth, self.opened_on)

    @property
    def read_at(self) -> datetime | None:
        """When the patient last did something, or staff wrote down how the patient's part ended; None: not yet."""
        found = (x for x in reversed(self.events) if x.header.actor.kind == "patient" or isinstance(x.payload, CLOSING))
        return next((x.at for x in found), None)

    @property
    def minor(self) -> bool:
        return self.age < ADULT

    @property
    def opened_on(self) -> date:
        """The day of the opening where the clinic is."""
        return self.day(self.opened_at)

    def day(self, moment: datetime) -> date:
        """The day of a moment where the clinic is."""
        return moment.astimezone(ZoneInfo(self.opened.time_zone)).date()

    @cached_property
    def language(self) -> Language:
        chosen = [payload.language for payload in self._all(e.LanguageChosen)]
        return chosen[-1] if chosen else self.opened.language

    @cached_property
    def statements(self) -> dict[str, e.Event]:
        """The latest answer to each statement, by statement id."""
        return {x.payload.statement.id: x for x in self.events if isinstance(x.payload, e.StatementAnswered)}

    @cached_property
    def added_risks(self) -> dict[str, e.RiskAdded]:
        """The risks that a physician added for this patient, by id, in order."""
        return {added.risk.id: added for added in self._all(e.RiskAdded)}

    @property
    def unanswered_risks(self) -> tuple[str, ...]:
        """The ids of the added risks that the patient has not answered yet."""
        return tuple(id for id in self.added_risks if id not in self.statements)

    @cached_property
    def asked(self) -> dict[str, e.Event]:
        """The statements that the patient wants to ask about, by statement id."""
        latest = {x.payload.statement.id: x for x in self.events if isinstance(x.payload, e.StatementAsked)}
        return {id: event for id, event in latest.items() if event.payload.ask}  # type: ignore[union-attr]

    @cached_property
    def factors(self) -> dict[str, e.Event]:
        """The latest answer to each factor question, by factor id; an answer taken back is none."""
        latest = {x.payload.factor.id: x for x in self.events if isinstance(x.payload, e.FactorAnswered)}
        return {
            id: event
            for id, event in latest.items()
            if event.payload.chosen or event.payload.words  # type: ignore[union-attr]
        }

    @cached_property
    def factor_answers(self) -> dict[str, FactorAnswer]:
        """The factor answers as the rules read them."""
        answered = ((id, event.payload) for id, event in self.factors.items())
        return {
            id: FactorAnswer(tuple(option.id for option in answer.chosen), answer.words)
            for id, answer in answered
            if isinstance(answer, e.FactorAnswered)
        }

    @cached_property
    def tries(self) -> dict[str, tuple[e.Event, ...]]:
        """All tries at each comprehension question, by question id, in order."""
        found: dict[str, tuple[e.Event, ...]] = {}
        for event in self.events:
            if isinstance(event.payload, e.QuestionAnswered):
                id = event.payload.question.id
                found[id] = (*found.get(id, ()), event)
        return found

    @cached_property
    def doctor_questions(self) -> e.DoctorQuestionsChosen | None:
        chosen = list(self._all(e.DoctorQuestionsChosen))
        return chosen[-1] if chosen else None

    @cached_property
    def claims_heard(self) -> e.ClaimsHeard | None:
        marked = list(self._all(e.ClaimsHeard))
        return marked[-1] if marked else None

    @cached_property
    def topics_shown(self) -> dict[str, e.Event]:
        """The latest showing of each topic, by topic id."""
        return {x.payload.topic: x for x in self.events if isinstance(x.payload, e.TopicShown)}

    @cached_property
    def finished(self) -> frozenset[str]:
        """The steps that the patient went on from."""
        return frozenset(payload.step for payload in self._all(e.StepFinished))

    @cached_property
    def taps(self) -> frozenset[str]:
        """The ids of all taps that made an event; one that comes again changes nothing."""
        return frozenset(event.header.tap for event in self.events if event.header.tap)

    @cached_property
    def closing(self) -> e.Event | None:
        """The latest event that ended the patient's part."""
        found = [event for event in self.events if isinstance(event.payload, CLOSING)]
        return found[-1] if found else None

    @cached_property
    def signed(self) -> e.Event | None:
        return self.closing if self.closing and isinstance(self.closing.payload, e.RecordSigned) else None

    @cached_property
    def helpers(self) -> tuple[Helper, ...]:
        """The people who help, in the order in which they were named."""
        gone = {payload.helper for payload in self._all(e.HelperRemoved)}
        return tuple(named.helper for named in self._all(e.HelperNamed) if named.helper.id not in gone)

    @cached_property
    def identity_checks(self) -> dict[str, IdentityCheck]:
        """How staff know who somebody is, by helper's id, or "patient"."""
        return {payload.whose: payload.how for payload in self._all(e.IdentityChecked)}

    @cached_property
    def helper_signatures(self) -> dict[str, e.Event]:
        """The helpers' signatures, by helper's id."""
        return {x.payload.helper: x for x in self.events if isinstance(x.payload, e.HelperSigned)}

    @property
    def signed_for(self) -> bool:
        """Whether somebody else signs for the patient: a guardian or a representative; then the patient's own is optional."""
        return any(helper.signs_for_patient for helper in self.helpers)

    @cached_property
    def scans(self) -> tuple[e.ScanAdded, ...]:
        """The scans of the paper that are kept, in order."""
        gone = {payload.number for payload in self._all(e.ScanRemoved)}
        return tuple(scan for scan in self._all(e.ScanAdded) if scan.number not in gone)

    @cached_property
    def paper(self) -> e.PaperRecorded | None:
        """What staff said of the paper on which the patient's part ended, if it was one; who goes on after it begins anew."""
        last = next(
            (x for x in reversed(self.events) if isinstance(x.payload, e.PaperRecorded | e.RecordContinued)), None
        )
        return last.payload if last and isinstance(last.payload, e.PaperRecorded) else None

    @cached_property
    def hold(self) -> e.Event | None:
        """The event that forbids erasing the record, while none has lifted it."""
        found = [x for x in self.events if isinstance(x.payload, e.HoldPlaced | e.HoldReleased)]
        return found[-1] if found and isinstance(found[-1].payload, e.HoldPlaced) else None

    @cached_property
    def call(self) -> e.Event | None:
        """The call for a member of staff that nobody answered, that was not taken back, and whose visit has not ended."""
        ends = (e.StaffCalled, e.CallTakenBack, e.CallAnswered, e.VisitEnded)
        found = [event for event in self.events if isinstance(event.payload, ends)]
        return found[-1] if found and isinstance(found[-1].payload, e.StaffCalled) else None

    @cached_property
    def birth_dates_refused(self) -> int:
        """How many dates that are not the patient's date of birth were given since the visit was paused."""
        turns = (e.VisitPaused, e.VisitResumed, e.HandedOver)
        last = max((x.header.sequence for x in self.events if isinstance(x.payload, turns)), default=0)
        return sum(isinstance(x.payload, e.BirthDateRefused) for x in self.events[last:])

    @cached_property
    def sealed(self) -> tuple[e.DocumentSealed, ...]:
        """Its sealed documents, in order."""
        return tuple(self._all(e.DocumentSealed))

    @cached_property
    def unsealed(self) -> tuple[e.Event, ...]:
        """The events that call for a document of their own and have none yet, oldest first; an end of the patient's part
        calls for one no longer when the patient has gone on.
        """
        done = {(document.kind, document.of) for document in self.sealed}
        calling = (x for x in self.events if type(x.payload) in CALLS and x not in self._overtaken)
        return tuple(x for x in calling if (CALLS[type(x.payload)], x.header.sequence) not in done)

    @property
    def _overtaken(self) -> tuple[e.Event, ...]:
        """The ends of the patient's part from which the patient went on."""
        went_on = max((x.header.sequence for x in self.events if isinstance(x.payload, e.RecordContinued)), default=0)
        return tuple(x for x in self.events if isinstance(x.payload, CLOSING) and x.header.sequence < went_on)

    @property
    def document_status(self) -> str:
        """ "": the patient has not finished; "waiting": a document is not sealed yet; "sealed": all are."""
        return "waiting" if self.unsealed else "sealed" if self.sealed else ""

    @cached_property
    def dispositions(self) -> dict[str, e.Event]:
        """How each open item was closed, by its key; the latest counts, and only what came after the patient's part."""
        since = self.closing.header.sequence if self.closing else 0
        found = (x for x in self.events if isinstance(x.payload, e.ItemDisposed) and x.header.sequence > since)
        return {event.payload.item: event for event in found}  # type: ignore[union-attr]

    @cached_property
    def countersigned(self) -> e.Event | None:
        """The event of the physician's closing."""
        return next((event for event in self.events if isinstance(event.payload, e.RecordCountersigned)), None)

    @cached_property
    def as_closed(self) -> "Record":
        """The record up to the end of the patient's part: what the document shows, whatever happened later."""
        if self.closing is None:
            raise NotAllowed("the record has no document yet: the patient has not finished")
        return self.up_to(self.closing)

    def up_to(self, event: e.Event) -> "Record":
        """The record as it was right after one of its events."""
        return Record(self.events[: event.header.sequence])

    def with_events(self, *events: e.Event) -> "Record":
        """The record after these events; they are checked against the status that is already known."""
        following = Record((*self.events, *events))
        following.__dict__["status"] = reduce(lambda status, event: after(status, event.payload), events, self.status)
        return following

    def _all(self, kind: type[P]) -> Iterator[P]:
        return (event.payload for event in self.events if isinstance(event.payload, kind))
