"""Unguessable values from the operating system, and passwords by Argon2id (RFC 9106)."""

import base64
import hashlib
import secrets
import unicodedata
from threading import Semaphore

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

#: Without 0 and O, 1 and I and L.
CODE_SIGNS, CODE_LENGTH = "23456789ABCDEFGHJKMNPQRSTUVWXYZ", 8
#: Each verification takes 64 MiB, so that no more than two run at once.
_ROOM = Semaphore(2)


class SystemSecrets:
    """Tokens of 256 bits; only their SHA-256 is ever stored."""

    def __init__(self) -> None:
        self._hasher = PasswordHasher()
        self._nobody = _hash_of_nobody(self._hasher)

    def record_id(self) -> str:
        """130 random bits in 26 lower-case letters and digits (RFC 4648 base 32)."""
        return base64.b32encode(secrets.token_bytes(17)).decode().lower()[:26]

    def token(self) -> str:
        return secrets.token_urlsafe(32)

    def short_code(self) -> str:
        """8 of 31 signs, about 40 bits: for what counts minutes and is guessed at slowly."""
        return "".join(secrets.choice(CODE_SIGNS) for _ in range(CODE_LENGTH))

    def fingerprint(self, token: str) -> str:
        return hashlib.sha256(token.encode()).hexdigest()

    def hash_password(self, password: str) -> str:
        with _ROOM:
            return self._hasher.hash(_typed(password))

    def password_matches(self, password: str, stored: str | None) -> bool:
        """Verifies against a stand-in when there is no such account, so that the time tells nothing."""
        with _ROOM:
            try:
                return self._hasher.verify(stored or self._nobody, _typed(password)) and stored is not None
            except (VerificationError, InvalidHashError):
                return False


def _hash_of_nobody(hasher: PasswordHasher) -> str:
    """What no password is, at the cost of any: with the hasher's parameters, and made of zeros, which costs a start nothing."""
    zeros = (base64.b64encode(bytes(length)).decode().rstrip("=") for length in (hasher.salt_len, hasher.hash_len))
    cost = f"m={hasher.memory_cost},t={hasher.time_cost},p={hasher.parallelism}"
    return "$".join(("", "argon2id", "v=19", cost, *zeros))


def _typed(password: str) -> str:
    """Keyboards differ in how they write a letter with marks; a password is the same on all of them."""
    return unicodedata.normalize("NFC", password)
