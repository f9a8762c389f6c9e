"""The staff over HTTP: signing in and out."""

from collections.abc import Callable

import pytest

from informed.bootstrap import Product
from informed.content import Language
from informed.service.accounts import SHELL
from informed.service.throttle import FREE_TRIES
from informed.ui.words import WORDS
from tests.factories import PASSWORD, first_administrator
from tests.integration.asgi import Browser, strange_scripts
from tests.integration.people import OTHER
from tests.integration.web import APP, cookies


def test_the_staff_screen_asks_to_sign_in(browser: Browser) -> None:
    """A cold deep link without a session, or with a made-up one, gets no page."""
    for token in (None, "made up"):
        if token:
            browser.cookies["staff"] = token
        reply = browser.get("/staff")
        assert (reply.status, reply["location"], reply.body) == (303, "/sign-in", b"")


@pytest.mark.parametrize("scheme", ["http", "https"])
def test_signing_in_and_out(product: Product, scheme: str) -> None:
    """The right password leads to the list with a fresh HttpOnly cookie; signing out ends the session itself."""
    first_administrator(product.service)
    browser = Browser(APP, scheme)
    reply = browser.post("/sign-in", name="admin", password=PASSWORD)
    cookie = cookies(reply)["staff"]

    assert (reply.status, reply["location"]) == (303, "/staff")
    assert (cookie["httponly"], cookie["samesite"], bool(cookie["secure"])) == (True, "strict", scheme == "https")
    assert browser.get("/staff").status == 200

    token = browser.cookies["staff"]
    assert browser.post("/sign-out")["location"] == "/sign-in"
    assert "staff" not in browser.cookies
    browser.cookies["staff"] = token
    assert browser.get("/staff").status == 303


def test_each_sign_in_has_a_session_of_its_own(product: Product) -> None:
    """A token that somebody put there before is not taken over."""
    first_administrator(product.service)
    browser = Browser(APP)
    browser.cookies["staff"] = "planted"
    browser.post("/sign-in", name="admin", password=PASSWORD)

    assert browser.cookies["staff"] != "planted"
    assert len(browser.cookies["staff"]) >= 43


def test_the_sign_in_form_is_plain_html_in_both_languages(browser: Browser) -> None:
    """Works without a script; labels around their fields."""
    browser.cookies["language"] = "en"
    english = browser.get("/sign-in").text
    browser.cookies["language"] = "vi"
    vietnamese = browser.get("/sign-in").text

    assert not strange_scripts(english + vietnamese)
    assert '<html lang="en">' in english
    assert "Password<input" in english
    assert '<html lang="vi">' in vietnamese
    assert "Mật khẩu<input" in vietnamese


@pytest.mark.parametrize(("here", "there", "name"), [("vi", "en", "English"), ("en", "vi", "Tiếng Việt")])
def test_the_sign_in_form_offers_the_other_language(browser: Browser, here: str, there: str, name: str) -> None:
    """A link that chooses it for this browser; the pages' script must be able to change the cookie later."""
    browser.cookies["language"] = here
    assert f'href="/sign-in?lang={there}"' in browser.get("/sign-in").text
    assert f">{name}</a>" in browser.get("/sign-in").text
    reply = browser.get(f"/sign-in?lang={there}")

    assert (reply.status, reply["location"], browser.cookies["language"]) == (303, "/sign-in", there)
    assert (cookies(reply)["language"]["samesite"], cookies(reply)["language"]["httponly"]) == ("strict", "")
    assert f'<html lang="{there}">' in browser.get("/sign-in").text


@pytest.mark.parametrize("asked", ["", "fr", '"><script>', "vi%0d%0aset-cookie:x=y"])
def test_a_made_up_language_is_not_taken(browser: Browser, asked: str) -> None:
    """The form as it is, and no cookie."""
    reply = browser.get(f"/sign-in?lang={asked}")

    assert (reply.status, reply["set-cookie"]) == (200, "")
    assert '<html lang="vi">' in reply.text


def test_the_sign_in_form_says_that_it_is_a_demonstration(settings: Callable[..., Product]) -> None:
    """In the words of the screens; in clinic mode it does not."""
    for mode in ("demo", "clinic"):
        settings(mode=mode)
        browser = Browser(APP)
        for language in Language:
            browser.cookies["language"] = language
            assert (WORDS["demo"][language] in browser.get("/sign-in").text) == (mode == "demo")


def test_a_refused_sign_in_says_why_and_keeps_the_name(browser: Browser, product: Product) -> None:
    """One sentence; the name stays, the password does not; an unknown name gets the same page."""
    first_administrator(product.service)
    browser.cookies["language"] = "en"
    wrong = browser.post("/sign-in", name="admin", password="secret-typed")
    unknown = browser.post("/sign-in", name="nobody", password="secret-typed")

    assert (wrong.status, unknown.status) == (403, 403)
    assert "The account name or the password is not right." in wrong.text
    assert wrong.text.replace("admin", "nobody") == unknown.text
    assert "secret-typed" not in wrong.text
    assert "staff" not in browser.cookies


@pytest.mark.parametrize(
    "name", ['"><script>alert(1)</script>', "' onfocus='alert(1)", "<b>admin</b>", "{0.__class__}", "%s{name}"]
)
def test_markup_in_the_name_stays_text(browser: Browser, name: str) -> None:
    """What was typed comes back escaped, and is no template."""
    reply = browser.post("/sign-in", name=name, password="x")

    assert reply.status == 403
    assert name not in reply.text or "<" not in name + "'"
    assert not strange_scripts(reply.text)
    assert "<b>" not in reply.text
    assert "' onfocus" not in reply.text


def test_too_many_tries_say_how_long_to_wait(browser: Browser, product: Product) -> None:
    """429 with the seconds, the same for every name."""
    first_administrator(product.service)
    browser.cookies["language"] = "en"
    for _ in range(FREE_TRIES):
        assert browser.post("/sign-in", name="admin", password="x").status == 403
    reply = browser.post("/sign-in", name="admin", password="x")

    assert reply.status == 429
    assert "Too many tries. Wait " in reply.text


# --- the link's page


def test_the_link_leads_to_a_form(product: Product) -> None:
    """Plain HTML in both languages; a password that cannot be taken is named; the link is gone once it was used."""
    browser = Browser(APP)
    code = str(product.service.accounts.first_code())
    assert "quản trị đầu tiên" in browser.get(f"/set-up?code={code}").text
    browser.cookies["language"] = "en"
    page = browser.get(f"/set-up?code={code}")
    assert (page.status, page["cache-control"], page["referrer-policy"]) == (200, "no-store", "same-origin")
    assert not strange_scripts(page.text) and 'autocomplete="new-password"' in page.text
    fields = {"code": code, "name": "<b>minh</b>", "display": '"><i>'}
    refused = browser.post("/set-up", **fields, password="short-secret"[:11], again="")
    assert refused.status == 400 and "at least 12 characters" in refused.text
    assert "<b>" not in refused.text and "<i>" not in refused.text and "short-secre" not in refused.text
    assert "&lt;b&gt;minh&lt;/b&gt;" in refused.text
    done = browser.post("/set-up", **fields, password=PASSWORD, again=PASSWORD)
    assert (done.status, done["location"]) == (303, "/sign-in?done=set-up")
    assert "Your password is set." in browser.get("/sign-in?done=set-up").text
    for gone in (browser.get(f"/set-up?code={code}"), browser.post("/set-up", **fields, password=OTHER, again=OTHER)):
        assert gone.status == 404 and "was used already" in gone.text
    assert browser.post("/sign-in", name="<b>minh</b>", password=PASSWORD).status == 303


@pytest.mark.parametrize("origin", ["https://evil.example", "null", None])
def test_a_forged_form_sets_nothing_up(product: Product, origin: str | None) -> None:
    """Another site's form, though it knows the code, or one that does not say where it comes from."""
    code = str(product.service.accounts.first_code())
    reply = Browser(APP).post("/set-up", origin=origin, code=code, name="x", password=PASSWORD, again=PASSWORD)
    assert reply.status == 403
    assert product.service.accounts.all(SHELL) == []


def test_the_link_of_an_account_shows_whose_it_is(product: Product) -> None:
    """The name is there for the password manager and cannot be changed, whatever is posted."""
    code = product.service.accounts.add(SHELL, "lan", "auditor", "Nguyễn <Lan>")
    browser = Browser(APP)
    page = browser.get(f"/set-up?code={code}").text
    assert "Nguyễn &lt;Lan&gt;" in page and "readonly" in page
    browser.post("/set-up", code=code, name="admin", display="Admin", password=PASSWORD, again=PASSWORD)
    assert [(one.name, one.display, one.is_set_up) for one in product.service.accounts.all(SHELL)] == [
        ("lan", "Nguyễn <Lan>", True)
    ]
