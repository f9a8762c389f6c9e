"""Hostile use of the staff's side over HTTP: forged forms, others' addresses, a changed role, a browser that changes hands."""

import re
from collections.abc import Callable

import pytest
from starlette.routing import Route

from informed.bootstrap import Product
from informed.content import Language
from informed.sample import make_sample
from informed.service.accounts import SHELL
from informed.service.throttle import FREE_TRIES
from informed.web import screens
from informed.web.routes import ROUTES
from tests.factories import PASSWORD
from tests.integration.asgi import Browser
from tests.integration.web import APP, LEAKED, begin, signed_in


def path_of(route: Route) -> str:
    """An address of this route."""
    return re.sub(r"\{[^}]*\}", "1", route.path)


#: Every route that changes something, found by looking and not from a list; and every one that shows something.
POSTS = sorted({path_of(route) for route in ROUTES if isinstance(route, Route) and "POST" in (route.methods or ())})
GETS = sorted({path_of(route) for route in ROUTES if isinstance(route, Route) and "GET" in (route.methods or ())})
#: What is shown to everybody: health, the forms to sign in, to set an account up, and to begin by a code; recordings.
FOR_ALL = ("/healthz", "/sign-in", "/set-up", "/join", "/take-back", "/oidc/start", "/oidc/callback", "/audio/1.mp3")


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
    """Each form of ours, sent by another site or by one that does not say: refused, and the session goes on; nothing is written."""
    browser = signed_in(product)
    record, _ = make_sample(product.service, Language.ENGLISH, "An")
    path = path.replace("/records/1", f"/records/{record.id}")
    before = written(product)
    reply = browser.post(path, origin=origin, ticket="x", name="admin", password=PASSWORD, again=PASSWORD, code="x")
    assert reply.status == 403 and reply["location"] == ""
    assert browser.get("/staff").status == 200
    assert written(product) == before


def written(product: Product) -> int:
    """How many events there are, of records and of the ledger itself."""
    return product.service.custody.check_ledger().events


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
    """Neither a staff page nor any record's file or form by its address, with whatever cookie the visit's value is sent."""
    record, _ = make_sample(product.service, Language.ENGLISH, "An Canary")
    _, ticket = begin(product)
    tablet = Browser(APP)
    tablet.post("/visit", ticket=ticket)
    tablet.cookies["staff"] = tablet.cookies["visit"]
    for path in (*(f"/{name}" for name in screens.STAFF), f"/record?id={record.id}", f"/events?id={record.id}"):
        reply = tablet.get(path)
        assert (reply.status, reply["location"]) == (303, "/") and LEAKED not in reply.text
    mine = [path.replace("/documents/1", f"/documents/{record.id}") for path in GETS if path not in FOR_ALL]
    for path in (path.replace("/records/1", f"/records/{record.id}") for path in mine):
        reply = tablet.get(path)
        assert reply.status in (303, 403, 404) and "Canary" not in reply.text, path
        assert reply["location"] in ("", "/", "/sign-in"), path


@pytest.mark.parametrize("role", ["front_desk"])
def test_another_records_file_is_not_for_who_may_not_read(product: Product, role: str) -> None:
    """By its address, by that of each revision, and as if it did not exist; no event says that it was opened."""
    product.service.accounts.set_up(product.service.accounts.add(SHELL, "lan", role), PASSWORD, PASSWORD)
    browser = Browser(APP)
    assert browser.post("/sign-in", name="lan", password=PASSWORD).status == 303
    record, _ = make_sample(product.service, Language.ENGLISH, "An")
    before = written(product)
    for path in (f"/documents/{record.id}.pdf", f"/documents/{record.id}/1.pdf", "/documents/nosuchrecord.pdf"):
        reply = browser.get(path)
        assert (reply.status, reply.body, reply["cache-control"]) == (404, b"Not found", "no-store")
    assert written(product) == before


def test_guessing_goes_on_to_wait_after_a_restart(settings: Callable[..., Product]) -> None:
    """Six wrong passwords, a new process, and the seventh try waits, with the right password too; so it says."""
    product = settings()
    browser = physician(product)
    browser.post("/sign-out")
    for _ in range(FREE_TRIES):
        assert browser.post("/sign-in", name="lan", password="wrong").status == 403
    settings()
    again = Browser(APP)
    reply = again.post("/sign-in", name="lan", password=PASSWORD)
    assert reply.status == 429 and "staff" not in again.cookies


@pytest.mark.parametrize("path", [*(f"/{name}" for name in screens.STAFF), "/verify", "/sign-in", "/records/1"])
def test_no_page_of_the_staffs_is_framed(product: Product, path: str) -> None:
    """By header and by policy, signed in or not."""
    for browser in (physician(product), Browser(APP)):
        reply = browser.get(path)
        assert reply["x-frame-options"] == "DENY" and "frame-ancestors 'none'" in reply["content-security-policy"]


def test_a_browser_that_a_patient_gets_is_no_longer_the_staffs(product: Product) -> None:
    """Opening a visit ends the staff's session of this browser on the server, not only its cookie."""
    browser = physician(product)
    token = browser.cookies["staff"]
    _, ticket = begin(product)
    assert browser.post("/visit", ticket=ticket).status == 204
    assert "staff" not in browser.cookies and "visit" in browser.cookies
    browser.cookies["staff"] = token
    assert browser.get("/staff")["location"] == "/"  # to the visit that it holds
    del browser.cookies["visit"]
    assert browser.get("/staff")["location"] == "/sign-in"
