"""The routes of a paused visit: what its browser gets, and the forms that lock it and go on with it."""

import re

import pytest

from informed import events as e
from informed.bootstrap import Product
from informed.content import Language
from informed.service.pins import TRIES
from tests.factories import PASSWORD, first_administrator, patient, tap
from tests.integration.asgi import Browser
from tests.integration.web import APP, LEAKED, begin, signed_in

BORN = {"day": "4", "month": "5", "year": "1980"}
ROUTES = ("/visit/here", "/visit/lock", "/visit/unlock", "/visit/call")


@pytest.fixture
def tablet(product: Product) -> Browser:
    """A browser that holds a visit."""
    browser = Browser(APP)
    assert browser.post("/visit", ticket=begin(product)[1]).status == 204
    return browser


def happened(product: Product, browser: Browser) -> list[e.Exact]:
    """The events about pauses in the record of this browser's visit."""
    service = product.service
    visit = service.journey.visit_of(browser.cookies["visit"])
    with service.pauses._records.reading() as work:
        record = work.visit(id=visit).record
        found = [event.payload for event in work.events(record)]
    return [payload for payload in found if isinstance(payload, e.VisitPaused | e.VisitResumed | e.BirthDateRefused)]


def marked(page: str) -> list[str]:
    """The fields that say of themselves that the page's summary is about them, with the ids that lead to them."""
    fields = re.findall(
        r'<input name="(\w+)"[^>]* id="(\w+)"[^>]* aria-invalid="true" aria-describedby="summary">', page
    )
    assert len(fields) == page.count("aria-invalid") and all(name == id for name, id in fields)
    return [name for name, _ in fields]


def languages(product: Product, browser: Browser) -> list[Language]:
    """Those that were chosen in this browser's visit, and the one that its record has now."""
    visit = product.service.journey.visit_of(browser.cookies["visit"])
    record = product.service.journey.record(str(visit))
    return [x.payload.language for x in record.events if isinstance(x.payload, e.LanguageChosen)] + [record.language]


def test_a_paused_browser_gets_the_page_and_nothing_else(product: Product, tablet: Browser) -> None:
    """Every screen leads there, the recordings are silent, the document is not found; the page says nothing of the patient."""
    assert "Streamlit" in tablet.get("/benefits").text or LEAKED in tablet.get("/benefits").text
    assert tablet.post("/visit/here").status == 204
    assert tablet.post("/visit/lock", reason="asked").status == 204
    assert tablet.post("/visit/here").status == 423
    record = product.service.journey.visit_of(tablet.cookies["visit"])
    for path in ("", "benefits", "sign", "done", "stop"):
        reply = tablet.get(f"/{path}")
        assert (reply.status, reply["location"], reply["cache-control"]) == (303, f"/paused?to={path}", "no-store")
    assert tablet.get(f"/documents/{record}.pdf").status == 404
    assert tablet.get(f"/audio/{'0' * 64}.mp3").status == 404
    page = tablet.get("/paused?to=benefits")
    assert (page.status, page["cache-control"]) == (200, "no-store")
    for said in (patient().name, "1980", "benefits</", str(record)):
        assert said not in page.text
    assert happened(product, tablet) == [e.VisitPaused(reason="asked")]


def test_the_date_of_birth_leads_back(tablet: Browser) -> None:
    """To the screen from before, with blanks and leading zeros; then the page is gone."""
    tablet.post("/visit/lock", reason="idle")
    reply = tablet.post("/visit/unlock", to="benefits", day=" 04 ", month="05", year="1980")
    assert (reply.status, reply["location"]) == (303, "/benefits")
    assert tablet.get("/paused?to=benefits")["location"] == "/benefits"
    assert tablet.post("/visit/unlock", to="benefits", **BORN)["location"] == "/benefits"


@pytest.mark.parametrize(
    "to", ["staff", "//evil.example", "https://evil.example", "paused", "../x", '"><b>', "accounts"]
)
def test_it_leads_to_a_screen_of_the_patient_only(tablet: Browser, to: str) -> None:
    """Of any other address to the first one; nothing typed into the address stands in the page."""
    tablet.post("/visit/lock")
    assert f'{to}"' not in tablet.get(f"/paused?to={to}").text
    assert tablet.post("/visit/unlock", to=to, **BORN)["location"] == "/"


@pytest.mark.parametrize(
    "typed",
    [
        {},
        {"day": "x", "month": "5", "year": "1980"},
        {"day": "31", "month": "2", "year": "1980"},
        {"day": "4", "month": "5", "year": "80"},
        {"day": "4" * 300, "month": "5", "year": "1980"},
        {"day": "<b>", "month": "5", "year": "1980"},
    ],
)
def test_what_is_no_date_is_no_try(product: Product, tablet: Browser, typed: dict[str, str]) -> None:
    """It is said, what was typed stays in the fields, escaped; and no try is used up."""
    tablet.post("/visit/lock")
    reply = tablet.post("/visit/unlock", to="", **typed)
    assert reply.status == 403 and 'role="alert"' in reply.text and "<b>" not in reply.text
    assert happened(product, tablet) == [e.VisitPaused(reason="asked")]


@pytest.mark.parametrize("typed", [{}, BORN | {"day": "5"}], ids=["no date", "wrong date"])
def test_what_is_wrong_leads_to_the_date(tablet: Browser, typed: dict[str, str]) -> None:
    """To its first field; all three say that they are wrong and why. Before, none does."""
    tablet.post("/visit/lock")
    assert marked(tablet.get("/paused").text) == []
    page = tablet.post("/visit/unlock", to="", **typed).text
    assert re.search(r'<p class="summary" id="summary" role="alert"[^>]*><a href="#day">', page)
    assert marked(page) == ["day", "month", "year"]


def test_a_wrong_pin_leads_to_its_field(product: Product, tablet: Browser) -> None:
    """To that alone; a wrong password, and a PIN that does not count any more, lead to none."""
    first_administrator(product.service)
    tablet.post("/visit/lock")
    wrong = {"name": "admin", "pin": "000000"}
    page = tablet.post("/visit/unlock", **wrong).text
    assert re.search(r'<p class="summary" id="summary" role="alert"[^>]*><a href="#pin">', page)
    assert marked(page) == ["pin"]
    password = tablet.post("/visit/unlock", name="admin", password="wrong").text
    for _ in range(TRIES):
        spent = tablet.post("/visit/unlock", **wrong).text
    for page in (password, spent):
        assert 'id="summary"' in page and "<a href=" not in page.partition("<details")[2] and marked(page) == []


def test_nobody_ends_a_visit_with_a_date(product: Product, tablet: Browser) -> None:
    """`then=end` counts only beside a PIN or a password."""
    tablet.post("/visit/lock")
    assert tablet.post("/visit/unlock", then="end", **BORN)["location"] == "/"
    assert product.service.journey.visit_of(tablet.cookies["visit"]) is not None


def test_staff_unlock_and_leave_no_session(product: Product, tablet: Browser) -> None:
    """With a password: no cookie of theirs, and no session in the ledger; a wrong one is said in one sentence."""
    first_administrator(product.service)
    tablet.post("/visit/lock")
    reply = tablet.post("/visit/unlock", name="admin", password="wrong")
    assert reply.status == 403 and 'role="alert"' in reply.text
    assert tablet.post("/visit/unlock", name="admin", password=PASSWORD, to="risks")["location"] == "/risks"
    assert set(tablet.cookies) == {"visit"}
    with product.service.pauses._records.reading() as work:
        said = [event.header.type for event in work.events(e.CLINIC)]
    assert said[-2:] == ["SignedIn", "SignedOut"]
    assert happened(product, tablet)[-1] == e.VisitResumed(by="sign_in")


def test_staff_end_a_visit_that_was_left(product: Product, tablet: Browser) -> None:
    """The browser is as after a hand-back: neither the language nor the letters and colours of who left it are there."""
    first_administrator(product.service)
    tablet.cookies |= {"language": "en", "text-size": "largest", "colours": "dark"}
    tablet.post("/visit/lock")
    reply = tablet.post("/visit/unlock", name="admin", password=PASSWORD, then="end")
    assert (reply.status, reply["location"]) == (303, "/")
    assert reply["clear-site-data"] == '"cache", "storage"'
    assert tablet.cookies == {}


@pytest.mark.parametrize("path", ROUTES)
@pytest.mark.parametrize("origin", ["https://evil.example", "null", None])
def test_no_other_site_locks_or_unlocks(product: Product, tablet: Browser, path: str, origin: str | None) -> None:
    """Nor does a request that does not say where it comes from; nothing is written."""
    tablet.post("/visit/lock")
    assert tablet.post(path, origin=origin, **BORN).status == 403
    assert happened(product, tablet) == [e.VisitPaused(reason="asked")]


@pytest.mark.parametrize("path", ROUTES)
def test_none_of_it_is_fetched(tablet: Browser, path: str) -> None:
    """A link or an image cannot do it; and where no visit is held there is nothing to do."""
    assert tablet.get(path).status == 405
    assert Browser(APP).post(path).status in (303, 404)
    assert Browser(APP).get("/paused")["location"] == "/"


def test_a_call_from_the_page(product: Product, tablet: Browser) -> None:
    """Once; then the page says so. Of an open visit it does nothing."""
    tablet.post("/visit/call")
    assert product.service.calls.waiting(signed_in(product).cookies["staff"]) == []
    tablet.post("/visit/lock")
    assert "/visit/call" in tablet.get("/paused").text
    assert tablet.post("/visit/call", to="risks")["location"] == "/paused?to=risks"
    assert "/visit/call" not in tablet.get("/paused").text


def test_the_page_in_both_languages(tablet: Browser) -> None:
    """The link keeps the screen to go back to."""
    tablet.post("/visit/lock")
    assert '<html lang="vi">' in tablet.get("/paused").text
    assert tablet.get("/paused?lang=en&to=risks")["location"] == "/paused?to=risks"
    english = tablet.get("/paused?to=risks").text
    assert '<html lang="en">' in english and 'value="risks"' in english


@pytest.mark.parametrize("by", [BORN, {"name": "admin", "password": PASSWORD}], ids=["patient", "staff"])
def test_the_visit_goes_on_in_the_language_of_the_page(product: Product, tablet: Browser, by: dict[str, str]) -> None:
    """What was chosen there is the visit's, once, whoever opens it; where nothing was chosen nothing is written."""
    first_administrator(product.service)
    for asked, now in (("", []), ("?lang=vi", ["vi"]), ("", ["vi"]), ("?lang=en", ["vi", "en"])):
        tablet.post("/visit/lock")
        tablet.get(f"/paused{asked}")
        assert tablet.post("/visit/unlock", to="benefits", **by)["location"] == "/benefits"
        assert languages(product, tablet) == [*now, now[-1] if now else "en"]


def test_a_made_up_language_stands_in_nobodys_way(product: Product, tablet: Browser) -> None:
    """Nor does one that a wrong date came with: the visit rests, and nothing is written."""
    tablet.cookies["language"] = "fr"
    tablet.post("/visit/lock")
    tablet.post("/visit/unlock", **BORN)
    tablet.post("/visit/lock")
    tablet.get("/paused?lang=vi")
    tablet.post("/visit/unlock", **BORN | {"day": "5"})
    del tablet.cookies["language"]
    tablet.post("/visit/unlock", **BORN)
    assert languages(product, tablet) == ["en"]


def test_handing_back_is_possible_while_paused(product: Product, tablet: Browser) -> None:
    """And leaves nothing, not even the patient's language."""
    visit = product.service.journey.visit_of(tablet.cookies["visit"])
    tablet.cookies["language"] = "en"
    tablet.post("/visit/lock")
    assert tablet.post("/visit/end")["location"] == "/"
    assert tablet.cookies == {}
    product.service.journey.end(str(visit))


def test_the_pages_tell_their_script_the_time(product: Product) -> None:
    """In seconds, from the first byte on."""
    assert 'src="./assets/pause.js" data-idle="300"' in Browser(APP).get("/").text
    assert tap()
