"""One signature put into a PDF as one incremental update, by pyHanko: PAdES, the earlier bytes untouched."""

import asyncio
from collections.abc import Coroutine, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from typing import Any, TypeVar

from asn1crypto import x509 as asn1  # type: ignore[import-untyped]
from cryptography import x509
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.fields import MDPPerm, SigFieldSpec, SigSeedSubFilter
from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner, Signer
from pyhanko.sign.signers.pdf_cms import PdfCMSSignedAttributes
from pyhanko.sign.timestamps import TimeStamper
from pyhanko.stamp import BaseStampStyle
from pyhanko_certvalidator.registry import SimpleCertificateStore

from informed.adapters.seal.keypair import DER, KeyPair

#: Bytes that are set aside for a signature beside its certificates, and for a timestamp.
ROOM, ROOM_FOR_TIMESTAMP = 2_048, 12_288

Result = TypeVar("Result")


@dataclass(frozen=True)
class Signing:
    """What is signed, and how it is to look."""

    field: str
    reason: str
    at: datetime
    #: The changes that a certification allows afterwards; `None`: no certification.
    allows: MDPPerm | None = None
    name: str | None = None
    stamp: BaseStampStyle | None = None
    timestamper: TimeStamper | None = None


def signed(
    writer: IncrementalPdfFileWriter, signing: Signing, pair: KeyPair, chain: Sequence[x509.Certificate]
) -> bytes:
    """The whole file with the signature at its end."""
    signer = PdfSigner(
        PdfSignatureMetadata(
            field_name=signing.field,
            md_algorithm="sha256",
            subfilter=SigSeedSubFilter.PADES,
            reason=signing.reason,
            name=signing.name,
            certify=signing.allows is not None,
            docmdp_permissions=signing.allows or MDPPerm.FILL_FORMS,
        ),
        _Signer(pair, chain),
        timestamper=signing.timestamper,
        stamp_style=signing.stamp,
        new_field_spec=SigFieldSpec(signing.field),
    )
    session = signer.init_signing_session(writer)
    session.system_time = signing.at
    room = ROOM + sum(len(c.public_bytes(DER)) for c in (pair.certificate, *chain))
    room += ROOM_FOR_TIMESTAMP if signing.timestamper else 0
    document = session.prepare_tbs_document(None, bytes_reserved=2 * room)
    output = BytesIO()
    digest, _ = document.digest_tbs_document(output=output)
    attributes = PdfCMSSignedAttributes(signing_time=signing.at)
    run(document.perform_signature(digest.document_digest, attributes))
    return output.getvalue()


def run(work: Coroutine[Any, Any, Result]) -> Result:
    """The result of one of pyHanko's coroutines; in a thread of its own when an event loop runs in this one."""
    try:
        asyncio.get_running_loop()
    except RuntimeError:
        return asyncio.run(work)
    with ThreadPoolExecutor(1) as apart:
        return apart.submit(asyncio.run, work).result()


class _Signer(Signer):
    """A key in memory, read once: pyHanko's own signer reads and checks it anew for each signature."""

    def __init__(self, pair: KeyPair, chain: Sequence[x509.Certificate]):
        registry = SimpleCertificateStore.from_certs(map(as_asn1, chain))  # type: ignore[no-untyped-call]
        super().__init__(signing_cert=as_asn1(pair.certificate), cert_registry=registry)
        self._pair = pair

    async def async_sign_raw(self, data: bytes, digest_algorithm: str, dry_run: bool = False) -> bytes:
        return self._pair.sign(data)


def as_asn1(certificate: x509.Certificate) -> asn1.Certificate:
    """A certificate as pyHanko takes it."""
    return asn1.Certificate.load(certificate.public_bytes(DER))
