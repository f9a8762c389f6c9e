"""What a statement's tap costs beside a tick in the blank tuned app: alone, and on fifty tablets at once.

    python -m bench.taps [--tablets 50] [--rounds 3]

Prints one line for each case, with the ratio to the blank app in the same run. Fails when a tap was not saved.
"""

import argparse
import asyncio
import os
import subprocess
import sys
import tempfile
import time
import urllib.request
import uuid
from collections.abc import Awaitable, Callable
from datetime import date
from itertools import takewhile
from pathlib import Path
from statistics import quantiles

from bench.tablet import Tablet
from informed import walkthrough
from informed.adapters.settings import Settings
from informed.bootstrap import Product, build
from informed.content import Language
from informed.patient import Patient
from informed.sample import walk

HERE = Path(__file__).parent
TAPS = 11
Use = Callable[[str, float, int], Awaitable[list[float]]]


async def floor(base: str, think: float, _number: int) -> list[float]:
    """Tick every box of the blank page."""
    tablet = await Tablet(base).open()
    for i in range(TAPS):
        await asyncio.sleep(think)
        await tablet.tick(f"point {i}.")
    await tablet.close()
    return tablet.seconds


def ours(product: Product, tablets: int) -> Use:
    """Answer every statement of the risks, each with a tap of its own, as the browser's outbox sends it.

    The visits are made before anything is measured: making one writes thirty events from another process.
    """
    visits = [_visit_at(product, "risks") for _ in range(tablets)]

    async def use(base: str, think: float, number: int) -> list[float]:
        journey = product.service.journey
        visit, cookie = visits[number]
        risks = product.service.packs.current().topic("risks").statements
        tablet = await Tablet(base, {"visit": cookie}).open("/risks")
        for statement in risks:
            await asyncio.sleep(think)
            tap = {"tap": str(uuid.uuid4()), "id": statement.id, "value": "understood", "sends": 1}
            await tablet.put("cards-risks", outbox=[tap])
        await tablet.close()
        saved = await asyncio.to_thread(lambda: journey.record(visit).statements)
        lost = [s.id for s in risks if s.id not in saved]
        assert not lost, f"taps lost: {lost}"
        return tablet.seconds

    return use


def _visit_at(product: Product, step: str) -> tuple[str, str]:
    """A visit that has come as far as a step, and its cookie."""
    journey, pack = product.service.journey, product.service.packs.current()
    who = Patient(name="Bench", date_of_birth=date(1964, 3, 27))
    visit, ticket = journey.begin(who, Language.VIETNAMESE, str(uuid.uuid4()))
    for at in takewhile(lambda at: at.name != step, walkthrough.steps(pack)):
        walk(product.service, visit, pack, at)
    return visit, str(journey.redeem(ticket))


async def load(use: Use, base: str, tablets: int, think: float) -> list[float]:
    """The seconds of every interaction of this many tablets at once, started evenly over one think time."""

    async def one(i: int) -> list[float]:
        await asyncio.sleep(think * i / tablets)
        return await use(base, think, i)

    return [second for seconds in await asyncio.gather(*map(one, range(tablets))) for second in seconds]


class Served:
    """A server in a process of its own."""

    def __init__(self, command: list[str], port: int, data: str):
        self.base = f"http://127.0.0.1:{port}"
        self._process = subprocess.Popen(
            [*command, "--port", str(port)],
            env={**os.environ, "INFORMED_DATA_DIR": data},
            cwd=HERE / "floor",
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        for _ in range(600):
            try:
                urllib.request.urlopen(f"{self.base}/_stcore/health", timeout=1).close()
                return
            except OSError:
                time.sleep(0.1)
        raise RuntimeError(f"{command} did not come up")

    @property
    def process(self) -> int:
        """The id of its process."""
        return self._process.pid

    def stop(self) -> None:
        self._process.terminate()
        self._process.wait(15)


def line(name: str, seconds: list[float], floor_seconds: list[float]) -> str:
    """Medians and 95th percentiles in milliseconds, and their ratios to the blank app."""
    a, b = quantiles(seconds, n=100), quantiles(floor_seconds, n=100)
    return (
        f"{name:<34} p50 {a[49] * 1000:6.1f} ms ({a[49] / b[49]:4.2f}x of {b[49] * 1000:.1f})   "
        f"p95 {a[94] * 1000:6.1f} ms ({a[94] / b[94]:4.2f}x of {b[94] * 1000:.1f})"
    )


async def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--tablets", type=int, default=50)
    parser.add_argument("--rounds", type=int, default=3)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as data:
        product = build(Settings(data_dir=Path(data)))
        uvicorn = [sys.executable, "-m", "uvicorn", "--log-level", "warning", "--ws", "websockets-sansio", "app:app"]
        blank = Served(uvicorn, 8931, data)
        real = Served([sys.executable, "-m", "informed.cli", "serve"], 8932, data)
        try:
            alone: tuple[list[float], list[float]] = ([], [])
            many: tuple[list[float], list[float]] = ([], [])
            for _ in range(given.rounds):  # interleaved, so that both see the same noise
                alone[0].extend(await load(floor, blank.base, 1, 0))
                alone[1].extend(await load(ours(product, 1), real.base, 1, 0))
            for _ in range(max(1, given.rounds // 2)):
                many[0].extend(await load(floor, blank.base, given.tablets, 2))
                many[1].extend(await load(ours(product, given.tablets), real.base, given.tablets, 2))
            print(line("a statement's tap, one tablet", alone[1], alone[0]))
            print(line(f"{given.tablets} tablets, 2 s think time", many[1], many[0]))
        finally:
            blank.stop()
            real.stop()


if __name__ == "__main__":
    asyncio.run(main())
