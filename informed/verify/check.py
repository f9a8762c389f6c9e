"""The rule: when a PDF counts as this clinic's, unchanged, and the latest revision of its record.

Valid is a file only when all of this holds: the register knows exactly these bytes, as the latest revision; the first signature
is the certifying seal and leads to a pinned root; every signature is intact, trusted at its time, and what came after it
was allowed; the last one covers the whole file; there are as many as were recorded; and printed text, attached record and
content pack agree. Without a register the other rules stand alone, and the report says so.
"""

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding

from informed.content import ContentPack, Text
from informed.errors import SettingsError
from informed.verify import printed, signed
from informed.verify.bounded import read_bounded
from informed.verify.facts import Facts
from informed.verify.register import Register, Revision, latest
from informed.verify.report import Reason, Report, Verdict
from informed.verify.revocation import revocations
from informed.verify.words import WORDS, at, joined

#: A document of ours is a hundredth of this; one with scans of paper may come near it.
MOST_BYTES = 25_000_000
#: Readers look for the beginning of a PDF within so many bytes.
MAGIC_WITHIN = 1024

#: What a reason makes of the verdict; a reason that is not here only goes with it.
MEANS: dict[str, Verdict] = {
    **dict.fromkeys(("empty", "no_magic"), Verdict.NOT_A_PDF),
    **dict.fromkeys(("too_large", "encrypted", "damaged", "limits"), Verdict.UNREADABLE),
    **dict.fromkeys(("no_seal", "foreign_seal", "not_the_seal"), Verdict.NOT_OURS),
    **dict.fromkeys(("seal_removed", "structure", "broken", "changed_after", "appended", "respelled"), Verdict.ALTERED),
    **dict.fromkeys(("stamp_broken", "unknown_signature", "foreign_signature", "count"), Verdict.ALTERED),
    **dict.fromkeys(("not_recorded", "record_differs", "printed_differs", "hash_differs"), Verdict.ALTERED),
    **dict.fromkeys(("statement_differs", "scan_differs"), Verdict.ALTERED),
    **dict.fromkeys(("expired", "revoked", "unusable", "future", "record_unknown", "unpinned"), Verdict.UNTRUSTED),
    "older": Verdict.OLDER_REVISION,
}

Finding = tuple[str, list[Text]]


def check(
    pdf: bytes,
    *,
    roots: Sequence[bytes],
    register: Register | None,
    packs: Callable[[str], ContentPack | None] | None,
    now: datetime,
    crl: bytes | None = None,
    read: Callable[[bytes, Sequence[bytes]], Facts] = read_bounded,
) -> Report:
    """The verdict on a file. `roots` are PEM or DER, one or several certificates each; `packs` finds a pack by its SHA-256.

    Whatever the file contains, this returns within the limits of `bounded`; it raises `SettingsError` only for roots that
    are no certificates. `read` may be `reading.read`, for a file that is not a stranger's: the same, faster, without limits.
    """
    pinned = [certificate for root in roots for certificate in _certificates(root)]
    blank = Report(Verdict.VALID, (), hashlib.sha256(pdf).hexdigest(), register_asked=register is not None)
    if early := _no_document(pdf):
        return _concluded(blank, [early])
    recorded = register.recorded(blank.sha256) if register else None
    around = signed.Circumstances(revocations(crl, pinned, now), now, recorded is not None)
    facts = read(pdf, [root.public_bytes(Encoding.DER) for root in pinned])
    return _judged(_Case(pdf, facts, around, register, recorded), blank, packs)


@dataclass(frozen=True)
class _Case:
    """A file that was read, and what the register says of its hash: a record and a revision, if it knows it."""

    pdf: bytes
    facts: Facts
    around: signed.Circumstances
    register: Register | None
    recorded: tuple[str, int] | None

    def issued(self, record_id: str) -> Sequence[Revision]:
        return self.register.revisions(record_id) if self.register else ()


def _judged(case: _Case, blank: Report, packs: Callable[[str], ContentPack | None] | None) -> Report:
    facts, around = case.facts, case.around
    named = case.recorded[0] if case.recorded else facts.record_id or None
    report = replace(blank, record_id=named if case.register is None or (named and case.issued(named)) else None)
    report = replace(
        report, signatures=tuple(signed.described(one, i, around) for i, one in enumerate(facts.signatures))
    )
    if found := _without_our_seal(case, named):
        return _concluded(report, found)
    found = signed.findings(facts, len(case.pdf), around)
    if _harmless(found):
        found += _contents(case, packs)
    if around.revocations.note:
        found.append((around.revocations.note, []))
    if case.register is None:
        return _concluded(report, [*found, ("not_asked", [])])
    return _by_register(case, report, found, named)


def _without_our_seal(case: _Case, named: str | None) -> list[Finding]:
    """Why no signature of this clinic can be judged; nothing if there is one."""
    facts = case.facts
    if facts.trouble:
        return [("structure" if facts.traces else facts.trouble, [])]
    known = bool(named and case.issued(named))
    if not facts.signatures:
        return [("seal_removed" if known else "no_seal", [])]
    if all(one.chain == "foreign" for one in facts.signatures):
        broken = known and not facts.signatures[0].intact
        return [("unpinned" if case.recorded else "broken" if broken else "foreign_seal", [at("seal")])]
    return []


def _contents(case: _Case, packs: Callable[[str], ContentPack | None] | None) -> list[Finding]:
    source = printed.attached(case.facts.record) if case.facts.record else None
    if source is None:
        return [("printed_not_compared", [])]
    found: list[Finding] = printed.compare(case.pdf, source, case.facts.pages, packs, case.facts.scans)
    differs = case.recorded is not None and case.recorded[0] != source.record.id
    return [*found, ("record_differs", [])] if differs else found


def _by_register(case: _Case, report: Report, found: list[Finding], named: str | None) -> Report:
    issued = case.issued(named) if named else ()
    this = next((revision for revision in issued if revision.sha256 == report.sha256), None)
    if this is None:
        code = "not_recorded" if issued else "record_unknown"
        return _concluded(report, [*found, (code, [])])
    newest = latest(issued, this)
    found.insert(0, ("recorded", [at("revision", n=this.number)]))
    if newest > this.number:
        found.append(("older", [at("revision", n=newest)]))
    if len(case.facts.signatures) != this.signatures:
        found.append(("count", [at("count", n=len(case.facts.signatures), m=this.signatures)]))
    return _concluded(replace(report, revision=this.number, latest_revision=newest), found)


def _no_document(pdf: bytes) -> Finding | None:
    if not pdf:
        return "empty", []
    if b"%PDF-" not in pdf[:MAGIC_WITHIN]:
        return "no_magic", []
    return ("too_large", [at("megabytes", n=MOST_BYTES // 1_000_000)]) if len(pdf) > MOST_BYTES else None


def _certificates(root: bytes) -> list[x509.Certificate]:
    try:
        if b"-----BEGIN" in root:
            return x509.load_pem_x509_certificates(root)
        return [x509.load_der_x509_certificate(root)]
    except ValueError as error:
        raise SettingsError("the root is no certificate in PEM or DER") from error


def _harmless(found: list[Finding]) -> bool:
    return not any(code in MEANS for code, _ in found)


def _concluded(report: Report, found: list[Finding]) -> Report:
    """The report with the gravest verdict of what was found; the reasons for it first."""
    verdicts = list(Verdict)
    meant = [MEANS[code] for code, _ in found if code in MEANS]
    verdict = min(meant, key=verdicts.index, default=Verdict.VALID)
    ordered = sorted(found, key=lambda finding: verdicts.index(MEANS.get(finding[0], Verdict.VALID)))
    return replace(report, verdict=verdict, reasons=tuple(_reason(*finding) for finding in ordered))


def _reason(code: str, places: list[Text]) -> Reason:
    text, where = WORDS[code], joined(places) if places else None
    if where is None:
        return Reason(code, "", text)
    return Reason(code, where.en, Text(vi=text.vi.format(where=where.vi), en=text.en.format(where=where.en)))
