"""The patient's part of the document's first page on a screen: goal and questions, understanding, acknowledgements."""

from html import escape

from informed import events as e
from informed import review
from informed.document.acknowledged import acknowledged
from informed.document.concerns import Said, asked, hoped
from informed.document.listing import short
from informed.document.subject import Subject
from informed.document.understanding import was_missed, words_of, wrong_choice
from informed.ui.first_parts import listed, say, words


def goal(subject: Subject) -> str:
    """The patient's own goal and questions, in their language and beside it in the reader's."""
    lines = "".join(_spoken(said) for said in (*hoped(subject), *asked(subject)))
    inner = f"<ul>{lines}</ul>" if lines else f"<p>{say(subject, 'goal.none')}</p>"
    return f'<section class="first-goal"><h2>{say(subject, "goal")}</h2>{inner}</section>'


def _spoken(said: Said) -> str:
    label = f'<span class="label-of">{escape(said.label)}</span> ' if said.label else ""
    return f"<li>{label}{words(said.words, said.lang, said.beside)}</li>"


def understanding(subject: Subject) -> str:
    """What was right at once and what was believed instead; the four topics; what is not sure; when it was signed."""
    right, tried = review.first_try_right(subject.pack, subject.record)
    score = say(subject, "first_try", right=right, asked=tried) if tried else say(subject, "no_question")
    missed = "".join(
        f"<li>{escape(question.prompt[subject.language])}<br><strong>{escape(wrong_choice(subject, question))}</strong></li>"
        for question in subject.pack.questions.values()
        if was_missed(subject, question)
    )
    inner = f"<p><strong>{score}</strong></p>" + (f"<ul>{missed}</ul>" if missed else "")
    return (
        f'<section class="first-understanding"><h2>{say(subject, "understanding")}</h2>{inner}'
        f"{_acknowledgements(subject)}{_marks(subject)}{_signed(subject)}</section>"
    )


def _acknowledgements(subject: Subject) -> str:
    keys = ("topics", "understood", "unsure", "last_answer")
    head = "".join(f'<th scope="col">{say(subject, key)}</th>' for key in keys)
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
    lists = "".join(listed(subject, key, (short(words_of(subject, id)) for id in ids)) for key, ids in named if ids)
    return lists or f"<p>{say(subject, 'marked.none')}</p>"


def _signed(subject: Subject) -> str:
    kinds = {e.RecordSigned: "signed_at", e.RecordDeferred: "deferred_at", e.RecordDeclined: "declined_at"}
    key = kinds[type(subject.closing.payload)]
    return f"<p>{say(subject, key, moment=subject.moment(subject.closing.at))}</p>"
