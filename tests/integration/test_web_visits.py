"""The visit over HTTP: the cookie, requests of other sites, strange forms, and the patient's document."""

from collections.abc import Callable

import pytest

from informed.bootstrap import Product
from informed.content import Language
from informed.sample import make_sample
from tests.factories import tap
from tests.integration.asgi import Browser, Reply
from tests.integration.web import APP, begin, cookies, signed_in


@pytest.mark.parametrize("scheme", ["http", "https"])
def test_a_ticket_becomes_a_cookie_that_no_script_reads(product: Product, scheme: str) -> None:
    """HttpOnly, SameSite=strict, for the session; Secure under TLS; nothing in the body."""
    visit, ticket = begin(product)
    reply = Browser(APP, scheme).post("/visit", ticket=ticket)
    cookie = cookies(reply)["visit"]

    assert (reply.status, reply.body) == (204, b"")
    assert (cookie["httponly"], cookie["samesite"], cookie["path"]) == (True, "strict", "/")
    assert bool(cookie["secure"]) == (scheme == "https")
    assert cookie["max-age"] == cookie["expires"] == cookie["domain"] == ""
    assert product.service.journey.visit_of(cookie.value) == visit
    assert ticket not in reply["set-cookie"]


def test_a_used_or_made_up_ticket_is_refused(browser: Browser, product: Product) -> None:
    """403 and no cookie."""
    _, ticket = begin(product)
    browser.post("/visit", ticket=ticket)
    for again in (ticket, "made up", ""):
        reply = Browser(APP).post("/visit", ticket=again)
        assert (reply.status, reply["set-cookie"]) == (403, "")


FOREIGN: list[dict[str, str]] = [
    {},
    {"origin": "https://evil.example"},
    {"origin": "http://tablet.example.evil.example"},
    {"origin": "http://tablet.example:81"},
    {"origin": "https://tablet.example"},
    {"origin": "null"},
    {"origin": ""},
    {"sec-fetch-site": "cross-site", "origin": "http://tablet.example"},
    {"sec-fetch-site": "same-site"},
    {"sec-fetch-site": "none"},
]


@pytest.mark.parametrize("headers", FOREIGN, ids=str)
def test_a_request_of_another_site_changes_nothing(product: Product, headers: dict[str, str]) -> None:
    """Missing, foreign, other port, other scheme, `null`: no visit starts or ends, nobody signs in or out."""
    _, ticket = begin(product)
    own = Browser(APP)
    own.post("/visit", ticket=begin(product)[1])
    staff = signed_in(product)
    form = {"content-type": "application/x-www-form-urlencoded", **headers}

    def sends(browser: Browser, path: str, body: str = "") -> Reply:
        return browser.post_as(path, form | {"content-length": str(len(body))}, body.encode())

    assert sends(Browser(APP), "/visit", f"ticket={ticket}").status == 403
    assert sends(Browser(APP), "/sign-in", "name=admin&password=x").status == 403
    held, token = own.cookies["visit"], staff.cookies["staff"]
    for left in (sends(own, "/visit/end"), sends(staff, "/sign-out")):
        assert (left.status, left["set-cookie"], left["location"], left["cache-control"]) == (403, "", "", "no-store")
    assert product.service.journey.visit_of(held) is not None
    assert product.service.staff.account(token) is not None
    assert product.service.journey.redeem(ticket) is not None  # still unused


def test_a_browser_that_tells_the_site_may_leave_the_origin_out(product: Product) -> None:
    """`Sec-Fetch-Site: same-origin` is as good."""
    body = f"ticket={begin(product)[1]}".encode()
    headers = {"content-type": "application/x-www-form-urlencoded", "content-length": str(len(body))}

    assert Browser(APP).post_as("/visit", headers | {"sec-fetch-site": "same-origin"}, body).status == 204


def test_behind_a_proxy_the_public_origin_counts(settings: Callable[..., Product]) -> None:
    """And then only that one."""
    product = settings(public_origins="https://clinic.example")

    assert Browser(APP).post("/visit", origin="https://clinic.example", ticket=begin(product)[1]).status == 204
    assert Browser(APP).post("/visit", ticket=begin(product)[1]).status == 403


def test_handing_back_leaves_nothing_on_the_tablet(browser: Browser, product: Product) -> None:
    """The visit ends, the cookie goes, the browser drops what it kept; a second press does the same."""
    _, ticket = begin(product)
    browser.post("/visit", ticket=ticket)
    held = browser.cookies["visit"]
    for _ in range(2):
        reply = browser.post("/visit/end")
        assert (reply.status, reply["location"]) == (303, "/")
        assert reply["clear-site-data"] == '"cache", "storage"'
        assert "visit" not in browser.cookies
    assert product.service.journey.visit_of(held) is None


@pytest.mark.parametrize("body", [b"ticket=" + b"x" * 20_000, b"", b"ticket", b"\xff\xfe=\x00", b"ticket=%zz&ticket=b"])
def test_a_strange_form_is_refused(browser: Browser, body: bytes) -> None:
    """Too large, empty, not text: 403, and the server stands."""
    assert browser.post("/visit", body=body).status == 403
    assert browser.post("/sign-in", body=body).status == 403
    assert browser.get("/healthz").status == 200


def test_a_form_that_hides_its_length_is_refused(browser: Browser) -> None:
    """Neither chunked nor with a made-up length."""
    for length in ({}, {"content-length": "-1"}, {"content-length": "ten"}, {"content-length": "99999999"}):
        headers = {"origin": "http://tablet.example", "content-type": "application/x-www-form-urlencoded", **length}
        assert browser.post_as("/visit", headers, b"ticket=x").status == 403


@pytest.mark.parametrize("path", ["/visit", "/visit/end", "/sign-out"])
def test_what_changes_something_is_not_fetched(browser: Browser, path: str) -> None:
    """A link or an image cannot do it."""
    assert browser.get(path).status == 405


# --- documents


def test_a_document_is_for_staff_and_is_not_kept(product: Product) -> None:
    """The PDF, inline, under the short id, never cached; the name of the patient is in no header."""
    record, _ = make_sample(product.service, Language.ENGLISH, "Đỗ Canary Ánh")
    reply = signed_in(product).get(f"/documents/{record.id}.pdf")

    assert (reply.status, reply["content-type"], reply["cache-control"]) == (200, "application/pdf", "no-store")
    assert reply["content-disposition"] == f'inline; filename="{record.short_id}.pdf"'
    assert reply.body.startswith(b"%PDF-")
    assert "Canary" not in str(reply.headers)


def test_a_document_is_404_for_everybody_else(product: Product) -> None:
    """Without a cookie, with a made-up one, with another patient's; and for a record that does not exist. All alike."""
    record, _ = make_sample(product.service, Language.ENGLISH, "Đỗ Ánh")
    other = Browser(APP)
    visit, ticket = begin(product)
    other.post("/visit", ticket=ticket)
    own = product.service.journey.decline(visit, tap())
    assert other.get(f"/documents/{own.id}.pdf").status == 200
    guess, stranger = Browser(APP), Browser(APP)
    guess.cookies = {"staff": "made up", "visit": "made up"}

    for browser in (stranger, other, guess):
        reply = browser.get(f"/documents/{record.id}.pdf")
        assert (reply.status, reply.body, reply["cache-control"]) == (404, b"Not found", "no-store")
    assert signed_in(product).get("/documents/nosuchrecord.pdf").status == 404


@pytest.mark.parametrize(("shared", "status"), [("no", 200), ("yes", 404)])
def test_a_patients_copy_only_on_a_tablet_of_their_own(
    settings: Callable[..., Product], shared: str, status: int
) -> None:
    """On a shared tablet nothing is downloaded, not even by its address."""
    product = settings(shared_tablet=shared)
    visit, ticket = begin(product)
    browser = Browser(APP)
    browser.post("/visit", ticket=ticket)
    record = product.service.journey.decline(visit, tap())

    assert browser.get(f"/documents/{record.id}.pdf").status == status
    browser.post("/visit/end")
    assert browser.get(f"/documents/{record.id}.pdf").status == 404


def test_a_session_that_ended_does_not_stand_in_the_patients_way(settings: Callable[..., Product]) -> None:
    """A member of staff once signed in on this device; the patient's copy is the patient's all the same."""
    product = settings(shared_tablet="no")
    browser = signed_in(product)
    product.service.staff.sign_out(browser.cookies["staff"])
    visit, ticket = begin(product)
    browser.post("/visit", ticket=ticket)
    record = product.service.journey.decline(visit, tap())

    assert browser.get(f"/documents/{record.id}.pdf").status == 200


def test_an_open_record_has_no_document_yet(product: Product) -> None:
    """Neither for staff nor for the patient."""
    visit, ticket = begin(product)
    browser = Browser(APP)
    browser.post("/visit", ticket=ticket)
    id = product.service.journey.record(visit).id

    assert browser.get(f"/documents/{id}.pdf").status == 404
    assert signed_in(product).get(f"/documents/{id}.pdf").status == 404
