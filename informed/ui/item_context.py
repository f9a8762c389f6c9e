"""An open item as the physician sees it: what was shown, what the patient said, what the rule advises, how it was closed."""

from html import escape

from informed import events as e
from informed.content import ContentPack, Language
from informed.document import dispositions
from informed.document.subject import Subject
from informed.review import DISPOSITIONS, OpenItem
from informed.ui import first_parts
from informed.ui.words import WORDS


def html(item: OpenItem, subject: Subject, language: Language, closed: e.Event | None) -> str:
    """The item's card; everything that a person wrote is escaped."""
    severity = item.flag.severity if item.flag else "none"
    lines = "".join(f"<p>{line}</p>" for line in _lines(item, subject) if line)
    title, done = _title(item, subject, language), _closed(closed, subject, language)
    return f'<div class="item item-{severity}"><h3>{title}</h3>{lines}{done}</div>'


def _title(item: OpenItem, subject: Subject, language: Language) -> str:
    """What it is, in words; a flag's code stands small behind."""
    if not item.flag:
        return escape(WORDS[f"kind.{item.kind}"][language])
    shape = f'<span class="shape" aria-hidden="true">{first_parts.SHAPES[item.flag.severity]}</span>'
    word, title = subject.say(f"severity.{item.flag.severity}"), item.flag.title[language]
    return f'{shape} {escape(word)} · {escape(title)} <span class="code">{escape(item.flag.code)}</span>'


def _lines(item: OpenItem, subject: Subject) -> list[str]:
    about = dispositions.about(subject, item)
    return [
        escape(about.label),
        first_parts.words(about.words, about.lang, about.beside),
        _advice(about.note),
        _advice(_sources(item, subject.pack)),
    ]


def _sources(item: OpenItem, pack: ContentPack) -> str:
    """Where a statement, or the rule that raised a flag, comes from."""
    ids = _cited(item, pack)
    cited = [source for source in pack.sources if source.id in ids]
    return "; ".join(
        f"{source.organisation}, {source.year}" if source.year else source.organisation for source in cited
    )


def _cited(item: OpenItem, pack: ContentPack) -> tuple[str, ...]:
    if flag := item.flag:
        asked = (factor.rules for factor in pack.factors if factor.id == flag.factor)
        rules = next(asked, ()) if flag.factor else pack.age_rules
        return next((one.sources for one in rules if (one.code, one.severity) == (flag.code, flag.severity)), ())
    if item.kind == "told":
        return next((claim.sources for claim in pack.told if claim.id == item.about), ())
    statement = pack.statements.get(item.about)
    return statement.sources if statement else ()


def _advice(text: str) -> str:
    return f'<span class="advice">{escape(text)}</span>' if text else ""


def _closed(closed: e.Event | None, subject: Subject, language: Language) -> str:
    if closed is None or not isinstance(done := closed.payload, e.ItemDisposed):
        return ""
    note = f": {done.note}" if done.note else ""
    said = f"✓ {DISPOSITIONS[done.disposition][language]}{note} · {subject.short_time(closed.at)}"
    return f'<p class="closed">{escape(said)}</p>'
