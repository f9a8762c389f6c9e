"""Is it easy to read? School grades in English; the length of sentences and paragraphs in both languages."""

from collections.abc import Iterator
from statistics import mean

from informed.content import Language
from informed.lint import grade
from informed.lint.model import Case, Remark, rule
from informed.lint.texts import everything, sentences, statements, told, words

STATEMENT_GRADE, TOPIC_GRADE, PACK_GRADE = 8.0, 6.0, 8.5
MOST_WORDS = {Language.ENGLISH: (20, "words"), Language.VIETNAMESE: (25, "syllables")}
MOST_SENTENCES = 3
MEAN_SYLLABLES = 18


@rule(
    "reading-grade",
    why="A patient must understand a statement alone, at the first reading; grade 6 to 8 is what most adults read with ease.",
    origin="AMA (6th grade) and NIH (6th to 8th grade): Flesch-Kincaid at most 8 a statement.",
    allowable=True,
)
def statement_grade(case: Case) -> Iterator[Remark]:
    """No statement and no answer to a told claim is above grade 8."""
    for passage in (*statements(case.pack), *told(case.pack)):
        if (found := grade.flesch_kincaid(passage.text.en)) > STATEMENT_GRADE:
            what = f"grade {found:.1f} is above {STATEMENT_GRADE:.0f}; use shorter words or shorter sentences"
            yield Remark(passage.id, what, Language.ENGLISH, passage.place)


@rule(
    "topic-grade",
    why="A screen of hard sentences tires, even when each of them can be read.",
    origin="AMA, 6th grade: Flesch-Kincaid at most 6 a topic.",
)
def topic_grade(case: Case) -> Iterator[Remark]:
    """No topic's statements together are above grade 6."""
    for topic in case.pack.topics:
        found = grade.flesch_kincaid(" ".join(statement.text.en for statement in topic.statements))
        if found > TOPIC_GRADE:
            what = f"grade {found:.1f} of all its statements is above {TOPIC_GRADE:.0f}; make the hardest ones plainer"
            yield Remark(topic.id, what, Language.ENGLISH)


@rule(
    "pack-grade",
    why="Long words add up; the whole must stay within reach of someone who left school early.",
    origin="SMOG (McLaughlin), which is made for texts of thirty sentences: at most 8.5 for all statements.",
)
def pack_grade(case: Case) -> Iterator[Remark]:
    """All statements together are at most SMOG 8.5."""
    found = grade.smog(" ".join(passage.text.en for passage in statements(case.pack)))
    if found > PACK_GRADE:
        what = f"SMOG {found:.1f} is above {PACK_GRADE}; replace words of three and more syllables"
        yield Remark(case.pack.id, what, Language.ENGLISH)


@rule(
    "sentence-length",
    why="A long sentence is lost before its end, the more so when it is read aloud.",
    origin="NHS content guide, up to 20 words a sentence; 25 syllables in Vietnamese is our own measure for the same.",
)
def sentence_length(case: Case) -> Iterator[Remark]:
    """At most 20 words in English, 25 syllables in Vietnamese."""
    for passage in everything(case.pack):
        for language, (most, unit) in MOST_WORDS.items():
            longest = max(len(words(sentence)) for sentence in sentences(passage.text[language]))
            if longest > most:
                what = f"a sentence has {longest} {unit}, at most {most}; split it"
                yield Remark(passage.id, what, language, passage.place)


@rule(
    "vi-mean-length",
    why="Vietnamese has no agreed reading grade; the mean length of its sentences is the best that a program can see.",
    origin="Our own measure (no readability formula for Vietnamese could be verified): a mean of at most 18 syllables.",
)
def mean_length(case: Case) -> Iterator[Remark]:
    """The sentences of a topic's statements have at most 18 syllables on average."""
    for topic in case.pack.topics:
        found = mean(len(words(s)) for statement in topic.statements for s in sentences(statement.text.vi))
        if found > MEAN_SYLLABLES:
            what = f"its sentences have {found:.1f} syllables on average, at most {MEAN_SYLLABLES}; split the longest"
            yield Remark(topic.id, what, Language.VIETNAMESE)


@rule(
    "paragraph-length",
    why="One thing at a time: what needs a fourth sentence is two statements.",
    origin="NHS content guide: short paragraphs of up to 3 sentences.",
    allowable=True,
)
def paragraph_length(case: Case) -> Iterator[Remark]:
    """At most three sentences in a text."""
    for passage in everything(case.pack):
        for language in Language:
            if (found := len(sentences(passage.text[language]))) > MOST_SENTENCES:
                what = f"{found} sentences, at most {MOST_SENTENCES}; shorten it or make two of it"
                yield Remark(passage.id, what, language, passage.place)


RULES = (statement_grade, topic_grade, pack_grade, sentence_length, mean_length, paragraph_length)
