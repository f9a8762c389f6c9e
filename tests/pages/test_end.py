"""The end of the patient's part: signing, its errors, what comes after, and who may not sign."""

from collections.abc import Callable
from datetime import date

import pytest

from informed.bootstrap import Product
from informed.record import Status
from informed.ui.words import WORDS
from tests import factories
from tests.pages.conftest import html, opened


def test_signing_without_ink(arrive: Callable[..., str], running: Product) -> None:
    """An empty signature gets a sentence in the summary and at the pad; nothing is signed."""
    visit = arrive("sign")
    at = opened("sign")
    at.button(key="outcome-sign").click().run()
    assert html(at).count(WORDS["ink.empty"].vi) == 2
    assert running.service.journey.record(visit).status == Status.OPEN


def test_a_typed_name_signs(arrive: Callable[..., str], running: Product) -> None:
    """The typed name is the signature, and the screen is the end."""
    visit = arrive("sign")
    at = opened("sign")
    at.radio(key="sign-kind").set_value("typed").run()
    at.text_input(key="typed-name").set_value("Trần Thị Bình")
    at.button(key="outcome-sign").click().run()
    assert not at.exception
    record = running.service.journey.record(visit)
    assert record.status == Status.SIGNED and record.signed.payload.signature.typed == "Trần Thị Bình"
    assert WORDS["done_signed"].vi in html(at)


@pytest.mark.parametrize(
    ("key", "status", "words"),
    [("outcome-later", Status.DEFERRED, "done_deferred"), ("outcome-no", Status.DECLINED, "done_declined")],
)
def test_later_and_no(arrive: Callable[..., str], running: Product, key: str, status: Status, words: str) -> None:
    """More time and no take one tap each, without any signature."""
    visit = arrive("sign")
    at = opened("sign").button(key=key).click().run()
    assert running.service.journey.record(visit).status == status
    assert WORDS[words].vi in html(at)


def test_a_minor(arrive: Callable[..., str], running: Product) -> None:
    """A minor is asked to call a member of staff and finds no way to sign, but may stop."""
    today = running.service.journey.record(arrive("about")).opened_on
    visit = arrive("sign", who=factories.patient(born=date(today.year - 17, 1, 1)))
    at = opened("sign")
    assert WORDS["minor_title"].vi in html(at)
    assert [button.key for button in at.button] == [
        "back",
        "pause",
        "call-staff",
        "other-language",
        "call-first",
        "outcome-later",
        "outcome-no",
    ]
    at.button(key="call-first").click().run()
    assert running.service.journey.record(visit).call
    assert "call-first" not in [button.key for button in at.button]


def test_every_screen_after_the_end_is_the_end(arrive: Callable[..., str], running: Product) -> None:
    """After signing, an earlier screen leads to the end; after handing back, to the welcome screen."""
    visit = arrive("sign")
    running.service.journey.decline(visit, factories.tap())
    assert WORDS["done_declined"].vi in html(opened("risks"))
    running.service.journey.end(visit)
    assert WORDS["welcome_title"].vi in html(opened("done"))


def test_a_download_only_on_a_tablet_of_ones_own(
    arrive: Callable[..., str], running: Product, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On a shared tablet the copy is read on the screen; on the patient's own device it can be downloaded."""
    visit = arrive("sign")
    running.service.journey.decline(visit, factories.tap())
    assert "download" in html(opened("done"))
    monkeypatch.setattr(type(running.settings), "tablet_is_shared", property(lambda _self: True))
    assert "download" not in html(opened("done"))
    assert WORDS["copy_read"].vi in html(opened("done"))
