"""The clinic's own seal key and certificate, from a PKCS#12 file (.p12, .pfx)."""

from collections.abc import Sequence
from datetime import datetime

from asn1crypto.pkcs12 import Pfx  # type: ignore[import-untyped]
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import pkcs12

from informed.adapters.seal.keypair import KeyPair, issued
from informed.errors import SealError

CURVES = (ec.SECP256R1, ec.SECP384R1, ec.SECP521R1)
RSA_BITS = 2048


def read_pkcs12(data: bytes, passphrase: str, now: datetime) -> KeyPair:
    """Key, certificate and the chain to its root; raises `SealError` with one sentence about what does not serve."""
    _must_be_pkcs12(data)
    try:
        key, certificate, others = pkcs12.load_key_and_certificates(data, passphrase.encode())
    except ValueError as error:
        raise SealError("the passphrase does not open the PKCS#12 file") from error
    if key is None:
        raise SealError("the PKCS#12 file has no private key")
    if not _serves(key):
        raise SealError(
            "the PKCS#12 file's key is neither RSA of 2048 bits or more nor on the curve P-256, P-384 or P-521"
        )
    if certificate is None or certificate.public_key() != key.public_key():
        raise SealError("the PKCS#12 file has no certificate for its key")
    _must_be_for_signatures(certificate)
    pair = KeyPair(key, certificate, _chain(certificate, others))  # type: ignore[arg-type]
    pair.must_be_valid(now)
    return pair


def _must_be_pkcs12(data: bytes) -> None:
    try:
        assert Pfx.load(data)["version"].native == "v3"
    except Exception as error:  # the parser of ASN.1 raises what it likes
        raise SealError("the file is not a PKCS#12 file") from error


def _serves(key: object) -> bool:
    if isinstance(key, rsa.RSAPrivateKey):
        return key.key_size >= RSA_BITS
    return isinstance(key, ec.EllipticCurvePrivateKey) and isinstance(key.curve, CURVES)


def _must_be_for_signatures(certificate: x509.Certificate) -> None:
    try:
        usage = certificate.extensions.get_extension_for_class(x509.KeyUsage).value
        fit = usage.digital_signature and usage.content_commitment
    except (x509.ExtensionNotFound, ValueError):
        fit = False
    if not fit:
        raise SealError("the certificate's key usage does not allow digital signatures with non-repudiation")


def _chain(certificate: x509.Certificate, others: Sequence[x509.Certificate]) -> tuple[x509.Certificate, ...]:
    """The certificates above this one, up to one that signed itself."""
    found: list[x509.Certificate] = []
    last = certificate
    while last.issuer != last.subject:
        above = next((other for other in others if other not in found and issued(other, last)), None)
        if above is None:
            missing = last.issuer.rfc4514_string()
            raise SealError(f"the PKCS#12 file has no chain to a root: the certificate of {missing} is missing")
        found.append(above)
        last = above
    return tuple(found)
