"""What was shown and answered, as the items of a QuestionnaireResponse: texts as the patient read them."""

from collections.abc import Iterator

from informed import events as e
from informed.content import ContentPack, Topic
from informed.factors import LABELS, NOT_SURE
from informed.fhir.parts import OURS, Json, coding
from informed.record import Record
from informed.walkthrough import ADDED_TO

ANSWERS = {"understood": "I understand", "unsure": "I'm not sure, I'll ask the doctor", "ask": "I want to ask"}


def items(record: Record, pack: ContentPack) -> list[Json]:
    """Statements by topic, comprehension questions, questions about the patient, and what the patient wants to ask."""
    groups = [_topic(record, topic) for topic in pack.topics if topic.id in record.topics_shown]
    groups += [
        _group("comprehension", "Comprehension questions", _comprehension(record)),
        _group("factors", "Questions about the patient", _factors(record, pack)),
        _group("told", "What the patient was told or hopes for", _told(record)),
        _group("doctor-questions", "Questions for the doctor", _for_doctor(record)),
        _group("closing", "At the end", _closing(record)),
    ]
    return [group for group in groups if group["item"]]


def _group(id: str, title: str, found: Iterator[Json]) -> Json:
    return {"linkId": id, "text": title, "item": list(found)}


def _item(shown: e.ShownText, answers: list[Json]) -> Json:
    return {"linkId": shown.id, "text": shown.text} | ({"answer": answers} if answers else {})


def _topic(record: Record, topic: Topic) -> Json:
    seen = record.topics_shown[topic.id].payload
    assert isinstance(seen, e.TopicShown)
    added = [one.risk for one in record.added_risks.values()] if topic.id == ADDED_TO else []
    return _group(f"topic-{topic.id}", seen.title, (_statement(record, text) for text in (*seen.statements, *added)))


def _statement(record: Record, seen: e.ShownText) -> Json:
    """A statement as it was last answered, or else as it was last shown."""
    event = record.statements.get(seen.id)
    given = event.payload if event else None
    codes: list[str] = [given.answer] if isinstance(given, e.StatementAnswered) else []
    codes += ["ask"] if seen.id in record.asked else []
    system = f"{OURS}:statement-answer"
    answers = [{"valueCoding": coding(system, code, ANSWERS[code])} for code in codes]
    return _item(given.statement if isinstance(given, e.StatementAnswered) else seen, answers)


def _comprehension(record: Record) -> Iterator[Json]:
    """Each question with one answer a try, and under it whether that was right."""
    for tries in record.tries.values():
        given = [event.payload for event in tries if isinstance(event.payload, e.QuestionAnswered)]
        yield _item(given[-1].question, [_try(number, answer) for number, answer in enumerate(given, 1)])


def _try(number: int, given: e.QuestionAnswered) -> Json:
    labels = {option.id: option.label for option in given.order} | {NOT_SURE: LABELS[NOT_SURE][given.language]}
    right = {"linkId": f"{given.question.id}.{number}", "text": f"Try {number} was right"}
    return {
        "valueCoding": coding(_options(given.question.id), given.chosen, labels.get(given.chosen, given.chosen)),
        "item": [right | {"answer": [{"valueBoolean": given.correct}]}],
    }


def _factors(record: Record, pack: ContentPack) -> Iterator[Json]:
    for factor in pack.factors:
        event = record.factors.get(factor.id)
        if event and isinstance(given := event.payload, e.FactorAnswered):
            chosen = [{"valueCoding": coding(_options(factor.id), o.id, o.label)} for o in given.chosen]
            yield _item(given.factor, [*chosen, *_words(given.words)])


def _told(record: Record) -> Iterator[Json]:
    for heard in record.claims_heard.heard if record.claims_heard else ():
        yield _item(heard.claim, [{"valueBoolean": True}])


def _for_doctor(record: Record) -> Iterator[Json]:
    chosen = record.doctor_questions
    for ticked in chosen.ticked if chosen else ():
        yield _item(ticked, [{"valueBoolean": True}])
    if chosen and chosen.words:
        yield {"linkId": "doctor-questions.words", "text": "Own words", "answer": _words(chosen.words)}


def _closing(record: Record) -> Iterator[Json]:
    closing = record.closing.payload if record.closing else None
    if isinstance(closing, e.RecordDeferred | e.RecordDeclined) and closing.words:
        yield {"linkId": "closing.words", "text": "Own words", "answer": _words(closing.words)}


def _words(words: str) -> list[Json]:
    return [{"valueString": words}] if words else []


def _options(question: str) -> str:
    return f"{OURS}:options:{question}"
