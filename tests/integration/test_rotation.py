"""A new key-encryption key: everything is read as before, nothing that was written changes, and no cut loses a key."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from informed.adapters import database as db
from informed.adapters import rotation
from informed.adapters.keys import KeyEncryptionKey, read_kek
from informed.adapters.rotation import heal, rotate
from informed.errors import KeyFault
from informed.patient import search_terms
from tests.factories import NOON, House
from tests.integration.clinic import CANARY, ClinicSite
from tests.integration.disks import read_only, tiny_disk
from tests.integration.postgres import Server

pytest_plugins = ["tests.integration.postgres", "tests.integration.clinic"]


def healed(site: ClinicSite) -> None:
    """What the next start does first."""
    engine = db.open_database(site.url)
    heal(site.key_file, engine)
    engine.dispose()


def found(house: House) -> list[str]:
    """The names that a search for the canary finds."""
    with house.ledger.reading() as work:
        return [row.name for row in work.indexed(None, 10, search_terms(CANARY, "1980-05-04", "KANARI-7781"))]


def test_nothing_but_the_wrapping_changes(served: House, site: ClinicSite) -> None:
    """Every table is byte for byte the same, and in `data_key` every row is another; none is left to the old key."""
    served.ledger.close()
    before, old = site.contents(), read_kek(site.key_file)
    rotated = rotate(site.settings)
    after, new = site.contents(), read_kek(site.key_file)
    keys_before, keys_after = before.pop("data_key"), after.pop("data_key")

    assert after == before
    assert rotated.keys == len(keys_after) == len(keys_before) and not set(keys_before) & set(keys_after)
    assert {row[1] for row in keys_after} == {new.id} == {rotated.key_id} and new.id != old.id
    assert [row[0] for row in keys_after] == [row[0] for row in keys_before]


def test_all_is_read_and_found_as_before(served: House, site: ClinicSite) -> None:
    """Records, the search, and the checkpoint that the key before had signed; and work goes on."""
    assert found(served) == [CANARY]
    served.ledger.close()
    rotate(site.settings)
    house = ClinicSite(site.folder, site.url).opened(process="n")

    assert found(house) == [CANARY]
    assert house.custody.check_ledger().ok and house.custody.check_ledger().checkpoint_number == 1
    house.signed()
    assert house.custody.checkpoint().number == 2
    house.ledger.close()


def test_the_key_before_is_kept_and_said(served: House, site: ClinicSite, tmp_path: Path) -> None:
    """For the backups that only it opens: they are refused with the new key, and come back with the old one."""
    made = site.backup(tmp_path / "backups", NOON)
    served.ledger.close()
    old = read_kek(site.key_file)
    rotated = rotate(site.settings)
    with pytest.raises(KeyFault, match="or of another time than the backup"):
        site.restore(made.manifest.parent, NOON)

    assert "only with it" in "\n".join(rotated.lines()) and str(rotated.old) in "\n".join(rotated.lines())
    assert read_kek(rotated.old).id == old.id
    site.key_file.unlink()
    rotated.old.rename(site.key_file)
    site.restore(made.manifest.parent, NOON, force=True)
    rotate(site.settings)


def test_the_old_key_opens_nothing_any_more(served: House, site: ClinicSite) -> None:
    """A process that still has it in memory is told what to do; it writes nothing that the new one could not read."""
    rotate(site.settings)
    before = site.contents()
    with pytest.raises(KeyFault, match="informed keys rotate"):
        served.begin()
    with pytest.raises(KeyFault, match="informed keys rotate"):
        found(served)
    assert site.contents() == before


def test_no_key_that_is_made_meanwhile_is_left_to_the_old_one(
    postgres: Server, postgres_url: str, tmp_path: Path
) -> None:
    """On PostgreSQL another process may be in the middle of opening a record: the rotation waits for it."""
    site = ClinicSite(tmp_path / "clinic", postgres_url)
    house = site.opened()
    waiting = "select count(*) from pg_stat_activity where wait_event_type = 'Lock' and datname = %s"
    name = postgres_url.split("@/")[1].split("?")[0]
    with ThreadPoolExecutor(1) as threads, postgres.connect("postgres") as watching:
        with house.ledger.writing() as work:
            work._keys.make(work.connection, "n" * 26)
            rotating = threads.submit(rotate, site.settings)
            while not (rotating.done() or watching.execute(waiting, [name]).fetchone() == (1,)):
                pass
        rotated = rotating.result(60)
    house.ledger.close()

    assert {row[1] for row in site.contents()["data_key"]} == {rotated.key_id}


# --- cut off


class Cut(BaseException):
    """The power goes."""


@pytest.mark.parametrize(
    ("step", "finished"),
    [("before the keys are wrapped", False), ("after the keys were wrapped", True), ("after the new name", True)],
)
def test_a_cut_is_healed(served: House, site: ClinicSite, step: str, finished: bool) -> None:
    """The three files as each cut leaves them; afterwards one key is there, and it opens the ledger."""
    served.ledger.close()
    old, new = read_kek(site.key_file), rotation.new_kek()
    beside = site.key_file.with_name("key.new")
    new.write(beside)
    old.write(site.key_file.with_name(f"key.old-{old.id}"))
    if finished:
        engine = db.open_database(site.url)
        rotation._rewrap(engine, old, new)
        engine.dispose()
    if step == "after the new name":
        beside.replace(site.key_file)
    healed(site)

    assert read_kek(site.key_file).id == (new if finished else old).id
    assert sorted(file.name for file in site.folder.glob("key*")) == [
        "key",
        *([f"key.old-{old.id}"] if finished else []),
    ]
    house = site.opened()
    assert found(house) == [CANARY]
    house.ledger.close()


@pytest.mark.parametrize("content", [b"", b"informed-key-1:", b"informed-key-1:AAAA\n"])
def test_half_a_key_is_removed(tmp_path: Path, content: bytes) -> None:
    """The power went while the new key was written: it wrapped nothing."""
    site = ClinicSite(tmp_path / "clinic")
    site.opened().ledger.close()
    before = site.key_file.read_bytes()
    site.key_file.with_name("key.new").write_bytes(content)
    site.key_file.with_name("key.new").chmod(0o400)
    healed(site)
    assert [file.name for file in site.folder.glob("key*")] == ["key"] and site.key_file.read_bytes() == before


def test_a_key_that_may_be_needed_is_never_removed(tmp_path: Path) -> None:
    """Neither file holds the database's key: both stay, and it is said."""
    site = ClinicSite(tmp_path / "clinic")
    site.opened().ledger.close()
    site.key_file.unlink()
    KeyEncryptionKey(b"a" * 32).write(site.key_file)
    KeyEncryptionKey(b"b" * 32).write(site.key_file.with_name("key.new"))
    with pytest.raises(KeyFault, match=r"neither .* holds the key of this database"):
        healed(site)
    assert sorted(file.name for file in site.folder.glob("key*")) == ["key", "key.new"]


@pytest.mark.parametrize("when", ["before", "after"])
def test_an_error_while_wrapping_leaves_one_key(
    served: House, site: ClinicSite, when: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whether the transaction was committed is asked of the database, not guessed."""
    served.ledger.close()
    real: Callable[..., int] = rotation._rewrap

    def cut(*arguments: object) -> int:
        if when == "after":
            real(*arguments)
        raise Cut

    monkeypatch.setattr(rotation, "_rewrap", cut)
    with pytest.raises(Cut):
        rotate(site.settings)
    assert not site.key_file.with_name("key.new").exists()
    house = site.opened()
    assert found(house) == [CANARY]
    house.ledger.close()


def test_a_restore_waits_for_a_rotation_to_be_finished(served: House, site: ClinicSite, tmp_path: Path) -> None:
    """Else the key that wrapped the replaced ledger could be lost."""
    made = site.backup(tmp_path / "backups", NOON)
    served.ledger.close()
    site.key_file.with_name("key.new").write_text("informed-key-1:")
    with pytest.raises(KeyFault, match="was cut off; start the server once"):
        site.restore(made.manifest.parent, NOON)


def test_a_disk_that_may_not_be_written_changes_nothing(tmp_path: Path) -> None:
    """A key that comes as a secret mount: rotate it where it is kept."""
    with tiny_disk(tmp_path / "secrets", "1m") as disk:
        site = ClinicSite(tmp_path / "clinic")
        site.key_file = disk / "key"
        site.settings = site.settings.model_copy(update={"kek_file": site.key_file})
        site.opened().ledger.close()
        before = site.contents()
        with read_only(disk), pytest.raises(KeyFault, match="cannot be written: Read-only"):
            rotate(site.settings)
        assert site.contents() == before and [file.name for file in disk.iterdir()] == ["key"]
        rotate(site.settings)
