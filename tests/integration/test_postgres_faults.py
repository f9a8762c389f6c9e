"""What only a server can suffer: its disk is full, or it may not be written; a sentence, nothing acknowledged, nothing lost."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import make_url

from informed.errors import LedgerError
from tests.factories import House, tap
from tests.integration.disks import fill_up, tiny_disk
from tests.integration.postgres import Server, _nobody


@pytest.fixture
def little_room(postgres: Server) -> Iterator[tuple[Path, str]]:
    """A folder on a disk of 24 MB, and the name of a database whose tables are in it."""
    with tiny_disk(postgres.folder / "tiny", "24m") as disk:
        shutil.chown(disk, *_nobody())
        name = postgres.fresh()
        postgres.execute(f"create tablespace tiny location '{disk}'")
        postgres.execute(f"alter database {name} set tablespace tiny")
        yield disk, name
        postgres.execute(f"drop database {name} with (force)")
        postgres.execute("drop tablespace tiny")


def test_a_server_whose_disk_is_full_loses_nothing(
    tmp_path: Path, postgres: Server, little_room: tuple[Path, str]
) -> None:
    """Written until the tablespace is full; all that was acknowledged is there, and with room it goes on."""
    disk, name = little_room
    house = House(tmp_path, url=postgres.address(name))
    visit = house.begin()
    acknowledged = {event.header.tap for event in house.record(visit).events}
    filler = fill_up(disk)
    with pytest.raises(LedgerError, match=r"^the ledger cannot be written: could not extend file .*No space left"):  # noqa: PT012
        for _ in range(5000):
            house.journey.answer_statement(visit, "W2", "unsure", id := tap())
            acknowledged.add(id)
    assert house.record(visit).taps == acknowledged
    filler.unlink()  # before a new connection: for that PostgreSQL itself may need to write
    house.restart()
    assert house.record(visit).taps == acknowledged
    for _ in range(2):
        record = house.journey.answer_statement(visit, "W2", "understood", id)
    assert record.taps == acknowledged | {id}
    assert house.custody.check_ledger().ok
    house.ledger.close()


def test_a_server_that_may_not_be_written_is_an_error_of_ours(
    tmp_path: Path, postgres: Server, postgres_url: str
) -> None:
    """What is there can be read; a tap is not acknowledged, and is saved once when it can be written again."""
    house = House(tmp_path, url=postgres_url)
    visit = house.begin()
    with postgres.read_only(str(make_url(postgres_url).database)):
        for command in (
            lambda: house.journey.answer_statement(visit, "W2", "unsure", "tap-1"),
            house.service.check_writable,
        ):
            with pytest.raises(
                LedgerError, match=r"^the ledger cannot be written: cannot execute \w+ .*in a read-only trans"
            ):
                command()
        assert len(house.record(visit).events) == 1
    assert len(house.journey.answer_statement(visit, "W2", "unsure", "tap-1").events) == 2
    house.ledger.close()
