"""Keys and ciphers: what is sealed opens with its key at its place, and nowhere else."""

import os
import stat
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from hypothesis import given
from hypothesis import strategies as st

from informed.adapters import cipher
from informed.adapters.keys import KeyEncryptionKey, new_kek, open_kek, read_kek
from informed.errors import KeyFault, Tampered

KEY, OTHER = bytes(range(32)), bytes(32)
PLACES = st.lists(st.one_of(st.integers(), st.sampled_from(["event", "document", "r" * 26])), min_size=1, max_size=3)


@given(st.binary(max_size=300), PLACES)
def test_what_is_sealed_opens(value: bytes, place: list[object]) -> None:
    """With its key, at its place; 28 bytes longer, and never the same twice."""
    stored = cipher.seal(KEY, value, *place)

    assert cipher.unseal(KEY, stored, *place) == value
    assert len(stored) == 12 + len(value) + 16
    assert cipher.seal(KEY, value, *place) != stored


@given(st.binary(min_size=1, max_size=100), st.data())
def test_no_bit_of_it_can_be_changed(value: bytes, data: st.DataObject) -> None:
    """Nonce, ciphertext and tag: every bit counts; nor can it be cut."""
    stored = bytearray(cipher.seal(KEY, value, "event", 1))
    at = data.draw(st.integers(0, len(stored) * 8 - 1))
    cut = bytes(stored[: data.draw(st.integers(0, len(stored) - 1))])
    stored[at // 8] ^= 1 << at % 8
    for changed in (bytes(stored), cut):
        with pytest.raises(Tampered, match=r"^event 1: the stored bytes do not open with their key$"):
            cipher.unseal(KEY, changed, "event", 1)


@pytest.mark.parametrize("place", [("event", "r", 2), ("event", "s", 1), ("document", "r", 1), ("event", "r"), ()])
def test_it_does_not_open_elsewhere(place: tuple[object, ...]) -> None:
    """Another sequence, record, or table; nor with another key at the right place."""
    stored = cipher.seal(KEY, b"x", "event", "r", 1)
    with pytest.raises(Tampered):
        cipher.unseal(KEY, stored, *place)
    with pytest.raises(Tampered):
        cipher.unseal(OTHER, stored, "event", "r", 1)


def test_it_is_aes_256_gcm_as_anybody_knows_it() -> None:
    """Nonce first, then ciphertext and tag; the place joined by bars is the associated data."""
    stored = cipher.seal(KEY, b"what was said", "event", "r", 7)

    assert AESGCM(KEY).decrypt(stored[:12], stored[12:], b"event|r|7") == b"what was said"


# --- the key-encryption key


def test_a_data_key_is_bound_to_its_owner() -> None:
    """Another's wrapped key does not open; one wrapped by another clinic says by which."""
    ours, theirs = KeyEncryptionKey(KEY), KeyEncryptionKey(OTHER)
    wrapped = ours.wrap("one", b"k" * 32)

    assert ours.unwrap("one", ours.id, wrapped) == b"k" * 32
    with pytest.raises(KeyFault, match=r"the data key of two was changed in the database"):
        ours.unwrap("two", ours.id, wrapped)
    with pytest.raises(KeyFault, match=f"by the key {ours.id}, and the key file holds {theirs.id}"):
        theirs.unwrap("one", ours.id, wrapped)


def test_the_id_tells_keys_apart_and_nothing_of_them() -> None:
    """Sixteen hexadecimal signs, the same for the same key."""
    ids = {KeyEncryptionKey(os.urandom(32)).id for _ in range(50)}

    assert len(ids) == 50
    assert all(len(id) == 16 and int(id, 16) >= 0 for id in ids)
    assert KeyEncryptionKey(KEY).id == KeyEncryptionKey(KEY).id
    assert KEY.hex()[:16] != KeyEncryptionKey(KEY).id


def test_a_key_file_is_read_as_it_was_written(tmp_path: Path) -> None:
    """Mode 0400, whatever the umask; it opens what the key wrapped."""
    key, file = new_kek(), tmp_path / "key"
    before = os.umask(0)
    try:
        key.write(file)
    finally:
        os.umask(before)

    assert stat.S_IMODE(file.stat().st_mode) == 0o400
    assert read_kek(file).unwrap("one", key.id, key.wrap("one", b"k" * 32)) == b"k" * 32


def test_a_key_file_is_never_written_over(tmp_path: Path) -> None:
    """What it wrapped could not be read any more."""
    file = tmp_path / "key"
    new_kek().write(file)
    text = file.read_text()
    with pytest.raises(KeyFault, match=r"cannot be written: File exists$"):
        new_kek().write(file)

    assert file.read_text() == text
    assert read_kek(file).id == open_kek(file, fresh=True).id


def test_a_fresh_database_gets_a_key_file(tmp_path: Path) -> None:
    """Once; and an error of ours where none can be made."""
    made = open_kek(tmp_path / "key", fresh=True)

    assert open_kek(tmp_path / "key", fresh=False).id == made.id
    with pytest.raises(KeyFault, match=r"cannot be written: No such file or directory$"):
        open_kek(tmp_path / "nowhere" / "key", fresh=True)


def test_blanks_around_a_key_do_not_matter(tmp_path: Path) -> None:
    """A secret mount or an editor may add a line end."""
    key, file = new_kek(), tmp_path / "key"
    key.write(file)
    (tmp_path / "mounted").write_text(f"  {file.read_text()}\r\n\n")
    (tmp_path / "mounted").chmod(0o600)

    assert read_kek(tmp_path / "mounted").id == key.id
