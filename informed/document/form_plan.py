"""What is planned, on the paper form as on the tablet: each field of the passport, and that one may ask about what is missing."""

from informed.document.boxes import Row, section, text
from informed.document.form_parts import QUIET, READ, READ_STRONG
from informed.document.planned import entered, fact
from informed.document.sheet import INNER, MUTED, Sheet
from informed.document.subject import Subject
from informed.plan import TOLD

#: How many fields stand in a row, and the room between two.
ACROSS, BETWEEN = 3, 12.0


def planned(sheet: Sheet, subject: Subject) -> None:
    """The passport; where staff entered nothing at all, one sentence."""
    plan = subject.record.plan
    lead = text(sheet, subject.say("form.plan.none" if plan.empty else "form.plan.lead"), INNER, READ)
    section(sheet, subject.say("form.plan"), 3, keep=lead.height + 60)
    sheet.place(lead, 6)
    for at in range(0, 0 if plan.empty else len(TOLD), ACROSS):
        sheet.place(_row(sheet, subject, TOLD[at : at + ACROSS]), 4)
    sheet.cursor += 8


def _row(sheet: Sheet, subject: Subject, names: tuple[str, ...]) -> Row:
    width, missing = INNER / ACROSS, subject.say("form.plan.missing")
    said = [(name, entered(subject, name)) for name in names]
    return Row(
        tuple(
            (
                i * width,
                fact(
                    sheet,
                    subject.say(name),
                    words or missing,
                    width - BETWEEN,
                    READ_STRONG if words else QUIET.but(colour=MUTED),
                ),
            )
            for i, (name, words) in enumerate(said)
        )
    )
