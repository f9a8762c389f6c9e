"""The end of a paper form: what the patient wants, what the signature means, and lines for everybody who signs."""

from informed.document.boxes import Frame, Gap, Row, Stack, section, text
from informed.document.form_parts import QUIET, READ, READ_STRONG, choice, write_on
from informed.document.sheet import INK, INNER, LABEL, MUTED, RED, Box, Sheet
from informed.document.subject import Subject
from informed.people import MEANINGS, Helper
from informed.signature import MEANING

WIDTH = INNER - 20
#: A line for a signature is higher than one for a name.
SIGNATURE = 40.0


def signing(sheet: Sheet, subject: Subject) -> None:
    """The three choices; the patient's lines; each named helper's; and those of who takes the paper back."""
    third = WIDTH / 3
    boxes = tuple(
        (i * third, choice(sheet, subject.say(f"form.ending.{key}"), third - 8))
        for i, key in enumerate(("signed", "deferred", "declined"))
    )
    lead = text(sheet, subject.say("form.ending.lead"), WIDTH, QUIET)
    section(sheet, subject.say("form.ending"), 4, keep=300)
    sheet.place(Frame(Stack((Row(boxes), Gap(3), lead)), padding=10, line=INK, weight=1), 10)
    sheet.place(_patient(sheet, subject), 10)
    for helper in subject.record.helpers:
        sheet.place(_helper(sheet, subject, helper), 10)
    staff = Stack((text(sheet, subject.say("form.staff"), WIDTH, LABEL), *_lines(sheet, subject)))
    sheet.place(Frame(staff, padding=10), 8)
    pack = subject.record.opened.pack
    content = subject.say("form.content", id=pack.id, version=pack.version, hash=pack.sha256)
    sheet.place(Stack((text(sheet, subject.say("form.not_consent"), INNER, QUIET), text(sheet, content, INNER, LABEL))))


def _patient(sheet: Sheet, subject: Subject) -> Frame:
    minor: list[Box] = [text(sheet, subject.say("form.minor"), WIDTH, READ_STRONG.but(colour=RED)), Gap(4)]
    parts: list[Box] = [
        text(sheet, subject.say("form.means"), WIDTH, LABEL),
        text(sheet, MEANING[subject.language], WIDTH, READ),
        Gap(4),
        *(minor if subject.record.minor else ()),
        text(sheet, subject.record.patient.name, WIDTH, READ_STRONG),
        *_lines(sheet, subject, "form.patient", named=True),
        write_on(sheet, subject.say("form.witness"), WIDTH),
    ]
    return Frame(Stack(tuple(parts)), padding=10, line=INK, weight=1)


def _helper(sheet: Sheet, subject: Subject, helper: Helper) -> Frame:
    role = subject.say(f"role.{helper.role}")
    about = " · ".join(filter(None, (helper.relation, helper.language, helper.authority)))
    parts: list[Box] = [
        text(sheet, f"{role}{f' ({about})' if about else ''}", WIDTH, LABEL),
        text(sheet, helper.name, WIDTH, READ_STRONG),
        text(sheet, MEANINGS[helper.role][subject.language], WIDTH, READ),
        *_lines(sheet, subject, named=True),
    ]
    return Frame(Stack(tuple(parts)), padding=10, line=MUTED)


def _lines(sheet: Sheet, subject: Subject, label: str = "form.signature", *, named: bool = False) -> tuple[Box, ...]:
    """A signature and its date side by side; above them a name, where none is printed."""
    date = write_on(sheet, subject.say("form.date"), WIDTH * 0.28, SIGNATURE)
    line = Row(((0, write_on(sheet, subject.say(label), WIDTH * 0.68, SIGNATURE)), (WIDTH * 0.72, date)))
    return (line,) if named else (write_on(sheet, subject.say("form.name"), WIDTH), line)
