"""How far the patient got: comprehension, what is not sure, and the four required acknowledgements."""

from informed import events as e
from informed import review
from informed.content import ComprehensionQuestion, Topic
from informed.document import tables
from informed.document.boxes import Row, Stack, heading, text
from informed.document.listing import short
from informed.document.sheet import INNER, LABEL, SMALL, STRONG, Box, Sheet
from informed.document.subject import Subject
from informed.factors import LABELS, NOT_SURE
from informed.walkthrough import ADDED_TO

WIDTH = 252.0
RIGHT = 263.28
#: The columns of the table of acknowledgements.
COLUMNS: tables.Columns = {
    "topic": (3, 93),
    "understood": (98, 50),
    "unsure": (152, 44),
    "of": (198, 20),
    "last_answer": (221, 31),
}
MOST_MISSED = 2


def understanding(sheet: Sheet, subject: Subject, most: int) -> Stack:
    """Comprehension on the left, acknowledgements on the right; below them what is not sure, in so many lines a list."""
    columns = Row(((0, _comprehension(sheet, subject)), (RIGHT, _acknowledgements(sheet, subject))))
    return Stack((columns, _marks(sheet, subject, most)), gap=3)


def _comprehension(sheet: Sheet, subject: Subject) -> Stack:
    right, asked = review.first_try_right(subject.pack, subject.record)
    score = subject.say("first_try", right=right, asked=asked) if asked else subject.say("no_question")
    missed = [question for question in subject.pack.questions.values() if _missed(subject, question)]
    boxes: list[Box] = [heading(sheet, subject.say("understanding"), WIDTH), text(sheet, score, WIDTH, STRONG)]
    for question in missed[:MOST_MISSED]:
        boxes += _misunderstanding(sheet, subject, question)
    if more := len(missed) - MOST_MISSED:
        boxes += [text(sheet, subject.say("missed.more", n=more), WIDTH, LABEL)] if more > 0 else []
    return Stack(tuple(boxes))


def _marks(sheet: Sheet, subject: Subject, most: int) -> Stack:
    """The statements that are not sure or to ask about, two a line, in the clinic's language."""
    unsure = [answer.statement.id for answer in review.unsure(subject.pack, subject.record)]
    ask = [answer.statement.id for answer in review.asked(subject.pack, subject.record)]
    blank = list(review.blanks(subject.pack, subject.record))
    lists = [
        _marked(sheet, subject, subject.say("counted", label=subject.say(key), n=len(ids)), ids, most)
        for key, ids in (("marked.blank", blank), ("marked.unsure", unsure), ("marked.ask", ask))
        if ids
    ]
    return Stack(tuple(lists) or (text(sheet, subject.say("marked.none"), style=SMALL),))


def _marked(sheet: Sheet, subject: Subject, title: str, ids: list[str], most: int) -> Stack:
    room = 2 * most
    kept = ids if len(ids) <= room else ids[: room - 1]
    said = [f"{id}  {short(_words_of(subject, id))}" for id in kept]
    said += [subject.say("listed.more", n=len(ids) - len(kept))] if len(ids) > len(kept) else []
    cells = [text(sheet, words, WIDTH, SMALL, most=1) for words in said]
    rows = (Row(tuple(zip((0, RIGHT), cells[at : at + 2], strict=False))) for at in range(0, len(cells), 2))
    return Stack((text(sheet, title, INNER, SMALL.but(bold=True)), *rows))


def _words_of(subject: Subject, id: str) -> str:
    """A statement in the clinic's language; one that the physician added, as it was written."""
    added = subject.record.added_risks.get(id)
    return added.risk.text if added else subject.pack.statements[id].text[subject.language]


def _missed(subject: Subject, question: ComprehensionQuestion) -> bool:
    tries = subject.record.tries.get(question.id)
    return bool(tries and isinstance(tries[0].payload, e.QuestionAnswered) and not tries[0].payload.correct)


def _misunderstanding(sheet: Sheet, subject: Subject, question: ComprehensionQuestion) -> list[Box]:
    """The question, what became of it, and the wrong choice, all in the clinic's language."""
    return [
        text(sheet, f"{question.id} {question.prompt[subject.language]}", WIDTH, SMALL, most=1),
        text(sheet, wrong_choice(subject, question), WIDTH, SMALL.but(bold=True), most=2),
    ]


def wrong_choice(subject: Subject, question: ComprehensionQuestion) -> str:
    """What became of a question that was not right at once, and the first wrong choice, in the clinic's language."""
    tries = [t.payload for t in subject.record.tries[question.id] if isinstance(t.payload, e.QuestionAnswered)]
    outcome = "missed.later" if any(answer.correct for answer in tries) else "missed.never"
    wrong = tries[0]
    behind = f" ({wrong.misconception})" if wrong.misconception else ""
    label = ({option.id: option.text for option in question.options} | LABELS)[wrong.chosen][subject.language]
    return f"{subject.say(outcome)} “{label}”{behind}"


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
    ids = [s.id for s in topic.statements] + (list(subject.record.added_risks) if topic.id == ADDED_TO else [])
    events = [subject.record.statements[id] for id in ids if id in subject.record.statements]
    answers = [event.payload.answer for event in events if isinstance(event.payload, e.StatementAnswered)]
    last = max((event.at for event in events), default=None)
    counts = (str(answers.count("understood")), str(answers.count("unsure")), str(len(ids)))
    time = subject.short_time(last) if last else "–"
    return tables.words(sheet, COLUMNS, (topic.title[subject.language], *counts, time), 1.4, WIDTH)
