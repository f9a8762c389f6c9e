"""The staff's page of one record, over a real database: what it says, in whose words, and what a page that is stale may do."""

from collections.abc import Callable
from html import escape

import pytest
from streamlit.testing.v1 import AppTest

from informed import events as e
from informed import review
from informed.bootstrap import Product
from informed.content import Language
from informed.document import concerns, understanding
from informed.document.subject import Subject
from informed.document.words import WORDS as DOCUMENT_WORDS
from informed.factors import FactorAnswer
from informed.plan import Plan
from informed.record import Record
from informed.sample import make_sample
from informed.service.accounts import SHELL
from informed.ui.first_parts import MOST
from informed.ui.words import WORDS
from tests import factories
from tests.pages.conftest import Cookies, html, opened, staff

MARKUP = '<img src=x onerror="alert(1)">&amp;'


@pytest.fixture
def token(running: Product, cookies: Cookies) -> str:
    """A physician is signed in."""
    cookies["staff"] = staff(running, "physician")
    return cookies["staff"]


def signed(running: Product, language: Language = Language.VIETNAMESE) -> Record:
    return make_sample(running.service, language, "Lê Thị Mẫu")[0]


@pytest.mark.parametrize("screen", list(Language))
def test_the_first_page_of_the_document_stands_first(
    running: Product, token: str, cookies: Cookies, screen: Language
) -> None:
    """Banner, who, plan, flags, goal, understanding: in this order and in the document's words; the items come after."""
    record = signed(running, Language.ENGLISH)
    cookies["language"] = screen
    shown, pack = html(opened("record", id=record.id)), running.service.closing.pack(record)
    words = {key: text[screen] for key, text in DOCUMENT_WORDS.items()}
    flags = review.flags(pack, record)
    right, asked = review.first_try_right(pack, record)
    goal = next(said.words for said in concerns.hoped(Subject(record, pack)))
    wrong = next(q for q in pack.questions.values() if understanding.was_missed(Subject(record, pack), q))
    chosen = next(option for option in wrong.options if not option.correct).text[screen]
    order = [
        words["stops"].format(n=sum(flag.severity == "stop" for flag in flags)),
        "Lê Thị Mẫu",
        words["registered_route"],
        words["routes.open"],
        words["planned_route"],
        words["flags"].format(n=len(flags)),
        *(flag.title[screen] for flag in flags),
        words["goal"],
        goal,
        words["understanding"],
        words["first_try"].format(right=right, asked=asked),
        chosen,
        words["topics"],
        *(topic.title[screen] for topic in pack.topics if topic.required),
        words["marked.unsure"],
        WORDS["rec_items"][screen].format(left=14, n=14),
    ]
    at = 0
    for said in order:
        assert escape(said) in shown[at:], said
        at = shown.index(escape(said), at)
    assert "natural_means_safe" not in shown  # a misconception is told in words


def test_a_code_is_small_and_its_title_stands_before_it(running: Product, token: str) -> None:
    """On the summary's line and on the item's card, for every flag."""
    record = signed(running)
    shown = html(opened("record", id=record.id))
    for flag in review.flags(running.service.closing.pack(record), record):
        assert shown.count(f'<span class="code">{flag.code}</span>') == 2
        for place in shown.split(flag.code)[:2]:
            assert flag.title.vi in place[-400:]


def test_a_long_list_is_folded(running: Product, token: str, arrive: Callable[..., str]) -> None:
    """What a patient who stopped early never reached does not push the rest off the screen."""
    record = running.service.journey.defer(arrive("about"), factories.tap())
    shown = html(opened("record", id=record.id))
    assert len(review.unanswered(running.service.closing.pack(record), record)) > MOST
    assert f"<summary>{DOCUMENT_WORDS['not_reached'].vi} (" in shown


def test_what_people_typed_is_never_markup(running: Product, token: str, arrive: Callable[..., str]) -> None:
    """Name, own words, plan, helper, added risk, note: each stands there as text, on the list and on the record's page."""
    service, words = running.service, f"a {MARKUP}"
    visit = arrive("sign", who=factories.patient(name=f"An {MARKUP}"))
    id = service.journey.record(visit).id
    factor = next(one for one in service.packs.current().factors if one.own_words)
    service.journey.answer_factor(visit, factor.id, FactorAnswer((factor.options[0].id,), words), factories.tap())
    service.journey.choose_doctor_questions(visit, factories.tap(), own_words=words)
    service.desk.change_plan(token, id, Plan(product=words, area=words), Plan())
    service.people.name(token, id, "relative", name=f"B {MARKUP}", relation=words)
    service.returning.add_risk(token, id, words)
    service.journey.answer_statement(visit, "DR1", "unsure", factories.tap())
    record = service.journey.sign(visit, factories.signature(), factories.tap())
    service.closing.dispose(token, id, service.closing.open_items(record)[0].key, "answered", words)
    for shown in (html(opened("record", id=id)), html(opened("staff"))):
        assert "&lt;img src=x onerror=" in shown and "<img" not in shown
        assert "An &lt;img src=x onerror=&quot;alert(1)&quot;&gt;&amp;amp;" in shown


def ready(running: Product, token: str) -> tuple[Record, AppTest]:
    """A record of which everything is closed, and its page as a physician has it open."""
    closing, record = running.service.closing, signed(running)
    for item in closing.open_items(record):
        record = closing.dispose(token, record.id, item.key, "discussed")
    at = opened("record", id=record.id)
    at.radio[0].set_value("talk")
    next(field for field in at.text_input if field.label == WORDS["close_password"].vi).input(factories.PASSWORD)
    return record, at


def press(at: AppTest) -> None:
    next(button for button in at.button if button.label == WORDS["close_do"].vi).click().run()


def test_a_countersignature_on_a_stale_page(running: Product, token: str) -> None:
    """A colleague took an item up again since the page was drawn: nothing is signed, and the page says to look again."""
    record, at = ready(running, token)
    colleague = staff_of(running, "cuc")
    item = running.service.closing.open_items(record)[0].key
    running.service.closing.dispose(colleague, record.id, item, "deferred", "Chờ xét nghiệm")
    press(at)
    assert WORDS["close_stale"].vi in html(at)
    now = running.service.closing.again(token, record.id)[0]
    assert now.countersigned is None and now.events[-1].header.type != "RecordCountersigned"


def test_the_second_of_two_physicians_is_told(running: Product, token: str) -> None:
    """Both have the page open with everything closed; one signs, the other's press finds it closed and signs nothing."""
    record, at = ready(running, token)
    colleague = staff_of(running, "cuc")
    seen = len(running.service.closing.again(colleague, record.id)[0].events)
    closed = running.service.closing.countersign(
        colleague, record.id, outcome="more_time", note="", password=factories.PASSWORD, seen=seen
    )
    press(at)
    assert not at.exception
    now = running.service.closing.again(token, record.id)[0]
    assert sum(isinstance(x.payload, e.RecordCountersigned) for x in now.events) == 1
    assert now.countersigned == closed.countersigned and WORDS["status.countersigned"].vi in html(at)


def staff_of(running: Product, name: str) -> str:
    """The session of another physician."""
    accounts = running.service.accounts
    accounts.set_up(accounts.add(SHELL, name, "physician"), factories.PASSWORD, factories.PASSWORD)
    return running.service.staff.sign_in(name, factories.PASSWORD, "192.0.2.1")
