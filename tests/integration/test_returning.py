"""Before the signature: a deferred visit that staff open again, and a risk that the physician adds for one patient."""

import unicodedata
from io import BytesIO

import pytest
from pypdf import PdfReader

from informed import events as e
from informed import review, walkthrough
from informed.adapters.settings import Settings
from informed.content import Language
from informed.document import render
from informed.errors import BadInput, Incomplete, NotAllowed, NotFound, RecordClosed
from informed.fhir import bundle
from informed.ports import Clinic
from informed.record import Status
from informed.service.returning import MAX_RISK, Returning
from tests.factories import House, signature, tap
from tests.integration.desk import Desk, count

RISK = "Thuốc chống đông của quý vị làm vết tiêm dễ bầm hơn."


def returning(house: House) -> Returning:
    return house.service.returning


# --- a visit that is opened again


@pytest.mark.parametrize("role", ["front_desk", "physician"])
def test_a_deferred_visit_goes_on(house: House, role: str) -> None:
    """Where it was, with its answers, by the hand-over of a new visit; what held the record before holds it no more, and until then
    nothing does; who did it is an event.
    """
    before = house.begin()
    house.walk(before, to="limitations")
    record = house.journey.defer(before, tap())
    house.clock.passes(days=30)
    desk = Desk(house, "lan", role)
    now = returning(house).reopen(desk.token, record.id)

    assert (now.status, now.statements) == (Status.OPEN, record.statements)
    assert walkthrough.open_step(house.pack, now).name == "limitations"
    continued = [x for x in now.events if isinstance(x.payload, e.RecordContinued)]
    assert [x.header.actor.account for x in continued] == [desk.id]
    with pytest.raises(NotFound, match="visit has ended"):
        house.journey.record(before)
    with pytest.raises(NotAllowed):  # it is open now: a second press changes nothing
        returning(house).reopen(desk.token, record.id)
    code = house.service.hand_over.make_code(desk.token, record.id)
    visit = house.journey.visit_of(house.service.hand_over.use_code(code.text, "192.0.2.9"))
    assert house.record(str(visit)).statements == record.statements


def test_after_the_set_time_a_new_record_is_needed(file_house: House) -> None:
    """The time counts from the last "more time"; nothing is written when it is over."""
    visit = file_house.begin()
    record = file_house.journey.defer(visit, tap())
    file_house.clock.passes(days=30, seconds=1)
    desk = Desk(file_house, "lan", "front_desk")
    assert not returning(file_house).may_reopen(record)
    with pytest.raises(BadInput) as refused:
        returning(file_house).reopen(desk.token, record.id)
    assert (refused.value.field, refused.value.reason) == ("reopen", "too_late")
    file_house.go_on(visit)
    assert file_house.record(visit).status == Status.DEFERRED


@pytest.mark.parametrize("end", ["", "sign", "decline"])
def test_only_what_was_deferred_is_opened_again(file_house: House, end: str) -> None:
    """Neither an open record, which a tablet may hold, nor a signed or declined one."""
    visit = file_house.signed() if end == "sign" else file_house.begin()
    if end == "decline":
        file_house.journey.decline(visit, tap())
    record = file_house.record(visit)
    with pytest.raises(NotAllowed):
        returning(file_house).reopen(Desk(file_house).token, record.id)
    assert file_house.record(visit) == record


# --- a risk of this patient's own


def test_an_added_risk_is_answered_before_the_signature(house: House) -> None:
    """The patient is led back to the risks, wherever they are by then; unsure makes it an open item."""
    visit = house.begin()
    house.walk(visit, to="sign")
    desk = Desk(house)
    record = returning(house).add_risk(desk.token, house.record(visit).id, f"  {unicodedata.normalize('NFD', RISK)} ")
    (added,) = record.added_risks.values()

    assert (added.risk.text, added.language, added.author) == (RISK, record.language, "binh")
    assert walkthrough.open_step(house.pack, record).name == "risks"
    assert not walkthrough.may_visit(house.pack, record, "sign")
    with pytest.raises(Incomplete) as missing:
        house.journey.sign(visit, signature(), tap())
    assert missing.value.missing == ("DR1",)
    assert count(returning(house).add_risk(desk.token, record.id, RISK), e.RiskAdded) == 1  # pressed twice

    house.journey.answer_statement(visit, "DR1", "unsure", tap(), Language.ENGLISH)
    record = house.journey.sign(visit, signature(), tap())
    given = record.statements["DR1"].payload
    assert isinstance(given, e.StatementAnswered) and (given.statement, given.language) == (added.risk, added.language)
    assert "unsure:DR1" in {item.key for item in review.open_items(house.pack, record)}


def test_it_stands_in_the_document_as_shown(file_house: House) -> None:
    """With its words, who added it, and the answer; in the FHIR bundle too, and among the marked ones on page 1."""
    visit = file_house.begin()
    file_house.walk(visit, to="sign")
    returning(file_house).add_risk(Desk(file_house).token, file_house.record(visit).id, RISK)
    file_house.journey.answer_statement(visit, "DR1", "unsure", tap())
    record = file_house.journey.sign(visit, signature(), tap())
    text = _text(render(record, file_house.pack))

    assert text.count("".join(RISK.split())) >= 2
    assert "binhghithêmchongườibệnhnày" in text
    assert RISK in str(bundle(record, file_house.pack))


def _text(pdf: bytes) -> str:
    """All that is printed, without white space."""
    return "".join("".join(page.extract_text().split()) for page in PdfReader(BytesIO(pdf)).pages)


@pytest.mark.parametrize(
    ("text", "reason"), [(" \n ", "empty"), ("x" * (MAX_RISK + 1), "too_long"), ("a\u202eb", "hidden")]
)
def test_words_that_cannot_be_taken(file_house: House, text: str, reason: str) -> None:
    """A reason in a sentence, and nothing is written."""
    visit = file_house.begin()
    before = file_house.record(visit)
    with pytest.raises(BadInput) as refused:
        returning(file_house).add_risk(Desk(file_house).token, before.id, text)
    assert (refused.value.field, refused.value.reason) == ("risk", reason)
    assert file_house.record(visit) == before


def test_while_more_time_is_taken_and_never_after_the_signature(file_house: House) -> None:
    """It waits for the patient's return; what was signed stays as it was signed."""
    visit, desk = file_house.begin(), Desk(file_house)
    record = file_house.journey.defer(visit, tap())
    returning(file_house).add_risk(desk.token, record.id, RISK)
    assert returning(file_house).reopen(desk.token, record.id).unanswered_risks == ("DR1",)

    signed = file_house.record(file_house.signed())
    with pytest.raises(RecordClosed):
        returning(file_house).add_risk(desk.token, signed.id, RISK)


def test_an_answer_to_a_risk_that_nobody_added(file_house: House) -> None:
    """What the browser names must be there."""
    with pytest.raises(BadInput):
        file_house.journey.answer_statement(file_house.begin(), "DR1", "understood", tap())


def test_thirty_days_are_the_default() -> None:
    """The setting and the clinic of the service agree."""
    assert Settings.model_fields["reopen_days"].default == Clinic("", "", Language.ENGLISH, True).reopen_days == 30
