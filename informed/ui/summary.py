"""Every answer of a record as rows, for "check your answers" and for the patient's copy."""

from typing import Any

from informed import events as e
from informed import walkthrough
from informed.content import Language
from informed.factors import LABELS
from informed.ui.outbox import DOCTOR_QUESTIONS, TOLD_CLAIMS
from informed.ui.visit import Here

Row = dict[str, Any]
Group = dict[str, Any]


def groups(here: Here, *, changeable: bool) -> list[Group]:
    """All answers, in the order of the journey; each row leads back to its screen when it may still be changed."""
    found = [_who(here), *(_topic(here, topic.id) for topic in here.pack.topics if topic.required)]
    found += [_about_you(here), _short_questions(here), _told(here), _doctor_questions(here), _asked(here)]
    if not changeable:
        for group in found:
            group["rows"] = [row | {"step": None} for row in group["rows"]]
    return [group for group in found if group["rows"]]


def _who(here: Here) -> Group:
    who = here.record.patient
    rows = [_row("name", here.say("name"), who.name, "plain", None)]
    rows.append(_row("born", here.say("born"), f"{who.date_of_birth:%d/%m/%Y}", "plain", None))
    return {"title": here.say("your_details"), "rows": rows}


def _topic(here: Here, topic_id: str) -> Group:
    topic, step = here.pack.topic(topic_id), walkthrough.TOPIC_STEPS[topic_id]
    rows = []
    texts = {statement.id: (statement.text[here.language], here.language) for statement in topic.statements}
    if topic_id == walkthrough.ADDED_TO:
        texts |= {id: (added.risk.text, added.language) for id, added in here.record.added_risks.items()}
    for id, (text, language) in texts.items():
        event = here.record.statements.get(id)
        given = event.payload if event and isinstance(event.payload, e.StatementAnswered) else None
        if given:
            text, language = given.statement.text, given.language
        tone = {"understood": "ok", "unsure": "ask", None: "none"}[given.answer if given else None]
        rows.append(_row(id, text, here.say(given.answer if given else "not_answered"), tone, step, lang=language))
    return {"title": topic.title[here.language], "rows": rows}


def _about_you(here: Here) -> Group:
    rows = []
    for step in walkthrough.steps(here.pack):
        for factor in (factor for group in walkthrough.groups(here.pack, step) for factor in group.factors):
            given = here.record.factors.get(factor.id)
            answer = given.payload if given and isinstance(given.payload, e.FactorAnswered) else None
            said = [option.label for option in answer.chosen] + [answer.words] * bool(answer.words) if answer else []
            text = "; ".join(said) if said else here.say("not_answered")
            spoken = answer.language if answer and said else None
            tone = "plain" if said else "none"
            rows.append(_row(factor.id, factor.prompt[here.language], text, tone, step.name, answer_lang=spoken))
    return {"title": here.say("about_you"), "rows": rows}


def _short_questions(here: Here) -> Group:
    rows = []
    for topic in here.pack.topics:
        for question in topic.questions:
            tries = here.record.tries.get(question.id, ())
            last = tries[-1].payload if tries else None
            said, spoken = here.say("not_answered"), here.language
            if isinstance(last, e.QuestionAnswered):
                labels = {option.id: option.label for option in last.order}
                said, spoken = labels.get(last.chosen, LABELS["not_sure"][last.language]), last.language
            tone = "plain" if last else "none"
            rows.append(_row(question.id, question.prompt[here.language], said, tone, None, answer_lang=spoken))
    return {"title": here.say("short_questions"), "rows": rows}


def _told(here: Here) -> Group:
    marked, step = here.record.claims_heard, walkthrough.TOPIC_STEPS["red_flags"]
    said = "\n".join(heard.claim.text for heard in marked.heard) if marked else ""
    tone, spoken = ("ask", marked.language) if said and marked else ("none", None)
    row = _row(TOLD_CLAIMS, here.say("told_claims"), said or here.say("none"), tone, step, answer_lang=spoken)
    return {"title": here.say("told_title"), "rows": [row] if here.pack.told else []}


def _doctor_questions(here: Here) -> Group:
    chosen, step = here.record.doctor_questions, walkthrough.TOPIC_STEPS["decide"]
    said = [ticked.text for ticked in chosen.ticked] + [chosen.words] * bool(chosen.words) if chosen else []
    text = "\n".join(said) if said else here.say("none")
    tone, spoken = ("ask", chosen.language) if said and chosen else ("none", None)
    return {
        "title": here.say("your_questions"),
        "rows": [_row(DOCTOR_QUESTIONS, here.say("ask_doctor"), text, tone, step, answer_lang=spoken)],
    }


def _asked(here: Here) -> Group:
    rows = []
    for id, event in here.record.asked.items():
        step = walkthrough.TOPIC_STEPS[here.pack.topic_of(id).id]
        asked = event.payload
        if isinstance(asked, e.StatementAsked):
            rows.append(_row(id, asked.statement.text, here.say("asked"), "ask", step, lang=asked.language))
    return {"title": here.say("ask"), "rows": rows}


def _row(
    id: str,
    text: str,
    answer: str,
    tone: str,
    step: str | None,
    *,
    lang: Language | None = None,
    answer_lang: Language | None = None,
) -> Row:
    """`lang`, `answer_lang`: the language of what the record keeps, which may be another than the screen's."""
    row: Row = {"id": id, "text": text, "answer": answer, "tone": tone, "step": step}
    return row | {"lang": lang, "answer_lang": answer_lang}
