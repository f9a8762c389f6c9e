"""Facts about the exosome pack that no author's mistake may change unnoticed."""

import re
from collections.abc import Iterator
from datetime import date

import pytest

from informed import lint
from informed.content import ContentPack, Language, Text
from informed.lint.model import Case
from informed.lint.texts import SENTENCE

STATEMENTS = {
    "intro": [f"IN{i}" for i in range(1, 9)],
    "benefits": [f"B{i}" for i in range(1, 8)],
    "limitations": [f"L{i}" for i in range(1, 11)],
    "risks": [f"R{i}" for i in range(1, 12)],
    "individual": [f"F{i}" for i in range(1, 8)],
    "red_flags": [f"A{i}" for i in range(1, 9)],
    "alternatives": [f"O{i}" for i in range(1, 7)],
    "decide": [f"D{i}" for i in range(1, 6)],
}
QUESTIONS = ["CQ-IN", "CQ-B", "CQ-L1", "CQ-L2", "CQ-R1", "CQ-R2", "CQ-F", "CQ-A", "CQ-O"]
VIETNAMESE = re.compile("[ăâđêôơưàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ]", re.I)
CHECKED = date(2026, 11, 22)


def texts(pack: ContentPack) -> Iterator[tuple[str, Text]]:
    """Every text of the pack that a patient can read, with a name for the failure."""
    yield from (("title", pack.title), ("main_message", pack.main_message), ("decision", pack.decision))
    for topic in pack.topics:
        yield from ((f"{topic.id}.title", topic.title), (f"{topic.id}.message", topic.message))
        for statement in topic.statements:
            yield statement.id, statement.text
            if statement.detail:
                yield f"{statement.id}.detail", statement.detail
        for question in topic.questions:
            yield from ((question.id, question.prompt), (f"{question.id}.explanation", question.explanation))
            yield from ((f"{question.id}.{option.id}", option.text) for option in question.options)
    for factor in pack.factors:
        yield factor.id, factor.prompt
        yield from ((f"{factor.id}.{option.id}", option.text) for option in factor.options)
        yield from ((f"{factor.id}.help", text) for text in (factor.help, factor.own_words) if text)
    for group in pack.doctor_questions:
        yield f"doctor_questions.{group.id}", group.title
        yield from ((question.id, question.text) for question in group.questions)


def notes(pack: ContentPack) -> Iterator[tuple[str, Text]]:
    """What the physician reads about a flag."""
    yield from ((rule.code, rule.note) for rule in pack.age_rules)
    yield from ((f"{factor.id}.{rule.code}", rule.note) for factor in pack.factors for rule in factor.rules)


def test_all_62_statements_are_there_in_their_order(exosome: ContentPack) -> None:
    """Ids and topics as in the brief."""
    assert {topic.id: [s.id for s in topic.statements] for topic in exosome.topics} == STATEMENTS
    assert len(exosome.statements) == 62
    assert len(exosome.required_statements) == 35


def test_all_nine_comprehension_questions_are_there(exosome: ContentPack) -> None:
    """Two each on limits and risks; two tries; a misconception is named only on a wrong option."""
    assert list(exosome.questions) == QUESTIONS
    for question in exosome.questions.values():
        assert question.max_tries == 2
        assert not any(option.correct and option.misconception for option in question.options)


def test_all_twelve_questions_for_the_doctor_are_there(exosome: ContentPack) -> None:
    """In four groups."""
    ids = [[question.id for question in group.questions] for group in exosome.doctor_questions]
    assert [len(group) for group in ids] == [4, 2, 2, 4]
    assert [id for group in ids for id in group] == [f"DQ{i}" for i in range(1, 13)]


def test_all_nineteen_questions_about_the_patient_are_there(exosome: ContentPack) -> None:
    """Those of the brief but age, which comes from the date of birth; goal, pressure and information on screens of
    their own.
    """
    expected = [
        "PREG",
        "TRY",
        "BF",
        "DIS",
        "CA",
        "ALL",
        "ATOPY",
        "MED",
        "KEL",
        "SKIN",
        "PIG",
        "PREV",
        "LIFE",
        "CARE",
        "WORRY",
        "SUP",
        "PRESS",
        "INFO",
        "GOAL",
    ]
    assert [factor.id for factor in exosome.factors] == [f"F-{name}" for name in expected]


def test_the_linter_finds_nothing(exosome: ContentPack) -> None:
    """Neither an error nor a warning; the sources that were not seen in full are listed, and all twelve items pass."""
    report = lint.check(exosome, CHECKED)

    assert [remark for remark in report.remarks if remark.level != lint.Level.NOTE] == []
    unseen = {source.id for source in exosome.sources if source.seen != "primary"}
    assert {(remark.rule, remark.id) for remark in report.remarks} == {("sources-seen", id) for id in unseen}
    assert [item.passed for item in report.scorecard] == [True] * 12


def test_every_claim_of_the_article_is_carried(exosome: ContentPack) -> None:
    """C01 to C81, each by a phrase of a statement or a topic; no claim that does not exist."""
    expected = {f"C{i:02}" for i in range(1, 82)}

    assert {claim.id for claim in exosome.claims} == expected
    assert {claim for statement in exosome.statements.values() for claim in statement.article_claims} == expected


def test_a_phrase_that_is_gone_is_found(exosome: ContentPack) -> None:
    """For every row of the table, in each language: when its carrier says something else, the linter says so."""
    other = Text(vi="Một câu khác.", en="Another sentence.")
    for row in exosome.claims:
        for language in Language:
            phrase = row.phrase.model_copy(update={language.value: other[language]})
            claims = tuple(c.model_copy(update={"phrase": phrase}) if c is row else c for c in exosome.claims)
            case = Case(exosome.model_copy(update={"claims": claims}), CHECKED)
            assert [remark.id for remark in lint.RULES["claims"].check(case)] == [row.id], (row, language)


def test_what_was_told_is_answered_gently(exosome: ContentPack) -> None:
    """A handful of claims in quotation marks, each with an answer of at most two sentences that cites its sources."""
    misconceptions = {o.misconception for q in exosome.questions.values() for o in q.options if o.misconception}
    assert 5 <= len(exosome.told) <= 8
    for claim in exosome.told:
        assert claim.text.vi[0] + claim.text.vi[-1] == "“”" and claim.text.en[0] == claim.text.en[-1] == "'"
        assert all(len(SENTENCE.split(claim.answer[language])) <= 2 for language in Language)
        assert claim.misconception is None or claim.misconception in misconceptions
        assert "PHYS" not in claim.sources


def test_the_physicians_notes_are_short(exosome: ContentPack) -> None:
    """At most 12 words in English, 16 syllables in Vietnamese."""
    for name, text in notes(exosome):
        assert len(text.en.split()) <= 12, name
        assert len(text.vi.split()) <= 16, name


def test_vietnamese_is_vietnamese(exosome: ContentPack) -> None:
    """Every Vietnamese text of more than two syllables has letters that only Vietnamese has; no English one does."""
    for name, text in (*texts(exosome), *notes(exosome)):
        assert VIETNAMESE.search(text.vi) or len(text.vi.split()) < 3, name
        assert not VIETNAMESE.search(re.sub(r"\([^)]*\)|'[^']*'", "", text.en)), name
        assert text.vi != text.en, name


def test_what_no_source_carries_waits_for_the_physician(exosome: ContentPack) -> None:
    """Statements that rest on general practice cite PHYS, and PHYS says that it is pending."""
    sources = {source.id: source.seen for source in exosome.sources}
    assert sources["PHYS"] == "physician_pending"
    assert {"R11", "F5", "F6", "O1"} <= {s.id for s in exosome.statements.values() if "PHYS" in s.sources}


@pytest.mark.parametrize("name", ["Sang", "079", "hotline"])
def test_no_clinic_stands_in_the_pack(exosome: ContentPack, name: str) -> None:
    """The article's physician and telephone are one clinic's data."""
    assert [place for place, text in texts(exosome) if name in text.vi or name in text.en] == []


def test_every_rule_has_a_title(exosome: ContentPack) -> None:
    """In a few words and in both languages, so that no code has to be known by heart."""
    rules = [*exosome.age_rules, *(rule for factor in exosome.factors for rule in factor.rules)]
    assert [rule.code for rule in rules if rule.title is None] == []
    titles = [rule.title for rule in rules if rule.title]
    assert [title.en for title in titles if max(len(title.vi), len(title.en)) > 55] == []
