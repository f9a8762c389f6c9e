"""The physician's way in a real browser: the list, a record, closing its items, the countersignature; and what it leaves."""

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from uuid import uuid4

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, expect

from informed.adapters.settings import Settings
from informed.bootstrap import Product, build
from informed.content import Language
from informed.record import Record, Status
from informed.sample import make_sample
from informed.service.accounts import SHELL
from informed.ui.words import WORDS
from tests.journeys.patient import PATIENCE
from tests.journeys.server import Server
from tests.journeys.test_access import problems

PASSWORD = "mot mat khau rat dai"
DESK = {"width": 1280, "height": 900}


def say(key: str, **values: object) -> str:
    return WORDS[key]["vi"].format(**values)


class Physician:
    """A physician at a desk, signed in."""

    def __init__(self, page: Page, server: Server, role: str = "physician"):
        self.page, self.url = page, server.url
        page.set_default_timeout(PATIENCE)
        expect.set_options(timeout=PATIENCE)
        self.product = build(Settings(data_dir=server.data))
        name = add_account(self.product, role)
        self._token = self.product.service.staff.sign_in(name, PASSWORD, "the test")
        page.goto(f"{self.url}/sign-in")
        page.locator("input[name=name]").fill(name)
        page.locator("input[name=password]").fill(PASSWORD)
        page.locator("button").click()
        page.locator(".records, .notice").first.wait_for()

    def opens(self, record: Record) -> None:
        self.page.goto(f"{self.url}/record?id={record.id}")
        self.page.locator(".who").wait_for()
        self.settles()

    def settles(self) -> None:
        self.page.locator("[data-testid=stApp][data-test-script-state=notRunning]").wait_for()

    def button(self, key: str) -> Locator:
        return self.page.get_by_role("button", name=say(key), exact=True)

    def closes_everything(self, record: Record) -> None:
        """One tap for each item. Streamlit fetches its buttons after the page: none to be seen yet is not none left."""
        closing = self.product.service.closing
        for left in range(len(closing.undisposed(self.now(record))), 0, -1):
            expect(self.button("do.discussed")).to_have_count(left)
            self.button("do.discussed").first.click()
        expect(self.button("do.discussed")).to_have_count(0)
        self.settles()

    def countersigns(self, password: str) -> None:
        self.page.get_by_text(say("outcome.talk"), exact=True).click()
        self.page.get_by_label(say("close_password")).fill(password)
        self.button("close_do").click()

    def now(self, record: Record) -> Record:
        return self.product.service.closing.again(self._token, record.id)[0]


def add_account(product: Product, role: str) -> str:
    """The name of a new account of this role, set up through its link."""
    accounts, name = product.service.accounts, f"{role}-{uuid4().hex[:6]}"
    accounts.set_up(accounts.add(SHELL, name, role, "BS Lê Minh"), PASSWORD, PASSWORD)
    return name


@pytest.fixture
def physician(tablet: Callable[..., BrowserContext], server: Server) -> Physician:
    return Physician(tablet(viewport=DESK, has_touch=False).new_page(), server)


@pytest.fixture
def record(physician: Physician) -> Record:
    """A record that a made-up patient signed."""
    return make_sample(physician.product.service, Language.VIETNAMESE, "Nguyễn Thị Ánh Đào")[0]


def test_from_the_list_to_the_countersigned_file(
    physician: Physician, record: Record, server: Server, tmp_path: Path
) -> None:
    """Found without diacritics, closed item by item, signed; the file says so to our own check and to another program."""
    page = physician.page
    page.get_by_label(say("staff_find"), exact=True).fill("dao nguyen")
    page.keyboard.press("Enter")
    page.get_by_role("link", name="Nguyễn Thị Ánh Đào").first.wait_for()
    physician.opens(record)
    first = page.locator(".item").first
    expect(first).to_contain_text("DỪNG")  # stop items come first
    physician.closes_everything(record)
    physician.countersigns("a wrong password")
    page.get_by_text(say("close_wrong")).wait_for()
    physician.countersigns(PASSWORD)
    page.locator(".status-countersigned").wait_for()

    closed = physician.now(record)
    assert closed.status == Status.COUNTERSIGNED
    assert [document.kind for document in closed.sealed] == ["patient", "countersigned", "addendum"]
    file = tmp_path / "countersigned.pdf"
    reply = page.request.get(f"{server.url}/documents/{record.id}/2.pdf")
    assert reply.headers["cache-control"] == "no-store"
    file.write_bytes(reply.body())
    told = subprocess.run(["pdfsig", "-nocert", file], capture_output=True, text=True, check=True).stdout
    assert told.count("Signature is Valid") == 2
    verify = [sys.executable, "-m", "informed.cli", "verify", "--json", file]
    said = subprocess.run(verify, capture_output=True, text=True, env=server.environment, check=True).stdout
    assert json.loads(said)["verdict"] == "valid"


def test_withdrawal_and_entry_in_error(physician: Physician, record: Record) -> None:
    """A withdrawal at a later time, then the discovery that it was the wrong patient: each leaves its sealed notice."""
    physician.opens(record)
    physician.page.get_by_text(say("withdraw_title"), exact=True).click()
    physician.button("withdraw_do").click()
    physician.page.locator(".status-withdrawn").wait_for()
    physician.settles()
    physician.page.get_by_text(say("error_title"), exact=True).click()
    physician.page.get_by_label(say("error_reason")).fill("Sai người bệnh")
    physician.page.keyboard.press("Tab")
    physician.button("error_do").click()
    physician.page.locator(".status-entered_in_error").wait_for()
    assert [document.kind for document in physician.now(record).sealed] == ["patient", "withdrawal", "error"]


@pytest.mark.parametrize("language", ["vi", "en"])
def test_no_rule_of_accessibility_is_broken(
    physician: Physician, record: Record, server: Server, language: str
) -> None:
    """axe finds nothing on the list, the record, and the check of a file."""
    page = physician.page
    page.context.add_cookies([{"name": "language", "value": language, "url": server.url}])
    for path, there in (("/staff", ".records"), (f"/record?id={record.id}", ".who"), ("/verify", "h1")):
        page.goto(server.url + path)
        page.locator(there).first.wait_for()
        if path != "/verify":
            physician.settles()
        assert problems(page) == [], path


def test_a_patients_cookie_opens_no_staff_page(
    tablet: Callable[..., BrowserContext], server: Server, record: Record
) -> None:
    """Without a staff session each staff page leads to the sign-in form and shows nothing else."""
    page = tablet(viewport=DESK).new_page()
    for path in ("/staff", f"/record?id={record.id}", "/verify", "/events"):
        page.goto(server.url + path)
        page.locator("input[name=password]").wait_for()
        assert record.patient.name not in page.content()
