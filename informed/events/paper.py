"""The same content on paper: printed, signed by hand, scanned, recorded by staff; and copies that were printed."""

from datetime import date
from typing import Literal

from informed.content import Language
from informed.events.exact import Exact

#: What a scan or photo can be.
ScanType = Literal["application/pdf", "image/jpeg", "image/png"]

#: Whom a printed copy is for.
Copy = Literal["patient", "physician"]


class PaperPrinted(Exact):
    """The whole content was printed in a language, to be read and signed by hand."""

    type: Literal["PaperPrinted"] = "PaperPrinted"
    language: Language


class ScanAdded(Exact):
    """A scan or photo of the signed paper was kept; `number` counts the record's scans from 1, `sha256` is of its bytes."""

    type: Literal["ScanAdded"] = "ScanAdded"
    number: int
    sha256: str
    media_type: ScanType
    length: int


class ScanRemoved(Exact):
    """A scan was the wrong one; its bytes were destroyed."""

    type: Literal["ScanRemoved"] = "ScanRemoved"
    number: int


class PaperRecorded(Exact):
    """Staff transcribed what stands on the paper: from which scans (their SHA-256), signed on which day, by whom."""

    type: Literal["PaperRecorded"] = "PaperRecorded"
    language: Language
    scans: tuple[str, ...]
    signed_on: date
    recorded_by: str


class DocumentPrinted(Exact):
    """Staff printed the newest file of the patient's document: for whom, how often, and which one (its SHA-256)."""

    type: Literal["DocumentPrinted"] = "DocumentPrinted"
    copy_for: Copy
    copies: int
    sha256: str


PaperPayload = PaperPrinted | ScanAdded | ScanRemoved | PaperRecorded | DocumentPrinted
