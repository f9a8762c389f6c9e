"""The plan before the patient starts: every rule from the desk to page 1, and the whole route matrix on the staff's screens."""

import re
from html import unescape
from io import BytesIO
from itertools import product
from typing import Any, get_args

import pytest
from pypdf import PdfReader
from streamlit.testing.v1 import AppTest

from informed import plan as plans
from informed import review
from informed.bootstrap import Product
from informed.content import Language
from informed.document.words import WORDS as DOCUMENT_WORDS
from informed.plan import NOTES, Plan, Route
from informed.service.accounts import SHELL
from informed.ui.words import WORDS
from tests.factories import PASSWORD, first_administrator, patient, tap
from tests.pages.conftest import Cookies, html, opened
from tests.unit.test_plan import WHOLE, expected

ROUTES = (None, *get_args(Route))
#: Each rule of the plan: what makes it fire in a plan that raises nothing else.
RULES: dict[str, dict[str, Any]] = {
    "PRODUCT_NOT_ENTERED": {"storage": None},
    "PRODUCT_SOURCE": {"source": "unknown"},
    "PRODUCT_EXPIRED": {"expiry": "2020-01-01"},
    "UNREGISTERED": {"registration": "none"},
    "LEGAL_CHECK": {
        "source": "human_fat",
        "registration": "cosmetic",
        "registered_route": "intact_skin",
        "planned_route": "intact_skin",
    },
    "ROUTE_MISMATCH": {"planned_route": "intact_skin"},
    "ROUTE_MICRONEEDLING": {
        "registration": "cosmetic",
        "registered_route": "microneedling",
        "planned_route": "microneedling",
    },
    "ROUTE_INFUSION": {"registered_route": "infusion", "planned_route": "infusion"},
    "ROUTE_NOT_ENTERED": {"planned_route": None},
}


@pytest.fixture
def token(running: Product, cookies: Cookies) -> str:
    """Somebody at the front desk, signed in here."""
    first_administrator(running.service)
    accounts = running.service.accounts
    accounts.set_up(accounts.add(SHELL, "lan", "front_desk"), PASSWORD, PASSWORD)
    cookies["staff"] = running.service.staff.sign_in("lan", PASSWORD, "192.0.2.1")
    return cookies["staff"]


def raised(at: AppTest) -> list[tuple[str, str]]:
    """The flags on the screen, in order: severity and code, each with its note and with what staff must do."""
    by_note = {note.vi: code for code, note in NOTES.items()}
    items = re.findall(
        r'<div class="item item-(\w+)"><h3>.*?· (.*?)</h3>.*?<p class="advice">(.*?)</p>', html(at), re.S
    )
    found = [(severity, by_note[unescape(note)], unescape(advice)) for severity, note, advice in items]
    assert all(advice == WORDS[f"plan_do.{code}"].vi for _, code, advice in found)
    return [(severity, code) for severity, code, _ in found]


def squeezed(text: str) -> str:
    """Without white space: lines end where a page ends them."""
    return "".join(text.split())


def with_plan(running: Product, token: str, plan: Plan) -> str:
    return running.service.desk.start(token, patient(), plan, Language.VIETNAMESE, tap(), anyway=True)


def test_every_rule_has_its_example() -> None:
    """None is left out; each example raises its rule alone."""
    assert set(RULES) == set(NOTES)


@pytest.mark.parametrize("code", RULES)
def test_a_rule_from_the_desk_to_page_1(running: Product, token: str, code: str) -> None:
    """It fires while the plan is typed, with what to do; stands on the page of the visit before it is handed over; is an open
    item of the physician; and is on the document's first page.
    """
    admin = running.service.staff.sign_in("admin", PASSWORD, "192.0.2.1")
    running.service.setup.list_bans(admin, ["EU"])
    saved = running.service.setup.save_product(admin, Plan(**WHOLE | RULES[code]))
    severity = "caution" if code in ("LEGAL_CHECK", "ROUTE_NOT_ENTERED") else "stop"
    at = opened("desk")
    at.radio(key="desk-product").set_value(saved).run()
    assert raised(at) == [(severity, code)]
    at.text_input(key="desk-name").input("Nguyễn Thị Ánh")
    at.text_input(key="desk-born").input("27/03/1964").run()
    assert raised(at.button(key="desk-start").click().run()) == [(severity, code)]

    (row,) = running.service.staff.records(token)
    record = running.service.desk.visit(token, row.record)
    items = review.open_items(running.service.journey.pack(record), record)
    assert [item.key for item in items] == [f"flag:{code}"]
    code_of = running.service.hand_over.make_code(token, row.record).text
    visit = running.service.journey.visit_of(running.service.hand_over.use_code(code_of, "192.0.2.9"))
    record = running.service.journey.decline(str(visit), tap())
    first = PdfReader(BytesIO(running.service.documents.latest(record))).pages[0].extract_text()
    assert code in first and squeezed(NOTES[code].vi) in squeezed(first)


@pytest.mark.parametrize("registered", ROUTES)
def test_the_matrix_while_it_is_typed(running: Product, token: str, registered: str | None) -> None:
    """Registered x planned route, as a cosmetic, as a medicine and without a registration: exactly the flags of the brief."""
    at = opened("desk")
    for name in ("product", "maker", "country", "lot", "storage"):
        at.text_input(key=f"plan-{name}").input(str(WHOLE[name]))
    at.text_input(key="plan-expiry").input("31/12/2099")
    at.selectbox(key="plan-source").set_value("plant")
    at.selectbox(key="plan-registered_route").set_value(registered or "")
    for planned, registration in product(ROUTES, ("cosmetic", "medicine", None)):
        at.selectbox(key="plan-registration").set_value(registration or "")
        at.selectbox(key="plan-planned_route").set_value(planned or "")
        assert sorted(raised(at.run())) == sorted(expected(registered, planned, registration)), (planned, registration)


@pytest.mark.parametrize("registered", ROUTES)
def test_the_matrix_of_a_visit_that_is_ready(running: Product, token: str, registered: str | None) -> None:
    """Both routes stand side by side in words, whether they agree, and the same flags."""
    for planned in ROUTES:
        plan = Plan(**WHOLE | {"registered_route": registered, "planned_route": planned, "registration": "cosmetic"})
        at = opened("ready", id=with_plan(running, token, plan))
        said = [DOCUMENT_WORDS[f"route.{route}" if route else "blank"].vi for route in (registered, planned)]
        kind = "open" if None in (registered, planned) else "same" if registered == planned else "differ"
        found = re.search(r'<dl class="routes routes-(\w+)">(.*?)</dl>', html(at), re.S)
        assert found and found[1] == kind
        assert [unescape(one) for one in re.findall(r"<dd>(.*?)</dd>", found[2])] == said
        assert sorted(raised(at)) == sorted(expected(registered, planned, "cosmetic")), planned


def test_a_lowered_stop_on_screen(running: Product, token: str) -> None:
    """By a physician, with a reason: a caution that says it, on the same page."""
    accounts = running.service.accounts
    accounts.set_up(accounts.add(SHELL, "minh", "physician"), PASSWORD, PASSWORD)
    physician = running.service.staff.sign_in("minh", PASSWORD, "192.0.2.1")
    plan = Plan(**WHOLE | RULES["ROUTE_MICRONEEDLING"])
    id = with_plan(running, token, plan)
    assert plans.flags(plan, running.service.journey.today())[0].severity == "stop"
    running.service.desk.lower(physician, id, "Bác sĩ tự làm, nồng độ thấp.", plan)
    at = opened("ready", id=id)
    assert raised(at) == [("caution", "ROUTE_MICRONEEDLING")] and "Bác sĩ tự làm, nồng độ thấp." in html(at)


@pytest.mark.parametrize(("born", "told"), [("27/03/2015", True), ("27/03/1964", False)])
def test_a_minor_is_told_before_the_start(running: Product, token: str, born: str, told: bool) -> None:
    """F-AGE: while the desk types the date of birth, and again on the page of the visit, until a guardian is named."""
    at = opened("desk")
    at.text_input(key="desk-name").input("Trần An")
    at.text_input(key="desk-born").input(born).run()
    assert (WORDS["desk_minor"].vi in html(at)) == told
    at = at.button(key="desk-start").click().run()
    assert (WORDS["desk_minor"].vi in html(at)) == told
    (row,) = running.service.staff.records(token)
    if told:
        people = running.service.people
        people.name(token, row.record, "guardian", name="Trần Ba", relation="cha", identity="known")
        assert WORDS["desk_minor"].vi not in html(opened("ready", id=row.record))
