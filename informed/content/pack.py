"""A content pack: everything that is said about one procedure, validated whole, and its fingerprints."""

import hashlib
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from functools import cached_property
from typing import Any, Literal, Self

import rfc8785
from pydantic import Field, model_validator

from informed.content.aids import Allowance, CarriedClaim, GlossaryEntry, ToldClaim, first_terms
from informed.content.factors import AgeRule, DoctorQuestionGroup, Factor, FactorGroup
from informed.content.text import Finding, Id, Language, Part, Text, require_unique
from informed.content.topics import TOPICS, ComprehensionQuestion, Source, Statement, Topic

#: What only authors and the linter read; no fingerprint covers it.
AUTHORS_OWN = frozenset({"reviews", "claims", "allow", "kept_words", "marks"})
#: Fields that came after the first packs were kept with records: empty, they leave a fingerprint as it was.
ADDED = frozenset({"figures", "glossary", "told", "funding_statement", "next_due", "pictures", "title"})


#: So many screens of questions about the patient have an address.
MOST_SCREENS = 12

#: A review counts for a year at most: the evidence moves.
MOST_DAYS = 366


class Review(Part):
    """A physician's review of one language of a pack; it counts for exactly the text it saw (`text_sha256`), until
    `next_due`.
    """

    name: str = Field(min_length=1)
    qualification: str = Field(min_length=1)
    language: Language
    text_sha256: str
    on: date
    next_due: date

    @model_validator(mode="after")
    def _due_within_a_year(self) -> Self:
        if not self.on < self.next_due <= self.on + timedelta(days=MOST_DAYS):
            raise ValueError(f"next_due: expected a day after {self.on} and at most {MOST_DAYS} days later")
        return self


class ContentPack(Part):
    """Everything that is said about one procedure, one version, both languages."""

    schema_version: Literal[1]
    id: Id
    version: str
    effective: date
    title: Text
    main_message: Text
    decision: Text
    topics: tuple[Topic, ...]
    age_rules: tuple[AgeRule, ...]
    factor_groups: tuple[FactorGroup, ...]
    doctor_questions: tuple[DoctorQuestionGroup, ...]
    sources: tuple[Source, ...]
    reviews: tuple[Review, ...] = ()
    glossary: tuple[GlossaryEntry, ...] = ()
    told: tuple[ToldClaim, ...] = ()
    #: Who paid for the pack, and who may gain.
    funding_statement: Text | None = None
    #: The day by which the authors look at the whole pack again.
    next_due: date | None = None
    claims: tuple[CarriedClaim, ...] = ()
    allow: tuple[Allowance, ...] = ()
    #: Words that Vietnamese takes over as they are.
    kept_words: tuple[str, ...] = ()

    @model_validator(mode="after")
    def _whole(self) -> Self:
        if tuple(topic.id for topic in self.topics) != TOPICS:
            raise Finding(self.id, f"topics: expected exactly {', '.join(TOPICS)}, in this order")
        if len(self.groups_at("about_you")) > MOST_SCREENS:
            raise Finding(self.id, f"factor_groups: more than {MOST_SCREENS} screens of questions about the patient")
        require_unique(None, self._ids())
        known = {source.id for source in self.sources}
        for id, field, sources in self._cited():
            if unknown := set(sources) - known:
                raise Finding(id, f"{field}: unknown source {', '.join(sorted(unknown))}")
        self._authors_tables_name_what_exists()
        return self

    def _authors_tables_name_what_exists(self) -> None:
        require_unique(None, (f"{claim.id} in {claim.carrier}" for claim in self.claims))
        carriers = {*self.statements, *TOPICS}
        for claim in self.claims:
            if claim.carrier not in carriers:
                raise Finding(claim.id, f"carrier: unknown statement or topic {claim.carrier}")
        ids = {self.id, *self._ids()}
        for allowance in self.allow:
            if allowance.id not in ids:
                raise Finding(allowance.id, "allow: no such id in the pack")

    def _ids(self) -> Iterable[str]:
        for topic in self.topics:
            yield from (topic.id, *(s.id for s in topic.statements), *(q.id for q in topic.questions))
            yield from (picture.id for picture in topic.pictures)
        yield from (factor.id for factor in self.factors)
        yield from (question.id for group in self.doctor_questions for question in group.questions)
        yield from (source.id for source in self.sources)
        yield from (entry.id for entry in self.glossary)
        yield from (claim.id for claim in self.told)

    def _cited(self) -> Iterable[tuple[str, str, tuple[str, ...]]]:
        yield from ((s.id, "sources", s.sources) for topic in self.topics for s in topic.statements)
        yield from ((f.id, f"rules.{rule.code}.sources", rule.sources) for f in self.factors for rule in f.rules)
        yield from ((rule.code, "sources", rule.sources) for rule in self.age_rules)
        yield from ((claim.id, "sources", claim.sources) for claim in self.told)

    def model_copy(self, *, update: Mapping[str, Any] | None = None, deep: bool = False) -> Self:
        """A changed pack; what was derived from this one is derived anew."""
        copied = super().model_copy(update=update, deep=deep)
        for name in copied.__dict__.keys() - type(self).model_fields.keys():
            del copied.__dict__[name]
        return copied

    @cached_property
    def sha256(self) -> str:
        """The pack's fingerprint: SHA-256 of its canonical JSON (RFC 8785), lower-case hex."""
        return hashlib.sha256(rfc8785.dumps(_shown(self.model_dump(mode="json")))).hexdigest()

    def text_sha256(self, language: Language) -> str:
        """The fingerprint of all texts in one language: what a review saw, and what any changed word makes void."""
        texts = _texts(_shown(self.model_dump(mode="json")), language)
        return hashlib.sha256(rfc8785.dumps(list(texts))).hexdigest()

    def draft(self, on: date) -> bool:
        """Whether some language lacks a physician's review that counts on this day."""
        reviewed = {
            r.language
            for r in self.reviews
            if r.on <= on < r.next_due and r.text_sha256 == self.text_sha256(r.language)
        }
        return reviewed != set(Language)

    @cached_property
    def factors(self) -> tuple[Factor, ...]:
        return tuple(factor for group in self.factor_groups for factor in group.factors)

    @cached_property
    def statements(self) -> dict[str, Statement]:
        return {statement.id: statement for topic in self.topics for statement in topic.statements}

    @cached_property
    def terms(self) -> dict[str, dict[Language, list[tuple[str, str]]]]:
        """The glossary's terms to mark, by statement id and language: where they first stand on a topic's screen."""
        found: dict[str, dict[Language, list[tuple[str, str]]]] = {id: {} for id in self.statements}
        for topic in self.topics:
            for language in Language:
                texts = [statement.text[language] for statement in topic.statements]
                marked = first_terms(self.glossary, texts, language)
                for statement, terms in zip(topic.statements, marked, strict=True):
                    found[statement.id][language] = terms
        return found

    @cached_property
    def questions(self) -> dict[str, ComprehensionQuestion]:
        return {question.id: question for topic in self.topics for question in topic.questions}

    @cached_property
    def required_statements(self) -> tuple[str, ...]:
        """The ids of the statements that each need an answer, in the order of the journey."""
        return tuple(statement.id for topic in self.topics if topic.required for statement in topic.statements)

    def topic(self, topic_id: str) -> Topic:
        """The topic of this id; ids of topics are fixed, so it exists."""
        return self.topics[TOPICS.index(topic_id)]

    def topic_of(self, statement_id: str) -> Topic:
        """The topic in which a statement stands."""
        return next(topic for topic in self.topics if any(s.id == statement_id for s in topic.statements))

    def groups_at(self, place: str) -> tuple[FactorGroup, ...]:
        return tuple(group for group in self.factor_groups if group.place == place)


def _shown(node: Any) -> Any:
    """What a fingerprint covers."""
    if isinstance(node, dict):
        kept = {key for key, value in node.items() if key not in AUTHORS_OWN and (value or key not in ADDED)}
        return {key: _shown(value) for key, value in node.items() if key in kept}
    return [_shown(part) for part in node] if isinstance(node, list) else node


def _texts(node: object, language: Language) -> Iterable[str]:
    if isinstance(node, dict):
        if node.keys() == {*Language}:
            yield node[language]
            return
        node = list(node.values())
    if isinstance(node, list):
        for part in node:
            yield from _texts(part, language)
