"""A ledger that is away for a while: one heading, one sentence, the same place by itself; and what answers a tap is told."""

import re
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager

import pytest
from streamlit.testing.v1 import AppTest

from informed.adapters.database import sqlite3
from informed.bootstrap import Product
from informed.content import Language
from informed.ui.words import WORDS
from informed.web.refused_words import REFUSED
from tests.pages.conftest import Cookies, component, html, opened
from tests.pages.test_welcome import started

Passes = Callable[[AppTest], AppTest]
UNREADABLE = "alter table visit rename to elsewhere", "alter table elsewhere rename to visit"
FULL = "create trigger full before insert on event begin select raise(abort, 'disk full'); end", "drop trigger full"


@contextmanager
def fault(running: Product, begin: str, end: str) -> Iterator[None]:
    """Something is wrong with the ledger for a while."""
    with closing(sqlite3.connect(running.settings.data_dir / "informed.db", isolation_level=None)) as database:
        database.execute(begin)
        yield
        database.execute(end)


def headings(at: AppTest) -> list[str]:
    return re.findall("<h1>(.*?)</h1>", html(at))


def told(at: AppTest) -> list[tuple[str, str]]:
    """What a screen reader is told of the notices: (role, sentence)."""
    return re.findall('<div class="notice" role="(.*?)"><p>(.*?)</p>', html(at))


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("anew", [False, True])
def test_a_ledger_that_cannot_be_read(
    arrive: Callable[..., str],
    running: Product,
    cookies: Cookies,
    time_passes: Passes,
    language: Language,
    anew: bool,
) -> None:
    """By a tap, and on a page that is opened anew, whose browser knows the language: it waits in that language, and goes on."""
    arrive("risks", language)
    if anew:
        cookies["language"] = language
    shown = opened("risks")
    before = headings(shown)
    with fault(running, *UNREADABLE):
        at = opened("risks") if anew else shown.button(key="stop").click().run()
        for _ in range(2):
            assert not at.exception
            assert headings(at) == [REFUSED[language]["waiting"]]
            assert told(at) == [("alert", WORDS["trouble_waits"][language])]
            page = component(at, "page")
            assert (page["lang"], page["visit"], page["title"]) == (language, True, REFUSED[language]["waiting"])
            at = time_passes(at)
    assert headings(time_passes(at)) == before != []


def test_a_screen_that_fails_before_it_has_a_heading(
    arrive: Callable[..., str], running: Product, time_passes: Passes
) -> None:
    """A topic is shown only when that can be written: until then its frame stands there, and the screen waits."""
    arrive("risks")
    with fault(running, *FULL):
        at = opened("risks")
        assert not at.exception
        assert headings(at) == [REFUSED["vi"]["waiting"]]
        assert told(at) == [("alert", WORDS["trouble_waits"].vi)]
        assert component(at, "page")["title"] != REFUSED["vi"]["waiting"]  # what the topic said of itself
        at = time_passes(at)
        assert headings(at) == [REFUSED["vi"]["waiting"]]
    assert headings(time_passes(at)) == [running.service.packs.current().topic("risks").title.vi]


@pytest.mark.parametrize("step", ["check", "stop"])
def test_a_screen_that_fails_after_its_heading(arrive: Callable[..., str], running: Product, step: str) -> None:
    """It stays, with its own heading, and what was pressed can be pressed again."""
    arrive("check")
    at = opened(step)
    before = headings(at)
    with fault(running, *FULL):
        at.button(key={"check": "continue", "stop": "outcome-later"}[step]).click().run()
        assert headings(at) == before and told(at) == [("alert", WORDS["trouble"].vi)]


@pytest.mark.parametrize("press", ["call-staff", "other-language"])
def test_a_press_that_cannot_be_kept(arrive: Callable[..., str], running: Product, press: str) -> None:
    """One told sentence, and the screen stays with everything on it."""
    arrive("benefits")
    at = opened("benefits")
    before = headings(at)
    with fault(running, *FULL):
        at.button(key=press).click().run()
        assert told(at) == [("alert", WORDS["trouble"].vi)]
        assert headings(at) == before and component(at, "cards")


def test_a_call_too_many_is_told(arrive: Callable[..., str], running: Product) -> None:
    """As a failure: nobody was called."""
    visit = arrive("benefits")
    for number in range(3):
        running.service.calls.call(visit, f"call-{number:05}")
        running.service.calls.take_back(visit, f"back-{number:05}")
    at = opened("benefits")
    at.button(key="call-staff").click().run()
    assert told(at) == [("alert", WORDS["call_often"].vi)]


def test_a_record_that_was_tampered_with_is_not_waited_for(arrive: Callable[..., str], running: Product) -> None:
    """It does not come back by itself: a member of staff is asked for, and nothing is promised."""
    arrive("benefits")
    with closing(sqlite3.connect(running.settings.data_dir / "informed.db", isolation_level=None)) as database:
        database.execute("drop trigger event_no_update")
        database.execute("update event set hash = zeroblob(32)")
    at = opened("benefits")
    assert headings(at) == [REFUSED["vi"]["waiting"]]
    assert told(at) == [("alert", WORDS["trouble"].vi)]


def test_what_becomes_of_start_is_told(running: Product, cookies: Cookies) -> None:
    """That it is on its way, then that the browser did not take it."""
    at = started()
    assert told(at) == [("status", WORDS["starting"].vi)]
    at.session_state["ticket"] = {"outcome": {"ticket": component(at, "ticket")["ticket"], "ok": False}}
    at.run()
    assert told(at) == [("alert", WORDS["not_started"].vi)]


def test_an_unforeseen_failure_is_told() -> None:
    """The sentence of last resort too."""

    def fails() -> None:
        from informed.ui import trouble

        trouble.show(ValueError("unforeseen"))

    assert told(AppTest.from_function(fails).run()) == [("alert", WORDS["trouble"].vi)]


def test_what_stands_there_from_the_beginning_is_not_told(arrive: Callable[..., str]) -> None:
    """An explanation is read where it stands."""
    arrive("about")
    shown = html(opened("about"))
    assert f'<div class="notice"><p>{WORDS["passport_none"].vi}' in shown and 'role="alert"' not in shown
