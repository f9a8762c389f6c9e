"""The whole content on paper: every statement, question and factor with boxes to cross, and lines to sign on.

It shows the words of the record's own pack in the language in which it was printed, and says on each page whose it is. What is
ticked on it counts when staff have recorded it, with a scan.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from informed import events as e
from informed import walkthrough
from informed.content import ComprehensionQuestion, ContentPack, Factor, Language, Statement, Topic
from informed.document.boxes import Drawn, Frame, Gap, Row, Stack, heading, section, text
from informed.document.code import qr
from informed.document.form_parts import QUIET, READ, READ_STRONG, choice, choices, write_on
from informed.document.form_plan import planned
from informed.document.form_signing import signing
from informed.document.letterhead import CODE, HEAD, MARGIN, head
from informed.document.metadata import name
from informed.document.planned import fact
from informed.document.sheet import HEIGHT, INK, INNER, LABEL, LEFT, MUTED, SMALL, Box, Furniture, Sheet, Style, kept
from informed.document.subject import Subject
from informed.errors import NotAllowed
from informed.factors import LABELS
from informed.record import Record

#: The columns of a statement: distance from the left, and width.
ID, WORDS, ANSWER = (0, 34), (34, 316), (362, 153)


@dataclass(frozen=True)
class FormSubject(Subject):
    """A record whose content is printed in a language, whatever the clinic's is."""

    printed: Language

    @property
    def language(self) -> Language:
        return self.printed


def render_form(record: Record, pack: ContentPack) -> bytes:
    """The PDF (PDF/A-3U, PDF/UA-1) of a record whose last event is that it was printed. Same record, same bytes."""
    asked = record.events[-1].payload
    if not isinstance(asked, e.PaperPrinted):
        raise NotAllowed("the record's last event is not that its content was printed")
    subject, sheet = FormSubject(record, pack, asked.language), Sheet()
    sheet.new_page()
    sheet.cursor = HEAD
    sheet.place(head(sheet, subject, subject.say("form.title")), 8)
    sheet.place(_who(sheet, subject), 8)
    sheet.place(Frame(text(sheet, subject.say("form.how"), INNER - 16, READ), line=MUTED), 12)
    planned(sheet, subject)
    for topic in pack.topics:
        _topic(sheet, subject, topic)
        _told(sheet, subject) if topic.id == "red_flags" else None
        _about(sheet, subject) if topic.id == "individual" else None
    _doctor(sheet, subject)
    signing(sheet, subject)
    sheet.furnish(_furniture(subject))
    at = subject.local(subject.last.at)
    title = f"{subject.say('form.title')} {record.short_id}"
    name(sheet, title, record.opened.clinic, asked.language, at, f"{record.id}/{record.events[-1].hash}")
    return sheet.written()


def _who(sheet: Sheet, subject: Subject) -> Row:
    patient, width = subject.record.patient, INNER - CODE - MARGIN
    born = subject.say(
        "minor" if subject.record.minor else "years", date=subject.day(patient.date_of_birth), n=subject.record.age
    )
    facts = (
        (0.0, fact(sheet, subject.say("born"), born, width * 0.6, READ_STRONG)),
        (width * 0.64, fact(sheet, subject.say("number"), patient.record_number or "–", width * 0.36, READ_STRONG)),
    )
    left = Stack((text(sheet, patient.name, width, Style(15, 20, True), most=4), Gap(3), Row(facts)))
    address = f"informed:record/{subject.record.id}"
    code = Stack((Gap(4), qr(address, CODE, subject.say("address", address=address))))
    return Row(((0, left), (INNER - CODE, code)))


# --- what is read


def _topic(sheet: Sheet, subject: Subject, topic: Topic) -> None:
    language = subject.language
    rows = [_added(sheet, subject, one) for one in walkthrough.added_to(topic.id, subject.record)]
    rows += [_statement(sheet, subject, statement, required=topic.required) for statement in topic.statements]
    message = text(sheet, topic.message[language], INNER, READ_STRONG)
    section(sheet, topic.title[language], 3, keep=message.height + kept(rows[0]) + 8)
    sheet.place(message, 5, keep=kept(rows[0]))
    with sheet.group("L"):
        for row in rows:
            sheet.place(row)
    sheet.cursor += 8
    for question in topic.questions:
        sheet.place(_question(sheet, subject, question), 8)
    sheet.cursor += 8


def _added(sheet: Sheet, subject: Subject, added: e.RiskAdded) -> Row:
    """A risk that the physician added for this patient stands first, as on the tablet, and says whose words it is."""
    said = text(
        sheet, added.risk.text, WORDS[1], READ, lang=added.language if added.language != subject.language else ""
    )
    by = text(sheet, subject.say("statements.added", name=added.author), WORDS[1], QUIET)
    return _line(sheet, subject, added.risk.id, Stack((said, by), gap=1, tag="LBody"), required=True)


def _statement(sheet: Sheet, subject: Subject, statement: Statement, *, required: bool) -> Row:
    said = text(sheet, statement.text[subject.language], WORDS[1], READ, tag="LBody")
    return _line(sheet, subject, statement.id, said, required=required)


def _line(sheet: Sheet, subject: Subject, id: str, said: Box, *, required: bool) -> Row:
    keys = ("form.understood", "form.unsure") if required else ("form.ask",)
    boxes = tuple(choice(sheet, subject.say(key), ANSWER[1], QUIET) for key in keys)
    cells: tuple[tuple[float, Box], ...] = (
        (ID[0], text(sheet, id, ID[1], SMALL.but(bold=True, leading=READ.leading), tag="Lbl")),
        (WORDS[0], said),
        (ANSWER[0], Stack(boxes, gap=2, tag="LBody")),
    )
    return Row(cells, "LI", 4, INNER)


def _question(sheet: Sheet, subject: Subject, question: ComprehensionQuestion) -> Frame:
    language, width = subject.language, INNER - 20
    order = [option.text[language] for option in walkthrough.option_order(question, subject.record)]
    label = f"{question.id} · {subject.say('form.question')}"
    options = (choice(sheet, words, width) for words in (*order, LABELS["not_sure"][language]))
    prompt = text(sheet, question.prompt[language], width, READ_STRONG)
    return Frame(Stack((text(sheet, label, width, LABEL), prompt, Gap(2), *options), gap=1), padding=10)


def _told(sheet: Sheet, subject: Subject) -> None:
    if not subject.pack.told:
        return
    boxes = [choice(sheet, claim.text[subject.language], INNER) for claim in subject.pack.told]
    sheet.place(heading(sheet, subject.say("form.told"), tag="H3"), 2, keep=kept(boxes[0]))
    for box in boxes:
        sheet.place(box, 2)
    sheet.cursor += 12


# --- about the patient


def _about(sheet: Sheet, subject: Subject) -> None:
    for number, group in enumerate(subject.pack.factor_groups):
        rows = [_factor(sheet, subject, factor) for factor in group.factors]
        title = heading(sheet, group.title[subject.language], tag="H3")
        if number:
            sheet.place(title, 3, keep=kept(rows[0]))
        else:
            section(sheet, subject.say("form.about_you"), 3, keep=title.height + kept(rows[0]) + 6)
            sheet.place(title, 3, keep=kept(rows[0]))
        for row in rows:
            sheet.place(row, 4)
        sheet.cursor += 8


def _factor(sheet: Sheet, subject: Subject, factor: Factor) -> Row:
    language, width = subject.language, INNER - ID[1] - 12
    options = [option.text[language] for option in factor.options] + [label[language] for label in LABELS.values()]
    how = subject.say(f"form.{factor.choose}")
    parts: list[Box] = [
        text(sheet, f"{factor.prompt[language]} ({how})", width, READ_STRONG),
        *([text(sheet, factor.help[language], width, QUIET)] if factor.help else []),
        Gap(2),
        *choices(sheet, options, width),
        *([write_on(sheet, factor.own_words[language], width)] if factor.own_words else []),
    ]
    label = text(sheet, factor.id, ID[1] + 8, LABEL.but(leading=READ.leading))
    return Row(((0, label), (ID[1] + 12, Stack(tuple(parts), gap=1))), "", 4, INNER)


def _doctor(sheet: Sheet, subject: Subject) -> None:
    """The questions to tick, and lines for the patient's own."""
    groups = subject.pack.doctor_questions
    first = Stack(
        tuple(choice(sheet, one.text[subject.language], INNER) for group in groups[:1] for one in group.questions)
    )
    section(sheet, subject.say("form.doctor"), 4, keep=kept(first))
    for group in subject.pack.doctor_questions:
        boxes = [choice(sheet, question.text[subject.language], INNER) for question in group.questions]
        sheet.place(heading(sheet, group.title[subject.language], tag="H3"), 2, keep=kept(boxes[0]))
        for box in boxes:
            sheet.place(box, 2)
        sheet.cursor += 5
    lines: Sequence[Box] = [Drawn(22, lambda sheet, x, y: sheet.rule(x, y + 20, INNER, MUTED)) for _ in range(4)]
    sheet.place(Stack((text(sheet, subject.say("form.own"), INNER, READ_STRONG), *lines)), 14)


def _furniture(subject: Subject) -> Furniture:
    """On every page: on paper, whose, which record and page; at the foot which content."""
    record, pack = subject.record, subject.record.opened.pack
    who = f"{record.patient.name}  ·  {subject.day(record.patient.date_of_birth)}"
    strip = subject.say("form.header", id=record.short_id)
    trace = subject.say("form.pack", id=pack.id, version=pack.version, hash=pack.sha256[:16])

    def draw(sheet: Sheet, page: int, total: int) -> None:
        if page > 1:
            text(sheet, strip, 200, SMALL.but(bold=True), most=1).draw(sheet, LEFT, 26)
            text(sheet, who, INNER - 210, SMALL, most=1, right=True).draw(sheet, LEFT + 210, 26)
            sheet.rule(LEFT, 44, INNER, INK, 0.5)
        foot = HEIGHT - 33
        sheet.rule(LEFT, foot - 3, INNER)
        text(sheet, f"{strip}  ·  {trace}", INNER - 70, LABEL, most=1).draw(sheet, LEFT, foot)
        text(sheet, subject.say("page", page=page, total=total), INNER, LABEL, right=True).draw(sheet, LEFT, foot)

    return draw
