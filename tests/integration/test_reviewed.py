"""Real patients are shown no content without a physician's review that counts today."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from informed.bootstrap import Product
from informed.cli import _say_what_next
from informed.content import ContentPack, Language, Review
from informed.errors import NotReviewed
from tests.factories import NOON, FakeClock, House, foot_bath, reviewed

TODAY = NOON.date()

#: Why a pack is a draft today, and how such a pack is made.
DRAFTS: dict[str, Callable[[], ContentPack]] = {
    "no review": foot_bath,
    "one language is missing": lambda: reviewed(Language.VIETNAMESE),
    "the other language is missing": lambda: reviewed(Language.ENGLISH),
    "another text was seen": lambda: reviewed(seen="0" * 64),
    "the next review is due today": lambda: reviewed(on=TODAY - timedelta(days=365)),
    "the review is of tomorrow": lambda: reviewed(on=TODAY + timedelta(days=1)),
}


@pytest.mark.parametrize("why", DRAFTS)
def test_a_draft_opens_no_record_for_a_real_patient(tmp_path: Path, why: str) -> None:
    """An error of ours says what to do; nothing is written."""
    house = House(tmp_path, pack=DRAFTS[why](), real=True)

    with pytest.raises(NotReviewed, match=r"foot-bath 1\.0 opens no new record: .*`informed content review`"):
        house.begin()
    with house.ledger.reading() as work:
        assert not work.indexed(None, 1)
        assert work.kept_pack(foot_bath().sha256) is None


@pytest.mark.parametrize("why", DRAFTS)
def test_a_demonstration_shows_drafts(tmp_path: Path, why: str) -> None:
    """The record says that it saw one."""
    house = House(tmp_path, pack=DRAFTS[why]())

    assert house.record(house.begin()).opened.draft


def test_a_review_that_counts_opens_the_record(tmp_path: Path) -> None:
    """From the day of the review; the record is no draft."""
    house = House(tmp_path, pack=reviewed(), real=True)

    assert not house.record(house.begin()).opened.draft


def test_a_changed_word_closes_the_door_again(tmp_path: Path) -> None:
    """The review of that language is void until it is done anew; the reviews are still listed."""
    pack = reviewed()
    changed = pack.model_copy(update={"title": pack.title.model_copy(update={"vi": "Ngâm tay"})})
    house = House(tmp_path, pack=changed, real=True)

    with pytest.raises(NotReviewed):
        house.begin()


def test_what_was_begun_goes_on_when_the_review_ends(tmp_path: Path) -> None:
    """Only new records wait: a patient is not stopped in the middle."""
    clock = FakeClock()
    house = House(tmp_path, pack=reviewed(), clock=clock, real=True)
    visit = house.begin()
    clock.passes(days=365)

    with pytest.raises(NotReviewed):
        house.begin()
    house.go_on(visit)
    house.walk(visit, to="limitations")


@pytest.mark.parametrize(("mode", "said"), [("clinic", True), ("demo", False)])
def test_the_server_says_so_when_it_starts(
    settings: Callable[..., Product], capsys: pytest.CaptureFixture[str], mode: str, said: bool
) -> None:
    """In clinic mode, in place of the invitation to go through it once."""
    settings(mode=mode)
    _say_what_next("127.0.0.1", 8501, "a password")
    lines = capsys.readouterr().out

    assert ("Attention: the content pack foot-bath 1.0 opens no new record" in lines) == said
    assert ("Next: open the link" in lines) == (not said)


def test_stale_sources_open_no_record_for_a_real_patient(tmp_path: Path) -> None:
    """A source that was last looked at over a year ago is named; a demonstration shows it all the same."""
    pack = reviewed()
    old = pack.sources[0].model_copy(update={"checked_on": TODAY - timedelta(days=400)})
    pack = reviewed(pack=pack.model_copy(update={"sources": (old, *pack.sources[1:])}))

    with pytest.raises(NotReviewed, match=rf"its sources {old.id} were last checked over a year ago"):
        House(tmp_path, pack=pack, real=True).begin()
    assert House(tmp_path, pack=pack).begin()


def test_a_review_counts_for_a_year_at_most() -> None:
    """The evidence moves: a review that is due later than a year after it was made is no review."""
    kept = reviewed().reviews[0].model_dump()
    for days in (0, -1, 367, 9_000):
        with pytest.raises(ValueError, match="at most 366 days later"):
            Review.model_validate(kept | {"next_due": kept["on"] + timedelta(days=days)})
    assert Review.model_validate(kept | {"next_due": kept["on"] + timedelta(days=366)})
