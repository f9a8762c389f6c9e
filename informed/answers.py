"""From what somebody chose to the event that says it: texts, labels and order come from the pack, never from the browser.

The same for a tablet and for paper. What cannot be an answer raises `BadInput` with the item's id.
"""

from collections.abc import Collection, Sequence

from informed import events as e
from informed import walkthrough
from informed.content import ContentPack, Language, Picture, Topic
from informed.errors import BadInput
from informed.factors import LABELS, NOT_SURE, PRIVATE, FactorAnswer
from informed.patient import words
from informed.record import Record


def shown(topic: Topic, language: Language) -> e.TopicShown:
    """A topic with its exact words."""
    texts = tuple(e.shown(s.id, s.text[language]) for s in topic.statements)
    title, message = topic.title[language], topic.message[language]
    drawn = tuple(e.shown(picture.id, words_of(picture, language)) for picture in topic.pictures)
    return e.TopicShown(
        topic=topic.id, language=language, title=title, message=message, statements=texts, pictures=drawn
    )


def words_of(picture: Picture, language: Language) -> str:
    """What stands with a picture: its caption, then each drawing's marker and label."""
    parts = [text[language] for panel in picture.panels for text in (panel.marker, panel.label) if text]
    return f"{picture.caption[language]}: {' – '.join(parts)}"


def statement(
    pack: ContentPack, id: str, answer: str, language: Language, added: e.RiskAdded | None = None
) -> e.StatementAnswered:
    """ "understood" or "unsure" for a statement of a required topic, or for a risk that the physician added."""
    if not (added or id in pack.required_statements) or answer not in ("understood", "unsure"):
        raise BadInput(id, "unknown")
    text = added.risk if added else e.shown(id, pack.statements[id].text[language])
    read = added.language if added else language
    return e.StatementAnswered(statement=text, language=read, pack_version=pack.version, answer=answer)


def wish_to_ask(pack: ContentPack, id: str, ask: bool, language: Language) -> e.StatementAsked:
    """Whether the patient wants to ask about a statement."""
    if id not in pack.statements:
        raise BadInput(id, "unknown")
    text = e.shown(id, pack.statements[id].text[language])
    return e.StatementAsked(statement=text, language=language, pack_version=pack.version, ask=ask)


def factor(pack: ContentPack, id: str, answer: FactorAnswer, language: Language) -> e.FactorAnswered:
    """The answer to a question about the patient; nothing chosen and no words takes an answer back."""
    asked = next((f for f in pack.factors if f.id == id), None)
    if asked is None:
        raise BadInput(id, "unknown")
    labels = {option.id: option.text[language] for option in asked.options}
    alone = {option.id for option in asked.options if option.alone} | set(LABELS)
    labels |= {key: label[language] for key, label in LABELS.items()}
    chosen = tuple(dict.fromkeys(answer.chosen))
    if set(chosen) - set(labels) or (len(chosen) > 1 and (asked.choose == "one" or set(chosen) & alone)):
        raise BadInput(id, "unknown")
    said = "" if PRIVATE in chosen else words(answer.words, id)
    options = tuple(e.ChosenOption(id=option, label=labels[option]) for option in chosen)
    prompt = e.shown(id, asked.prompt[language])
    return e.FactorAnswered(factor=prompt, language=language, pack_version=pack.version, chosen=options, words=said)


def question(pack: ContentPack, record: Record, id: str, chosen: str, language: Language) -> e.QuestionAnswered:
    """One try at a comprehension question: an option's id, or `NOT_SURE`."""
    asked = pack.questions.get(id)
    if asked is None:
        raise BadInput(id, "unknown")
    order = walkthrough.option_order(asked, record)
    option = next((option for option in order if option.id == chosen), None)
    if option is None and chosen != NOT_SURE:
        raise BadInput(id, "unknown")
    not_sure = e.ChosenOption(id=NOT_SURE, label=LABELS[NOT_SURE][language])
    return e.QuestionAnswered(
        question=e.shown(id, asked.prompt[language]),
        language=language,
        pack_version=pack.version,
        order=(*(e.ChosenOption(id=o.id, label=o.text[language]) for o in order), not_sure),
        chosen=chosen,
        correct=bool(option and option.correct),
        misconception=option.misconception if option else None,
    )


def ticked_questions(pack: ContentPack, ticked: Collection[str], language: Language) -> tuple[e.ShownText, ...]:
    """The questions for the doctor that were ticked, in the order of the screen."""
    texts = {q.id: q.text[language] for group in pack.doctor_questions for q in group.questions}
    if unknown := set(ticked) - set(texts):
        raise BadInput(min(unknown), "unknown")
    return tuple(e.shown(id, text) for id, text in texts.items() if id in ticked)


def claims(pack: ContentPack, marked: Sequence[str], language: Language) -> e.ClaimsHeard:
    """All claims that the patient was told or hopes for; each with the answer that stands under it."""
    if unknown := set(marked) - {claim.id for claim in pack.told}:
        raise BadInput(min(unknown), "unknown")
    heard = tuple(
        e.HeardClaim(claim=e.shown(claim.id, claim.text[language]), answer=e.shown(claim.id, claim.answer[language]))
        for claim in pack.told
        if claim.id in marked
    )
    return e.ClaimsHeard(language=language, pack_version=pack.version, heard=heard)
