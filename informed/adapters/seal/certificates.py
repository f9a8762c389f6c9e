"""The three kinds of certificates that a clinic makes, and the list of those that it revoked (RFC 5280)."""

import unicodedata
from collections.abc import Iterable
from datetime import datetime, timedelta

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from informed.adapters.seal.keypair import DER, KeyPair

ROOT_LIFE = timedelta(days=20 * 365)
SEAL_LIFE = timedelta(days=2 * 365)
PHYSICIAN_LIFE = timedelta(days=2 * 365)
CRL_LIFE = timedelta(days=30)

#: Clocks differ: a certificate that begins only now would be refused by a reader whose clock is behind.
CLOCK_SKEW = timedelta(hours=1)

#: X.520 allows this for a common name; cryptography counts bytes.
NAME_BYTES = 64


def root(key: ec.EllipticCurvePrivateKey, clinic: str, now: datetime) -> x509.Certificate:
    """The clinic's own root: issues the seal's and the physicians' certificates, and signs nothing else."""
    name = _name(clinic, common=_fitting(clinic, " – root"))
    usage = _usage(key_cert_sign=True, crl_sign=True)
    builder = _builder(key.public_key(), name, now, now + ROOT_LIFE, usage, x509.BasicConstraints(True, 0))
    return builder.issuer_name(name).sign(key, hashes.SHA256())


def seal(key: ec.EllipticCurvePrivateKey, clinic: str, now: datetime, root: KeyPair) -> x509.Certificate:
    """The certificate of the server's seal."""
    return _leaf(key, _name(clinic, common=_fitting(clinic, " – seal"), unit="Seal"), now, SEAL_LIFE, root)


def physician(
    key: ec.EllipticCurvePrivateKey, clinic: str, name: str, account: str, now: datetime, root: KeyPair
) -> x509.Certificate:
    """A physician's certificate; the account's id tells two of the same name apart."""
    subject = _name(clinic, common=_fitting(name), unit="Physician", serial=account)
    return _leaf(key, subject, now, PHYSICIAN_LIFE, root)


def revocations(root: KeyPair, revoked: Iterable[x509.RevokedCertificate], now: datetime) -> bytes:
    """A certificate revocation list, signed by the root; DER."""
    builder = x509.CertificateRevocationListBuilder().issuer_name(root.certificate.subject)
    builder = builder.last_update(now).next_update(now + CRL_LIFE)
    builder = builder.add_extension(x509.CRLNumber(int(now.timestamp() * 1000)), False)
    issuer = x509.AuthorityKeyIdentifier.from_issuer_public_key(root.certificate.public_key())  # type: ignore[arg-type]
    builder = builder.add_extension(issuer, False)
    for entry in revoked:
        builder = builder.add_revoked_certificate(entry)
    return builder.sign(root.key, hashes.SHA256()).public_bytes(DER)


def revoked(serial: int, now: datetime) -> x509.RevokedCertificate:
    """An entry of the list."""
    return x509.RevokedCertificateBuilder().serial_number(serial).revocation_date(now).build()


def _leaf(
    key: ec.EllipticCurvePrivateKey, name: x509.Name, now: datetime, life: timedelta, root: KeyPair
) -> x509.Certificate:
    until = min(now + life, root.certificate.not_valid_after_utc)
    usage = _usage(digital_signature=True, content_commitment=True)
    builder = _builder(key.public_key(), name, now, until, usage, x509.BasicConstraints(False, None))
    issuer = x509.AuthorityKeyIdentifier.from_issuer_public_key(root.certificate.public_key())  # type: ignore[arg-type]
    builder = builder.issuer_name(root.certificate.subject).add_extension(issuer, False)
    return builder.sign(root.key, hashes.SHA256())


def _builder(
    key: ec.EllipticCurvePublicKey,
    name: x509.Name,
    now: datetime,
    until: datetime,
    usage: x509.KeyUsage,
    constraints: x509.BasicConstraints,
) -> x509.CertificateBuilder:
    builder = x509.CertificateBuilder().subject_name(name).public_key(key).serial_number(x509.random_serial_number())
    builder = builder.not_valid_before(now - CLOCK_SKEW).not_valid_after(until)
    builder = builder.add_extension(constraints, True).add_extension(usage, True)
    return builder.add_extension(x509.SubjectKeyIdentifier.from_public_key(key), False)


def _usage(**granted: bool) -> x509.KeyUsage:
    names = (
        "digital_signature content_commitment key_encipherment data_encipherment key_agreement key_cert_sign crl_sign "
        "encipher_only decipher_only"
    )
    return x509.KeyUsage(**{name: granted.get(name, False) for name in names.split()})


def _name(clinic: str, *, common: str, unit: str = "", serial: str = "") -> x509.Name:
    parts = (
        (NameOID.ORGANIZATION_NAME, _fitting(clinic)),
        (NameOID.ORGANIZATIONAL_UNIT_NAME, unit),
        (NameOID.SERIAL_NUMBER, serial),
        (NameOID.COMMON_NAME, common),
    )
    return x509.Name([x509.NameAttribute(kind, value) for kind, value in parts if value])


def _fitting(name: str, ending: str = "") -> str:
    """A name as a certificate can hold it: NFC, without control characters, cut between letters; never empty."""
    readable = "".join(c if unicodedata.category(c)[0] != "C" else " " for c in unicodedata.normalize("NFC", name))
    start = " ".join(readable.split()) or "?"
    while len((start + ending).encode()) > NAME_BYTES:
        start = start[:-1]
    return start.rstrip() + ending
