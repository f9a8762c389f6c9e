"""How far the patient got: comprehension, what is not sure, and the four required acknowledgements."""

from informed import events as e
from informed import review
from informed.content import ComprehensionQuestion, Topic
from informed.document import tables
from informed.document.boxes import Gap, Row, Stack, heading, text
from informed.document.sheet import LABEL, SMALL, STRONG, Box, Sheet
from informed.document.subject import Subject
from informed.factors import LABELS, NOT_SURE

WIDTH = 252.0
RIGHT = 263.28
#: The columns of the table of acknowledgements.
COLUMNS: tables.Columns = {
    "topic": (3, 94),
    "understood": (100, 48),
    "unsure": (154, 40),
    "of": (198, 20),
    "last_answer": (222, 28),
}
MOST_MISSED = 2


def understanding(sheet: Sheet, subject: Subject) -> Row:
    """Comprehension on the left, acknowledgements on the right."""
    return Row(((0, _comprehension(sheet, subject)), (RIGHT, _acknowledgements(sheet, subject))))


def _comprehension(sheet: Sheet, subject: Subject) -> Stack:
    right, asked = review.first_try_right(subject.pack, subject.record)
    score = subject.say("first_try", right=right, asked=asked) if asked else subject.say("no_question")
    missed = [question for question in subject.pack.questions.values() if _missed(subject, question)]
    boxes: list[Box] = [heading(sheet, subject.say("understanding"), WIDTH), text(sheet, score, WIDTH, STRONG)]
    for question in missed[:MOST_MISSED]:
        boxes += _misunderstanding(sheet, subject, question)
    if more := len(missed) - MOST_MISSED:
        boxes += [text(sheet, subject.say("missed.more", n=more), WIDTH, LABEL)] if more > 0 else []
    unsure = [answer.statement.id for answer in review.unsure(subject.pack, subject.record)]
    ask = [answer.statement.id for answer in review.asked(subject.pack, subject.record)]
    boxes.append(Gap(3))
    for key, ids in (("marked.unsure", unsure), ("marked.ask", ask)):
        listed = ", ".join(ids) or subject.say("nothing")
        boxes.append(text(sheet, f"{subject.say(key)} ({len(ids)}): {listed}", WIDTH, SMALL, most=2))
    return Stack(tuple(boxes))


def _missed(subject: Subject, question: ComprehensionQuestion) -> bool:
    tries = subject.record.tries.get(question.id)
    return bool(tries and isinstance(tries[0].payload, e.QuestionAnswered) and not tries[0].payload.correct)


def _misunderstanding(sheet: Sheet, subject: Subject, question: ComprehensionQuestion) -> list[Box]:
    """The question in the clinic's language, what became of it, and the wrong choice as the patient read it."""
    tries = [t.payload for t in subject.record.tries[question.id] if isinstance(t.payload, e.QuestionAnswered)]
    outcome = "missed.later" if any(answer.correct for answer in tries) else "missed.never"
    wrong = tries[0]
    behind = f" ({wrong.misconception})" if wrong.misconception else ""
    words = f"{subject.say(outcome)} “{chosen_label(wrong)}”{behind}"
    return [
        text(sheet, f"{question.id} {question.prompt[subject.language]}", WIDTH, SMALL, most=1),
        text(sheet, words, WIDTH, SMALL.but(bold=True), most=2),
    ]


def chosen_label(answer: e.QuestionAnswered) -> str:
    """The option that was chosen, as it was labelled."""
    if answer.chosen == NOT_SURE:
        return LABELS[NOT_SURE][answer.language]
    return next((option.label for option in answer.order if option.id == answer.chosen), answer.chosen)


def _acknowledgements(sheet: Sheet, subject: Subject) -> Stack:
    rows = [_topic(sheet, subject, topic) for topic in subject.pack.topics if topic.required]
    table = Stack((tables.head(sheet, subject, COLUMNS, WIDTH), *rows), tag="Table")
    return Stack((heading(sheet, subject.say("topics"), WIDTH), table))


def _topic(sheet: Sheet, subject: Subject, topic: Topic) -> Row:
    events = [subject.record.statements[s.id] for s in topic.statements if s.id in subject.record.statements]
    answers = [event.payload.answer for event in events if isinstance(event.payload, e.StatementAnswered)]
    last = max((event.at for event in events), default=None)
    counts = (str(answers.count("understood")), str(answers.count("unsure")), str(len(topic.statements)))
    time = subject.short_time(last) if last else "–"
    return tables.words(sheet, COLUMNS, (topic.title[subject.language], *counts, time), 1.4, WIDTH)
