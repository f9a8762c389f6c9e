"""Paper, on both engines: printed, scanned, recorded, sealed with its scans; erased with the person; copies counted."""

import hashlib
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from informed import events as e
from informed.content import Language
from informed.errors import BadInput, NotAllowed, NotFound, RecordClosed, Tampered, TooYoung
from informed.factors import FactorAnswer
from informed.paper import Transcript
from informed.record import Record, Status
from informed.service.paper import Paper
from tests.around import picture
from tests.factories import House, patient, tap
from tests.fakes import NOON
from tests.integration.clinic import ClinicSite
from tests.integration.desk import Desk, count
from tests.integration.test_people import CHILD, name_guardian

pytest_plugins = ["tests.integration.postgres", "tests.integration.clinic"]
SCAN, OTHER = picture("JPEG"), picture("PDF")


class Clerk:
    """Somebody at the front desk, with the paper of one patient."""

    def __init__(self, house: House, role: str = "front_desk", **who: object):
        self.house, self.visit = house, house.begin(**who)  # type: ignore[arg-type]
        self.token = house.signed_in(role=role)
        self.id = house.record(self.visit).id

    @property
    def paper(self) -> Paper:
        return self.house.service.paper

    def printed(self, language: Language = Language.VIETNAMESE) -> Record:
        return self.paper.form(self.token, self.id, language)[0]

    def scanned(self, content: bytes = SCAN) -> Record:
        return self.paper.add_scan(self.token, self.id, content)

    def said(self, **changes: object) -> Transcript:
        statements = dict.fromkeys(self.house.pack.required_statements, "understood")
        return replace(Transcript("signed", NOON.date(), statements), **changes)  # type: ignore[arg-type]

    def records(self, said: Transcript | None = None, once: str = "") -> Record:
        return self.paper.record(self.token, self.id, said or self.said(), once or tap())


@pytest.fixture
def clerk(house: House) -> Clerk:
    return Clerk(house)


def test_from_the_printer_to_the_sealed_document(clerk: Clerk) -> None:
    """The form is in the chosen language; what is recorded is the patient's, said to be on paper, with its scans inside."""
    house, pack = clerk.house, clerk.house.pack
    record, form = clerk.paper.form(clerk.token, clerk.id, Language.ENGLISH)
    assert form.startswith(b"%PDF-") and count(record, e.PaperPrinted) == 1
    clerk.scanned()
    clerk.scanned(OTHER)
    first, *_ = pack.required_statements
    question, factor = next(iter(pack.questions.values())), pack.factors[0]
    done = clerk.records(
        clerk.said(
            statements={**clerk.said().statements, first: "unsure"},
            asked=[pack.topics[0].statements[0].id],
            questions={question.id: next(option.id for option in question.options if option.correct)},
            factors={factor.id: FactorAnswer((factor.no_flag[0],))},
            own_words="Có đau không?",
        )
    )

    assert done.status == Status.SIGNED and done.paper and done.language == Language.ENGLISH
    assert done.paper.recorded_by == "someone-front_desk"
    assert done.paper.scans == tuple(hashlib.sha256(scan).hexdigest() for scan in (SCAN, OTHER))
    assert done.statements[first].payload.statement.text == pack.statements[first].text.en  # type: ignore[union-attr]
    assert {event.header.actor.kind for event in done.events[1:-1]} == {"account"}
    signed = done.signed.payload if done.signed else None
    assert isinstance(signed, e.RecordSigned) and signed.signature
    assert signed.signature.kind == "paper"
    with house.ledger.reading() as work:
        document, (row,) = work.document_bytes(done.id, 1), work.indexed(None, 5)
    assert SCAN in document and OTHER in document
    assert row.paper and row.unsure == 1
    with pytest.raises(NotFound):
        house.record(clerk.visit)  # the tablet shows nothing of it any more


def test_a_blank_is_an_open_item_of_the_physician(clerk: Clerk) -> None:
    """No answer is made up, and the record cannot be countersigned before it was talked about."""
    clerk.printed()
    clerk.scanned()
    blank = clerk.house.pack.required_statements[0]
    done = clerk.records(clerk.said(statements={k: v for k, v in clerk.said().statements.items() if k != blank}))
    desk = Desk(clerk.house)

    assert blank not in done.statements
    assert f"blank:{blank}" in {item.key for item in desk.closing.open_items(done)}
    with pytest.raises(NotAllowed, match="not closed yet"):
        desk.countersign(done)
    assert desk.countersign(desk.dispose_all(done)).status == Status.COUNTERSIGNED


def test_what_must_be_there_first(clerk: Clerk) -> None:
    """A printed form, a scan, a day that can be; each refusal writes nothing."""
    with pytest.raises(BadInput, match=r"form\.not_printed"):
        clerk.records()
    clerk.printed()
    with pytest.raises(BadInput, match=r"scan\.empty"):
        clerk.records()
    before = len(clerk.scanned().events)
    for day in (NOON.date() + timedelta(days=1), NOON.date() - timedelta(days=1)):
        with pytest.raises(BadInput, match=r"signed_on\.not_then"):
            clerk.records(clerk.said(signed_on=day))
    with pytest.raises(BadInput, match=r"ink\.empty"):
        clerk.records(clerk.said(patient_signed=False))
    for wrong in ({"statements": {"nosuch": "understood"}}, {"questions": {"nosuch": "a"}}, {"claims": ["nosuch"]}):
        with pytest.raises(BadInput, match=r"nosuch\.unknown"):
            clerk.records(clerk.said(**wrong))
    assert len(clerk.house.record(clerk.visit).events) == before


def test_recording_twice_is_recording_once(clerk: Clerk) -> None:
    """The same button again changes nothing; another paper for a closed record is refused."""
    clerk.printed()
    clerk.scanned()
    once = tap()
    assert clerk.records(once=once).events == clerk.records(once=once).events
    for late in (clerk.records, lambda: clerk.scanned(OTHER), clerk.printed):
        with pytest.raises((RecordClosed, NotAllowed)):
            late()


@pytest.mark.parametrize("ending", ["deferred", "declined"])
def test_more_time_and_no_count_on_paper_too(clerk: Clerk, ending: str) -> None:
    """No signature is asked for; and a patient who took more time may bring the paper back later."""
    clerk.printed()
    clerk.scanned()
    done = clerk.records(clerk.said(ending=ending, statements={}))
    assert done.status == ending and done.document_status == "sealed"
    if ending == "deferred":
        house = clerk.house
        assert "about" in done.finished and "benefits" not in done.finished  # where the first answer is missing
        house.clock.passes(days=2)
        clerk.token = house.staff.sign_in("someone-front_desk", "right", "192.0.2.1")
        clerk.scanned(OTHER)
        again = clerk.records(clerk.said(signed_on=NOON.date() + timedelta(days=1)))
        assert again.status == Status.SIGNED and again.paper
        assert (again.paper.signed_on, len(again.paper.scans)) == (NOON.date() + timedelta(days=1), 2)
        assert [file.kind for file in again.sealed] == ["patient", "patient"]


def test_a_minors_paper_needs_the_guardians_signature(house: House) -> None:
    """As on the tablet."""
    clerk = Clerk(house, who=CHILD)
    clerk.printed()
    clerk.scanned()
    with pytest.raises(TooYoung):
        clerk.records()
    record = name_guardian(house, clerk.token, house.record(clerk.visit))
    with pytest.raises(BadInput, match=r"helper\.unsigned"):
        clerk.records()
    done = clerk.records(clerk.said(helpers_signed=[record.helpers[0].id], patient_signed=False))
    assert done.status == Status.SIGNED and len(done.helper_signatures) == 1


def test_a_wrong_scan_is_taken_away(clerk: Clerk) -> None:
    """Its bytes are gone; the same file again is the same scan; the limit is for all together."""
    clerk.scanned()
    assert len(clerk.scanned().scans) == 1
    clerk.scanned(OTHER)
    record = clerk.paper.remove_scan(clerk.token, clerk.id, 1)
    assert [scan.number for scan in record.scans] == [2]
    assert clerk.paper.remove_scan(clerk.token, clerk.id, 1).events == record.events
    with clerk.house.ledger.reading() as work, pytest.raises(Tampered):
        work.scan_bytes(clerk.id, 1)
    assert clerk.scanned().scans[-1].number == 3
    scan, content = clerk.paper.scan(clerk.token, clerk.id, 2)
    assert (scan.media_type, content) == ("application/pdf", OTHER)
    with pytest.raises(NotFound):
        clerk.paper.scan(clerk.token, clerk.id, 1)
    with pytest.raises(BadInput, match=r"scan\.kind"):
        clerk.scanned(b"#!/bin/sh")


def test_a_scan_is_ciphertext_and_goes_with_the_person(clerk: Clerk) -> None:
    """Nothing of the picture is on the disk in the clear; erasure takes it, and the ledger's check stays whole."""
    clerk.printed()
    clerk.scanned()
    record = clerk.records()
    house = clerk.house
    with house.ledger.reading() as work:
        stored = work.connection.exec_driver_sql("select content from scan").scalar_one()
    assert SCAN not in bytes(stored) and SCAN[20:200] not in bytes(stored)
    house.custody.erase(house.signed_in(role="admin"), record.id, "asked for", record.short_id)
    with house.ledger.reading() as work:
        assert work.connection.exec_driver_sql("select count(*) from scan").scalar_one() == 0
    assert house.custody.check_ledger().ok


def test_a_backup_brings_the_scans(served: House, site: ClinicSite, elsewhere: ClinicSite, tmp_path: Path) -> None:
    """Restored on an empty machine, a scan opens with the record's key."""
    visit = served.begin()
    record, token = served.record(visit), served.signed_in(role="front_desk")
    served.service.paper.add_scan(token, record.id, SCAN)
    made = site.backup(tmp_path / "backups", NOON)
    elsewhere.taking_the_key_of(site).restore(made.manifest.parent, NOON)
    there = elsewhere.opened()
    with there.ledger.reading() as work:
        assert work.scan_bytes(record.id, 1) == SCAN
    there.ledger.close()


def test_copies_are_counted(house: House) -> None:
    """Whom a copy is for, how many, and of which file; before the end there is none to print."""
    clerk = Clerk(house, who=patient(name="Hai"))
    with pytest.raises(NotFound):
        clerk.paper.print_copy(clerk.token, clerk.id, "patient", 1)
    house.walk(clerk.visit, to="benefits")
    house.journey.decline(clerk.visit, tap())
    for number in (0, 10):
        with pytest.raises(BadInput, match=r"copies\.number"):
            clerk.paper.print_copy(clerk.token, clerk.id, "patient", number)
    record, pdf = clerk.paper.print_copy(clerk.token, clerk.id, "physician", 2)
    printed = record.events[-1].payload
    assert printed == e.DocumentPrinted(copy_for="physician", copies=2, sha256=hashlib.sha256(pdf).hexdigest())
