"""The clinic's certificates: what the first start makes, what the next start finds, how long it all lasts."""

from datetime import datetime, timedelta
from pathlib import Path
from subprocess import run
from unicodedata import normalize

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from informed.adapters.seal import PhysicianCredential
from informed.adapters.seal.certificates import NAME_BYTES
from informed.adapters.seal.keypair import PEM
from informed.errors import SealError
from tests.sealing import CLINIC, NOW, PASSWORD, MemoryStore, new_authority

DAY = timedelta(days=1)


def certificate(credential: PhysicianCredential) -> x509.Certificate:
    return x509.load_der_x509_certificate(credential.certificate)


def common_name(found: x509.Certificate) -> str:
    return str(found.subject.get_attributes_for_oid(NameOID.COMMON_NAME)[0].value)


def test_the_first_start_makes_root_and_seal() -> None:
    """P-256; the root for 20 years, the seal for two; a seal that signs and does not issue."""
    authority = new_authority()
    root, seal = authority.anchors[0], authority.seal.certificate
    usage = seal.extensions.get_extension_for_class(x509.KeyUsage)

    assert x509.load_pem_x509_certificates(authority.root_pem) == [root]
    assert CLINIC in common_name(root)
    assert isinstance(authority.seal.key.curve, ec.SECP256R1)  # type: ignore[union-attr]
    assert authority.root_expires - NOW == 20 * 365 * DAY
    assert authority.seal_expires - NOW == 2 * 365 * DAY
    assert usage.critical
    assert (usage.value.digital_signature, usage.value.content_commitment) == (True, True)
    assert not usage.value.key_cert_sign
    assert authority.has_sealed(seal)


def test_openssl_agrees_with_the_chain(tmp_path: Path) -> None:
    """Seal and physician lead to the root, also for another reader of certificates."""
    authority = new_authority()
    physician = certificate(authority.issue_physician("BS. Khánh", "1", PASSWORD, NOW))
    (tmp_path / "root.pem").write_bytes(authority.root_pem)
    for i, leaf in enumerate((authority.seal.certificate, physician)):
        (tmp_path / f"{i}.pem").write_bytes(leaf.public_bytes(encoding=PEM))
    at = str(int(NOW.timestamp()))
    command = ["openssl", "verify", "-x509_strict", "-attime", at, "-CAfile", "root.pem", "0.pem", "1.pem"]
    done = run(command, cwd=tmp_path, capture_output=True, text=True, check=False)

    assert done.stdout.count("OK") == 2, done.stderr


def test_the_next_start_finds_the_same_keys() -> None:
    """Nothing is made twice."""
    store = MemoryStore()
    first = new_authority(store=store)
    second = new_authority(NOW + 30 * DAY, store=store)

    assert second.root_pem == first.root_pem
    assert second.seal.certificate == first.seal.certificate
    assert second.seal.key.private_numbers() == first.seal.key.private_numbers()


def test_two_clinics_have_nothing_in_common() -> None:
    """Fresh keys and numbers, also under one name."""
    one, other = new_authority(), new_authority()

    assert one.root_pem != other.root_pem
    assert one.seal.certificate.serial_number != other.seal.certificate.serial_number
    assert one.seal.key.private_numbers() != other.seal.key.private_numbers()
    assert not one.is_ours(other.seal.certificate)
    assert not one.has_sealed(other.seal.certificate)


def test_a_seal_is_renewed() -> None:
    """With a new key; the old certificate stays known, and its documents stay the clinic's."""
    store = MemoryStore()
    authority = new_authority(store=store)
    old = authority.seal
    authority.renew_seal(NOW + 100 * DAY)

    assert authority.seal_expires == NOW + (100 + 730) * DAY
    assert authority.seal.key.private_numbers() != old.key.private_numbers()
    assert authority.has_sealed(old.certificate)
    assert new_authority(NOW + 101 * DAY, store=store).seal.certificate == authority.seal.certificate


@pytest.mark.parametrize(("days", "renewed"), [(730 - 91, False), (730 - 89, True), (800, True)])
def test_a_start_renews_a_seal_that_ends_soon(days: int, renewed: bool) -> None:
    """Three months before its end, so that no clinic stands without a seal."""
    store = MemoryStore()
    first = new_authority(store=store)
    again = new_authority(NOW + days * DAY, store=store)

    assert (again.seal.certificate != first.seal.certificate) is renewed


def test_no_certificate_outlives_the_root() -> None:
    """A seal of the nineteenth year ends with the root."""
    store = MemoryStore()
    first = new_authority(store=store)
    late = new_authority(NOW + 7200 * DAY, store=store)

    assert late.seal_expires == first.root_expires


def test_a_physicians_key_opens_with_the_password_only() -> None:
    """However the letters are typed; nothing of the key lies open."""
    authority = new_authority()
    credential = authority.issue_physician("BS. Trần Quốc Khánh", "account-7", PASSWORD, NOW)
    found = certificate(credential)
    numbers = credential.unlock(PASSWORD).key.private_numbers()
    assert isinstance(numbers, ec.EllipticCurvePrivateNumbers)

    assert authority.is_ours(found)
    assert common_name(found) == "BS. Trần Quốc Khánh"
    assert found.subject.get_attributes_for_oid(NameOID.SERIAL_NUMBER)[0].value == "account-7"
    assert credential.expires == NOW + 730 * DAY
    assert credential.serial == found.serial_number
    assert credential.unlock(normalize("NFD", PASSWORD)).certificate == found
    assert numbers.private_value.to_bytes(32, "big") not in credential.wrapped_key
    for wrong in ("", "một câu dài", PASSWORD + " "):
        with pytest.raises(SealError, match=r"^wrong password$"):
            credential.unlock(wrong)


def test_a_physicians_key_moves_to_a_new_password() -> None:
    """The key stays, the old password is done."""
    credential = new_authority().issue_physician("BS. Khánh", "1", PASSWORD, NOW)
    moved = credential.rewrapped(PASSWORD, "another")

    assert moved.unlock("another").key.private_numbers() == credential.unlock(PASSWORD).key.private_numbers()
    with pytest.raises(SealError, match="wrong password"):
        moved.unlock(PASSWORD)
    with pytest.raises(SealError, match="wrong password"):
        credential.rewrapped("another", "third")


def test_a_key_of_another_physician_does_not_open() -> None:
    """A wrapped key that was moved to another's certificate stays shut, with the same password."""
    authority = new_authority()
    one, other = (authority.issue_physician(name, name, PASSWORD, NOW) for name in ("A", "B"))

    with pytest.raises(SealError, match="wrong password"):
        PhysicianCredential(one.certificate, other.wrapped_key).unlock(PASSWORD)
    with pytest.raises(SealError, match="needs a password"):
        authority.issue_physician("A", "1", "", NOW)


@pytest.mark.parametrize("name", ["", "Ngu\u0301y\x00ễn\n" * 2, "Phòng khám " * 30, "<b>&,=+\"'"])
def test_any_name_makes_a_certificate(name: str) -> None:
    """Cut to what a certificate holds, between letters, without control characters."""
    authority = new_authority(clinic=name)
    found = certificate(authority.issue_physician(name, "1", PASSWORD, NOW))

    for each in (authority.anchors[0], authority.seal.certificate, found):
        assert 0 < len(common_name(each).encode()) <= NAME_BYTES
        assert common_name(each).isprintable()


def test_the_list_of_revoked_certificates() -> None:
    """Signed by the root, kept in the store; a second revocation keeps the first one's time."""
    store = MemoryStore()
    authority = new_authority(store=store)
    serial = authority.issue_physician("A", "1", PASSWORD, NOW).serial
    before = x509.load_der_x509_crl(authority.crl(NOW))
    authority.revoke(serial, NOW + DAY)
    authority.revoke(serial, NOW + 2 * DAY)
    authority.revoke(17, NOW + 3 * DAY)
    again = new_authority(NOW + 4 * DAY, store=store)
    after = x509.load_der_x509_crl(again.crl(NOW + 4 * DAY))

    assert list(before) == []
    assert [entry.serial_number for entry in after] == [serial, 17]
    assert again.revoked_at(serial) == NOW + DAY
    assert again.revoked_at(18) is None
    assert after.is_signature_valid(authority.anchors[0].public_key())  # type: ignore[arg-type]
    assert _number(after) > _number(before)
    assert after.next_update_utc is not None
    assert after.last_update_utc < NOW + 5 * DAY < after.next_update_utc


def _number(crl: x509.CertificateRevocationList) -> int:
    return crl.extensions.get_extension_for_class(x509.CRLNumber).value.crl_number


def test_times_come_from_outside() -> None:
    """A clinic of the past has certificates of the past."""
    past = datetime.fromisoformat("2001-02-03T04:05:06+00:00")

    assert new_authority(past).seal_expires == past + 730 * DAY
