"""The event log: what happened, in order, with the chain of hashes."""

from collections.abc import Callable
from typing import Any

from informed import events as e
from informed.document import tables
from informed.document.boxes import Row, section, text
from informed.document.sheet import INNER, LABEL, Sheet
from informed.document.subject import Subject

COLUMNS: tables.Columns = {
    "log.number": (2, 20),
    "log.time": (25, 96),
    "log.actor": (124, 52),
    "log.type": (179, 104),
    "log.what": (286, 126),
    "log.hash": (415, 100),
}


def log(sheet: Sheet, subject: Subject) -> None:
    """One line an event."""
    rows = [_row(sheet, subject, event) for event in subject.record.events]
    about, head = text(sheet, subject.say("log.about"), INNER, LABEL), tables.head(sheet, subject, COLUMNS)
    table = head.height + rows[0].height
    section(sheet, subject.say("log"), 2, keep=about.height + 4 + table)
    sheet.place(about, 4, keep=table)
    with sheet.group("Table"), sheet.repeating(head, rows[0].height):
        for row in rows:
            sheet.place(row)


def _row(sheet: Sheet, subject: Subject, event: e.Event) -> Row:
    local = subject.local(event.at)
    actor = subject.say(f"actor.{event.header.actor.kind}")
    words = (
        str(event.header.sequence),
        f"{local:%Y-%m-%d %H:%M:%S}",
        f"{actor} {event.header.actor.account or ''}".strip(),
        event.header.type,
        WHAT.get(type(event.payload), lambda _: "")(event.payload),
        event.hash[:16],
    )
    return tables.words(sheet, COLUMNS, words, 0.8)


#: What the log says about an event of a type, in ids and answers as they are stored; of other types it says nothing.
WHAT: dict[type[e.Exact], Callable[[Any], str]] = {
    e.RecordOpened: lambda opened: f"{opened.pack.id} {opened.pack.version}, {opened.language}",
    e.LanguageChosen: lambda chosen: str(chosen.language),
    e.TopicShown: lambda seen: f"{seen.topic}, {seen.language}: {len(seen.statements)}",
    e.StatementAnswered: lambda given: f"{given.statement.id}: {given.answer}",
    e.RiskAdded: lambda added: f"{added.risk.id}, {added.language}",
    e.StatementAsked: lambda asked: f"{asked.statement.id}: {'ask' if asked.ask else 'no longer ask'}",
    e.FactorAnswered: lambda given: f"{given.factor.id}: {', '.join(option.id for option in given.chosen)}",
    e.QuestionAnswered: lambda given: f"{given.question.id}: {given.chosen}, {'' if given.correct else 'not '}right",
    e.DoctorQuestionsChosen: lambda chosen: ", ".join(question.id for question in chosen.ticked),
    e.ClaimsHeard: lambda marked: ", ".join(heard.claim.id for heard in marked.heard),
    e.StepFinished: lambda finished: str(finished.step),
    e.HandedOver: lambda handed: str(handed.way),
    e.VisitPaused: lambda paused: str(paused.reason),
    e.VisitResumed: lambda resumed: str(resumed.by),
    e.RecordSigned: lambda signed: str(signed.signature.kind) if signed.signature else "signed for",
    e.HelperNamed: lambda named: f"{named.helper.role}: {named.helper.name}",
    e.IdentityChecked: lambda checked: str(checked.how),
    e.HelperSigned: lambda signed: f"{signed.role}: {signed.signature.kind}",
    e.PaperPrinted: lambda printed: str(printed.language),
    e.ScanAdded: lambda scan: f"{scan.number}: {scan.media_type}, {scan.sha256[:12]}",
    e.ScanRemoved: lambda removed: str(removed.number),
    e.PaperRecorded: lambda paper: f"{paper.signed_on}, {paper.recorded_by}",
}
