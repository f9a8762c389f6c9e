"""Who made the answers and the document, and the patient's signature, as a Provenance."""

from base64 import b64encode, urlsafe_b64encode

from informed import events as e
from informed.fhir import helpers
from informed.fhir.parts import OURS, Json, coding, instant, reference, resource
from informed.record import Record
from informed.signature import Signature

ROLES = "http://terminology.hl7.org/CodeSystem/provenance-participant-type"
#: ASTM E1762: the patient is the author of the answers. The same list has a "Consent Signature", which this is not.
AUTHOR = coding("urn:iso-astm:E1762-95:2013", "1.2.840.10065.1.12.1.1", "Author's Signature")
WITNESS = coding("http://terminology.hl7.org/CodeSystem/v3-ParticipationType", "WIT", "witness")
ON_PAPER = "Read and signed by hand on paper, transcribed by staff from the attached scan"
#: Strokes are in pad widths; the picture is this wide.
PICTURE = 1000


def provenance(record: Record, targets: list[str]) -> Json:
    """The patient as author, the clinic as custodian, a witness by name, who helped; with the signatures that there are."""
    ended = record.closing or record.events[-1]
    signed = record.signed.payload if record.signed else None
    agents = [
        _agent(coding(ROLES, "author", "Author"), reference(record, "patient")),
        _agent(coding(ROLES, "custodian", "Custodian"), reference(record, "clinic")),
    ]
    own = signed.signature if isinstance(signed, e.RecordSigned) else None
    if own and own.witness:
        agents.append(_agent(WITNESS, {"display": own.witness}))
    return resource(
        record,
        "Provenance",
        target=[reference(record, target) for target in targets],
        recorded=instant(ended.at),
        activity={"text": ON_PAPER} if record.paper else None,
        agent=[*agents, *(helpers.agent(record, helper) for helper in record.helpers)],
        entity=[{"role": "source", "what": what} for what in (_pack(record.opened.pack), *_scans(record))],
        signature=[*_own(record, ended), *_theirs(record)] if signed else [],
    )


def _agent(role: Json, who: Json) -> Json:
    return {"type": {"coding": [role]}, "who": who}


def _pack(pack: e.PackRef) -> Json:
    """The words that were shown, by their fingerprint (a name of RFC 6920)."""
    identifier = {"system": "urn:ietf:rfc:3986", "value": named(bytes.fromhex(pack.sha256))}
    return {"identifier": identifier, "display": f"{OURS}:pack:{pack.id}|{pack.version}"}


def named(sha256: bytes) -> str:
    """The name of something with this SHA-256: `ni:///sha-256;...` (RFC 6920)."""
    return f"ni:///sha-256;{urlsafe_b64encode(sha256).rstrip(b'=').decode()}"


def _scans(record: Record) -> list[Json]:
    """The scans of the signed paper, by their fingerprints."""
    return [
        {
            "identifier": {"system": "urn:ietf:rfc:3986", "value": named(bytes.fromhex(scan.sha256))},
            "display": f"Scan {scan.number} of the signed paper, {scan.media_type}",
        }
        for scan in (record.scans if record.paper else ())
    ]


def _own(record: Record, event: e.Event) -> list[Json]:
    signed = event.payload
    if not isinstance(signed, e.RecordSigned) or signed.signature is None:
        return []
    return [_signature(AUTHOR, event, reference(record, "patient", signed.printed_name), signed.signature)]


def _theirs(record: Record) -> list[Json]:
    """The helpers' signatures; of those who sign for the patient, on the patient's behalf."""
    found = []
    for helper in record.helpers:
        event = record.helper_signatures.get(helper.id)
        if event and isinstance(signed := event.payload, e.HelperSigned):
            who = reference(record, f"helper-{helper.id}", signed.printed_name)
            made = _signature(helpers.SIGNATURES[helper.role], event, who, signed.signature)
            behalf = {"onBehalfOf": reference(record, "patient")} if helper.signs_for_patient else {}
            found.append(made | behalf)
    return found


def _signature(kind: Json, event: e.Event, who: Json, signature: Signature) -> Json:
    form, data = _form(signature)
    return {
        "type": [kind],
        "when": instant(event.at),
        "who": who,
        "sigFormat": form,
        "data": b64encode(data.encode()).decode(),
    }


def _form(signature: Signature) -> tuple[str, str]:
    """The media type and the content: a typed name as text, ink as a drawing; of one on paper, who saw it there."""
    if signature.kind == "paper":
        return "text/plain; charset=utf-8", ON_PAPER
    if signature.kind == "typed":
        return "text/plain; charset=utf-8", signature.typed
    return "image/svg+xml", drawing(signature)


def drawing(signature: Signature) -> str:
    """The strokes as SVG, a thousand units wide."""
    lines = (
        " ".join(f"{x * PICTURE:.0f},{y * PICTURE:.0f}" for x, y, _, _ in stroke.points) for stroke in signature.strokes
    )
    ink = "".join(f'<polyline points="{line}"/>' for line in lines)
    box = f'viewBox="0 0 {PICTURE} {PICTURE * signature.aspect:.0f}"'
    return f'<svg xmlns="http://www.w3.org/2000/svg" {box} fill="none" stroke="#162c6e" stroke-width="6">{ink}</svg>'
