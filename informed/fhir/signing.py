"""Who made the answers and the document, and the patient's signature, as a Provenance."""

from base64 import b64encode, urlsafe_b64encode

from informed import events as e
from informed.fhir.parts import OURS, Json, coding, instant, reference, resource
from informed.record import Record
from informed.signature import Signature

ROLES = "http://terminology.hl7.org/CodeSystem/provenance-participant-type"
#: ASTM E1762: the patient is the author of the answers. The same list has a "Consent Signature", which this is not.
AUTHOR = coding("urn:iso-astm:E1762-95:2013", "1.2.840.10065.1.12.1.1", "Author's Signature")
WITNESS = coding("http://terminology.hl7.org/CodeSystem/v3-ParticipationType", "WIT", "witness")
#: Strokes are in pad widths; the picture is this wide.
PICTURE = 1000


def provenance(record: Record, targets: list[str]) -> Json:
    """The patient as author, the clinic as custodian, a witness by name; with the signature, where there is one."""
    ended = record.closing or record.events[-1]
    signed = record.signed.payload if record.signed else None
    agents = [
        _agent(coding(ROLES, "author", "Author"), reference(record, "patient")),
        _agent(coding(ROLES, "custodian", "Custodian"), reference(record, "clinic")),
    ]
    if isinstance(signed, e.RecordSigned) and signed.signature.witness:
        agents.append(_agent(WITNESS, {"display": signed.signature.witness}))
    return resource(
        record,
        "Provenance",
        target=[reference(record, target) for target in targets],
        recorded=instant(ended.at),
        agent=agents,
        entity=[{"role": "source", "what": _pack(record.opened.pack)}],
        signature=[_signature(record, ended, signed)] if isinstance(signed, e.RecordSigned) else [],
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


def _signature(record: Record, event: e.Event, signed: e.RecordSigned) -> Json:
    kind, data = _form(signed.signature)
    return {
        "type": [AUTHOR],
        "when": instant(event.at),
        "who": reference(record, "patient", signed.printed_name),
        "sigFormat": kind,
        "data": b64encode(data.encode()).decode(),
    }


def _form(signature: Signature) -> tuple[str, str]:
    """The media type and the content: a typed name as text, ink as a drawing."""
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
