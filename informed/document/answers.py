"""The patient's answers in full: comprehension questions, questions about the patient, questions for the doctor."""

from informed import events as e
from informed.content import ComprehensionQuestion, Factor
from informed.document.boxes import Drawn, Gap, Row, Stack, beside, heading, section, text
from informed.document.concerns import asked, spoken
from informed.document.sheet import BODY, INK, INNER, LABEL, MUTED, SMALL, STRONG, Box, Sheet, kept
from informed.document.subject import Subject
from informed.document.understanding import chosen_label
from informed.document.words import WORDS as SAID
from informed.factors import LABELS, NOT_SURE

ID, WORDS = (0, 46), (48, 467)
PROMPT, GIVEN = (48, 250), (308, 207)


def comprehension(sheet: Sheet, subject: Subject) -> None:
    """Each comprehension question as shown, with its options in the order shown, for each try."""
    rows = [_question(sheet, subject, question) for question in subject.pack.questions.values()]
    section(sheet, subject.say("questions"), 4, keep=kept(rows[0]) if rows else 0)
    with sheet.group("L"):
        for row in rows:
            sheet.place(row, 4)
    sheet.cursor += 6


def _question(sheet: Sheet, subject: Subject, question: ComprehensionQuestion) -> Row:
    tries = subject.record.tries.get(question.id, ())
    body: list[Box] = []
    for number, event in enumerate(tries, 1):
        if isinstance(given := event.payload, e.QuestionAnswered):
            body += _try(sheet, subject, number, subject.time(event.at), given, prompt=number == 1)
    if not tries:
        prompt = text(sheet, question.prompt[subject.language], WORDS[1], BODY)
        body = [prompt, text(sheet, subject.say("not_reached"), WORDS[1], STRONG)]
    label = text(sheet, question.id, ID[1], SMALL.but(bold=True, leading=BODY.leading), tag="Lbl")
    return Row(((ID[0], label), (WORDS[0], Stack(tuple(body), tag="LBody"))), "LI", 3, INNER)


def _try(
    sheet: Sheet, subject: Subject, number: int, time: str, given: e.QuestionAnswered, *, prompt: bool
) -> list[Box]:
    verdict = subject.say("right" if given.correct else "wrong")
    asked_of = subject.pack.questions.get(given.question.id)
    also = subject.beside(asked_of.prompt if asked_of else None, given.language)
    heads = [
        text(sheet, given.question.text, WORDS[1], STRONG, lang=given.language),
        *beside(sheet, also, subject.language, WORDS[1]),
    ]
    behind = f" ({given.misconception})" if given.misconception else ""
    line = f"{subject.say('try', n=number, time=time)} · {verdict}{behind}"
    options = [_option(sheet, subject, option, given) for option in given.order]
    if given.chosen == NOT_SURE:
        own = e.ChosenOption(id=NOT_SURE, label=chosen_label(given))
        options.append(_option(sheet, subject, own, given))
    return [*(heads if prompt else ()), text(sheet, line, WORDS[1], LABEL), *options, Gap(2)]


def _option(sheet: Sheet, subject: Subject, option: e.ChosenOption, given: e.QuestionAnswered) -> Row:
    chosen = option.id == given.chosen
    words = f"{option.label} – {SAID['chosen'][given.language]}" if chosen else option.label
    asked_of = subject.pack.questions[given.question.id]
    known = {option.id: option.text for option in asked_of.options} | LABELS
    also = subject.beside(known.get(option.id), given.language) if chosen else ""
    width = WORDS[1] - 14

    said = text(sheet, words, width, STRONG if chosen else BODY, lang=given.language)

    def dot(sheet: Sheet, x: float, y: float) -> None:
        sheet.rectangle(x + 1, y + 3.2, 6, 6, fill=INK if chosen else None, line=INK, weight=0.7)

    return Row(
        (
            (0, Drawn(BODY.leading, dot)),
            (14, Stack((said, *beside(sheet, also, subject.language, width)))),
        )
    )


def about_patient(sheet: Sheet, subject: Subject) -> None:
    """Every question about the patient, with the answer as given; an unanswered one says so."""
    for number, group in enumerate(subject.pack.factor_groups):
        rows = [_factor(sheet, subject, factor) for factor in group.factors]
        title = heading(sheet, group.title[subject.language], tag="H3")
        if number == 0:
            section(sheet, subject.say("factors"), 4, keep=title.height + kept(rows[0]))
        sheet.place(title, keep=kept(rows[0]))
        with sheet.group("L"):
            for row in rows:
                sheet.place(row)
        sheet.cursor += 7


def _factor(sheet: Sheet, subject: Subject, factor: Factor) -> Row:
    event = subject.record.factors.get(factor.id)
    label = text(sheet, factor.id, ID[1], SMALL.but(bold=True, leading=BODY.leading), tag="Lbl")
    if event is None or not isinstance(given := event.payload, e.FactorAnswered):
        silent = subject.say("unanswered" if subject.was_asked(factor.id) else "not_reached")
        prompt: Box = text(sheet, factor.prompt[subject.language], PROMPT[1], BODY)
        answer: Box = text(sheet, silent, GIVEN[1], BODY.but(colour=MUTED))
    else:
        also = beside(sheet, subject.beside(factor.prompt, given.language), subject.language, PROMPT[1])
        prompt = Stack((text(sheet, given.factor.text, PROMPT[1], BODY, lang=given.language), *also))
        words, language = subject.answer(factor.id)
        answer = Stack(
            (
                text(sheet, words, GIVEN[1], STRONG, lang=language),
                *beside(sheet, subject.answer_beside(factor.id), subject.language, GIVEN[1]),
                text(sheet, subject.time(event.at), GIVEN[1], LABEL),
            )
        )
    cells = ((ID[0], label), (PROMPT[0], Stack((prompt,), tag="LBody")), (GIVEN[0], Stack((answer,), tag="LBody")))
    return Row(cells, "LI", 3, INNER)


def for_doctor(sheet: Sheet, subject: Subject) -> None:
    """What the patient wants to ask: ticked questions and own words."""
    rows = [spoken(sheet, subject, entry)[1] for entry in asked(subject)]
    section(sheet, subject.say("ask_doctor"), 4, keep=kept(rows[0]) if rows else 30)
    if not rows:
        sheet.place(text(sheet, subject.say("ask_doctor.none"), INNER, BODY))
    for row in rows:
        sheet.place(row, 2)
    sheet.cursor += 10
