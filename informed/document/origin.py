"""Where the words came from: the content pack with its whole fingerprint, its reviews, and its sources."""

from informed.content import Source
from informed.document import tables
from informed.document.boxes import Row, Stack, section, text
from informed.document.sheet import INNER, SMALL, STRONG, Sheet
from informed.document.subject import Subject

COLUMNS: tables.Columns = {
    "source.id": (3, 50),
    "source.organisation": (56, 118),
    "source.title": (178, 176),
    "source.year": (358, 26),
    "source.seen": (388, 66),
    "source.checked_on": (458, 57),
}


def origin(sheet: Sheet, subject: Subject) -> None:
    """The pack that was shown, its reviews, and the sources that its statements and rules name."""
    pack = subject.record.opened.pack
    name = f"{subject.say('pack')}: {pack.id} {pack.version} – {subject.pack.title[subject.language]}"
    about = [
        text(sheet, name, INNER, STRONG),
        text(sheet, f"{subject.say('sha256')}: {pack.sha256}", INNER, SMALL),
    ]
    if subject.record.opened.draft:
        about.append(text(sheet, subject.say("draft"), INNER, STRONG))
    if subject.pack.funding_statement:
        about.append(text(sheet, subject.pack.funding_statement[subject.language], INNER, SMALL))
    for review in subject.pack.reviews:
        words = subject.say(
            "review",
            name=review.name,
            qualification=review.qualification,
            language=subject.say(f"language.{review.language}"),
            date=subject.day(review.on),
        )
        about.append(text(sheet, words, INNER, SMALL))
    what, head = Stack(tuple(about)), tables.head(sheet, subject, COLUMNS)
    rows = [_source(sheet, subject, source) for source in subject.pack.sources]
    table = head.height + rows[0].height
    section(sheet, subject.say("origin"), keep=what.height + 6 + table)
    sheet.place(what, 6, keep=table)
    with sheet.group("Table"), sheet.repeating(head, rows[0].height):
        for row in rows:
            sheet.place(row)
    sheet.cursor += 14


def _source(sheet: Sheet, subject: Subject, source: Source) -> Row:
    words = (
        source.id,
        source.organisation,
        source.title,
        str(source.year or "–"),
        subject.say(f"seen.{source.seen}"),
        subject.day(source.checked_on) if source.checked_on else "–",
    )
    return tables.words(sheet, COLUMNS, words, 2)
