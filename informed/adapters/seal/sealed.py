"""What a document must be before a physician may sign it: sealed by this clinic, unchanged, its field still empty."""

from io import BytesIO

from cryptography import x509
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.fields import enumerate_sig_fields
from pyhanko.sign.validation import SignatureCoverageLevel, async_validate_pdf_signature
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature
from pyhanko_certvalidator import ValidationContext

from informed.adapters.seal.authority import Authority
from informed.adapters.seal.field import FIELD
from informed.adapters.seal.signing import as_asn1, run
from informed.errors import SealError

#: The name of the clinic's signature in the file.
SEAL = "ClinicSeal"


def must_await_physician(pdf: bytes, authority: Authority) -> None:
    """Raises `SealError` with the first thing that is not as it must be."""
    reader = PdfFileReader(BytesIO(pdf))
    signatures = reader.embedded_signatures
    if not signatures or signatures[0].field_name != SEAL:
        raise SealError("the document is not sealed")
    filled = {name: value is not None for name, value, _ in enumerate_sig_fields(reader)}
    if FIELD not in filled:
        raise SealError("the document has no field for the physician's signature")
    if filled[FIELD]:
        raise SealError("the physician's field is signed already")
    if not _ours(signatures[0], authority):
        raise SealError("the document was not sealed by this clinic, or was changed after its seal")


def _ours(seal: EmbeddedPdfSignature, authority: Authority) -> bool:
    """Whether the seal holds for the whole file, and was this clinic's when it was made."""
    certificate = x509.load_der_x509_certificate(seal.signer_cert.dump())
    at = seal.self_reported_timestamp
    revoked = authority.revoked_at(certificate.serial_number)
    if not at or not authority.has_sealed(certificate) or (revoked and revoked <= at):
        return False
    roots = [as_asn1(anchor) for anchor in authority.anchors]
    status = run(async_validate_pdf_signature(seal, ValidationContext(roots, allow_fetching=False, moment=at)))
    whole = status.coverage == SignatureCoverageLevel.ENTIRE_FILE
    return bool(status.intact and status.valid and status.trusted and status.docmdp_ok and whole)
