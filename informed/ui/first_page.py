"""The document's first page on the record's page: the same facts in the same order and words, drawn for a screen.

Banner, who and plan stand above (`first_head`); here the flags, stop first, then the patient's part. Every text that a person
wrote is escaped.
"""

from html import escape

from informed import review
from informed.document.concerns import about_flag
from informed.document.listing import short
from informed.document.subject import Subject
from informed.factors import PRIVATE
from informed.review import OpenItem
from informed.ui.first_answers import goal, understanding
from informed.ui.first_parts import listed, say, shape, words


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
    answer = words(about.words, about.lang, about.beside)
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
