"""Whether a certificate leads to one of the pinned roots, and whether it did so at a given time."""

import asyncio
from collections.abc import Sequence
from datetime import datetime

from asn1crypto import cms, x509  # type: ignore[import-untyped]
from pyhanko_certvalidator import CertificateValidator, ValidationContext
from pyhanko_certvalidator.errors import PathBuildingError, PathError, ValidationError


def context(roots: Sequence[x509.Certificate], at: datetime | None) -> ValidationContext:
    """These roots and nothing else, judged at this time, with no look at the network."""
    return ValidationContext(trust_roots=list(roots), moment=at, allow_fetching=False)


def chain(
    leaf: x509.Certificate, others: Sequence[x509.Certificate], roots: Sequence[x509.Certificate], at: datetime
) -> str:
    """ "trusted": it leads to a root at this time; "expired": only within its own validity; "foreign": never."""
    if _leads(leaf, others, roots, at):
        return "trusted"
    within = min(max(at, leaf.not_valid_before), leaf.not_valid_after)
    return "expired" if _leads(leaf, others, roots, within) else "foreign"


def _leads(
    leaf: x509.Certificate, others: Sequence[x509.Certificate], roots: Sequence[x509.Certificate], at: datetime
) -> bool:
    try:
        validator = CertificateValidator(leaf, list(others), validation_context=context(roots, at))
        asyncio.run(validator.async_validate_usage(set()))  # type: ignore[no-untyped-call]
    except (PathBuildingError, PathError, ValidationError, ValueError):
        return False
    return True


def certificates(signed: cms.SignedData) -> list[x509.Certificate]:
    """The X.509 certificates that come with a signature; the signer's is the one that `signer` finds."""
    return [choice.chosen for choice in signed["certificates"] if choice.name == "certificate"]


def signer(signed: cms.SignedData) -> x509.Certificate | None:
    """The certificate of a signature's only signer."""
    sid = signed["signer_infos"][0]["sid"]
    if sid.name != "issuer_and_serial_number":
        return None
    wanted = (sid.chosen["issuer"].dump(), sid.chosen["serial_number"].native)
    return next((c for c in certificates(signed) if (c.issuer.dump(), c.serial_number) == wanted), None)
