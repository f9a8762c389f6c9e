"""A server that is killed loses nothing that it acknowledged. The long run is `python -m bench.kills`."""

from pathlib import Path

from tests.integration import kills


def test_a_killed_server_loses_nothing_that_it_acknowledged(tmp_path: Path) -> None:
    """Fifteen times `kill -9` in the middle of journeys: each event that was acknowledged is there as it was, each erased
    record is gone, nothing is half there, every chain, key, index row and checkpoint fits.
    """
    toll = kills.run(tmp_path, 15, seed=20261123)

    assert (toll.lost, toll.findings) == ([], [])
    assert toll.kills == 15
    assert toll.acknowledged > 15 * 20
