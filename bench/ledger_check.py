"""What the check of a ledger costs beside a bare SHA-256 loop over the same bytes, and how that grows.

python -m bench.ledger_check [--rounds 5] [--events 1000000]

Rows are made up, of the sizes of a real journey: 40 events a record, envelopes of 190 bytes, payloads of 230. Prints the
ratio to the bare loop, and the cost of an event in a ledger of 10^4 events and in a big one, with a checkpoint, in one run.
Then the same for the checkpoint: what its root costs beside a SHA-256 for each leaf, the size of its file, and what it costs to
read the ends of all chains from a database (SQLite) of 10^4 events and of a big one.
"""

import argparse
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from itertools import islice
from pathlib import Path
from statistics import median
from typing import NoReturn

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from sqlalchemy import insert

from informed import checkpoint
from informed.adapters.data_keys import DataKeys
from informed.adapters.database import events, open_database, sqlite_url
from informed.adapters.keys import new_kek
from informed.adapters.ledger import DatabaseWork
from informed.audit import RawEvent, RawIndex, check
from informed.checkpoint import Checkpoint, Head
from informed.events import FIRST_HASH, link

EVENTS = 40
PAYLOAD = b"\x5a" * 230
NOON = datetime(2026, 11, 23, 5, 0, tzinfo=UTC)
CHUNK = 500


def rows_of(number: int) -> list[RawEvent]:
    """The events of one record."""
    record, previous, rows = f"{number:026}", FIRST_HASH, []
    for n in range(1, EVENTS + 1):
        at = (NOON + timedelta(seconds=n)).isoformat(timespec="microseconds").replace("+00:00", "Z")
        tap = f"{number:020}-{n:015}"
        header = (
            f'{{"actor":{{"account":null,"kind":"patient"}},"at":"{at}","record":"{record}","sequence":{n},'
            f'"tap":"{tap}","type":"StatementAnswered","version":1}}'
        ).encode()
        previous = link(previous, header, PAYLOAD)
        rows.append(RawEvent(record, n, tap, header, PAYLOAD, previous))
    return rows


class Rows:
    """A ledger of so many records, made a piece at a time; `making` is the processor time that took."""

    def __init__(self, records: int):
        self.records = records
        self.making = 0.0

    def __iter__(self) -> Iterator[RawEvent]:
        for first in range(0, self.records, CHUNK):
            began = time.process_time()
            rows = [row for n in range(first, min(first + CHUNK, self.records)) for row in rows_of(n)]
            self.making += time.process_time() - began
            yield from rows


def bare(rows: Rows) -> None:
    """The least that a check of the chains can do."""
    previous = FIRST_HASH
    for row in rows:
        previous = sha256(previous + row.header + row.payload).digest()


def checked(rows: Rows, against: Checkpoint) -> None:
    index = (RawIndex(f"{n:026}", object) for n in range(rows.records))
    report = check(rows, index, against, open_event=_none, erased=(), fold=_none, now=NOON + timedelta(days=1))
    assert report.ok and report.events == rows.records * EVENTS, list(islice(report.lines(), 5))


def _none(_: object) -> NoReturn:
    raise AssertionError("only a deep check opens events")


def seconds(work: Callable[[Rows], None], records: int) -> float:
    """The processor time of this, without that of making the rows."""
    rows = Rows(records)
    began = time.process_time()
    work(rows)
    return time.process_time() - began - rows.making


def heads(records: int) -> list[Head]:
    return [Head(f"{n:026}", EVENTS, rows_of(n)[-1].hash) for n in range(records)]


def compare(records: int, rounds: int) -> tuple[float, float, float]:
    """Seconds of the bare loop and of the check for one event, and the ratio; medians of interleaved rounds."""
    against = checkpoint.make(heads(records), clinic="bench", at=NOON, previous=None)
    pairs = [(seconds(bare, records), seconds(lambda rows: checked(rows, against), records)) for _ in range(rounds)]
    events = records * EVENTS
    a, b = (median(column) / events for column in zip(*pairs, strict=True))
    return a, b, median(second / first for first, second in pairs)


def root(records: int) -> str:
    """A line about the checkpoint of so many records."""
    key = Ed25519PrivateKey.generate()
    all_heads = [Head(f"{n:026}", EVENTS, sha256(str(n).encode()).digest()) for n in range(records)]
    began = time.process_time()
    for head in all_heads:
        sha256(checkpoint.leaf(head)).digest()
    floor = time.process_time() - began
    began = time.process_time()
    made = checkpoint.make(all_heads, clinic="bench", at=NOON, previous=None)
    file = checkpoint.sign(made, key)
    making = time.process_time() - began
    began = time.process_time()
    checkpoint.read(file, key.public_key(), "bench")
    reading = time.process_time() - began
    return (
        f"checkpoint of {records:>9,} records: {len(file) / 1e6:.2f} MB, {making / floor:.1f}x a hash of each leaf to make, "
        f"{reading / floor:.1f}x to read ({making:.2f} s, {reading:.2f} s)"
    )


def ends(records: int) -> float:
    """Seconds to read the end of one chain, in a database with so many records; the median of five readings of all."""
    with tempfile.TemporaryDirectory() as folder:
        engine = open_database(sqlite_url(Path(folder) / "ledger.db"))
        with engine.connect().execution_options(writing=True) as connection, connection.begin():
            for first in range(0, records, CHUNK):
                rows = (row._asdict() for n in range(first, min(first + CHUNK, records)) for row in rows_of(n))
                connection.execute(insert(events), list(rows))
        times = []
        for _ in range(5):
            with engine.connect() as connection, connection.begin():
                began = time.perf_counter()
                found = sum(1 for _ in DatabaseWork(connection, DataKeys(new_kek())).heads())
                times.append((time.perf_counter() - began) / records)
                assert found == records
        engine.dispose()
    return median(times)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--events", type=int, default=1_000_000)
    given = parser.parse_args()
    small = compare(10_000 // EVENTS, given.rounds)
    print(
        f"check of 10,000 events: {small[1] * 1e6:.2f} us each, {small[2]:.2f}x the bare loop ({small[0] * 1e6:.2f} us)"
    )
    big = compare(given.events // EVENTS, 1)
    print(
        f"check of {given.events:,} events: {big[1] * 1e6:.2f} us each, {big[2]:.2f}x the bare loop ({big[0] * 1e6:.2f} us)"
    )
    print(f"growth of the cost of an event: {big[1] / small[1]:.2f}x (of the bare loop: {big[0] / small[0]:.2f}x)")
    for records in (1_000, 100_000):
        print(root(records))
    few, many = ends(10_000 // EVENTS), ends(given.events // EVENTS)
    print(
        f"the end of a chain among {10_000 // EVENTS:,} records {few * 1e6:.1f} us, "
        f"among {given.events // EVENTS:,} {many * 1e6:.1f} us: {many / few:.2f}x"
    )


if __name__ == "__main__":
    main()
