"""The style guide: every part in every state, in both languages, for a demonstration only."""

import pytest

from informed.bootstrap import Product, product
from informed.content import Language
from informed.ui.words import WORDS
from informed.web import screens
from tests.pages.conftest import Cookies, component, html, opened

TITLES = {Language.VIETNAMESE: "Bảng mẫu thiết kế", Language.ENGLISH: "Style guide"}


@pytest.mark.parametrize("language", [*Language])
def test_every_kind_of_card_in_every_tone(running: Product, cookies: Cookies, language: Language) -> None:
    """All kinds, all tones of a mark, all certainties; one heading; only this language's words."""
    cookies["language"] = language
    at = opened(screens.STYLEGUIDE)
    assert not at.exception
    assert html(at).count("<h1>") == 1 and TITLES[language] in html(at)
    data = component(at, "cards")
    assert {item["kind"] for item in data["items"]} == {"one", "many", "ask", "quiz", "words"}
    assert {tone for tone, _ in data["marks"].values()} == {"saved", "saving", "unsaved", "missing", "refused"}
    assert {item["why"]["certainty"]["level"] for item in data["items"] if "why" in item} == {0, 1, 2, 3, 4}
    assert data["words"]["next"] == WORDS["next"][language]
    assert {row["tone"] for row in component(at, "answers")["groups"][0]["rows"]} == {"ok", "ask", "none", "plain"}


def test_not_for_a_clinic(running: Product, monkeypatch: pytest.MonkeyPatch) -> None:
    """In clinic mode the address does not exist."""
    assert screens.STYLEGUIDE in screens.addresses()
    monkeypatch.setenv("INFORMED_MODE", "clinic")
    product.cache_clear()
    assert screens.STYLEGUIDE not in screens.addresses() and screens.extra() == ()
