"""What every answer over HTTP has, what exists and what does not, and health."""

from pathlib import Path

import pytest

from informed import walkthrough
from informed.bootstrap import Product
from informed.content import MOST_SCREENS
from tests.integration.asgi import Browser
from tests.integration.web import LEAKED

SCREENS = ["/", "/about", "/benefits", "/benefits-question", "/you-1", "/told", "/check", "/sign", "/done"]


@pytest.mark.parametrize(
    "path", [*SCREENS, "/healthz", "/sign-in", "/nowhere", "/documents/x.pdf", "/staff", "/assets/app.css"]
)
def test_every_answer_has_the_security_headers(browser: Browser, path: str) -> None:
    """Pages, refusals, redirects and files alike."""
    reply = browser.get(path)

    policy = reply["content-security-policy"]
    for rule in (
        "default-src 'none'",
        "connect-src 'self'",
        "frame-ancestors 'none'",
        "form-action 'self'",
        "base-uri 'none'",
    ):
        assert rule in policy
    assert "unsafe-inline" not in policy.split("style-src")[0]
    assert "http:" not in policy + policy.replace("https:", "http:")
    assert (reply["x-content-type-options"], reply["x-frame-options"]) == ("nosniff", "DENY")
    assert reply["referrer-policy"] == "same-origin"


@pytest.mark.parametrize(
    "path", [*SCREENS, "/healthz", "/sign-in", "/documents/x.pdf", "/staff", "/_stcore/host-config"]
)
def test_no_answer_with_a_state_is_kept_by_a_browser(browser: Browser, path: str) -> None:
    """`no-store`, so that Back on a shared tablet shows nothing."""
    assert "no-store" in browser.get(path)["cache-control"]


@pytest.mark.parametrize("path", SCREENS)
def test_a_screen_is_streamlits_page_with_our_head(browser: Browser, path: str) -> None:
    """Our language, style and script in the first byte; no title of Streamlit's."""
    reply = browser.get(path)

    assert reply.status == 200
    assert '<html lang="vi"' in reply.text
    assert "./assets/app.css" in reply.text
    assert "./assets/shell.js" in reply.text
    assert "<title>Streamlit" not in reply.text


def test_the_page_speaks_the_browsers_language(browser: Browser) -> None:
    """From the first byte; a made-up cookie changes nothing."""
    for asked, spoken in (("en", "en"), ("vi", "vi"), ("fr", "vi"), ('"><script>', "vi")):
        browser.cookies["language"] = asked
        assert f'<html lang="{spoken}"' in browser.get("/").text


def test_every_step_has_an_address(browser: Browser, product: Product) -> None:
    """Each step of the pack is served, and of any other: a record keeps its pack when the clinic shows another."""
    for step in (*walkthrough.steps(product.service.packs.current()), *walkthrough.every_step()):
        path = "/" if step.kind == "welcome" else f"/{step.name}"
        assert browser.get(path).status == 200, path
    assert browser.get(f"/you-{MOST_SCREENS + 1}").status == 404


@pytest.mark.parametrize(
    "path",
    [
        "/nowhere",
        "/welcome",
        "/staff/queue",
        "/STAFF",
        "/about/x",
        "/pages/staff/staff.py",
        "/.env",
        "/app.py",
        "/data/informed.db",
        "/visitors",
        "/healthz2",
        "/sign-in-now",
        "/sign-outside",
        "/_stcorex",
        "/_stcore/metrics",
        "/_stcore/upload_file/x",
        "/_stcore/agent",
        "/documents",
        "/documents/",
        "/documents/x.txt",
        "/assets/nothing.js",
        "/assets/../informed.db",
        "/assets/%2e%2e/shell.py",
        "/assets/../shell.py",
    ],
)
def test_what_does_not_exist_is_404(browser: Browser, path: str) -> None:
    """Nothing but screens, our routes and Streamlit's own files is answered; nothing lies beside the assets."""
    reply = browser.get(path)

    assert reply.status == 404
    assert LEAKED not in reply.text


@pytest.mark.parametrize("path", ["/_stcore/health", "/_stcore/stream", "/static/index.js", "/component/x/y.js"])
def test_streamlits_own_files_pass(browser: Browser, path: str) -> None:
    """What its page needs."""
    assert browser.get(path).text == LEAKED


def test_streamlit_asks_nobody_else(browser: Browser) -> None:
    """Its host settings allow this origin only, and no metrics."""
    reply = browser.get("/_stcore/host-config")

    assert '"allowedOrigins":["http://tablet.example"]' in reply.text.replace(" ", "")
    assert '"metricsUrl":""' in reply.text.replace(" ", "")


# --- health


def test_health_is_ok_while_the_ledger_can_be_written(browser: Browser) -> None:
    """200 and a body that a monitor reads."""
    reply = browser.get("/healthz")

    assert (reply.status, reply.body) == (200, b'{"status":"ok"}')


def test_health_is_503_when_it_cannot(browser: Browser, product: Product, tmp_path: Path) -> None:
    """The database's folder is gone."""
    with product.service._ledger.writing() as work:
        work._connection.exec_driver_sql("drop table about")
    reply = browser.get("/healthz")

    assert (reply.status, reply.body) == (503, b'{"status":"ledger cannot be written"}')


def test_a_failing_ledger_is_a_sentence_and_no_traceback(browser: Browser, product: Product) -> None:
    """503, in both languages, nothing of what failed."""
    with product.service._ledger.writing() as work:
        work._connection.exec_driver_sql("drop table visit")
    reply = browser.post("/visit", ticket="x")

    assert reply.status == 503
    assert "Please call a member of staff." in reply.text
    assert "visit" not in reply.text
