"""A private key with its certificate, and the certificates above it."""

from dataclasses import dataclass
from datetime import datetime

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa

from informed.errors import SealError

PrivateKey = ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey

PEM = serialization.Encoding.PEM
DER = serialization.Encoding.DER


def new_key() -> ec.EllipticCurvePrivateKey:
    """ECDSA on P-256: seals four times faster than RSA-2048, and every reader of PDF knows it."""
    return ec.generate_private_key(ec.SECP256R1())


@dataclass(frozen=True)
class KeyPair:
    """A key in memory; the certificate is the key's, and each of the chain issued the one before it."""

    key: PrivateKey
    certificate: x509.Certificate
    chain: tuple[x509.Certificate, ...] = ()

    def sign(self, data: bytes) -> bytes:
        """ECDSA or RSASSA-PKCS1-v1_5, over SHA-256."""
        if isinstance(self.key, rsa.RSAPrivateKey):
            return self.key.sign(data, padding.PKCS1v15(), hashes.SHA256())
        return self.key.sign(data, ec.ECDSA(hashes.SHA256()))

    def must_be_valid(self, at: datetime) -> None:
        """Raises `SealError` when any certificate is not yet or no longer valid."""
        for certificate in (self.certificate, *self.chain):
            must_be_valid(certificate, at)

    def pem(self) -> bytes:
        """Key and certificates as PEM, not encrypted: the key store does that."""
        secret = self.key.private_bytes(PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
        return secret + to_pem(self.certificate, *self.chain)


def from_pem(stored: bytes) -> KeyPair:
    """The pair that `KeyPair.pem` wrote."""
    key = serialization.load_pem_private_key(stored, None)
    assert isinstance(key, PrivateKey)
    certificate, *chain = x509.load_pem_x509_certificates(stored)
    return KeyPair(key, certificate, tuple(chain))


def to_pem(*certificates: x509.Certificate) -> bytes:
    return b"".join(certificate.public_bytes(PEM) for certificate in certificates)


def must_be_valid(certificate: x509.Certificate, at: datetime) -> None:
    """Raises `SealError` when the certificate is not yet or no longer valid."""
    subject = certificate.subject.rfc4514_string()
    if at > certificate.not_valid_after_utc:
        raise SealError(f"the certificate {subject} expired on {certificate.not_valid_after_utc:%Y-%m-%d}")
    if at < certificate.not_valid_before_utc:
        raise SealError(f"the certificate {subject} is not valid before {certificate.not_valid_before_utc:%Y-%m-%d}")


def issued(issuer: x509.Certificate, certificate: x509.Certificate) -> bool:
    """Whether the issuer's key signed the certificate."""
    try:
        certificate.verify_directly_issued_by(issuer)
    except Exception:  # an unknown algorithm raises what it likes; none of it is a proof
        return False
    return True
