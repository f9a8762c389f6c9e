"""Every screen of the staff and the states it can be in, in the way of `screens`: by name, and how a browser gets there."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from uuid import uuid4

from playwright.sync_api import Page, expect

from informed.content import Language
from informed.plan import Plan
from informed.sample import close_sample, make_sample
from informed.service.accounts import SHELL
from informed.ui.words import WORDS
from tests.around import picture
from tests.factories import patient, tap
from tests.journeys.patient import Patient
from tests.journeys.screens import PIN
from tests.journeys.server import Server
from tests.journeys.settled import settled

Act = Callable[[Page, Language], object]
CHILD = "Nguyễn Bé Lan"


@dataclass(frozen=True)
class StaffState:
    """A screen in a state: its address, in which {this} stands for a record, who looks at it, the key of its heading where that is
    no name or number, what stands there, what is done.
    """

    name: str
    address: str
    role: str = "physician"
    heading: str = ""
    there: str = "h1"
    act: Act | None = None

    def show(self, staff: Patient, server: Server) -> None:
        """Bring a browser into this state: only the page and the language of `staff` count."""
        clinic, page = _clinic(server), staff.page
        token = server.product.service.staff.sign_in(clinic[self.role], server.password, "127.0.0.1")
        cookies = {"language": staff.language, "staff": token}
        page.context.add_cookies([{"name": key, "value": value, "url": server.url} for key, value in cookies.items()])
        page.goto(f"{server.url}/{self.address.format(**clinic)}")
        page.locator(self.there).first.wait_for()
        settled(page)
        if self.act:
            self.act(page, Language(staff.language))
            settled(page)


@cache
def _clinic(server: Server) -> dict[str, str]:
    """Made once on a server: the records by what they are, and the name of a person of each role."""
    service = server.product.service
    names = {role: f"{role}-{uuid4().hex[:6]}" for role in ("admin", "physician", "front_desk", "auditor")}
    for role, name in names.items():
        link = service.accounts.add(SHELL, name, role, "BS. Lê Minh")
        service.accounts.set_up(link, server.password, server.password)
    desk = service.staff.sign_in(names["front_desk"], server.password, "127.0.0.1")
    service.pins.choose(desk, server.password, PIN, PIN)

    visit, _ = service.journey.begin(patient(name="Người Chờ"), Language.ENGLISH, tap())
    left, _ = service.journey.begin(patient(name="Người Đã Thôi"), Language.VIETNAMESE, tap())
    plan = Plan(product="Serum A", registered_route="intact_skin", planned_route="injection")
    young = patient(name=CHILD, born=service.journey.today().replace(day=1, year=2015))
    child = service.desk.start(desk, young, plan, Language.VIETNAMESE, tap())
    scanned = service.desk.start(desk, patient(name="Người Đọc Giấy"), plan, Language.VIETNAMESE, tap())
    for record in (child, scanned):
        service.paper.form(desk, record, Language.VIETNAMESE)
    service.paper.add_scan(desk, scanned, picture("JPEG"))
    deferred = service.journey.defer(left, tap()).id
    service.closing.withdraw(desk, deferred, service.journey.today(), "Không muốn làm nữa")
    return names | {
        "waiting": service.journey.defer(visit, tap()).id,
        "signed": make_sample(service, Language.VIETNAMESE, "Nguyễn Thị Ánh Đào")[0].id,
        "closed": close_sample(service, make_sample(service, Language.ENGLISH, "Người Xong")[0]).id,
        "withdrawn": deferred,
        "child": child,
        "scanned": scanned,
    }


# --- what is done on a screen


def finds_what_is_wrong(page: Page, language: Language) -> None:
    """A known person's name is typed, and Start pressed without the rest."""
    page.get_by_label(WORDS["desk_name"][language], exact=True).fill(CHILD)
    page.keyboard.press("Tab")
    page.locator(".st-key-desk-known-0 button").wait_for()
    page.get_by_role("button", name=WORDS["desk_start"][language], exact=True).click()
    page.locator(".summary a").wait_for()


def makes_a_code(page: Page, language: Language) -> None:
    page.get_by_role("button", name=WORDS["handover_make"][language], exact=True).click()
    expect(page.get_by_role("button", name=WORDS["handover_again"][language], exact=True)).to_be_visible()


def opens_a_list(page: Page, language: Language) -> None:
    """By its button, which is brought into sight first: a list closes when the page under it is scrolled."""
    button = page.locator("[data-testid=stSelectbox] button").first
    button.scroll_into_view_if_needed()
    button.click()
    page.locator("[role=option]").first.wait_for()


def presses_with_nothing(button: str) -> Act:
    """Press the button of a form in which nothing was typed."""

    def act(page: Page, language: Language) -> None:
        page.locator(f".st-key-{button} button").click()
        page.locator(".summary").wait_for()

    return act


STAFF_STATES = [
    StaffState("sign-in", "sign-in", there="[name=password]"),
    StaffState("staff", "staff", heading="staff_title", there=".queue"),
    StaffState("staff-admin", "staff", "admin", "staff_title", ".queue"),
    StaffState("staff-desk", "staff", "front_desk", "staff_title", ".queue"),
    StaffState("record-waiting", "record?id={waiting}", there="details"),
    StaffState("record-signed", "record?id={signed}", there=".first-flags"),
    StaffState("record-closed", "record?id={closed}", there=".closed"),
    StaffState("record-withdrawn", "record?id={withdrawn}", there=".status-withdrawn"),
    StaffState("record-auditor", "record?id={signed}", "auditor", there=".first-flags"),
    StaffState("record-desk", "record?id={waiting}", "front_desk", there=".st-key-reopen-do"),
    StaffState("desk", "desk", "front_desk", "desk_title"),
    StaffState("desk-wrong", "desk", "front_desk", "desk_title", act=finds_what_is_wrong),
    StaffState("ready", "ready?id={child}", "front_desk"),
    StaffState("handover", "handover?id={child}", "front_desk", act=makes_a_code),
    StaffState("handover-first-pin", "handover?id={child}", "admin", there=".st-key-way-pin"),
    StaffState("paper", "records/{child}", "front_desk"),
    StaffState("transcript", "records/{scanned}/transcript", "front_desk", there="form [type=radio]"),
    StaffState("paper-scanned", "records/{scanned}", "front_desk"),
    StaffState("record-paper", "records/{signed}"),
    StaffState("events", "events", "auditor", "events_clinic"),
    StaffState("events-record", "events?id={signed}", "auditor"),
    StaffState("accounts", "accounts", "admin", "accounts_title", ".accounts"),
    StaffState("accounts-list", "accounts", "admin", "accounts_title", act=opens_a_list),
    StaffState("accounts-wrong", "accounts", "admin", "accounts_title", act=presses_with_nothing("account-add")),
    StaffState("clinic", "clinic", "admin", "clinic_title", "[data-testid=stForm]"),
    StaffState("clinic-wrong", "clinic", "admin", "clinic_title", act=presses_with_nothing("save-product")),
    StaffState("pin", "pin", "front_desk", "pin_title"),
    StaffState("verify", "verify"),
]
STAFF_BY_NAME = {state.name: state for state in STAFF_STATES}
