"""Where the reviews of a pack stand: why one counts today, and why another does not."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from informed.authoring.reviews import example, report, standing
from informed.content import Language
from tests.factories import REVIEWED_ON, foot_bath, reviewed

VI, EN = Language.VIETNAMESE, Language.ENGLISH


@pytest.mark.parametrize(
    ("days", "seen", "counts", "reason"),
    [
        (0, "", True, "BS Lê Minh, 2026-11-23: counts until 2027-11-23"),
        (364, "", True, "BS Lê Minh, 2026-11-23: counts until 2027-11-23"),
        (365, "", False, "BS Lê Minh, 2026-11-23: was due again on 2027-11-23"),
        (-1, "", False, "BS Lê Minh, 2026-11-23: begins to count on 2026-11-23"),
        (0, "f" * 64, False, "BS Lê Minh, 2026-11-23: saw another text (ffffffffffff…); a word was changed since"),
    ],
)
def test_whether_a_review_counts(days: int, seen: str, counts: bool, reason: str) -> None:
    """From its day until the day it is due again, for the text that it saw."""
    found = standing(reviewed(seen=seen), VI, REVIEWED_ON + timedelta(days=days))

    assert found.counts == counts
    assert found.text_sha256 == foot_bath().text_sha256(VI)
    assert [said.startswith(reason) for said in found.reasons] == [True]


def test_a_language_without_a_review_is_said_so() -> None:
    """One language's review is none of the other's."""
    pack = reviewed(VI)

    assert (standing(pack, VI, REVIEWED_ON).counts, standing(pack, EN, REVIEWED_ON).counts) == (True, False)
    assert standing(pack, EN, REVIEWED_ON).reasons == ("no review yet",)


@given(
    st.lists(st.sampled_from(Language), max_size=3),
    st.sampled_from(["", "0" * 64]),
    st.integers(min_value=-400, max_value=400),
)
def test_it_says_what_the_product_does(languages: list[Language], seen: str, days: int) -> None:
    """A pack is a draft exactly when some language has no review that counts."""
    pack = reviewed(*languages, seen=seen)
    day = REVIEWED_ON + timedelta(days=days)

    assert pack.draft(day) == (not all(standing(pack, language, day).counts for language in Language))


def test_the_report_tells_what_to_do() -> None:
    """The fingerprints to write down while it is a draft; nothing to do once it is not."""
    draft, done = "\n".join(report(foot_bath(), REVIEWED_ON)), "\n".join(report(reviewed(), REVIEWED_ON))

    for language in Language:
        assert f"text_sha256: {foot_bath().text_sha256(language)}" in draft
    assert draft.count("NOT REVIEWED") == 2
    assert "no new record is opened" in draft
    assert "foot-bath/reviews.yaml" in draft
    assert "NOT REVIEWED" not in done
    assert "may be used with INFORMED_MODE=clinic" in done


def test_the_example_is_due_within_a_year() -> None:
    """On a leap day too."""
    assert list(example(date(2028, 2, 29)))[-1] == "        next_due: 2029-02-28"
