"""The clinic's keys. One key-encryption key, in a file outside the database, opens the data keys that stand in it.

A data key is for one record (its events, its index row, its documents), or for one purpose of the clinic: `clinic` (the chain
of what happened to the ledger), `index` (finding a person), `checkpoint` (signing), `secrets` (the seal's keys). The file can be
exchanged (`informed keys rotate`): data keys are wrapped anew, and nothing that they encrypted is touched.
"""

import base64
import binascii
import hashlib
import os
import stat
from pathlib import Path

from informed.adapters import cipher
from informed.errors import KeyFault, Tampered

PREFIX = "informed-key-1:"


class KeyEncryptionKey:
    """The key that wraps all others. `id` is a fingerprint that gives nothing away."""

    def __init__(self, key: bytes):
        self._key = key
        self.id = hashlib.sha256(b"informed key-encryption key" + key).hexdigest()[:16]

    def wrap(self, owner: str, key: bytes) -> bytes:
        """A data key as stored."""
        return cipher.seal(self._key, key, "data_key", owner)

    def unwrap(self, owner: str, key_id: str, wrapped: bytes) -> bytes:
        """A data key; raises `KeyFault` when another key wrapped it."""
        if key_id != self.id:
            raise KeyFault(
                f"the database's keys were wrapped by the key {key_id}, and the key file holds {self.id}: it is the key of "
                "another clinic, or one from before `informed keys rotate`; put the right file in its place"
            )
        try:
            return cipher.unseal(self._key, wrapped, "data_key", owner)
        except Tampered as error:
            raise KeyFault(f"the data key of {owner} was changed in the database") from error

    def write(self, file: Path) -> None:
        """Keep the key in a new file that only this user can read; raises `KeyFault`."""
        text = PREFIX + base64.b64encode(self._key).decode() + "\n"
        try:
            with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o400), "w") as out:
                out.write(text)
                out.flush()
                os.fsync(out.fileno())
        except OSError as error:
            raise KeyFault(f"the key file {file} cannot be written: {error.strerror}") from error


def new_kek() -> KeyEncryptionKey:
    return KeyEncryptionKey(cipher.new_key())


def read_kek(file: Path) -> KeyEncryptionKey:
    """The key of a file; raises `KeyFault` when it is missing, malformed, or others than its owner can read it."""
    try:
        mode = file.stat().st_mode
        text = file.read_text("ascii").strip()
    except FileNotFoundError:
        raise KeyFault(
            f"the key file {file} is missing, and without it the database cannot be read; put it back from where it was "
            "kept (INFORMED_KEK_FILE names another place)"
        ) from None
    except (OSError, UnicodeDecodeError) as error:
        raise KeyFault(f"the key file {file} cannot be read: {getattr(error, 'strerror', 'it is no text')}") from error
    if mode & (stat.S_IRWXG | stat.S_IRWXO):
        raise KeyFault(f"others can read the key file {file} (mode {stat.S_IMODE(mode):04o}): run `chmod 0400 {file}`")
    try:
        key = base64.b64decode(text.removeprefix(PREFIX), validate=True)
    except binascii.Error:
        key = b""
    if not text.startswith(PREFIX) or len(key) != cipher.KEY_BYTES:
        raise KeyFault(f"the key file {file} holds no key: expected one line that begins with {PREFIX}")
    return KeyEncryptionKey(key)


def open_kek(file: Path, *, fresh: bool) -> KeyEncryptionKey:
    """The key of a file; one is made for a fresh database, which has no data key yet."""
    if fresh and not file.exists():
        new_kek().write(file)
    return read_kek(file)
