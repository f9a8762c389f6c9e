"""The items of the questionnaire component, built from the pack and the record: what the browser draws and what is answered.

An item's shape is described in `informed.ui.components.cards`.
"""

from typing import Any

from informed import events as e
from informed import factors, review, walkthrough
from informed.bootstrap import product
from informed.content import ComprehensionQuestion, Factor, Statement
from informed.ui.outbox import DOCTOR_QUESTIONS, OWN_WORDS, TOLD_CLAIMS
from informed.ui.visit import Here

Item = dict[str, Any]

#: How many of four dots a certainty fills; what is no finding of studies has none.
CERTAINTIES = {"very_low": 1, "low": 2, "moderate": 3, "high": 4}


def statements(here: Here) -> list[Item]:
    """The statements of a topic: with two answers each where they are required, else with a button to ask."""
    topic = here.pack.topic(here.step.topic or "")
    make = _required if topic.required else _readable
    meanings = {entry.id: entry.meaning[here.language] for entry in here.pack.glossary}
    found = added_risks(here) if topic.id == walkthrough.ADDED_TO else []
    for i, statement in enumerate(topic.statements, 1):
        terms = here.pack.terms[statement.id][here.language]
        marked = [{"form": form, "meaning": meanings[id]} for form, id in terms]
        found.append(make(here, statement) | {"number": str(i), "terms": marked})
    return found


def added_risks(here: Here) -> list[Item]:
    """The risks that the physician added for this patient, in the physician's words, with the same two answers."""
    return [
        {
            "id": id,
            "kind": "one",
            "text": added.risk.text,
            "lang": added.language,
            "aloud": aloud(added.risk.text) | {"lang": added.language},
            "help": here.say("added_for_you", name=added.author),
            **_answers(here, id),
        }
        for id, added in here.record.added_risks.items()
    ]


def questions(here: Here) -> list[Item]:
    """The comprehension questions of a topic."""
    return [_question(here, question) for question in here.pack.topic(here.step.topic or "").questions]


def factor_questions(here: Here) -> list[Item]:
    """The questions about the patient that stand on this screen."""
    return [_factor(here, factor) for group in walkthrough.groups(here.pack, here.step) for factor in group.factors]


def doctor_questions(here: Here) -> list[Item]:
    """What the patient may want to ask: the pack's questions to tick, and own words."""
    language, chosen = here.language, here.record.doctor_questions
    options = [
        {"value": question.id, "label": question.text[language]}
        for group in here.pack.doctor_questions
        for question in group.questions
    ]
    ticked = [question.id for question in chosen.ticked] if chosen else []
    ask = {"id": DOCTOR_QUESTIONS, "kind": "many", "text": here.say("ask_doctor"), "help": here.say("ask_doctor_help")}
    own = {"id": OWN_WORDS, "kind": "words", "text": here.say("own_question"), "help": here.say("own_question_help")}
    return [
        ask | {"required": False, "options": options, "value": ticked},
        own | {"required": False, "value": chosen.words if chosen else ""},
    ]


def told(here: Here) -> list[Item]:
    """The claims to tick that the patient heard or hopes for, with one answer under each ticked one."""
    language, marked = here.language, here.record.claims_heard
    if not here.pack.told:
        return []
    ticked = [heard.claim.id for heard in marked.heard] if marked else []
    answers = [claim for claim in here.pack.told if claim.id in ticked]
    item: Item = {
        "id": TOLD_CLAIMS,
        "kind": "many",
        "text": here.say("told_claims"),
        "help": here.say("told_claims_help"),
        "required": False,
        "options": [{"value": claim.id, "label": claim.text[language]} for claim in here.pack.told],
        "value": ticked,
        "replies": [
            {"to": claim.text[language], "text": f"{claim.answer[language]} {_cited(here, claim.sources)}"}
            for claim in answers
        ],
    }
    return [item | ({"note": here.say("flagged")} if ticked else {})]


def _required(here: Here, statement: Statement) -> Item:
    return _base(here, statement, "one") | _answers(here, statement.id)


def _answers(here: Here, id: str) -> Item:
    """The two answers of a statement, none of them chosen beforehand."""
    answered = here.record.statements.get(id)
    return {
        "required": True,
        "options": [{"value": answer, "label": here.say(answer)} for answer in ("understood", "unsure")],
        "value": answered.payload.answer if answered else None,  # type: ignore[union-attr]
    }


def _readable(here: Here, statement: Statement) -> Item:
    return _base(here, statement, "ask") | {"required": False, "value": statement.id in here.record.asked}


def _base(here: Here, statement: Statement, kind: str) -> Item:
    text = statement.text[here.language]
    return {
        "id": statement.id,
        "kind": kind,
        "text": text,
        "why": _why(here, statement),
        "aloud": aloud(statement.text[here.language]),
    }


def aloud(text: str) -> Item:
    """A text that can be listened to, and the address of the clinic's recording of exactly these words, if there is one."""
    key = product().recordings.key(text)
    return {"text": text, "audio": f"/audio/{key}.mp3" if key else None}


def _why(here: Here, statement: Statement) -> Item:
    lines = [statement.detail[here.language]] if statement.detail else []
    lines.append(_cited(here, statement.sources))
    certainty = {"level": CERTAINTIES.get(statement.certainty, 0), "text": here.say(f"certainty.{statement.certainty}")}
    return {"summary": here.say("why"), "certainty": certainty, "lines": lines}


def _cited(here: Here, ids: tuple[str, ...]) -> str:
    """The sources of a text in a sentence, each with its year and, when it was not the primary page, how it was seen."""
    names = []
    for source in (source for source in here.pack.sources if source.id in ids):
        year = f", {source.year}" if source.year else ""
        how = "" if source.seen == "primary" else f" ({here.say(f'source.{source.seen}')})"
        names.append(f"{source.organisation}{year}{how}")
    return here.say("why_sources", sources="; ".join(names))


def _question(here: Here, question: ComprehensionQuestion) -> Item:
    language, record = here.language, here.record
    tries = [t.payload for t in record.tries.get(question.id, ()) if isinstance(t.payload, e.QuestionAnswered)]
    settled = walkthrough.settled(question, record)
    right = bool(tries) and tries[-1].correct
    note = "right" if right else "talk" if settled else "try_again"
    options = [{"value": o.id, "label": o.text[language]} for o in walkthrough.option_order(question, record)]
    return {
        "id": question.id,
        "kind": "quiz",
        "text": question.prompt[language],
        "required": True,
        "options": [*options, {"value": factors.NOT_SURE, "label": factors.LABELS[factors.NOT_SURE][language]}],
        "value": tries[-1].chosen if tries else None,
        "quiz": {
            "tries": [{"chosen": t.chosen, "correct": t.correct} for t in tries],
            "settled": settled,
            "note": here.say(note) if tries else "",
            "explanation": question.explanation[language] if tries else "",
        },
    }


def _factor(here: Here, factor: Factor) -> Item:
    language = here.language
    answer = here.record.factor_answers.get(factor.id)
    options: list[Item] = [
        {"value": option.id, "label": option.text[language], "alone": option.alone} for option in factor.options
    ]
    options += [{"value": key, "label": label[language], "alone": True} for key, label in factors.LABELS.items()]
    chosen = list(answer.chosen) if answer else []
    item: Item = {
        "id": factor.id,
        "kind": factor.choose,
        "text": factor.prompt[language],
        "required": False,
        "options": options,
        "value": chosen if factor.choose == "many" else (chosen[0] if chosen else None),
    }
    if factor.help:
        item["help"] = factor.help[language]
    if factor.own_words:
        item["own_words"] = {
            "label": factor.own_words[language],
            "value": answer.words if answer else "",
            "limit": 2000,
        }
    if any(flag.factor == factor.id for flag in review.flags(here.pack, here.record)):
        item["note"] = here.say("flagged")
    return item
