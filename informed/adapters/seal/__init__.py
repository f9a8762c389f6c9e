"""The clinic's keys and certificates, and the seal that they put on a finished document.

Read in this order: keypair, certificates, physician, pkcs12 and authority (who signs); stamp, field, signing, timestamps and
sealer (how a signature gets into a PDF). A seal shows that a file is unchanged since this clinic's server sealed it; it does not
show who drew the patient's signature.
"""

from informed.adapters.seal.authority import Authority, KeyStore
from informed.adapters.seal.field import Rectangle
from informed.adapters.seal.physician import PhysicianCredential
from informed.adapters.seal.pkcs12 import read_pkcs12
from informed.adapters.seal.sealer import Sealed, Sealer
from informed.adapters.seal.signers import StoredSigners

__all__ = [
    "Authority",
    "KeyStore",
    "PhysicianCredential",
    "Rectangle",
    "Sealed",
    "Sealer",
    "StoredSigners",
    "read_pkcs12",
]
