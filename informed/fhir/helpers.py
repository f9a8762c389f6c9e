"""The people who helped, as RelatedPerson; what each one's signature is called, and as whom the Provenance names them."""

from informed.fhir.parts import OURS, Json, coding, reference, resource
from informed.people import Helper, HelperRole
from informed.record import Record

_ASTM = "urn:iso-astm:E1762-95:2013"
_WITH = coding(_ASTM, "1.2.840.10065.1.12.1.3", "Co-participant's Signature")
#: ASTM E1762: none of these is the "Consent Signature" of the same list.
SIGNATURES: dict[HelperRole, Json] = {
    "interpreter": coding(_ASTM, "1.2.840.10065.1.12.1.12", "Interpreter Signature"),
    "relative": _WITH,
    "guardian": _WITH,
    "representative": _WITH,
}
IDENTITY = {
    "document": "identity document seen",
    "known": "known to staff",
    "not_checked": "identity not checked",
}


def related_person(record: Record, helper: Helper) -> Json:
    """One helper: role, relation and authority in words, and the language of an interpreter."""
    how = record.identity_checks.get(helper.id, "not_checked")
    role = coding(f"{OURS}:helper-role", helper.role, helper.role)
    said = "; ".join(filter(None, (helper.relation, helper.authority, IDENTITY[how])))
    return resource(
        record,
        "RelatedPerson",
        patient=reference(record, "patient"),
        relationship=[{"coding": [role], "text": said}],
        name=[{"text": helper.name}],
        communication=[{"language": {"text": helper.language}}] if helper.language else [],
    )


def agent(record: Record, helper: Helper) -> Json:
    """A helper among those who made the answers; who signs for the patient acts on the patient's behalf."""
    role = coding(f"{OURS}:helper-role", helper.role, helper.role)
    who = reference(record, f"helper-{helper.id}", helper.name)
    behalf = {"onBehalfOf": reference(record, "patient")} if helper.signs_for_patient else {}
    return {"type": {"coding": [role]}, "who": who} | behalf
