"""The first screen: bad input gets one clear sentence, nothing typed is lost, nothing half-written is left."""

import unicodedata
from contextlib import closing

import pytest
from streamlit.testing.v1 import AppTest

from informed.adapters.database import sqlite3
from informed.bootstrap import Product
from informed.ui.words import WORDS
from tests.pages.conftest import component, html, opened

GOOD = {"name": "Nguyễn Thị Ánh", "born-day": "29", "born-month": "2", "born-year": "1964", "record-number": ""}


def started(**typed: str) -> AppTest:
    """The welcome screen after typing this and pressing Start."""
    at = opened()
    for key, value in {**GOOD, **{key.replace("_", "-"): value for key, value in typed.items()}}.items():
        at.text_input(key=key).set_value(value)
    next(button for button in at.button if button.label == WORDS["start"].vi).click()
    return at.run()


def records(running: Product) -> int:
    with closing(sqlite3.connect(running.settings.data_dir / "informed.db")) as database:
        return int(database.execute("select count(*) from record_index").fetchone()[0])


@pytest.mark.parametrize(
    ("typed", "key"),
    [
        ({"name": ""}, "name.empty"),
        ({"name": "   "}, "name.empty"),
        ({"name": "…!?"}, "name.no_letter"),
        ({"name": "An" * 151}, "name.too_long"),
        ({"name": "An\u202egnuyễn"}, "name.hidden"),
        ({"born_day": "", "born_month": "", "born_year": ""}, "born.empty"),
        ({"born_day": "31", "born_month": "2"}, "born.no_such_day"),
        ({"born_year": "1965"}, "born.no_such_day"),
        ({"born_year": "64"}, "born.year"),
        ({"born_day": "hai"}, "born.numbers"),
        ({"born_year": "2999", "born_day": "1"}, "born.future"),
        ({"born_year": "1804"}, "born.too_old"),
        ({"record_number": "7" * 61}, "record_number.too_long"),
    ],
)
def test_what_cannot_be_taken(running: Product, cookies: dict[str, str], typed: dict[str, str], key: str) -> None:
    """The sentence stands in the summary and at the field, the tab says "Error", what was typed stays, nothing is written."""
    at = started(**typed)
    assert not at.exception
    assert html(at).count(WORDS[key].vi) == 2
    assert component(at, "page")["title"].startswith(WORDS["error"].vi)
    assert component(at, "page")["focus"] == "#summary"
    for field, value in typed.items():
        assert at.text_input(key=field.replace("_", "-")).value == value
    assert records(running) == 0


@pytest.mark.parametrize(
    "name", ["<b>An</b>", "O\"Neill & 'Sons'", "Hoa 🌸 An", "陳氏芳", "محمد علي", "Nguye\u0302\u0303n Thị", "An" * 150]
)
def test_names_that_people_have(running: Product, cookies: dict[str, str], name: str) -> None:
    """A name is taken as it is, in NFC, and never becomes markup."""
    at = started(name=name)
    assert not at.exception
    commands, ticket = running.service.journey, component(at, "ticket")["ticket"]
    assert "<b>An</b>" not in html(at)
    visit = commands.visit_of(str(commands.redeem(ticket)))
    assert commands.record(str(visit)).patient.name == unicodedata.normalize("NFC", name)


def test_start_pressed_twice(running: Product, cookies: dict[str, str]) -> None:
    """A second press while the first is on its way opens no second record."""
    at = started()
    next(button for button in at.button if button.label == WORDS["start"].vi).click()
    at.run()
    assert records(running) == 1


def test_the_clinics_own_notice(running: Product, cookies: dict[str, str]) -> None:
    """The privacy notice names the clinic."""
    shown = "\n".join(element.value for element in opened().text)
    assert running.settings.clinic_name in shown
