"""Every statement exactly as it was shown, with the patient's answer and its time; the clinic's language beside it."""

from dataclasses import dataclass, replace
from datetime import datetime

from informed import events as e
from informed.content import Topic
from informed.document.boxes import Gap, Row, Stack, beside, heading, section, text
from informed.document.sheet import BODY, INNER, LABEL, SMALL, STRONG, Box, Sheet, kept
from informed.document.subject import Subject
from informed.walkthrough import ADDED_TO

#: The columns: distance from the left, and width.
ID, WORDS, ANSWER = (0, 34), (36, 356), (404, 111)


@dataclass(frozen=True)
class Shown:
    """A statement as the patient last saw it: its words, what was answered, and when."""

    id: str
    text: str
    lang: str
    answer: str
    at: datetime | None
    #: The same in the clinic's language, where the patient read another.
    beside: str = ""
    #: Who added it for this patient, if it is none of the pack's.
    added_by: str = ""


def statements(sheet: Sheet, subject: Subject) -> None:
    """All topics in the order of the journey; what was not reached is said."""
    day, zone = subject.day(subject.local(subject.closing.at)), subject.offset(subject.closing.at)
    times = subject.say("statements.times", date=day, zone=f"{zone} {subject.zone.key}")
    section(sheet, subject.say("statements"), 2, keep=160)
    sheet.place(text(sheet, times, INNER, LABEL), 6)
    for topic in subject.pack.topics:
        _topic(sheet, subject, topic)


def _topic(sheet: Sheet, subject: Subject, topic: Topic) -> None:
    event = subject.record.topics_shown.get(topic.id)
    if event is None or not isinstance(seen := event.payload, e.TopicShown):
        missing = text(sheet, subject.say("topic.not_reached", n=len(topic.statements)), INNER, BODY)
        sheet.place(Stack((heading(sheet, topic.title[subject.language], tag="H3"), missing)), 10)
        return
    rows = [row(sheet, subject, shown) for shown in seen_statements(subject, seen, event.at)]
    title = heading(sheet, seen.title, tag="H3", lang=seen.language)
    message = text(sheet, seen.message, INNER, STRONG, lang=seen.language)
    sheet.place(Stack((title, message, Gap(3))), keep=kept(rows[0]) if rows else 0)
    with sheet.group("L"):
        for box in rows:
            sheet.place(box)
    sheet.cursor += 9


def seen_statements(subject: Subject, seen: e.TopicShown, at: datetime) -> list[Shown]:
    """The statements of a topic as shown, or as they stood when they were answered."""
    required = subject.pack.topic(seen.topic).required
    found = []
    added = subject.record.added_risks if seen.topic == ADDED_TO else {}
    texts = [(text, seen.language, "") for text in seen.statements]
    texts += [(one.risk, one.language, subject.say("statements.added", name=one.author)) for one in added.values()]
    for text_, language, by in texts:
        none = subject.say("answer.none" if required else "answer.shown")
        shown = Shown(text_.id, text_.text, language, none, at, added_by=by)
        given = subject.record.statements.get(text_.id)
        asked = subject.record.asked.get(text_.id)
        if given and isinstance(said := given.payload, e.StatementAnswered):
            answer = subject.say(f"answer.{said.answer}")
            shown = replace(shown, text=said.statement.text, lang=said.language, answer=answer, at=given.at)
        elif required:
            shown = replace(shown, at=None)
        if asked:
            shown = replace(shown, answer=f"{shown.answer} · {subject.say('answer.ask')}", at=asked.at)
        known = subject.pack.statements.get(text_.id)
        found.append(replace(shown, beside=subject.beside(known.text if known else None, shown.lang)))
    return found


def row(sheet: Sheet, subject: Subject, shown: Shown) -> Row:
    """One statement: id, words and sources, answer and time."""
    calm = shown.answer in (subject.say("answer.understood"), subject.say("answer.shown"))
    time = [text(sheet, subject.time(shown.at), ANSWER[1], LABEL)] if shown.at else []
    answer: tuple[Box, ...] = (text(sheet, shown.answer, ANSWER[1], BODY if calm else STRONG), *time)
    known = subject.pack.statements.get(shown.id)
    sources = [text(sheet, " · ".join(known.sources), WORDS[1], LABEL)] if known else []
    sources += [text(sheet, shown.added_by, WORDS[1], LABEL)] if shown.added_by else []
    read = text(sheet, shown.text, WORDS[1], BODY, lang=shown.lang)
    words: tuple[Box, ...] = (read, *beside(sheet, shown.beside, subject.language, WORDS[1]), *sources)
    return Row(
        (
            (ID[0], text(sheet, shown.id, ID[1], SMALL.but(bold=True, leading=BODY.leading), tag="Lbl")),
            (WORDS[0], Stack(words, tag="LBody")),
            (ANSWER[0], Stack(answer, tag="LBody")),
        ),
        "LI",
        3,
        INNER,
    )


def marked(sheet: Sheet, subject: Subject) -> list[Row]:
    """The statements that the patient marked as not sure or to ask about, in full."""
    found = []
    for topic in subject.pack.topics:
        event = subject.record.topics_shown.get(topic.id)
        if event and isinstance(event.payload, e.TopicShown):
            found += seen_statements(subject, event.payload, event.at)
    given = {
        id: x.payload.answer
        for id, x in subject.record.statements.items()
        if isinstance(x.payload, e.StatementAnswered)
    }
    return [
        row(sheet, subject, shown)
        for shown in found
        if given.get(shown.id) == "unsure" or shown.id in subject.record.asked
    ]
