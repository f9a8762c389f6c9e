"""Clinics made up for the tests: their authority, documents sealed and countersigned, and what nobody should sign.

Times are fixed, whatever the machine's clock says.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from io import BytesIO

from asn1crypto import keys as asn1_keys
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import ExtendedKeyUsageOID
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.fields import MDPPerm
from pyhanko.sign.timestamps import DummyTimeStamper, TimeStamper

from informed.adapters.seal import Sealer
from informed.adapters.seal.authority import ROOT
from informed.adapters.seal.certificates import seal
from informed.adapters.seal.field import add_field
from informed.adapters.seal.keypair import KeyPair, from_pem, new_key
from informed.adapters.seal.signing import Signing, as_asn1, signed
from informed.document import PHYSICIAN_FIELD
from informed.review import OUTCOMES
from informed.verify.register import Revision
from tests.sealing import PASSWORD, MemoryStore, new_authority

#: When everything in these tests was sealed, and the day on which it is checked.
SEALED = datetime(2026, 11, 22, 9, 20, tzinfo=UTC)
TODAY = datetime(2026, 12, 1, 8, 0, tzinfo=UTC)
DAY = timedelta(days=1)


class Clinic:
    """A clinic that began a month before everything was sealed."""

    def __init__(self, name: str = "Phòng khám Ánh Dương"):
        self.name, self._store = name, MemoryStore()
        self.authority = new_authority(SEALED - 30 * DAY, name, self._store)
        self._physician = self.authority.issue_physician("Trần Quốc Khánh", "a1", PASSWORD, SEALED - 20 * DAY)

    @property
    def roots(self) -> list[bytes]:
        return [self.authority.root_pem]

    @property
    def root(self) -> KeyPair:
        return from_pem(self._store.values[ROOT])

    @property
    def physician(self) -> KeyPair:
        return self._physician.unlock(PASSWORD)

    def sealed(self, pdf: bytes) -> bytes:
        return Sealer(self.authority).seal(pdf, at=SEALED, field=PHYSICIAN_FIELD).content

    def countersigned(self, pdf: bytes) -> bytes:
        said = {"name": "Trần Quốc Khánh", "at_text": "22/11/2026 16:40", "outcome_text": OUTCOMES["more_time"].vi}
        sealer = Sealer(self.authority)
        return sealer.countersign(pdf, self._physician, PASSWORD, at=SEALED + timedelta(minutes=20), **said).content

    def revoked(self, pair: KeyPair, at: datetime) -> bytes:
        """The list of revoked certificates of a day on which this one was taken back."""
        self.authority.revoke(pair.certificate.serial_number, at)
        return self.authority.crl(TODAY)

    # --- what the product would not do

    def seal_of(self, since: datetime) -> KeyPair:
        """Another key with a certificate for sealing, two years from then."""
        key = new_key()
        return KeyPair(key, seal(key, self.name, since, self.root))

    def signed_by(
        self,
        pair: KeyPair,
        pdf: bytes,
        *,
        at: datetime = SEALED,
        name: str = "ClinicSeal",
        allows: MDPPerm | None = MDPPerm.FILL_FORMS,
        timestamper: TimeStamper | None = None,
    ) -> bytes:
        """A document signed by any key, in any field, at any time; a certification makes the physician's field first."""
        writer = IncrementalPdfFileWriter(BytesIO(pdf))
        if "/AcroForm" not in writer.root:
            add_field(writer, PHYSICIAN_FIELD)
        signing = Signing(name, "", at, allows=allows, timestamper=timestamper)
        return signed(writer, signing, pair, [self.root.certificate])

    def clock(self, at: datetime) -> DummyTimeStamper:
        """A time stamp authority under this clinic's root that says it is `at` (RSA: pyHanko's knows nothing else)."""
        key = rsa.generate_private_key(65537, 2048)
        builder = x509.CertificateBuilder().subject_name(x509.Name([])).issuer_name(self.root.certificate.subject)
        builder = builder.public_key(key.public_key()).serial_number(x509.random_serial_number())
        builder = builder.not_valid_before(SEALED - 30 * DAY).not_valid_after(SEALED + 900 * DAY)
        stamps = x509.ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING])
        certificate = builder.add_extension(stamps, critical=True).sign(self.root.key, SHA256())
        der = key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
        return DummyTimeStamper(as_asn1(certificate), asn1_keys.PrivateKeyInfo.load(der), fixed_dt=at)


@dataclass
class Book:
    """A register in memory: the issued files of each record, in order."""

    issued: dict[str, list[Revision]] = field(default_factory=dict)

    def issue(self, record: str, pdf: bytes, kind: str, signatures: int) -> "Book":
        files = self.issued.setdefault(record, [])
        files.append(Revision(len(files) + 1, sha256(pdf).hexdigest(), len(pdf), kind, signatures))
        return self

    def revisions(self, record_id: str) -> Sequence[Revision]:
        return self.issued.get(record_id, [])

    def recorded(self, sha256: str) -> tuple[str, int] | None:
        found = ((id, r.number) for id, files in self.issued.items() for r in files if r.sha256 == sha256)
        return next(found, None)
