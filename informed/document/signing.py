"""The foot of page 1: how the patient signed and what it means, and the empty box for the physician."""

from collections.abc import Sequence
from itertools import pairwise

from informed import events as e
from informed.document.boxes import Drawn, Frame, Gap, Row, Stack, Text, natural, text
from informed.document.sheet import BLUE_INK, BODY, FLOOR, HEIGHT, INK, LABEL, LEFT, MUTED, SMALL, STRONG, Box, Sheet
from informed.document.subject import Subject
from informed.review import OUTCOMES
from informed.signature import Signature, Stroke

COLUMN, PADDING, INK_HEIGHT = 252.0, 8.0, 36.0
RIGHT = LEFT + 263.28
LABELS = 52.0

#: Where the physician's signature field belongs on page 1: left, bottom, right, top in PDF points.
PHYSICIAN_FIELD = (RIGHT + PADDING + LABELS, HEIGHT - FLOOR + 26, RIGHT + COLUMN - PADDING, HEIGHT - FLOOR + 54)

#: The physician's lines, with their heights; the signature's must hold `PHYSICIAN_FIELD`.
LINES = (("name", 15.0), ("signature", 32.0), ("time", 15.0))


def signatures(sheet: Sheet, subject: Subject) -> Row:
    """Patient left, physician right; both as high as the higher one, the physician's lines at the foot."""
    patient, outcome, lines = _patient(sheet, subject), _outcome(sheet, subject), _lines(sheet, subject)
    inner = max(patient.height, outcome.height + 1 + lines.height)
    physician = Stack((outcome, Gap(inner - outcome.height - lines.height), lines))
    least = inner + 2 * PADDING
    return Row(
        (
            (0, Frame(patient, COLUMN, PADDING, least=least, line=MUTED)),
            (RIGHT - LEFT, Frame(physician, COLUMN, PADDING, least=least, line=MUTED)),
        )
    )


def _patient(sheet: Sheet, subject: Subject) -> Stack:
    width, closing = COLUMN - 2 * PADDING, subject.closing.payload
    moment = subject.moment(subject.closing.at)
    boxes: list[Box] = [text(sheet, subject.say("patient_signature"), width, LABEL)]
    if isinstance(closing, e.RecordSigned):
        boxes = [*_signed_for(sheet, subject), *boxes, *_own(sheet, subject, closing)]
    elif isinstance(closing, e.RecordDeferred | e.RecordDeclined):
        key = "deferred_at" if isinstance(closing, e.RecordDeferred) else "declined_at"
        boxes += [
            Gap(10),
            text(sheet, subject.say(key, moment=moment), width, STRONG),
            text(sheet, subject.say("not_signed"), width),
        ]
        boxes += (
            [text(sheet, f"“{closing.words}”", width, BODY, lang=closing.language, most=4)] if closing.words else []
        )
    return Stack(tuple(boxes))


def _own(sheet: Sheet, subject: Subject, signed: e.RecordSigned) -> list[Box]:
    """The patient's own signature, the printed name, when, and what it means."""
    width, name, own = COLUMN - 2 * PADDING, signed.printed_name, signed.signature
    boxes: list[Box] = [*hand(sheet, subject, own, name, width)] if own else []
    boxes.append(text(sheet, name, width, STRONG if len(name) < 60 else SMALL, most=6))
    if own is None:
        return [*boxes, text(sheet, subject.say("own.unsigned"), width, SMALL)]
    if own.witness:
        boxes.append(text(sheet, subject.say("witness", name=own.witness), width, SMALL, most=4))
    return [
        *boxes,
        text(sheet, when(subject, subject.closing), width, SMALL),
        Gap(2),
        text(sheet, signed.meaning.text, width, SMALL, lang=signed.language),
    ]


def when(subject: Subject, event: e.Event) -> str:
    """When somebody signed; on paper, which day stands on it, and when staff recorded it."""
    moment, paper = subject.moment(event.at), subject.record.paper
    if paper is None:
        return subject.say("signed_at", moment=moment)
    return subject.say("paper.on", day=subject.day(paper.signed_on), moment=moment)


def _signed_for(sheet: Sheet, subject: Subject) -> list[Box]:
    """The signatures of those who sign for the patient; what they mean stands with who helped."""
    width, boxes = COLUMN - 2 * PADDING, list[Box]()
    for helper in subject.record.helpers:
        event = subject.record.helper_signatures.get(helper.id)
        if helper.signs_for_patient and event and isinstance(signed := event.payload, e.HelperSigned):
            boxes += [
                text(sheet, subject.say(f"signs_for.{helper.role}"), width, LABEL),
                *hand(sheet, subject, signed.signature, signed.printed_name, width),
                text(sheet, signed.printed_name, width, STRONG, most=2),
                Gap(4),
            ]
    return boxes


def hand(sheet: Sheet, subject: Subject, signature: Signature, name: str, width: float) -> Sequence[Box]:
    """A signature as it was made: ink, a typed name, or that it stands on the paper."""
    if signature.kind == "paper" and (paper := subject.record.paper):
        return [
            Gap(4),
            text(sheet, subject.say("paper.signed"), width, BODY.but(size=12, leading=16, colour=BLUE_INK)),
            text(sheet, subject.say("paper.seen", name=paper.recorded_by), width, LABEL),
            Gap(2),
        ]
    if signature.kind == "typed":
        large = BODY.but(
            size=15 if len(signature.typed) < 40 else 9,
            leading=20 if len(signature.typed) < 40 else 12,
            colour=BLUE_INK,
        )
        typed = text(sheet, signature.typed, width, large, most=5)
        return [Gap(8), typed, text(sheet, subject.say("typed"), width, LABEL), Gap(4)]
    alt = subject.say("mark" if signature.kind == "mark" else "ink", name=name)
    return [
        ink(signature.strokes, width, INK_HEIGHT, alt),
        *([text(sheet, alt, width, LABEL, most=2)] if signature.kind == "mark" else []),
    ]


def ink(strokes: tuple[Stroke, ...], width: float, height: float, alt: str) -> Drawn:
    """Strokes as smooth vectors, as large as fits and in their own proportions."""
    points = [point for stroke in strokes for point in stroke.points]
    left, top = min(p[0] for p in points), min(p[1] for p in points)
    wide, high = max(p[0] for p in points) - left, max(p[1] for p in points) - top
    scale = min((width - 8) / max(wide, 0.2), (height - 8) / max(high, 0.05))

    def paint(sheet: Sheet, x: float, y: float) -> None:
        for stroke in strokes:
            path = [(x + 4 + (p[0] - left) * scale, HEIGHT - y - 4 - (p[1] - top) * scale) for p in stroke.points]
            sheet.stroke(_smooth(path), BLUE_INK, 1.1)

    return Drawn(height, paint, alt)


def _smooth(points: list[tuple[float, float]]) -> str:
    """A path through the middles of the segments, curved towards the points: quadratic, written as cubic."""
    (x, y), *rest = points
    path = [f"{x:.2f} {y:.2f} m"]
    for (cx, cy), (nx, ny) in pairwise(rest):
        ex, ey = (cx + nx) / 2, (cy + ny) / 2
        a, b, c, d = x + (cx - x) * 2 / 3, y + (cy - y) * 2 / 3, ex + (cx - ex) * 2 / 3, ey + (cy - ey) * 2 / 3
        path.append(f"{a:.2f} {b:.2f} {c:.2f} {d:.2f} {ex:.2f} {ey:.2f} c")
        x, y = ex, ey
    end_x, end_y = points[-1]
    return " ".join([*path, f"{end_x:.2f} {end_y:.2f} l"])


def _outcome(sheet: Sheet, subject: Subject) -> Stack:
    width = COLUMN - 2 * PADDING
    second = 22 + max(natural(sheet, words[subject.language], BODY) for words in list(OUTCOMES.values())[::2])
    options = [(words[subject.language], i % 2) for i, words in enumerate(OUTCOMES.values())]
    cells = [
        ((at * second, check_box()), (at * second + 14, text(sheet, words, (width - second if at else second) - 14)))
        for words, at in options
    ]
    rows = [Row((*cells[i], *cells[i + 1]), padding=1) for i in range(0, len(cells), 2)]
    return Stack((text(sheet, subject.say("outcome"), width, LABEL), Gap(2), *rows))


def check_box() -> Drawn:
    """An empty box to tick by hand."""
    return Drawn(12.4, lambda sheet, x, y: sheet.rectangle(x, y + 2, 8.5, 8.5, line=INK, weight=0.9))


def _lines(sheet: Sheet, subject: Subject) -> Stack:
    return Stack(tuple(_line(text(sheet, subject.say(f"line.{key}"), LABELS, LABEL), height) for key, height in LINES))


def _line(label: Text, height: float) -> Row:
    width = COLUMN - 2 * PADDING - LABELS
    rule = Drawn(height, lambda sheet, x, y: sheet.rule(x, y + height - 2, width, MUTED, 0.6))
    return Row(((0, Stack((Gap(height - label.height), label))), (LABELS, rule)))
