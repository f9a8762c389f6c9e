"""What is asked about the patient: factors with the rules that raise flags, and the questions for the doctor."""

from enum import StrEnum
from typing import Literal, Self

from pydantic import Field, model_validator

from informed.content.text import Finding, Id, Part, Text, require_unique


class Option(Part):
    """One possible answer to a factor question; `alone` clears the others ("none of these")."""

    id: Id
    text: Text
    alone: bool = False


class Severity(StrEnum):
    """How much the physician must do about a flag, the most first."""

    STOP = "stop"
    CAUTION = "caution"
    INFO = "info"


class Rule(Part):
    """When one of these options is chosen (and the planned route is one of `routes`, if given), the physician sees a
    flag.
    """

    when: tuple[Id, ...] = Field(min_length=1)
    severity: Severity
    code: Id
    #: What the physician calls it, in a few words; without one the question stands there.
    title: Text | None = None
    note: Text
    sources: tuple[Id, ...] = Field(min_length=1)
    routes: tuple[
        Literal["not_entered", "intact_skin", "after_laser", "microneedling", "injection", "infusion"], ...
    ] = ()


class Factor(Part):
    """A question about the patient. Every one also offers "not sure" and "tell the doctor in private"; none must be
    answered.
    """

    id: Id
    prompt: Text
    help: Text | None = None
    choose: Literal["one", "many"]
    options: tuple[Option, ...] = Field(min_length=2, max_length=12)
    own_words: Text | None = None
    rules: tuple[Rule, ...] = ()
    #: The options that raise no flag, named so that none is forgotten.
    no_flag: tuple[Id, ...] = ()

    @model_validator(mode="after")
    def _every_option_is_decided(self) -> Self:
        ids = [option.id for option in self.options]
        require_unique(self.id, ids)
        ruled = {option for rule in self.rules for option in rule.when}
        if unknown := (ruled | set(self.no_flag)) - set(ids):
            raise Finding(self.id, f"rules: unknown option {', '.join(sorted(unknown))}")
        if undecided := set(ids) - ruled - set(self.no_flag):
            raise Finding(self.id, f"options: neither a rule nor no_flag names {', '.join(sorted(undecided))}")
        return self


class FactorGroup(Part):
    """The factor questions of one short screen, or those that belong to another screen (`place`)."""

    id: Id
    place: Literal["about_you", "told", "questions"]
    title: Text
    factors: tuple[Factor, ...] = Field(min_length=1)


class AgeRule(Part):
    """A flag from the date of birth: `below` or `at_least` this many full years."""

    below: int | None = None
    at_least: int | None = None
    severity: Severity
    code: Id
    title: Text | None = None
    note: Text
    sources: tuple[Id, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _one_limit(self) -> Self:
        if (self.below is None) == (self.at_least is None):
            raise Finding(self.code, "give either below or at_least")
        return self


class DoctorQuestion(Part):
    """A question that the patient may tick, to be printed for the physician."""

    id: Id
    text: Text


class DoctorQuestionGroup(Part):
    """Doctor questions under one heading."""

    id: Id
    title: Text
    questions: tuple[DoctorQuestion, ...] = Field(min_length=1)
