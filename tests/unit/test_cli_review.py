"""`informed content export` and `review`: the copy in the format that was asked for, and the review written down after."""

import re
import shutil
from datetime import date, timedelta
from pathlib import Path

import pytest
from click.testing import Result

from tests.factories import FOOT_BATH
from tests.unit.test_cli import informed, refusal


@pytest.mark.parametrize(
    ("name", "options", "begins"),
    [
        ("copy.pdf", (), b"%PDF-"),
        ("copy.HTML", (), b"<!DOCTYPE html>"),
        ("copy", ("--format", "pdf"), b"%PDF-"),
        ("copy.pdf", ("--format", "html"), b"<!DOCTYPE html>"),
    ],
)
def test_the_format_is_that_of_the_option_or_the_name(
    tmp_path: Path, name: str, options: tuple[str, ...], begins: bytes
) -> None:
    """The option counts more; the size and the version are said."""
    out = tmp_path / name
    result = informed("content", "export", str(FOOT_BATH), "--out", str(out), *options)

    assert (result.exit_code, result.stderr) == (0, "")
    assert out.read_bytes().startswith(begins)
    assert result.stdout == f"{out}: {out.stat().st_size:,} bytes, foot-bath 1.0\n"


def test_without_a_pack_it_is_the_installed_one(tmp_path: Path) -> None:
    """The pack of the settings."""
    out = tmp_path / "copy.html"
    assert informed("content", "export", "--out", str(out)).exit_code == 0
    assert "exosome-skin" in out.read_text("utf-8")


@pytest.mark.parametrize(
    ("out", "code", "sentence"),
    [
        ("copy.docx", 2, "copy.docx ends in neither .html nor .pdf; say which with --format"),
        ("copy", 2, "copy ends in neither .html nor .pdf; say which with --format"),
        ("nowhere/copy.pdf", 1, "nowhere/copy.pdf cannot be written: No such file or directory"),
    ],
)
def test_what_cannot_be_written_is_said(tmp_path: Path, out: str, code: int, sentence: str) -> None:
    """One sentence, and no file."""
    said = f"informed: {tmp_path}/{sentence}\n"
    assert refusal("content", "export", str(FOOT_BATH), "--out", str(tmp_path / out)) == (code, said)
    assert list(tmp_path.iterdir()) == []


def test_it_needs_a_file_to_write(tmp_path: Path) -> None:
    """Used wrongly."""
    assert refusal("content", "export", str(FOOT_BATH))[0] == 2
    assert refusal("content", "export", str(FOOT_BATH), "--out", str(tmp_path))[0] == 2


@pytest.mark.parametrize("command", ["new", "check", "diff", "export", "review"])
def test_every_content_command_explains_itself(command: str) -> None:
    """With a sentence of its own."""
    result = informed("content", command, "--help")
    assert result.exit_code == 0
    assert result.stdout.startswith("Usage: ")


def test_a_review_written_down_counts(tmp_path: Path) -> None:
    """What `content review` prints goes into reviews.yaml; then it exits 0. A changed word, and it is 1 again."""
    folder = Path(shutil.copytree(FOOT_BATH, tmp_path / "foot-bath"))
    found = re.findall(r"\((vi|en)\): NOT REVIEWED\n    text_sha256: (\w{64})", review(folder).stdout)
    day = date.today() - timedelta(days=2)
    entry = "  - {{name: A, qualification: B, language: {}, text_sha256: '{}', on: {}, next_due: {}}}"
    lines = [entry.format(language, seen, day, day + timedelta(days=365)) for language, seen in found]
    (folder / "reviews.yaml").write_text("\n".join(["reviews:", *lines]), "utf-8")
    assert review(folder).exit_code == 0
    file = folder / "4-risks.yaml"
    file.write_text(file.read_text("utf-8").replace("can be slippery", "can be slick"), "utf-8")

    assert review(folder).exit_code == 1
    assert "Vietnamese (vi): reviewed" in review(folder).stdout
    assert "English (en): NOT REVIEWED" in review(folder).stdout
    assert "saw another text" in review(folder).stdout


def review(folder: Path) -> Result:
    return informed("content", "review", str(folder))
