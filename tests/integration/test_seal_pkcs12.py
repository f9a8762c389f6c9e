"""A clinic with a key and certificate of its own: what serves, and one sentence for each thing that does not."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa
from cryptography.hazmat.primitives.serialization import pkcs12
from cryptography.x509.oid import NameOID

from informed.adapters.seal import Authority, Sealer, read_pkcs12
from informed.document import PHYSICIAN_FIELD
from informed.errors import SealError
from tests.sealing import CLINIC, LATER, NOW, PASSWORD, MemoryStore, document, statuses

PASSPHRASE = "mật khẩu"
DAY = timedelta(days=1)

Made = tuple[x509.Certificate, Any]


def made(
    name: str, above: Made | None = None, *, key: Any = None, days: int = 365, usage: str = "sign", start: int = -1
) -> Made:
    """A certificate with its key, issued by the one above or by itself."""
    key = key or ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    flags = {
        "digital_signature": usage == "sign",
        "content_commitment": usage == "sign",
        "key_cert_sign": usage == "ca",
    }
    others = "key_encipherment data_encipherment key_agreement crl_sign encipher_only decipher_only"
    builder = x509.CertificateBuilder().subject_name(subject).issuer_name(above[0].subject if above else subject)
    builder = builder.public_key(key.public_key()).serial_number(x509.random_serial_number())
    builder = builder.not_valid_before(NOW + start * DAY).not_valid_after(NOW + days * DAY)
    builder = builder.add_extension(x509.BasicConstraints(usage == "ca", None), True)
    if usage != "none":
        all_flags = flags | dict.fromkeys(others.split(), False)
        builder = builder.add_extension(x509.KeyUsage(**all_flags), True)
    signing = above[1] if above else key
    kind = None if isinstance(signing, ed25519.Ed25519PrivateKey) else hashes.SHA256()
    return builder.sign(signing, kind), key


def packed(leaf: Made, *chain: Made, passphrase: str = PASSPHRASE, key: Any = "own") -> bytes:
    kept = leaf[1] if key == "own" else key
    secret = serialization.BestAvailableEncryption(passphrase.encode())
    return pkcs12.serialize_key_and_certificates(b"seal", kept, leaf[0], [c for c, _ in chain], secret)


ROOT = made("Root of many clinics", usage="ca", days=3650)
MIDDLE = made("A middle one", ROOT, usage="ca", days=3650)


@pytest.mark.parametrize(
    "key",
    [
        lambda: ec.generate_private_key(ec.SECP256R1()),
        lambda: ec.generate_private_key(ec.SECP384R1()),
        lambda: rsa.generate_private_key(65537, 2048),
    ],
    ids=["P-256", "P-384", "RSA-2048"],
)
def test_the_clinics_own_key_seals(key: Callable[[], Any]) -> None:
    """Elliptic curves and RSA, through a middle certificate; the physicians' certificates stay the clinic's."""
    own = read_pkcs12(packed(made("Clinic", MIDDLE, key=key()), ROOT, MIDDLE), PASSPHRASE, NOW)
    authority = Authority.open(MemoryStore(), CLINIC, NOW, own)
    sealer, physician = Sealer(authority), authority.issue_physician("BS. Khánh", "1", PASSWORD, NOW)
    sealed = sealer.seal(document(), at=LATER, field=PHYSICIAN_FIELD)
    done = sealer.countersign(
        sealed.content, physician, PASSWORD, at=LATER, name="BS. Khánh", at_text="09:00", outcome_text="Go on"
    )
    found = statuses(done.content, authority)

    assert authority.seal_expires == NOW + 365 * DAY
    assert [c.subject for c in authority.seal.chain] == [MIDDLE[0].subject, ROOT[0].subject]
    assert list(found) == ["ClinicSeal", "Physician"]
    assert all(status.bottom_line for status in found.values())


def test_another_customer_of_the_same_issuer_is_not_ours() -> None:
    """The clinic's certificate itself is pinned, and not the root from which anybody can have one."""
    ours, theirs = (
        Authority.open(MemoryStore(), CLINIC, NOW, read_pkcs12(packed(made(name, ROOT), ROOT), PASSPHRASE, NOW))
        for name in ("Ours", "Theirs")
    )
    physician = ours.issue_physician("BS. Khánh", "1", PASSWORD, NOW)
    foreign = Sealer(theirs).seal(document(), at=LATER, field=PHYSICIAN_FIELD).content

    assert not statuses(foreign, ours)["ClinicSeal"].trusted
    with pytest.raises(SealError, match="not sealed by this clinic"):
        Sealer(ours).countersign(foreign, physician, PASSWORD, at=LATER, name="A", at_text="B", outcome_text="C")


def test_the_list_of_what_sealed_survives_a_change_of_keys() -> None:
    """Own key, then another own key, then the clinic's own making: all three stay known."""
    store = MemoryStore()
    pairs = [read_pkcs12(packed(made(name, ROOT), ROOT), PASSPHRASE, NOW) for name in ("First", "Second")]
    last = [Authority.open(store, CLINIC, NOW, own) for own in (*pairs, None)][-1]

    assert all(last.has_sealed(pair.certificate) for pair in pairs)
    assert last.has_sealed(last.seal.certificate)
    assert last.is_ours(last.seal.certificate)
    assert len(last.anchors) == 3


def test_a_certificate_that_signed_itself_serves() -> None:
    """It is its own root."""
    assert read_pkcs12(packed(made("Alone")), PASSPHRASE, NOW).chain == ()


GOOD = made("Clinic", ROOT)


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "not a PKCS#12 file"),
        (b"-----BEGIN CERTIFICATE-----", "not a PKCS#12 file"),
        (packed(GOOD, ROOT)[:200], "not a PKCS#12 file"),
        (packed(GOOD, ROOT, passphrase="other"), "passphrase does not open"),
        (packed(GOOD, ROOT, key=None), "no private key"),
        (packed(made("Clinic", MIDDLE), ROOT), "the certificate of CN=A middle one is missing"),
        (packed(GOOD), "the certificate of CN=Root of many clinics is missing"),
        (
            packed(GOOD, made("Root of many clinics", usage="ca")),
            "the certificate of CN=Root of many clinics is missing",
        ),
        (packed(made("Clinic", ROOT, days=-0, start=-9), ROOT), "CN=Clinic expired on 2026-11-22"),
        (packed(made("Clinic", ROOT, start=5), ROOT), "CN=Clinic is not valid before 2026-11-27"),
        (packed(made("Clinic", ROOT, usage="none"), ROOT), "key usage"),
        (packed(made("Clinic", ROOT, usage="ca"), ROOT), "key usage"),
        (packed(made("Clinic", ROOT, key=rsa.generate_private_key(65537, 1024)), ROOT), "neither RSA of 2048 bits"),
        (packed(made("Clinic", ROOT, key=ec.generate_private_key(ec.SECP224R1())), ROOT), "neither RSA of 2048 bits"),
        (packed(made("Clinic", ROOT, key=ed25519.Ed25519PrivateKey.generate()), ROOT), "neither RSA of 2048 bits"),
    ],
)
def test_what_does_not_serve_is_said(data: bytes, sentence: str) -> None:
    """One sentence, without the passphrase in it."""
    with pytest.raises(SealError) as raised:
        read_pkcs12(data, PASSPHRASE, NOW + timedelta(seconds=1))

    assert sentence in str(raised.value)
    assert PASSPHRASE not in str(raised.value)


def test_a_chain_that_has_ended_is_said() -> None:
    """Also when only the certificate above has ended."""
    ended = made("Old root", usage="ca", days=1)
    with pytest.raises(SealError, match="CN=Old root expired"):
        read_pkcs12(packed(made("Clinic", ended), ended), PASSPHRASE, NOW + 2 * DAY)
