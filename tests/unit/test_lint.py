"""The linter of content packs: each rule finds the pack that breaks it, and leaves the others in peace."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from informed import lint
from informed.content import ContentPack, Language, Review
from informed.lint import grade
from informed.lint.report import explained, lines
from informed.lint.texts import sentences, words
from tests.factories import foot_bath

DAY = date(2026, 6, 1)
LONG_EN = "One two three four five six seven eight nine ten red blue green pink grey black white gold brown tan dark."
LONG_VI = " ".join(["và"] * 26) + "."
HARD = "Considerable dermatological rehabilitation necessitates interdisciplinary multidimensional evaluation."
HEAVY = "Ngày mai tôi đi bộ ra chợ mua rau và cá về nấu cơm cho cả nhà ăn tối."
STATEMENTS = {f"W{i}": (topic, place) for i, topic, place in [(1, 0, 0), (2, 1, 0), (3, 1, 1), (4, 2, 0), (8, 6, 0)]}

Change = Callable[[dict[str, Any]], object]


def statement(raw: dict[str, Any], id: str) -> dict[str, Any]:
    topic, place = STATEMENTS[id]
    found: dict[str, Any] = raw["topics"][topic]["statements"][place]
    return found


def says(id: str, *, en: str | None = None, vi: str | None = None, field: str = "text") -> Change:
    """Change what a statement says."""

    def change(raw: dict[str, Any]) -> None:
        node = statement(raw, id)
        node[field] = {**(node[field] or {"vi": "Chi tiết.", "en": "Detail."})}
        node[field] |= {key: value for key, value in (("en", en), ("vi", vi)) if value}

    return change


def has(id: str, **fields: object) -> Change:
    """Change other fields of a statement."""
    return lambda raw: statement(raw, id).update(fields)


def figure(numerator: int | None, denominator: int) -> dict[str, object]:
    text = {"vi": "Người ngâm chân.", "en": "People with a foot bath."}
    about = {"population": text, "uncertainty": text, "source": "GRAN"}
    return {"numerator": numerator, "denominator": denominator, **about}


def factor(raw: dict[str, Any], number: int) -> dict[str, Any]:
    found: dict[str, Any] = [factor for group in raw["factor_groups"] for factor in group["factors"]][number]
    return found


def claim(carrier: str, en: str) -> dict[str, object]:
    return {"id": "C01", "carrier": carrier, "phrase": {"vi": "chậu nước ấm", "en": en}}


def entry(en: str) -> dict[str, object]:
    text = {"vi": "Chậu nước.", "en": "A bowl of water."}
    return {"id": "bowl", "term": text, "meaning": text, "forms": {"vi": ["chậu nước"], "en": [en]}}


def two_rates(raw: dict[str, Any]) -> None:
    says("W2", en="It warms 6 in 10, or 2 in 5.", vi="Ấm 6 trên 10, hoặc 2 trên 5.")(raw)
    has("W2", figures=[figure(6, 10), figure(2, 5)])(raw)


def unbalanced(raw: dict[str, Any]) -> None:
    more = [{**statement(raw, "W2"), "id": f"W2{letter}", "detail": None} for letter in "abc"]
    raw["topics"][1]["statements"] += more


#: rule, change of the foot bath, id of the remark, a piece of what it says.
BROKEN: list[tuple[str, Change, str, str]] = [
    ("reading-grade", says("W1", en=HARD), "W1", "is above 8"),
    ("topic-grade", says("W1", en=HARD), "intro", "is above 6"),
    ("pack-grade", says("W1", en=" ".join([HARD] * 9)), "foot-bath", "SMOG"),
    ("sentence-length", says("W1", en=LONG_EN), "W1", "21 words, at most 20"),
    ("sentence-length", says("W1", vi=LONG_VI), "W1", "26 syllables, at most 25"),
    ("vi-mean-length", says("W1", vi=HEAVY), "intro", "19.0 syllables"),
    ("paragraph-length", says("W1", en="One. Two. Three. Four."), "W1", "4 sentences"),
    ("to-be-written", says("W1", en="WRITE – what it is."), "W1", "write this"),
    ("banned-words", says("W1", en="It is the best bath."), "W1", "“best”"),
    ("banned-words", says("W1", en="It rejuvenates feet.", field="detail"), "W1", "“rejuvenates”"),
    ("banned-words", says("W1", vi="Kết quả giữ vĩnh viễn."), "W1", "“vĩnh viễn”"),
    ("percentages", says("W1", en="It warms 7 %.", vi="Ấm 7 %."), "W1", "percentage"),
    ("percentages", says("W1", vi="Ấm bảy phần trăm."), "W1", "percentage"),
    ("composed-letters", says("W1", en="A bowl of\u200b water."), "W1", "hidden"),
    ("composed-letters", lambda raw: raw["sources"][0].update(title="u\u031b"), "GRAN", "NFC"),
    ("untranslated", says("W1", vi="Quý vị đặt feet vào nước."), "W1", "“feet”"),
    ("untranslated", says("W1", vi="Chung toi ngam chan."), "W1", "Vietnamese letters"),
    ("form-of-address", says("W1", vi="Bạn đặt chân vào nước."), "W1", "“quý vị”"),
    ("figures", says("W1", en="It takes 9 bowls.", vi="Cần 9 chậu."), "W1", "figure for 9"),
    ("figures-shown", has("W1", figures=[figure(None, 9)]), "W1", "show the figure's 9"),
    ("same-denominator", two_rates, "W2", "5, 10"),
    ("same-numbers", says("W1", en="It takes 9 bowls."), "W1", "(none against 9)"),
    ("same-numbers", says("W1", en="It takes {count} bowls."), "W1", "placeholders"),
    ("balance", unbalanced, "benefits", "5 benefits against 2"),
    ("no-promise", has("W3", marks=["not_proof"]), "benefits", "no result can be promised"),
    ("no-promise", says("W3", en="Some promise a lot."), "W3", "say in words"),
    ("not-proof", has("W3", marks=["no_promise"]), "benefits", "not proof"),
    ("certainty", has("W2", certainty="n/a"), "W2", "give the certainty"),
    ("certainty", has("W1", certainty="low"), "W1", "remove low"),
    ("benefit-certainty", has("W2", certainty="moderate"), "W2", "physician's review"),
    ("answers-decided", lambda raw: factor(raw, 0)["rules"][0].update(routes=["injection"]), "X-NUMB", "intact_skin"),
    ("answers-decided", lambda raw: factor(raw, 0).update(no_flag=["yes", "no"]), "X-NUMB", "stands in no_flag"),
    ("rules-reachable", lambda raw: raw["age_rules"][0].update(at_least=200), "AGE_90", "no patient"),
    ("glossary", says("W1", en="It warms collagen."), "W1", "“collagen”"),
    ("glossary-used", lambda raw: raw.update(glossary=[entry("bucket")]), "bowl", "“bucket”"),
    ("sources-seen", lambda raw: raw["sources"][0].update(checked_on=None), "GRAN", "add checked_on"),
    ("sources-seen", lambda raw: raw["sources"][0].update(seen="physician_pending"), "GRAN", "pending"),
    ("sources-used", lambda raw: raw["sources"].append({**raw["sources"][0], "id": "MORE"}), "MORE", "nothing cites"),
    ("sources-fresh", lambda raw: raw["sources"][0].update(checked_on="2025-06-01"), "GRAN", "2025-06-01"),
    ("sources-fresh", lambda raw: raw["sources"][0].update(checked_on="2026-06-02"), "GRAN", "future"),
    ("review-due", lambda raw: raw.update(next_due="2027-02-01"), "foot-bath", "12 months"),
    ("review-due", lambda raw: raw.update(next_due="2026-06-01"), "foot-bath", "was due"),
    ("claims", has("W1", article_claims=["C01"]), "W1", "no phrase"),
    ("claims", lambda raw: raw.update(claims=[claim("W1", "a bowl of warm water")]), "C01", "does not name"),
    ("claims", lambda raw: raw.update(claims=[claim("W1", "a bucket")]), "C01", "“a bucket” (en) is no longer in W1"),
    ("claims", lambda raw: raw.update(claims=[claim("intro", "a bucket")]), "C01", "no longer in intro"),
    ("ipdas", has("W8", marks=["benefit", "harm"]), "foot-bath", "doing nothing"),
    ("allowances", says("W2", en="It is warm.", vi="Ấm.", field="detail"), "W2", "“38” is left to allow"),
]


def changed(change: Change) -> ContentPack:
    """The foot bath with one thing changed."""
    raw = foot_bath().model_dump(mode="json")
    change(raw)
    return ContentPack.model_validate(raw)


def remarks(pack: ContentPack, rule: str) -> list[lint.Remark]:
    return [remark for remark in lint.check(pack, DAY).remarks if remark.rule == rule]


@pytest.mark.parametrize(("rule", "change", "id", "said"), BROKEN, ids=[f"{row[0]}-{row[2]}" for row in BROKEN])
def test_a_broken_rule_is_found(rule: str, change: Change, id: str, said: str) -> None:
    """By its id, at the id, with what to do."""
    found = remarks(changed(change), rule)

    assert any(remark.id == id and said in remark.what for remark in found), found


def test_two_correct_options_are_found() -> None:
    """The loader refuses them; the rule holds for packs that were made otherwise."""
    topic = foot_bath().topic("benefits")
    question = topic.questions[0]
    both = question.model_copy(
        update={"options": tuple(o.model_copy(update={"correct": True}) for o in question.options)}
    )
    topics = [t.model_copy(update={"questions": (both,)}) if t == topic else t for t in foot_bath().topics]
    found = remarks(foot_bath().model_copy(update={"topics": tuple(topics)}), "one-correct")

    assert [remark.what for remark in found] == [
        "3 options are correct; mark exactly one",
        "the correct option names a misconception; remove it",
    ]


def test_every_rule_has_a_pack_that_breaks_it() -> None:
    """None is left untried."""
    assert {row[0] for row in BROKEN} | {"one-correct"} == set(lint.RULES)


def test_the_foot_bath_is_clean() -> None:
    """So each finding above comes from its one change; the secondary source is a note."""
    report = lint.check(foot_bath(), DAY)

    assert [(remark.id, remark.level) for remark in report.remarks] == [("BOOK", "note")]
    assert report.clean
    assert [item.name for item in report.scorecard if not item.passed] == []
    assert len(report.scorecard) == 12


#: what is taken away, and the item of the scorecard that fails.
ITEMS: list[tuple[Change, str]] = [
    (has("W1", kind="expert"), "describes the situation"),
    (has("W8", marks=["benefit", "harm"]), "lists the options, doing nothing too"),
    (has("W8", marks=["do_nothing", "harm"]), "benefits of each"),
    (has("W8", marks=["do_nothing", "benefit"]), "harms of each"),
    (lambda raw: raw["topics"][3]["statements"][0].update(marks=[]), "what it is like"),
    (unbalanced, "equal detail on benefits and harms"),
    (lambda raw: raw["sources"][0].update(seen="physician_pending"), "cites its sources"),
    (lambda raw: raw["sources"][0].update(checked_on=None), "gives its date"),
    (lambda raw: raw.update(next_due=None), "says when it is updated"),
    (has("W3", marks=["no_promise"]), "says how sure it is"),
    (lambda raw: raw.update(funding_statement=None), "says who paid"),
]


@pytest.mark.parametrize(("change", "item"), ITEMS, ids=[item for _, item in ITEMS])
def test_an_item_of_the_scorecard_fails(change: Change, item: str) -> None:
    """Alone, and as an error of the check."""
    report = lint.check(changed(change), DAY)

    assert [found.name for found in report.scorecard if not found.passed] == [item]
    assert not report.clean


def test_vietnamese_words_without_marks_are_no_foreign_words() -> None:
    """Many syllables have none; English words hardly ever look like one."""
    vi = "Khuya nay hai anh em trong nhà xoay quanh loanh quanh mua hoa, nghe tin vui, theo xe qua sông, ghi tên cho gia đình."
    assert remarks(changed(says("W1", vi=vi)), "untranslated") == []
    for word in ("the", "skin", "treatment", "doctor", "laser", "you", "this", "and", "not", "gel", "collagen"):
        found = remarks(changed(says("W1", vi=f"Đây là {word} của quý vị.")), "untranslated")
        assert [remark.word for remark in found] == ([] if word == "the" else [word])


def test_a_reviewed_benefit_may_be_graded_higher() -> None:
    """The physician's dated review of both languages is what it takes."""
    pack = changed(has("W2", certainty="moderate"))
    seen = {"name": "BS", "qualification": "CKI", "on": DAY, "next_due": date(2027, 1, 1)}
    reviews = tuple(Review(language=lang, text_sha256=pack.text_sha256(lang), **seen) for lang in Language)

    assert remarks(pack.model_copy(update={"reviews": reviews}), "benefit-certainty") == []


def test_an_allowance_is_for_one_id_and_one_word() -> None:
    """The same word elsewhere is still an error; so is another word there."""
    allow = {"id": "W1", "rule": "banned-words", "words": ["best"], "reason": "Quoted."}

    def change(raw: dict[str, Any]) -> None:
        raw["allow"].append(allow)
        says("W1", en="Adverts say 'best' and 'safe'.")(raw)
        says("W2", en="The best bath.")(raw)

    assert [(found.id, found.word) for found in remarks(changed(change), "banned-words")] == [
        ("W1", "safe"),
        ("W2", "best"),
    ]


def test_what_knows_no_exception_cannot_be_allowed() -> None:
    """An allowance for such a rule is an error and hides nothing."""
    allow = {"id": "W1", "rule": "sentence-length", "reason": "It is long."}

    def change(raw: dict[str, Any]) -> None:
        raw["allow"].append(allow)
        says("W1", en=LONG_EN)(raw)

    pack = changed(change)
    assert "cannot be allowed" in remarks(pack, "allowances")[0].what
    assert remarks(pack, "sentence-length")


def test_warnings_and_notes_do_not_fail_the_check() -> None:
    """A stale source is a warning; it blocks real use only."""
    old = date(2028, 1, 1)
    report = lint.check(foot_bath(), old)

    assert report.clean
    assert {remark.rule for remark in report.remarks if remark.level == lint.Level.WARNING} == {
        "sources-fresh",
        "review-due",
    }
    assert lint.stale_sources(foot_bath(), old) == ("GRAN", "BOOK")
    assert lint.stale_sources(foot_bath(), DAY) == ()


def test_a_line_names_file_id_language_and_rule() -> None:
    """Errors come first; then the scorecard."""
    pack = changed(says("W1", en="It is the best bath.", field="detail"))
    said = list(lines("foot-bath", lint.check(pack, DAY), {"W1": "1-intro.yaml"}))

    assert said[0].startswith("foot-bath/1-intro.yaml: W1.detail: en: banned-words: error: “best” promises too much")
    assert said[-13] == "foot-bath: scorecard (IPDAS): 12 of 12 items"
    assert len(said) == 2 + 1 + 12


@pytest.mark.parametrize("rule", lint.RULES.values(), ids=lambda rule: rule.id)
def test_each_rule_says_why_it_exists(rule: lint.Rule) -> None:
    """A sentence, and an origin."""
    said = explained(rule)

    assert said.startswith(rule.id) and "\nWhy: " in said and "\nOrigin: " in said
    assert rule.why.endswith(".") and rule.origin.endswith(".")


@pytest.mark.parametrize(
    ("word", "count"),
    [
        ("skin", 1),
        ("make", 1),
        ("helped", 1),
        ("wanted", 2),
        ("little", 2),
        ("noses", 2),
        ("scars", 1),
        ("promises", 3),
    ],
)
def test_syllables(word: str, count: int) -> None:
    """Vowel groups less a silent ending."""
    assert grade.syllables(word) == count


def test_grades_of_known_texts() -> None:
    """By the published formulas; a text without a word has none."""
    assert grade.flesch_kincaid("The cat sat.") == pytest.approx(0.39 * 3 + 11.8 - 15.59)
    assert grade.flesch_kincaid("…") == 0
    assert grade.smog("The cat sat.") == pytest.approx(3.1291)


@given(st.text())
def test_no_text_stops_the_counters(text: str) -> None:
    """Any text has sentences and a grade."""
    assert len(sentences(text)) >= 1
    assert len(words(text)) <= len(text)
    assert grade.flesch_kincaid(text) < 10_000
