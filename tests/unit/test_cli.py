"""The command line, in this process: what it answers, and its exit codes."""

import json
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from cryptography import x509
from cryptography.hazmat.primitives.hashes import SHA256

from informed.adapters.data_keys import DataKeys
from informed.adapters.database import open_database, sqlite_url
from informed.adapters.keys import read_kek
from informed.adapters.ledger import DatabaseLedger
from informed.adapters.settings import PREFIX, Settings
from informed.cli import main
from tests.factories import FOOT_BATH, PACKS


def informed(*arguments: str, **env: str) -> Result:
    return CliRunner().invoke(main, arguments, env=env)


def refusal(*arguments: str, **env: str) -> tuple[int, str]:
    """The exit code and the sentence of a command that fails, which says nothing on stdout."""
    result = informed(*arguments, **env)
    assert result.stdout == ""
    assert isinstance(result.exception, SystemExit), result.exception
    assert "Traceback" not in result.stderr
    return result.exit_code, result.stderr


@pytest.mark.parametrize(
    "command", [(), ("serve",), ("sample",), ("settings",), ("content",), ("content", "check"), ("content", "new")]
)
def test_every_command_explains_itself(command: tuple[str, ...]) -> None:
    """`--help` and `-h` answer with a sentence, and exit 0."""
    for flag in ("--help", "-h"):
        result = informed(*command, flag)
        assert result.exit_code == 0
        assert result.stdout.startswith("Usage: ")
        assert len(result.stdout.splitlines()) > 4


def test_the_version_is_said() -> None:
    """For a report of a problem."""
    assert informed("--version").stdout == "informed, version 0.1.0\n"


@pytest.mark.parametrize("arguments", [("cook",), ("serve", "--port", "0"), ("serve", "--port", "x"), ("sample",)])
def test_wrong_use_exits_2(arguments: tuple[str, ...]) -> None:
    """An unknown command, a port that is none, a missing file name."""
    assert refusal(*arguments)[0] == 2


def test_settings_lists_every_setting() -> None:
    """With meaning, default and, where it differs, the present value."""
    result = informed("settings", INFORMED_MODE="clinic")

    for name, field in Settings.model_fields.items():
        assert f"{PREFIX}{name.upper()}\n    {field.description}\n    default: " in result.stdout
    assert "now: clinic" in result.stdout
    assert result.stdout.count("now: ") == 1


@pytest.mark.parametrize("command", [("settings",), ("sample", "out.pdf"), ("serve",)])
def test_an_unknown_setting_stops_every_command_that_reads_them(command: tuple[str, ...]) -> None:
    """In one sentence, exit 2."""
    said = "informed: INFORMED_MOOD is not a setting; `informed settings` lists them all\n"
    assert refusal(*command, INFORMED_MOOD="good") == (2, said)


def test_content_check_is_clean() -> None:
    """All installed packs, or the one named: a line each, exit 0."""
    result = informed("content", "check")
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout.startswith("exosome-skin 2026.1: 62 statements, 9 questions, 19 factors, sha256 ")
    assert informed("content", "check", str(FOOT_BATH)).stdout.startswith("foot-bath 1.0: 9 statements")


def test_content_check_finds_a_wrong_field(tmp_path: Path) -> None:
    """Exit 1, a line a finding, with file, id and field."""
    folder = Path(shutil.copytree(FOOT_BATH, tmp_path / "foot-bath"))
    file = folder / "2-benefits.yaml"
    file.write_text(file.read_text("utf-8").replace("certainty: low", "certainly: low"), "utf-8")
    code, said = refusal("content", "check", str(folder))

    assert code == 1
    assert (
        said
        == "informed: foot-bath/2-benefits.yaml: W2: topics.statements.certainly: Extra inputs are not permitted (line 9)\n"
    )


def test_content_check_of_something_else_is_used_wrongly(tmp_path: Path) -> None:
    """A folder that is not there exits 2; one without a pack exits 1."""
    assert refusal("content", "check", str(tmp_path / "nowhere"))[0] == 2
    assert refusal("content", "check", str(tmp_path))[0] == 1


@pytest.fixture
def small(tmp_path: Path) -> dict[str, str]:
    """Settings with the small pack and a data folder of the test's own."""
    return {
        "INFORMED_DATA_DIR": str(tmp_path / "data"),
        "INFORMED_CONTENT_DIR": str(PACKS),
        "INFORMED_PACK": "foot-bath",
    }


def rows(data: Path) -> list[tuple[str, str]]:
    keys = DataKeys(read_kek(data / "key-encryption-key"))
    with DatabaseLedger(open_database(sqlite_url(data / "informed.db")), keys).reading() as work:
        return [(row.name, row.status) for row in work.indexed(None, 10)]


@pytest.mark.parametrize("language", ["vi", "en"])
def test_a_sample_is_a_signed_record_and_a_pdf(tmp_path: Path, small: dict[str, str], language: str) -> None:
    """In demo mode it lies in the ledger, like every patient's."""
    out = tmp_path / "sample.pdf"
    result = informed("sample", str(out), "--language", language, "--patient", "Đỗ <b>Ánh</b> 🙂", **small)

    assert (result.exit_code, result.stderr) == (0, "")
    assert out.read_bytes().startswith(b"%PDF-")
    assert rows(tmp_path / "data") == [("Đỗ <b>Ánh</b> 🙂", "signed")]


def test_a_countersigned_sample_is_valid(tmp_path: Path, small: dict[str, str]) -> None:
    """Both files stand the check of the same installation."""
    out = tmp_path / "sample.pdf"
    result = informed("sample", str(out), "--countersigned", **small)

    assert (result.exit_code, result.stderr) == (0, "")
    assert rows(tmp_path / "data") == [("Nguyễn Thị Ánh", "countersigned")]
    for file, signatures in ((out, 2), (tmp_path / "sample-addendum.pdf", 1)):
        checked = informed("verify", str(file), "--json", **small)
        said = json.loads(checked.stdout)
        assert (checked.exit_code, said["verdict"], len(said["signatures"])) == (0, "valid", signatures)


def test_a_sample_in_clinic_mode_leaves_no_record(tmp_path: Path, small: dict[str, str]) -> None:
    """Nothing made up lies among real patients."""
    out = tmp_path / "sample.pdf"
    result = informed("sample", str(out), INFORMED_MODE="clinic", **small)

    assert result.exit_code == 0
    assert out.read_bytes().startswith(b"%PDF-")
    assert not (tmp_path / "data").exists()


def test_a_sample_that_cannot_be_is_refused_in_words(tmp_path: Path, small: dict[str, str]) -> None:
    """A name that cannot be taken, and a place that cannot be written."""
    assert refusal("sample", "out.pdf", "--patient", "", **small) == (2, "informed: Enter your full name\n")
    code, said = refusal("sample", str(tmp_path / "nowhere" / "out.pdf"), **small)
    assert (code, said) == (1, f"informed: {tmp_path}/nowhere/out.pdf cannot be written: No such file or directory\n")


@pytest.mark.parametrize(
    ("setting", "value", "said"),
    [
        ("INFORMED_DATABASE_URL", "nonsense", "is not the address of a database"),
        ("INFORMED_DATABASE_URL", "postgresql://127.0.0.1:9/x", "the database x on 127.0.0.1:9 cannot be opened"),
        ("INFORMED_DATABASE_URL", "sqlite://", "only addresses of a SQLite file"),
        ("INFORMED_DATABASE_URL", "sqlite:///:memory:", "only addresses of a SQLite file"),
        ("INFORMED_DATABASE_URL", "sqlite+pysqlcipher:///x.db", "only addresses of a SQLite file"),
        ("INFORMED_DATABASE_URL", "sqlite:////nowhere/x.db", "unable to open database file"),
        ("INFORMED_DATA_DIR", "/dev/null/data", "cannot be made"),
        ("INFORMED_DATA_DIR", "/dev/null", "cannot be made"),
        ("INFORMED_PACK", "hand-bath", "hand-bath/pack.yaml: No such file"),
    ],
)
def test_a_place_that_cannot_be_used_is_named(
    tmp_path: Path, small: dict[str, str], setting: str, value: str, said: str
) -> None:
    """One sentence on stderr; no traceback."""
    code, sentence = refusal("sample", str(tmp_path / "out.pdf"), **small | {setting: value})

    assert code in (1, 2)
    assert said in sentence
    assert sentence.startswith("informed: ")
    assert sentence.count("\n") == 1


def test_a_database_of_another_schema_is_left_alone(tmp_path: Path, small: dict[str, str]) -> None:
    """An older program does not write into what a newer one made."""
    data = tmp_path / "data"
    data.mkdir()
    engine = open_database(sqlite_url(data / "informed.db"))
    with engine.begin() as connection:
        connection.exec_driver_sql("update alembic_version set version_num = '9999'")
    code, said = refusal("sample", str(tmp_path / "out.pdf"), **small)

    assert code == 1
    assert "has schema 9999; this program knows schemas up to" in said


def test_a_file_that_is_no_database_is_said_so(tmp_path: Path, small: dict[str, str]) -> None:
    """Neither overwritten nor a traceback."""
    data = tmp_path / "data"
    data.mkdir()
    (data / "informed.db").write_text("Dear diary, " * 1000)
    code, said = refusal("sample", str(tmp_path / "out.pdf"), **small)

    assert code == 1
    assert "file is not a database" in said
    assert (data / "informed.db").read_text().startswith("Dear diary")


def test_content_review_prints_what_a_review_must_name() -> None:
    """The fingerprint of each language; exit 1 while a review is missing. No pack named: that of the settings."""
    result = informed("content", "review", str(FOOT_BATH))

    assert (result.exit_code, result.stderr) == (1, "")
    assert [line for line in result.stdout.splitlines() if "text_sha256: " in line and len(line.split()[-1]) == 64]
    assert informed("content", "review").stdout.startswith("exosome-skin 2026.1, sha256 ")


def test_content_new_tells_the_next_commands(tmp_path: Path) -> None:
    """Check it, see it; a second time it is refused, and a bad name is used wrongly."""
    result = informed("content", "new", "cupping", "--into", str(tmp_path))

    assert result.exit_code == 0
    assert f"informed content check {tmp_path}/cupping\n" in result.stdout
    assert f"INFORMED_CONTENT_DIR={tmp_path} INFORMED_PACK=cupping informed serve\n" in result.stdout
    assert refusal("content", "new", "cupping", "--into", str(tmp_path))[0] == 1
    assert refusal("content", "new", "Cupping", "--into", str(tmp_path))[0] == 2


def test_content_diff_answers_whether_something_is_material(tmp_path: Path) -> None:
    """0 for nothing and for editorial changes, 1 for material ones."""
    folder = Path(shutil.copytree(FOOT_BATH, tmp_path / "foot-bath"))
    assert informed("content", "diff", str(FOOT_BATH), str(folder)).exit_code == 0
    file = folder / "4-risks.yaml"
    file.write_text(file.read_text("utf-8").replace("can be slippery", "can be slick"), "utf-8")
    assert informed("content", "diff", str(FOOT_BATH), str(folder)).exit_code == 1
    (folder / "changes.yaml").write_text('since: "1.0"\nchanges: {W5: {change: editorial, reason: A better word.}}')
    assert informed("content", "diff", str(FOOT_BATH), str(folder)).exit_code == 0


def test_the_root_certificate_comes_out_and_checks_a_document(tmp_path: Path, small: dict[str, str]) -> None:
    """With the fingerprint that other programs show of it; what cannot be written is one sentence."""
    sample, root = tmp_path / "sample.pdf", tmp_path / "root.pem"
    informed("sample", str(sample), **small)
    said = informed("root", str(root), **small)
    (certificate,) = x509.load_pem_x509_certificates(root.read_bytes())

    assert (said.exit_code, said.stderr) == (0, "")
    assert certificate.fingerprint(SHA256()).hex() in said.stdout.replace(":", "").lower()
    verified = informed("verify", str(sample), "--root", str(root), **small)
    assert verified.exit_code == 0, verified.output
    assert refusal("root", str(tmp_path), **small)[0] == 2
    assert "cannot be written" in refusal("root", "/proc/root.pem", **small)[1]
