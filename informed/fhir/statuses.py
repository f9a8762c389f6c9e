"""What a record's status is called in FHIR R4: the one place where withdrawal and entry in error are mapped."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Statuses:
    """Codes of the value sets questionnaire-answers-status, document-reference-status and composition-status.

    `document` and `finality` are empty where there is no document yet: until the patient has finished. A record that never
    was finished has no DocumentReference either, whatever its status. A document is `final` once a physician has closed
    it, until then `preliminary`. What was answered stays answered after a withdrawal; its document is superseded by the
    one of the withdrawal.
    """

    answers: str
    document: str = ""
    finality: str = ""


#: By the record's status.
STATUSES: dict[str, Statuses] = {
    "open": Statuses("in-progress"),
    "deferred": Statuses("in-progress", "current", "preliminary"),
    "declined": Statuses("stopped", "current", "preliminary"),
    "signed": Statuses("completed", "current", "preliminary"),
    "countersigned": Statuses("completed", "current", "final"),
    "withdrawn": Statuses("completed", "superseded", "final"),
    "entered_in_error": Statuses("entered-in-error", "entered-in-error", "entered-in-error"),
}


def table() -> str:
    """The statuses as a table in Markdown, for the documentation."""
    head = "| record | `QuestionnaireResponse.status` | `DocumentReference.status` | `DocumentReference.docStatus` |"
    rows = (
        f"| {record} | {its.answers} | {its.document or '(none)'} | {its.finality or '(none)'} |"
        for record, its in STATUSES.items()
    )
    return "\n".join((head, "|---|---|---|---|", *rows))
