"""What holds for every screen, checked on every screen."""

import re
from collections.abc import Callable
from contextlib import closing

import pytest

from informed import walkthrough
from informed.adapters import packs
from informed.adapters.database import sqlite3
from informed.bootstrap import Product
from informed.content import Language
from informed.paths import CONTENT
from informed.ui.words import WORDS
from tests.pages.conftest import component, html, opened

STEPS = [
    step.name
    for step in walkthrough.steps(packs.load(CONTENT / "exosome-skin"))
    if step.kind not in ("welcome", "done")
]


@pytest.mark.parametrize("language", [*Language])
@pytest.mark.parametrize("step", STEPS)
def test_a_step(arrive: Callable[..., str], running: Product, step: str, language: Language) -> None:
    """One heading, the banners, the visit's language, a title of the tab, no way past what is missing, no exception."""
    visit = arrive(step, language)
    at = opened(step)

    assert not at.exception
    assert len(re.findall(r"<h1>", html(at))) == 1
    for key in ("demo", "draft"):
        assert WORDS[key][language] in html(at)
    page = component(at, "page")
    assert page["lang"] == language and page["visit"] is True and len(page["title"]) > 3
    record = running.service.journey.record(visit)
    assert walkthrough.open_step(running.service.journey.pack(record), record).name == step


@pytest.mark.parametrize("step", STEPS)
def test_the_title_of_each_tab_is_its_own(arrive: Callable[..., str], step: str) -> None:
    """No two steps of a kind share a title, but for the questions about the patient."""
    arrive(step)
    title = component(opened(step), "page")["title"]
    assert title == {"check": WORDS["check_title"].vi, "sign": WORDS["sign_title"].vi}.get(step, title)
    assert title != WORDS["welcome_title"].vi


@pytest.mark.parametrize("step", ["about", "risks", "sign", "done", "you-1"])
def test_without_a_visit_every_step_is_the_welcome_screen(running: Product, cookies: dict[str, str], step: str) -> None:
    """A browser that holds no visit sees the welcome screen, whatever it asks for."""
    at = opened(step)
    assert WORDS["welcome_title"].vi in html(at)
    assert not at.get("bidi_component")[1:]


def test_what_is_shown_is_recorded(arrive: Callable[..., str], running: Product) -> None:
    """Showing a topic records its exact words; showing it again in the same language records nothing more."""
    visit = arrive("benefits")
    opened("benefits")
    opened("benefits")
    record = running.service.journey.record(visit)
    pack = running.service.journey.pack(record)
    shown = record.topics_shown["benefits"].payload
    assert [s.text for s in shown.statements] == [s.text.vi for s in pack.topic("benefits").statements]
    assert sum(event.header.type == "TopicShown" for event in record.events) == 2  # about and benefits


def test_taps_are_saved_and_confirmed_or_refused(arrive: Callable[..., str], running: Product) -> None:
    """What the cards send is an event, and its id comes back as confirmed; what cannot be taken comes back with a sentence."""
    visit = arrive("benefits")
    at = opened("benefits")
    at.session_state["cards-benefits"] = {
        "outbox": [
            {"tap": "tap-00000001", "id": "B1", "value": "unsure", "sends": 1},
            {"tap": "tap-00000002", "id": "B1", "value": "whatever", "sends": 1},
            {"tap": "tap-00000003", "id": "NOPE", "value": "understood", "sends": 1},
            {"tap": "tap-00000004", "id": "B2", "value": {"chosen": [], "words": ""}, "sends": 1},
            {"tap": "tap-00000005", "surplus": 1},
            {"tap": "tap-00000006", "id": "own-words", "value": "x" * 3000, "sends": 1},
        ]
    }
    at.run()
    data = component(at, "cards")
    assert data["confirmed"] == ["tap-00000001"]
    refused = WORDS["refused"].vi
    assert data["refused"] == {
        **{f"tap-0000000{i}": refused for i in (2, 3, 4, 5)},
        "tap-00000006": WORDS["refused_long"].vi,
    }
    assert next(item for item in data["items"] if item["id"] == "B1")["value"] == "unsure"
    record = running.service.journey.record(visit)
    assert {id: event.payload.answer for id, event in record.statements.items()} == {"B1": "unsure"}


def test_a_ledger_that_cannot_be_written(arrive: Callable[..., str], running: Product) -> None:
    """An answer that could not be written is neither confirmed nor refused: the browser keeps it and sends it again."""
    arrive("benefits")
    at = opened("benefits")
    sent = {"outbox": [{"tap": "tap-00000001", "id": "B1", "value": "unsure", "sends": 1}]}
    database = running.settings.data_dir / "informed.db"
    with closing(sqlite3.connect(database)) as other:
        other.execute("create trigger full before insert on event begin select raise(abort, 'disk full'); end")
    at.session_state["cards-benefits"] = sent
    at.run()
    data = component(at, "cards")
    assert not at.exception
    assert data["confirmed"] == [] and data["refused"] == {}

    with closing(sqlite3.connect(database)) as other:
        other.execute("drop trigger full")
    at = opened("benefits")
    at.session_state["cards-benefits"] = sent
    at.run()
    assert component(at, "cards")["confirmed"] == ["tap-00000001"]


def test_a_visit_that_rests(arrive: Callable[..., str], running: Product, cookies: dict[str, str]) -> None:
    """Opened anew, or tapped while it was paused elsewhere: nothing of it is on the screen, and the browser is told to leave."""
    arrive("risks")
    shown = opened("risks")
    running.service.pauses.pause(cookies["visit"], "asked")
    for at in (shown.button(key="stop").click().run(), opened("risks")):
        assert not at.exception and not at.button and "<h1>" not in html(at)
        page = component(at, "page")
        assert page["paused"] is True and page["title"] is None
