"""The seal of the clinic on a finished document, and the physician's signature in it."""

import hashlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO

from asn1crypto.crl import CertificateList  # type: ignore[import-untyped]
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.fields import MDPPerm
from pyhanko.sign.validation.dss import DocumentSecurityStore

from informed.adapters.seal.authority import Authority
from informed.adapters.seal.field import FIELD, Rectangle, add_field, order_fields
from informed.adapters.seal.keypair import KeyPair
from informed.adapters.seal.physician import PhysicianCredential
from informed.adapters.seal.sealed import SEAL, must_await_physician
from informed.adapters.seal.signing import Signing, as_asn1, signed
from informed.adapters.seal.stamp import Stamp
from informed.adapters.seal.timestamps import NoTimestamp, Timestamps
from informed.errors import InformedError, SealError

REASON = "Sealed by the clinic's server: shows that the file is unchanged since then"


@dataclass(frozen=True)
class Sealed:
    """A file with one more signature."""

    content: bytes
    #: Of the content; hexadecimal.
    sha256: str
    #: Whether a timestamp authority confirmed the time.
    timestamped: bool
    #: Why there is no timestamp although one was asked for; otherwise empty.
    note: str


class Sealer:
    """Signs for the clinic. Thread-safe, with or without an event loop in the thread; keeps nothing of a document."""

    def __init__(self, authority: Authority, timestamp_url: str = ""):
        """With the address of a timestamp authority, each signature is timestamped if it answers in time."""
        self._authority = authority
        self._timestamps = Timestamps(timestamp_url) if timestamp_url else None

    def seal(self, pdf: bytes, *, at: datetime, field: Rectangle | None) -> Sealed:
        """The PDF with the clinic's certifying signature, as one incremental update.

        With a field (points on page 1), the physician may sign there later; without one, no change is allowed. Raises
        `SealError` when the file is no tagged PDF, or sealed already, or the certificate has ended or was revoked.
        """
        pair = self._authority.seal
        self._must_serve(pair, at)

        def write(timestamps: Timestamps | None) -> bytes:
            writer = IncrementalPdfFileWriter(BytesIO(pdf))
            if "/AcroForm" in writer.root:
                raise SealError("the document is sealed already")
            order_fields(writer)
            if field:
                add_field(writer, field)
            allows = MDPPerm.FILL_FORMS if field else MDPPerm.NO_CHANGES
            return self._signed(writer, Signing(SEAL, REASON, at, allows=allows, timestamper=timestamps), pair)

        return self._sealed(pdf, write)

    def countersign(
        self,
        pdf: bytes,
        credential: PhysicianCredential,
        password: str,
        *,
        at: datetime,
        name: str,
        at_text: str,
        outcome_text: str,
    ) -> Sealed:
        """The sealed PDF with the physician's signature in its field, as one incremental update.

        The field shows name, outcome and time, each on a line. Raises `SealError` when the file was not sealed by this clinic
        or is changed, when the field is missing or filled, the password wrong, or the certificate ended or revoked.
        """
        with _plainly():
            must_await_physician(pdf, self._authority)
        pair = credential.unlock(password)
        if not self._authority.is_ours(pair.certificate):
            raise SealError("the physician's certificate was not issued by this clinic")
        self._must_serve(pair, at)
        stamp = Stamp(border_width=0, lines=(name, outcome_text, at_text))

        def write(timestamps: Timestamps | None) -> bytes:
            signing = Signing(FIELD, outcome_text, at, name=name, stamp=stamp, timestamper=timestamps)
            return self._signed(IncrementalPdfFileWriter(BytesIO(pdf)), signing, pair)

        return self._sealed(pdf, write)

    def _must_serve(self, pair: KeyPair, at: datetime) -> None:
        pair.must_be_valid(at)
        if self._authority.revoked_at(pair.certificate.serial_number):
            raise SealError(f"the certificate {pair.certificate.subject.rfc4514_string()} was revoked")

    def _signed(self, writer: IncrementalPdfFileWriter, signing: Signing, pair: KeyPair) -> bytes:
        """The signature, and in the same update the list of what was revoked: it needs no network to be checked."""
        chain = self._authority.chain(pair)
        if self._authority.is_ours(pair.certificate):
            listed = CertificateList.load(self._authority.crl(signing.at))
            certificates = [as_asn1(c) for c in (pair.certificate, *chain)]
            DocumentSecurityStore.supply_dss_in_writer(writer, None, certs=certificates, crls=[listed])
        return signed(writer, signing, pair, chain)

    def _sealed(self, pdf: bytes, write: Callable[[Timestamps | None], bytes]) -> Sealed:
        note = ""
        with _plainly():
            try:
                content = write(self._timestamps)
            except NoTimestamp as reason:
                content, note = write(None), f"Sealed without a timestamp: {reason}."
        if not content.startswith(pdf):
            raise SealError("the document would have been rewritten; it was not sealed")
        return Sealed(content, hashlib.sha256(content).hexdigest(), bool(self._timestamps and not note), note)


@contextmanager
def _plainly() -> Iterator[None]:
    """Whatever a file makes the parser do, a failing seal is a `SealError`."""
    try:
        yield
    except InformedError:
        raise
    except Exception as error:
        raise SealError("the file could not be sealed: it is not a document that this product made") from error
