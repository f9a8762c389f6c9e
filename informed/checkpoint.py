"""A checkpoint: the heads of all chains at one moment, signed, for a place outside the database.

Its file is UTF-8 text, so that anybody can open it; each line ends with a line feed:

    line 1    the body: canonical JSON (RFC 8785) with the clinic, the number, the time, the totals and the root
    line 2    the Ed25519 signature (RFC 8032) of line 1, in hex
    others    the heads, one a line, by record id: ["record id", number of events, "hash of the last event"]

The root is that of a Merkle tree (RFC 6962, section 2.1) whose leaves are the lines of the heads, so that the signature
covers them. A head takes 101 bytes, random ids and hashes that no compression makes much smaller: 10^4 records make a file
of 1 MB, 10^5 of 10 MB, 10^6 of 101 MB. That many are kept as the bytes of the file and read one by one.
"""

import json
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from io import BytesIO
from typing import Literal, NamedTuple

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from pydantic import AwareDatetime, Field, ValidationError
from pydantic_core import from_json

from informed.errors import CheckpointForged
from informed.events import Exact, encode

VERSION: Literal[1] = 1
NO_PREVIOUS = bytes(32)

_SIGNATURE = re.compile(rb"[0-9a-f]{128}")
_HASH = "^[0-9a-f]{64}$"
_quoted = json.JSONEncoder(ensure_ascii=False).encode


class Head(NamedTuple):
    """The end of a record's chain: the number of its events, and the hash of the last one (32 bytes)."""

    record: str
    events: int
    hash: bytes


class Body(Exact):
    """What is signed. `previous` is the SHA-256 of the body before this one, or zeros."""

    type: Literal["Checkpoint"] = "Checkpoint"
    version: Literal[1] = VERSION
    clinic: str
    number: int = Field(ge=1)
    at: AwareDatetime
    records: int
    events: int
    root: str = Field(pattern=_HASH)
    previous: str = Field(pattern=_HASH)


@dataclass(frozen=True)
class Checkpoint:
    """All heads of a ledger at a moment; `lines` are those of the file."""

    body: Body
    lines: bytes

    @property
    def number(self) -> int:
        return self.body.number

    @property
    def at(self) -> datetime:
        return self.body.at

    @property
    def heads(self) -> Iterator[Head]:
        """By record id (code points)."""
        for line in BytesIO(self.lines):
            record, events, hash = from_json(line)
            yield Head(record, events, bytes.fromhex(hash))

    @property
    def fingerprint(self) -> bytes:
        """What the next checkpoint says of this one (32 bytes)."""
        return sha256(encode(self.body)).digest()


def leaf(head: Head) -> bytes:
    """The canonical JSON (RFC 8785) of a head."""
    return f'[{_quoted(head.record)},{head.events},"{head.hash.hex()}"]'.encode()


def tree_root(leaves: Iterable[bytes]) -> bytes:
    """The Merkle tree hash of RFC 6962 (32 bytes), in one pass."""
    full: list[tuple[int, bytes]] = []  # complete subtrees, left to right: height and hash
    for data in leaves:
        height, node = 0, sha256(b"\x00" + data).digest()
        while full and full[-1][0] == height:
            height, node = height + 1, sha256(b"\x01" + full.pop()[1] + node).digest()
        full.append((height, node))
    if not full:
        return sha256().digest()
    node = full.pop()[1]
    while full:
        node = sha256(b"\x01" + full.pop()[1] + node).digest()
    return node


def make(heads: Iterable[Head], *, clinic: str, at: datetime, previous: Checkpoint | None) -> Checkpoint:
    """The checkpoint after `previous`, over one head of each chain, in whatever order they come.

    It blesses what it is given: `unkept` is to be asked first.
    """
    ordered = sorted(heads)
    lines = [leaf(head) for head in ordered]
    body = Body(
        clinic=clinic,
        number=previous.number + 1 if previous else 1,
        at=at,
        records=len(ordered),
        events=sum(head.events for head in ordered),
        root=tree_root(lines).hex(),
        previous=(previous.fingerprint if previous else NO_PREVIOUS).hex(),
    )
    return Checkpoint(body, b"".join(line + b"\n" for line in lines))


def unkept(earlier: Checkpoint, heads: Iterable[Head], hash_at: Callable[[str, int], bytes | None]) -> Iterator[Head]:
    """The heads of an earlier checkpoint that the ledger, whose heads these are, does not hold any more.

    `hash_at` gives the hash of an event by record and sequence, or None; it is asked only for chains that have changed.
    """
    present = set(heads)
    for head in earlier.heads:
        if head not in present and hash_at(head.record, head.events) != head.hash:
            yield head


def sign(checkpoint: Checkpoint, key: Ed25519PrivateKey) -> bytes:
    """The file of a checkpoint."""
    body = encode(checkpoint.body)
    return b"\n".join([body, key.sign(body).hex().encode(), checkpoint.lines])


def read(data: bytes, key: Ed25519PublicKey, clinic: str) -> Checkpoint:
    """The checkpoint of a file; raises `CheckpointForged`, also for another clinic's."""
    signed, signature, lines = _parts(data)
    try:
        key.verify(signature, signed)
    except InvalidSignature:
        raise CheckpointForged("the checkpoint was not signed with this clinic's key, or was changed since") from None
    body = _body(signed)
    if body.clinic != clinic:
        raise CheckpointForged("the checkpoint is of another ledger")
    if lines.count(b"\n") != body.records or tree_root(line[:-1] for line in BytesIO(lines)).hex() != body.root:
        raise CheckpointForged("the checkpoint's list of chains was changed: it does not match the signed root")
    return Checkpoint(body, lines)


def _parts(data: bytes) -> tuple[bytes, bytes, bytes]:
    """The first line, the signature, and the lines of the heads."""
    parts = data.split(b"\n", 2)
    if len(parts) != 3 or not _SIGNATURE.fullmatch(parts[1]):
        raise CheckpointForged("the file is no checkpoint, or was damaged: its second line is not a signature")
    return parts[0], bytes.fromhex(parts[1].decode()), parts[2]


def _body(signed: bytes) -> Body:
    try:
        version = from_json(signed)["version"]
        if version != VERSION:
            raise CheckpointForged(f"the checkpoint has version {version!r}, and this program reads version {VERSION}")
        return Body.model_validate_json(signed)
    except (ValidationError, ValueError, KeyError, TypeError) as error:
        raise CheckpointForged("the checkpoint is signed, but its first line is not one of a checkpoint") from error
