"""Walks over the texts of a pack, and how a text falls into sentences."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from informed.content import AgeRule, ContentPack, Rule, Text

SENTENCE = re.compile(r"(?<=[.!?])[’'\"”]?\s+")


@dataclass(frozen=True)
class Passage:
    """One text of a pack, with the id and the field where it stands."""

    id: str
    place: str
    text: Text


def statements(pack: ContentPack) -> Iterator[Passage]:
    """Every statement, without its detail."""
    for statement in pack.statements.values():
        yield Passage(statement.id, "", statement.text)


def told(pack: ContentPack) -> Iterator[Passage]:
    """Every answer to a claim that a patient may have heard."""
    for claim in pack.told:
        yield Passage(claim.id, "answer", claim.answer)


def assertions(pack: ContentPack) -> Iterator[Passage]:
    """What the pack states in its own words: no question, no wrong option, no claim of others."""
    yield Passage(pack.id, "title", pack.title)
    yield Passage(pack.id, "main_message", pack.main_message)
    yield Passage(pack.id, "decision", pack.decision)
    if pack.funding_statement:
        yield Passage(pack.id, "funding_statement", pack.funding_statement)
    for topic in pack.topics:
        yield Passage(topic.id, "title", topic.title)
        yield Passage(topic.id, "message", topic.message)
    yield from statements(pack)
    for statement in pack.statements.values():
        if statement.detail:
            yield Passage(statement.id, "detail", statement.detail)
    for question in pack.questions.values():
        yield Passage(question.id, "explanation", question.explanation)
    yield from told(pack)
    for entry in pack.glossary:
        yield Passage(entry.id, "meaning", entry.meaning)


def everything(pack: ContentPack) -> Iterator[Passage]:
    """Every text that a patient reads."""
    yield from assertions(pack)
    yield from _questions(pack)
    yield from pictures(pack)
    yield from (Passage(claim.id, "text", claim.text) for claim in pack.told)
    yield from (Passage(entry.id, "term", entry.term) for entry in pack.glossary)


def _questions(pack: ContentPack) -> Iterator[Passage]:
    for question in pack.questions.values():
        yield Passage(question.id, "prompt", question.prompt)
        yield from (Passage(question.id, f"options.{option.id}", option.text) for option in question.options)
    for factor in pack.factors:
        yield Passage(factor.id, "prompt", factor.prompt)
        yield from (Passage(factor.id, f"options.{option.id}", option.text) for option in factor.options)
        for place, text in (("help", factor.help), ("own_words", factor.own_words)):
            if text:
                yield Passage(factor.id, place, text)
    for group in pack.doctor_questions:
        yield from (Passage(question.id, "text", question.text) for question in group.questions)


def pictures(pack: ContentPack) -> Iterator[Passage]:
    """The words beside the drawings, and those for people who do not see them."""
    for picture in (picture for topic in pack.topics for picture in topic.pictures):
        yield Passage(picture.id, "caption", picture.caption)
        for i, panel in enumerate(picture.panels, 1):
            for place in ("label", "alt", "marker"):
                if text := getattr(panel, place):
                    yield Passage(picture.id, f"panels.{i}.{place}", text)


def notes(pack: ContentPack) -> Iterator[Passage]:
    """What the physician reads about a flag."""
    rules: list[tuple[str, str, Rule | AgeRule]] = [(rule.code, "", rule) for rule in pack.age_rules]
    rules += [(factor.id, f"rules.{rule.code}.", rule) for factor in pack.factors for rule in factor.rules]
    for id, before, rule in rules:
        yield Passage(id, f"{before}note", rule.note)
        if rule.title:
            yield Passage(id, f"{before}title", rule.title)


def sentences(text: str) -> list[str]:
    """The sentences of a text, as written."""
    return SENTENCE.split(text)


def words(text: str) -> list[str]:
    """What stands between blanks and has a letter or digit: words in English, syllables in Vietnamese."""
    return [word for word in text.split() if any(sign.isalnum() for sign in word)]
