"""A server that is killed again and again in the middle of journeys, and what is there of all that it acknowledged."""

import multiprocessing
import os
import secrets
import signal
import time
from dataclasses import dataclass, field
from itertools import count
from multiprocessing.connection import Connection
from pathlib import Path
from random import Random
from typing import Any

from informed.errors import NotFound
from informed.record import Record
from tests import factories
from tests.factories import FakeSecrets, House, signature

_fork = multiprocessing.get_context("fork")
#: Acknowledgements after which a server is killed, at most; and the seconds between the last of them and the kill.
MOST, LONGEST = 70, 0.02
#: After so many kills, and at the end, the whole ledger is checked: what a kill broke does not mend by itself.
CHECKED = 25


@dataclass
class Toll:
    """What became of a ledger whose server was killed."""

    kills: int = 0
    acknowledged: int = 0
    #: Events in the ledger at the end, those of its own chain among them.
    events: int = 0
    #: What was acknowledged and is not there as it was.
    lost: list[str] = field(default_factory=list)
    #: What the check of the whole ledger said.
    findings: list[str] = field(default_factory=list)


class _Secrets(FakeSecrets):
    """As those of tests, and different in each process."""

    def record_id(self) -> str:
        return secrets.token_hex(13)

    def token(self) -> str:
        return secrets.token_hex(16)


class _Acknowledging:
    """The patient's commands; each record that one returns is acknowledged after it has returned."""

    def __init__(self, journey: Any, acknowledged: Connection):
        self._journey = journey
        self._acknowledged = acknowledged

    def __getattr__(self, name: str) -> Any:
        def command(*given: Any) -> Any:
            done = getattr(self._journey, name)(*given)
            if isinstance(done, Record):
                last = done.events[-1]
                self._acknowledged.send((done.id, last.header.sequence, last.hash))
            return done

        return command


def _house(folder: Path) -> House:
    house = House(folder)
    house.secrets = _Secrets()
    house.restart()
    return house


def _serve(folder: Path, first_tap: int, acknowledged: Connection) -> None:
    """Patients one after the other, each to the signature; checkpoints; every third record is erased."""
    factories._taps = count(first_tap)
    house = _house(folder)
    house.account(name=f"admin-{first_tap}", role="admin")
    token = house.staff.sign_in(f"admin-{first_tap}", "right", "x")
    house.journey = _Acknowledging(house.journey, acknowledged)  # type: ignore[assignment]
    for number in count(1):
        visit = house.begin()
        record = house.walk(visit, to="sign")
        house.journey.sign(visit, signature(), factories.tap())
        house.service.keep_up()
        if number % 3 == 0:
            house.custody.erase(token, record.id, "asked for", record.short_id)
            acknowledged.send((record.id, 0, ""))


def _killed(folder: Path, number: int, random: Random) -> list[tuple[str, int, str]]:
    """Let a server run for a while, kill it; returns what it acknowledged: record, sequence and hash; 0: erased."""
    ours, theirs = _fork.Pipe(duplex=False)
    server = _fork.Process(target=_serve, args=(folder, number * 1_000_000, theirs))
    server.start()
    theirs.close()
    seen = [ours.recv() for _ in range(random.randint(1, MOST))]
    until = time.perf_counter() + random.uniform(0, LONGEST)
    while time.perf_counter() < until:
        if ours.poll():
            seen.append(ours.recv())
    os.kill(server.pid or 0, signal.SIGKILL)
    server.join()
    try:
        while True:
            seen.append(ours.recv())
    except (EOFError, OSError):
        return seen


def run(folder: Path, kills: int, seed: int) -> Toll:
    """Kill a server so many times, at moments that the seed decides, and look after each what is there."""
    toll, random = Toll(), Random(seed)
    acknowledged: dict[str, dict[int, str]] = {}
    for number in range(1, kills + 1):
        for record, sequence, hash in _killed(folder, number, random):
            acknowledged.setdefault(record, {})[sequence] = hash
            toll.acknowledged += 1
        house = _house(folder)
        house.custody.apply_erasures()
        _look(house, acknowledged, toll)
        if number % CHECKED == 0 or number == kills:
            report = house.custody.check_ledger()
            toll.findings += [finding.sentence for finding in report.findings]
            toll.events = report.events
        house.ledger.close()
        toll.kills += 1
    return toll


def _look(house: House, acknowledged: dict[str, dict[int, str]], toll: Toll) -> None:
    with house.ledger.reading() as work:
        for record, hashes in acknowledged.items():
            for sequence, hash in hashes.items():
                if sequence == 0 and _is_there(work, record):
                    toll.lost.append(f"the erasure of {record}")
                if sequence and (work.hash_at(record, sequence) or b"").hex() != hash:
                    toll.lost.append(f"event {sequence} of {record}")


def _is_there(work: Any, record: str) -> bool:
    try:
        return bool(work.events(record))
    except NotFound:
        return False
