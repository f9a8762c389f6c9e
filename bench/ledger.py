"""What appending an event costs beside a bare commit as durable, and what a page of the queue costs as the ledger grows.

    python -m bench.ledger [--appends 300] [--small 1000] [--big 1000000] [--rounds 15] [--folder /tmp]

All figures are medians of interleaved rounds in one run, on the disk of `--folder`. The bare commit writes one row of the same
bytes in a file with the same journal and sync modes. The big queue is written at once, without events; it takes minutes.
"""

import argparse
import hashlib
import hmac
import json
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from statistics import median
from typing import Any

from sqlalchemy import insert

from informed.adapters import cipher
from informed.adapters import database as db
from informed.adapters.data_keys import DataKeys
from informed.adapters.database import journal_mode, open_database, sqlite3, sqlite_url
from informed.adapters.keys import KeyEncryptionKey, new_kek
from informed.adapters.ledger import DatabaseLedger, DatabaseWork
from informed.adapters.ledger.part import stamp
from informed.adapters.ledger.people import PERSON
from informed.adapters.secrets import SystemSecrets
from informed.patient import search_terms
from informed.ports import IndexRow
from tests.factories import House, tap

FIRST = datetime(2020, 1, 1, tzinfo=UTC)
FAMILIES = ["Nguyễn", "Nguyễn", "Nguyễn", "Trần", "Trần", "Lê", "Phạm", "Hoàng", "Phan", "Vũ"]
PAGE = 50
CHUNK = 20_000


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


def seconds(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def appends(folder: Path, count: int) -> str:
    """A line about a bare commit, an append to the ledger, and a whole tap of a patient."""
    house, bare = House(folder), Bare(folder / "bare.db")
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


# --- the queue


def made_up(number: int) -> IndexRow:
    """The row of a record; a new one opens every minute."""
    opened = FIRST + timedelta(minutes=number)
    given = "".join(chr(ord("a") + int(digit)) for digit in str(number % 5000))
    return IndexRow(
        record=f"r{number:025}",
        opened_at=opened,
        changed_at=opened,
        status="signed",
        document="sealed",
        held=False,
        name=f"{FAMILIES[number % 10]} {given}",
        date_of_birth=date(1930 + number % 80, 1 + number % 12, 1 + number % 28).isoformat(),
        record_number="",
        language="vi",
        stops=0,
        cautions=1,
        unsure=0,
        questions=0,
    )


def fill(work: DatabaseWork, kek: KeyEncryptionKey, numbers: range) -> None:
    """What `index` writes for each of these records, many at a time, and their keys."""
    index = work.clinic_key("index")
    for first in numbers[::CHUNK]:
        some = numbers[first : first + CHUNK]
        tables: dict[Any, list[dict[str, Any]]] = {db.data_keys: [], db.record_index: [], db.search_tokens: []}
        for row in map(made_up, some):
            key = cipher.new_key()
            wrapped = kek.wrap(row.record, key)
            tables[db.data_keys].append({"owner": row.record, "key_id": kek.id, "wrapped": wrapped})
            values = vars(row) | {"opened_at": stamp(row.opened_at), "changed_at": stamp(row.changed_at)}
            person = json.dumps([values.pop(field) for field in PERSON], ensure_ascii=False).encode()
            values["person"] = cipher.seal(key, person, "record_index", row.record)
            tables[db.record_index].append(values)
            terms = search_terms(row.name, row.date_of_birth, row.record_number)
            tokens = (hmac.digest(index, f"{kind}|{text}".encode(), hashlib.sha256) for kind, text in terms)
            tables[db.search_tokens] += [{"token": token, "record": row.record} for token in tokens]
        for table, rows in tables.items():
            work.connection.execute(insert(table), rows)


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
            "page in the middle": lambda work: work.indexed((middle.opened_at, middle.record), PAGE),
            "last page": lambda work: work.indexed((FIRST + timedelta(minutes=PAGE), "r"), PAGE),
            "one person": lambda work: work.indexed(None, PAGE, search_terms(middle.name, middle.date_of_birth, "")),
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
        print(appends(folder, given.appends))
        print("\n".join(queue(folder, given.small, given.big, given.rounds)))


if __name__ == "__main__":
    main()
