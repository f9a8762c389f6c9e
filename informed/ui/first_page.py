"""The document's first page on the record's page: the same facts in the same order and words, drawn for a screen.

Banner; flags, stop first; the patient's goal and questions; understanding and acknowledgements; who signed and when. Who it is
and what is planned stand in the head of the page. Every text that a person wrote is escaped.
"""

from html import escape

from informed import review
from informed.content import Severity
from informed.document.concerns import about_flag
from informed.document.listing import short
from informed.document.planned import FIELDS, TOGETHER, entered
from informed.document.subject import Subject
from informed.factors import PRIVATE
from informed.review import OpenItem
from informed.ui.first_answers import goal, understanding
from informed.ui.first_parts import beyond, listed, say, shape, words

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


def page(subject: Subject, items: tuple[OpenItem, ...]) -> str:
    """What follows who and plan on the first page; `items` are all of the record, and each flag leads to its own."""
    return (
        f'<div class="first-page">{_flags(subject, items)}'
        f'<div class="first-columns">{goal(subject)}{understanding(subject)}</div></div>'
    )


# --- flags


def _flags(subject: Subject, items: tuple[OpenItem, ...]) -> str:
    rows = "".join(_flag(subject, number, item) for number, item in enumerate(items) if item.flag)
    count = sum(item.flag is not None for item in items)
    title = say(subject, "flags", n=count)
    listed = f"<ol>{rows}</ol>" if rows else f"<p>{say(subject, 'no_flag')}</p>"
    return f'<section class="first-flags"><h2>{title}</h2>{listed}{_silences(subject)}</section>'


def _flag(subject: Subject, number: int, item: OpenItem) -> str:
    """One line, which leads to the item: shape and word, what it is, what the patient answered, whether it is closed."""
    assert item.flag is not None  # the caller looks
    flag, about = item.flag, about_flag(subject, item.flag)
    answer = words(beyond(flag.title[subject.language], about.words), about.lang, about.beside)
    done = ' <span class="closed">✓</span>' if item.key in subject.record.dispositions else ""
    return (
        f'<li class="flag-{flag.severity}"><a href="#item-{number}">{shape(flag.severity)} '
        f"<strong>{say(subject, f'severity.{flag.severity}')}</strong> {escape(flag.title[subject.language])}</a>"
        f' <span class="answer">{answer}</span> <span class="code">{escape(flag.code)}</span>{done}</li>'
    )


def _silences(subject: Subject) -> str:
    """What the patient keeps for the talk, and what was left unanswered."""
    private = [id for id, answer in subject.record.factor_answers.items() if PRIVATE in answer.chosen]
    left = review.unanswered(subject.pack, subject.record)
    asked_for = [id for id in left if subject.was_asked(id)]
    unseen = [id for id in left if id not in asked_for]
    return "".join(
        listed(subject, key, (short(subject.factors[id].prompt[subject.language]) for id in ids))
        for key, ids in (("private", private), ("unanswered", asked_for), ("not_reached", unseen))
        if ids
    )
