"""What a check costs beside rendering the same document, in one run; and how it grows with the document.

python -m bench.verify [--rounds 7]
"""

import argparse
import time
from collections.abc import Callable
from statistics import median
from typing import Any

from informed.document import render
from informed.verify.check import check
from informed.verify.reading import read
from tests.document.invented import Story, pack
from tests.document.sealed import TODAY, Clinic


def seconds(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def measured(statements: int, clinic: Clinic, rounds: int) -> None:
    """Print the medians for a pack with so many statements in each of its eight topics."""
    words = pack(statements)
    record = Story(words).whole().sign()
    pdf = clinic.sealed(render(record, words))

    def checked(**reading: Any) -> None:
        report = check(pdf, roots=clinic.roots, register=None, packs=None, now=TODAY, **reading)
        assert report.verdict == "valid", report

    works: dict[str, Callable[[], object]] = {
        "render": lambda: render(record, words),
        "check, in this process": lambda: checked(read=read),
        "check, bounded": checked,
    }
    times: dict[str, list[float]] = {name: [] for name in works}
    for _ in range(rounds):  # interleaved, so that all see the same noise
        for name, work in works.items():
            times[name].append(seconds(work))
    floor = median(times["render"])
    print(f"{8 * statements} statements, {len(pdf):,} bytes")
    for name, found in times.items():
        print(f"  {name:24s} {median(found) * 1000:6.0f} ms  {median(found) / floor:.1f}x")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=7)
    rounds = parser.parse_args().rounds
    for statements in (8, 64):
        measured(statements, Clinic(), rounds)


if __name__ == "__main__":
    main()
