"""How many minutes are left: from the words that are left, and never a guess."""

from functools import reduce
from operator import getitem
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

from informed import events as e
from informed import progress, walkthrough
from informed.adapters.settings import Settings
from informed.bootstrap import build
from informed.content import ContentPack, Language
from informed.sample import walk
from tests import factories

#: A text of each part of a pack that is read before the signature.
PARTS: dict[str, tuple[str | int, ...]] = {
    "message": ("topics", 0, "message"),
    "statement": ("topics", 1, "statements", 0, "text"),
    "statement to read": ("topics", 6, "statements", 0, "text"),
    "question": ("topics", 1, "questions", 0, "prompt"),
    "answer to a question": ("topics", 1, "questions", 0, "options", 0, "text"),
    "factor": ("factor_groups", 0, "factors", 0, "prompt"),
    "option of a factor": ("factor_groups", 0, "factors", 0, "options", 0, "text"),
    "claim": ("told", 0, "text"),
    "question for the doctor": ("doctor_questions", 0, "questions", 0, "text"),
}


def longer(pack: ContentPack, part: str, language: Language) -> ContentPack:
    """A pack that takes a minute more to read, by one text of one part."""
    raw = pack.model_dump()
    text: Any = reduce(getitem, PARTS[part], raw)  # type: ignore[arg-type]
    text[language] += " từ" * progress.A_MINUTE[language]
    return ContentPack.model_validate(raw)


def test_the_whole_journey_counts_every_statement(exosome: ContentPack) -> None:
    """At least as long as reading all statements at the stated speed takes, in both languages."""
    for language in Language:
        words = sum(len(s.text[language].split()) for s in exosome.statements.values())
        assert words / progress.A_MINUTE[language] <= progress.minutes_left(exosome, None, language) < 60


def test_each_step_leaves_less(tmp_path: Path) -> None:
    """From the first screen to the signature the estimate only falls, and ends at one minute, not at none."""
    service = build(Settings(data_dir=tmp_path)).service
    visit, _ = service.journey.begin(factories.patient(), Language.VIETNAMESE, str(uuid4()))
    record = service.journey.record(visit)
    pack = service.journey.pack(record)
    left = [progress.minutes_left(pack, record, Language.VIETNAMESE)]
    assert left[0] == progress.minutes_left(pack, None, Language.VIETNAMESE)
    for at in walkthrough.steps(pack):
        if at.kind == "sign":
            break
        walk(service, visit, pack, at)
        left.append(progress.minutes_left(pack, service.journey.record(visit), Language.VIETNAMESE))
    assert left == sorted(left, reverse=True)
    assert left[-1] == 1 < left[0]


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("part", PARTS)
def test_every_part_is_counted(exosome: ContentPack, part: str, language: Language) -> None:
    """A minute's words more are a minute more, wherever they stand."""
    more = progress.minutes_left(longer(exosome, part, language), None, language)
    assert more == progress.minutes_left(exosome, None, language) + 1


def test_each_thing_to_answer_is_one_answer(exosome: ContentPack, monkeypatch: pytest.MonkeyPatch) -> None:
    """Statements, questions, factors, and the two lists to tick, each of them once; a message is only read."""
    monkeypatch.setattr(progress, "SECONDS_AN_ANSWER", 60)
    monkeypatch.setattr(progress, "A_MINUTE", dict.fromkeys(Language, 10**9))  # no time for words, but it is rounded up
    items = len(exosome.statements) + len(exosome.questions) + len(exosome.factors) + 2
    assert progress.minutes_left(exosome, None, Language.ENGLISH) == items + 1


def test_what_was_answered_is_not_counted_any_more(exosome: ContentPack) -> None:
    """Nor is what stands on a step that was gone on from."""
    language, question = Language.ENGLISH, exosome.topics[1].questions[0]
    done = {
        "message": factories.finished("about"),
        "statement": factories.understood(exosome.topics[1].statements[0].id),
        "statement to read": factories.finished("choices"),
        "question": factories.tried(question.id, question.options[0].id, correct=True),
        "factor": factories.said(exosome.factors[0].id, "yes"),
        "claim": e.ClaimsHeard(language=language, pack_version="1.0", heard=()),
        "question for the doctor": e.DoctorQuestionsChosen(language=language, ticked=(), words=""),
    }
    for part, event in done.items():
        pack = longer(exosome, part, language)
        before, after = (factories.record_of(*events, first=factories.opened(pack=pack)) for events in ((), (event,)))
        left = [progress.minutes_left(pack, record, language) for record in (before, after)]
        assert left[1] < left[0], part


def test_a_risk_that_was_added_is_counted_until_it_is_answered(exosome: ContentPack) -> None:
    """Also when the patient has gone on from everything: it leads back."""
    words = "word " * progress.A_MINUTE[Language.ENGLISH]
    finished = [factories.finished(at.name) for at in walkthrough.steps(exosome)]
    added = e.RiskAdded(risk=e.shown("R99", words.strip()), language=Language.ENGLISH, author="BS Minh")
    events = [*finished, added, factories.understood("R99")]
    left = [
        progress.minutes_left(exosome, factories.record_of(*events[:until]), Language.ENGLISH)
        for until in range(len(finished), len(events) + 1)
    ]
    assert left == [1, 2, 1]  # a minute's words, and five seconds for the answer
