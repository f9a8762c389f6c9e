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
    read, answers = 0, 0
    for text in _left(pack, record, language):
        read, answers = read + len(text.split()), answers + 1
    return max(1, math.ceil(read / A_MINUTE[language] + answers * SECONDS_AN_ANSWER / 60))


def _left(pack: ContentPack, record: Record | None, language: Language) -> Iterator[str]:
    """Each thing that is still to be read, and mostly answered."""
    for at in steps(pack):
        if record is None or at.name not in record.finished:
            yield from _of_step(pack, record, at, language)


def _of_step(pack: ContentPack, record: Record | None, at: Step, language: Language) -> Iterator[str]:
    """What a step's screen still asks to be read."""
    yield from _factors(pack, record, at, language)
    if at.kind == "question":
        yield from _questions(pack, record, at, language)
    elif at.kind == "topic":
        yield from _statements(pack, record, at, language)


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
