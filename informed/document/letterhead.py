"""How page 1 of every document begins: what it is, of which clinic, and about whom."""

from informed.document.boxes import Frame, Gap, Row, Stack, natural, shared, text
from informed.document.code import qr
from informed.document.helpers import helped
from informed.document.planned import fact
from informed.document.sheet import INK, INNER, LABEL, SMALL, STRONG, TITLE, Box, Sheet, Style
from informed.document.subject import Subject

#: Where page 1 begins, from the top.
HEAD = 22.0
#: The QR code beside the patient's name, with its blank margin.
CODE, MARGIN, QUIET = 54.0, 14.0, 4.0


def notices(subject: Subject) -> list[str]:
    """What must be said on every page of this document."""
    opened, on_paper = subject.record.opened, subject.record.paper is not None
    said = (("on_paper", on_paper), ("demonstration", opened.demonstration), ("draft", opened.draft))
    return [subject.say(key) for key, so in said if so]


def head(sheet: Sheet, subject: Subject, words: str) -> Box:
    """The title left, the clinic right; above them what must be said on every page."""
    said = notices(subject)
    title = text(sheet, words, INNER * 0.62, TITLE, tag="H1")
    clinic = text(
        sheet, subject.record.opened.clinic, INNER * 0.36, STRONG.but(leading=TITLE.leading), most=2, right=True
    )
    line = Row(((0, title), (INNER * 0.64, clinic)))
    if not said:
        return line
    strip = Frame(text(sheet, " · ".join(said), INNER - 12, SMALL.but(bold=True)), INNER, 2, line=INK, weight=0.9)
    return Stack((strip, Gap(4), line))


def who(sheet: Sheet, subject: Subject, address: str, most: int = 0) -> Row:
    """Name (in so many lines at most, if given) and facts left; right the code that leads to the record."""
    patient, record = subject.record.patient, subject.record
    width = INNER - CODE - MARGIN
    size = Style(15, 20, True) if len(patient.name) < 60 else Style(9.5, 12.6, True)
    trace = f"{subject.say('record', id=record.short_id)}  ·  {subject.say('fingerprint', hash=record.events[-1].hash[:12])}"
    left = Stack(
        (
            text(sheet, patient.name, width, size, most=most),
            Gap(1),
            _facts(sheet, subject, width),
            *helped(sheet, subject, width),
            text(sheet, trace, width, LABEL),
        )
    )
    code = Stack((Gap(QUIET), qr(address, CODE, subject.say("address", address=address))))
    return Row(((0, left), (INNER - CODE, code)))


def _facts(sheet: Sheet, subject: Subject, width: float) -> Row:
    patient, record = subject.record.patient, subject.record
    age = subject.say("minor" if record.minor else "years", date=subject.day(patient.date_of_birth), n=record.age)
    facts = (
        ("born", age),
        ("number", patient.record_number or subject.say("blank")),
        ("language", subject.languages),
        ("status", f"{subject.say(f'status.{record.status}')}, {subject.day(subject.local(subject.since))}"),
    )
    needs = [max(natural(sheet, subject.say(key), LABEL), natural(sheet, words, STRONG)) + 8.5 for key, words in facts]
    widths = shared(needs, width)
    cells = (
        (sum(widths[:i]), fact(sheet, subject.say(key), words, widths[i] - 8)) for i, (key, words) in enumerate(facts)
    )
    return Row(tuple(cells))
