"""The invented pack, and a few records of it."""

from collections.abc import Callable
from io import BytesIO

import pytest
from pypdf import PdfReader

from informed.content import ContentPack
from informed.document import render
from informed.record import Record

from . import invented


@pytest.fixture(scope="session")
def pack() -> ContentPack:
    """A warm foot bath, four statements a topic."""
    return invented.pack()


@pytest.fixture(scope="session")
def signed(pack: ContentPack) -> Record:
    """A whole way through, with something of everything."""
    story = invented.Story(pack).whole(lambda i: "unsure" if i == 2 else "understood")
    story.ask("B1").ask("W2").factor("F-0", "yes", words="nhột từ nhỏ").factor("F-1", "not_sure").factor(
        "F-2", "private"
    )
    story.factor("F-GOAL", "rest", words="Mong chân đỡ mỏi")
    return story.doctor("Q1", "Q3", words="Tôi bị tiểu đường, có ngâm được không?").sign()


def squeezed(text: str) -> str:
    """A text without its blanks: where lines break does not matter."""
    return "".join(text.split())


@pytest.fixture(scope="session")
def pages_of() -> Callable[[Record, ContentPack], list[str]]:
    """The text of each page of a record's document, without blanks."""

    def read(record: Record, pack: ContentPack) -> list[str]:
        return [squeezed(page.extract_text()) for page in PdfReader(BytesIO(render(record, pack))).pages]

    return read
