"""How page 1 gives its room away: every stop item first, whatever else the page holds; and in the pack that is shipped."""

from collections.abc import Callable, Sequence
from datetime import date
from io import BytesIO

import pytest
from pypdf import PdfReader

from informed import events as e
from informed import review
from informed.content import ContentPack, Severity
from informed.document import render
from informed.document.words import WORDS
from informed.plan import Plan
from informed.record import Record

from .conftest import squeezed
from .invented import Story
from .test_layout import check, placed

Pages = Callable[[Record, ContentPack], list[str]]

#: A whole plan whose planned route is not the registered one: a stop item of its own.
WHOLE = Plan(
    area="Mặt và cổ",
    physician="BS. Trần Quốc Khánh",
    product="Serum exosome A (ống 5 mL)",
    maker="Nhà máy B, Incheon",
    country="Hàn Quốc",
    source="plant",
    lot="L-17/2026",
    expiry=date(2027, 5, 1),
    storage="2–8 °C",
    registration="cosmetic",
    registration_number="123456/26/CBMP-QLD",
    registered_route="intact_skin",
    planned_route="injection",
    operator="ĐD. Lê Hoa",
    device="Kim 32G",
    planned_on=date(2026, 12, 1),
)
SAME = WHOLE.model_copy(update={"planned_route": "intact_skin"})
#: Answers that stop, in the order of the questions.
STOPS = {
    "F-PREG": "maybe",
    "F-BF": "yes",
    "F-CA": "cancer",
    "F-ALL": "severe",
    "F-KEL": "self",
    "F-SKIN": "infection",
    "F-PREV": "reaction",
}
WORDS_OF = "Tôi bị tiểu đường, có làm được không? Con gái tôi lo lắng."
WAYS = [("vi", "vi"), ("en", "en"), ("vi", "en"), ("en", "vi")]


def read(
    pack: ContentPack,
    language: str,
    clinic: str,
    *,
    stops: Sequence[str] = (),
    plan: Plan = WHOLE,
    whole: bool = True,
    said: bool = True,
) -> Record:
    """A visit with these stops; with `said` also with misconceptions, doubts, questions, a claim and own words."""
    story = Story(pack, language=language, clinic_language=clinic, plan=plan)
    for topic in pack.topics[: None if whole else 4]:
        story.topic(topic.id, lambda i: "unsure" if said and i == 1 else "understood")
        for number, question in enumerate(topic.questions):
            right = next(option.id for option in question.options if option.correct)
            wrong = next((option.id for option in question.options if option.misconception), right)
            story.question(question.id, wrong if said and number else right)
    for factor in pack.factors if whole else ():
        story.factor(
            factor.id, STOPS[factor.id] if factor.id in stops else (factor.no_flag or (factor.options[-1].id,))[0]
        )
    if said and whole:
        claim = e.shown(pack.told[0].id, pack.told[0].text[story.language])
        heard = (e.HeardClaim(claim=claim, answer=claim),)
        story.happen(e.ClaimsHeard(language=story.language, pack_version=pack.version, heard=heard))
        story.ask("R7").doctor("DQ1", "DQ2", words=WORDS_OF)
    return story.sign() if whole else story.defer("Tôi muốn hỏi chị tôi đã.")


def codes_of_stops(pack: ContentPack, record: Record) -> list[str]:
    return [flag.code for flag in review.flags(pack, record) if flag.severity is Severity.STOP]


@pytest.mark.parametrize(("language", "clinic"), WAYS)
def test_six_stops_and_a_whole_plan_share_page_1(
    language: str, clinic: str, exosome: ContentPack, pages_of: Pages, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With everything else that a visit can hold; in one language and with both."""
    record = read(exosome, language, clinic, stops=list(STOPS)[2:])
    with placed(monkeypatch) as places:
        first, second = pages_of(record, exosome)[:2]

    stops = codes_of_stops(exosome, record)
    assert len(stops) == 6
    assert [code for code in stops if code not in first] == []
    check(places)
    for field in ("product", "maker", "lot", "registration_number", "area", "device", "operator"):
        assert squeezed(getattr(WHOLE, field)) in first, field
    assert squeezed(WORDS_OF) in first + second


def test_stops_that_find_no_room_are_counted_in_words(exosome: ContentPack, pages_of: Pages) -> None:
    """The heading says how many flags are on page 2, and how many of them stop."""
    record = read(exosome, "vi", "en", stops=list(STOPS))
    first, second = pages_of(record, exosome)[:2]
    flags, stops = review.flags(exosome, record), codes_of_stops(exosome, record)
    left, after = sum(f.code not in first for f in flags), [code for code in stops if code not in first]

    assert len(stops) == 8 and after
    assert squeezed(WORDS["flags.more_stops"].en.format(n=len(flags), left=left, stops=len(after))) in first
    assert all(code in second for code in after)


@pytest.mark.parametrize(("language", "clinic"), WAYS)
def test_a_stop_is_never_behind_a_caution(language: str, clinic: str, exosome: ContentPack, pages_of: Pages) -> None:
    """The order of page 1 is stop before caution, and what is on page 2 is never above what is on page 1."""
    record = read(exosome, language, clinic, stops=list(STOPS)[:4])
    first = pages_of(record, exosome)[0]
    at = [first.find(flag.code) for flag in review.flags(exosome, record)]
    on = [place for place in at if place >= 0]

    assert on == sorted(on) and at[: len(on)] == on


@pytest.mark.parametrize("clinic", ["vi", "en"])
def test_a_question_has_two_lines(clinic: str, exosome: ContentPack, pages_of: Pages) -> None:
    """The longest questions of the pack stand whole on page 1, where stops do not need the room."""
    record = read(exosome, clinic, clinic, stops=["F-CA"], plan=SAME, said=False)
    assert (
        squeezed(next(f for f in exosome.factors if f.id == "F-CA").prompt[record.language])
        in pages_of(record, exosome)[0]
    )


@pytest.mark.parametrize(
    ("name", "pages", "notes"),
    [("quiet", 11, True), ("few", 11, True), ("crowded", 11, False), ("half", 11, True), ("blank", 11, True)],
)
def test_full_and_half_filled_plans_lie_well(
    name: str, pages: int, notes: bool, exosome: ContentPack, pages_of: Pages, monkeypatch: pytest.MonkeyPatch
) -> None:
    """So many pages; nothing overlaps or is cut; what is left of page 1 is for the physician's hand, or it is full."""
    half = WHOLE.model_copy(update=dict.fromkeys(("maker", "lot", "device", "operator", "planned_on")))
    made = {
        "quiet": lambda: read(exosome, "en", "en", plan=SAME, said=False),
        "few": lambda: read(exosome, "en", "en", stops=["F-PREG"], plan=SAME, said=False),
        "crowded": lambda: read(exosome, "en", "en", stops=list(STOPS)[2:]),
        "half": lambda: read(exosome, "en", "en", plan=half, said=False),
        "blank": lambda: read(exosome, "en", "en", plan=Plan(), said=False),
    }
    with placed(monkeypatch) as places:
        found = pages_of(made[name](), exosome)

    check(places)
    assert len(found) == pages
    assert (squeezed("Physician's notes") in found[0]) == notes
    assert ("Notentered:" in found[0]) == (name in ("half", "blank"))


@pytest.mark.parametrize(
    ("planned", "verdict", "discs", "dark"),
    [("intact_skin", "same", 1, False), ("injection", "differ", 1, True), (None, "open", 4, True)],
)
def test_the_verdict_on_the_routes_is_a_sign_beside_its_word(
    planned: str | None, verdict: str, discs: int, dark: bool, pack: ContentPack
) -> None:
    """Two bars in a circle; struck through, white on black; or three black dots: told apart without colour or the word."""
    plan = WHOLE.model_copy(update={"planned_route": planned})
    pdf = render(Story(pack, clinic_language="en", plan=plan).whole().sign(), pack)
    page = PdfReader(BytesIO(pdf)).pages[0]
    content = page.get_contents()
    assert content is not None
    round_ones = [line for line in content.get_data().decode("latin-1").split("\n") if line.count(" c") == 4]

    assert len(round_ones) == discs
    assert any(line.endswith(("B Q", "f Q")) for line in round_ones) == dark
    assert squeezed(WORDS[f"routes.{verdict}"].en) in squeezed(page.extract_text())
