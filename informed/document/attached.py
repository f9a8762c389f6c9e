"""The data in the file: the record with everything that its pages say (record.json), and a FHIR bundle (fhir.json).

record.json is canonical JSON (RFC 8785) and holds what `render` was given: the events, the content pack and the address
in the QR code. Whoever has the file can print the document again and compare. The hashes of the events are the ledger's,
over encrypted bytes: they name its entries, and only the ledger can follow them.
"""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

import rfc8785
from pydantic import ValidationError

from informed import events as e
from informed import fhir
from informed.content import ContentPack
from informed.document.sheet import Sheet
from informed.errors import NotAllowed, Tampered
from informed.record import CALLS, Record, Status

FORMAT = "informed-record-1"


@dataclass(frozen=True)
class Attached:
    """What the document was made of."""

    record: Record
    pack: ContentPack
    address: str


#: The ending of an attached scan's name.
ENDINGS = {"application/pdf": "pdf", "image/jpeg": "jpg", "image/png": "png"}


def scan_name(scan: e.ScanAdded) -> str:
    """What an attached scan is called."""
    return f"scan-{scan.number}.{ENDINGS[scan.media_type]}"


def attach_scans(
    sheet: Sheet, source: Attached, scans: Sequence[bytes], describe: Callable[[int], str], at: datetime
) -> None:
    """Put the scans of the signed paper into the file, as they were kept; `describe` says what one is, by its number."""
    for scan, data in zip(source.record.scans, scans, strict=False):
        sheet.embed_file(
            bytes=data,
            basename=scan_name(scan),
            desc=describe(scan.number),
            mime_type=scan.media_type,
            associated_file_relationship="Source",
            compress=False,  # pictures are compressed already
            checksum=True,
            creation_date=at,
            modification_date=at,
        )


def attach(sheet: Sheet, source: Attached, descriptions: tuple[str, str], at: datetime) -> None:
    """Put both into the file: the source that the pages were made from, and the same for other systems."""
    bundle = json.dumps(fhir.bundle(source.record, source.pack), ensure_ascii=False, sort_keys=True)
    files = (
        ("record.json", "application/json", "Source", as_json(source)),
        ("fhir.json", "application/fhir+json", "Alternative", bundle.encode()),
    )
    for (name, kind, relationship, data), description in zip(files, descriptions, strict=True):
        sheet.embed_file(
            bytes=data,
            basename=name,
            desc=description,
            mime_type=kind,
            associated_file_relationship=relationship,
            compress=True,
            checksum=True,
            creation_date=at,
            modification_date=at,
        )


def as_json(source: Attached) -> bytes:
    """The record in canonical JSON: each event's hash, header and payload, the pack, and the address."""
    record = source.record
    events = (
        b'{"hash":"%s","header":%s,"payload":%s}'
        % (event.hash.encode(), e.encode(event.header), e.encode(event.payload))
        for event in record.events
    )
    parts = {
        "address": rfc8785.dumps(source.address),
        "events": b"[%s]" % b",".join(events),
        "format": rfc8785.dumps(FORMAT),
        "head": rfc8785.dumps(record.events[-1].hash),
        "pack": _pack(source.pack),
        "record": rfc8785.dumps(record.id),
    }
    return b"{%s}" % b",".join(b'"%s":%s' % (name.encode(), value) for name, value in parts.items())


def from_json(data: bytes) -> Attached:
    """What a record.json holds; raises `Tampered` when it is not one, or when its pack is not the one that was shown."""
    try:
        found = json.loads(data)
        record = Record(tuple(e.Event.model_validate(event) for event in found["events"]))
        pack = ContentPack.model_validate(found["pack"])
        asked_for = record.status != Status.OPEN and type(record.events[-1].payload) in CALLS
        whole = found["format"] == FORMAT and asked_for and pack.sha256 == record.opened.pack.sha256
        return Attached(record, pack, str(found["address"])) if whole else _refuse()
    except (ValueError, TypeError, LookupError, NotAllowed, ValidationError, RecursionError) as error:
        raise Tampered("the attached record.json cannot be read") from error


def _refuse() -> Attached:
    raise Tampered("the attached record.json does not hold the words that were shown")


@lru_cache(maxsize=4)
def _pack(pack: ContentPack) -> bytes:
    """A pack without what only its authors read; the same one is asked for with every document."""
    return rfc8785.dumps(pack.model_dump(mode="json", exclude={"claims", "allow", "kept_words"}))
