"""From a closed record to the bytes of its document."""

from collections.abc import Sequence

from informed.content import ContentPack
from informed.document import tables
from informed.document.answers import about_patient, comprehension, for_doctor
from informed.document.attached import Attached, attach, attach_scans
from informed.document.boxes import section, text
from informed.document.concerns import columns, flag_row, spoken
from informed.document.helpers import who_helped
from informed.document.letterhead import notices
from informed.document.log import log
from informed.document.metadata import describe
from informed.document.origin import origin
from informed.document.planned import whole_plan
from informed.document.sheet import HEIGHT, INK, INNER, LABEL, LEFT, SMALL, Furniture, Sheet, kept
from informed.document.statements import marked, statements
from informed.document.subject import Subject
from informed.document.summary import Rest, summary
from informed.record import Record


def render(record: Record, pack: ContentPack, scans: Sequence[bytes] = (), *, address: str = "") -> bytes:
    """The PDF (PDF/A-3U, PDF/UA-1) of a record as it was closed, in the pack that it shows. Same record, same bytes.

    `scans` are those of a record that was signed on paper, in their order. `address` is where staff see the record, for the
    QR code; without one the code holds the record's id.
    """
    subject = Subject(record.as_closed, pack)
    sheet = Sheet()
    source = source_of(subject, address)
    rest = summary(sheet, subject, source.address)
    sheet.new_page()
    _continued(sheet, subject, rest)
    for part in (who_helped, statements, comprehension, about_patient, for_doctor, whole_plan, origin, log):
        part(sheet, subject)
    at = subject.local(subject.last.at)
    attach_scans(sheet, source, scans, lambda number: subject.say("attachment.scan", n=number), at)
    return finished(sheet, subject, source, subject.say(f"title.{subject.record.status}"))


def source_of(subject: Subject, address: str) -> Attached:
    """What a document is made of; `address` as `render` has it."""
    return Attached(subject.record, subject.pack, address or f"informed:record/{subject.record.id}")


def finished(sheet: Sheet, subject: Subject, source: Attached, title: str) -> bytes:
    """The file of a sheet whose pages are drawn: with header and footer, metadata, and the data that it was made of."""
    sheet.furnish(_furniture(subject))
    at = subject.local(subject.last.at)
    describe(sheet, subject.record, f"{title} {subject.record.short_id}", at)
    attach(sheet, source, (subject.say("attachment"), subject.say("attachment.fhir")), at)
    return sheet.written()


def _continued(sheet: Sheet, subject: Subject, rest: Rest) -> None:
    """What found no room on page 1, and the marked statements in full: what the talk is about."""
    places, said = columns(sheet, subject), [spoken(sheet, subject, entry)[1] for entry in rest.said]
    flags, head = (
        [flag_row(sheet, subject, flag, places, 3, 4) for flag in rest.flags],
        tables.head(sheet, subject, places),
    )
    if flags or said:
        section(sheet, subject.say("continued"), 4, keep=kept(flags[0]) + head.height if flags else kept(said[0]))
    if flags:
        with sheet.group("Table"), sheet.repeating(head, kept(flags[0])):
            for flag in flags:
                sheet.place(flag)
        sheet.cursor += 10
    for line in said:
        sheet.place(line, 2)
    if said:
        sheet.cursor += 10
    if rows := marked(sheet, subject):
        section(sheet, subject.say("marked"), 2, keep=kept(rows[0]))
        with sheet.group("L"):
            for row in rows:
                sheet.place(row)
        sheet.cursor += 14


def _furniture(subject: Subject) -> Furniture:
    """Header and footer: which patient, which record, which page; and what must be said on every page."""
    record, opened = subject.record, subject.record.opened
    patient = record.patient
    number = patient.record_number or subject.say("no_number")
    who = f"{subject.day(patient.date_of_birth)}  ·  {number}"
    trace = f"{subject.say('record', id=record.short_id)}  ·  {opened.pack.id} {opened.pack.version}"
    trace += f"  ·  {subject.say('fingerprint', hash=record.events[-1].hash[:12])}"
    warning = "  ·  ".join(notices(subject))

    def draw(sheet: Sheet, page: int, total: int) -> None:
        if page > 1:
            top = 26 if warning else 36
            name = text(sheet, patient.name, INNER - 210, SMALL.but(bold=True), most=1)
            name.draw(sheet, LEFT, top)
            text(sheet, who, 200, SMALL, most=1, right=True).draw(sheet, LEFT + INNER - 200, top)
            text(sheet, warning, INNER, LABEL, most=1).draw(sheet, LEFT, 37)
            sheet.rule(LEFT, 50, INNER, INK, 0.5)
        foot = HEIGHT - 33
        sheet.rule(LEFT, foot - 3, INNER)
        text(sheet, trace, INNER - 90, LABEL, most=1).draw(sheet, LEFT, foot)
        text(sheet, subject.say("page", page=page, total=total), INNER, LABEL, right=True).draw(sheet, LEFT, foot)

    return draw
