"""Reading a file with pyHanko, strictly: its signatures, what came after them, the attached record and the words.

Runs in the process of `informed.verify.worker`, which bounds it; every error of a malformed file ends here as a fact.
"""

import json
import re
from collections.abc import Sequence
from datetime import UTC, datetime
from hashlib import sha256
from io import BytesIO
from typing import Any

from asn1crypto import cms, x509  # type: ignore[import-untyped]
from cryptography.x509 import ObjectIdentifier, load_der_x509_certificate
from cryptography.x509.oid import NameOID
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.decode_limits import DecodeLimits, DocumentDecodeBudget, StreamDecodeLimits
from pyhanko.pdf_utils.misc import PdfDecodeLimitError, PdfReadError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import SignatureCoverageLevel, validate_pdf_signature
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature
from pyhanko.sign.validation.status import PdfSignatureStatus

from informed.verify import chains, letters, places
from informed.verify.facts import Facts, Seen
from informed.verify.spelling import exact

#: The attached record, and the words of all pages, at most; in characters.
MOST_RECORD, MOST_WORDS = 8 * 2**20, 8 * 2**20
#: What the compressed parts of a file may unpack to: each, and all together beside 20 times the file's size; in bytes.
UNPACKED = DecodeLimits(
    per_stream=StreamDecodeLimits(max_output_size=32 * 2**20),
    document_budget=DocumentDecodeBudget(base_allowance=64 * 2**20, max_ratio=20),
)
#: Signs of a record's id, at most.
MOST_ID = 64
#: More signatures than this are nothing that our server makes.
MOST_SIGNATURES = 8

_CONTENTS = re.compile(rb"/Contents\s*<([0-9a-fA-F]{200,})")

Roots = Sequence[x509.Certificate]


def read(pdf: bytes, roots: Sequence[bytes]) -> Facts:
    """The facts of a file; `roots` are DER."""
    pinned = [x509.Certificate.load(root) for root in roots]
    try:
        return _read(pdf, pinned)
    except (MemoryError, RecursionError, PdfDecodeLimitError):
        return Facts(trouble="limits")
    except Exception:  # whatever a malformed file makes pyHanko raise
        return Facts(trouble="damaged", traces=traces(pdf, pinned))


def _read(pdf: bytes, roots: Roots) -> Facts:
    reader = PdfFileReader(BytesIO(pdf), strict=True, decode_limits=UNPACKED)
    if reader.encrypted:
        return Facts(trouble="encrypted")
    found = reader.embedded_signatures
    if len(found) > MOST_SIGNATURES:
        return Facts(trouble="limits")
    seen = tuple(_seen(pdf, signature, roots) for signature in found)
    last = found[-1].signed_revision if found else reader.total_revisions
    record = _record(reader)
    holds = bool(seen) and all(one.intact and one.trusted and one.permitted for one in seen) and seen[-1].covers_file
    return Facts(
        signatures=seen,
        places=_quietly_changed(reader, last),
        record_id=_id(record),
        record=record if holds else "",
        pages=_words(reader) if holds else (),
        scans=_scans(reader) if holds else (),
    )


# --- signatures


def _seen(pdf: bytes, signature: EmbeddedPdfSignature, roots: Roots) -> Seen:
    signed = signature.signed_data
    claimed = _with_zone(signature.self_reported_timestamp)
    certificate, others = signature.signer_cert, chains.certificates(signed)
    stamped = _stamped(signature)
    status, stamp = _validated(signature, roots, claimed, stamped)
    at = _at(claimed, stamped if stamp == "trusted" else None)
    return Seen(
        field=str(signature.field_name),
        certifies=signature.docmdp_level is not None and "/Reference" in signature.sig_object,
        covers_file=status.coverage == SignatureCoverageLevel.ENTIRE_FILE,
        end=int(signature.byte_range[2]) + int(signature.byte_range[3]),
        intact=status.intact and status.valid,
        permitted=bool(status.docmdp_ok) and status.seed_value_ok,
        exact=exact(pdf, signature.byte_range, signature.pkcs7_content, roots),
        chain=chains.chain(certificate, others, roots, at),
        trusted=status.trusted,
        claimed=claimed.isoformat() if claimed else "",
        stamped=stamped.isoformat() if stamped else "",
        stamp=stamp,
        pinned=certificate.dump() in {root.dump() for root in roots},
        **_named(certificate),
    )


def _named(certificate: x509.Certificate) -> dict[str, Any]:
    """What the certificate says of its holder; read here, because a forged one can make this raise."""
    read = load_der_x509_certificate(certificate.dump())

    def first(kind: ObjectIdentifier) -> str:
        values = [str(attribute.value) for attribute in read.subject.get_attributes_for_oid(kind)]
        return "".join(sign if sign.isprintable() else "?" for sign in values[0]) if values else ""

    return {
        "name": first(NameOID.COMMON_NAME),
        "unit": first(NameOID.ORGANIZATIONAL_UNIT_NAME),
        "until": read.not_valid_after_utc.isoformat(),
        "serial": read.serial_number,
        "issuer": read.issuer.public_bytes().hex(),
    }


def _with_zone(time: datetime | None) -> datetime | None:
    """A time as it was written; one without a zone is taken as UTC."""
    return time if time is None or time.tzinfo else time.replace(tzinfo=UTC)


def _at(claimed: datetime | None, stamped: datetime | None) -> datetime:
    """When a signature was made: by its trusted time stamp, else by the signer's word."""
    return stamped or claimed or datetime.now(UTC)


def _validated(
    signature: EmbeddedPdfSignature, roots: Roots, claimed: datetime | None, stamped: datetime | None
) -> tuple[PdfSignatureStatus, str]:
    """pyHanko's word at the time of signing, and the time stamp's standing."""
    status = _validate(signature, roots, _at(claimed, stamped), stamped)
    token = status.timestamp_validity
    if token is None:
        return status, ""
    if not (token.intact and token.valid):
        return status, "broken"
    if token.trusted:
        return status, "trusted"
    return _validate(signature, roots, _at(claimed, None), stamped), "untrusted"


def _validate(
    signature: EmbeddedPdfSignature, roots: Roots, at: datetime, stamped: datetime | None
) -> PdfSignatureStatus:
    return validate_pdf_signature(
        signature,
        signer_validation_context=chains.context(roots, at),
        ts_validation_context=chains.context(roots, stamped or at),
    )


def _stamped(signature: EmbeddedPdfSignature) -> datetime | None:
    """The time in the time stamp, as yet unchecked."""
    for attribute in signature.signer_info["unsigned_attrs"] or ():
        if attribute["type"].native == "signature_time_stamp_token":
            token = attribute["values"][0]["content"]["encap_content_info"]["content"].parsed
            time: datetime = token["gen_time"].native
            return time
    return None


def traces(pdf: bytes, roots: Roots) -> bool:
    """Whether somewhere in the bytes stands a signature whose certificate leads to a root."""
    return any(
        _is_trace(bytes.fromhex(found[: len(found) // 2 * 2].decode()), roots) for found in _CONTENTS.findall(pdf)[:8]
    )


def _is_trace(contents: bytes, roots: Roots) -> bool:
    try:
        signed = cms.ContentInfo.load(contents)["content"]
        certificate = chains.signer(signed)
        if certificate is None:
            return False
        within = certificate.not_valid_before
        return chains.chain(certificate, chains.certificates(signed), roots, within) == "trusted"
    except Exception:  # whatever malformed bytes make asn1crypto raise
        return False


# --- content


def _quietly_changed(reader: PdfFileReader, revision: int) -> places.Places:
    """What changed after a revision; nothing where the pages cannot be followed, for the verdict does not rest on it."""
    try:
        return places.changed(reader, revision)
    except Exception:
        return (("other", 0),)


def _record(reader: PdfFileReader) -> str:
    """The attached record.json; empty if there is none, or if it is larger than any of ours."""
    files = reader.root.get("/AF", ())
    for file in (files[i] for i in range(len(files))):
        if isinstance(file, generic.DictionaryObject) and file.get("/UF", file.get("/F")) == "record.json":
            data: bytes = file["/EF"]["/F"].data
            return data.decode() if len(data) <= MOST_RECORD else ""
    return ""


def _scans(reader: PdfFileReader) -> tuple[tuple[str, str], ...]:
    """Name and SHA-256 of each attached scan."""
    files = reader.root.get("/AF", ())
    named = ((str(file.get("/UF", "")), file) for file in (files[i] for i in range(len(files))))
    return tuple((name, sha256(file["/EF"]["/F"].data).hexdigest()) for name, file in named if name.startswith("scan-"))


def _id(record: str) -> str:
    """The id that a record.json names; empty where it names none that could be one of ours."""
    try:
        id = json.loads(record)["events"][0]["header"]["record"]
    except (ValueError, LookupError, TypeError):
        return ""
    return id if isinstance(id, str) and id.isalnum() and len(id) <= MOST_ID else ""


def _words(reader: PdfFileReader) -> tuple[str, ...]:
    """The words of each page; none at all when one page is not as our renderer writes it."""
    known: dict[int, letters.Table] = {}
    try:
        found = tuple(letters.words(page, known) for _, page in places.pages(reader))
    except (LookupError, AttributeError, ValueError, TypeError, PdfReadError):
        return ()
    return found if sum(map(len, found)) <= MOST_WORDS else ()
