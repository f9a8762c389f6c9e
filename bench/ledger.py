"""What appending an event costs beside a bare commit as durable, and what a page of the queue costs as the ledger grows.

    python -m bench.ledger [--appends 300] [--small 1000] [--big 1000000] [--rounds 15] [--folder /tmp]

All figures are medians of interleaved rounds in one run, on the disk of `--folder`. The bare commit writes one row of the same
bytes in a file with the same journal and sync modes, or to the same server. The big queue is written at once, without events; it
takes minutes.
"""

import argparse
import shutil
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from statistics import median

import psycopg

from informed.adapters.data_keys import DataKeys
from informed.adapters.database import journal_mode, open_database, sqlite3, sqlite_url
from informed.adapters.keys import new_kek
from informed.adapters.ledger import DatabaseLedger, DatabaseWork
from informed.adapters.secrets import SystemSecrets
from informed.patient import search_terms
from tests.factories import House, tap
from tests.integration.postgres import APP, VERSION, Server
from tests.made_up import FIRST, fill, made_up

PAGE = 50


# --- appending


class Bare:
    """A file with one table, and commits of one row."""

    def __init__(self, file: Path):
        journal, synchronous = journal_mode()
        self._connection = sqlite3.connect(file, isolation_level=None)
        for pragma in (f"journal_mode={journal}", f"synchronous={synchronous}"):
            self._connection.execute(f"pragma {pragma}")
        self._connection.execute(
            "create table event (record text, sequence integer, content blob, primary key (record, sequence)) without rowid"
        )
        self._sequence = 0

    def commit(self) -> None:
        self._sequence += 1
        self._connection.execute("begin immediate")
        self._connection.execute("insert into event values (?, ?, ?)", ("r" * 26, self._sequence, bytes(700)))
        self._connection.execute("commit")


class BareOnPostgres:
    """A table of a server, and commits of one row by the app's role."""

    def __init__(self, server: Server, database: str):
        server.execute("create table bare (record text, sequence integer, content bytea)", database)
        server.execute(f"grant insert on bare to {APP}", database)
        self._connection = psycopg.connect(server.address(database))

    def commit(self) -> None:
        self._connection.execute("insert into bare values (%s, %s, %s)", ("r" * 26, 1, bytes(700)))
        self._connection.commit()


def seconds(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def appends(house: House, bare: Bare | BareOnPostgres, count: int) -> str:
    """A line about a bare commit, an append to the ledger, and a whole tap of a patient."""
    visits = [house.begin() for _ in range(10)]
    payload = house.journey.answer_statement(visits[0], "W2", "unsure", tap()).events[-1].payload
    record = house.record(house.begin()).events[0].header

    def append() -> None:
        with house.ledger.writing() as work:
            sequence = work.length(record.record) + 1
            work.append(record.model_copy(update={"sequence": sequence, "tap": tap()}), payload)

    def answer(number: int) -> None:
        house.journey.answer_statement(visits[number % 10], "W2", "unsure", tap())

    times = [(seconds(bare.commit), seconds(append), seconds(lambda n=n: answer(n))) for n in range(count)]
    floor, one, whole = (median(column) for column in zip(*times, strict=True))
    house.ledger.close()
    return (
        f"a bare commit {floor * 1e3:.2f} ms; append one event {one / floor:.2f}x of it ({one * 1e3:.2f} ms); "
        f"a whole tap with visit, fold and index row {whole / floor:.2f}x ({whole * 1e3:.2f} ms)"
    )


@contextmanager
def durable_server(folder: Path | None) -> Iterator[Server]:
    """A PostgreSQL server whose commits are on disk before they return."""
    made = Path(tempfile.mkdtemp(dir=folder))
    server = Server(made, options=("-c", "shared_buffers=32MB"))
    try:
        server.make()
        yield server
    finally:
        server.stop()
        shutil.rmtree(made)


# --- the queue


class Queue:
    """A ledger with so many records in its index."""

    def __init__(self, folder: Path, records: int):
        folder.mkdir()
        self._kek = new_kek()
        self._ledger = DatabaseLedger(open_database(sqlite_url(folder / "queue.db")), DataKeys(self._kek))
        self._ledger.make_ready(SystemSecrets().record_id())
        with self._ledger.writing() as work:
            fill(work, self._kek, range(records))
        middle = made_up(records // 2)
        self.pages: dict[str, Callable[[DatabaseWork], object]] = {
            "first page": lambda work: work.indexed(None, PAGE),
            "today's first page": lambda work: work.indexed(None, PAGE, since=made_up(max(0, records - 400)).opened_at),
            "first to be closed": lambda work: work.indexed(None, PAGE, status="signed"),
            "page in the middle": lambda work: work.indexed((middle.opened_at, middle.record), PAGE),
            "last page": lambda work: work.indexed((FIRST + timedelta(minutes=PAGE), "r"), PAGE),
            "one person": lambda work: work.indexed(None, PAGE, search_terms(middle.name, middle.date_of_birth, "")),
            "a rare name": lambda work: work.indexed(None, PAGE, [("name", middle.name.split()[1])]),
            "a day of birth": lambda work: work.indexed(None, PAGE, [("born", middle.date_of_birth)]),
            "the commonest name": lambda work: work.indexed(None, PAGE, [("name", "nguyen")]),
            "records that wait": lambda work: work.waiting(),
            "the newest change": lambda work: work.last_changed(),
        }

    def time(self, page: str) -> float:
        with self._ledger.reading() as work:
            return seconds(lambda: self.pages[page](work))


def queue(folder: Path, small: int, big: int, rounds: int) -> list[str]:
    """A line for each page: its cost in the small and in the big queue."""
    began = time.perf_counter()
    queues = [Queue(folder / f"{records}", records) for records in (small, big)]
    lines = [f"queues of {small:,} and {big:,} records, made in {time.perf_counter() - began:.0f} s:"]
    for page in queues[0].pages:
        times = [[one.time(page) for one in queues] for _ in range(rounds)]
        a, b = (median(column) for column in zip(*times, strict=True))
        lines.append(f"  {page:<20} {b / a:8.2f}x ({a * 1e3:.2f} ms, {b * 1e3:.2f} ms)")
    return lines


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--appends", type=int, default=300)
    parser.add_argument("--small", type=int, default=1_000)
    parser.add_argument("--big", type=int, default=1_000_000)
    parser.add_argument("--rounds", type=int, default=15)
    parser.add_argument("--folder", type=Path)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(dir=given.folder) as name:
        folder = Path(name)
        print(f"SQLite {sqlite3.sqlite_version}, journal {journal_mode()[0]}")
        print(appends(House(folder), Bare(folder / "bare.db"), given.appends))
        with durable_server(given.folder) as server:
            database = server.fresh()
            bare = BareOnPostgres(server, database)
            print(f"PostgreSQL {VERSION}, fsync on, through a socket")
            print(appends(House(folder, url=server.address(database)), bare, given.appends))
        print("\n".join(queue(folder, given.small, given.big, given.rounds)))


if __name__ == "__main__":
    main()
