"""The commands that keep the ledger, as they are typed: their answers, exit codes and sentences."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from informed.bootstrap import Product
from informed.cli import main
from informed.errors import NotFound
from informed.record import Record
from informed.sample import make_sample
from tests import factories

Run = Callable[..., Result]


@pytest.fixture
def run(product: Product) -> Run:
    """Type a command; an administrator's password comes on standard input."""
    factories.first_administrator(product.service)
    return lambda *typed: CliRunner().invoke(main, [str(word) for word in typed], input=f"{factories.PASSWORD}\n")


@pytest.fixture
def record(product: Product) -> Record:
    """A signed record."""
    return make_sample(product.service, "vi", "Nguyễn Thị Ánh")[0]  # type: ignore[arg-type]


def test_the_check_says_what_it_finds(run: Run, record: Record, product: Product) -> None:
    """Exit 0 and a sentence for an untouched ledger, exit 1 and the name of what is wrong for a changed one."""
    assert run("audit", "checkpoint").exit_code == 0
    sound = run("audit", "verify", "--json")
    assert (sound.exit_code, json.loads(sound.stdout)["ok"]) == (0, True)
    with product.service._ledger.writing() as work:
        work.connection.exec_driver_sql("update record_index set status = 'open'")  # type: ignore[attr-defined]
    changed = run("audit", "verify")
    assert (changed.exit_code, "index_differs" in changed.stdout) == (1, True)


def test_a_held_record_is_not_erased_and_a_released_one_is(run: Run, record: Record, product: Product) -> None:
    """By the number that people read out; a wrong number, or a hold, erases nothing."""
    account = ("--account", "admin", "--reason", "asked for")
    assert run("hold", record.short_id, *account).exit_code == 0
    held = run("erase", record.short_id, *account, "--confirm", record.short_id)
    assert (held.exit_code, "legal hold" in held.stderr) == (1, True)
    assert run("release", record.short_id, *account).exit_code == 0
    wrong = run("erase", record.short_id, *account, "--confirm", "AAAA-AAAA")
    assert (wrong.exit_code, record.short_id in wrong.stderr) == (1, True)
    done = run("erase", record.short_id, *account, "--confirm", record.short_id)
    assert (done.exit_code, "is erased" in done.stdout) == (0, True)
    with product.service._ledger.reading() as work, pytest.raises(NotFound):
        work.events(record.id)
    assert run("audit", "verify").exit_code == 0


def test_a_wrong_password_does_nothing(run: Run, record: Record) -> None:
    """One sentence, and the ledger is as it was."""
    typed = ["erase", record.short_id, "--account", "admin", "--reason", "x", "--confirm", record.short_id]
    refused = CliRunner().invoke(main, typed, input="not the password\n")
    assert (refused.exit_code, refused.stderr) == (1, "informed: wrong name or password\n")


@pytest.mark.parametrize(
    ("kind", "start"), [("pdf", b"%PDF-"), ("json", b'{"address"'), ("fhir", b'{\n  "resourceType"')]
)
def test_a_record_is_taken_out(
    run: Run, record: Record, product: Product, tmp_path: Path, kind: str, start: bytes
) -> None:
    """In each format; that it was taken is an event."""
    out = tmp_path / f"record.{kind}"
    assert run("export", record.id, out, "--format", kind, "--account", "admin").exit_code == 0
    assert out.read_bytes().startswith(start)
    with product.service._ledger.reading() as work:
        last = work.events(record.id)[-1].payload
    assert (last.type, last.format) == ("RecordExported", kind)  # type: ignore[union-attr]


def test_an_unfinished_record_has_no_pdf_to_take(run: Run, product: Product, tmp_path: Path) -> None:
    """A sentence, and no file."""
    product.service.journey.begin(factories.patient(), "en", factories.tap())  # type: ignore[arg-type]
    with product.service._ledger.reading() as work:
        (row,) = work.indexed(None, 2)
    refused = run("export", row.record, tmp_path / "x.pdf", "--format", "pdf", "--account", "admin")
    assert (refused.exit_code, "not finished" in refused.stderr) == (1, True)
    assert not (tmp_path / "x.pdf").exists()


def test_backup_and_restore(run: Run, record: Record, product: Product, tmp_path: Path) -> None:
    """The copy is told to be sound; a running ledger is not replaced."""
    made = run("backup", tmp_path / "backups")
    assert (made.exit_code, "NOT in it" in made.stdout) == (0, True)
    (folder,) = (tmp_path / "backups").iterdir()
    refused = run("restore", folder)
    assert (refused.exit_code, refused.stderr.endswith("open: stop the server first\n")) == (1, True)


def test_retention_needs_its_setting(run: Run) -> None:
    """Nothing is past its time by a silent default."""
    refused = run("retention", "--account", "admin")
    assert (refused.exit_code, "INFORMED_RETENTION_DAYS" in refused.stderr) == (2, True)
