"""The form that checks a file: plain HTML, for staff, with a limit that is said in words; and what a forged one gets."""

import pytest

from informed.bootstrap import Product
from informed.content import Language
from informed.sample import make_sample
from informed.web.verify import MOST_BYTES
from tests.integration.asgi import OWN, Browser, Reply, strange_scripts
from tests.integration.web import APP, LEAKED, signed_in

EDGE = "aBoundary"


def send(browser: Browser, pdf: bytes, *, field: str = "file", origin: str = OWN) -> Reply:
    """The form as a browser sends it."""
    head = f'--{EDGE}\r\ncontent-disposition: form-data; name="{field}"; filename="a.pdf"\r\n\r\n'.encode()
    body = head + pdf + f"\r\n--{EDGE}--\r\n".encode()
    headers = {"content-type": f"multipart/form-data; boundary={EDGE}", "content-length": str(len(body))}
    headers["origin"] = "http://tablet.example" if origin == OWN else origin
    return browser.post_as("/verify", headers, body)


def test_a_document_of_ours_and_an_altered_one(product: Product) -> None:
    """The verdict in the browser's language; a changed byte is found; a name that is markup stays text."""
    browser = signed_in(product)
    _, pdf = make_sample(product.service, Language.ENGLISH, "<b>An</b>")
    browser.cookies["language"] = "en"
    good = send(browser, pdf)
    at = pdf.index(b"stream") + 40
    bad = send(browser, pdf[:at] + bytes([pdf[at] ^ 1]) + pdf[at + 1 :])

    assert (good.status, good["cache-control"]) == (200, "no-store") and "verdict-good" in good.text
    assert bad.status == 200 and "verdict-alarm" in bad.text
    assert "<b>An" not in good.text and not strange_scripts(good.text)
    assert browser.get("/verify").text.count("<input") == 1


@pytest.mark.parametrize(
    ("size", "status", "said"),
    [
        (0, 400, "Choose a PDF file."),
        (MOST_BYTES, 200, "Not a PDF."),
        (MOST_BYTES + 1, 413, "The file is larger than 25 MB."),
        (MOST_BYTES + 2_000_000, 413, "The file is larger than 25 MB."),
    ],
)
def test_twenty_million_bytes_are_the_limit(product: Product, size: int, status: int, said: str) -> None:
    """Up to there a file is checked; above it one sentence says so, and the form is there again."""
    browser = signed_in(product)
    browser.cookies["language"] = "en"
    reply = send(browser, b"x" * size)
    assert reply.status == status and said in reply.text, reply.text
    assert "<form" in reply.text


def test_what_is_no_such_form(product: Product) -> None:
    """Without the file's field, or no multipart at all: the same sentence, no traceback."""
    browser = signed_in(product)
    browser.cookies["language"] = "en"
    for reply in (send(browser, b"x", field="other"), browser.post("/verify", file="x")):
        assert reply.status == 400 and "Choose a PDF file." in reply.text


def test_only_staff_from_our_own_page(product: Product) -> None:
    """A stranger's browser and another site's form get nothing; the patient's cookie is none of staff."""
    browser = signed_in(product)
    assert send(browser, b"x", origin="https://evil.example").status == 403
    stranger = Browser(APP)
    stranger.cookies["visit"] = "a patient's"
    assert send(stranger, b"x").status == 403
    page = stranger.get("/verify")
    assert (page.status, page["location"]) == (303, "/sign-in") and LEAKED not in page.text
