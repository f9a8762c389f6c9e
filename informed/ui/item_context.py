"""An open item as the physician sees it: what was shown, what the patient said, what the rule advises, how it was closed."""

from html import escape

from informed import events as e
from informed.content import ContentPack, Language, Severity
from informed.document.subject import Subject
from informed.review import DISPOSITIONS, OpenItem
from informed.ui.words import WORDS

_SHAPES = {Severity.STOP: "■", Severity.CAUTION: "▲", Severity.INFO: "●"}


def html(item: OpenItem, subject: Subject, language: Language, closed: e.Event | None) -> str:
    """The item's card; everything that a person wrote is escaped."""
    severity = item.flag.severity if item.flag else "none"
    lines = "".join(f"<p>{line}</p>" for line in _lines(item, subject))
    title, done = _title(item, subject, language), _closed(closed, subject, language)
    return f'<div class="item item-{severity}"><h3>{title}</h3>{lines}{done}</div>'


def _title(item: OpenItem, subject: Subject, language: Language) -> str:
    if item.flag:
        word = subject.say(f"severity.{item.flag.severity}")
        shape = f'<span class="shape" aria-hidden="true">{_SHAPES[item.flag.severity]}</span>'
        return f"{shape} {escape(word)} · {escape(item.about)}"
    return escape(WORDS[f"kind.{item.kind}"][language])


def _lines(item: OpenItem, subject: Subject) -> list[str]:
    if item.flag:
        return _flag(item, subject)
    if item.kind == "unanswered":
        return [_strong(subject.factors[item.about].prompt[subject.language])]
    if item.kind == "words":
        return [f"“{escape(item.words)}”"]
    if item.kind == "told":
        answer = next((one.answer[subject.language] for one in subject.pack.told if one.id == item.about), "")
        return [_strong(item.words), escape(answer)]
    if item.kind == "understanding":
        return [_strong(item.words), *_misconception(item, subject)]
    return [_strong(item.words), *_sources(item, subject.pack)]


def _flag(item: OpenItem, subject: Subject) -> list[str]:
    assert item.flag is not None
    flag, found = item.flag, []
    if flag.factor:
        answer, _ = subject.answer(flag.factor, flag.chosen)
        found += [escape(subject.factors[flag.factor].prompt[subject.language]), _strong(answer)]
    elif flag.words:
        found.append(f"“{escape(flag.words)}”")
    return [*found, f'<span class="advice">{escape(flag.note[subject.language])}</span>']


def _misconception(item: OpenItem, subject: Subject) -> list[str]:
    last = subject.record.tries[item.about][-1].payload
    if not isinstance(last, e.QuestionAnswered):
        return []
    label = next((option.label for option in last.order if option.id == last.chosen), "")
    return [f"“{escape(label)}”"] if label else []


def _sources(item: OpenItem, pack: ContentPack) -> list[str]:
    statement = pack.statements.get(item.about)
    if statement is None:
        return []
    cited = [source for source in pack.sources if source.id in statement.sources]
    names = [f"{source.organisation}, {source.year}" if source.year else source.organisation for source in cited]
    return [f'<span class="advice">{escape("; ".join(names))}</span>'] if names else []


def _closed(closed: e.Event | None, subject: Subject, language: Language) -> str:
    if closed is None or not isinstance(done := closed.payload, e.ItemDisposed):
        return ""
    note = f": {done.note}" if done.note else ""
    said = f"✓ {DISPOSITIONS[done.disposition][language]}{note} · {subject.short_time(closed.at)}"
    return f'<p class="closed">{escape(said)}</p>'


def _strong(text: str) -> str:
    return f"<strong>{escape(text)}</strong>"
