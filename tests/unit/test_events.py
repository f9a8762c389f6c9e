"""Events: exact fields, one way to write them down, and a chain over the bytes."""

import hashlib
import json
from datetime import UTC, datetime
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from informed import events as e
from tests.examples import every_payload
from tests.factories import record_of, understood

EXAMPLES = every_payload()
PAYLOADS = get_args(get_args(e.Payload)[0])


def header(**changes: object) -> e.Header:
    fields = {"record": "r", "sequence": 1, "at": datetime(2026, 1, 2, tzinfo=UTC), "actor": e.PATIENT, "type": "X"}
    return e.Header.model_validate(fields | changes)


def test_there_is_an_example_of_every_event_type() -> None:
    """The examples of these tests are complete."""
    assert set(EXAMPLES) == set(PAYLOADS)


@pytest.mark.parametrize("kind", PAYLOADS, ids=lambda kind: kind.__name__)
def test_an_event_comes_back_as_it_was(kind: type[e.Exact]) -> None:
    """Written down and read again, an event is equal, and its bytes are the same."""
    payload, head = EXAMPLES[kind], header(type=kind.__name__)
    stored = e.encode(head), e.encode(payload)
    event = e.decode(*stored, e.link(e.FIRST_HASH, *stored))

    assert (event.payload, event.header) == (payload, head)
    assert (e.encode(event.header), e.encode(event.payload)) == stored


@pytest.mark.parametrize("kind", PAYLOADS, ids=lambda kind: kind.__name__)
def test_an_unknown_field_raises(kind: type[e.Exact]) -> None:
    """One field more than declared cannot be read; nor can one less, where it has no default."""
    fields = json.loads(e.encode(EXAMPLES[kind]))
    with pytest.raises(ValidationError, match="Extra inputs"):
        e.decode(e.encode(header()), json.dumps(fields | {"surprise": 1}).encode(), bytes(32))
    for name in (name for name, field in kind.model_fields.items() if field.is_required()):
        less = {key: value for key, value in fields.items() if key != name}
        with pytest.raises(ValidationError, match="Field required"):
            e.decode(e.encode(header()), json.dumps(less).encode(), bytes(32))


@pytest.mark.parametrize("payload", [b'{"type":"RecordEaten"}', b"{}", b"[]", b"not json", b'"RecordOpened"'])
def test_an_unknown_type_raises(payload: bytes) -> None:
    """What is not declared is not read."""
    with pytest.raises(ValidationError):
        e.decode(e.encode(header()), payload, bytes(32))


def test_another_schema_version_raises() -> None:
    """A header from a later program is not guessed at."""
    with pytest.raises(ValidationError, match="version"):
        header(version=2)


def test_stored_bytes_are_canonical_json() -> None:
    """RFC 8785: keys in order, no blanks, Vietnamese as UTF-8."""
    stored = e.encode(e.LanguageChosen.model_validate({"type": "LanguageChosen", "language": "vi"}))

    assert stored == b'{"language":"vi","type":"LanguageChosen"}'
    assert "Đã".encode() in e.encode(understood("W2").model_copy(update={"statement": e.shown("W2", "Đã")}))


def test_a_text_is_shown_with_the_fingerprint_of_its_bytes() -> None:
    """As `printf %s Đã | sha256sum` gives it."""
    assert e.shown("W2", "Đã").sha256 == "64a504ed7f7f26e0db04ce78854eb604b84dd4d32ac47eeefa88e186c8e072c9"


def test_an_event_never_changes() -> None:
    """Events and their parts are frozen."""
    event = record_of().events[0]
    with pytest.raises(ValidationError, match="frozen"):
        event.payload.draft = False
    with pytest.raises(ValidationError, match="frozen"):
        event.header.sequence = 2


@given(st.binary(min_size=32, max_size=32), st.binary(min_size=1), st.binary(min_size=1), st.data())
def test_any_changed_bit_changes_the_hash(previous: bytes, head: bytes, payload: bytes, data: st.DataObject) -> None:
    """The chain covers the hash before, the header and the payload."""
    parts = [previous, head, payload]
    which = data.draw(st.integers(0, 2))
    at = data.draw(st.integers(0, len(parts[which]) * 8 - 1))
    changed = bytearray(parts[which])
    changed[at // 8] ^= 1 << at % 8

    other = [bytes(changed) if i == which else part for i, part in enumerate(parts)]
    assert e.link(*other) != e.link(*parts)


def test_the_chain_is_sha256_of_the_three_parts() -> None:
    """Anyone can check it with a common tool."""
    assert e.link(bytes(32), b"head", b"load") == hashlib.sha256(bytes(32) + b"headload").digest()
