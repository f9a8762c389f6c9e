"""`informed verify` with a root certificate: what it answers, and its exit codes."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from informed.cli_document import verify
from tests.sealing import make_authority


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "root.pem").write_bytes(make_authority().root_pem)
    return tmp_path / "root.pem"


def run(*arguments: object) -> Result:
    return CliRunner().invoke(verify, [str(argument) for argument in arguments])


def test_no_is_exit_1(root: Path, tmp_path: Path) -> None:
    """With the verdict in a sentence, and the reason."""
    (tmp_path / "x.pdf").write_bytes(b"\xff\xd8\xff\xe0 a picture")
    result = run(tmp_path / "x.pdf", "--root", root)

    assert (result.exit_code, result.stderr) == (1, "")
    assert result.stdout.splitlines() == ["Not a PDF.", "- The file does not begin as a PDF does."]


def test_json_is_the_whole_report(root: Path, tmp_path: Path) -> None:
    """For programs."""
    (tmp_path / "x.pdf").write_bytes(b"")
    result = run(tmp_path / "x.pdf", "--root", root, "--json")

    assert result.exit_code == 1
    assert json.loads(result.stdout)["verdict"] == "not_a_pdf"


@pytest.mark.parametrize("arguments", [(), ("missing.pdf",), (__file__, "--root", __file__), (__file__, "--root", "/")])
def test_wrong_use_is_exit_2(arguments: tuple[str, ...]) -> None:
    """No file, a file that is not there, a root that is none."""
    result = run(*arguments)

    assert result.exit_code == 2
    assert result.stdout == ""
    assert "Traceback" not in result.stderr
