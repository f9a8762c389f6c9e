"""Handing over on the web: a locked browser gets its visit and nothing else; codes; PINs; and who may post what."""

from html import escape

import pytest

from informed import walkthrough
from informed.bootstrap import Product
from informed.content import Language
from informed.errors import LedgerError
from informed.service.accounts import SHELL
from informed.service.pins import TRIES
from informed.ui.words import WORDS
from informed.web import screens
from informed.web.handover_words import JOIN, TAKE_BACK
from tests.factories import PASSWORD, patient
from tests.integration.asgi import Browser, Reply
from tests.integration.web import APP, begin, signed_in

PIN = "408162"


@pytest.fixture
def tablet(product: Product) -> Browser:
    """A browser that the administrator handed over with a fresh record."""
    browser = signed_in(product)
    product.service.pins.choose(browser.cookies["staff"], PASSWORD, PIN, PIN)
    hands_over(product, browser)
    return browser


def hands_over(product: Product, browser: Browser) -> Reply:
    visit, _ = begin(product)
    return browser.post("/handover/tablet", record=product.service.journey.record(visit).id)


def code_for(product: Product, browser: Browser) -> str:
    """A code for a fresh record."""
    record = product.service.journey.record(begin(product)[0])
    return product.service.hand_over.make_code(browser.cookies["staff"], record.id).text


def test_handing_over_changes_the_cookies(product: Product) -> None:
    """The staff's goes; the visit's and the lock's come, which no script reads; the browser drops what it kept."""
    browser = signed_in(product)
    token = browser.cookies["staff"]
    product.service.pins.choose(token, PASSWORD, PIN, PIN)
    reply = hands_over(product, browser)

    assert (reply.status, reply["location"], reply["clear-site-data"]) == (303, "/", '"cache", "storage"')
    assert set(browser.cookies) == {"visit", "tablet", "staff-language"}
    set_ = [value for key, value in reply.headers if key == "set-cookie" and value.startswith(("visit", "tablet"))]
    assert len(set_) == 2 and all("HttpOnly" in line and "SameSite=strict" in line for line in set_)
    assert product.service.staff.account(token) is None
    assert browser.get("/").status == 200


def test_what_cannot_be_handed_over_leads_back_to_its_page(product: Product) -> None:
    """Without a PIN, a finished record, none, no session: nothing changed; only our own pages may post it."""
    browser = signed_in(product)
    record = product.service.journey.record(begin(product)[0]).id
    for wanted, to in (
        (record, f"/handover?id={record}"),
        ("x" * 26, f"/handover?id={'x' * 26}"),
        ("/\r\nx", "/staff"),
    ):
        reply = browser.post("/handover/tablet", record=wanted)
        assert (reply.status, reply["location"]) == (303, to)
    assert browser.post("/handover/tablet", record=record, origin="https://evil.example").status == 403
    assert browser.get("/handover/tablet").status == 405
    assert "tablet" not in browser.cookies and browser.get("/staff").status == 200
    assert Browser(APP).post("/handover/tablet", record=record)["location"] == f"/handover?id={record}"


def test_every_address_shows_the_visit_alone(tablet: Browser, product: Product) -> None:
    """Whatever is typed or linked to: the staff's screens, signing in, another's code; the visit's own steps are served."""
    elsewhere = [f"/{name}" for name in screens.STAFF] + [
        "/sign-in",
        "/set-up?code=x",
        "/join",
        "/staff?x=1",
        "/record/",
    ]
    for path in elsewhere:
        reply = tablet.get(path)
        assert (reply.status, reply["location"], reply.body) == (303, "/", b""), path
        assert reply["cache-control"] == "no-store"
    for step in walkthrough.steps(product.service.packs.current()):
        assert tablet.get("/" if step.kind == "welcome" else f"/{step.name}").status == 200
    for path, fields in (
        ("/sign-in", {"name": "admin", "password": PASSWORD}),
        ("/join", {"code": "ABCDEFGH"}),
        ("/sign-out", {}),
        ("/set-up", {"code": "x"}),
        ("/handover/tablet", {"record": "x"}),
    ):
        assert (tablet.post(path, **fields).status, tablet.cookies.get("staff")) == (303, None), path


def test_no_other_visit_starts_in_it(tablet: Browser, product: Product) -> None:
    """A tab that stood on the first screen before the hand-over: its ticket is refused, and still unused."""
    _, ticket = begin(product)
    before = tablet.cookies["visit"]
    assert tablet.post("/visit", ticket=ticket).status == 403
    assert tablet.cookies["visit"] == before
    assert product.service.journey.redeem(ticket)


def test_a_locked_browser_without_its_visit_waits_for_staff(tablet: Browser, product: Product) -> None:
    """Handed back, or with a cookie taken out or put in: every address leads to the page that asks for the PIN."""
    _, ticket = begin(product)
    other = product.service.journey.redeem(ticket)
    tablet.cookies["visit"] = str(other)
    assert tablet.get("/about")["location"] == "/take-back"
    tablet.cookies.pop("visit")
    for path in ("/", "/about", "/sign", "/staff", "/sign-in", "/join", "/handover?id=x"):
        assert (tablet.get(path).status, tablet.get(path)["location"]) == (303, "/take-back"), path


def test_handing_back_leads_to_the_pin_and_the_pin_to_the_list(tablet: Browser, product: Product) -> None:
    """A wrong PIN says how many are left, in the staff's language; the right one wakes the session; Back finds no visit."""
    tablet.cookies["language"] = "en"  # the patient's choice
    reply = tablet.post("/visit/end")
    assert (reply.status, reply["location"]) == (303, "/take-back")
    page = tablet.get("/take-back")
    assert TAKE_BACK["en"]["title"] in page.text and TAKE_BACK["vi"]["for_staff"] in page.text
    assert patient().name not in page.text and "no-store" in page["cache-control"]

    wrong = tablet.post("/take-back", pin="000000")
    assert wrong.status == 403 and TAKE_BACK["vi"]["wrong_pin"].format(left=TRIES - 1) in wrong.text
    assert "000000" not in wrong.text
    right = tablet.post("/take-back", pin=PIN)
    assert (right.status, right["location"], tablet.cookies) == (
        303,
        "/staff",
        {"staff": tablet.cookies["staff"], "language": "vi"},
    )
    assert product.service.staff.account(tablet.cookies["staff"]).name == "admin"
    assert tablet.get("/staff").status == 200
    assert tablet.get("/take-back")["location"] == "/" and tablet.post("/take-back", pin=PIN)["location"] == "/"


def test_taking_back_in_the_middle_ends_the_visit(tablet: Browser, product: Product) -> None:
    """The page offers the way back to the visit first; the answers are kept, and the record can be handed over again."""
    held = tablet.cookies["visit"]
    page = tablet.get("/take-back").text
    assert TAKE_BACK["vi"]["title_on"] in page and 'href="/"' in page
    assert tablet.post("/take-back", pin=PIN, origin="https://evil.example").status == 403
    tablet.post("/take-back", pin=PIN)
    assert product.service.journey.visit_of(held) is None


def test_after_five_wrong_pins_a_full_sign_in(tablet: Browser, product: Product) -> None:
    """No field for a PIN is left; a wrong password is refused in the same place; the right one unlocks and signs in."""
    for _ in range(TRIES):
        last = tablet.post("/take-back", pin="000111")
    assert TAKE_BACK["vi"]["spent"] in last.text and 'name="pin"' not in last.text and "<details open>" in last.text
    assert TAKE_BACK["vi"]["spent"] in tablet.post("/take-back", pin=PIN).text
    wrong = tablet.post("/take-back", name="admin", password="wrong")
    assert wrong.status == 403 and TAKE_BACK["vi"]["wrong"] in wrong.text and "staff" not in tablet.cookies
    # Nothing on the page fills in a password that a member of staff once let this browser keep.
    assert 'autocomplete="new-password"' in wrong.text and "current-password" not in wrong.text
    assert tablet.post("/take-back", name="admin", password=PASSWORD)["location"] == "/staff"
    assert tablet.get("/staff").status == 200 and "tablet" not in tablet.cookies


def test_a_colleague_without_the_session_signs_in_next(tablet: Browser, product: Product) -> None:
    """By name and PIN of their own the tablet is free, and asks to sign in."""
    service = product.service
    service.accounts.set_up(service.accounts.add(SHELL, "lan", "front_desk"), PASSWORD, PASSWORD)
    token = service.staff.sign_in("lan", PASSWORD, "192.0.2.9")
    service.pins.choose(token, PASSWORD, "951357", "951357")
    assert tablet.post("/take-back", pin="951357", name="lan")["location"] == "/staff"
    assert "staff" not in tablet.cookies and "tablet" not in tablet.cookies
    assert tablet.get("/staff")["location"] == "/sign-in"


def test_a_code_opens_the_visit_in_another_browser(product: Product) -> None:
    """Typed in groups and small letters; the cookie is the visit's; used again it is as wrong as a guess, word for word."""
    staff, phone = signed_in(product), Browser(APP)
    code = code_for(product, staff)
    reply = phone.post("/join", code=f"{code[:4]}-{code[4:]}".lower())
    assert (reply.status, reply["location"], set(phone.cookies)) == (303, "/", {"visit"})
    assert product.service.journey.visit_of(phone.cookies["visit"]) is not None

    again, guess = Browser(APP).post("/join", code=code), Browser(APP).post("/join", code="ABCDEFGH")
    assert (again.status, guess.status) == (403, 403)
    assert again.text.replace(code, "ABCDEFGH") == guess.text
    assert JOIN["vi"]["wrong"] in guess.text


def test_the_page_that_takes_it_back_speaks_both_languages(tablet: Browser, product: Product) -> None:
    """To the patient; staff read theirs. Before and after the visit, with what it shows; the lock stays, nothing is said of who."""
    for shown in ("title_on", "title"):
        for chosen, other in (("en", "vi"), ("vi", "en")):
            reply = tablet.get(f"/take-back?lang={chosen}")
            assert (reply.status, reply["location"], reply["cache-control"]) == (303, "/take-back", "no-store")
            page = tablet.get("/take-back").text
            assert f"<h1>{TAKE_BACK[chosen][shown]}</h1>" in page and TAKE_BACK["vi"]["for_staff"] in page
            assert f'href="/take-back?lang={other}"' in page and patient().name not in page
        tablet.post("/visit/end")
    assert f'href="/take-back?lang={other}"' in tablet.post("/take-back", pin="000000").text
    assert product.service.hand_over.lock(tablet.cookies["tablet"]) is not None


def test_that_page_is_no_others(browser: Browser) -> None:
    """A browser without a visit or a lock is sent away, and keeps no language from it."""
    assert browser.get("/take-back?lang=en")["location"] == "/" and browser.cookies == {}


def test_a_device_that_holds_a_visit_is_told_what_to_do(product: Product) -> None:
    """Before and after the code was entered: go on with it, or end it; the code is not used up."""
    staff, phone = signed_in(product), Browser(APP)
    phone.post("/visit", ticket=begin(product)[1])
    code = code_for(product, staff)
    for reply, status in ((phone.get("/join"), 200), (phone.post("/join", code=code), 409)):
        assert reply.status == status and JOIN["vi"]["held_title"] in reply.text
        assert 'action="/visit/end"' in reply.text and 'href="/join?lang=en"' in reply.text
    assert phone.get("/join?lang=en")["location"] == "/join"
    assert JOIN["en"]["held_title"] in phone.get("/join").text and "<input" not in phone.get("/join").text
    assert phone.post("/visit/end")["location"] == "/"
    assert phone.post("/join", code=code)["location"] == "/"


def test_guessing_codes_is_slowed_down(product: Product) -> None:
    """429 with the seconds, in words."""
    phone = Browser(APP)
    for _ in range(10):
        assert phone.post("/join", code="ABCDEFGH").status == 403
    reply = phone.post("/join", code="ABCDEFGH")
    assert reply.status == 429 and JOIN["vi"]["wait"].split("{")[0] in reply.text
    assert Browser(APP).post("/join", code="x", origin="https://evil.example").status == 403


@pytest.mark.parametrize("typed", ['"><script>alert(1)</script>', "ABCD" * 4000, "\x00\ufffd"])
def test_a_strange_code_is_only_wrong(product: Product, typed: str) -> None:
    """It comes back as text, or not at all."""
    reply = Browser(APP).post("/join", code=typed)
    assert reply.status == 403 and "<script>" not in reply.text


def test_the_page_for_a_code_speaks_both_languages(browser: Browser) -> None:
    """And reads what was scanned by a script of our own, from behind the #."""
    assert browser.get("/join?lang=en")["location"] == "/join"
    page = browser.get("/join").text
    assert escape(JOIN["en"]["title"]) in page and '<script src="/assets/join.js" defer>' in page
    assert browser.get("/assets/join.js").status == 200


def test_both_languages_say_the_same_things() -> None:
    """No word is missing in one."""
    for catalogue in (TAKE_BACK, JOIN):
        assert set(catalogue["vi"]) == set(catalogue["en"])
    assert all(WORDS[key][language] for key in ("handover_title", "pin_title") for language in Language)


def test_a_ledger_that_fails_is_told_in_one_sentence(
    tablet: Browser, product: Product, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A locked browser is never let through because its lock could not be read."""

    def broken(*_: object) -> None:
        raise LedgerError("no disk")

    monkeypatch.setattr(product.service.hand_over, "lock", broken)
    for path in ("/", "/staff", "/sign-in"):
        assert tablet.get(path).status == 503
