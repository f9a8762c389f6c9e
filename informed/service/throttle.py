"""Wrong passwords in a row make the next try wait: by key (an account, an address), in the ledger, so that no restart helps."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from informed.errors import SignInRefused
from informed.ports import Work

#: Failures in a row that cost nothing yet; each further one doubles the wait.
FREE_TRIES = 5
LONGEST_WAIT = timedelta(minutes=15)


def admit(
    work: Work, keys: Sequence[str], now: datetime, *, free: int = FREE_TRIES, longest: timedelta = LONGEST_WAIT
) -> bool:
    """Let a try through, counted as failed before it is looked at, so that a burst counts too.

    Returns whether the next one will wait if this one is wrong; raises `SignInRefused` with the seconds while this one must.
    """
    before = [work.failures(key) for key in keys]
    wait = max(_wait(failures, now, free, longest) for failures in before)
    if wait > timedelta():
        raise SignInRefused(wait_seconds=int(wait.total_seconds()) + 1)
    for key in keys:
        work.count_failure(key, now)
    return any(failures is not None and failures[0] + 1 >= free for failures in before)


def forgive(work: Work, keys: Sequence[str]) -> None:
    """The try was right after all: what failed before it is forgotten."""
    for key in keys:
        work.clear_failures(key)


def _wait(failures: tuple[int, datetime] | None, now: datetime, free: int, longest: timedelta) -> timedelta:
    if failures is None or failures[0] < free:
        return timedelta()
    pause = min(longest, timedelta(seconds=2 ** min(failures[0] - free + 1, 20)))
    return failures[1] + pause - now
