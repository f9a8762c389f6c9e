"""What a tablet costs the server while its patient only reads: heartbeats on its socket, and the note that somebody is there.

    python -m bench.heartbeat [--tablets 50] [--beats 40]

Prints the processor time of the server for each, and as a share of one core for all tablets. Processor time, not waiting: other
programs on the machine change it little.
"""

import argparse
import asyncio
import os
import sys
import tempfile
import time
import urllib.request
from collections.abc import Awaitable
from pathlib import Path

from bench.tablet import Tablet
from bench.taps import Served, _visit_at
from informed.adapters.settings import Settings
from informed.bootstrap import build

#: Seconds between two heartbeats (shell.js), before and now, and between two notes (pause.js).
BEFORE, NOW, NOTES = 2.5, 1.3, 10.0
TICKS = os.sysconf("SC_CLK_TCK")


def spent(process: int) -> float:
    """The processor seconds that a process has used."""
    fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / TICKS


async def each(server: Served, work: Awaitable[object], times: int) -> float:
    """Processor milliseconds of the server for one of so many."""
    before = spent(server.process)
    await work
    return (spent(server.process) - before) / times * 1000


def note(tablet: Tablet) -> None:
    """As the page tells the server that somebody touches it."""
    headers = {"Cookie": f"visit={tablet.cookies['visit']}", "Origin": tablet.base}
    urllib.request.urlopen(urllib.request.Request(f"{tablet.base}/visit/here", b"", headers), timeout=10).close()


async def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--tablets", type=int, default=50)
    parser.add_argument("--beats", type=int, default=40)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as data:
        product = build(Settings(data_dir=Path(data)))
        server = Served([sys.executable, "-m", "informed.cli", "serve"], 8933, data)
        try:
            held = [_visit_at(product, "risks")[1] for _ in range(given.tablets)]
            tablets = [await Tablet(server.base, {"visit": cookie}).open("/risks") for cookie in held]
            began, idle = time.perf_counter(), spent(server.process)
            await asyncio.sleep(5)
            idle = (spent(server.process) - idle) / (time.perf_counter() - began)
            beats = asyncio.gather(*(tablet.beats(given.beats) for tablet in tablets))
            beat = await each(server, beats, given.beats * given.tablets)
            notes = asyncio.gather(*(asyncio.to_thread(note, tablet) for tablet in tablets))
            noted = await each(server, notes, given.tablets)
            print(
                f"a heartbeat {beat:.2f} ms, a note that somebody is there {noted:.2f} ms; the server at rest {idle:.1%} of a core"
            )
            for seconds in (BEFORE, NOW):
                share = given.tablets * beat / seconds / 1000
                print(f"{given.tablets} tablets, a heartbeat every {seconds} s: {share:.1%} of a core")
            print(
                f"{given.tablets} tablets, a note every {NOTES:.0f} s: {given.tablets * noted / NOTES / 1000:.1%} of a core"
            )
        finally:
            server.stop()


if __name__ == "__main__":
    asyncio.run(main())
