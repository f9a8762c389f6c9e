"""A physician's own key: kept only under the physician's password, so that the server cannot countersign by itself."""

import os
import unicodedata
from dataclasses import dataclass
from datetime import datetime

from argon2.low_level import Type, hash_secret_raw
from argon2.profiles import RFC_9106_LOW_MEMORY
from cryptography import x509
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec

from informed.adapters import cipher
from informed.adapters.seal.keypair import DER, KeyPair
from informed.errors import SealError, Tampered

SALT_BYTES = 16


@dataclass(frozen=True)
class PhysicianCredential:
    """What is stored of a physician's key; it is of no use without the password."""

    #: X.509, DER.
    certificate: bytes
    #: A salt (16 bytes), then the key (PKCS#8) under AES-256-GCM with Argon2id of the password; see `cipher`.
    wrapped_key: bytes

    @property
    def serial(self) -> int:
        """The certificate's number, by which it is revoked."""
        return self._x509.serial_number

    @property
    def expires(self) -> datetime:
        return self._x509.not_valid_after_utc

    def unlock(self, password: str) -> KeyPair:
        """The key in memory; raises `SealError` for a wrong password."""
        salt, wrapped = self.wrapped_key[:SALT_BYTES], self.wrapped_key[SALT_BYTES:]
        try:
            secret = cipher.unseal(_under(password, salt), wrapped, *_place(self._x509))
        except Tampered as error:
            raise SealError("wrong password") from error
        key = serialization.load_der_private_key(secret, None)
        assert isinstance(key, ec.EllipticCurvePrivateKey)
        return KeyPair(key, self._x509)

    def rewrapped(self, old: str, new: str) -> "PhysicianCredential":
        """The same key under a new password; raises `SealError` for a wrong old one."""
        return wrapped(self.unlock(old), new)

    @property
    def _x509(self) -> x509.Certificate:
        return x509.load_der_x509_certificate(self.certificate)


def wrapped(pair: KeyPair, password: str) -> PhysicianCredential:
    """A key and its certificate as stored; raises `SealError` for an empty password."""
    if not password:
        raise SealError("a physician's key needs a password")
    secret = pair.key.private_bytes(DER, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    salt = os.urandom(SALT_BYTES)
    kept = salt + cipher.seal(_under(password, salt), secret, *_place(pair.certificate))
    return PhysicianCredential(pair.certificate.public_bytes(DER), kept)


def _under(password: str, salt: bytes) -> bytes:
    """The key that a password gives: Argon2id as RFC 9106 advises for 64 MiB of memory."""
    cost = RFC_9106_LOW_MEMORY
    typed = unicodedata.normalize("NFC", password).encode()
    return hash_secret_raw(
        typed, salt, cost.time_cost, cost.memory_cost, cost.parallelism, cipher.KEY_BYTES, Type.ID, cost.version
    )


def _place(certificate: x509.Certificate) -> tuple[str, int]:
    return "physician's key", certificate.serial_number
