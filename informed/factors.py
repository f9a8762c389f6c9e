"""From what the patient says about themselves to flags for the physician: a pure, deterministic evaluation.

The patient is never told "you may" or "you may not"; the physician sees every flag, stop first, with the patient's own
words.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from informed.content import AgeRule, ContentPack, Factor, Severity, Text

#: The answers that every factor question offers besides its own options.
NOT_SURE = "not_sure"
PRIVATE = "private"

LABELS = {
    NOT_SURE: Text(vi="Tôi không chắc", en="I am not sure"),
    PRIVATE: Text(vi="Tôi muốn nói riêng với bác sĩ", en="I would rather tell the doctor in private"),
}

_ORDER = tuple(Severity)

_UNSURE_NOTE = Text(
    vi="Người bệnh trả lời “không chắc”: hỏi lại khi gặp.",
    en="The patient answered “not sure”: ask in person.",
)
_PRIVATE_NOTE = Text(
    vi="Người bệnh muốn nói riêng với bác sĩ.",
    en="The patient wants to tell the doctor in private.",
)


@dataclass(frozen=True)
class FactorAnswer:
    """What was chosen for one factor: option ids (or `NOT_SURE`, `PRIVATE`), and the patient's own words."""

    chosen: tuple[str, ...]
    words: str = ""


@dataclass(frozen=True)
class Flag:
    """Something that the physician must look at, and what the patient said."""

    severity: Severity
    code: str
    #: What it is, in a few words: people read this, and the code stands small beside it.
    title: Text
    note: Text
    words: str = ""
    factor: str | None = None
    chosen: tuple[str, ...] = ()


def evaluate(
    pack: ContentPack, answers: Mapping[str, FactorAnswer], *, age: int, route: str | None
) -> tuple[Flag, ...]:
    """All flags of a patient: stop before caution before info, then in the order of the questions.

    `age` is in full years at the opening of the record; `route` is the planned route, `None` when staff entered none.
    """
    flags = list(_age_flags(pack.age_rules, age))
    for factor in pack.factors:
        if answer := answers.get(factor.id):
            flags += _factor_flags(factor, answer, route or "not_entered")
    return by_severity(flags)


def by_severity(flags: Iterable[Flag]) -> tuple[Flag, ...]:
    """Stop first; within a severity the order stays."""
    return tuple(sorted(flags, key=lambda flag: _ORDER.index(flag.severity)))


def _age_flags(rules: tuple[AgeRule, ...], age: int) -> Iterable[Flag]:
    for rule in rules:
        young = rule.below is not None and age < rule.below
        old = rule.at_least is not None and age >= rule.at_least
        if young or old:
            yield Flag(rule.severity, rule.code, rule.title or rule.note, rule.note)


def _factor_flags(factor: Factor, answer: FactorAnswer, route: str) -> Iterable[Flag]:
    if NOT_SURE in answer.chosen:
        yield Flag(
            Severity.CAUTION, f"{factor.id}_UNSURE", factor.prompt, _UNSURE_NOTE, answer.words, factor.id, answer.chosen
        )
    if PRIVATE in answer.chosen:
        yield Flag(Severity.CAUTION, f"{factor.id}_PRIVATE", factor.prompt, _PRIVATE_NOTE, "", factor.id, answer.chosen)
    for rule in factor.rules:
        hit = tuple(option for option in answer.chosen if option in rule.when)
        if hit and (not rule.routes or route in rule.routes):
            title = rule.title or factor.prompt
            yield Flag(rule.severity, rule.code, title, rule.note, answer.words, factor.id, hit)
