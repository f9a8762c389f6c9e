"""The ledger: what was acknowledged is on disk, and what cannot be written is said and not acknowledged."""

import multiprocessing
import os
import re
import resource
import shutil
import signal
import subprocess
import sys
from multiprocessing.connection import Connection
from multiprocessing.synchronize import Barrier
from pathlib import Path

import pytest
from sqlalchemy import event

from informed.adapters.database import SAFE_WAL, journal_mode, open_database, sqlite, sqlite3, sqlite_url
from informed.content import Language
from informed.errors import LedgerError, Raced
from informed.ports import IndexRow
from tests.factories import House, tap
from tests.integration.administrator import Administrator
from tests.integration.disks import fill_up, read_only, tiny_disk
from tests.integration.postgres import Server

fork = multiprocessing.get_context("fork")


# --- durable


@pytest.mark.parametrize(
    ("version", "modes"),
    [
        ((3, 40, 1), ("delete", "extra")),
        ((3, 51, 2), ("delete", "extra")),
        ((3, 51, 3), ("wal", "full")),
        ((4, 0, 0), ("wal", "full")),
    ],
)
def test_an_affected_sqlite_uses_the_rollback_journal(version: tuple[int, ...], modes: tuple[str, str]) -> None:
    """No write-ahead log before the fix of its reset bug; both modes sync before a commit returns."""
    assert journal_mode(version) == modes


def test_the_durable_settings_hold_on_every_connection(file_house: House) -> None:
    """Read back from SQLite: journal, full sync, foreign keys, and no trust in the schema."""
    journal, synchronous = journal_mode()
    engine = open_database(sqlite_url(file_house.file))
    connections = [engine.connect() for _ in range(3)]
    for connection in connections:
        read = {
            name: connection.exec_driver_sql(f"pragma {name}").scalar()
            for name in ("journal_mode", "synchronous", "foreign_keys", "trusted_schema", "busy_timeout", "mmap_size")
        }
        assert read == {
            "journal_mode": journal,
            "synchronous": {"full": 2, "extra": 3}[synchronous],
            "foreign_keys": 1,
            "trusted_schema": 0,
            "busy_timeout": 5_000,
            "mmap_size": 0,
        }
        connection.close()


TAPS = 10
WRITER = f"""
import os, sys
from pathlib import Path
from tests.factories import House, tap
house = House(Path(sys.argv[1]))
visit = house.begin()
os.write(2, b"from-here-on")
for _ in range({TAPS}):
    house.journey.answer_statement(visit, "W2", "unsure", tap())
"""


def test_every_answer_is_synced_to_disk(tmp_path: Path) -> None:
    """At least one sync a commit; with the rollback journal also those of the journal and its folder."""
    if shutil.which("strace") is None:
        pytest.skip("no strace: `apt-get install strace` to count the syncs of a commit")
    log = tmp_path / "calls"
    command = ["strace", "-f", "-e", "trace=fsync,fdatasync,write", "-o", str(log), sys.executable, "-c", WRITER]
    done = subprocess.run([*command, str(tmp_path)], check=False, capture_output=True, cwd=Path.cwd())
    if done.returncode and b"ptrace" in done.stderr:
        pytest.skip("strace may not trace here")
    assert done.returncode == 0, done.stderr

    calls = log.read_text("utf-8", "replace").split("from-here-on")[1]
    least = 1 if sqlite3.sqlite_version_info >= SAFE_WAL else 3
    assert len(re.findall(r"\b(?:fsync|fdatasync)\(", calls)) >= TAPS * least


def _tap_beside_others(folder: Path, url: str, visit: str, start: Barrier, outcome: Connection) -> None:
    house = House(folder, url=url)
    start.wait()
    try:
        for i in range(25):
            house.journey.answer_statement(visit, "W2", "unsure", f"{os.getpid()}-tap-{i}")
        outcome.send(None)
    except Exception as error:
        outcome.send(repr(error))


def test_processes_that_write_at_once_wait_for_each_other(house: House) -> None:
    """Four processes on one database and one record: a hundred taps, no error, one chain."""
    visit = house.begin()
    house.ledger.close()
    start, (ours, theirs) = fork.Barrier(4), fork.Pipe()
    arguments = (house.folder, house.url, visit, start, theirs)
    children = [fork.Process(target=_tap_beside_others, args=arguments) for _ in range(4)]
    for child in children:
        child.start()
    assert [ours.recv() for _ in children] == [None] * 4
    for child in children:
        child.join()
    house.restart()

    assert len(house.record(visit).events) == 101


def test_a_tap_asks_the_database_little(house: House) -> None:
    """What an append costs beside a bare commit is decided by how often it asks: no timing would say so on a busy machine."""
    visit = house.begin()
    header = house.record(house.begin()).events[0].header
    payload = house.journey.answer_statement(visit, "W2", "unsure", tap()).events[-1].payload
    asked: list[str] = []
    event.listen(house.ledger._engine, "before_cursor_execute", lambda *given: asked.append(given[2]))
    with house.ledger.writing() as work:
        sequence = work.length(header.record) + 1
        work.append(header.model_copy(update={"sequence": sequence, "tap": tap()}), payload)
    append = [statement.split()[0].lower() for statement in asked if not statement.startswith("begin")]
    asked.clear()
    house.journey.answer_statement(visit, "W2", "understood", tap())
    whole = [statement.split()[0].lower() for statement in asked if not statement.startswith("begin")]

    assert append == ["select", "select", "insert"]  # the end of the chain, the record's key, the event
    assert whole == ["select", "select", "select", "insert", "update"]  # visit, key, what is new; the event, the index


def test_only_the_next_event_is_appended(house: House) -> None:
    """A sequence that is taken, or one too high, is a lost race: nothing is saved."""
    record = house.record(house.begin())
    for sequence in (1, 3):
        with pytest.raises(Raced, match="is not the next one; nothing was saved"), house.ledger.writing() as work:  # noqa: PT012
            work.end_visits(record.id)
            changed = {"sequence": sequence, "tap": tap()}
            work.append(record.events[0].header.model_copy(update=changed), record.events[0].payload)
    with house.ledger.reading() as work:
        assert [len(work.events(record.id)), work.length(record.id)] == [1, 1]


def test_the_ends_of_chains_are_read_from_record_to_record(kept: House) -> None:
    """Each is the last event of its chain, and the events between are not looked at, whose payloads are most of a ledger."""
    with kept.ledger.reading() as work:
        ends: dict[str, tuple[int, bytes]] = {}
        for raw in work.raw_events():
            ends[raw.record] = (raw.sequence, raw.hash)
        assert {head.record: (head.events, head.hash) for head in work.heads()} == ends
        if work.connection.dialect.name == "sqlite":
            asked: list[str] = []
            event.listen(work.connection, "before_cursor_execute", lambda *given: asked.append(given[2]))
            list(work.heads())
            plan = [row[-1] for row in work.connection.exec_driver_sql(f"explain query plan {asked[0]}")]
            assert not [step for step in plan if step.startswith("SCAN event")], plan
    assert len(ends) == 4


# --- full, read-only, locked


def test_a_full_disk_is_an_error_of_ours_and_loses_nothing(tmp_path: Path) -> None:
    """Written until the disk is full: a LedgerError, and all that was acknowledged stays readable."""
    with tiny_disk(tmp_path / "tiny", "400k") as folder:
        house = House(folder)
        visit = house.begin()
        acknowledged = {event.header.tap for event in house.record(visit).events}
        with pytest.raises(LedgerError, match="full"):  # noqa: PT012 - which of the taps fails is the disk's choice
            for _ in range(5000):
                house.journey.answer_statement(visit, "W2", "unsure", id := tap())
                acknowledged.add(id)
        fill_up(folder)
        with pytest.raises(LedgerError, match="full"):  # noqa: PT012 - a write-ahead log may still have room for a few
            for _ in range(5000):
                house.journey.answer_statement(visit, "W2", "understood", id := tap())
                acknowledged.add(id)
        assert house.record(visit).taps == acknowledged
        house.restart()
        assert house.record(visit).taps == acknowledged
        house.ledger.close()


def _fill(folder: Path, visit: str, outcome: Connection) -> None:
    house = House(folder)
    size = house.file.stat().st_size
    resource.setrlimit(resource.RLIMIT_FSIZE, (size + 4096, size + 4096))
    acknowledged = []
    try:
        for _ in range(500):
            acknowledged.append(id := tap())
            house.journey.answer_statement(visit, "W2", "unsure", id)
    except LedgerError as error:
        outcome.send((acknowledged[:-1], str(error), len(house.record(visit).events)))
    except BaseException as error:
        outcome.send(([], repr(error), 0))


def test_a_file_that_may_not_grow_is_an_error_of_ours(file_house: House) -> None:
    """The same without root: the operating system refuses to let the file grow."""
    visit = file_house.begin()
    file_house.ledger.close()
    ours, theirs = fork.Pipe()
    child = fork.Process(target=_fill, args=(file_house.file.parent, visit, theirs))
    child.start()
    acknowledged, said, events = ours.recv()
    child.join()
    file_house.restart()

    assert said.startswith("the ledger cannot be written: ")
    assert len(acknowledged) > 0
    assert events == len(acknowledged) + 1
    assert set(acknowledged) == file_house.record(visit).taps - {file_house.record(visit).events[0].header.tap}


def test_a_read_only_disk_is_an_error_of_ours(tmp_path: Path) -> None:
    """Nothing can be written, nothing is lost, and all goes on when it is writable again."""
    with tiny_disk(tmp_path / "tiny", "2m") as folder:
        house = House(folder)
        visit = house.begin()
        house.ledger.close()
        with read_only(folder):
            with pytest.raises(LedgerError, match="cannot be written"):
                house.journey.answer_statement(visit, "W2", "unsure", "tap-1")
            with pytest.raises(LedgerError):
                house.service.check_writable()
            house.ledger.close()
        assert len(house.record(visit).events) == 1
        house.service.check_writable()
        assert len(house.journey.answer_statement(visit, "W2", "unsure", "tap-1").events) == 2
        house.ledger.close()


def test_an_error_says_nothing_of_the_patient(house: House, administrator: Administrator) -> None:
    """A driver's message would carry the statement's values: names, answers."""
    visit = house.begin()
    administrator.change("alter table record_index rename to gone")
    with pytest.raises(LedgerError) as failed:
        house.journey.answer_statement(visit, "W2", "unsure", tap())

    assert re.fullmatch(
        r"the ledger cannot be written: (no such table: record_index|relation \"record_index\" does not exist)",
        str(failed.value),
    )
    house.restart()  # the event of the failed transaction is not there either
    assert len(house.record(visit).events) == 1


def test_an_error_inside_a_transaction_undoes_all_of_it(house: House, administrator: Administrator) -> None:
    """Whatever the error is."""
    record = house.record(house.begin())
    with pytest.raises(RuntimeError, match="in between"), house.ledger.writing() as work:  # noqa: PT012 - what came before must be undone
        work.end_visits(record.id)
        work.leave_mark(house.clock.now())
        raise RuntimeError("in between")

    assert administrator.rows("select ended from visit") == [(False,)]
    assert administrator.rows("select * from about where key = 'mark'") == []


def test_a_file_that_another_program_holds_is_an_error_of_ours(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """For longer than we wait: a sentence, nothing acknowledged; when it lets go, the same tap is saved once."""
    monkeypatch.setattr(sqlite, "BUSY_MS", 20)
    house = House(tmp_path)
    visit = house.begin()
    other = sqlite3.connect(house.file, isolation_level=None)
    other.execute("begin immediate")
    for command in (
        lambda: house.journey.answer_statement(visit, "W2", "unsure", "tap-while-locked"),
        house.service.check_writable,
    ):
        with pytest.raises(LedgerError, match=r"^the ledger cannot be written: database is locked$"):
            command()
    other.execute("rollback")
    other.close()

    for _ in range(2):
        record = house.journey.answer_statement(visit, "W2", "unsure", "tap-while-locked")
    assert len(record.events) == 2


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGQUIT], ids=["in order", "as in a crash"])
def test_a_server_that_restarts_in_the_middle_of_a_tap_loses_nothing(
    tmp_path: Path, postgres: Server, postgres_url: str, how: int
) -> None:
    """Between taps nobody notices; in the middle of one it is a sentence, and the same tap is then saved once."""
    house = House(tmp_path, url=postgres_url)
    visit = house.begin()
    postgres.restart(how)
    assert len(house.journey.answer_statement(visit, "W2", "unsure", tap()).events) == 2

    with pytest.raises(LedgerError, match=r"^the ledger cannot be written: "), house.ledger.writing() as work:  # noqa: PT012
        header = house.record(visit).events[-1].header.model_copy(update={"sequence": 3, "tap": "tap-of-the-restart"})
        work.append(header, house.record(visit).events[-1].payload)
        postgres.restart(how)
    assert len(house.record(visit).events) == 2
    for _ in range(2):
        record = house.journey.answer_statement(visit, "W2", "understood", "tap-of-the-restart")
    assert len(record.events) == 3
    assert house.custody.check_ledger().ok
    house.ledger.close()


def test_a_server_that_is_away_is_an_error_of_ours(tmp_path: Path, postgres: Server, postgres_url: str) -> None:
    """Every command says so, nothing is acknowledged, and all goes on when it is back."""
    house = House(tmp_path, url=postgres_url)
    visit = house.begin()
    postgres.stop()
    try:
        for command in (
            lambda: house.journey.answer_statement(visit, "W2", "unsure", "tap-1"),
            lambda: house.record(visit),
            house.service.check_writable,
            house.custody.check_ledger,
        ):
            with pytest.raises(LedgerError, match=r"^the ledger cannot be (read|written): connection is bad"):
                command()
    finally:
        postgres.start()
    assert len(house.journey.answer_statement(visit, "W2", "unsure", "tap-1").events) == 2
    house.ledger.close()


# --- the staff list's projection


def test_the_list_agrees_with_the_record(house: House) -> None:
    """The row written with the last event says what the fold of all events says."""
    visit = house.begin(language=Language.VIETNAMESE)
    house.journey.answer_statement(visit, "W2", "unsure", tap())
    house.journey.ask_about_statement(visit, "W9", True, tap())
    house.clock.passes(minutes=5)
    house.journey.choose_doctor_questions(visit, tap(), ticked=("DQ1",), own_words="Will it tickle?")
    record = house.record(visit)
    with house.ledger.reading() as work:
        (row,) = work.indexed(None, 10)

    assert row == IndexRow(
        record=record.id,
        opened_at=record.opened_at,
        changed_at=record.events[-1].at,
        status="open",
        document="",
        held=False,
        name="Trần Thị Bình",
        date_of_birth="1980-05-04",
        record_number="",
        language="vi",
        stops=2,
        cautions=1,
        unsure=1,
        questions=3,
        read_at=record.events[-1].at,
    )


def test_older_records_come_page_by_page(house: House) -> None:
    """Newest first; every record once, also those opened in the same moment."""
    opened = []
    for i in range(7):
        opened.append(house.record(house.begin()).id)
        house.clock.passes(minutes=i % 2)
    found: list[str] = []
    before = None
    with house.ledger.reading() as work:
        while page := work.indexed(before, 3):
            found += [row.record for row in page]
            before = (page[-1].opened_at, page[-1].record)

    assert found == opened[::-1]
