"""How the physician closed each open item: what it was about, in whose words, and how, by whom and when it was closed."""

from informed import events as e
from informed import review
from informed.content import Text as Words
from informed.document.boxes import Gap, Row, Stack, code, paired, section, text
from informed.document.concerns import About, about_flag
from informed.document.sheet import BODY, INK, INNER, LABEL, PALE, SMALL, STRONG, Box, Sheet, kept
from informed.document.signs import COLOURS, mark
from informed.document.subject import Subject
from informed.document.tables import Columns
from informed.document.understanding import wrong_choice
from informed.review import ItemKind, OpenItem

COLUMNS: Columns = {"items.kind": (22, 107), "items.words": (136, 210), "items.closed": (354, 158)}
KIND, WORDS, CLOSED = (width for _, width in COLUMNS.values())
#: Higher than this in columns, an item has its words and its closing one below the other, over both columns.
TALL = 110.0
LEFT = COLUMNS["items.words"][0]
WHOLE = INNER - LEFT - 3

#: What an item is called; a flag has the word of its severity.
KINDS: dict[ItemKind, str] = {
    "told": "told",
    "unsure": "answer.unsure",
    "question": "answer.ask",
    "words": "own_words",
    "understanding": "items.understanding",
    "unanswered": "unanswered",
    "blank": "answer.none",
}


#: The events that know in which language an item was read or written.
Said = (
    e.StatementAnswered | e.StatementAsked | e.QuestionAnswered | e.ClaimsHeard | e.DoctorQuestionsChosen | e.TopicShown
)


def dispositions(sheet: Sheet, subject: Subject) -> None:
    """Every open item in the order of the physician's page; a title over the columns comes again on each page."""
    items = review.open_items(subject.pack, subject.record)
    rows = [_item(sheet, subject, item) for item in items]
    titles = Row(
        tuple((x, text(sheet, subject.say(key), w, LABEL)) for key, (x, w) in COLUMNS.items()), "", 1.6, INNER, PALE
    )
    first = kept(rows[0]) + titles.height if rows else STRONG.leading
    section(sheet, subject.say("items", n=len(items)), 4, keep=first)
    if not rows:
        sheet.place(text(sheet, subject.say("items.none"), INNER, STRONG))
        return
    with sheet.repeating(titles, kept(rows[0])), sheet.group("L"):
        for row in rows:
            sheet.place(row)


def _item(sheet: Sheet, subject: Subject, item: OpenItem) -> Row:
    severity = item.flag.severity if item.flag else None
    word = subject.say(f"severity.{severity}" if severity else KINDS[item.kind])
    colour = COLOURS[severity] if severity else INK
    kind = [text(sheet, word, KIND, SMALL.but(bold=True, colour=colour, leading=BODY.leading), tag="Span")]
    kind += [code(sheet, item.about, KIND, LABEL, tag="Span")] if item.kind != "words" else []
    label = Stack(tuple(kind), tag="Lbl")
    columns = Row(
        (
            (COLUMNS["items.kind"][0], label),
            (LEFT, Stack(_words(sheet, subject, item, WORDS), tag="LBody")),
            (COLUMNS["items.closed"][0], Stack(_closed(sheet, subject, item, CLOSED), tag="LBody")),
        )
    )
    if columns.height > TALL:
        how = text(sheet, subject.say("items.closed"), WHOLE, LABEL)
        whole = (*_words(sheet, subject, item, WHOLE), Gap(3), how, *_closed(sheet, subject, item, WHOLE))
        columns = Row(((COLUMNS["items.kind"][0], label), (LEFT, Stack(whole, tag="LBody"))))
    return Row(((4, mark(severity, 12)), *columns.cells) if severity else columns.cells, "LI", 3, INNER)


# --- what it is about


def _words(sheet: Sheet, subject: Subject, item: OpenItem, width: float) -> tuple[Box, ...]:
    said = about(subject, item)
    words = text(sheet, said.words, width, BODY if said.title else STRONG, lang=said.lang) if said.words else None
    return (
        *((text(sheet, said.title, width, STRONG),) if said.title else ()),
        *((text(sheet, said.label, width, LABEL),) if said.label else ()),
        *(paired(sheet, words, said.beside, subject.language, width) if words else ()),
        *((text(sheet, said.note, width, SMALL),) if said.note else ()),
    )


def about(subject: Subject, item: OpenItem) -> About:
    """What an item is about, in the language of the subject, and in that of the patient where it is another one."""
    match item.kind:
        case "flag":
            assert item.flag is not None  # an item of this kind has one
            return about_flag(subject, item.flag)
        case "unanswered":
            prompt = subject.factors[item.about].prompt[subject.language]
            return About(prompt, label="" if subject.was_asked(item.about) else subject.say("not_reached"))
        case "words":
            return About(f"“{item.words}”", _language(subject, item))
        case _:
            lang, known = _language(subject, item), _known(subject)
            return About(item.words, lang, "", subject.beside(known.get(item.about), lang), _advice(subject, item))


def _known(subject: Subject) -> dict[str, Words]:
    """The pack's words in both languages, by id, of all that an item can be about."""
    pack = subject.pack
    asked = {one.id: one.text for group in pack.doctor_questions for one in group.questions}
    told = {claim.id: claim.text for claim in pack.told}
    tried = {question.id: question.prompt for question in pack.questions.values()}
    return {statement.id: statement.text for statement in pack.statements.values()} | tried | asked | told


def _language(subject: Subject, item: OpenItem) -> str:
    """The language in which the patient read an item, or wrote it."""
    record = subject.record
    events = {
        "unsure": record.statements.get(item.about),
        "blank": next(iter(record.topics_shown.values()), None),
        "question": record.asked.get(item.about),
        "understanding": record.tries.get(item.about, (None,))[-1],
    }
    found = events.get(item.kind)
    given = found.payload if found else record.claims_heard if item.kind == "told" else record.doctor_questions
    return given.language if isinstance(given, Said) else ""


def _advice(subject: Subject, item: OpenItem) -> str:
    """What the pack says to a claim, or what the patient chose instead of the right answer."""
    if item.kind == "told":
        return next((one.answer[subject.language] for one in subject.pack.told if one.id == item.about), "")
    return wrong_choice(subject, subject.pack.questions[item.about]) if item.kind == "understanding" else ""


# --- how it was closed


def _closed(sheet: Sheet, subject: Subject, item: OpenItem, width: float) -> tuple[Box, ...]:
    event = subject.record.dispositions.get(item.key)
    if event is None or not isinstance(said := event.payload, e.ItemDisposed):
        return (text(sheet, subject.say("items.open"), width, STRONG),)
    earlier = _times(subject, item) - 1
    return (
        text(sheet, review.DISPOSITIONS[said.disposition][subject.language], width, STRONG),
        *((text(sheet, said.note, width, BODY),) if said.note else ()),
        text(sheet, f"{_whom(subject, event)}, {subject.time(event.at)}", width, LABEL),
        *((text(sheet, subject.say("items.earlier", n=earlier), width, LABEL),) if earlier else ()),
    )


def _times(subject: Subject, item: OpenItem) -> int:
    """How often an item was closed since the patient's part ended."""
    since = subject.closing.header.sequence
    closed = (x.payload for x in subject.record.events[since:] if isinstance(x.payload, e.ItemDisposed))
    return sum(one.item == item.key for one in closed)


def _whom(subject: Subject, event: e.Event) -> str:
    """The physician by name when it is the one who countersigned; the event itself names an account."""
    account, last = event.header.actor.account, subject.last
    if isinstance(last.payload, e.RecordCountersigned) and last.header.actor.account == account:
        return last.payload.physician
    return subject.say("items.account", id=account)
