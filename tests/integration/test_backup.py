"""Making a backup: whole, private, verified, made while others write; and restores that meet trouble."""

import os
import shutil
import signal
import stat
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path
from threading import Event

import pytest

from informed.adapters import database as db
from informed.adapters.backup import anchors, manifest
from informed.adapters.backup.copies import open_copy
from informed.adapters.keys import PREFIX, new_kek
from informed.audit import RawEvent
from informed.errors import KeyFault, LedgerError
from tests.factories import NOON, House
from tests.integration.clinic import CANARY, ClinicSite
from tests.integration.disks import tiny_disk
from tests.integration.postgres import SECRETS, Server

pytest_plugins = ["tests.integration.postgres", "tests.integration.clinic"]
LATER = NOON + timedelta(hours=1)


def events_in(folder: Path) -> list[RawEvent]:
    """The events of a backup."""
    about, _ = manifest.read(folder)
    with open_copy(folder / about.database) as copy:
        return list(copy.work.raw_events())


# --- what it is


def test_a_backup_is_a_private_folder_with_a_list(served: House, site: ClinicSite, tmp_path: Path) -> None:
    """Named by the time; each file for this user only; the list says what it is, and every file is in it."""
    made = site.backup(tmp_path / "backups", NOON)
    folder = made.manifest.parent
    about, sha256 = manifest.read(folder)
    files = {file.name: stat.S_IMODE(file.stat().st_mode) for file in folder.iterdir()}

    assert folder.name == "informed-20261123T050000Z" and stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert set(files) == {*made.files, "manifest.json"} == {file.name for file in about.files} | {"manifest.json"}
    assert set(files.values()) == {0o600}
    assert sha256 == made.sha256
    report = served.custody.check_ledger()
    assert (about.events, about.records, about.findings) == (report.events, report.records, 0)
    assert about.checkpoint and about.checkpoint.number == 1
    assert (about.ledger, about.database_schema, about.with_keys) == ("ledger", db.current(db.connect(site.url)), False)


def test_keys_are_in_it_only_when_asked_for(served: House, site: ClinicSite, tmp_path: Path) -> None:
    """And it says which: in the manifest and in words."""
    without = site.backup(tmp_path / "backups", NOON)
    whole = site.backup(tmp_path / "backups", LATER, with_keys=True)
    key = site.key_file.read_text().removeprefix(PREFIX).strip().encode()

    assert "The key is NOT in it" in "\n".join(without.lines())
    assert not any(key in file.read_bytes() for file in without.manifest.parent.iterdir())
    assert "It holds the key" in "\n".join(whole.lines())
    assert (whole.manifest.parent / "key-encryption-key").read_bytes() == site.key_file.read_bytes()


def test_a_key_that_does_not_open_the_ledger_is_not_taken_along(
    served: House, site: ClinicSite, tmp_path: Path
) -> None:
    """A backup with the wrong key would look whole and be worthless; nothing of it is left."""
    site.key_file.unlink()
    new_kek().write(site.key_file)
    with pytest.raises(KeyFault, match="wrapped by the key"):
        site.backup(tmp_path / "backups", NOON, with_keys=True)
    assert list((tmp_path / "backups").iterdir()) == []


def test_nothing_is_overwritten(served: House, site: ClinicSite, tmp_path: Path) -> None:
    """Not even by a second backup in the same second."""
    made = site.backup(tmp_path / "backups", NOON)
    before = {file: file.read_bytes() for file in made.manifest.parent.iterdir()}
    with pytest.raises(LedgerError, match="cannot be made: File exists"):
        site.backup(tmp_path / "backups", NOON)
    assert {file: file.read_bytes() for file in made.manifest.parent.iterdir()} == before


def test_no_name_is_in_a_backup(served: House, site: ClinicSite, tmp_path: Path) -> None:
    """Nor any word of one, in its files or in what a dump unpacks to."""
    made = site.backup(tmp_path / "backups", NOON, with_keys=True)
    everything = [file.read_bytes() for file in made.manifest.parent.iterdir()]
    if site.url.startswith("postgresql"):
        script = subprocess.run(
            ["pg_restore", "-f", "-", made.manifest.parent / "informed.dump"], capture_output=True, check=True
        )
        everything.append(script.stdout)
    said = b"\n".join(everything).lower()

    assert len(said) > 10_000 and b"alembic_version" in said
    for word in [*CANARY.lower().split(), "kanari-7781"]:
        assert word.encode() not in said and word.encode().hex().encode() not in said


# --- while others write


def test_a_backup_while_others_write(served: House, site: ClinicSite, tmp_path: Path) -> None:
    """Each is one moment: its chains hold, and it has every event that was acknowledged before it began."""
    stop, acknowledged = Event(), []

    def write() -> None:
        while not stop.is_set():
            visit = served.begin()
            acknowledged.append(served.record(visit).id)

    with ThreadPoolExecutor(2) as threads:
        writing = [threads.submit(write) for _ in range(2)]
        try:
            for number in range(4):
                before = list(acknowledged)
                made = site.backup(tmp_path / "backups", NOON + timedelta(minutes=number))
                kept = {event.record for event in events_in(made.manifest.parent)}
                assert set(before) <= kept and made.findings == ()
        finally:
            stop.set()
    assert all(done.result() is None for done in writing)
    assert len(acknowledged) > 4


def test_a_checkpoint_that_is_newer_than_the_copy_is_left_out(served: House, site: ClinicSite, tmp_path: Path) -> None:
    """A backup's checkpoint is one that its copy holds; else the restored ledger would look cut."""
    made = site.backup(tmp_path / "backups", NOON)
    served.signed()
    newer = served.custody.checkpoint()
    about, _ = manifest.read(made.manifest.parent)
    with open_copy(made.manifest.parent / about.database) as copy:
        first = (site.outside / anchors.name_of(1)).read_bytes()
        found = anchors.held(site.outside, copy, first)
    assert newer.number == 2
    assert isinstance(found, tuple) and found[1].number == 1


def test_a_changed_ledger_is_copied_and_told(served: House, site: ClinicSite, tmp_path: Path) -> None:
    """The copy is evidence; but nobody takes it for a good one, and it comes back with force only."""
    guard = "drop trigger event_no_update" if site.url.startswith("sqlite") else "alter table event disable trigger all"
    site.write(guard)
    site.write(f"update event set payload = {chr(120) if site.url.startswith('sqlite') else ''}'00' where sequence = 2")
    made = site.backup(tmp_path / "backups", NOON)
    served.ledger.close()

    assert made.findings and "informed audit verify" in "\n".join(made.lines())
    with pytest.raises(LedgerError, match="the backup's chains do not hold"):
        site.restore(made.manifest.parent, LATER)
    assert site.restore(made.manifest.parent, LATER, force=True).forced


def test_a_clock_that_was_once_set_back_spoils_no_backup(served: House, site: ClinicSite, tmp_path: Path) -> None:
    """It stays in the chain for ever, and so it would in every backup."""
    visit = served.begin()
    served.clock.passes(hours=-1)
    served.walk(visit, to="benefits")
    assert served.custody.check_ledger().findings
    assert site.backup(tmp_path / "backups", NOON).findings == ()


# --- trouble while it is made


def test_a_full_disk_leaves_nothing_of_a_backup(served: House, site: ClinicSite, tmp_path: Path) -> None:
    """A sentence; and the folder is as it was."""
    with tiny_disk(tmp_path / "tiny", "16k") as disk:
        with pytest.raises(LedgerError, match=r"nothing of it is left: .*full|pg_dump failed: .*No space left"):
            site.backup(disk, NOON)
        assert list(disk.iterdir()) == []


def test_a_missing_database_is_a_sentence(tmp_path: Path) -> None:
    """And none is made."""
    site = ClinicSite(tmp_path / "nowhere")
    with pytest.raises(LedgerError, match="there is no database"):
        site.backup(tmp_path / "backups", NOON)
    assert list((tmp_path / "backups").iterdir()) == [] and not site.file.exists()


def test_a_backup_that_was_killed_is_no_backup(tmp_path: Path) -> None:
    """`kill -9` while the files are written: the folder has no manifest, and a restore says so."""
    site = ClinicSite(tmp_path / "clinic")
    house = site.opened()
    house.signed()
    house.ledger.close()
    code = (
        "import os, signal, sys; from informed.adapters.backup import files; from tests.integration.clinic import ClinicSite;"
        "from tests.factories import NOON; from pathlib import Path;"
        "files.sync = lambda path: os.kill(os.getpid(), signal.SIGKILL);"
        "ClinicSite(Path(sys.argv[1])).backup(Path(sys.argv[2]), NOON)"
    )
    done = subprocess.run([sys.executable, "-c", code, site.folder, tmp_path / "backups"], capture_output=True)
    (left,) = (tmp_path / "backups").iterdir()

    assert done.returncode == -signal.SIGKILL and (left / "informed.db").exists()
    with pytest.raises(LedgerError, match="it is no backup, or one that was not finished"):
        site.restore(left, LATER)


# --- PostgreSQL's programs


def fake_program(folder: Path, name: str, script: str) -> None:
    folder.mkdir(exist_ok=True)
    (folder / name).write_text(f"#!/bin/sh\n{script}\n")
    (folder / name).chmod(0o755)


def test_a_missing_or_older_pg_dump_is_a_sentence(
    postgres_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each says what to install."""
    site = ClinicSite(tmp_path / "clinic", postgres_url)
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    with pytest.raises(LedgerError, match="pg_dump is not on the PATH: install"):
        site.backup(tmp_path / "backups", NOON)
    fake_program(tmp_path / "bin", "pg_dump", "echo 'pg_dump (PostgreSQL) 15.18 (Debian 15.18-0+deb12u1)'")
    with pytest.raises(
        LedgerError, match=r"pg_dump on the PATH is version 15, and the server is PostgreSQL \d\d: install"
    ):
        site.backup(tmp_path / "backups", NOON)
    assert list((tmp_path / "backups").iterdir()) == []


def test_no_password_is_among_the_arguments(
    postgres: Server, postgres_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every user of the machine can list them; the programs get it in their environment, and work."""
    for name in ("pg_dump", "pg_restore"):
        fake_program(tmp_path / "bin", name, f'echo "$@" >> {tmp_path}/arguments; exec {postgres.programs}/{name} "$@"')
    monkeypatch.setenv("PATH", f"{tmp_path / 'bin'}:{os.environ['PATH']}")
    site = ClinicSite(tmp_path / "clinic", postgres_url)
    house = site.opened()
    house.signed()
    house.ledger.close()
    site.restore(site.backup(tmp_path / "backups", NOON).manifest.parent, LATER)

    arguments = (tmp_path / "arguments").read_text()
    assert "--single-transaction" in arguments and "--format=custom" in arguments
    assert not any(secret in arguments for secret in SECRETS.values())


def test_a_wrong_password_is_a_sentence(postgres: Server, tmp_path: Path) -> None:
    """Without the password, and nothing waits for one to be typed."""
    url = postgres.address(postgres.fresh()).replace("app-secret", "wrong-secret")
    with pytest.raises(LedgerError, match="password authentication failed") as said:
        ClinicSite(tmp_path / "clinic", url).backup(tmp_path / "backups", NOON)
    assert "wrong-secret" not in str(said.value)


# --- trouble while it is brought back


def test_a_ledger_in_use_is_not_replaced(served: House, site: ClinicSite, tmp_path: Path) -> None:
    """Not even with force: an answer that the server saves now would be lost."""
    made = site.backup(tmp_path / "backups", NOON)
    before = site.contents()
    with pytest.raises(
        LedgerError, match=r"(another program has the database .* open|other connections use).*stop the server"
    ):
        site.restore(made.manifest.parent, LATER, force=True)
    served.begin()
    assert len(site.contents()["event"]) == len(before["event"]) + 1
    served.ledger.close()
    site.restore(made.manifest.parent, LATER, force=True)


def test_an_unreadable_ledger_needs_force_and_is_kept(tmp_path: Path) -> None:
    """The reason why most restores are made: the file is damaged."""
    site = ClinicSite(tmp_path / "clinic")
    site.opened().ledger.close()
    made = site.backup(tmp_path / "backups", NOON)
    site.file.write_bytes(b"no database at all" * 1000)
    with pytest.raises(LedgerError, match=r"cannot be read \(.*\), so that nobody can say what would be lost"):
        site.restore(made.manifest.parent, LATER)
    restored = site.restore(made.manifest.parent, LATER, force=True)

    assert restored.replaced and restored.replaced.read_bytes().startswith(b"no database")
    assert site.opened().custody.check_ledger().ok


def test_a_log_that_was_left_behind_is_not_played_into_the_restored_file(tmp_path: Path) -> None:
    """The database was lost, and its write-ahead log, whole and committed, still lies there."""
    site = ClinicSite(tmp_path / "clinic")
    house = site.opened()
    made = site.backup(tmp_path / "backups", NOON)
    house.signed()
    log = (tmp_path / "clinic" / "informed.db-wal").read_bytes() if db.journal_mode()[0] == "wal" else b"log"
    house.ledger.close()
    site.file.unlink()
    Path(f"{site.file}-wal").write_bytes(log)
    site.restore(made.manifest.parent, LATER)

    with open_copy(made.manifest.parent / "informed.db") as copy:
        assert len(site.contents()["event"]) == len(list(copy.work.raw_events()))
    assert [file.read_bytes() == log for file in site.folder.glob("*.replaced-*-wal")] == [True]


def test_a_full_disk_replaces_nothing(tmp_path: Path) -> None:
    """The ledger's own disk: it stays as it was, without a half-written file beside it."""
    with tiny_disk(tmp_path / "tiny", "16m") as disk:
        site = ClinicSite(disk / "clinic")
        house = site.opened()
        house.signed()
        made = site.backup(tmp_path / "backups", NOON)
        house.ledger.close()
        (disk / "ballast").write_bytes(bytes(max(0, shutil.disk_usage(disk).free - 40_000)))
        before = site.contents()
        with pytest.raises(LedgerError, match=r"not restored: .*(No space|full)"):
            site.restore(made.manifest.parent, LATER)
        assert site.contents() == before
        assert not list(site.folder.glob("*restoring*"))


def test_a_backup_of_the_other_engine_is_refused(postgres_url: str, tmp_path: Path) -> None:
    """With a sentence that names both."""
    site = ClinicSite(tmp_path / "clinic")
    site.opened().ledger.close()
    made = site.backup(tmp_path / "backups", NOON)
    with pytest.raises(LedgerError, match="of a sqlite database, and INFORMED_DATABASE_URL names a postgresql one"):
        ClinicSite(tmp_path / "other", postgres_url).taking_the_key_of(site).restore(made.manifest.parent, LATER)
