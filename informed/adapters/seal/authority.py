"""The clinic's certificate authority: made at the first start, kept in the key store, held in memory."""

from datetime import datetime, timedelta
from threading import Lock
from typing import Protocol

from cryptography import x509

from informed.adapters.seal import certificates
from informed.adapters.seal.keypair import KeyPair, from_pem, issued, new_key, to_pem
from informed.adapters.seal.physician import PhysicianCredential, wrapped

#: The names of what is kept: the root's and the seal's key with certificates (PEM), all certificates that ever sealed
#: (PEM), the list of revoked certificates (DER).
ROOT, SEAL, SEALS, REVOKED = "seal.root", "seal.seal", "seal.certificates", "seal.revoked"

#: A seal certificate of our own that ends sooner than this is renewed at the next start.
RENEW_BEFORE = timedelta(days=90)


class KeyStore(Protocol):
    """Where keys are kept; values are encrypted at rest there."""

    def secret(self, name: str) -> bytes | None:
        """The value of this name, or `None`."""

    def keep_secret(self, name: str, value: bytes) -> None:
        """Keep a value for good; one of the same name is replaced."""


class Authority:
    """The root, and the seal that is in use. Thread-safe; one process at a time may change the store."""

    def __init__(self, store: KeyStore, clinic: str, root: KeyPair, seal: KeyPair):
        self._store, self._clinic, self._changing = store, clinic, Lock()
        self._root = root
        #: The key that seals now.
        self.seal = seal

    @classmethod
    def open(cls, store: KeyStore, clinic_name: str, now: datetime, own: KeyPair | None = None) -> "Authority":
        """The clinic's authority; root and seal are made when there are none, a seal that ends soon is renewed.

        With a key pair of the clinic's own (`read_pkcs12`), that one seals; physicians' certificates still come from the root.
        """
        root = _kept(store, ROOT) or _new_root(store, clinic_name, now)
        if own:
            own.must_be_valid(now)
            _remember(store, own.certificate)
            return cls(store, clinic_name, root, own)
        seal = _kept(store, SEAL)
        if seal is None or seal.certificate.not_valid_after_utc - now < RENEW_BEFORE:
            seal = _new_seal(store, clinic_name, now, root)
        return cls(store, clinic_name, root, seal)

    # --- what others may know

    @property
    def root_pem(self) -> bytes:
        """What a checker pins: the clinic's root, and each certificate of the clinic's own that it did not issue."""
        return to_pem(*self.anchors)

    @property
    def anchors(self) -> tuple[x509.Certificate, ...]:
        """The certificates of `root_pem`.

        A seal with a certificate from elsewhere is pinned itself: others have certificates from the same issuer.
        """
        root = self._root.certificate
        return (root, *(known for known in _remembered(self._store) if not issued(root, known)))

    @property
    def seal_expires(self) -> datetime:
        """When the first of the seal's certificates ends."""
        return min(c.not_valid_after_utc for c in (self.seal.certificate, *self.seal.chain))

    @property
    def root_expires(self) -> datetime:
        return self._root.certificate.not_valid_after_utc

    def has_sealed(self, certificate: x509.Certificate) -> bool:
        """Whether this is, or was, the certificate of this clinic's seal."""
        return certificate in _remembered(self._store)

    def chain(self, pair: KeyPair) -> tuple[x509.Certificate, ...]:
        """The certificates above a pair's own."""
        root = self._root.certificate
        return (root,) if issued(root, pair.certificate) else pair.chain

    def is_ours(self, certificate: x509.Certificate) -> bool:
        """Whether this clinic's root issued it."""
        return issued(self._root.certificate, certificate)

    # --- what it does

    def renew_seal(self, now: datetime) -> None:
        """Seal with a new key and certificate of the clinic's own from now on."""
        with self._changing:
            self.seal = _new_seal(self._store, self._clinic, now, self._root)

    def issue_physician(self, name: str, account_id: str, password: str, now: datetime) -> PhysicianCredential:
        """A new key for a physician, under this password, with a certificate; raises `SealError` without a password."""
        key = new_key()
        issued = certificates.physician(key, self._clinic, name, account_id, now, self._root)
        return wrapped(KeyPair(key, issued), password)

    def revoke(self, serial: int, now: datetime) -> None:
        """Take a certificate back from now on; one that is taken back already keeps its time."""
        with self._changing:
            known = self._revocations()
            if not any(entry.serial_number == serial for entry in known):
                listed = [*known, certificates.revoked(serial, now)]
                self._store.keep_secret(REVOKED, certificates.revocations(self._root, listed, now))

    def revoked_at(self, serial: int) -> datetime | None:
        """When a certificate was taken back, to the second."""
        found = (entry for entry in self._revocations() if entry.serial_number == serial)
        return next((entry.revocation_date_utc for entry in found), None)

    def crl(self, now: datetime) -> bytes:
        """The list of revoked certificates as of now (DER), good for 30 days."""
        return certificates.revocations(self._root, self._revocations(), now)

    def _revocations(self) -> list[x509.RevokedCertificate]:
        kept = self._store.secret(REVOKED)
        return list(x509.load_der_x509_crl(kept)) if kept else []


def _kept(store: KeyStore, name: str) -> KeyPair | None:
    stored = store.secret(name)
    return from_pem(stored) if stored else None


def _new_root(store: KeyStore, clinic: str, now: datetime) -> KeyPair:
    key = new_key()
    pair = KeyPair(key, certificates.root(key, clinic, now))
    store.keep_secret(ROOT, pair.pem())
    return pair


def _new_seal(store: KeyStore, clinic: str, now: datetime, root: KeyPair) -> KeyPair:
    key = new_key()
    pair = KeyPair(key, certificates.seal(key, clinic, now, root))
    _remember(store, pair.certificate)
    store.keep_secret(SEAL, pair.pem())
    return pair


def _remembered(store: KeyStore) -> list[x509.Certificate]:
    kept = store.secret(SEALS)
    return x509.load_pem_x509_certificates(kept) if kept else []


def _remember(store: KeyStore, certificate: x509.Certificate) -> None:
    known = _remembered(store)
    if certificate not in known:
        store.keep_secret(SEALS, to_pem(*known, certificate))
