"""The screens of a pack: topics, their statements with what they rest on, and the questions about what was read."""

from datetime import date
from enum import StrEnum
from typing import Literal, Self

from pydantic import Field, model_validator

from informed.content.pictures import Picture
from informed.content.text import Finding, Id, Part, Text, require_unique


class Certainty(StrEnum):
    """How sure the evidence makes us (GRADE levels); statements of fact, rule or advice are not graded."""

    HIGH = "high"
    MODERATE = "moderate"
    LOW = "low"
    VERY_LOW = "very_low"
    NOT_GRADED = "n/a"


class Kind(StrEnum):
    """What a statement rests on."""

    DEFINITION = "definition"
    LAB = "lab"
    PRACTICE = "practice"
    HUMAN_TRIAL = "human_trial"
    REVIEW = "review"
    CASE_REPORT = "case_report"
    REGULATOR = "regulator"
    LAW = "law"
    GUIDANCE = "guidance"
    EXPERT = "expert"
    SAFETY_NET = "safety_net"
    NOTICE = "notice"


class Source(Part):
    """Where a statement comes from. `seen`: in the primary page, only through a secondary one, or still to be confirmed
    by a physician.
    """

    id: Id
    title: str
    organisation: str
    year: int | None = None
    address: str | None = None
    seen: Literal["primary", "secondary", "physician_pending"]
    checked_on: date | None = None


class Figure(Part):
    """A number from a study, with everything that an honest number needs: the only way that one enters a statement."""

    numerator: int | None = Field(default=None, ge=0)
    denominator: int | None = Field(default=None, ge=1)
    #: What is counted or compared, and among whom.
    population: Text
    period: Text | None = None
    uncertainty: Text
    source: Id

    @model_validator(mode="after")
    def _a_number(self) -> Self:
        if self.numerator is None and self.denominator is None:
            raise Finding(self.source, "figures: give a numerator, a denominator or both")
        return self


class Mark(StrEnum):
    """What a statement is there for, declared by its author where the linter must find it."""

    NO_PROMISE = "no_promise"
    NOT_PROOF = "not_proof"
    DO_NOTHING = "do_nothing"
    BENEFIT = "benefit"
    HARM = "harm"
    EXPERIENCE = "experience"


class Statement(Part):
    """One plain sentence or two, with what it rests on."""

    id: Id
    text: Text
    detail: Text | None = None
    kind: Kind
    certainty: Certainty = Certainty.NOT_GRADED
    sources: tuple[Id, ...] = Field(min_length=1)
    article_claims: tuple[Id, ...] = ()
    figures: tuple[Figure, ...] = ()
    marks: tuple[Mark, ...] = ()

    @model_validator(mode="after")
    def _figures_from_its_sources(self) -> Self:
        if unknown := {figure.source for figure in self.figures} - set(self.sources):
            raise Finding(self.id, f"figures: {', '.join(sorted(unknown))} is not among the statement's sources")
        return self


class ComprehensionOption(Part):
    """One possible answer to a comprehension question; a wrong one may name the misconception behind it."""

    id: Id
    text: Text
    correct: bool = False
    misconception: Id | None = None


class ComprehensionQuestion(Part):
    """A question about what was just read: one correct option, an explanation, two tries. Never a lock."""

    id: Id
    prompt: Text
    options: tuple[ComprehensionOption, ...] = Field(min_length=3, max_length=5)
    explanation: Text
    teaches: tuple[Id, ...] = Field(min_length=1)
    max_tries: int = 2

    @model_validator(mode="after")
    def _one_correct(self) -> Self:
        if sum(option.correct for option in self.options) != 1:
            raise Finding(self.id, "options: exactly one option is correct")
        require_unique(self.id, (option.id for option in self.options))
        return self


TopicId = Literal["intro", "benefits", "limitations", "risks", "individual", "red_flags", "alternatives", "decide"]
TOPICS: tuple[TopicId, ...] = (
    "intro",
    "benefits",
    "limitations",
    "risks",
    "individual",
    "red_flags",
    "alternatives",
    "decide",
)
REQUIRED_TOPICS: tuple[TopicId, ...] = ("benefits", "limitations", "risks", "individual")


class Topic(Part):
    """One screen: heading, main message, statements, and the question about them."""

    id: TopicId
    title: Text
    message: Text
    statements: tuple[Statement, ...] = Field(min_length=1)
    questions: tuple[ComprehensionQuestion, ...] = ()
    pictures: tuple[Picture, ...] = ()

    @property
    def required(self) -> bool:
        """Whether each statement needs an answer of its own."""
        return self.id in REQUIRED_TOPICS

    @model_validator(mode="after")
    def _questions_teach_this_topic(self) -> Self:
        if self.required and not self.questions:
            raise Finding(self.id, "questions: a required topic needs a comprehension question")
        known = {statement.id for statement in self.statements}
        for question in self.questions:
            if unknown := set(question.teaches) - known:
                raise Finding(question.id, f"teaches: unknown statement {', '.join(sorted(unknown))}")
        for picture in self.pictures:
            if unknown := set(picture.shows) - known:
                raise Finding(picture.id, f"shows: unknown statement {', '.join(sorted(unknown))}")
        return self
