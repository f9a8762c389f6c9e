"""What the patient was told: claims to tick, one answer under each, and an item for the physician to close."""

from collections.abc import Callable

from informed import review
from informed.bootstrap import Product
from informed.ui.outbox import TOLD_CLAIMS
from informed.ui.words import WORDS
from tests import factories
from tests.pages.conftest import component, opened


def told_item(step: str = "told") -> dict[str, object]:
    """The item of the claims, as the browser gets it."""
    return next(item for item in component(opened(step), "cards")["items"] if item["id"] == TOLD_CLAIMS)


def test_nothing_is_ticked_at_first(arrive: Callable[..., str], running: Product) -> None:
    """Every claim of the pack stands there, none ticked, none answered yet."""
    arrive("told")
    item = told_item()
    pack = running.service.packs.current()
    assert [option["label"] for option in item["options"]] == [claim.text.vi for claim in pack.told]
    assert item["value"] == [] and item["replies"] == [] and "note" not in item


def test_a_ticked_claim_gets_one_sourced_answer(arrive: Callable[..., str], running: Product) -> None:
    """The answer stands under it with its sources; the record keeps both; the physician has an item to close."""
    visit = arrive("told")
    claim = running.service.packs.current().told[1]
    record = running.service.journey.mark_claims(visit, (claim.id,), factories.tap())

    item = told_item()
    (reply,) = item["replies"]
    assert item["value"] == [claim.id] and item["note"] == WORDS["flagged"].vi
    assert reply["to"] == claim.text.vi
    assert reply["text"].startswith(claim.answer.vi) and "Sang" in reply["text"]
    (heard,) = record.claims_heard.heard
    assert (heard.claim.text, heard.answer.text) == (claim.text.vi, claim.answer.vi)
    items = review.open_items(running.service.packs.current(), record)
    assert [i.words for i in items if i.kind == "told"] == [claim.text.vi]


def test_a_claim_taken_back_is_gone(arrive: Callable[..., str], running: Product) -> None:
    """The latest ticks count; the earlier ones stay among the events."""
    visit = arrive("told")
    claim = running.service.packs.current().told[0]
    running.service.journey.mark_claims(visit, (claim.id,), factories.tap())
    record = running.service.journey.mark_claims(visit, (), factories.tap())
    assert told_item()["value"] == []
    assert sum(event.header.type == "ClaimsHeard" for event in record.events) == 2


def test_terms_can_be_tapped_once_a_screen(arrive: Callable[..., str], running: Product) -> None:
    """A term of the glossary is marked where it first stands on the screen, with its plain meaning."""
    arrive("about")
    items = component(opened("about"), "cards")["items"]
    forms = [term["form"].lower() for item in items for term in item.get("terms", [])]
    assert "exosome" in forms and len(forms) == len(set(forms))
    for item in items:
        for term in item.get("terms", []):
            assert term["form"] in item["text"] and term["meaning"]
