"""What a document is about, and how it speaks: a closed record, its pack, and the clinic's language and time zone."""

from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from zoneinfo import ZoneInfo

from informed import events as e
from informed import walkthrough
from informed.content import ContentPack, Factor, Language, Text
from informed.document.words import WORDS
from informed.errors import NotAllowed
from informed.factors import LABELS
from informed.record import Record, after

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


@dataclass(frozen=True)
class Subject:
    """A record as it was after the event that a document is about, with everything that is needed to put it into words."""

    record: Record
    pack: ContentPack

    @property
    def language(self) -> Language:
        """The clinic's: headings, labels and notes. What the patient read and said keeps its own language."""
        return self.record.opened.document_language

    @property
    def last(self) -> e.Event:
        """The event that the document is about."""
        return self.record.events[-1]

    @property
    def closing(self) -> e.Event:
        """The event that ended the patient's part; raises `NotAllowed` before."""
        if self.record.closing is None:
            raise NotAllowed("the patient has not finished")
        return self.record.closing

    @cached_property
    def since(self) -> datetime:
        """When the record came to its status."""
        status, moment = None, self.record.opened_at
        for event in self.record.events:
            before, status = status, after(status, event.payload)
            moment = event.at if status != before else moment
        return moment

    @cached_property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.record.opened.time_zone)

    def say(self, key: str, **values: object) -> str:
        """A label in the clinic's language."""
        return WORDS[key][self.language].format(**values) if values else WORDS[key][self.language]

    # --- days and times

    def day(self, day: date) -> str:
        if self.language == Language.VIETNAMESE:
            return f"{day:%d/%m/%Y}"
        return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"

    def local(self, at: datetime) -> datetime:
        return at.astimezone(self.zone)

    def offset(self, at: datetime) -> str:
        raw = f"{self.local(at):%z}"
        return f"UTC{raw[:3]}:{raw[3:5]}"

    def moment(self, at: datetime) -> str:
        """Day, time and offset."""
        return f"{self.day(self.local(at))}, {self.local(at):%H:%M:%S} ({self.offset(at)})"

    def time(self, at: datetime) -> str:
        """The time, with the day where it differs from the document's."""
        local = self.local(at)
        same = local.date() == self.local(self.last.at).date()
        return f"{local:%H:%M:%S}" if same else f"{self.day(local)} {local:%H:%M:%S}"

    def short_time(self, at: datetime) -> str:
        """Hours and minutes, with the day where it differs from the document's."""
        local = self.local(at)
        same = local.date() == self.local(self.last.at).date()
        return f"{local:%H:%M}" if same else f"{local:%d/%m %H:%M}"

    # --- answers

    @cached_property
    def reached(self) -> frozenset[str]:
        """The steps that the patient went on from, and the one where the patient stopped."""
        names = [step.name for step in walkthrough.steps(self.pack)][1:]
        stopped = next((name for name in names if name not in self.record.finished), None)
        return self.record.finished | ({stopped} if stopped else frozenset())

    @property
    def languages(self) -> str:
        """The languages that the patient read, in words."""
        shown = [event.payload.language for event in self.record.events if isinstance(event.payload, e.TopicShown)]
        return ", ".join(
            self.say(f"language.{language}") for language in dict.fromkeys(shown or [self.record.language])
        )

    def was_asked(self, factor: str) -> bool:
        """Whether the screen with this question about the patient was reached."""
        return any(
            step.name in self.reached
            for step in walkthrough.steps(self.pack)
            for group in walkthrough.groups(self.pack, step)
            if any(f.id == factor for f in group.factors)
        )

    def answer(self, factor: str, only: tuple[str, ...] = ()) -> tuple[str, str]:
        """The patient's answer verbatim (labels, or only some, and own words) and its language; empty if none."""
        event = self.record.factors.get(factor)
        if event is None or not isinstance(given := event.payload, e.FactorAnswered):
            return "", self.language
        labels = [option.label for option in given.chosen if not only or option.id in only]
        said = [f"“{given.words}”"] if given.words else []
        return " · ".join([*labels, *said]), given.language

    def beside(self, words: Text | None, language: str) -> str:
        """The clinic's words for what the patient read in this language; empty where it is the clinic's own."""
        return "" if words is None or language == self.language else words[self.language]

    def answer_beside(self, factor: str, only: tuple[str, ...] = ()) -> str:
        """The chosen labels in the clinic's language, where the patient read another; own words stay as they are."""
        event = self.record.factors.get(factor)
        if event is None or not isinstance(given := event.payload, e.FactorAnswered):
            return ""
        known = {option.id: option.text for option in self.factors[factor].options} | LABELS
        chosen = [option.id for option in given.chosen if not only or option.id in only]
        return " · ".join(filter(None, (self.beside(known.get(id), given.language) for id in chosen)))

    @cached_property
    def factors(self) -> dict[str, Factor]:
        return {factor.id: factor for factor in self.pack.factors}
