"""A clinic with several procedures: chosen at the desk and on the first screen, told on the list; with one nothing is asked."""

import shutil
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from informed import walkthrough
from informed.bootstrap import Product, product
from informed.content import Language
from informed.paths import CONTENT
from informed.plan import Plan
from informed.record import Record
from informed.ui.words import WORDS
from tests.factories import FOOT_BATH, PASSWORD, first_administrator, goes, patient
from tests.pages.conftest import Cookies, component, html, opened
from tests.pages.test_desk import types

SKIN, FEET = "exosome-skin", "foot-bath"
Build = Callable[[str], Product]


@pytest.fixture
def build(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Build]:
    """The product of this process with these packs, on the same data at each call; they differ in screens and questions."""
    content = tmp_path / "content"
    shutil.copytree(CONTENT / SKIN, content / SKIN)
    shutil.copytree(FOOT_BATH, content / FEET)
    monkeypatch.setenv("INFORMED_DATA_DIR", str(tmp_path / "data"))
    monkeypatch.setenv("INFORMED_CONTENT_DIR", str(content))

    def build(packs: str) -> Product:
        monkeypatch.setenv("INFORMED_PACK", packs)
        product.cache_clear()
        return product()

    yield build
    product.cache_clear()


@pytest.fixture
def both(build: Build, cookies: Cookies) -> Product:
    """A clinic with both, whose administrator is signed in here and has a saved product and a physician."""
    running = build(f"{SKIN}, {FEET}")
    first_administrator(running.service)
    cookies["staff"] = running.service.staff.sign_in("admin", PASSWORD, "192.0.2.1")
    running.service.setup.save_product(cookies["staff"], Plan(product="Serum A"))
    running.service.setup.list_physicians(cookies["staff"], ["BS Minh"])
    return running


def title(running: Product, id: str) -> str:
    return next(pack for pack in running.service.packs.offered() if pack.id == id).title.vi


def starts(at: AppTest, running: Product, token: str, procedure: str = "") -> AppTest:
    """What is chosen at the desk, and Start."""
    if procedure:
        at.radio(key="desk-procedure").set_value(procedure).run()
    at.radio(key="desk-product").set_value(next(iter(running.service.desk.products(token)))).run()
    at.radio(key="desk-physician").set_value("BS Minh").run()
    return at.button(key="desk-start").click().run()


def the_record(running: Product, token: str) -> Record:
    (row,) = running.service.staff.records(token)
    return running.service.desk.visit(token, row.record)


def test_the_desk_chooses(both: Product, cookies: Cookies) -> None:
    """None is chosen beforehand, and without one nothing starts; the record names the pack by id, version and hash."""
    token = cookies["staff"]
    at = starts(types(opened("desk")), both, token)
    assert WORDS["procedure.empty"].vi in html(at) and both.service.staff.records(token) == []
    assert at.radio(key="desk-procedure").value is None

    at = starts(at, both, token, FEET)
    named, pack = the_record(both, token).opened.pack, both.service.packs.offered()[1]
    assert (named.id, named.version, named.sha256) == (FEET, pack.version, pack.sha256)
    assert title(both, FEET) in html(at)  # on the page of the visit that is ready
    assert title(both, FEET) in html(opened("staff"))
    assert title(both, FEET) in html(opened("handover", id=the_record(both, token).id))


def test_with_one_there_is_no_tap_more(build: Build, both: Product, cookies: Cookies) -> None:
    """It is named, and nothing is to be chosen: product, physician, Start. The list does not repeat it on every line."""
    alone = build(FEET)
    at = types(opened("desk"))
    assert "desk-procedure" not in [radio.key for radio in at.radio] and title(alone, FEET) in html(at)
    starts(at, alone, cookies["staff"])
    assert the_record(alone, cookies["staff"]).opened.pack.id == FEET
    assert title(alone, FEET) not in html(opened("staff"))


def test_the_first_screen_asks(both: Product, cookies: Cookies) -> None:
    """A patient who begins alone says for which; nothing typed is lost when they have not."""
    at = opened()
    assert title(both, SKIN) not in html(at) and WORDS["welcome_procedure"].vi in html(at)
    at = types_and_starts(at, Language.VIETNAMESE)
    assert html(at).count(WORDS["procedure.empty"].vi) == 2 and at.text_input(key="name").value == "Nguyễn Thị Ánh"
    at.radio(key="procedure").set_value(FEET)
    at = next(button for button in at.button if button.label == WORDS["start"].vi).click().run()
    assert component(at, "ticket")["ticket"]  # type: ignore[index]
    assert the_record(both, cookies["staff"]).opened.pack.id == FEET


def types_and_starts(at: AppTest, language: Language) -> AppTest:
    """Who the patient is, and Start."""
    for key, value in {"name": "Nguyễn Thị Ánh", "born-day": "29", "born-month": "2", "born-year": "1964"}.items():
        at.text_input(key=key).set_value(value)
    return next(button for button in at.button if button.label == WORDS["start"][language]).click().run()


@pytest.mark.parametrize("failed", [False, True])
def test_a_choice_outlasts_the_language(both: Product, cookies: Cookies, failed: bool) -> None:
    """Made before Start, or sent with a Start that was refused: in the other language it is still made, and it counts."""
    at = opened()
    at.radio(key="procedure").set_value(FEET)
    if failed:
        next(button for button in at.button if button.label == WORDS["start"].vi).click().run()
        assert WORDS["name.empty"].vi in html(at)
    at.button(key="other-language").click().run()
    chosen = at.radio(key="procedure")
    assert (chosen.value, chosen.proto.raw_value) == (FEET, both.service.packs.offered()[1].title.en)

    at = types_and_starts(at, Language.ENGLISH)
    assert WORDS["procedure.unknown"].en not in html(at)
    assert the_record(both, cookies["staff"]).opened.pack.id == FEET


def test_the_first_screen_of_a_clinic_with_one(build: Build, cookies: Cookies) -> None:
    """It says what it is about, and asks nothing more."""
    alone = build(FEET)
    at = opened()
    assert not at.radio and title(alone, FEET)[1:] in html(at)


@pytest.mark.parametrize("step", ["about", "you-4"])
def test_a_visit_keeps_its_pack(build: Build, both: Product, cookies: Cookies, step: str) -> None:
    """The clinic shows another one since: the patient goes on in the words, and on the screens, of the pack it began with."""
    journey, skin = both.service.journey, both.service.packs.offered()[0]
    visit, ticket = journey.begin(patient(born=date(1980, 5, 4)), Language.VIETNAMESE, "tap-of-skin", SKIN)
    goes(both.service, visit, step)
    cookies["visit"] = str(journey.redeem(ticket))

    alone = build(FEET)
    at = opened(step)
    assert not at.exception
    group = walkthrough.groups(skin, walkthrough.step(skin, step))
    expected = group[0].title.vi if group else skin.topics[0].title.vi
    assert expected in html(at)
    assert alone.service.journey.pack(alone.service.journey.record(visit)).sha256 == skin.sha256
