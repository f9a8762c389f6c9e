"""Hostile use of the staff's side over HTTP: forged forms, others' addresses, a changed role, a browser that changes hands."""

import pytest

from informed.bootstrap import Product
from informed.content import Language
from informed.sample import make_sample
from informed.service.accounts import SHELL
from tests.factories import PASSWORD
from tests.integration.asgi import Browser
from tests.integration.web import APP, LEAKED, begin, signed_in

POSTS = ("/visit", "/visit/end", "/sign-in", "/sign-out", "/set-up", "/verify")


def physician(product: Product) -> Browser:
    """The browser of a signed-in physician, `lan`."""
    signed_in(product)
    product.service.accounts.set_up(product.service.accounts.add(SHELL, "lan", "physician"), PASSWORD, PASSWORD)
    browser = Browser(APP)
    assert browser.post("/sign-in", name="lan", password=PASSWORD).status == 303
    return browser


@pytest.mark.parametrize("path", POSTS)
@pytest.mark.parametrize("origin", ["https://evil.example", "null", None])
def test_a_forged_post_changes_nothing(product: Product, path: str, origin: str | None) -> None:
    """Each form of ours, sent by another site or by one that does not say: refused, and the session goes on."""
    browser = signed_in(product)
    reply = browser.post(path, origin=origin, ticket="x", name="admin", password=PASSWORD, again=PASSWORD, code="x")
    assert reply.status == 403 and reply["location"] == ""
    assert browser.get("/staff").status == 200


def test_a_role_that_changed_ends_the_session_at_once(product: Product) -> None:
    """The next request of the open browser is nobody's: no list, no document, no check of a file."""
    browser = physician(product)
    record, _ = make_sample(product.service, Language.ENGLISH, "An")
    assert browser.get(f"/documents/{record.id}/1.pdf").status == 200
    product.service.accounts.change_role(SHELL, "lan", "front_desk")

    assert browser.get("/staff")["location"] == "/sign-in"
    assert browser.get(f"/documents/{record.id}/1.pdf").status == 404
    assert browser.post("/verify").status == 403
    browser.post("/sign-in", name="lan", password=PASSWORD)
    assert browser.get(f"/documents/{record.id}/1.pdf").status == 404  # signed in, but without the right


def test_a_patients_cookie_opens_nothing_of_the_staffs(product: Product) -> None:
    """Neither a staff page nor any record's file by its address, with whatever cookie the visit's value is sent."""
    record, _ = make_sample(product.service, Language.ENGLISH, "An")
    _, ticket = begin(product)
    tablet = Browser(APP)
    tablet.post("/visit", ticket=ticket)
    tablet.cookies["staff"] = tablet.cookies["visit"]
    for path in ("/staff", f"/record?id={record.id}", "/verify", "/events", "/accounts"):
        reply = tablet.get(path)
        assert (reply.status, reply["location"]) == (303, "/sign-in") and LEAKED not in reply.text
    for path in (f"/documents/{record.id}.pdf", f"/documents/{record.id}/1.pdf"):
        assert tablet.get(path).status == 404


def test_a_browser_that_a_patient_gets_is_no_longer_the_staffs(product: Product) -> None:
    """Opening a visit ends the staff's session of this browser on the server, not only its cookie."""
    browser = physician(product)
    token = browser.cookies["staff"]
    _, ticket = begin(product)
    assert browser.post("/visit", ticket=ticket).status == 204
    assert "staff" not in browser.cookies and "visit" in browser.cookies
    browser.cookies["staff"] = token
    assert browser.get("/staff")["location"] == "/sign-in"
