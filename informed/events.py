"""Everything that can happen to a record, declared once, with exact fields; and the chain over the stored bytes.

A record is the append-only list of its events. An event is an envelope and a typed payload, both stored as canonical
JSON (RFC 8785). Each event's hash covers the one before: `hash_n = SHA-256(hash_{n-1} + header + payload)`, over the
bytes as stored.
"""

import hashlib
from datetime import datetime
from typing import Annotated, Any, Literal

import rfc8785
from pydantic import BaseModel, ConfigDict, Field, TypeAdapter

from informed.content import Language
from informed.patient import Patient
from informed.plan import Plan
from informed.signature import Signature

SCHEMA_VERSION: Literal[1] = 1
FIRST_HASH = bytes(32)


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


class RecordOpened(Exact):
    """A patient began: who, which words, what is planned, in which clinic.

    `draft`: the content had no physician's review that counted on that day. `document_language`: the clinic's, for the
    headings of the document.
    """

    type: Literal["RecordOpened"] = "RecordOpened"
    patient: Patient
    language: Language
    pack: PackRef
    draft: bool
    plan: Plan
    clinic: str
    document_language: Language
    time_zone: str
    demonstration: bool


class LanguageChosen(Exact):
    """The patient changed the language of what follows."""

    type: Literal["LanguageChosen"] = "LanguageChosen"
    language: Language


class TopicShown(Exact):
    """A topic came on the screen: title, main message and statements, exactly as shown."""

    type: Literal["TopicShown"] = "TopicShown"
    topic: str
    language: Language
    title: str
    message: str
    statements: tuple[ShownText, ...]


class StatementAnswered(Exact):
    """The patient's answer to one statement of a required topic."""

    type: Literal["StatementAnswered"] = "StatementAnswered"
    statement: ShownText
    language: Language
    pack_version: str
    answer: Literal["understood", "unsure"]


class StatementAsked(Exact):
    """The patient wants to ask about a statement (or no longer wants to)."""

    type: Literal["StatementAsked"] = "StatementAsked"
    statement: ShownText
    language: Language
    pack_version: str
    ask: bool


class ChosenOption(Exact):
    """An option as it was labelled when it was chosen."""

    id: str
    label: str


class FactorAnswered(Exact):
    """The patient's answer to a question about themselves; nothing chosen and no words means that it was taken back."""

    type: Literal["FactorAnswered"] = "FactorAnswered"
    factor: ShownText
    language: Language
    pack_version: str
    chosen: tuple[ChosenOption, ...]
    words: str = ""


class QuestionAnswered(Exact):
    """One try at a comprehension question; `order` is the order in which the options stood on the screen."""

    type: Literal["QuestionAnswered"] = "QuestionAnswered"
    question: ShownText
    language: Language
    pack_version: str
    order: tuple[ChosenOption, ...]
    chosen: str
    correct: bool
    misconception: str | None = None


class DoctorQuestionsChosen(Exact):
    """What the patient wants to ask the physician: ticked questions as shown, and own words. The latest one counts."""

    type: Literal["DoctorQuestionsChosen"] = "DoctorQuestionsChosen"
    language: Language
    ticked: tuple[ShownText, ...]
    words: str = ""


class HeardClaim(Exact):
    """A claim that the patient heard or hopes for, and the answer that stood under it."""

    claim: ShownText
    answer: ShownText


class ClaimsHeard(Exact):
    """All claims that the patient was told or hopes for. The latest one counts."""

    type: Literal["ClaimsHeard"] = "ClaimsHeard"
    language: Language
    pack_version: str
    heard: tuple[HeardClaim, ...]


class StepFinished(Exact):
    """The patient went on from a screen on which nothing was missing."""

    type: Literal["StepFinished"] = "StepFinished"
    step: str


class RecordSigned(Exact):
    """The patient signed: how, under which printed name, with which meaning."""

    type: Literal["RecordSigned"] = "RecordSigned"
    signature: Signature
    printed_name: str
    meaning: ShownText
    language: Language
    time_zone: str


class RecordDeferred(Exact):
    """The patient wants more time."""

    type: Literal["RecordDeferred"] = "RecordDeferred"
    language: Language
    words: str = ""


class RecordDeclined(Exact):
    """The patient said no, thank you."""

    type: Literal["RecordDeclined"] = "RecordDeclined"
    language: Language
    words: str = ""


class RecordContinued(Exact):
    """The patient goes on after having wanted more time."""

    type: Literal["RecordContinued"] = "RecordContinued"


class VisitEnded(Exact):
    """The tablet was handed back: this visit's browser shows nothing of the record any more."""

    type: Literal["VisitEnded"] = "VisitEnded"


class DocumentOpened(Exact):
    """Somebody opened the document."""

    type: Literal["DocumentOpened"] = "DocumentOpened"


Payload = Annotated[
    RecordOpened
    | LanguageChosen
    | TopicShown
    | StatementAnswered
    | StatementAsked
    | FactorAnswered
    | QuestionAnswered
    | DoctorQuestionsChosen
    | ClaimsHeard
    | StepFinished
    | RecordSigned
    | RecordDeferred
    | RecordDeclined
    | RecordContinued
    | VisitEnded
    | DocumentOpened,
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
    """The bytes of a header or payload as stored: canonical JSON (RFC 8785)."""
    return rfc8785.dumps(part.model_dump(mode="json"))


def decode(header: bytes, payload: bytes, hash: bytes) -> Event:
    """An event from its stored bytes; an unknown type or field raises pydantic's error."""
    return Event(header=Header.model_validate_json(header), payload=_PAYLOAD.validate_json(payload), hash=hash.hex())


def link(previous: bytes, header: bytes, payload: bytes) -> bytes:
    """The hash of an event in its chain (32 bytes); `previous` is `FIRST_HASH` for a record's first event."""
    return hashlib.sha256(previous + header + payload).digest()
