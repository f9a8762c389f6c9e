"""The front desk in a real browser: a minor with a guardian; and paper, from the printer to the sealed document."""

import json
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect
from pypdf import PdfReader

from informed.bootstrap import Product
from informed.content import Language
from informed.record import Record, Status
from informed.ui.words import WORDS as SCREENS
from informed.web.desk_words import WORDS
from tests.around import picture
from tests.journeys.measure import rules
from tests.journeys.patient import PATIENCE, Patient, product_pack
from tests.journeys.server import Server
from tests.journeys.staff import record_of
from tests.journeys.test_physician import DESK, PASSWORD, add_account, say

CHILD = "Nguyễn Bé Na"


def desk(key: str, language: str = "vi", **values: object) -> str:
    return WORDS[key][Language(language)].format(**values)


class Clerk:
    """Somebody at the front desk, signed in."""

    def __init__(self, page: Page, server: Server):
        self.page, self.server = page, server
        page.set_default_timeout(PATIENCE)
        expect.set_options(timeout=PATIENCE)
        self.product: Product = server.product
        page.goto(f"{server.url}/sign-in")
        page.locator("input[name=name]").fill(add_account(self.product, "front_desk"))
        page.locator("input[name=password]").fill(PASSWORD)
        page.get_by_role("button", name="Đăng nhập", exact=True).click()
        page.locator(".records, .notice").first.wait_for()

    def presses(self, key: str) -> None:
        self.page.get_by_role("button", name=desk(key), exact=True).click()

    def prints(self, key: str, path: str) -> None:
        """In a window of its own, until the server has answered."""
        answered = self.page.context.expect_event("response", lambda answer: answer.url.endswith(path))
        with self.page.expect_popup(), answered:
            self.presses(key)

    def is_told(self, key: str) -> None:
        expect(self.page.get_by_role("status")).to_have_text(desk(key))

    def now(self, name: str) -> Record:
        with self.product.service._ledger.reading() as work:
            return Record(work.events(record_of(self.server, name)))

    def finds_no_fault(self) -> None:
        assert rules(self.page) == []


@pytest.fixture
def clerk(tablet: Callable[..., BrowserContext], server: Server) -> Clerk:
    return Clerk(tablet(viewport=DESK, has_touch=False).new_page(), server)


def test_a_minor_goes_on_with_a_guardian(clerk: Clerk, patient: Patient, server: Server) -> None:
    """The tablet waits; the desk names the guardian; the tablet goes on by itself, both sign, and the record says so."""
    page = clerk.page
    patient.arrives_at("sign", server, CHILD, born=date(2012, 3, 27))
    patient.sees(patient.say("minor_title"))
    page.goto(f"{server.url}/staff")
    page.get_by_role("link", name=CHILD).click()
    page.get_by_role("link", name=SCREENS["rec_people"].vi).click()
    expect(page.get_by_text(desk("people.minor"))).to_be_visible()
    page.get_by_label(desk("role.guardian")).check()
    page.get_by_label(desk("helper_name")).fill("Trần Văn Bảo")
    expect(page.get_by_label(desk("helper_authority"))).to_be_hidden()
    clerk.finds_no_fault()
    page.get_by_label(desk("identity.document")).first.check()
    clerk.presses("add")
    expect(page.get_by_role("alert")).to_have_text(desk("helper_relation.empty"))
    page.get_by_label(desk("helper_relation")).fill("bố")
    clerk.presses("add")
    clerk.is_told("done.helper")

    patient.sees(patient.say("sign_title"))
    assert rules(patient.page) == []
    patient.draws_a_signature()
    patient.presses("do_sign")
    patient.is_at("done")
    record = clerk.now(CHILD)
    assert record.status == Status.SIGNED and record.signed
    assert record.signed.payload.signature is None  # type: ignore[union-attr]
    (event,) = record.helper_signatures.values()
    assert len(event.payload.signature.strokes) == 3  # type: ignore[union-attr]
    page.goto(f"{server.url}/records/{record.id}")
    clerk.prints("copy.patient", "/copies")
    page.reload()
    expect(page.get_by_text(desk("copies.sofar", patient=1, physician=0))).to_be_visible()


def test_paper_becomes_a_sealed_document(clerk: Clerk, patient: Patient, server: Server, tmp_path: Path) -> None:
    """Printed, a script refused, the scan kept, the answers entered; the sealed file carries the scan and is valid."""
    page, name = clerk.page, "Lê Thị Giấy"
    patient.arrives_at("about", server, name)
    page.goto(f"{server.url}/records/{record_of(server, name)}")
    clerk.prints("print.vi", "/paper")
    for content in (b"#!/bin/sh\nrm -rf /", picture("JPEG")):
        files = [{"name": "giay.jpg", "mimeType": "image/jpeg", "buffer": content}]
        page.set_input_files("input[type=file]", files)  # type: ignore[arg-type]
        clerk.presses("scan.add")
        if content.startswith(b"#!"):
            expect(page.get_by_role("alert")).to_have_text(desk("scan.kind"))
    clerk.is_told("done.scan")
    clerk.finds_no_fault()
    page.get_by_role("link", name=desk("paper.3.go")).click()
    page.get_by_role("link", name=desk("start.understood")).click()
    first = product_pack().required_statements[0]
    page.get_by_label(f"{first}: {desk('unsure')}").check()
    page.get_by_label(desk("own_words")).fill("Có đau không?")
    page.get_by_label(desk("ending.signed")).check()
    page.get_by_label(desk("patient_signed", name=name)).check()
    page.get_by_label(desk("signed_on")).fill(clerk.product.service.journey.today().isoformat())
    clerk.finds_no_fault()
    page.get_by_label(desk("seen")).check()
    clerk.presses("record_it")
    clerk.is_told("done.recorded")

    record = clerk.now(name)
    assert record.status == Status.SIGNED and record.statements[first].payload.answer == "unsure"  # type: ignore[union-attr]
    page.goto(f"{server.url}/staff")
    expect(page.get_by_role("row", name=name)).to_contain_text(say("on_paper"))
    with clerk.product.service._ledger.reading() as work:
        (tmp_path / "paper.pdf").write_bytes(work.document_bytes(record.id, 1))
    assert PdfReader(tmp_path / "paper.pdf").attachments["scan-1.jpg"] == [picture("JPEG")]
    verify = [sys.executable, "-m", "informed.cli", "verify", "--json", tmp_path / "paper.pdf"]
    told = subprocess.run(verify, capture_output=True, text=True, env=server.environment, check=False).stdout
    assert json.loads(told)["verdict"] == "valid", told
    patient.page.reload()
    patient.sees(patient.say("welcome_title"))  # the tablet shows nothing of it any more
