"""What all payloads are made of: exact values, who did it, and texts as shown."""

import hashlib
from typing import Literal

from pydantic import BaseModel, ConfigDict


class Exact(BaseModel):
    """A value with exactly these fields, that never changes."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Actor(Exact):
    """Who did it: the patient, an account (its id), or the system itself."""

    kind: Literal["patient", "account", "system"]
    account: str | None = None


PATIENT = Actor(kind="patient")
SYSTEM = Actor(kind="system")


class PackRef(Exact):
    """Which words were shown: a pack, its version and its fingerprint."""

    id: str
    version: str
    sha256: str


class ShownText(Exact):
    """One text exactly as shown, with the SHA-256 of its UTF-8 bytes."""

    id: str
    text: str
    sha256: str


def shown(id: str, text: str) -> ShownText:
    """A text as shown, with its fingerprint."""
    return ShownText(id=id, text=text, sha256=hashlib.sha256(text.encode()).hexdigest())
