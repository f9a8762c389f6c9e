"""Who must sign, who may, and what each signature means."""

from datetime import date

import pytest

from informed import events as e
from informed import people, review
from informed.content import Language
from informed.errors import BadInput, NotAllowed, TooYoung
from informed.people import MEANINGS, Helper, helper
from informed.record import Record
from informed.signature import Signature, checked
from informed.signing import signing
from tests.around import guardian, interpreter, representative
from tests.factories import foot_bath, opened, patient, record_of, signature

CHILD = patient(born=date(2012, 1, 1))


def record(*helpers: Helper, child: bool = False) -> Record:
    named = (e.HelperNamed(helper=one) for one in helpers)
    return record_of(*named, first=opened(who=CHILD if child else None))


def sign(record: Record, own: Signature | None, *ids: str) -> list[e.Exact]:
    return signing(record, own, {id: signature(typed=id) for id in ids}, Language.ENGLISH)


def test_a_minor_does_not_sign_alone() -> None:
    """Nor with an interpreter; a guardian's signature is enough, and the minor's own is kept beside it."""
    for alone in (record(child=True), record(interpreter(), child=True)):
        with pytest.raises(TooYoung):
            sign(alone, signature())
    with pytest.raises(BadInput, match=r"helper\.unsigned"):
        sign(record(guardian(), child=True), signature())
    theirs, own = sign(record(guardian(), child=True), None, "h1")
    assert isinstance(theirs, e.HelperSigned) and isinstance(own, e.RecordSigned)
    assert (theirs.helper, theirs.printed_name, own.signature) == ("h1", "Trần Văn Bảo", None)
    assert theirs.meaning.text == MEANINGS["guardian"].en != own.meaning.text
    _, own = sign(record(guardian(), child=True), signature(), "h1")
    assert isinstance(own, e.RecordSigned) and own.signature == signature()


def test_a_representative_signs_for_an_adult() -> None:
    """Then the patient's own signature is optional; with a helper who only helps, it is not."""
    assert len(sign(record(representative()), None, "h3")) == 2
    with pytest.raises(BadInput, match=r"ink\.empty"):
        sign(record(interpreter()), None, "h2")
    assert len(sign(record(interpreter()), signature())) == 1
    with pytest.raises(NotAllowed):
        sign(record(), signature(), "h9")


def test_no_meaning_claims_consent() -> None:
    """Each says that it is none, in both languages."""
    for meaning in MEANINGS.values():
        assert meaning.en.endswith("This is not consent to treatment.")
        assert meaning.vi.endswith("Đây không phải là đồng ý điều trị.")
    assert len({meaning.vi for meaning in MEANINGS.values()}) == 4


def test_who_signs_for_the_patient_is_an_open_item() -> None:
    """Until somebody checked who they are, that is one too; a minor stays a stop item."""
    child = record(guardian(), interpreter(), child=True)
    assert [flag.code for flag in people.flags(child.helpers, {})] == ["SIGNED_FOR_PATIENT", "SIGNER_NOT_CHECKED"]
    known = child.with_events(*record_of(e.IdentityChecked(whose="h1", how="document")).events[1:])
    codes = [flag.code for flag in review.flags(foot_bath(), known)]
    assert "SIGNED_FOR_PATIENT" in codes and "SIGNER_NOT_CHECKED" not in codes
    assert people.flags((interpreter(),), {}) == ()


@pytest.mark.parametrize(
    ("role", "fields", "wrong"),
    [
        ("guardian", {"name": " ", "relation": "bố"}, "helper_name.empty"),
        ("guardian", {"name": "Bảo"}, "helper_relation.empty"),
        ("interpreter", {"name": "Sokha", "relation": "x"}, "helper_language.empty"),
        ("representative", {"name": "Cúc", "relation": "con"}, "helper_authority.empty"),
        ("relative", {"name": "a" * 301, "relation": "x"}, "helper_name.too_long"),
        ("relative", {"name": "An\u202e", "relation": "x"}, "helper_name.hidden"),
    ],
)
def test_a_helper_needs_what_the_role_is_about(role: people.HelperRole, fields: dict[str, str], wrong: str) -> None:
    """The first wrong field is named."""
    with pytest.raises(BadInput, match=wrong):
        helper("h", role, **fields)


def test_a_screen_cannot_send_a_signature_on_paper() -> None:
    """Only staff record one."""
    with pytest.raises(BadInput, match=r"ink\.unreadable"):
        checked(Signature(kind="paper"))


def test_a_removed_helper_is_gone() -> None:
    """What was named by mistake counts no more; the event stays."""
    left = record_of(
        e.HelperNamed(helper=guardian()), e.HelperNamed(helper=interpreter()), e.HelperRemoved(helper="h1")
    )
    assert left.helpers == (interpreter(),) and not left.signed_for
    assert len(left.events) == 4
