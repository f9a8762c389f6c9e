"""What of a pack is read aloud: each topic's heading with its main message, and each statement."""

from collections.abc import Iterator
from dataclasses import dataclass

from informed.content.pack import ContentPack
from informed.content.text import Language
from informed.content.topics import Topic


@dataclass(frozen=True)
class Spoken:
    """One text to be read aloud, under the id of its topic or statement."""

    id: str
    text: str


def spoken(pack: ContentPack, language: Language) -> Iterator[Spoken]:
    """Every text, in the order of the screens."""
    for topic in pack.topics:
        yield of_topic(topic, language)
        yield from (Spoken(statement.id, statement.text[language]) for statement in topic.statements)


def of_topic(topic: Topic, language: Language) -> Spoken:
    """A topic's heading and main message."""
    return Spoken(topic.id, f"{topic.title[language]}. {topic.message[language]}")
