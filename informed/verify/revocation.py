"""Whether a certificate was taken back, by the clinic's own list (a CRL in PEM or DER)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from cryptography import x509


@dataclass(frozen=True)
class Revocations:
    """A list that one of the roots has signed; `note` says what is wrong with it, as a code of a reason."""

    listed: x509.CertificateRevocationList | None
    note: str = ""

    def when(self, issuer: str, serial: int) -> datetime | None:
        """When the certificate of this number was taken back; its issuer's name is DER in hexadecimal."""
        if self.listed is None or self.listed.issuer.public_bytes().hex() != issuer:
            return None
        entry = self.listed.get_revoked_certificate_by_serial_number(serial)
        return entry.revocation_date_utc if entry else None


def revocations(crl: bytes | None, roots: Sequence[x509.Certificate], now: datetime) -> Revocations:
    """The list as far as it can be used."""
    if crl is None:
        return Revocations(None, "crl_missing")
    try:
        load = x509.load_pem_x509_crl if crl.lstrip().startswith(b"-----") else x509.load_der_x509_crl
        listed = load(crl)
        signed = any(_signed(listed, root) for root in roots)
    except ValueError:
        signed = False
    if not signed:
        return Revocations(None, "crl_unusable")
    due = listed.next_update_utc
    return Revocations(listed, "crl_old" if due and due < now else "")


def _signed(listed: x509.CertificateRevocationList, root: x509.Certificate) -> bool:
    if listed.issuer != root.subject:
        return False
    try:
        return listed.is_signature_valid(root.public_key())  # type: ignore[arg-type]
    except TypeError:  # a kind of key that signs no lists
        return False
