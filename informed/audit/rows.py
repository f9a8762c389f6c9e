"""Rows as they are stored, whatever somebody made of them."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, NamedTuple


class RawEvent(NamedTuple):
    """A row of the event table; the payload is ciphertext."""

    record: str
    sequence: int
    tap: str | None
    header: bytes
    payload: bytes
    hash: bytes


@dataclass(frozen=True)
class RawIndex:
    """A row of the index. `read` decrypts and decodes it to a dataclass like that of the fold; it may raise a `LedgerError`
    or `NotFound`, and is called by a deep check only.
    """

    record: str
    read: Callable[[], Any]
