"""Everything that can happen to a record, declared once, with exact fields; and the chain over the stored bytes.

A record is the append-only list of its events. An event is an envelope and a typed payload, both canonical JSON (RFC 8785);
the payload is encrypted before it is stored. Each event's hash covers the one before:
`hash_n = SHA-256(hash_{n-1} + header + payload)`, over the bytes as stored.
"""

import hashlib
from datetime import datetime
from typing import Annotated, Any, Literal

import rfc8785
from pydantic import BaseModel, Field, TypeAdapter

from informed.events.accounts import *  # noqa: F403 - one vocabulary, in a file for each who does it
from informed.events.accounts import AccountPayload
from informed.events.calls import *  # noqa: F403
from informed.events.calls import CallPayload
from informed.events.custody import *  # noqa: F403
from informed.events.custody import CustodyPayload
from informed.events.desk import *  # noqa: F403
from informed.events.desk import DeskPayload
from informed.events.exact import *  # noqa: F403
from informed.events.exact import Actor, Exact
from informed.events.handover import *  # noqa: F403
from informed.events.handover import HandOverPayload
from informed.events.paper import *  # noqa: F403
from informed.events.paper import PaperPayload
from informed.events.patient import *  # noqa: F403
from informed.events.patient import PatientPayload
from informed.events.pauses import *  # noqa: F403
from informed.events.pauses import PausePayload
from informed.events.people import *  # noqa: F403
from informed.events.people import PeoplePayload
from informed.events.staff import *  # noqa: F403
from informed.events.staff import StaffPayload

SCHEMA_VERSION: Literal[1] = 1
FIRST_HASH = bytes(32)

Payload = Annotated[
    PatientPayload
    | PeoplePayload
    | PaperPayload
    | CallPayload
    | PausePayload
    | StaffPayload
    | DeskPayload
    | HandOverPayload
    | CustodyPayload
    | AccountPayload,
    Field(discriminator="type"),
]
_PAYLOAD: TypeAdapter[Any] = TypeAdapter(Payload)


class Header(Exact):
    """The envelope: which event of which record, when (UTC, the server's clock), by whom, which type and tap."""

    version: Literal[1] = SCHEMA_VERSION
    record: str
    sequence: int = Field(ge=1)
    at: datetime
    actor: Actor
    type: str
    tap: str | None = None


class Event(Exact):
    """One event: its envelope, its payload, and its place in the chain."""

    header: Header
    payload: Payload
    hash: str

    @property
    def at(self) -> datetime:
        return self.header.at


def encode(part: BaseModel) -> bytes:
    """The canonical JSON (RFC 8785) of a header or payload; a header is stored like this, a payload is encrypted first."""
    return rfc8785.dumps(part.model_dump(mode="json"))


def decode(header: bytes, payload: bytes, hash: bytes) -> Event:
    """An event from its header as stored and its payload in the clear; an unknown type or field raises pydantic's error."""
    return Event(header=Header.model_validate_json(header), payload=_PAYLOAD.validate_json(payload), hash=hash.hex())


def link(previous: bytes, header: bytes, payload: bytes) -> bytes:
    """The hash of an event in its chain (32 bytes), over the bytes as stored; `previous` is `FIRST_HASH` for the first."""
    return hashlib.sha256(previous + header + payload).digest()
