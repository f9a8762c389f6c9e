"""Makes the pictures of README.md and docs/clinic-guide.md from the running product: `python -m tests.pictures`,
or only some of them: `python -m tests.pictures new-visit desk`.
"""

import subprocess
import sys
import tempfile
from datetime import date
from pathlib import Path

from playwright.sync_api import sync_playwright
from pypdf import PdfReader

from informed import events as e
from informed.adapters.settings import Settings
from informed.bootstrap import Product, build
from informed.content import Language
from informed.document import render_form
from informed.plan import Plan
from informed.record import Record
from informed.sample import make_sample, write_sample
from informed.ui.words import WORDS
from tests.journeys import chromium
from tests.journeys.patient import Patient
from tests.journeys.server import Server
from tests.journeys.staff import record_of
from tests.journeys.test_desk import Clerk
from tests.journeys.test_desk import desk as said
from tests.journeys.test_new_visit import settled
from tests.journeys.test_physician import DESK, Physician

SERUM = Plan(
    product="Serum A",
    maker="Nhà máy B",
    country="Hàn Quốc",
    source="plant",
    lot="L-17",
    expiry=date(2029, 6, 30),
    storage="2–8 °C",
    registration="cosmetic",
    registration_number="123/CBMP",
    registered_route="intact_skin",
    planned_route="microneedling",
)
PICTURES = Path(__file__).parent.parent / "docs" / "pictures"


def main(*names: str) -> None:
    """Those that are named, or all."""
    made = {"topic": topic, "new-visit": new_visit, "desk": desk, "staff": staff, "document": document}
    if unknown := set(names) - made.keys():
        sys.exit(f"no such picture: {', '.join(sorted(unknown))}; there are {', '.join(made)}")
    PICTURES.mkdir(parents=True, exist_ok=True)
    for name in names or made:
        with tempfile.TemporaryDirectory() as folder:
            made[name](Path(folder))


def desk(folder: Path) -> None:
    """The front desk: a minor's guardian is named; and the end of the paper form."""
    server = Server(folder / "desk", clinic_name="Phòng khám Da liễu Ánh Dương").start()
    try:
        with sync_playwright() as playwright:
            browser = chromium.launch(playwright)
            patient = Patient(browser.new_context(**chromium.TABLET).new_page(), server.url)
            patient.arrives_at("sign", server, "Nguyễn Bé Na", born=date(2012, 3, 27))
            page = browser.new_context(viewport={"width": 900, "height": 1000}, locale="vi-VN").new_page()
            clerk, record = Clerk(page, server), record_of(server, "Nguyễn Bé Na")
            page.goto(f"{server.url}/records/{record}")
            page.get_by_label(said("role.guardian")).check()
            page.get_by_label(said("helper_name")).fill("Trần Văn Bảo")
            page.get_by_label(said("helper_relation")).fill("bố")
            page.get_by_label(said("identity.document")).first.check()
            page.screenshot(path=PICTURES / "desk-people.png")
            clerk.presses("add")
            (folder / "form.pdf").write_bytes(form_of(clerk.now("Nguyễn Bé Na"), clerk.product))
            browser.close()
    finally:
        server.stop()
    last = PdfReader(folder / "form.pdf").get_num_pages()
    command = [
        "pdftoppm",
        "-png",
        "-singlefile",
        "-f",
        str(last),
        "-r",
        "80",
        folder / "form.pdf",
        PICTURES / "desk-paper",
    ]
    subprocess.run(command, check=True)


def form_of(record: Record, product: Product) -> bytes:
    """The paper form of a record, in Vietnamese."""
    printed = e.PaperPrinted(language=Language.VIETNAMESE)
    header = e.Header(
        record=record.id, sequence=len(record.events) + 1, at=record.opened_at, actor=e.SYSTEM, type="PaperPrinted"
    )
    return render_form(
        Record((*record.events, e.Event(header=header, payload=printed, hash="0" * 64))),
        product.service.packs.current(),
    )


def topic(folder: Path) -> None:
    server = Server(folder / "data", clinic_name="Phòng khám Da liễu Ánh Dương").start()
    try:
        with sync_playwright() as playwright:
            browser = chromium.launch(playwright)
            page = browser.new_context(**chromium.TABLET).new_page()
            patient = Patient(page, server.url)
            patient.arrives_at("limitations", server, "Nguyễn Thị Ánh")
            patient.answers("L1", "understood")
            patient.answers("L2", "unsure")
            page.evaluate("document.activeElement.blur()")
            page.evaluate("document.querySelector('[data-testid=stMain]').scrollTo(0, 0)")
            page.screenshot(path=PICTURES / "topic.png")
            browser.close()
    finally:
        server.stop()


def new_visit(folder: Path) -> None:
    """A new visit, with a stop that is told before the patient starts."""
    server = Server(folder / "new", clinic_name="Phòng khám Da liễu Ánh Dương").start()
    try:
        service = build(Settings(data_dir=server.data)).service
        token = service.staff.sign_in("admin", server.password, "127.0.0.1")
        service.setup.save_product(token, SERUM)
        service.setup.list_physicians(token, ["BS Lê Minh", "BS Trần Cúc"])
        with sync_playwright() as playwright:
            browser = chromium.launch(playwright)
            page = browser.new_context(
                **{**chromium.TABLET, "locale": "en", "viewport": {"width": 810, "height": 1600}}
            ).new_page()
            page.context.add_cookies(
                [
                    {"name": "staff", "value": token, "url": server.url},
                    {"name": "language", "value": "en", "url": server.url},
                ]
            )
            page.goto(f"{server.url}/desk")
            page.get_by_label(WORDS["desk_name"].en).fill("Nguyễn Thị Ánh")
            page.get_by_label(WORDS["desk_born"].en).fill("27/03/1964")
            for chosen in ("Serum A", "BS Lê Minh"):
                page.get_by_text(chosen).tap()
                settled(page)
            page.get_by_text(WORDS["plan_do.ROUTE_MICRONEEDLING"].en).wait_for()
            page.evaluate("document.activeElement.blur()")
            page.screenshot(path=PICTURES / "desk.png")
            browser.close()
    finally:
        server.stop()


def staff(folder: Path) -> None:
    """The physician's list and one record, and the administrator's accounts, for the clinic's guide; in English."""
    server = Server(folder / "staff", clinic_name="Phòng khám Da liễu Ánh Dương").start()
    try:
        with sync_playwright() as playwright:
            browser = chromium.launch(playwright)
            context = browser.new_context(viewport=DESK)
            context.add_cookies([{"name": "language", "value": "en", "url": server.url}])
            physician = Physician(context.new_page(), server)
            record, _ = make_sample(physician.product.service, Language.ENGLISH, "Nguyễn Thị Ánh")
            page = physician.page
            page.goto(f"{server.url}/staff")
            page.locator(".records td").first.wait_for()
            page.screenshot(path=PICTURES / "staff-list.png")
            physician.opens(record)
            page.locator("[class*=st-key-do-0] button").last.wait_for()
            page.screenshot(path=PICTURES / "staff-record.png")
            page.context.clear_cookies(name="staff")
            administrator = Physician(page, server, "admin")
            administrator.page.goto(f"{server.url}/accounts")
            page.locator(".records td").first.wait_for()
            administrator.settles()
            page.screenshot(path=PICTURES / "staff-accounts.png")
            browser.close()
    finally:
        server.stop()


def document(folder: Path) -> None:
    file = folder / "sample.pdf"
    settings = Settings(
        data_dir=folder / "sample", clinic_name="Phòng khám Da liễu Ánh Dương", language=Language.ENGLISH
    )
    write_sample(file, settings, Language.ENGLISH, "Nguyễn Thị Ánh")
    command = ["pdftoppm", "-png", "-singlefile", "-f", "1", "-l", "1", "-r", "100", file, PICTURES / "document"]
    subprocess.run(command, check=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
