"""Where a pack's reviews stand: for each language, whether one counts today, and why the others do not."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from informed.content import ContentPack, Language, Review

NAMES = {Language.VIETNAMESE: "Vietnamese", Language.ENGLISH: "English"}


@dataclass(frozen=True)
class Standing:
    """One language: the fingerprint that a review must name, and what there is."""

    language: Language
    text_sha256: str
    counts: bool
    #: One sentence a review.
    reasons: tuple[str, ...]


def standing(pack: ContentPack, language: Language, on: date) -> Standing:
    """How one language of a pack stands on a day; what counts is what `ContentPack.draft` counts."""
    wanted = pack.text_sha256(language)
    found = [review for review in pack.reviews if review.language == language]
    judged = [(review, problem(review, wanted, on)) for review in found]
    reasons = [f"{r.name}, {r.on}: {why or f'counts until {r.next_due}'}" for r, why in judged] or ["no review yet"]
    return Standing(language, wanted, any(not why for _, why in judged), tuple(reasons))


def problem(review: Review, wanted: str, on: date) -> str:
    """Why a review does not count on a day; empty when it does."""
    if review.text_sha256 != wanted:
        return f"saw another text ({review.text_sha256[:12]}…); a word was changed since, or the value is mistyped"
    if on < review.on:
        return f"begins to count on {review.on}"
    if on >= review.next_due:
        return f"was due again on {review.next_due}"
    return ""


def report(pack: ContentPack, on: date) -> Iterable[str]:
    """The lines of `informed content review`."""
    yield f"{pack.id} {pack.version}, sha256 {pack.sha256}, on {on}"
    for language in Language:
        stands = standing(pack, language, on)
        yield f"\n{NAMES[language]} ({language}): {'reviewed' if stands.counts else 'NOT REVIEWED'}"
        yield f"    text_sha256: {stands.text_sha256}"
        yield from (f"    {reason}" for reason in stands.reasons)
    yield ""
    if pack.draft(on):
        yield "Draft: every screen and page says so, and with INFORMED_MODE=clinic no new record is opened."
        yield f"A physician who has read a language adds this to {pack.id}/reviews.yaml, with the text_sha256 from above:"
        yield from example(on)
    else:
        yield "Reviewed in every language: it may be used with INFORMED_MODE=clinic."


def example(on: date) -> Iterable[str]:
    """An entry of reviews.yaml to be filled in."""
    due = on.replace(year=on.year + 1, day=min(on.day, 28))
    yield "    reviews:"
    yield "      - name: (full name)"
    yield "        qualification: (for example: specialist in dermatology)"
    yield "        language: vi"
    yield "        text_sha256: (64 letters and digits, from above)"
    yield f"        on: {on}"
    yield f"        next_due: {due}"
