"""The people who helped: in two lines on page 1, and each with everything and their signature on a page after it."""

from informed import events as e
from informed.document.attached import scan_name
from informed.document.boxes import Frame, Gap, Row, Stack, section, text
from informed.document.sheet import BODY, INNER, LABEL, MUTED, SMALL, STRONG, Box, Sheet, kept
from informed.document.signing import hand, when
from informed.document.subject import Subject
from informed.people import THE_PATIENT, Helper

#: Lines on page 1.
MOST_LINES = 3
FACTS, SIGNATURE = 262.0, 226.0


def helped(sheet: Sheet, subject: Subject, width: float) -> tuple[Box, ...]:
    """Who helped, how anybody's identity was checked, and that it was on paper; nothing where nothing is known."""
    record = subject.record
    people = [_in_short(subject, helper) for helper in record.helpers]
    if how := record.identity_checks.get(THE_PATIENT):
        people.insert(0, subject.say("identity.of_patient", how=subject.say(f"identity.{how}")))
    found: list[Box] = []
    if record.paper:
        found.append(text(sheet, _paper(subject, record.paper), width, SMALL.but(bold=True)))
    if people:
        found.append(text(sheet, "  ·  ".join(people), width, SMALL, most=MOST_LINES))
    return tuple(found)


def who_helped(sheet: Sheet, subject: Subject) -> None:
    """Each helper: what staff entered, how they are known, what their signature means, and the signature; and the scans."""
    record = subject.record
    if not record.helpers and not record.paper:
        return
    boxes: list[Box] = []
    if record.paper:
        lines: list[Box] = [text(sheet, _paper(subject, record.paper), INNER, STRONG)]
        boxes.append(Stack((*lines, *(_scan(sheet, subject, scan) for scan in record.scans))))
    boxes += [_card(sheet, subject, helper) for helper in record.helpers]
    section(sheet, subject.say("helped" if record.helpers else "on_paper"), 4, keep=kept(boxes[0]))
    for box in boxes:
        sheet.place(box, 8)
    sheet.cursor += 6


def _paper(subject: Subject, paper: e.PaperRecorded) -> str:
    said = {"day": subject.day(paper.signed_on), "name": paper.recorded_by, "n": len(paper.scans)}
    return subject.say("paper.recorded", **said)


def _scan(sheet: Sheet, subject: Subject, scan: e.ScanAdded) -> Box:
    words = subject.say("paper.scan", n=scan.number, name=scan_name(scan), sha256=scan.sha256)
    return text(sheet, words, INNER, SMALL)


def _in_short(subject: Subject, helper: Helper) -> str:
    """Role, name, and in brackets the relation and how the person is known."""
    how = subject.record.identity_checks.get(helper.id, "not_checked")
    known = f"{subject.say('identity').lower()}: {subject.say(f'identity.{how}')}"
    about = ", ".join(filter(None, (helper.relation, helper.language, known)))
    return f"{subject.say('helper', role=subject.say(f'role.{helper.role}'), name=helper.name)} ({about})"


def _card(sheet: Sheet, subject: Subject, helper: Helper) -> Frame:
    """What staff entered on the left, the signature on the right."""
    how = subject.record.identity_checks.get(helper.id, "not_checked")
    facts = [
        (subject.say(f"helper.{name}"), getattr(helper, name))
        for name in ("relation", "language", "authority")
        if getattr(helper, name)
    ]
    facts.append((subject.say("identity"), subject.say(f"identity.{how}")))
    left: list[Box] = [
        text(sheet, subject.say(f"role.{helper.role}"), FACTS, LABEL),
        text(sheet, helper.name, FACTS, STRONG),
    ]
    for label, words in facts:
        left += [Gap(2), text(sheet, label, FACTS, LABEL), text(sheet, words, FACTS, BODY)]
    return Frame(
        Row(((0, Stack(tuple(left))), (INNER - SIGNATURE - 16, _signature(sheet, subject, helper)))), line=MUTED
    )


def _signature(sheet: Sheet, subject: Subject, helper: Helper) -> Stack:
    event = subject.record.helper_signatures.get(helper.id)
    label = subject.say("helper.signature", role=subject.say(f"role.{helper.role}").lower())
    head = text(sheet, label, SIGNATURE, LABEL)
    if event is None or not isinstance(signed := event.payload, e.HelperSigned):
        return Stack((head, text(sheet, subject.say("helper.unsigned"), SIGNATURE, BODY.but(colour=MUTED))))
    return Stack(
        (
            head,
            *hand(sheet, subject, signed.signature, signed.printed_name, SIGNATURE),
            text(sheet, signed.printed_name, SIGNATURE, STRONG, most=3),
            text(sheet, when(subject, event), SIGNATURE, SMALL),
            Gap(2),
            text(sheet, signed.meaning.text, SIGNATURE, SMALL, lang=signed.language),
        )
    )
