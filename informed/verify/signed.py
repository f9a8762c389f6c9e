"""Each signature judged: whose it is, whether it holds, and whether its certificate could be relied on then."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from informed.content import Text
from informed.verify.facts import Facts, Seen
from informed.verify.report import Signature
from informed.verify.revocation import Revocations
from informed.verify.words import at

#: The fields of a document of ours, in the order of signing; and what the clinic's root writes into each certificate.
FIELDS = {"ClinicSeal": "seal", "Physician": "physician"}
UNITS = {"seal": "Seal", "physician": "Physician"}

#: Clocks differ by so much at most.
SKEW = timedelta(minutes=5)

Finding = tuple[str, list[Text]]


@dataclass(frozen=True)
class Circumstances:
    """What signatures are judged by; `recorded`: the register knows exactly this file."""

    revocations: Revocations
    now: datetime
    recorded: bool


def findings(facts: Facts, size: int, around: Circumstances) -> list[Finding]:
    """What is wrong or worth saying of all signatures together; `size` is the file's, in bytes."""
    seen = facts.signatures
    found: list[Finding] = []
    for number, one in enumerate(seen):
        found += [(code, [_where(one)]) for code in of_one(one, number, around)]
    if not is_seal(seen[0]) and (seen[0].intact or not any(is_seal(one) for one in seen)):
        found.append(("not_the_seal", []))  # a broken file that has our seal somewhere is one of ours, altered
    if seen[0].intact and not all(one.permitted for one in seen if one.intact):
        found.append(("changed_after", _places(facts)))
    elif seen[-1].intact and not seen[-1].covers_file:
        found.append(("appended", [at("bytes", n=size - seen[-1].end), *_places(facts)]))
    return found


def of_one(one: Seen, number: int, around: Circumstances) -> Iterator[str]:
    """The codes of what is wrong or doubtful about one signature; the first is the clinic's seal."""
    if not one.intact:
        yield "broken"
    elif not one.exact and not around.recorded and one.chain != "foreign":
        yield "respelled"
    if one.chain == "foreign":
        yield "foreign_signature" if number else "foreign_seal"
    elif number and (number > 1 or role(one) != "physician" or one.unit != UNITS["physician"]):
        yield "unknown_signature"
    if one.stamp in ("broken", "untrusted"):
        yield f"stamp_{one.stamp}"
    if doubt := _doubt(one, around):
        yield doubt


def _doubt(one: Seen, around: Circumstances) -> str:
    """The one code for what the certificate's time and the list of revoked ones say; empty if nothing."""
    made, gone = time(one), around.revocations.when(one.issuer, one.serial)
    if made is None or made > around.now + SKEW:
        return "future"
    if one.chain == "expired":
        return "expired"
    if gone:
        earlier = made < gone and (one.stamp == "trusted" or around.recorded)
        return "revoked_since" if earlier else "revoked"
    if one.intact and one.chain == "trusted" and not one.trusted:
        return "unusable"
    stale = datetime.fromisoformat(one.until) < around.now and one.stamp != "trusted"
    return "expired_since" if stale else ""


def is_seal(one: Seen) -> bool:
    """Whether this is the certifying signature of a seal: a physician's key of the same clinic cannot seal."""
    return one.certifies and role(one) == "seal" and (one.pinned or one.unit == UNITS["seal"])


def described(one: Seen, number: int, around: Circumstances) -> Signature:
    """A signature as the report shows it."""
    doubt, made = _doubt(one, around), time(one)
    return Signature(
        name=one.name,
        role=role(one),
        time=made.isoformat() if made else "",
        timestamped=one.stamp == "trusted",
        intact=one.intact and (one.exact or around.recorded),
        trusted=one.trusted and doubt not in ("future", "expired", "revoked"),
        coverage="entire_file" if one.covers_file else "earlier_revision",
        note=doubt,
    )


def role(one: Seen) -> str:
    return FIELDS.get(one.field, "other")


def time(one: Seen) -> datetime | None:
    """When it was made: by a trusted time stamp, else by the signer's word."""
    said = one.stamped if one.stamp == "trusted" else one.claimed
    return datetime.fromisoformat(said) if said else None


def _where(one: Seen) -> Text:
    return at(role(one))


def _places(facts: Facts) -> list[Text]:
    return [at(kind, n=page) for kind, page in facts.places] or [at("elsewhere")]
