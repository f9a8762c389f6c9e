"""How long the rest of the journey takes, from the words that are left to read: an estimate that does not flatter."""

import math
from collections.abc import Iterator

from informed.content import ContentPack, Language
from informed.record import Record
from informed.walkthrough import Step, groups, missing, settled, steps

#: What a careful reader takes in within a minute: words in English, syllables in Vietnamese, which are what spaces part there.
A_MINUTE = {Language.ENGLISH: 130, Language.VIETNAMESE: 160}
#: To decide and to tap.
SECONDS_AN_ANSWER = 5


def minutes_left(pack: ContentPack, record: Record | None, language: Language) -> int:
    """About how many minutes are left until the signature, rounded up; without a record, of the whole journey."""
    left = [at for at in steps(pack) if record is None or at.name not in record.finished]
    messages = [pack.topic(at.topic or "").message[language] for at in left if at.kind == "topic"]
    items = [text for at in left for text in _of_step(pack, record, at, language)] + _added(record)
    read = sum(len(text.split()) for text in messages + items)
    return max(1, math.ceil(read / A_MINUTE[language] + len(items) * SECONDS_AN_ANSWER / 60))


def _of_step(pack: ContentPack, record: Record | None, at: Step, language: Language) -> Iterator[str]:
    """Each thing that a step's screen still asks to be read, and mostly answered."""
    yield from _factors(pack, record, at, language)
    if at.kind == "question":
        yield from _questions(pack, record, at, language)
    elif at.kind == "topic":
        yield from _statements(pack, record, at, language)
        yield from _to_tick(pack, record, at, language)


def _factors(pack: ContentPack, record: Record | None, at: Step, language: Language) -> Iterator[str]:
    for factor in (factor for group in groups(pack, at) for factor in group.factors):
        if record is None or factor.id not in record.factor_answers:
            yield " ".join([factor.prompt[language], *(option.text[language] for option in factor.options)])


def _questions(pack: ContentPack, record: Record | None, at: Step, language: Language) -> Iterator[str]:
    for question in pack.topic(at.topic or "").questions:
        if record is None or not settled(question, record):
            yield " ".join([question.prompt[language], *(option.text[language] for option in question.options)])


def _statements(pack: ContentPack, record: Record | None, at: Step, language: Language) -> Iterator[str]:
    """Those that wait for an answer; where none is asked for, all of them until the step is finished."""
    topic = pack.topic(at.topic or "")
    waiting = missing(pack, at, record) if record and topic.required else [s.id for s in topic.statements]
    yield from (s.text[language] for s in topic.statements if s.id in waiting)


def _to_tick(pack: ContentPack, record: Record | None, at: Step, language: Language) -> Iterator[str]:
    """The claims that one was told, and the questions for the doctor: each list is one question with its options."""
    if at.topic == "red_flags" and pack.told and (record is None or record.claims_heard is None):
        yield " ".join(claim.text[language] for claim in pack.told)
    if at.topic == "decide" and pack.doctor_questions and (record is None or record.doctor_questions is None):
        yield " ".join(one.text[language] for group in pack.doctor_questions for one in group.questions)


def _added(record: Record | None) -> list[str]:
    """The risks that a physician added and that wait for an answer, whatever was finished before: they lead back to their step."""
    return [record.added_risks[id].risk.text for id in record.unanswered_risks] if record else []
