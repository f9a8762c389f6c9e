"""A closed record with the product's own documents, certificates and seal, under the strict check."""

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
from pyhanko.pdf_utils.reader import PdfFileReader

from informed import document
from informed.adapters.outside import OutsideFolder
from informed.adapters.seal import Authority, Sealer, StoredSigners
from informed.errors import NotAllowed, SealError
from informed.ports import Clinic
from informed.service import Service
from informed.verify.report import Verdict
from tests.factories import House
from tests.fakes import FixedPack
from tests.integration.desk import Desk, kinds, signed


@pytest.fixture
def clinic(tmp_path: Path) -> Iterator[House]:
    """A house with the product's own document, certificates and seal."""
    house = House(tmp_path)
    authority = Authority.open(house.ledger, "Phòng khám Thử", house.clock.now())
    sealer = Sealer(authority)
    house.signers = StoredSigners(house.ledger, authority, sealer)  # type: ignore[assignment]
    house.service = Service(
        ledger=house.ledger,
        packs=FixedPack(house.pack),
        clock=house.clock,
        secrets=house.secrets,
        render=document.render,
        render_notice=document.render_notice,
        sealer=sealer,
        anchors=authority,
        signers=house.signers,
        outside=OutsideFolder(house.outside),
        clinic=Clinic(
            "Phòng khám Thử", "Asia/Ho_Chi_Minh", house.service.clinic().document_language, demonstration=True
        ),
    )
    house.journey, house.staff = house.service.journey, house.service.staff
    yield house
    house.ledger.close()


def test_every_file_of_a_closed_record_stands_the_strict_check(clinic: House) -> None:
    """Two signatures over the patient's own bytes; each notice valid; the first sealed file is an older revision."""
    desk = Desk(clinic)
    clinic.clock.passes(minutes=5)
    record = desk.countersign(desk.dispose_all(signed(clinic)))
    clinic.clock.passes(minutes=5)
    record = desk.enter_in_error(desk.withdraw(desk.correct(record)))
    files = [clinic.service.documents.content(record, file.revision) for file in record.sealed]
    reports = [clinic.service.documents.check(file) for file in files]
    fields = [[s.field_name for s in PdfFileReader(BytesIO(file)).embedded_signatures] for file in files]

    assert kinds(record) == ["patient", "countersigned", "addendum", "correction", "withdrawal", "error"]
    assert fields == [["ClinicSeal"], ["ClinicSeal", "Physician"], *[["ClinicSeal"]] * 4]
    assert files[1].startswith(files[0])
    assert [report.verdict for report in reports] == [Verdict.OLDER_REVISION, *[Verdict.VALID] * 5]
    assert all("printed_exact" in {reason.code for reason in report.reasons} for report in reports)
    assert [report.record_id for report in reports] == [record.id] * 6


def test_a_record_that_was_never_finished_gets_a_valid_notice(clinic: House) -> None:
    """There is no other document of it."""
    desk = Desk(clinic)
    record = desk.enter_in_error(clinic.record(clinic.begin()))
    report = clinic.service.documents.check(clinic.service.documents.content(record, 1))

    assert (kinds(record), report.verdict, report.record_id) == (["error"], Verdict.VALID, record.id)


def test_the_second_physicians_real_key_signs_nothing(clinic: House) -> None:
    """Also when the first was done before the second began: the field is filled, and the record is closed."""
    desk = Desk(clinic)
    clinic.clock.passes(minutes=5)
    record = desk.countersign(desk.dispose_all(signed(clinic)))
    with pytest.raises(NotAllowed):
        desk.countersign(record)
    assert kinds(desk.now(record)) == ["patient", "countersigned", "addendum"]


def test_a_physician_whose_key_was_taken_back_is_told_so(clinic: House) -> None:
    """And nothing is written."""
    desk = Desk(clinic)
    record = desk.dispose_all(signed(clinic))
    clinic.signers.revoke(desk.id, clinic.clock.now())
    with pytest.raises(SealError, match="no certificate yet"):
        desk.countersign(record)
    assert desk.now(record) == record
