"""The bytes that a signature cannot cover are its own. Here they must be the one spelling of it, and nothing else.

pyHanko and other readers take any letter case, anything in the padding, certificates that nobody needs, and a signature
that stands elsewhere while the gap holds new objects (it compares lengths only). All of that is refused, so that no bit of
a sealed file changes unseen even without a register. One thing is let pass: a certificate in a time stamp whose issuer is
neither there nor pinned, because nothing in the report rests on it.
"""

from collections.abc import Sequence

from asn1crypto import cms, core, x509  # type: ignore[import-untyped]
from cryptography.exceptions import InvalidSignature
from cryptography.x509 import load_der_x509_certificate

from informed.verify.chains import certificates, signer


def exact(pdf: bytes, byte_range: Sequence[int], contents: bytes, roots: Sequence[x509.Certificate]) -> bool:
    """Whether the gap of a signature holds this signature in upper-case hexadecimal, padded with zeros."""
    if len(byte_range) != 4 or byte_range[0] != 0:
        return False
    _, gap, resumed, rest = (int(number) for number in byte_range)
    if not 0 < gap < resumed <= resumed + rest <= len(pdf):
        return False
    if pdf[gap:resumed] != b"<" + contents.hex().upper().encode() + b">":
        return False
    info = cms.ContentInfo.load(contents)
    inside = info["content_type"].dump() + info["content"].dump()
    # The outermost length may not swallow padding.
    return info.contents == inside and not contents[len(info.dump()) :].strip(b"\0") and _canonical(info, "data", roots)


def _canonical(info: cms.ContentInfo, about: str, roots: Sequence[x509.Certificate]) -> bool:
    """One signer and one digest, the lowest version, nothing beside, and only certificates that hold."""
    signed = info["content"]
    signers, digests = signed["signer_infos"], signed["digest_algorithms"]
    if info["content_type"].native != "signed_data" or len(signers) != 1 or len(digests) != 1:
        return False
    one = signers[0]
    return (
        signed["encap_content_info"]["content_type"].native == about
        and (about != "data" or signer(signed) is not None)
        and (about != "data" or isinstance(signed["encap_content_info"]["content"], core.Void))
        and signed["version"].native == ("v1" if about == "data" else "v3")
        and one["version"].native == "v1"
        and isinstance(signed["crls"], core.Void)
        and digests[0].dump() == one["digest_algorithm"].dump()
        and all(choice.name == "certificate" for choice in signed["certificates"])
        and all(_holds(c, signed, roots, strict=about == "data") for c in certificates(signed))
        and all(_stamp(attribute, roots) for attribute in one["unsigned_attrs"] or ())
    )


def _stamp(attribute: cms.CMSAttribute, roots: Sequence[x509.Certificate]) -> bool:
    values = attribute["values"]
    if attribute["type"].native != "signature_time_stamp_token" or len(values) != 1:
        return False
    return _canonical(values[0], "tst_info", roots)


def _holds(
    certificate: x509.Certificate, signed: cms.SignedData, roots: Sequence[x509.Certificate], *, strict: bool
) -> bool:
    """Whether every bit of a certificate is vouched for: a pinned root, the signer's (the signature names its hash), or
    signed by one of the others.
    """
    own = signer(signed)
    if own is not None and certificate.dump() == own.dump():
        return True
    if certificate.subject == certificate.issuer and strict:
        return certificate.dump() in {root.dump() for root in roots}
    issuers = [c for c in (*certificates(signed), *roots) if c.subject == certificate.issuer]
    return any(_issued(certificate, issuer) for issuer in issuers) if issuers else not strict


def _issued(certificate: x509.Certificate, issuer: x509.Certificate) -> bool:
    if certificate["signature_algorithm"].dump() != certificate["tbs_certificate"]["signature"].dump():
        return False
    try:
        load_der_x509_certificate(certificate.dump()).verify_directly_issued_by(
            load_der_x509_certificate(issuer.dump())
        )
    except (ValueError, TypeError, InvalidSignature):
        return False
    return True
