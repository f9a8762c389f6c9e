"""The page about threats cannot rot: each of the twenty has its row, and each test that it names exists."""

import re

import pytest

from informed.paths import HOME

PAGE = HOME / "docs" / "threats.md"

pytestmark = pytest.mark.skipif(not PAGE.exists(), reason="the page is read in a checkout")


def rows() -> dict[int, list[str]]:
    """The names of tests by the threat's number."""
    lines = re.findall(r"^\| (\d+) \|(.*)\|$", PAGE.read_text("utf-8"), re.M)
    return {int(number): re.findall(r"`(test_\w+)`", line) for number, line in lines}


def test_each_threat_has_a_test_that_exists() -> None:
    """But for the last one, of which the page says what is not there."""
    written = "\n".join(file.read_text("utf-8") for file in (HOME / "tests").rglob("test_*.py"))
    known = set(re.findall(r"^def (test_\w+)\(", written, re.M))
    assert list(rows()) == list(range(1, 21))
    assert [number for number, names in rows().items() if not names] == [20]
    assert [name for names in rows().values() for name in names if name not in known] == []
