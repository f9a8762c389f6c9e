"""How far the patient got: comprehension, what is not sure, and the four required acknowledgements."""

from informed import events as e
from informed import review
from informed.content import ComprehensionQuestion
from informed.document.acknowledged import WIDTH, acknowledgements
from informed.document.boxes import Row, Stack, Text, heading, text
from informed.document.listing import listing, short
from informed.document.sheet import INNER, LABEL, SMALL, STRONG, Box, Sheet
from informed.document.subject import Subject
from informed.factors import LABELS, NOT_SURE

RIGHT = 263.28


def understanding(sheet: Sheet, subject: Subject, most: int, missed: int, choice: int) -> Stack:
    """Comprehension on the left, acknowledgements on the right; below them what is not sure, in so many lines a list.

    `missed` questions at most are named that were not right at once, each wrong choice in `choice` lines at most.
    """
    left = _comprehension(sheet, subject, missed, choice)
    columns = Row(((0, left), (RIGHT, acknowledgements(sheet, subject))))
    return Stack((columns, _marks(sheet, subject, most)), gap=4)


def _comprehension(sheet: Sheet, subject: Subject, most: int, choice: int) -> Stack:
    right, asked = review.first_try_right(subject.pack, subject.record)
    score = subject.say("first_try", right=right, asked=asked) if asked else subject.say("no_question")
    missed = [question for question in subject.pack.questions.values() if was_missed(subject, question)]
    boxes: list[Box] = [heading(sheet, subject.say("understanding"), WIDTH), text(sheet, score, WIDTH, STRONG)]
    for question in missed[:most]:
        boxes += _misunderstanding(sheet, subject, question, choice)
    if (more := len(missed) - most) > 0:
        boxes.append(text(sheet, subject.say("missed.more", n=more), WIDTH, LABEL))
    return Stack(tuple(boxes))


def _marks(sheet: Sheet, subject: Subject, most: int) -> Stack:
    """The statements that are not sure or to ask about, two a line, in the clinic's language."""
    unsure = [answer.statement.id for answer in review.unsure(subject.pack, subject.record)]
    ask = [answer.statement.id for answer in review.asked(subject.pack, subject.record)]
    blank = list(review.blanks(subject.pack, subject.record))
    named = (("marked.blank", blank), ("marked.unsure", unsure), ("marked.ask", ask))
    marks = [(key, ids) for key, ids in named if ids]
    lists: list[Box] = [
        _in_a_line(sheet, subject, subject.say(key), ids)
        if most <= 1
        else _marked(sheet, subject, subject.say("counted", label=subject.say(key), n=len(ids)), ids, most)
        for key, ids in marks
    ]
    if most == 0 and len(lists) > 1:
        said = (
            f"{subject.say('counted', label=subject.say(key), n=len(ids))}: {' · '.join(ids)}" for key, ids in marks
        )
        together = text(sheet, "    ".join(said), INNER, SMALL)
        lists = lists if len(together.lines) > 1 else [together]
    return Stack(tuple(lists) or (text(sheet, subject.say("marked.none"), style=SMALL),))


def _named(subject: Subject, id: str) -> str:
    return f"{id}  {short(words_of(subject, id))}"


def _in_a_line(sheet: Sheet, subject: Subject, title: str, ids: list[str]) -> Text:
    """Each by its words where all find room on one line; else by its id."""
    whole = listing(sheet, subject, title, [_named(subject, id) for id in ids], len(ids))
    return whole if len(whole.lines) == 1 else listing(sheet, subject, title, ids, 1)


def _marked(sheet: Sheet, subject: Subject, title: str, ids: list[str], most: int) -> Stack:
    room = 2 * most
    kept = ids if len(ids) <= room else ids[: room - 1]
    said = [_named(subject, id) for id in kept]
    said += [subject.say("listed.more", n=len(ids) - len(kept))] if len(ids) > len(kept) else []
    cells = [text(sheet, words, WIDTH if len(said) > 1 else INNER, SMALL, most=1) for words in said]
    rows = (Row(tuple(zip((0, RIGHT), cells[at : at + 2], strict=False))) for at in range(0, len(cells), 2))
    return Stack((text(sheet, title, INNER, SMALL.but(bold=True)), *rows))


def words_of(subject: Subject, id: str) -> str:
    """A statement in the clinic's language; one that the physician added, as it was written."""
    added = subject.record.added_risks.get(id)
    return added.risk.text if added else subject.pack.statements[id].text[subject.language]


def was_missed(subject: Subject, question: ComprehensionQuestion) -> bool:
    """Whether a question was asked, and not right at once."""
    tries = subject.record.tries.get(question.id)
    return bool(tries and isinstance(tries[0].payload, e.QuestionAnswered) and not tries[0].payload.correct)


def _misunderstanding(sheet: Sheet, subject: Subject, question: ComprehensionQuestion, most: int) -> list[Box]:
    """The question, what became of it, and the wrong choice, all in the clinic's language."""
    return [
        text(sheet, question.prompt[subject.language], WIDTH, LABEL, most=1),
        text(sheet, wrong_choice(subject, question), WIDTH, SMALL.but(bold=True), most=most),
    ]


def wrong_choice(subject: Subject, question: ComprehensionQuestion) -> str:
    """What became of a question that was not right at once, and the first wrong choice, in the clinic's language."""
    tries = [t.payload for t in subject.record.tries[question.id] if isinstance(t.payload, e.QuestionAnswered)]
    wrong, when = tries[0], "later" if any(answer.correct for answer in tries) else "never"
    label = ({option.id: option.text for option in question.options} | LABELS)[wrong.chosen][subject.language]
    return subject.say(f"{'misconception' if wrong.misconception else 'missed'}.{when}", chosen=label)


def chosen_label(answer: e.QuestionAnswered) -> str:
    """The option that was chosen, as it was labelled."""
    if answer.chosen == NOT_SURE:
        return LABELS[NOT_SURE][answer.language]
    return next((option.label for option in answer.order if option.id == answer.chosen), answer.chosen)
