"""The document's first page on the record's page: the same facts in the same order and words, drawn for a screen.

Banner; flags, stop first; the patient's goal and questions; understanding and acknowledgements; who signed and when. Who it is
and what is planned stand in the head of the page. Every text that a person wrote is escaped.
"""

from collections.abc import Iterable
from html import escape

from informed import events as e
from informed import review
from informed.content import Severity
from informed.document.concerns import Said, about_flag, asked, hoped
from informed.document.listing import short
from informed.document.planned import FIELDS, TOGETHER, entered
from informed.document.subject import Subject
from informed.document.understanding import acknowledged, was_missed, words_of, wrong_choice
from informed.factors import PRIVATE
from informed.review import OpenItem

SHAPES = {Severity.STOP: "■", Severity.CAUTION: "▲", Severity.INFO: "●"}
#: A list of more texts than this is folded.
MOST = 5
_BANNER = ((Severity.STOP, "stops"), (Severity.CAUTION, "cautions"), (Severity.INFO, "infos"))


def banner(subject: Subject) -> str:
    """How many flags there are of each severity, stop first; or that there is none. And what this is not."""
    severities = [flag.severity for flag in review.flags(subject.pack, subject.record)]
    counts = [(severity, key, severities.count(severity)) for severity, key in _BANNER if severity in severities]
    worst = counts[0][0] if counts else "none"
    said = [f"<strong>{_shape(severity)} {_say(subject, key, n=n)}</strong>" for severity, key, n in counts]
    lines = " ".join(said) or f"<strong>{_say(subject, 'no_flag')}</strong>"
    return f'<div class="first-banner banner-{worst}"><p>{lines}</p><p>{_say(subject, "not_consent")}</p></div>'


def plan(subject: Subject) -> str:
    """The procedure, the two routes with the verdict between them, and the rest of the plan in a few lines."""
    planned = subject.record.plan
    routes = (planned.registered_route, planned.planned_route)
    verdict = "open" if None in routes else "same" if routes[0] == routes[1] else "differ"
    cells = [
        f"<div><dt>{_say(subject, name)}</dt><dd>{escape(entered(subject, name)) or _say(subject, 'blank')}</dd></div>"
        for name in ("registered_route", "planned_route")
    ]
    between = (
        f'<div class="verdict-of-routes"><dt class="hidden">=</dt><dd>{_say(subject, f"routes.{verdict}")}</dd></div>'
    )
    parts = {name: [entered(subject, one) for one in TOGETHER.get(name, (name,))] for name in FIELDS}
    known = " · ".join(
        f"{_say(subject, name)}: <strong>{escape(' · '.join(filter(None, said)))}</strong>"
        for name, said in parts.items()
        if any(said)
    )
    names = " · ".join(subject.say(name) for name, said in parts.items() if not any(said))
    blanks = _say(subject, "blanks", names=names) if names else ""
    rest = "".join(f"<p>{line}</p>" for line in (known, blanks) if line)
    title = _say(subject, "plan", procedure=subject.pack.title[subject.language])
    return (
        f'<section class="first-plan"><h2>{title}</h2>'
        f'<dl class="routes routes-{verdict}">{cells[0]}{between}{cells[1]}</dl>{rest}</section>'
    )


def page(subject: Subject, items: tuple[OpenItem, ...]) -> str:
    """What follows who and plan on the first page; `items` are all of the record, and each flag leads to its own."""
    return (
        f'<div class="first-page">{_flags(subject, items)}'
        f'<div class="first-columns">{_goal(subject)}{_understanding(subject)}</div></div>'
    )


# --- flags


def _flags(subject: Subject, items: tuple[OpenItem, ...]) -> str:
    rows = "".join(_flag(subject, number, item) for number, item in enumerate(items) if item.flag)
    count = sum(item.flag is not None for item in items)
    title = _say(subject, "flags", n=count)
    listed = f"<ol>{rows}</ol>" if rows else f"<p>{_say(subject, 'no_flag')}</p>"
    return f'<section class="first-flags"><h2>{title}</h2>{listed}{_silences(subject)}</section>'


def _flag(subject: Subject, number: int, item: OpenItem) -> str:
    """One line, which leads to the item: shape and word, what it is, what the patient answered, whether it is closed."""
    assert item.flag is not None  # the caller looks
    flag, about = item.flag, about_flag(subject, item.flag)
    answer = words(beyond(flag.title[subject.language], about.words), about.lang, about.beside)
    done = ' <span class="closed">✓</span>' if item.key in subject.record.dispositions else ""
    return (
        f'<li class="flag-{flag.severity}"><a href="#item-{number}">{_shape(flag.severity)} '
        f"<strong>{_say(subject, f'severity.{flag.severity}')}</strong> {escape(flag.title[subject.language])}</a>"
        f' <span class="answer">{answer}</span> <span class="code">{escape(flag.code)}</span>{done}</li>'
    )


def _silences(subject: Subject) -> str:
    """What the patient keeps for the talk, and what was left unanswered."""
    private = [id for id, answer in subject.record.factor_answers.items() if PRIVATE in answer.chosen]
    left = review.unanswered(subject.pack, subject.record)
    asked_for = [id for id in left if subject.was_asked(id)]
    unseen = [id for id in left if id not in asked_for]
    return "".join(
        _listed(subject, key, (short(subject.factors[id].prompt[subject.language]) for id in ids))
        for key, ids in (("private", private), ("unanswered", asked_for), ("not_reached", unseen))
        if ids
    )


# --- the patient's goal and questions


def _goal(subject: Subject) -> str:
    lines = "".join(_spoken(said) for said in (*hoped(subject), *asked(subject)))
    inner = f"<ul>{lines}</ul>" if lines else f"<p>{_say(subject, 'goal.none')}</p>"
    return f'<section class="first-goal"><h2>{_say(subject, "goal")}</h2>{inner}</section>'


def _spoken(said: Said) -> str:
    label = f'<span class="label-of">{escape(said.label)}</span> ' if said.label else ""
    return f"<li>{label}{words(said.words, said.lang, said.beside)}</li>"


# --- how far the patient got


def _understanding(subject: Subject) -> str:
    right, tried = review.first_try_right(subject.pack, subject.record)
    score = _say(subject, "first_try", right=right, asked=tried) if tried else _say(subject, "no_question")
    missed = "".join(
        f"<li>{escape(question.prompt[subject.language])}<br><strong>{escape(wrong_choice(subject, question))}</strong></li>"
        for question in subject.pack.questions.values()
        if was_missed(subject, question)
    )
    inner = f"<p><strong>{score}</strong></p>" + (f"<ul>{missed}</ul>" if missed else "")
    return (
        f'<section class="first-understanding"><h2>{_say(subject, "understanding")}</h2>{inner}'
        f"{_acknowledgements(subject)}{_marks(subject)}{_signed(subject)}</section>"
    )


def _acknowledgements(subject: Subject) -> str:
    keys = ("topics", "understood", "unsure", "last_answer")
    head = "".join(f'<th scope="col">{_say(subject, key)}</th>' for key in keys)
    rows = "".join(
        "<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in acknowledged(subject, topic)) + "</tr>"
        for topic in subject.pack.topics
        if topic.required
    )
    return f'<table class="first-topics"><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>'


def _marks(subject: Subject) -> str:
    """The statements that are not sure or to ask about, each by its first sentence."""
    pack, record = subject.pack, subject.record
    named = (
        ("marked.blank", review.blanks(pack, record)),
        ("marked.unsure", tuple(answer.statement.id for answer in review.unsure(pack, record))),
        ("marked.ask", tuple(answer.statement.id for answer in review.asked(pack, record))),
    )
    lists = "".join(_listed(subject, key, (short(words_of(subject, id)) for id in ids)) for key, ids in named if ids)
    return lists or f"<p>{_say(subject, 'marked.none')}</p>"


def _signed(subject: Subject) -> str:
    kinds = {e.RecordSigned: "signed_at", e.RecordDeferred: "deferred_at", e.RecordDeclined: "declined_at"}
    key = kinds[type(subject.closing.payload)]
    return f"<p>{_say(subject, key, moment=subject.moment(subject.closing.at))}</p>"


# --- parts


def words(said: str, language: str, beside: str) -> str:
    """What the patient read or wrote, in its own language, and the reader's behind it where that is another."""
    lang = f' lang="{escape(language)}"' if language else ""
    own = f"<strong{lang}>{escape(said)}</strong>" if said else ""
    return f'{own} <span class="beside">({escape(beside)})</span>' if beside else own


def beyond(title: str, said: str) -> str:
    """What was said beyond a title that stands beside it."""
    return said.removeprefix(title).removeprefix(": ")


def _listed(subject: Subject, key: str, texts: Iterable[str]) -> str:
    """A few in a line; more are folded, so that they do not push what matters off the screen."""
    found = list(texts)
    title, listed = _say(subject, "counted", label=subject.say(key), n=len(found)), escape(" · ".join(found))
    if len(found) > MOST:
        return f"<details><summary>{title}</summary><p>{listed}</p></details>"
    return f"<p><strong>{title}:</strong> {listed}</p>"


def _shape(severity: Severity) -> str:
    return f'<span class="shape" aria-hidden="true">{SHAPES[severity]}</span>'


def _say(subject: Subject, key: str, **values: object) -> str:
    return escape(subject.say(key, **values))
