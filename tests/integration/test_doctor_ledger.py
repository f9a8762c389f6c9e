"""`informed doctor` on the ledger: each finding with the command that mends it, and after the command it is gone."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner

from informed.adapters import database as db
from informed.adapters.database import sqlite
from informed.adapters.settings import read_settings
from informed.bootstrap import Product
from informed.cli import main
from informed.doctor import Finding, examine
from tests import factories
from tests.fakes import FakeClock
from tests.integration.disks import tiny_disk
from tests.integration.postgres import OWNER, Server, as_user
from tests.schema_dump import load

Settings = Callable[..., Product]


def findings() -> list[Finding]:
    """What is found with the settings of the environment."""
    return list(examine(read_settings()))


def one(about: str) -> Finding:
    """The one finding whose sentence has these words."""
    (found,) = [finding for finding in findings() if about in finding.sentence]
    return found


def mended(finding: Finding) -> None:
    """Run the command that a finding names."""
    assert finding.mend.startswith("informed ")
    done = CliRunner().invoke(main, finding.mend.split()[1:])
    assert done.exit_code == 0, done.output


def test_engine_and_version_are_said(product: Product) -> None:
    """As the library itself says them."""
    found = one(f"SQLite {db.sqlite3.sqlite_version}")
    assert found.level == "good"
    assert found.sentence.endswith(f"journal {db.journal_mode()[0]}")


def test_a_sqlite_with_the_wal_reset_fault(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    """3.51.2 is the last one; its write-ahead log is not used, and what to install is said."""
    choose = db.journal_mode
    monkeypatch.setattr(sqlite, "journal_mode", lambda: choose((3, 51, 2)))
    settings()
    found = one("can damage a write-ahead log")
    assert (found.level, found.mend) == ("notice", "pip install pysqlite3, or a Python with SQLite 3.51.3 or newer")
    assert one("journal delete").level == "good"


def test_triggers_that_are_gone(product: Product, tmp_path: Path) -> None:
    """An accident could change an event now; migrating makes them anew."""
    with db.connect(read_settings().url).execution_options(writing=True).begin() as connection:
        connection.exec_driver_sql("drop trigger event_no_delete")
    mended(one("triggers that refuse to change events are not all there"))
    assert not [finding for finding in findings() if "triggers" in finding.sentence]


def test_an_older_and_a_newer_schema(settings: Settings, tmp_path: Path) -> None:
    """The older one is migrated by the command that is named; a newer one needs the newer program."""
    (tmp_path / "data").mkdir(mode=0o700)
    url = db.sqlite_url(tmp_path / "data" / "informed.db")
    db.connect(url, make=True).dispose()
    load("sqlite", "0001", url)
    with pytest.raises(Exception, match="run `informed migrate`"):
        settings()
    found = one("the database has schema 0001, and needs ")
    assert found.level == "notice"
    mended(found)
    assert not [finding for finding in findings() if "has schema 0001" in finding.sentence]
    with db.connect(url).execution_options(writing=True).begin() as connection:
        connection.exec_driver_sql("update alembic_version set version_num = '9999'")
    newer = one("has schema 9999; this program knows schemas up to ")
    assert newer.level == "fault"
    assert "use the newer program that wrote it" in newer.sentence


def test_a_full_disk_is_seen_before_it_is_full(settings: Settings, tmp_path: Path) -> None:
    """Less than a gigabyte is free."""
    with tiny_disk(tmp_path / "tiny", "20m") as disk:
        settings(data_dir=str(disk / "data"))
        found = one("are free for the data folder")
        assert (found.level, found.mend) == ("fault", "make room on the disk")


def test_the_age_of_the_newest_checkpoint(product: Product, monkeypatch: pytest.MonkeyPatch) -> None:
    """None, one of three days ago, and a new one by the command."""
    assert one("there is no checkpoint yet").mend == "informed audit checkpoint"
    with monkeypatch.context() as then:
        then.setattr(product.service.custody, "_clock", FakeClock(datetime.now(UTC) - timedelta(days=3)))
        product.service.custody.checkpoint()
    found = one("checkpoint 1 is 3 days old")
    assert found.level == "notice"
    mended(found)
    assert one("checkpoint 2 is 0 days old").level == "good"


def test_a_damaged_line_of_the_list_of_erasures(product: Product) -> None:
    """By its number; the others count, and nothing of the file is changed."""
    listed = read_settings().checkpoints / "erased.txt"
    listed.parent.mkdir(exist_ok=True, mode=0o700)
    content = b"a" * 26 + b" 2026-11-23\n\xffclinic\n" + b"b" * 26 + b"\n"
    listed.write_bytes(content)
    found = one("erased.txt names no record: an erasure may be missing")
    assert (found.level, found.sentence.split()[:2]) == ("fault", ["line", "2"])
    assert found.mend.startswith("informed erase")
    assert listed.read_bytes() == content


def test_a_missing_and_another_clinics_key(product: Product, settings: Settings, tmp_path: Path) -> None:
    """The ledger is not opened; the sentence says what to put where."""
    key = read_settings().key_file
    key.rename(tmp_path / "away")
    assert "put it back from where it was kept" in one(f"the key file {key} is missing").sentence
    settings(data_dir=str(tmp_path / "another"))
    other = read_settings().key_file
    other.rename(key)
    settings_of_first = read_settings().model_copy(update={"data_dir": tmp_path / "data"})
    (found,) = [finding for finding in examine(settings_of_first) if "of another clinic" in finding.sentence]
    assert found.level == "fault"


def test_reviews_that_do_not_count_are_a_fault_for_real_patients(settings: Settings) -> None:
    """And only to be known in a demonstration."""
    settings()
    assert (one("is a draft: no review counts today").level, one("is a draft").mend) == (
        "notice",
        "informed content review",
    )
    settings(mode="clinic", clinic_name="Phòng khám Thử")
    assert one("is a draft: no review counts today").level == "fault"


def test_a_document_that_waits(product: Product, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its seal could not be made; the server tries again."""
    visit, _ = product.service.journey.begin(factories.patient(), "en", factories.tap())  # type: ignore[arg-type]
    with monkeypatch.context() as broken:
        broken.setattr(type(product.service.documents), "seal_if_possible", lambda _self, record: record)
        product.service.journey.decline(visit, factories.tap())
    assert one("1 documents wait for their seal").mend.startswith("start `informed serve`")
    product.service.keep_up()
    assert not [finding for finding in findings() if "wait for their seal" in finding.sentence]


def test_a_postgresql_server_that_may_lose_what_it_saved(
    settings: Settings, postgres: Server, postgres_url: str
) -> None:
    """That of the tests runs without fsync; each setting with the line that mends it, and both roles in one."""
    settings(database_url=postgres_url)
    assert one("PostgreSQL 1").level == "good"
    for name in ("fsync", "full_page_writes"):
        assert (
            one(f"the server runs with {name}=off").mend == f"{name} = on in postgresql.conf, then restart the server"
        )
    assert not [finding for finding in findings() if "owns the tables" in finding.sentence]
    settings(database_url=as_user(postgres_url, OWNER))
    assert one("owns the tables or may change events").mend == "use two roles, see docs/postgresql.md"
