"""The whole bundle: the patient, the clinic, the answers, the document, and who signed."""

import hashlib
from base64 import b64encode

from informed.content import ContentPack
from informed.fhir.answers import items
from informed.fhir.helpers import related_person
from informed.fhir.parts import OURS, Json, address, instant, questionnaire, reference, resource
from informed.fhir.signing import named, provenance
from informed.fhir.statuses import STATUSES
from informed.record import Record

WHAT_IT_IS = "Education and acknowledgement record. Not consent. Not a medical clearance."


def bundle(record: Record, pack: ContentPack, *, document: bytes | None = None) -> Json:
    """A record as a FHIR R4 Bundle of the type collection: JSON data, the same for the same record.

    `document` is the file as it was issued, if it is known: its size and fingerprints are then named.
    """
    found = {
        "patient": _patient(record),
        "clinic": resource(record, "Organization", name=record.opened.clinic),
        **{f"helper-{helper.id}": related_person(record, helper) for helper in record.helpers},
        "answers": _answers(record, pack),
    }
    if record.closing:
        found["document"] = _document(record, document)
    found["provenance"] = provenance(record, [name for name in ("answers", "document") if name in found])
    return resource(
        record,
        "Bundle",
        identifier={"system": f"{OURS}:record", "value": record.id},
        type="collection",
        timestamp=instant(record.events[-1].at),
        entry=[{"fullUrl": address(record, name), "resource": part} for name, part in found.items()],
    )


def _patient(record: Record) -> Json:
    who = record.patient
    return resource(
        record,
        "Patient",
        identifier=[{"value": who.record_number}] if who.record_number else [],
        name=[{"text": who.name}],
        birthDate=who.date_of_birth.isoformat(),
    )


def _answers(record: Record, pack: ContentPack) -> Json:
    patient = reference(record, "patient")
    return resource(
        record,
        "QuestionnaireResponse",
        language=record.language.value,
        identifier={"system": f"{OURS}:record", "value": record.id},
        questionnaire=questionnaire(record.opened.pack),
        status=STATUSES[record.status].answers,
        subject=patient,
        authored=instant((record.closing or record.events[-1]).at),
        author=patient,
        source=patient,
        item=items(record, pack),
    )


def _document(record: Record, document: bytes | None) -> Json:
    ended = record.closing or record.events[-1]
    attachment = {
        "contentType": "application/pdf",
        "language": record.opened.document_language.value,
        "title": f"{record.short_id}.pdf",
        "creation": instant(ended.at),
    }
    known = {} if document is None else _fingerprints(document)
    names = [{"system": f"{OURS}:record", "value": record.id}]
    if document is not None:
        names.append({"system": "urn:ietf:rfc:3986", "value": named(hashlib.sha256(document).digest())})
    return resource(
        record,
        "DocumentReference",
        identifier=names,
        status=STATUSES[record.status].document,
        docStatus=STATUSES[record.status].finality,
        type={"text": "Signed acknowledgement of patient education"},
        subject=reference(record, "patient"),
        date=instant(ended.at),
        author=[reference(record, "patient")],
        custodian=reference(record, "clinic"),
        description=WHAT_IT_IS,
        content=[{"attachment": attachment | known}],
        context={"related": [reference(record, "answers")]},
    )


def _fingerprints(document: bytes) -> Json:
    """R4 says that an attachment's hash is a SHA-1; the SHA-256 stands among the document's identifiers."""
    return {
        "size": len(document),
        "hash": b64encode(hashlib.sha1(document, usedforsecurity=False).digest()).decode(),
    }
