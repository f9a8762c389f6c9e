"""Where it comes from: sources seen, and not too long ago; the article's claims, and the phrases that carry them."""

from collections.abc import Iterator
from datetime import date

from informed.content import ContentPack, Source, Text
from informed.lint.model import Case, Level, Remark, rule

PENDING = "physician_pending"
MONTHS = 12


def stale(source: Source, on: date) -> bool:
    """Whether a source was last checked more than twelve months before this day."""
    checked = source.checked_on
    if checked is None or source.seen == PENDING:
        return False
    return (on.year - checked.year) * 12 + on.month - checked.month - (on.day < checked.day) >= MONTHS


def stale_sources(pack: ContentPack, on: date) -> tuple[str, ...]:
    """The sources to be checked again before this pack is used for real patients."""
    return tuple(source.id for source in pack.sources if stale(source, on))


@rule(
    "sources-seen",
    why="A statement is worth what its source is; who only saw a copy must say so.",
    origin="Brief of the content, 4.1: every source of a patient's text is seen, or listed as not.",
)
def sources_seen(case: Case) -> Iterator[Remark]:
    """Each source has a day on which it was checked; secondary and pending ones are listed."""
    for source in case.pack.sources:
        if source.seen == PENDING:
            yield Remark(source.id, "pending: the reviewing physician confirms what rests on it", level=Level.NOTE)
        elif source.checked_on is None:
            yield Remark(source.id, "add checked_on, the day on which the source was looked at")
        elif source.seen == "secondary":
            yield Remark(
                source.id, "seen only through another page, or in part; look at the original", level=Level.NOTE
            )


@rule(
    "sources-used",
    why="A source that nothing cites suggests evidence that the pack does not have.",
    origin="Our own.",
)
def sources_used(case: Case) -> Iterator[Remark]:
    """Every source is cited."""
    cited = {id for statement in case.pack.statements.values() for id in statement.sources}
    cited |= {id for factor in case.pack.factors for found in factor.rules for id in found.sources}
    cited |= {id for age in case.pack.age_rules for id in age.sources}
    cited |= {id for claim in case.pack.told for id in claim.sources}
    for source in case.pack.sources:
        if source.id not in cited:
            yield Remark(source.id, "nothing cites this source; cite it or remove it", level=Level.WARNING)


@rule(
    "sources-fresh",
    why="Rules and evidence change; a source checked over a year ago may say something else today.",
    origin="Brief of the content, 4.1: checked within 12 months. It blocks real use, not the check.",
)
def sources_fresh(case: Case) -> Iterator[Remark]:
    """No source was last checked more than twelve months ago; none in the future."""
    for source in case.pack.sources:
        if stale(source, case.on):
            what = f"last checked on {source.checked_on}; look again and change checked_on"
            yield Remark(source.id, what, level=Level.WARNING)
        elif source.checked_on and source.checked_on > case.on:
            yield Remark(source.id, f"checked_on {source.checked_on} is in the future", level=Level.WARNING)


@rule(
    "review-due",
    why="Text nobody looks at again grows wrong by itself.",
    origin="Reviews of at most 12 months; IPDAS, policy of updates.",
)
def review_due(case: Case) -> Iterator[Remark]:
    """The pack's own day of revision is within a year of its version, and not past."""
    due = case.pack.next_due
    if due and (due - case.pack.effective).days > 366:
        yield Remark(case.pack.id, "next_due is more than 12 months after effective; choose an earlier day")
    if due and due <= case.on:
        yield Remark(case.pack.id, f"the pack was due on {due}; look at it again", level=Level.WARNING)


@rule(
    "claims",
    why="What the source article says must not be lost when words are changed later.",
    origin="Brief of the content, ruling 4: coverage is shown by a phrase in each language, not by ids alone.",
)
def claims(case: Case) -> Iterator[Remark]:
    """Each claim's phrase stands in its statement or topic, in both languages; each claim named has its phrase."""
    pack = case.pack
    named = {claim for statement in pack.statements.values() for claim in statement.article_claims}
    listed = {claim.id for claim in pack.claims}
    for id in sorted(named - listed):
        carriers = [s.id for s in pack.statements.values() if id in s.article_claims]
        yield Remark(carriers[0], f"claim {id} has no phrase in claims.yaml; add it", word=id)
    for claim in pack.claims:
        statement = pack.statements.get(claim.carrier)
        if statement and claim.id not in statement.article_claims:
            yield Remark(claim.id, f"{claim.carrier} does not name this claim in article_claims; add it")
        shown = _texts(pack, claim.carrier)
        for language in ("vi", "en"):
            if not any(claim.phrase[language].lower() in text[language].lower() for text in shown):
                what = f"“{claim.phrase[language]}” ({language}) is no longer in {claim.carrier}; correct the phrase or the text"
                yield Remark(claim.id, what)


def _texts(pack: ContentPack, carrier: str) -> list[Text]:
    """What stands in a statement or at the head of a topic."""
    if statement := pack.statements.get(carrier):
        return [statement.text, *([statement.detail] if statement.detail else [])]
    topic = pack.topic(carrier)
    return [topic.title, topic.message]


RULES = (sources_seen, sources_used, sources_fresh, review_due, claims)
