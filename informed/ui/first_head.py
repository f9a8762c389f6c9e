"""The head of the document's first page on a screen: what must be looked at first, and what is planned."""

from html import escape

from informed import review
from informed.content import Severity
from informed.document.planned import FIELDS, TOGETHER, entered
from informed.document.subject import Subject
from informed.ui.first_parts import say, shape

_BANNER = ((Severity.STOP, "stops"), (Severity.CAUTION, "cautions"), (Severity.INFO, "infos"))


def banner(subject: Subject) -> str:
    """How many flags there are of each severity, stop first; or that there is none. And what this is not."""
    severities = [flag.severity for flag in review.flags(subject.pack, subject.record)]
    counts = [(severity, key, severities.count(severity)) for severity, key in _BANNER if severity in severities]
    worst = counts[0][0] if counts else "none"
    said = [f"<strong>{shape(severity)} {say(subject, key, n=n)}</strong>" for severity, key, n in counts]
    lines = " ".join(said) or f"<strong>{say(subject, 'no_flag')}</strong>"
    return f'<div class="first-banner banner-{worst}"><p>{lines}</p><p>{say(subject, "not_consent")}</p></div>'


def plan(subject: Subject) -> str:
    """The procedure, the two routes with the verdict between them, and the rest of the plan in a few lines."""
    planned = subject.record.plan
    routes = (planned.registered_route, planned.planned_route)
    verdict = "open" if None in routes else "same" if routes[0] == routes[1] else "differ"
    cells = [
        f"<div><dt>{say(subject, name)}</dt><dd>{escape(entered(subject, name)) or say(subject, 'blank')}</dd></div>"
        for name in ("registered_route", "planned_route")
    ]
    between = (
        f'<div class="verdict-of-routes"><dt class="hidden">=</dt><dd>{say(subject, f"routes.{verdict}")}</dd></div>'
    )
    parts = {name: [entered(subject, one) for one in TOGETHER.get(name, (name,))] for name in FIELDS}
    known = " · ".join(
        f"{say(subject, name)}: <strong>{escape(' · '.join(filter(None, said)))}</strong>"
        for name, said in parts.items()
        if any(said)
    )
    names = " · ".join(subject.say(name) for name, said in parts.items() if not any(said))
    blanks = say(subject, "blanks", names=names) if names else ""
    rest = "".join(f"<p>{line}</p>" for line in (known, blanks) if line)
    title = say(subject, "plan", procedure=subject.pack.title[subject.language])
    return (
        f'<section class="first-plan"><h2>{title}</h2>'
        f'<dl class="routes routes-{verdict}">{cells[0]}{between}{cells[1]}</dl>{rest}</section>'
    )
