"""Who signs a record: the patient; a guardian beside a minor; a representative for a patient who cannot; and who helped.

A minor never signs alone. Where somebody signs for the patient, the patient's own signature is welcome and not needed.
"""

from collections.abc import Mapping

from informed import events as e
from informed.content import Language
from informed.errors import BadInput, NotAllowed, TooYoung
from informed.people import MEANINGS, Helper
from informed.record import Record
from informed.signature import MEANING, Signature


def signing(
    record: Record, own: Signature | None, theirs: Mapping[str, Signature], language: Language
) -> list[e.Exact]:
    """The events of signing, with their meaning in a language: the helpers' signatures (by helper's id), then the patient's.

    Raises `TooYoung` for a minor without anybody who signs for them, `NotAllowed` for a signature of somebody who was not
    named, and `BadInput` where one that is needed is missing.
    """
    helpers = {helper.id: helper for helper in record.helpers}
    if unknown := set(theirs) - set(helpers):
        raise NotAllowed(f"nobody was named as {min(unknown)}")
    if record.minor and not record.signed_for:
        raise TooYoung("a minor does not sign alone")
    if record.signed_for and not any(helpers[id].signs_for_patient for id in theirs):
        raise BadInput("helper", "unsigned")
    if own is None and not record.signed_for:
        raise BadInput("ink", "empty")
    return [
        *(_helper(helpers[id], signature, language) for id, signature in theirs.items()),
        _patient(record, own, language),
    ]


def _helper(helper: Helper, signature: Signature, language: Language) -> e.HelperSigned:
    return e.HelperSigned(
        helper=helper.id,
        role=helper.role,
        signature=signature,
        printed_name=helper.name,
        meaning=e.shown(f"meaning-{helper.role}", MEANINGS[helper.role][language]),
        language=language,
    )


def _patient(record: Record, signature: Signature | None, language: Language) -> e.RecordSigned:
    return e.RecordSigned(
        signature=signature,
        printed_name=record.patient.name,
        meaning=e.shown("meaning", MEANING[language]),
        language=language,
        time_zone=record.opened.time_zone,
    )
