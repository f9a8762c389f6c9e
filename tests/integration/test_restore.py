"""Restoring a backup: a whole ledger comes back, and whatever is wrong is said before anything is replaced."""

import json
from datetime import timedelta
from pathlib import Path

import pytest

from informed.adapters import database as db
from informed.adapters.backup import Loss
from informed.adapters.backup.mark import RESTORED
from informed.adapters.keys import new_kek
from informed.adapters.outside import OutsideFolder
from informed.errors import InformedError, KeyFault, LedgerError
from informed.events import CLINIC
from tests.factories import NOON, House
from tests.integration.clinic import CANARY, ClinicSite

pytest_plugins = ["tests.integration.postgres", "tests.integration.clinic"]
LATER = NOON + timedelta(hours=1)


def records(served: House) -> list[str]:
    with served.ledger.reading() as work:
        return sorted(head.record for head in work.heads() if head.record != CLINIC)


# --- it comes back


def test_the_drill_on_an_empty_machine(served: House, site: ClinicSite, elsewhere: ClinicSite, tmp_path: Path) -> None:
    """Only the backup folder and the key file: every record is read, the ledger verifies, and work goes on."""
    made = site.backup(tmp_path / "backups", NOON)
    restored = elsewhere.taking_the_key_of(site).restore(made.manifest.parent, LATER)
    there = elsewhere.opened()
    (record,) = records(there)
    with there.ledger.reading() as work:
        names = {event.payload.patient.name for event in work.events(record)[:1]}
        rows = work.indexed(None, 5)

    assert names == {CANARY} == {row.name for row in rows}
    assert there.custody.check_ledger().ok and there.custody.check_ledger().checkpoint_number == 1
    assert (
        (restored.events, restored.records) == (made.events, made.records) == (there.custody.check_ledger().events, 2)
    )
    assert (restored.lost, restored.replaced, restored.superseded) == (Loss(), None, None)
    there.signed()
    assert there.custody.checkpoint().number == 2
    assert there.custody.check_ledger().ok
    there.ledger.close()


def test_every_row_is_the_same(served: House, site: ClinicSite, elsewhere: ClinicSite, tmp_path: Path) -> None:
    """But for the sessions of staff, which end, and the note of where the ledger comes from."""
    served.signed_in()
    made = site.backup(tmp_path / "backups", NOON)
    elsewhere.taking_the_key_of(site).restore(made.manifest.parent, LATER)
    before, after = site.contents(), elsewhere.contents()

    assert before.pop("staff_session") and not after.pop("staff_session")
    assert set(after.pop("about")) - set(before.pop("about")) == {(RESTORED, f"{made.sha256} plain")}
    assert after == before


def test_the_guards_come_back(served: House, site: ClinicSite, elsewhere: ClinicSite, tmp_path: Path) -> None:
    """Events of a restored ledger can no more be changed than before, and the app has its rights."""
    made = site.backup(tmp_path / "backups", NOON)
    elsewhere.taking_the_key_of(site).restore(made.manifest.parent, LATER)

    with pytest.raises(Exception, match="append-only"):
        elsewhere.write("delete from event")
    weak = [one.fact for one in db.condition(db.connect(elsewhere.url)).weaknesses if "runs with" not in one.fact]
    assert weak == []


def test_a_key_in_the_backup_is_brought_where_none_is(
    served: House, site: ClinicSite, elsewhere: ClinicSite, tmp_path: Path
) -> None:
    """A backup with keys needs nothing else; without them the missing key file is a sentence."""
    without = site.backup(tmp_path / "backups", NOON)
    with pytest.raises(KeyFault, match="is missing"):
        elsewhere.restore(without.manifest.parent, LATER)
    whole = site.backup(tmp_path / "backups", LATER, with_keys=True)
    restored = elsewhere.restore(whole.manifest.parent, LATER)

    assert restored.key_brought and elsewhere.key_file.stat().st_mode & 0o777 == 0o400
    there = elsewhere.opened()
    assert there.custody.check_ledger().ok
    there.ledger.close()


def test_an_erased_person_stays_erased(served: House, site: ClinicSite, tmp_path: Path) -> None:
    """An erasure made after the backup is made again at the next start, here and where only the backup's list is."""
    served.signed()
    (erased, other) = records(served)
    made = site.backup(tmp_path / "backups", NOON)
    with served.ledger.writing() as work:
        work.destroy(erased)
    (site.outside / "erased.txt").write_text(f"{erased} {NOON.isoformat()}\n")
    served.ledger.close()
    site.restore(made.manifest.parent, LATER, force=True)

    served.restart()
    assert served.custody.apply_erasures() == (erased,)
    assert served.custody.check_ledger().ok
    assert not any(CANARY in row.name for row in _indexed(served)) and [row.record for row in _indexed(served)] == [
        other
    ]


def test_the_backups_erasures_are_added_to_the_list(
    served: House, site: ClinicSite, elsewhere: ClinicSite, tmp_path: Path
) -> None:
    """Each once, whichever list has it."""
    site.outside.mkdir(exist_ok=True)
    (site.outside / "erased.txt").write_text(f"{'a' * 26} {NOON.isoformat()}\n{'b' * 26} {NOON.isoformat()}\n")
    made = site.backup(tmp_path / "backups", NOON)
    elsewhere.outside.mkdir()
    (elsewhere.outside / "erased.txt").write_text(f"{'b' * 26} {NOON.isoformat()}\n{'c' * 26} {NOON.isoformat()}\n")
    elsewhere.taking_the_key_of(site).restore(made.manifest.parent, LATER)

    lines = (elsewhere.outside / "erased.txt").read_text().splitlines()
    assert [line[0] for line in lines] == ["b", "c", "a"]


def test_a_clinic_that_erased_somebody_can_be_restored_elsewhere(
    served: House, site: ClinicSite, elsewhere: ClinicSite, tmp_path: Path
) -> None:
    """The list as the product itself writes it, with a line that a power cut has shortened."""
    first, second, third = ("a" * 26, "b" * 26, "c" * 26)
    there = OutsideFolder(site.outside)
    there.note_erasure(first, NOON)
    with (site.outside / "erased.txt").open("a") as cut_off:
        cut_off.write(f"{second} 2026-1")
    there.note_erasure(third, NOON)
    made = site.backup(tmp_path / "backups", NOON)
    elsewhere.taking_the_key_of(site).restore(made.manifest.parent, LATER)

    lines = (elsewhere.outside / "erased.txt").read_text().splitlines()
    assert [line.split()[0] for line in lines] == [first, second, third]
    assert OutsideFolder(elsewhere.outside).erased() == {first, second, third}


def test_damaged_lines_of_a_backups_erasures_are_kept_and_said(
    served: House, site: ClinicSite, elsewhere: ClinicSite, tmp_path: Path
) -> None:
    """As they stand there, once; no traceback, and nothing is destroyed for them, least of all the clinic's own keys."""
    damaged = [b"\xff\x00 half", b"clinic 2026-11-23"]
    site.outside.mkdir(exist_ok=True)
    (site.outside / "erased.txt").write_bytes(b"\n".join([damaged[0], b"a" * 26 + b" 2026-11-23", damaged[1]]))
    made = site.backup(tmp_path / "backups", NOON)
    elsewhere.taking_the_key_of(site)
    for _ in range(2):
        done = elsewhere.restore(made.manifest.parent, LATER, force=True)
        said = [line for line in done.lines() if "erased.txt" in line]
        assert said == [
            "Attention: in the backup's erased.txt no record can be read from line 1, 3; it is kept as it stands."
        ]
    assert (elsewhere.outside / "erased.txt").read_bytes().splitlines() == [
        damaged[0],
        b"a" * 26 + b" 2026-11-23",
        damaged[1],
    ]
    restored = elsewhere.opened()
    assert restored.custody.apply_erasures() == ()
    assert restored.custody.check_ledger().ok
    restored.ledger.close()


# --- it is not further back


def test_a_ledger_that_is_further_on_is_not_overwritten(served: House, site: ClinicSite, tmp_path: Path) -> None:
    """It says how much would be lost; with force it is done, and the ledger that was there is kept whole beside."""
    made = site.backup(tmp_path / "backups", NOON)
    served.signed()
    served.custody.checkpoint()
    served.ledger.close()
    before = site.contents()
    with pytest.raises(
        LedgerError, match=r"would lose \d+ events in 2 chains, 1 of which the backup does not know;.*force"
    ):
        site.restore(made.manifest.parent, LATER)
    assert site.contents() == before
    assert CANARY not in str(made)
    restored = site.restore(made.manifest.parent, LATER, force=True)

    assert (restored.lost.chains, restored.lost.unknown) == (2, 1)
    assert sum(len(rows) for rows in before["event"]) > sum(len(rows) for rows in site.contents()["event"])
    assert restored.lost.events == len(before["event"]) - len(site.contents()["event"])
    assert restored.replaced and _kept(restored.replaced, site, tmp_path) == before["event"]


def test_checkpoints_that_saw_more_are_moved_away(served: House, site: ClinicSite, tmp_path: Path) -> None:
    """Else the restored ledger could never be given a checkpoint again; those that it holds stay."""
    made = site.backup(tmp_path / "backups", NOON)
    served.signed()
    newer = [served.custody.checkpoint().number, served.custody.checkpoint().number]
    served.ledger.close()
    restored = site.restore(made.manifest.parent, LATER, force=True)

    assert restored.superseded and sorted(file.name for file in restored.superseded.iterdir()) == [
        f"checkpoint-{number:08}.txt" for number in newer
    ]
    served.restart()
    assert served.custody.check_ledger().ok
    assert served.custody.checkpoint().number == 2
    assert served.custody.check_ledger().ok


def test_the_same_ledger_needs_no_force(served: House, site: ClinicSite, tmp_path: Path) -> None:
    """A restore that was cut off can simply be run again."""
    made = site.backup(tmp_path / "backups", NOON)
    served.ledger.close()
    assert not site.restore(made.manifest.parent, LATER).lost
    assert not site.restore(made.manifest.parent, LATER + timedelta(hours=1)).lost


# --- what is refused


def _refused(site: ClinicSite, folder: Path, words: str, *, force: bool = True) -> None:
    """The restore is refused with this sentence, and nothing was replaced or left behind."""
    before, names = site.contents(), sorted(file.name for file in site.folder.iterdir())
    with pytest.raises(InformedError, match=words) as said:
        site.restore(folder, LATER, force=force)
    assert CANARY not in str(said.value) and "\n" not in str(said.value)
    assert site.contents() == before
    assert sorted(file.name for file in site.folder.iterdir()) == names


def test_half_a_backup_is_refused(served: House, site: ClinicSite, tmp_path: Path) -> None:
    """The manifest is written last; a file that it lists is missed, even with force."""
    made = site.backup(tmp_path / "backups", NOON)
    served.ledger.close()
    folder = made.manifest.parent
    manifest = made.manifest.rename(tmp_path / "manifest.json")
    _refused(site, folder, "no manifest.json: it is no backup, or one that was not finished")
    manifest.rename(made.manifest)
    (folder / made.files[0]).rename(tmp_path / "away")
    _refused(site, folder, "is missing")
    _refused(site, tmp_path / "nowhere", "there is no folder")


def test_a_flipped_byte_in_any_file_is_found(served: House, site: ClinicSite, tmp_path: Path) -> None:
    """Even with force; also in the manifest itself."""
    (site.outside / "erased.txt").write_text(f"{'e' * 26} {NOON.isoformat()}\n")
    made = site.backup(tmp_path / "backups", NOON, with_keys=True)
    served.ledger.close()
    files = sorted(made.manifest.parent.iterdir())
    assert len(files) == 5
    for file in files:
        whole = file.read_bytes()
        file.chmod(0o600)
        file.write_bytes(whole[: len(whole) // 2] + bytes([whole[len(whole) // 2] ^ 1]) + whole[len(whole) // 2 + 1 :])
        _refused(site, made.manifest.parent, "is damaged|does not say what the backup holds|is not whole")
        file.write_bytes(whole)
    site.restore(made.manifest.parent, LATER)


def test_another_clinics_backup_needs_force(
    served: House, site: ClinicSite, another: ClinicSite, tmp_path: Path
) -> None:
    """Over a ledger with events."""
    made = site.backup(tmp_path / "backups", NOON)
    there = another.opened()
    there.begin()
    there.ledger.close()
    _refused(another, made.manifest.parent, "of another clinic", force=False)
    assert another.restore(made.manifest.parent, LATER, force=True).lost.unknown == 1


def test_a_ledger_without_events_is_nobodys(
    served: House, site: ClinicSite, another: ClinicSite, tmp_path: Path
) -> None:
    """Somebody started the server on the new machine before restoring."""
    made = site.backup(tmp_path / "backups", NOON)
    assert not another.restore(made.manifest.parent, LATER).lost


def test_another_key_is_refused(served: House, site: ClinicSite, tmp_path: Path) -> None:
    """The key of another clinic, even when the backup has the right one; nothing is done to the key file."""
    made = site.backup(tmp_path / "backups", NOON, with_keys=True)
    served.ledger.close()
    site.key_file.unlink()
    new_kek().write(site.key_file)
    _refused(
        site, made.manifest.parent, f"{site.key_file} holds .* it is the key of another clinic, or of another time"
    )


def test_a_key_that_was_changed_in_the_backups_database_is_refused(
    served: House, site: ClinicSite, tmp_path: Path
) -> None:
    """Before anything is replaced: each data key is opened."""
    site.write(
        f"update data_key set wrapped = {_bytes(site, '00' * 60)} where owner <> 'clinic' and length(owner) = 26"
    )
    made = site.backup(tmp_path / "backups", NOON)
    served.ledger.close()
    _refused(site, made.manifest.parent, "the data key of .* was changed")


def test_a_newer_programs_backup_is_refused(
    served: House, site: ClinicSite, elsewhere: ClinicSite, tmp_path: Path
) -> None:
    """Of the database's schema, or of the backup itself."""
    known = db.current(db.connect(site.url))
    site.write("update alembic_version set version_num = '9999'")
    with pytest.raises(LedgerError, match="has schema 9999; this program knows schemas up to"):
        site.backup(tmp_path / "backups", NOON)
    site.write(f"update alembic_version set version_num = '{known}'")
    made = site.backup(tmp_path / "backups", NOON)
    said = json.loads(made.manifest.read_text())
    made.manifest.write_text(json.dumps(said | {"version": 2}))
    with pytest.raises(LedgerError, match="of version 2, and this program reads version 1"):
        elsewhere.restore(made.manifest.parent, LATER)


def _bytes(site: ClinicSite, hex: str) -> str:
    return f"x'{hex}'" if site.url.startswith("sqlite") else rf"'\x{hex}'"


def _indexed(served: House) -> list[object]:
    with served.ledger.reading() as work:
        return list(work.indexed(None, 100))


def _kept(replaced: Path, site: ClinicSite, tmp_path: Path) -> list[tuple[object, ...]]:
    """The events of a replaced ledger."""
    from informed.adapters.backup.copies import open_copy

    with open_copy(replaced) as copy:
        return sorted((tuple(row) for row in copy.work.raw_events()), key=repr)
