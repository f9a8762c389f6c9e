"""A clinic whose content no physician has reviewed: the first screen says so calmly, and has no form."""

import shutil
from datetime import timedelta
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from informed.adapters import packs
from informed.adapters.packs import FolderPacks
from informed.bootstrap import Product, product
from informed.content import Language
from informed.ui.words import WORDS
from tests.factories import FOOT_BATH, foot_bath
from tests.pages.conftest import Cookies, component, html, opened, staff

KEYS = ("not_reviewed_title", "not_reviewed_patient", "not_reviewed_staff")


def starts(at: AppTest) -> list[str]:
    return [button.key for button in at.button if button.label in (WORDS["start"].vi, WORDS["start"].en)]


@pytest.mark.parametrize("language", Language)
def test_a_clinic_with_a_draft(
    running: object, cookies: Cookies, monkeypatch: pytest.MonkeyPatch, language: Language
) -> None:
    """What the patient and what the staff may do, in the language of the screen; nothing to fill in."""
    monkeypatch.setenv("INFORMED_MODE", "clinic")
    monkeypatch.setenv("INFORMED_LANGUAGE", language)
    product.cache_clear()
    at = opened()

    assert not at.exception
    assert [key for key in KEYS if WORDS[key][language] not in html(at)] == []
    assert WORDS["draft"][language] in html(at)
    assert (at.text_input.values, starts(at)) == ([], [])


@pytest.fixture
def reviewed(running: Product, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Product:
    """A clinic for real patients, with the foot bath as reviewed yesterday in both languages."""
    day = running.service.journey.today() - timedelta(days=1)
    folder = Path(shutil.copytree(FOOT_BATH, tmp_path / "content" / "foot-bath"))
    lines = ["reviews:"]
    for language in Language:
        lines += [f"  - name: BS. Lê Minh\n    qualification: Da liễu\n    language: {language}"]
        lines += [f"    text_sha256: {foot_bath().text_sha256(language)}"]
        lines += [f"    on: {day}\n    next_due: {day + timedelta(days=365)}"]
    (folder / "reviews.yaml").write_text("\n".join(lines), "utf-8")
    for name, value in (("MODE", "clinic"), ("CONTENT_DIR", str(folder.parent)), ("PACK", "foot-bath")):
        monkeypatch.setenv(f"INFORMED_{name}", value)
    product.cache_clear()
    made = product()
    made.service.setup.switch_walk_in(
        staff(made, "admin"), True
    )  # in a clinic patients begin at the desk, unless it says else
    return made


def press_start(at: AppTest) -> None:
    """Fill the form in and press Start."""
    for key, value in {"name": "Trần Thị Bình", "born-day": "4", "born-month": "5", "born-year": "1980"}.items():
        at.text_input(key=key).set_value(value)
    next(button for button in at.button if button.label == WORDS["start"].vi).click()
    at.run()
    assert not at.exception


def test_a_clinic_with_a_reviewed_pack(reviewed: Product, cookies: Cookies) -> None:
    """The form is there, nothing speaks of a draft, and Start opens a record."""
    at = opened()
    assert WORDS["draft"].vi not in html(at)
    press_start(at)

    assert component(at, "ticket")["ticket"]  # type: ignore[index]


def test_a_review_that_ends_while_the_form_is_open(reviewed: Product, cookies: Cookies) -> None:
    """Start opens nothing, and the screen says why."""
    at = opened()
    held = reviewed.service.packs
    assert isinstance(held, FolderPacks)
    held._packs = (packs.load(FOOT_BATH),)
    press_start(at)

    assert WORDS["not_reviewed_title"].vi in html(at)
    with pytest.raises(LookupError):
        component(at, "ticket")


def test_a_demonstration_with_a_draft(running: object, cookies: Cookies) -> None:
    """The form is there: nobody is a real patient."""
    at = opened()

    assert [key for key in KEYS if WORDS[key].vi in html(at)] == []
    assert len(starts(at)) == 1
