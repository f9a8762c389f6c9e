"""Short lists of texts in a few lines: what does not fit is counted, and stands in full on the pages after."""

import re
from bisect import bisect_right
from collections.abc import Sequence

from informed.document.boxes import Text, text
from informed.document.sheet import INNER, SMALL, Sheet
from informed.document.subject import Subject

#: A text in a list is no longer than this; its first sentence is enough to know it by.
MOST_LETTERS = 90
SENTENCE = re.compile(r"(?<=[.?!]) ")


def short(words: str, most: int = MOST_LETTERS) -> str:
    """The first sentence of a text, cut at a blank when it is still too long."""
    first = SENTENCE.split(words, maxsplit=1)[0]
    return first if len(first) <= most else f"{first[:most].rsplit(' ', 1)[0]}…"


def listing(sheet: Sheet, subject: Subject, label: str, texts: Sequence[str], most: int) -> Text:
    """`label (n): text · text · …` in at most so many lines; the ones left out are counted at the end."""

    def said(count: int) -> Text:
        left = len(texts) - count
        more = [subject.say("listed.more", n=left)] if left else []
        title = subject.say("counted", label=label, n=len(texts))
        return text(sheet, f"{title}: {' · '.join((*texts[:count], *more))}", INNER, SMALL)

    whole = said(len(texts))
    if len(whole.lines) <= most:
        return whole
    fits = bisect_right(range(len(texts)), most, key=lambda count: len(said(count).lines))
    return said(max(0, fits - 1))
