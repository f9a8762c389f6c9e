"""What a person sees in place of a page that cannot be had, in their language; what a script gets is the bare text."""

import re
from collections.abc import Callable
from datetime import UTC, datetime
from html import escape

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse
from starlette.routing import Route
from starlette.types import Receive, Scope, Send

from informed.bootstrap import Product
from informed.web.hosting import EXCEPTION_HANDLERS, MIDDLEWARE
from informed.web.refused import AGAIN
from informed.web.refused_words import REFUSED
from informed.web.routes import ROUTES
from tests.factories import PASSWORD, tap
from tests.fakes import FakeClock
from tests.integration.asgi import Browser, Reply, strange_scripts
from tests.integration.test_web_pause import BORN
from tests.integration.web import APP, begin, signed_in

#: What browsers ask for when a person opens an address.
ACCEPT = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
FORMS = ("/visit", "/visit/end", "/visit/here", "/visit/lock", "/visit/unlock", "/visit/call")
CANARY = "Đỗ Canary Ánh"


async def _fails(request: Request) -> Response:
    raise ValueError(CANARY)


async def _breaks_off(request: Request) -> Response:
    async def parts() -> object:
        yield b"some"
        raise ValueError(CANARY)

    return StreamingResponse(parts())  # type: ignore[arg-type]


BROKEN = Starlette(
    routes=[*ROUTES, Route("/_stcore/begun", _breaks_off), Route("/{anything:path}", _fails)],
    middleware=MIDDLEWARE,
    exception_handlers=EXCEPTION_HANDLERS,
)


async def broken(scope: Scope, receive: Receive, send: Send) -> None:
    """As a server does it: the exception comes out, is logged, and the next request is answered."""
    with pytest.raises(ValueError, match=CANARY):
        await BROKEN(scope, receive, send)


def is_page(reply: Reply, key: str, status: int, language: str = "vi", to: str = "/") -> bool:
    """Whether this is our page with that heading: one sentence, one way on, as safe as every other page."""
    words = REFUSED[language]
    text = reply.text.partition("</details>")[2]  # after the switches
    do = words[f"{key}_staff" if to == "/staff" else f"{key}_do"]
    assert (reply.status, reply["content-type"]) == (status, "text/html; charset=utf-8")
    assert f'<html lang="{language}"' in reply.text and f"<h1>{words[key]}</h1>" in text
    assert escape(do.format(seconds=AGAIN), quote=False) in text
    assert re.findall(r'<a [^>]*href="([^"]*)"', text) == [to]
    assert reply["cache-control"] == "no-store" and "default-src 'none'" in reply["content-security-policy"]
    assert strange_scripts(reply.text) == [] and CANARY not in str(reply)
    return True


@pytest.fixture
def tablet(product: Product) -> Browser:
    """A browser that holds a visit."""
    browser = Browser(APP)
    assert browser.post("/visit", ticket=begin(product)[1]).status == 204
    return browser


# --- addresses of forms


@pytest.mark.parametrize("path", FORMS)
def test_the_address_of_a_form_leads_to_where_the_browser_is(tablet: Browser, path: str) -> None:
    """Opened by a reload or by Back: to the visit, to the page of one that rests, to the first screen without one."""
    for browser in (tablet, Browser(APP)):
        reply = browser.get(path, accept=ACCEPT)
        assert (reply.status, reply["location"], reply["cache-control"]) == (303, "/", "no-store")
    tablet.post("/visit/lock")
    tablet.post("/visit/unlock", **BORN | {"day": "5"})
    assert (tablet.get(path, accept=ACCEPT).status, tablet.get(path, accept=ACCEPT)["location"]) == (303, "/paused")
    assert (tablet.get(path).status, tablet.get(path).body) == (405, b"Method not allowed")
    assert tablet.get("/paused").status == 200  # nothing was done


@pytest.mark.parametrize("path", FORMS)
def test_on_a_tablet_of_the_clinic_too(product: Product, path: str) -> None:
    """Handed over, and handed back: in the end to the page that asks for a member of staff."""
    browser = signed_in(product)
    product.service.pins.choose(browser.cookies["staff"], PASSWORD, "408162", "408162")
    browser.post("/handover/tablet", record=product.service.journey.record(begin(product)[0]).id)
    assert browser.get(path, accept=ACCEPT)["location"] == "/"
    browser.post("/visit/end")
    to = browser.get(path, accept=ACCEPT)["location"]
    assert (to if to == "/take-back" else browser.get(to)["location"]) == "/take-back"


def test_without_a_ledger_that_is_a_page_too(tablet: Browser, product: Product) -> None:
    """Whether the visit rests cannot be said then."""
    with product.service._ledger.writing() as work:
        work._connection.exec_driver_sql("drop table visit")
    tablet.cookies = {}
    assert is_page(tablet.get("/visit/call", accept=ACCEPT), "waiting", 503)


# --- what is not there


@pytest.mark.parametrize("path", ["/nowhere", "/documents/x.pdf", "/audio/0.mp3", "/assets/no.css", "/oidc/start"])
@pytest.mark.parametrize("language", ["vi", "en"])
def test_what_does_not_exist_is_a_page_for_a_person(browser: Browser, path: str, language: str) -> None:
    """In the language of the cookie; of a file, a recording and a document alike."""
    browser.cookies["language"] = language
    assert is_page(browser.get(path, accept=ACCEPT), "missing", 404, language)
    plain = browser.get(path, accept="*/*")
    assert (plain.status, plain.body.lower()) == (404, b"not found")
    assert "text/plain" in plain["content-type"]


def test_a_document_of_another_looks_like_none(product: Product, tablet: Browser) -> None:
    """Letter for letter."""
    other = product.service.journey.record(begin(product)[0]).id
    pages = {tablet.get(f"/documents/{id}.pdf", accept=ACCEPT).body for id in (other, "nosuchrecord")}
    assert len(pages) == 1


def test_staff_are_led_to_their_list(product: Product) -> None:
    """And the address of a form of theirs, which cannot be looked at, says so."""
    staff = signed_in(product)
    assert is_page(staff.get("/documents/x.pdf", accept=ACCEPT), "missing", 404, to="/staff")
    assert is_page(staff.get("/sign-out", accept=ACCEPT), "missing", 405, to="/staff")
    assert (staff.get("/sign-out").status, staff.get("/sign-out").body) == (405, b"Method not allowed")


# --- what fails


def test_a_ledger_that_fails_is_a_page_that_asks_again(product: Product) -> None:
    """Without the clinic's name, which the ledger cannot say; what was posted is not posted again, and nothing says that it was
    done: a tablet that was handed back to nobody must not come back by itself.
    """
    browser = Browser(APP)
    browser.cookies["language"] = "en"
    with product.service._ledger.writing() as work:
        work._connection.exec_driver_sql("drop table visit")
        work._connection.exec_driver_sql("drop table event")
    headers = {"origin": "http://tablet.example", "content-type": "application/x-www-form-urlencoded"}
    posted = browser.post_as("/visit", headers | {"accept": ACCEPT, "content-length": "8"}, b"ticket=x")
    assert is_page(posted, "undone", 503, "en") and posted["refresh"] == ""
    browser.cookies["visit"] = "x"
    asked = browser.get("/benefits", accept=ACCEPT)
    assert is_page(asked, "waiting", 503, "en") and asked["refresh"] == str(AGAIN)
    bare = browser.get("/benefits")
    assert bare["refresh"] == "" and bare.text.endswith("Could not be saved. Please call a member of staff.")


def test_a_document_that_waits_for_its_seal_is_asked_for_again(settings: Callable[..., Product]) -> None:
    """By a patient on a device of their own, while the clinic's certificate has run out; a script is told when."""
    product, browser = settings(shared_tablet="no"), Browser(APP)
    product.service.documents._clock = FakeClock(datetime(2100, 1, 1, tzinfo=UTC))
    visit, ticket = begin(product)
    browser.post("/visit", ticket=ticket)
    record = product.service.journey.decline(visit, tap())
    page = browser.get(f"/documents/{record.id}.pdf", accept=ACCEPT)
    assert is_page(page, "sealing", 503) and page["refresh"] == str(AGAIN)
    for name, value in signed_in(product).cookies.items():
        browser.cookies[name] = value
    page = browser.get(f"/documents/{record.id}.pdf", accept=ACCEPT)  # its own asking would keep the session alive
    assert is_page(page, "sealing", 503, to="/staff") and page["refresh"] == ""
    bare = browser.get(f"/documents/{record.id}.pdf")
    assert (bare.status, bare["retry-after"], bare["refresh"]) == (503, str(AGAIN), "")


@pytest.mark.parametrize("language", ["vi", "en"])
def test_what_nobody_foresaw_is_a_page(product: Product, language: str) -> None:
    """500 without a word of what happened, to a script as bare as Starlette's; the exception goes on to the server's log."""
    browser = Browser(broken)
    browser.cookies["language"] = language
    assert is_page(browser.get("/_stcore/x", accept=ACCEPT), "broken", 500, language)
    bare = browser.get("/_stcore/x")
    assert (bare.status, bare.body) == (500, b"Internal Server Error")
    assert bare["x-frame-options"] == "DENY"


def test_an_answer_that_had_begun_is_only_broken_off(product: Product) -> None:
    """No second answer is sent into it."""
    reply = Browser(broken).get("/_stcore/begun", accept=ACCEPT)
    assert (reply.status, reply.body) == (200, b"some")


def test_both_languages_say_the_same_things() -> None:
    """No word is missing in one, and whoever waits is told that nothing is lost."""
    assert set(REFUSED["vi"]) == set(REFUSED["en"])
    assert all("Câu trả lời đã lưu vẫn còn" in REFUSED["vi"][f"{key}_do"] for key in ("waiting", "broken"))
