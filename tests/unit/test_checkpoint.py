"""A checkpoint: its Merkle root is RFC 6962's, its file is text that anybody can open, and no byte of it can be changed."""

import json
from datetime import UTC, datetime, timedelta, timezone
from hashlib import sha256

import pytest
import rfc8785
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st

from informed import checkpoint as c
from informed.errors import CheckpointForged
from tests.factories import NOON

KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
PUBLIC = KEY.public_key()
CLINIC_ID = "ledger-of-a-clinic"

#: The inputs and roots of the reference implementation of RFC 6962 (google/certificate-transparency, merkle_tree_test).
INPUTS = ["", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"]
ROOTS = [
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
]


def head(record: str, events: int = 3) -> c.Head:
    """The end of a made-up chain."""
    return c.Head(record, events, sha256(f"{record} {events}".encode()).digest())


def made(*heads: c.Head, previous: c.Checkpoint | None = None, at: datetime = NOON) -> c.Checkpoint:
    """A checkpoint over these heads, or over three."""
    three = (head("b", 5), head("a"), head("clinic", 9))
    return c.make(heads or three, clinic=CLINIC_ID, at=at, previous=previous)


def signed(body: dict[str, object] | bytes, lines: bytes = b"") -> bytes:
    """A file that our key signed, whatever stands in it."""
    first = body if isinstance(body, bytes) else rfc8785.dumps(body)
    return first + b"\n" + KEY.sign(first).hex().encode() + b"\n" + lines


# --- the tree


@pytest.mark.parametrize("size", range(len(ROOTS)))
def test_the_root_is_that_of_rfc_6962(size: int) -> None:
    """The known roots of zero to eight leaves."""
    assert c.tree_root(map(bytes.fromhex, INPUTS[:size])).hex() == ROOTS[size]


def by_the_rfc(leaves: list[bytes]) -> bytes:
    """The definition of section 2.1, word for word."""
    if len(leaves) < 2:
        return sha256(b"\x00" + leaves[0] if leaves else b"").digest()
    k = 1 << (len(leaves) - 1).bit_length() - 1
    return sha256(b"\x01" + by_the_rfc(leaves[:k]) + by_the_rfc(leaves[k:])).digest()


@given(st.lists(st.binary(max_size=4), max_size=70))
def test_the_root_is_as_the_rfc_defines_it(leaves: list[bytes]) -> None:
    """For every number of leaves."""
    assert c.tree_root(leaves) == by_the_rfc(leaves)


@given(
    st.text(st.characters(exclude_categories=["Cs"])), st.integers(1, 2**53 - 1), st.binary(min_size=32, max_size=32)
)
def test_a_leaf_is_canonical_json(record: str, events: int, hash: bytes) -> None:
    """As an independent RFC 8785 writes it, whatever the id; and one line."""
    assert c.leaf(c.Head(record, events, hash)) == rfc8785.dumps([record, events, hash.hex()])
    assert b"\n" not in c.leaf(c.Head(record, events, hash))


# --- the file


def test_a_file_is_read_as_it_was_made() -> None:
    """The heads by record id, the totals, the time in UTC."""
    checkpoint = made(at=NOON.astimezone(timezone(timedelta(hours=7))))
    back = c.read(c.sign(checkpoint, KEY), PUBLIC, CLINIC_ID)

    assert back == checkpoint
    assert list(back.heads) == [head("a"), head("b", 5), head("clinic", 9)]
    assert (back.body.records, back.body.events, back.number, back.at) == (3, 17, 1, NOON)
    assert bytes.fromhex(back.body.root) == by_the_rfc([c.leaf(head) for head in back.heads])


def test_the_order_of_the_heads_does_not_matter() -> None:
    """They are sorted by record id."""
    assert made(head("a"), head("b")) == made(head("b"), head("a"))


def test_a_person_can_read_the_file() -> None:
    """Lines of canonical JSON: what it is of, then one line a chain."""
    first, _, *lines = c.sign(made(), KEY).decode().splitlines()

    assert json.loads(first)["type"] == "Checkpoint" and json.loads(first)["at"] == "2026-11-23T05:00:00Z"
    assert rfc8785.dumps(json.loads(first)).decode() == first
    assert lines[0] == f'["a",3,"{head("a").hash.hex()}"]'


def test_an_empty_ledger_has_a_checkpoint() -> None:
    """A new clinic's first one."""
    empty = c.make([], clinic=CLINIC_ID, at=NOON, previous=None)
    assert list(c.read(c.sign(empty, KEY), PUBLIC, CLINIC_ID).heads) == []


def test_checkpoints_count_and_name_the_one_before() -> None:
    """By the SHA-256 of the signed line; the first names zeros."""
    first = made()
    second = made(previous=first)

    assert (first.number, second.number, made(previous=second).number) == (1, 2, 3)
    assert first.body.previous == "00" * 32
    assert second.body.previous == sha256(c.sign(first, KEY).split(b"\n")[0]).hexdigest()


# --- what is refused


@given(st.data())
def test_no_byte_of_a_file_can_be_changed(data: st.DataObject) -> None:
    """Wherever it stands, the signature and the line feeds included."""
    file = bytearray(c.sign(made(), KEY))
    at = data.draw(st.integers(0, len(file) - 1))
    file[at] ^= data.draw(st.integers(1, 255))
    with pytest.raises(CheckpointForged):
        c.read(bytes(file), PUBLIC, CLINIC_ID)


@given(st.data())
def test_no_part_of_a_file_can_be_left_out(data: st.DataObject) -> None:
    """A half-written file is none."""
    file = c.sign(made(), KEY)
    first = data.draw(st.integers(0, len(file) - 1))
    last = data.draw(st.integers(first + 1, len(file)))
    with pytest.raises(CheckpointForged):
        c.read(file[:first] + file[last:], PUBLIC, CLINIC_ID)


def test_the_end_of_a_file_cannot_be_changed() -> None:
    """The last line feed too, and that of a file without chains."""
    empty = c.sign(c.make([], clinic=CLINIC_ID, at=NOON, previous=None), KEY)
    for file in (c.sign(made(), KEY)[:-1] + b" ", c.sign(made(), KEY)[:-1], empty[:-1]):
        with pytest.raises(CheckpointForged):
            c.read(file, PUBLIC, CLINIC_ID)


@pytest.mark.parametrize("added", [b"\n", b"x", b'["d",1,"' + b"0" * 64 + b'"]\n'])
def test_nothing_can_be_added_to_a_file(added: bytes) -> None:
    """No chain, and no line."""
    with pytest.raises(CheckpointForged, match="list of chains"):
        c.read(c.sign(made(), KEY) + added, PUBLIC, CLINIC_ID)


def test_another_key_s_checkpoint_is_forged() -> None:
    """Somebody who has the file and not the key makes a consistent one."""
    with pytest.raises(CheckpointForged, match="not signed with this clinic's key"):
        c.read(c.sign(made(), Ed25519PrivateKey.generate()), PUBLIC, CLINIC_ID)


def test_another_ledger_s_checkpoint_is_refused() -> None:
    """Even when the same key signed it."""
    with pytest.raises(CheckpointForged, match="of another ledger"):
        c.read(c.sign(made(), KEY), PUBLIC, "another")


def test_the_lists_of_two_checkpoints_cannot_be_exchanged() -> None:
    """Each is covered by its own signature."""
    one, other = c.sign(made(head("a")), KEY), c.sign(made(head("b")), KEY)
    with pytest.raises(CheckpointForged, match="list of chains"):
        c.read(b"\n".join([*one.split(b"\n")[:2], *other.split(b"\n")[2:]]), PUBLIC, CLINIC_ID)


def test_a_newer_version_is_said_to_be_one() -> None:
    """An older program does not guess."""
    body = made().body.model_dump(mode="json") | {"version": 2}
    with pytest.raises(CheckpointForged, match="has version 2"):
        c.read(signed(body), PUBLIC, CLINIC_ID)


@pytest.mark.parametrize("first", [b"", b"[]", b"nonsense", b'{"version":1}', b"\xff", b"[" * 5000])
def test_signed_nonsense_is_no_checkpoint(first: bytes) -> None:
    """A sentence, and no traceback."""
    with pytest.raises(CheckpointForged, match="not one of a checkpoint"):
        c.read(signed(first), PUBLIC, CLINIC_ID)


@pytest.mark.parametrize("field", ["type", "number", "at", "root", "previous", "records"])
def test_a_signed_line_with_a_wrong_field_is_no_checkpoint(field: str) -> None:
    """Exact fields, as in every event."""
    body = made().body.model_dump(mode="json")
    wrong = [body | {field: "wrong"}, body | {"more": 1}, {name: body[name] for name in body if name != field}]
    for one in wrong[:2] if field == "type" else wrong:
        with pytest.raises(CheckpointForged):
            c.read(signed(one), PUBLIC, CLINIC_ID)


# --- before the next one


def test_a_ledger_that_grew_keeps_the_earlier_checkpoint() -> None:
    """A new record, and a longer chain that still holds the old head."""
    earlier = made(head("a", 3), head("b", 5))
    kept = {("a", 3): head("a", 3).hash}
    now = [head("a", 4), head("b", 5), head("new", 1)]

    assert list(c.unkept(earlier, now, lambda *place: kept.get(place))) == []


@pytest.mark.parametrize(
    "now",
    [
        [head("a", 3)],  # a removed record
        [head("a", 3), head("b", 4)],  # a cut tail
        [head("a", 3), c.Head("b", 5, bytes(32))],  # another last event
        [head("a", 3), head("b", 6)],  # a longer chain, in which event 5 is another one
    ],
)
def test_what_is_lost_is_named_before_a_new_checkpoint_blesses_it(now: list[c.Head]) -> None:
    """By the head that the ledger does not hold any more."""
    earlier = made(head("a", 3), head("b", 5))
    hashes = {(head.record, head.events): head.hash for head in now} | {("b", 5): bytes(32)}

    assert list(c.unkept(earlier, now, lambda *place: hashes.get(place))) == [head("b", 5)]


def test_a_checkpoint_needs_a_time_with_a_zone() -> None:
    """A time without one is nobody's."""
    with pytest.raises(ValueError, match="timezone"):
        made(at=datetime(2026, 11, 23, 5, 0))
    assert made(at=datetime(2026, 11, 23, 5, 0, tzinfo=UTC)).at == NOON
