"""AES-256-GCM with a random nonce: what is stored is nonce (12 bytes), ciphertext, tag (16 bytes).

The associated data says where a value belongs; bytes that were moved to another place do not open there.
A key is 32 random bytes. NIST SP 800-38D allows 2^32 values under one key with random nonces; each record has its own.
"""

import os

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from informed.errors import Tampered

KEY_BYTES = 32
NONCE_BYTES = 12


def new_key() -> bytes:
    return os.urandom(KEY_BYTES)


def seal(key: bytes, value: bytes, *place: object) -> bytes:
    """A value as stored at this place."""
    nonce = os.urandom(NONCE_BYTES)
    return nonce + AESGCM(key).encrypt(nonce, value, _associated(place))


def unseal(key: bytes, stored: bytes, *place: object) -> bytes:
    """The value that was stored at this place; raises `Tampered` for other bytes, another key, or another place."""
    try:
        return AESGCM(key).decrypt(stored[:NONCE_BYTES], stored[NONCE_BYTES:], _associated(place))
    except (InvalidTag, ValueError) as error:
        raise Tampered(f"{' '.join(map(str, place))}: the stored bytes do not open with their key") from error


def _associated(place: tuple[object, ...]) -> bytes:
    return "|".join(map(str, place)).encode()
