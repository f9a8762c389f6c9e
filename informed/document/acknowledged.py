"""The four required topics on page 1: how many statements of each are understood and not sure, and when."""

from informed import events as e
from informed.content import Topic
from informed.document import tables
from informed.document.boxes import Stack, heading, natural
from informed.document.sheet import SMALL, Sheet
from informed.document.subject import Subject
from informed.walkthrough import ADDED_TO

#: The table is so wide, and its columns are so far apart.
WIDTH, BETWEEN = 252.0, 5.5


def acknowledgements(sheet: Sheet, subject: Subject) -> Stack:
    """Each topic with its answers: columns of numbers as narrow as their words, so that a topic's title has the rest."""
    rows = [acknowledged(subject, topic) for topic in subject.pack.topics if topic.required]
    titles = [subject.say(key) for key in ("understood", "unsure", "last_answer")]
    widths = [
        max(natural(sheet, word, SMALL) for word in (title, *cells)) + 0.5
        for title, *cells in zip(titles, *(row[1:] for row in rows), strict=True)
    ]
    lefts = [WIDTH - 3 - sum(widths[i:]) - BETWEEN * (len(widths) - 1 - i) for i in range(len(widths))]
    columns = {"topic": (3.0, lefts[0] - BETWEEN - 3)} | {
        key: place
        for key, place in zip(("understood", "unsure", "last_answer"), zip(lefts, widths, strict=True), strict=True)
    }
    head = tables.head(sheet, subject, columns, WIDTH)
    table = Stack((head, *(tables.words(sheet, columns, row, 1.4, WIDTH) for row in rows)), tag="Table")
    return Stack((heading(sheet, subject.say("topics"), WIDTH), table))


def acknowledged(subject: Subject, topic: Topic) -> tuple[str, str, str, str]:
    """Its title, how many of its statements are understood, how many not sure, and when the last was answered."""
    ids = [s.id for s in topic.statements] + (list(subject.record.added_risks) if topic.id == ADDED_TO else [])
    events = [subject.record.statements[id] for id in ids if id in subject.record.statements]
    answers = [event.payload.answer for event in events if isinstance(event.payload, e.StatementAnswered)]
    last = max((event.at for event in events), default=None)
    understood, time = f"{answers.count('understood')}/{len(ids)}", subject.short_time(last) if last else "–"
    return topic.title[subject.language], understood, str(answers.count("unsure")), time
