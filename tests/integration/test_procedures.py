"""A clinic with two procedures: on paper, in the sealed document, in its check, and after the clinic's choice has changed."""

import shutil
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader

from informed import events as e
from informed.bootstrap import Product
from informed.content import Language
from informed.errors import BadInput, ContentError
from informed.paper import Transcript
from informed.plan import Plan
from informed.service.accounts import SHELL
from tests.around import picture
from tests.factories import FOOT_BATH, PASSWORD, House, first_administrator, foot_bath, patient, reviewed, tap

FEET, HANDS = "foot-bath", "hand-bath"


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """Two packs: the second is the first with another name and one question about the patient less."""
    folder = tmp_path / "content"
    for id in (FEET, HANDS):
        shutil.copytree(FOOT_BATH, folder / id)
    head = folder / HANDS / "pack.yaml"
    text = (
        head.read_text("utf-8")
        .replace("id: foot-bath", "id: hand-bath")
        .replace("Ngâm chân nước ấm", "Ngâm tay nước ấm")
    )
    head.write_text(text.replace("A warm foot bath", "A warm hand bath"), "utf-8")
    return folder


def test_a_record_is_of_the_pack_it_began_with(settings: Callable[..., Product], content: Path) -> None:
    """Printed, transcribed, sealed and checked in the words of the second pack; also when only the first is shown any more."""
    product = settings(content_dir=str(content), pack=f"{FEET},{HANDS}", clinic_name="PK Thử")
    service, accounts = product.service, product.service.accounts
    first_administrator(service)
    accounts.set_up(accounts.add(SHELL, "lan", "front_desk"), PASSWORD, PASSWORD)
    token, admin = (service.staff.sign_in(name, PASSWORD, "192.0.2.1") for name in ("lan", "admin"))
    hands = service.packs.offered()[1]
    for wrong, said in (("", "empty"), ("nose-bath", "unknown")):
        with pytest.raises(BadInput, match=f"procedure.{said}"):
            service.desk.start(token, patient(), Plan(), Language.VIETNAMESE, tap(), procedure=wrong)
    id = service.desk.start(token, patient(), Plan(), Language.VIETNAMESE, tap(), procedure=HANDS)

    alone = settings(pack=FEET).service
    record, form = alone.paper.form(token, id, Language.VIETNAMESE)
    assert record.opened.pack == e.PackRef(id=HANDS, version=hands.version, sha256=hands.sha256)
    alone.paper.add_scan(token, id, picture("PNG"))
    said = Transcript("signed", record.opened_on, dict.fromkeys(hands.required_statements, "understood"))
    record = alone.paper.record(token, id, said, tap())
    pdf = alone.documents.latest(record)
    report = alone.staff.verify_file(admin, pdf)
    assert (report.verdict, report.record_id) == ("valid", id)
    assert "pack_not_compared" not in {reason.code for reason in report.reasons}
    for file in (pdf, form):
        printed = "".join(page.extract_text() for page in PdfReader(BytesIO(file)).pages)
        assert HANDS in printed and FEET not in printed
    assert alone.custody.check_ledger().ok


def test_two_folders_with_one_id(settings: Callable[..., Product], content: Path) -> None:
    """A copied folder whose id was forgotten is refused at the start, by name; a folder that is named twice is one."""
    (content / "copied").symlink_to(content / FEET)
    with pytest.raises(ContentError, match=FEET):
        settings(content_dir=str(content), pack=f"{FEET},copied")
    assert len(settings(pack=f"{FEET}, {FEET}").service.packs.offered()) == 1


def test_for_real_patients_only_what_is_reviewed(tmp_path: Path) -> None:
    """Of two procedures the one without a review is not offered, and so the other needs no choice."""
    other = reviewed(pack=foot_bath().model_copy(update={"id": HANDS}))
    house = House(tmp_path, others=(other,), real=True)
    token = house.signed_in(role="front_desk")
    assert [pack.id for pack in house.service.desk.procedures(token)] == [HANDS]
    record = house.service.desk.start(token, patient(), Plan(), Language.VIETNAMESE, tap())
    assert house.service.desk.visit(token, record).opened.pack.id == HANDS
    house.ledger.close()
