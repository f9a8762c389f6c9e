"""Text size and colours: read from two cookies into the first byte of every page, and gone with the visit or the session."""

import re

import pytest

from informed.bootstrap import Product
from tests.factories import PASSWORD
from tests.integration.asgi import Browser
from tests.integration.web import APP, begin, signed_in

#: A page of Streamlit's, and pages of plain HTML.
PAGES = ("/", "/sign-in", "/join")


@pytest.mark.parametrize("path", PAGES)
def test_the_choice_stands_in_the_first_byte(product: Product, path: str) -> None:
    """Both attributes on <html>, before any script has run."""
    browser = Browser(APP)
    browser.cookies |= {"text-size": "largest", "colours": "dark"}
    assert b' data-size="largest" data-contrast="dark">' in browser.get(path).body


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("made_up", ["", "huge", '" onload="x', "LARGE"])
def test_what_cannot_be_chosen_is_not_written(product: Product, path: str, made_up: str) -> None:
    """No choice, or one that does not exist: the usual letters and colours."""
    browser = Browser(APP)
    browser.cookies |= {"text-size": made_up, "colours": made_up}
    html = re.search(rb"<html [^>]*>", browser.get(path).body)
    assert html and b"data-size" not in html[0] and b"data-contrast" not in html[0]


def test_handing_back_forgets_it(product: Product) -> None:
    """The next patient begins with the usual letters; without a choice there is no cookie to take away."""
    browser = Browser(APP)
    browser.post("/visit", ticket=begin(product)[1])
    browser.cookies |= {"text-size": "large", "colours": "high"}
    browser.post("/visit/end")
    assert not {"text-size", "colours", "visit"} & set(browser.cookies)
    assert "text-size" not in str(browser.post("/visit/end").headers)


def test_the_staffs_letters_and_colours_wait(product: Product) -> None:
    """The patient begins with the usual ones; the PIN brings back the staff's, nothing of the patient's or made up."""
    browser = signed_in(product)
    product.service.pins.choose(browser.cookies["staff"], PASSWORD, "408162", "408162")
    browser.cookies |= {"text-size": "large", "colours": "purple"}
    browser.post("/handover/tablet", record=product.service.journey.record(begin(product)[0]).id)
    assert "tablet" in browser.cookies and not {"text-size", "colours"} & set(browser.cookies)
    browser.cookies["colours"] = "dark"
    browser.post("/visit/end")
    assert "colours" not in browser.cookies
    browser.post("/take-back", pin="408162")
    assert browser.cookies["text-size"] == "large"
    assert set(browser.cookies) == {"staff", "language", "text-size"}


def test_a_session_that_ended_by_itself_leaves_the_usual_ones(product: Product) -> None:
    """As signing out does: the next person at this browser may be another."""
    browser = signed_in(product)
    browser.cookies["colours"] = "high"
    product.service.staff.sign_out(browser.cookies["staff"])
    assert browser.get("/staff")["location"] == "/sign-in"
    assert "colours" not in browser.cookies
