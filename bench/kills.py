"""Kill the server with `kill -9` at random moments of running journeys, and look what is lost.

    python -m bench.kills [--kills 200] [--seed 1]

Prints kills, acknowledgements, events, losses and findings; exit code 1 when there is a loss or a finding. On an engine of
SQLite that can damage a write-ahead log, the rollback journal is what is tried.
"""

import argparse
import sys
import tempfile
from pathlib import Path

from informed.adapters.database import journal_mode, sqlite3
from tests.integration import kills


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        toll = kills.run(Path(folder), given.kills, given.seed)
    print(
        f"SQLite {sqlite3.sqlite_version}, journal {journal_mode()[0]}: {toll.kills} kills, "
        f"{toll.acknowledged} commands acknowledged, {toll.events} events, {len(toll.lost)} lost, "
        f"{len(toll.findings)} findings of the check"
    )
    for fault in toll.lost + toll.findings:
        print(fault)
    sys.exit(1 if toll.lost or toll.findings else 0)


if __name__ == "__main__":
    main()
