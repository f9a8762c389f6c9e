"""Passwords: an account that does not exist costs as much as one that does."""

import pytest
from argon2 import PasswordHasher, extract_parameters

from informed.adapters.secrets import SystemSecrets


def test_nobody_costs_what_anybody_does(monkeypatch: pytest.MonkeyPatch) -> None:
    """The stand-in is a hash with the same parameters, which Argon2 goes through to the end, and never matches."""
    secrets, asked = SystemSecrets(), list[str]()
    stored, verify = secrets.hash_password("mot mat khau rat dai"), PasswordHasher.verify

    def noted(hasher: PasswordHasher, hash: str, password: str) -> bool:
        asked.append(hash)
        return verify(hasher, hash, password)

    monkeypatch.setattr(PasswordHasher, "verify", noted)
    assert secrets.password_matches("mot mat khau rat dai", stored)
    assert not secrets.password_matches("mot mat khau rat dai", None)
    assert [extract_parameters(hash) for hash in asked] == [extract_parameters(stored)] * 2
