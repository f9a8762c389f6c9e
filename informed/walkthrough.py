"""The steps of the journey: which comes next, what is missing on one, which may be visited.

welcome -> about -> benefits -> limitations -> risks -> individual -> about you (short screens) -> told -> choices ->
questions -> check -> sign -> done. After each topic with a comprehension question stands the step that asks it.
"""

import hashlib
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Literal

from informed import events as e
from informed.content import (
    MOST_SCREENS,
    TOPICS,
    ComprehensionOption,
    ComprehensionQuestion,
    ContentPack,
    FactorGroup,
)
from informed.factors import NOT_SURE
from informed.record import Record, Status

StepKind = Literal["welcome", "topic", "question", "about_you", "check", "sign", "done", "stop"]

#: The address of each topic's screen.
TOPIC_STEPS = {
    "intro": "about",
    "benefits": "benefits",
    "limitations": "limitations",
    "risks": "risks",
    "individual": "individual",
    "red_flags": "told",
    "alternatives": "choices",
    "decide": "questions",
}

#: The topic to which a physician can add a statement for one patient.
ADDED_TO = "risks"


@dataclass(frozen=True)
class Step:
    """One screen of the journey; `name` is its address and the name in its events."""

    name: str
    kind: StepKind
    topic: str | None = None
    group: str | None = None


#: Beside the journey: to take more time, or to say no, from any screen.
STOP = Step("stop", "stop")


@lru_cache(maxsize=16)
def _steps(pack_sha256: str, shape: tuple[tuple[str, bool], ...], groups: tuple[str, ...]) -> tuple[Step, ...]:
    found = [Step("welcome", "welcome")]
    for topic, has_questions in shape:
        name = TOPIC_STEPS[topic]
        found.append(Step(name, "topic", topic))
        if has_questions:
            found.append(Step(f"{name}-question", "question", topic))
        if topic == "individual":
            found += [Step(f"you-{i}", "about_you", topic, group) for i, group in enumerate(groups, 1)]
    return (*found, Step("check", "check"), Step("sign", "sign"), Step("done", "done"))


@cache
def every_step() -> tuple[Step, ...]:
    """The steps that any pack's journey can have: a clinic may show several packs, and old records have packs of other shapes."""
    groups = tuple(f"group {i}" for i in range(1, MOST_SCREENS + 1))
    return _steps("every", tuple((topic, True) for topic in TOPICS), groups)


def steps(pack: ContentPack) -> tuple[Step, ...]:
    """All steps of a pack's journey, in order."""
    shape = tuple((topic.id, bool(topic.questions)) for topic in pack.topics)
    return _steps(pack.sha256, shape, tuple(group.id for group in pack.groups_at("about_you")))


def step(pack: ContentPack, name: str) -> Step:
    """The step of this name; raises `KeyError` for an unknown one."""
    return {step.name: step for step in (*steps(pack), STOP)}[name]


def before(pack: ContentPack, name: str) -> str | None:
    """The name of the step before; no step leads back to the welcome screen."""
    names = [step.name for step in steps(pack)]
    at = names.index(name)
    return names[at - 1] if at > 1 else None


def following(pack: ContentPack, record: Record, at: Step) -> str:
    """The name of the step to show after one was finished.

    A patient who came back to change an answer, with everything before "check your answers" done, returns there.
    """
    open_now = open_step(pack, record)
    if open_now.kind in ("check", "sign", "done") and at.kind != "check":
        return "check" if open_now.kind == "sign" else open_now.name
    names = [step.name for step in steps(pack)]
    return names[names.index(at.name) + 1]


def topic_number(topic_id: str) -> tuple[int, int]:
    """Which topic of how many, for "Topic 3 of 8"."""
    return TOPICS.index(topic_id) + 1, len(TOPICS)


def groups(pack: ContentPack, at: Step) -> tuple[FactorGroup, ...]:
    """The factor questions on a step's screen."""
    if at.kind == "about_you":
        return tuple(group for group in pack.factor_groups if group.id == at.group)
    return pack.groups_at(at.name) if at.kind == "topic" else ()


def missing(pack: ContentPack, at: Step, record: Record) -> tuple[str, ...]:
    """The ids of what must still be answered before a step can be left, in the order of the screen."""
    if at.kind == "topic" and at.topic:
        topic = pack.topic(at.topic)
        found = tuple(s.id for s in topic.statements if topic.required and s.id not in record.statements)
        return found + (record.unanswered_risks if at.topic == ADDED_TO else ())
    if at.kind == "question" and at.topic:
        return tuple(question.id for question in pack.topic(at.topic).questions if not settled(question, record))
    if at.kind in ("check", "sign"):
        found = tuple(id for id in pack.required_statements if id not in record.statements)
        return found + record.unanswered_risks
    return ()


def added_to(topic_id: str, record: Record) -> tuple[e.RiskAdded, ...]:
    """What a physician added to a topic for this patient; it stands before the topic's own statements."""
    return tuple(record.added_risks.values()) if topic_id == ADDED_TO else ()


def settled(question: ComprehensionQuestion, record: Record) -> bool:
    """Whether a comprehension question needs no further try: right, "not sure", or all tries used."""
    tries = [event.payload for event in record.tries.get(question.id, ())]
    if len(tries) >= question.max_tries:
        return True
    return any(isinstance(t, e.QuestionAnswered) and (t.correct or t.chosen == NOT_SURE) for t in tries)


def open_step(pack: ContentPack, record: Record) -> Step:
    """Where the patient is: the first step not yet gone on from, or with a new risk; `done` once the patient's part has ended."""
    found = steps(pack)
    if record.status != Status.OPEN:
        return found[-1]
    return next(
        s
        for s in found
        if s.kind in ("sign", "done")
        or (s.kind != "welcome" and s.name not in record.finished)
        or (s.topic == ADDED_TO and record.unanswered_risks)
    )


def may_visit(pack: ContentPack, record: Record, name: str) -> bool:
    """Whether a step may be shown now: those behind the open one may, while the record is open."""
    here = open_step(pack, record)
    if here.kind == "done":
        return name == "done"
    if name == STOP.name:
        return True
    names = [step.name for step in steps(pack)]
    return name != "welcome" and name in names and names.index(name) <= names.index(here.name)


def option_order(question: ComprehensionQuestion, record: Record) -> tuple[ComprehensionOption, ...]:
    """The options in an order of the record's own: the same at every showing, another for another patient."""

    def place(option: ComprehensionOption) -> bytes:
        return hashlib.sha256(f"{record.id}/{question.id}/{option.id}".encode()).digest()

    return tuple(sorted(question.options, key=place))
