"""The physician's way in a real browser: the list, a record, closing its items, the countersignature; and what it leaves."""

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from uuid import uuid4

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, expect

from informed import plan
from informed.bootstrap import Product
from informed.content import Language
from informed.record import Record, Status
from informed.review import DISPOSITIONS, OUTCOMES
from informed.sample import make_sample
from informed.service.accounts import SHELL
from informed.ui.words import WORDS
from tests.factories import goes, patient
from tests.journeys.measure import rules
from tests.journeys.patient import PATIENCE, Patient
from tests.journeys.server import Server
from tests.journeys.settled import settled
from tests.journeys.staff import events

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
        self.product = server.product
        self.name = name = add_account(self.product, role)
        self._token = self.product.service.staff.sign_in(name, PASSWORD, "the test")
        page.goto(f"{self.url}/sign-in")
        page.locator("input[name=name]").fill(name)
        page.locator("input[name=password]").fill(PASSWORD)
        page.keyboard.press("Enter")
        page.locator(".records, .notice").first.wait_for()

    def opens(self, record: Record) -> None:
        self.page.goto(f"{self.url}/record?id={record.id}")
        self.page.locator(".who").wait_for()
        self.settles()

    def finds(self, typed: str, name: str) -> Record:
        """The record that the list finds, opened by its link."""
        self.page.get_by_label(say("staff_find"), exact=True).fill(typed)
        self.page.keyboard.press("Enter")
        self.page.get_by_role("link", name=name).first.click()
        self.page.locator(".who").wait_for()
        self.settles()
        id = self.page.url.split("id=")[1]
        return self.product.service.closing.again(self._token, id)[0]

    def adds_a_risk(self, text: str) -> None:
        self.page.get_by_text(say("risk_title"), exact=True).click()
        self.page.get_by_label(say("risk_text")).fill(text)
        self.page.keyboard.press("Tab")
        self.button("risk_do").click()
        self.page.get_by_text(say("risk_waiting"), exact=True).wait_for()

    def settles(self) -> None:
        settled(self.page)

    def button(self, key: str) -> Locator:
        return self.named(say(key))

    def named(self, words: str) -> Locator:
        return self.page.get_by_role("button", name=words, exact=True)

    def closes_everything(self, record: Record) -> None:
        """One tap for each item. Streamlit fetches its buttons after the page: none to be seen yet is not none left."""
        closing, discussed = self.product.service.closing, self.named(DISPOSITIONS["discussed"].vi)
        for left in range(len(closing.undisposed(self.now(record))), 0, -1):
            expect(discussed).to_have_count(left)
            discussed.first.click()
        expect(discussed).to_have_count(0)
        self.settles()

    def countersigns(self, password: str) -> None:
        self.page.get_by_text(OUTCOMES["talk"].vi, exact=True).click()
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


def test_from_the_tablet_to_the_countersigned_file(
    physician: Physician, tablet: Callable[..., BrowserContext], server: Server, tmp_path: Path
) -> None:
    """Two browsers: the physician adds a risk for a patient who is about to sign; the patient answers it, signs with a finger; the
    physician finds the record without diacritics, closes it item by item, and signs. Our own check and another program say so.
    """
    name = "Đỗ Thị Ánh Đào"
    patient = Patient(tablet().new_page(), server.url)
    patient.arrives_at("sign", server, name)
    record = physician.finds("dao anh do", name)
    physician.adds_a_risk("Thuốc quý vị đang dùng làm vết tiêm dễ bầm hơn.")
    patient.opens("/sign")
    patient.is_at("risks")
    patient.answers("DR1", "unsure")
    patient.goes_on("check")
    patient.goes_on("sign")
    patient.draws_a_signature()
    patient.presses("do_sign")
    patient.is_at("done")

    physician.opens(physician.now(record))
    expect(physician.page.locator(".item").first).to_contain_text("DỪNG")  # stop items come first
    physician.closes_everything(record)
    physician.countersigns("a wrong password")
    physician.page.get_by_text(say("close_wrong")).wait_for()
    physician.countersigns(PASSWORD)
    physician.page.locator(".status-countersigned").wait_for()
    closed = physician.now(record)
    assert closed.status == Status.COUNTERSIGNED
    assert [document.kind for document in closed.sealed] == ["patient", "countersigned", "addendum"]
    for revision, signatures in ((2, 2), (3, 1)):
        file = tmp_path / f"{revision}.pdf"
        reply = physician.page.request.get(f"{server.url}/documents/{record.id}/{revision}.pdf")
        assert reply.headers["cache-control"] == "no-store"
        file.write_bytes(reply.body())
        told = subprocess.run(["pdfsig", "-nocert", file], capture_output=True, text=True, check=True).stdout
        assert told.count("Signature is Valid") == signatures
        verify = [sys.executable, "-m", "informed.cli", "verify", "--json", file]
        said = subprocess.run(verify, capture_output=True, text=True, env=server.environment, check=True).stdout
        assert json.loads(said)["verdict"] == "valid"


def test_a_file_is_checked(physician: Physician, server: Server, tmp_path: Path) -> None:
    """Ours and unchanged is said; a larger one than can be looked at gets its sentence."""
    page = physician.page
    _, pdf = make_sample(physician.product.service, Language.VIETNAMESE, "Lê Thị Kiểm")
    page.goto(f"{server.url}/verify")
    file = tmp_path / "a.pdf"
    file.write_bytes(pdf)
    page.locator("input[type=file]").set_input_files(file)
    page.locator("form button").click()
    expect(page.locator(".verdict-good")).to_be_visible()
    file.write_bytes(pdf + b" " * 25_000_000)
    page.locator("input[type=file]").set_input_files(file)
    page.locator("form button").click()
    expect(page.get_by_text("Tệp lớn hơn 25 MB.")).to_be_visible()


@pytest.mark.parametrize("role", ["physician", "front_desk"])
def test_a_deferred_visit_goes_through_the_hand_over(
    tablet: Callable[..., BrowserContext], server: Server, role: str
) -> None:
    """Opened again it is handed over like a new one: with a PIN chosen, the tablet is locked to it, and shows where it was."""
    staff = Physician(tablet().new_page(), server, role)
    page, journey, name = staff.page, staff.product.service.journey, f"Người Quay Lại {role}"
    visit, _ = journey.begin(patient(name=name), Language.VIETNAMESE, str(uuid4()))
    goes(staff.product.service, visit, "limitations")
    record = journey.defer(visit, str(uuid4()))
    page.goto(f"{server.url}/record?id={record.id}")
    staff.button("reopen_do").click()
    page.wait_for_url(f"{server.url}/handover?id={record.id}")
    for key, typed in (("pin-new", "408162"), ("pin-again", "408162"), ("own-password", PASSWORD)):
        page.locator(f".st-key-{key} input").fill(typed)
    staff.button("pin_save").click()
    staff.button("handover_here_do").click()
    page.wait_for_url(f"{server.url}/limitations")
    assert {cookie["name"] for cookie in page.context.cookies()} & {"visit", "staff", "tablet"} == {"visit", "tablet"}
    page.goto(f"{server.url}/staff")  # locked: the visit and nothing else
    page.wait_for_url(f"{server.url}/limitations")
    settled(page)
    assert name not in page.content()
    kinds = [event["type"] for event in events(server, name=name)]
    assert kinds.index("RecordDeferred") < kinds.index("RecordContinued") < kinds.index("HandedOver")


def test_the_list_by_keyboard(physician: Physician, server: Server) -> None:
    """ "/" to the search, arrows from record to record, Enter opens; a new record appears by itself and moves nobody."""
    page, begin = physician.page, physician.product.service.journey.begin
    for name in ("Lướt Một", "Lướt Hai"):
        begin(patient(name=name), Language.VIETNAMESE, str(uuid4()))
    page.goto(f"{server.url}/staff")
    page.get_by_role("link", name="Lướt Hai").wait_for()
    physician.settles()
    page.keyboard.press("/")
    expect(page.get_by_label(say("staff_find"), exact=True)).to_be_focused()
    page.keyboard.type("luot")
    page.keyboard.press("Enter")
    expect(page.locator(".queue tbody tr")).to_have_count(2)
    page.keyboard.press("ArrowDown")
    expect(page.get_by_role("link", name="Lướt Hai").first).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(page.get_by_role("link", name="Lướt Một").first).to_be_focused()
    begin(patient(name="Lướt Ba"), Language.VIETNAMESE, str(uuid4()))  # no reload, no key: the list looks by itself
    expect(page.locator(".queue tbody tr")).to_have_count(3)
    expect(page.get_by_role("link", name="Lướt Một").first).to_be_focused()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    expect(page.get_by_role("link", name="Lướt Ba").first).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Lướt Ba")


def test_a_role_that_changes_ends_what_is_open(physician: Physician, record: Record, server: Server) -> None:
    """Over the open websockets: the list empties by itself, a tap on the record writes nothing and leads to the sign-in."""
    page, listed = physician.page, physician.page.context.new_page()
    physician.opens(record)
    listed.goto(f"{server.url}/staff")
    listed.locator(".queue").wait_for()
    before = len(events(server, "ItemDisposed"))
    physician.product.service.accounts.change_role(SHELL, physician.name, "front_desk")
    physician.named(DISPOSITIONS["discussed"].vi).first.click()
    page.get_by_role("link", name="Đăng nhập / Sign in").wait_for()
    expect(page.locator(".who")).to_have_count(0)
    expect(listed.locator(".queue")).to_have_count(0)
    assert len(events(server, "ItemDisposed")) == before


@pytest.mark.parametrize("size", [(1280, 900), (810, 1080)])
def test_one_glance(physician: Physician, record: Record, size: tuple[int, int]) -> None:
    """Without scrolling: the banner with the number of stop items, each of them by its title, who it is, and both routes."""
    page = physician.page
    page.set_viewport_size({"width": size[0], "height": size[1]})
    physician.opens(record)
    for there in (".banner-stop", ".who h1", ".routes", *(f".flag-stop >> nth={i}" for i in range(2)), ".flag-caution"):
        expect(page.locator(there).first).to_be_in_viewport(ratio=1)
    assert page.locator(".flag-stop").all_inner_texts() == [
        f"■ DỪNG {plan.TITLES[code].vi} {code}" for code in ("PRODUCT_NOT_ENTERED", "UNREGISTERED")
    ]
    assert page.evaluate("document.documentElement.scrollWidth") <= size[0]
    page.locator(".flag-stop a").nth(1).click()  # leads to the item with its buttons
    expect(page.locator(".st-key-item-1")).to_be_in_viewport()


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


def test_an_auditor_reads_who_looked(
    tablet: Callable[..., BrowserContext], server: Server, record: Record, physician: Physician
) -> None:
    """From the record's page to its events, with names, and to those who looked; and the check of the whole ledger."""
    physician.opens(record)
    auditor = Physician(tablet(viewport=DESK, has_touch=False).new_page(), server, "auditor")
    page = auditor.page
    auditor.opens(record)
    assert page.locator("[class*=st-key-do-]").count() == 0  # reads, and closes nothing
    page.get_by_role("link", name=say("rec_events")).click()
    page.get_by_role("heading", level=1, name=say("events_of", id=record.short_id)).wait_for()
    page.get_by_text(say("events_looks")).click()
    expect(page.get_by_text("RecordSigned", exact=True)).to_have_count(0)
    looked = page.locator("tr", has_text="RecordViewed")
    expect(looked).to_have_count(3)  # the physician, the auditor on the record's page and here; switching is none
    assert all("BS Lê Minh" in row for row in looked.all_inner_texts())
    auditor.settles()
    assert rules(page) == []
    page.goto(f"{server.url}/events")
    page.get_by_role("button", name=say("events_check")).click()
    expect(page.locator(".verdict-good h2")).to_have_text(say("events_whole"))
    auditor.settles()
    assert rules(page) == []


def test_a_patients_cookie_opens_no_staff_page(
    tablet: Callable[..., BrowserContext], server: Server, record: Record
) -> None:
    """Without a staff session each staff page leads to the sign-in form and shows nothing else."""
    page = tablet(viewport=DESK).new_page()
    for path in ("/staff", f"/record?id={record.id}", "/verify", "/events"):
        page.goto(server.url + path)
        page.locator("input[name=password]").wait_for()
        assert record.patient.name not in page.content()
