"""A device that opened a visit by a code holds it, and nothing else, until it ends: by typed address, new tab or link."""

import pytest

from informed import walkthrough
from informed.bootstrap import Product
from informed.web import screens
from informed.web.handover_words import TAKE_BACK
from tests.factories import PASSWORD, patient
from tests.integration.asgi import Browser
from tests.integration.test_web_hand_over import PIN, code_for
from tests.integration.web import APP, begin, signed_in


@pytest.fixture
def desk(product: Product) -> Browser:
    """The browser of the member of staff who makes codes."""
    return signed_in(product)


@pytest.fixture
def phone(product: Product, desk: Browser) -> Browser:
    """A device that opened a visit by a code."""
    phone = Browser(APP)
    assert phone.post("/join", code=code_for(product, desk))["location"] == "/"
    return phone


def test_every_address_shows_the_visit_alone(phone: Browser, product: Product) -> None:
    """The staff's screens, signing in, another account's link, the check of files: back to the visit; its own steps are served."""
    for path in [*(f"/{name}" for name in screens.STAFF), "/sign-in", "/set-up?code=x", "/verify", "/record/?id=x"]:
        reply = phone.get(path)
        assert (reply.status, reply["location"], reply.body) == (303, "/", b""), path
        assert reply["cache-control"] == "no-store"
    for path, fields in (("/sign-in", {"name": "admin", "password": PASSWORD}), ("/handover/tablet", {"record": "x"})):
        assert (phone.post(path, **fields)["location"], phone.cookies.get("staff")) == ("/", None), path
    for step in walkthrough.steps(product.service.packs.current()):
        assert phone.get("/" if step.kind == "welcome" else f"/{step.name}").status == 200


def test_another_tab_is_the_same_visit(phone: Browser, product: Product) -> None:
    """No other code opens beside it, and no other record's file."""
    other = product.service.journey.record(begin(product)[0]).id
    assert phone.get("/join").status == 200 and b"<input" not in phone.get("/join").body
    assert phone.post("/join", code="ABCDEFGH").status == 409
    assert phone.get(f"/documents/{other}.pdf").status == 404
    assert phone.get(f"/records/{other}")["location"] == "/sign-in"


def test_after_the_visit_the_device_is_nobodys(phone: Browser, product: Product) -> None:
    """Handed back, it shows the first screen, to the patient who goes back too; staff sign in at their own address."""
    visit = phone.cookies["visit"]
    assert phone.post("/visit/end")["location"] == "/"
    assert phone.get("/take-back")["location"] == "/"
    phone.cookies["visit"] = visit  # whoever kept it
    assert product.service.journey.visit_of(visit) is None
    assert phone.get("/sign-in").status == 200 and phone.get("/staff")["location"] == "/sign-in"


def test_staff_take_the_device_back_by_signing_in(phone: Browser, product: Product, desk: Browser) -> None:
    """No PIN counts where nobody handed over; a wrong password changes nothing; the right one ends the visit, by that person."""
    product.service.pins.choose(desk.cookies["staff"], PASSWORD, PIN, PIN)
    page = phone.get("/take-back")
    assert page.status == 200 and TAKE_BACK["vi"]["go_on"] in page.text and 'name="pin"' not in page.text
    phone.post("/take-back", name="admin", pin=PIN)
    assert "staff" not in phone.cookies and product.service.journey.visit_of(phone.cookies["visit"])
    assert phone.post("/take-back", name="admin", password="wrong").status == 403
    visit = phone.cookies["visit"]
    record = product.service.journey.record(str(product.service.journey.visit_of(visit)))
    assert phone.post("/take-back", name="admin", password=PASSWORD)["location"] == "/staff"
    assert phone.get("/staff").status == 200 and "visit" not in phone.cookies
    assert product.service.journey.visit_of(visit) is None
    last = product.service.staff.events(phone.cookies["staff"], record.id)[-2]
    assert (last.header.type, last.header.actor.kind) == ("VisitEnded", "account")


def test_a_code_ends_the_staffs_session_in_that_browser(product: Product, desk: Browser) -> None:
    """Whoever gets the device cannot go back to the list."""
    token = desk.cookies["staff"]
    assert desk.post("/join", code=code_for(product, desk))["location"] == "/"
    assert "staff" not in desk.cookies and product.service.staff.account(token) is None


def test_a_device_has_a_name(product: Product, desk: Browser) -> None:
    """Given by staff on the device itself; a visit that comes by a code, and goes, leaves it."""
    assert Browser(APP).post("/device", place="Phòng 3").status == 403
    assert desk.post("/device", place="Phòng 3", origin="https://evil.example").status == 403
    assert "place" not in desk.cookies
    assert desk.post("/device", place=" Phòng\n 3 ")["location"] == "/pin"
    assert desk.cookies["place"] == "Ph%C3%B2ng%203"
    desk.post("/join", code=code_for(product, desk))
    desk.post("/visit/end")
    assert desk.cookies["place"] == "Ph%C3%B2ng%203"
    desk.post("/sign-in", name="admin", password=PASSWORD)
    assert desk.post("/device", place="")["location"] == "/pin" and "place" not in desk.cookies


def test_a_tablet_that_began_on_the_first_screen_holds_its_visit_too(product: Product) -> None:
    """Walk-in: the same rule."""
    browser = Browser(APP)
    _, ticket = begin(product)
    assert browser.post("/visit", ticket=ticket).status == 204
    assert browser.get("/staff")["location"] == "/"
    assert patient().name not in browser.get("/sign-in").text
