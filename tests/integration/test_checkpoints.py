"""Checkpoints outside the database: written when they are due, whole or not at all, and without anybody waiting for them."""

from pathlib import Path
from threading import Thread
from typing import Any

import pytest

from informed import checkpoint
from informed import events as e
from informed.adapters.outside import OutsideFolder
from informed.errors import CheckpointForged, LedgerError, Raced
from tests.factories import House, tap
from tests.integration.disks import tiny_disk


def clinic(house: House) -> list[e.Exact]:
    """What the chain `clinic` tells."""
    with house.ledger.reading() as work:
        return [event.payload for event in work.events(e.CLINIC)]


def test_a_checkpoint_is_due_once_a_day_and_after_a_sealed_document(house: House) -> None:
    """Not at every look."""
    assert house.custody.checkpoint_when_due().number == 1
    assert house.custody.checkpoint_when_due() is None
    visit = house.begin()
    assert house.custody.checkpoint_when_due() is None
    house.journey.decline(visit, tap())
    assert house.custody.checkpoint_when_due().number == 2
    assert house.custody.checkpoint_when_due() is None
    house.clock.passes(days=1)
    assert house.custody.checkpoint_when_due().number == 3
    house.restart()
    assert house.custody.checkpoint_when_due() is None
    assert [payload.number for payload in clinic(house)] == [1, 2, 3]


def test_a_long_checkpoint_is_followed_by_a_rest(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    """Documents that are sealed in fifty times the time that the last one took, an hour at most, are in the next one together."""
    keep, took = OutsideFolder.keep_checkpoint, {"seconds": 20.0}

    def slowly(outside: OutsideFolder, number: int, content: bytes) -> None:
        house.clock.passes(**took)
        keep(outside, number, content)

    monkeypatch.setattr(OutsideFolder, "keep_checkpoint", slowly)
    numbers = []
    for passing in ({}, {"seconds": 999}, {"seconds": 2}, {"minutes": 59}, {"minutes": 2}):
        house.clock.passes(**passing)
        house.journey.decline(house.begin(), tap())
        made = house.custody.checkpoint_when_due()
        numbers.append(made.number if made else None)
        if made and made.number == 1:
            took["seconds"] = 2000.0
        if made and made.number == 2:
            assert made.body.records == 4  # three records and the clinic's own chain
    assert numbers == [1, None, 2, None, 3]


def test_a_checkpoint_that_failed_is_still_wanted(house: House) -> None:
    """Tried again after a minute, without another document."""
    house.custody.checkpoint()
    house.outside.rename(house.folder / "away")
    house.outside.write_bytes(b"a file where the folder was")
    house.journey.decline(house.begin(), tap())
    with pytest.raises(LedgerError, match="for checkpoints and erasures cannot be used"):
        house.custody.checkpoint_when_due()
    house.outside.unlink()
    (house.folder / "away").rename(house.outside)
    assert house.custody.checkpoint_when_due() is None
    house.clock.passes(minutes=1)
    assert house.custody.checkpoint_when_due().number == 2


def test_looking_whether_one_is_due_reads_no_checkpoint(house: House) -> None:
    """Every five seconds a file of up to 100 MB: it is read once, and again when another process has written one."""
    house.custody.checkpoint()
    other = house.beside()
    house.custody.checkpoint_when_due()
    (file,) = house.outside.iterdir()
    file.write_bytes(b"not read again")
    assert house.custody.checkpoint_when_due() is None
    with pytest.raises(CheckpointForged):
        other.custody.checkpoint_when_due()
    other.ledger.close()


def test_patients_answer_while_a_checkpoint_is_made(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    """The heads are read in one moment of the ledger; a tap in the middle of it does not wait, and is in the next checkpoint."""
    visit = house.begin()
    unkept = checkpoint.unkept

    def meanwhile(*given: Any) -> Any:
        patient = Thread(target=house.journey.answer_statement, args=(visit, "W2", "unsure", tap()))
        patient.start()
        patient.join(10)
        assert not patient.is_alive(), "the patient waits for the checkpoint"
        return unkept(*given)

    house.custody.checkpoint()
    monkeypatch.setattr(checkpoint, "unkept", meanwhile)
    second = house.custody.checkpoint()
    monkeypatch.undo()

    assert house.custody.checkpoint().body.events == second.body.events + 2  # the tap, and the note of the second one
    assert house.custody.check_ledger().ok


def test_two_processes_do_not_write_one_checkpoint(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    """The second is told that it lost the race; the first one's file stays."""
    house.custody.checkpoint()
    (file,) = house.outside.iterdir()
    content = file.read_bytes()
    outside = house.service.custody._outside
    monkeypatch.setattr(outside, "newest_checkpoint", lambda: None)  # it looked before the other wrote
    with pytest.raises(Raced, match="wrote checkpoint 1 first"):
        house.custody.checkpoint()

    assert file.read_bytes() == content


def test_thirty_checkpoints_are_kept(house: House) -> None:
    """The newest ones; each says all that those before it said."""
    for _ in range(33):
        house.custody.checkpoint()

    assert [file.name for file in sorted(house.outside.iterdir())] == [f"checkpoint-{n:08}.txt" for n in range(4, 34)]
    assert house.custody.check_ledger().ok


def test_a_full_disk_leaves_no_half_checkpoint(tmp_path: Path) -> None:
    """It would pass for a forged one for ever: it is refused, the one before still counts, and with room it is written."""
    with tiny_disk(tmp_path / "tiny", "16k") as folder:
        outside, room = OutsideFolder(folder / "outside"), bytes(6_000)
        outside.keep_checkpoint(1, room)
        for _ in range(2):
            with pytest.raises(
                LedgerError, match="for checkpoints and erasures cannot be used: No space left on device"
            ):
                outside.keep_checkpoint(2, bytes(9_000))
            assert [file.name for file in outside.folder.iterdir()] == ["checkpoint-00000001.txt"]
            assert outside.newest_checkpoint() == room
        outside.keep_checkpoint(2, b"little")
        assert outside.newest_checkpoint() == b"little"
        with pytest.raises(Raced, match="wrote checkpoint 2 first"):
            outside.keep_checkpoint(2, b"other")
