"""The numbers of a record's events: the places at which its rows stand, and the numbers that their envelopes claim."""

from bisect import bisect_left
from collections.abc import Iterator


class Order:
    """What is out of order in one chain. It grows with the number of wrong rows, not with that of events."""

    def __init__(self) -> None:
        self._gaps: list[tuple[int, int]] = []
        self._displaced: list[tuple[int, int]] = []

    def gap(self, first: int, last: int) -> None:
        """No row stands at these places."""
        self._gaps.append((first, last))

    def displaced(self, place: int, claim: int) -> None:
        """The row at a place claims another number."""
        self._displaced.append((place, claim))

    def top(self) -> int:
        """The highest number that a displaced row claims."""
        return max((claim for _, claim in self._displaced), default=0)

    def missing(self, top: int) -> list[tuple[int, int]]:
        """The first and last number of each run that no row has or claims, up to the highest number of the chain."""
        found: list[tuple[int, int]] = []
        for first, last in self._unclaimed():
            first, last = max(first, 1), min(last, top)
            if found and found[-1][1] + 1 == first:
                first = found.pop()[0]
            if first <= last:
                found.append((first, last))
        return found

    def reordered(self, top: int) -> tuple[int, int] | None:
        """The first row that stands at another's place, unless the rows only closed up after some were removed."""
        claims = [claim for _, claim in self._displaced]
        if not claims or (self.missing(top) and claims == sorted(set(claims))):
            return None
        return self._displaced[0]

    def _unclaimed(self) -> Iterator[tuple[int, int]]:
        claims = sorted(claim for _, claim in self._displaced)
        for first, last in sorted(self._gaps + [(place, place) for place, _ in self._displaced]):
            for claim in claims[bisect_left(claims, first) :]:
                if claim > last:
                    break
                if first < claim:
                    yield first, claim - 1
                first = claim + 1
            if first <= last:
                yield first, last
