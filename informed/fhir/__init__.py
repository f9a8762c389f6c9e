"""A record for other systems: a FHIR R4 (4.0.1) Bundle, built as plain data.

It holds what the patient was shown and answered (QuestionnaireResponse), the document (DocumentReference), and who made
and signed it (Provenance), with the patient and the clinic as far as these name them. There is no Consent resource,
because this is no consent. Read in this order: statuses, parts, answers, signing, bundle.
"""

from informed.fhir.bundle import bundle
from informed.fhir.statuses import STATUSES

__all__ = ["STATUSES", "bundle"]
