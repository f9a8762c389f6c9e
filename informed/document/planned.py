"""What is planned, as staff entered it: the product, the procedure, and the registered route beside the planned one."""

from typing import Any

from informed.document.boxes import Frame, Gap, Row, Stack, heading, natural, section, shared, text
from informed.document.sheet import BODY, INK, INNER, LABEL, MUTED, SMALL, STRONG, Sheet, Style
from informed.document.signs import SIGN, verdict_sign
from informed.document.subject import Subject
from informed.plan import Plan

#: The fields of the plan on page 1; those that were entered stand five in a row.
FIELDS = (
    *("product", "maker", "source", "lot", "expiry"),
    *("registration", "area", "device", "operator", "planned_on"),
)
ACROSS = 5
#: Between two columns at least.
BETWEEN = 10.0
#: A list of the whole plan that is no higher than this stays on one page.
MOST_KEPT = 400.0
#: What stands under one label on page 1.
TOGETHER = {"registration": ("registration", "registration_number")}


def plan(sheet: Sheet, subject: Subject) -> Stack:
    """The product and the procedure; the registered route beside the planned one."""
    title = heading(sheet, subject.say("plan", procedure=subject.pack.title[subject.language]))
    known = [name for name in FIELDS if any(entered(subject, part) for part in TOGETHER.get(name, (name,)))]
    grid = [known[at : at + ACROSS] for at in range(0, len(known), ACROSS)]
    widths = _widths(sheet, subject, grid)
    lefts = [sum(widths[:i]) for i in range(len(widths))]
    rows = [
        Row(
            tuple(
                (x, _field(sheet, subject, name, width - BETWEEN))
                for x, width, name in zip(lefts, widths, names, strict=False)
            )
        )
        for names in grid
    ]
    names = " · ".join(subject.say(name) for name in FIELDS if name not in known)
    blanks = (text(sheet, subject.say("blanks", names=names), style=SMALL),) if names else ()
    return Stack((title, _routes(sheet, subject), Gap(1), *rows, *blanks), gap=3)


def _widths(sheet: Sheet, subject: Subject, grid: list[list[str]]) -> list[float]:
    """The columns' widths: as wide as their longest words; where that is too much, the widest columns share what is left."""
    needs = [0.0] * max(map(len, grid), default=0)
    for row in grid:
        for i, name in enumerate(row):
            said = (natural(sheet, subject.say(name), LABEL), natural(sheet, _said(subject, name), STRONG))
            needs[i] = max(needs[i], max(said) + BETWEEN + 0.5)
    return shared(needs, INNER)


def _routes(sheet: Sheet, subject: Subject) -> Frame:
    planned = subject.record.plan
    routes = (planned.registered_route, planned.planned_route)
    verdict = "open" if None in routes else "same" if routes[0] == routes[1] else "differ"
    width = (INNER - 150) / 2
    cells = (
        (0, _field(sheet, subject, "registered_route", width - 10)),
        (width, Stack((Gap(2), verdict_sign(verdict)))),
        (width + SIGN + 7, Stack((Gap(5.4), text(sheet, subject.say(f"routes.{verdict}"), 110, STRONG)))),
        (width + 142, _field(sheet, subject, "planned_route", width - 10)),
    )
    return Frame(
        Row(cells), INNER, 4, line=INK if verdict == "differ" else MUTED, weight=1.4 if verdict == "differ" else 0.6
    )


def _said(subject: Subject, name: str) -> str:
    """What stands under a label; empty when nothing of it was entered."""
    parts = [entered(subject, field) for field in TOGETHER.get(name, (name,))]
    return " · ".join(part or subject.say("blank") for part in parts) if any(parts) else ""


def _field(sheet: Sheet, subject: Subject, name: str, width: float) -> Stack:
    words, muted = _said(subject, name), BODY.but(colour=MUTED)
    return fact(sheet, subject.say(name), words or subject.say("blank"), width, STRONG if words else muted, most=2)


def entered(subject: Subject, name: str) -> str:
    """A field of the plan in words; empty when staff entered nothing."""
    value: Any = getattr(subject.record.plan, name)
    if value in (None, ()):
        return ""
    if name in ("registered_route", "planned_route"):
        return subject.say(f"route.{value}")
    if name in ("source", "registration"):
        return subject.say(f"{name}.{value}")
    if name in ("expiry", "planned_on"):
        return subject.day(value)
    if name == "lowering":
        return f"{value.reason} ({value.name}, {subject.day(value.on)})"
    return ", ".join(value) if name == "bans" else str(value)


def fact(sheet: Sheet, label: str, words: str, width: float, style: Style = STRONG, most: int = 0) -> Stack:
    """A label over what it says."""
    return Stack((text(sheet, label, width, LABEL), text(sheet, words, width, style, most=most)))


def whole_plan(sheet: Sheet, subject: Subject) -> None:
    """Every field of the plan; blanks are named."""
    names = [name for name in Plan.model_fields if name != "bans" or entered(subject, name)]
    rows = [_entry(sheet, subject, name) for name in names]
    section(sheet, subject.say("plan.whole"), 4, keep=min(sum(row.height for row in rows), MOST_KEPT))
    with sheet.group("L"):
        for row in rows:
            sheet.place(row)
    sheet.cursor += 12


def _entry(sheet: Sheet, subject: Subject, name: str) -> Row:
    words = entered(subject, name)
    label = text(sheet, subject.say(name), 130, LABEL.but(leading=BODY.leading), tag="Lbl")
    style = STRONG if words else BODY.but(colour=MUTED)
    value = text(sheet, words or subject.say("blank"), INNER - 140, style, tag="LBody")
    return Row(((0, label), (140, value)), "LI", 1.5, INNER)
