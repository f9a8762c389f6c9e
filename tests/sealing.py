"""A clinic's authority for tests that seal, and what pyHanko finds in a sealed file."""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from functools import cache
from io import BytesIO

from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import PdfSignatureStatus, validate_pdf_signature
from pyhanko_certvalidator import ValidationContext

from informed.adapters.seal import Authority, KeyStore, PhysicianCredential
from informed.adapters.seal.signing import as_asn1
from informed.document import render
from informed.record import Record
from tests.document import invented
from tests.document.invented import Story

CLINIC = "Phòng khám Ánh Dương"
#: Before and after every invented record's events.
NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
LATER = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
PASSWORD = "một câu dài dễ nhớ"
PHYSICIAN = "BS. Trần Quốc Khánh Ễ"


CLOSINGS: dict[str, Callable[[Story], Record]] = {
    "signed": Story.sign,
    "deferred": Story.defer,
    "declined": Story.decline,
}


@cache
def document(closing: str = "signed", language: str = "vi") -> bytes:
    """The document of an invented patient: what they read and what the clinic reads, in one language; not sealed."""
    pack = invented.pack()
    return render(CLOSINGS[closing](Story(pack, language=language, clinic_language=language).whole()), pack)


class MemoryStore:
    """A key store that forgets at the end."""

    def __init__(self) -> None:
        self.values: dict[str, bytes] = {}

    def secret(self, name: str) -> bytes | None:
        return self.values.get(name)

    def keep_secret(self, name: str, value: bytes) -> None:
        self.values[name] = value


def new_authority(now: datetime = NOW, clinic: str = CLINIC, store: KeyStore | None = None) -> Authority:
    """A clinic's authority at its first start, or with what a store kept."""
    return Authority.open(store or MemoryStore(), clinic, now)


@cache
def make_authority() -> Authority:
    """A clinic's authority, made once in a test session; a test that revokes or renews makes its own."""
    return new_authority()


@cache
def make_physician() -> PhysicianCredential:
    """A physician of this authority, with the password `PASSWORD`."""
    return make_authority().issue_physician(PHYSICIAN, "account-1", PASSWORD, NOW)


def statuses(pdf: bytes, authority: Authority, at: datetime = LATER) -> Mapping[str, PdfSignatureStatus]:
    """Each signature's field and what pyHanko says of it, with the authority's certificates trusted."""
    context = ValidationContext([as_asn1(c) for c in authority.anchors], allow_fetching=False, moment=at)
    signatures = PdfFileReader(BytesIO(pdf)).embedded_signatures
    return {s.field_name: validate_pdf_signature(s, signer_validation_context=context) for s in signatures}
