"""A new pack appears in the app by two settings, without a line of code."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from informed.bootstrap import product
from informed.cli import main
from informed.content import Language
from informed.paths import CONTENT
from tests.pages.conftest import Cookies, html, opened


def test_a_new_pack_is_shown(
    running: object, cookies: Cookies, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its title is on the first screen; nothing of the other pack is."""
    assert CliRunner().invoke(main, ["content", "new", "cupping", "--into", str(tmp_path)]).exit_code == 0
    monkeypatch.setenv("INFORMED_CONTENT_DIR", str(tmp_path))
    monkeypatch.setenv("INFORMED_PACK", "cupping")
    product.cache_clear()
    at = opened()

    assert not at.exception
    assert "VIẾT – tên thủ thuật" in html(at)
    assert "exosome" not in html(at)


@pytest.mark.parametrize("language", Language)
def test_a_whole_way_through_a_new_pack(tmp_path: Path, language: Language) -> None:
    """Every screen's commands take it as it is, to the signed document."""
    settings = {
        "INFORMED_DATA_DIR": str(tmp_path / "data"),
        "INFORMED_CONTENT_DIR": str(tmp_path / "content"),
        "INFORMED_PACK": "cupping",
    }
    made = CliRunner().invoke(main, ["content", "new", "cupping"], env=settings)
    sample = CliRunner().invoke(main, ["sample", str(tmp_path / "a.pdf"), "--language", language.value], env=settings)

    assert (made.exit_code, sample.exit_code) == (0, 0), made.output + sample.output
    assert (tmp_path / "a.pdf").read_bytes().startswith(b"%PDF-")
    assert not (CONTENT / "cupping").exists()
