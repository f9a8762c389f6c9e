"""The list of erasures outside the database: one line each, record id, blank, time (UTC).

A line whose id is damaged is kept, for it may be all that is left of an erasure, and is applied to nothing: the keys of the clinic
itself stand beside those of records. Bytes, since a damaged disk writes what is no text.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

#: A time that was cut off does not matter.
_LINE = re.compile(rb"([a-z0-9]{26})( .*)?")


@dataclass(frozen=True)
class Erasures:
    """The lines of such a list, as they stand there."""

    lines: tuple[bytes, ...] = ()

    @property
    def records(self) -> frozenset[str]:
        """The records that were erased."""
        return frozenset(found[1].decode() for line in self.lines if (found := _LINE.fullmatch(line)))

    @property
    def damaged(self) -> tuple[int, ...]:
        """The numbers of the lines, from 1, that name no record."""
        return tuple(n for n, line in enumerate(self.lines, 1) if line.strip() and not _LINE.fullmatch(line))

    def unknown_to(self, other: "Erasures") -> list[bytes]:
        """The lines that another list lacks: of records that it does not name, and damaged ones that it does not hold."""
        known, held = other.records, set(other.lines)
        return [line for line in self.lines if line.strip() and line not in held and _named(line) not in known]


def parse(content: bytes) -> Erasures:
    """The list in a file's bytes; none of them is refused."""
    return Erasures(tuple(line.rstrip(b"\r") for line in content.split(b"\n")))


def line_of(record: str, at: datetime) -> bytes:
    """The line of an erasure."""
    return f"{record} {at.astimezone(UTC).isoformat(timespec='seconds')}".encode("ascii")


def joined(lines: Iterable[bytes]) -> bytes:
    """Lines as a file holds them."""
    return b"".join(line + b"\n" for line in lines)


def _named(line: bytes) -> str:
    found = _LINE.fullmatch(line)
    return found[1].decode() if found else ""
