"""The staff's screen that hands a record over, the PIN, and what a locked tablet's screens say."""

from collections.abc import Callable

import pytest
from streamlit.testing.v1 import AppTest
from streamlit.util import calc_hash

from informed.bootstrap import Product
from informed.content import Language
from informed.paths import ENTRY
from informed.service.accounts import SHELL
from informed.ui.words import WORDS
from informed.web.handover_words import TAKE_BACK
from tests import factories
from tests.factories import PASSWORD
from tests.pages.conftest import Cookies, html, opened

PIN = "408162"
HERE = "192.0.2.1"


@pytest.fixture
def record(running: Product, arrive: Callable[..., str], cookies: Cookies) -> str:
    """An open record; the browser is that of a receptionist, `lan`."""
    visit = arrive("benefits", who=factories.patient(name="Trần <b>Ánh</b>"))
    accounts = running.service.accounts
    accounts.set_up(accounts.add(SHELL, "lan", "front_desk"), PASSWORD, PASSWORD)
    cookies.clear()
    cookies["staff"] = running.service.staff.sign_in("lan", PASSWORD, HERE)
    return running.service.journey.record(visit).id


def say(key: str, **values: object) -> str:
    return WORDS[key][Language.VIETNAMESE].format(**values)


def screen(record: str, name: str = "handover") -> AppTest:
    """The staff's screen for a record, as its address opens it."""
    at = AppTest.from_file(str(ENTRY), default_timeout=20)
    at._page_hash = calc_hash(name)
    at.query_params["id"] = record
    at.run()
    at._page_hash = ""
    return at


def chooses(at: AppTest, new: str, again: str, password: str) -> None:
    for key, typed in (("pin-new", new), ("pin-again", again), ("own-password", password)):
        at.text_input(key=key).input(typed)
    next(button for button in at.button if button.label == say("pin_save")).click().run()


def test_the_first_hand_over_begins_with_a_pin(record: str, running: Product, cookies: Cookies) -> None:
    """What is wrong is said and nothing secret stays; then the tablet can be handed over; a name is never markup."""
    at = screen(record)
    assert "Trần &lt;b&gt;Ánh&lt;/b&gt;" in html(at) and "<b>" not in html(at)
    assert say("pin_first") in html(at) and "/handover/tablet" not in html(at)
    for new, again, password, sentence in (
        ("12345a", "12345a", PASSWORD, "pin.digits"),
        (PIN, "408163", PASSWORD, "pin.differs"),
        (PIN, PIN, "wrong", "pin_wrong"),
    ):
        chooses(at, new, again, password)
        assert say(sentence) in html(at)
        assert [at.text_input(key=key).value for key in ("pin-new", "pin-again", "own-password")] == ["", "", ""]
    chooses(at, PIN, PIN, PASSWORD)
    assert f'name="record" value="{record}"' in html(at) and say("pin_first") not in html(at)
    assert running.service.pins.has_one(cookies["staff"])


def test_a_code_is_shown_with_its_qr_code_until_it_is_used(record: str, running: Product) -> None:
    """In two groups, with a picture of the same; another one replaces it; a used one is told."""
    at = screen(record)
    at.button(key="make-code").click().run()
    first = html(at).split('class="code">')[1][:9]
    assert first[4] == "-" and "data:image/svg+xml" in html(at)
    at.button(key="make-code").click().run()
    second = html(at).split('class="code">')[1][:9]
    assert second != first
    running.service.hand_over.use_code(second, HERE)
    at.run()
    assert say("handover_used", time="")[:20] in html(at) and second not in html(at)
    assert say("handover_elsewhere") in html(at)


def test_what_cannot_be_handed_over_says_so(record: str, running: Product, cookies: Cookies) -> None:
    """A finished record, one that is not there, and a role that may not."""
    assert say("no_record") in html(screen("x" * 26))
    visit = running.service.journey.visit_of(
        running.service.hand_over.use_code(running.service.hand_over.make_code(cookies["staff"], record).text, HERE)
    )
    at = screen(record)
    running.service.journey.decline(visit, factories.tap())
    at.button(key="make-code").click().run()
    assert say("handover_closed", status=say("status.declined")) in html(at) and "/handover/tablet" not in html(at)
    running.service.accounts.change_role(SHELL, "lan", "auditor")
    cookies["staff"] = running.service.staff.sign_in("lan", PASSWORD, HERE)
    for name in ("handover", "pin"):
        assert say("not_allowed") in html(screen(record, name))


def test_the_front_desk_is_led_to_the_hand_over(record: str, running: Product, cookies: Cookies) -> None:
    """The record is not theirs to read: a page with the ways of the desk stands instead; a physician's has the link too."""
    assert f"/handover?id={record}" in html(screen(record, "record"))
    running.service.accounts.change_role(SHELL, "lan", "physician")
    cookies["staff"] = running.service.staff.sign_in("lan", PASSWORD, HERE)
    assert f"/handover?id={record}" in html(screen(record, "record"))


def test_ones_own_pin(record: str) -> None:
    """From the list to its page; chosen, it is told, and can be chosen anew."""
    assert 'href="/pin"' in html(opened("staff"))
    at = opened("pin")
    chooses(at, PIN, PIN, PASSWORD)
    assert say("pin_saved") in html(at) and say("pin_has") in html(at)


def test_an_administrator_takes_a_pin_away(record: str, running: Product, cookies: Cookies) -> None:
    """With a second look, as any change of an account."""
    running.service.pins.choose(cookies["staff"], PASSWORD, PIN, PIN)
    receptionist = cookies["staff"]
    accounts = running.service.accounts
    accounts.set_up(accounts.add(SHELL, "chi", "admin"), PASSWORD, PASSWORD)
    cookies["staff"] = running.service.staff.sign_in("chi", PASSWORD, HERE)
    at = opened("accounts")
    at.selectbox(key="account_which").select("lan")
    at.radio(key="account_what").set_value("pin").run()
    at.button(key="account-go").click().run()
    at.button(key="account-yes").click().run()
    assert not running.service.pins.has_one(receptionist)


def test_a_locked_tablets_own_screens(record: str, running: Product, cookies: Cookies) -> None:
    """On the way out there is a link for staff; without a visit the first screen offers no start; unlocked it does."""
    running.service.pins.choose(cookies["staff"], PASSWORD, PIN, PIN)
    handed = running.service.hand_over.on_this_tablet(cookies.pop("staff"), record)
    cookies |= {"visit": handed.visit, "tablet": handed.lock}
    assert say("tablet_back") in html(opened("stop"))
    running.service.journey.end(str(running.service.journey.visit_of(handed.visit)))
    at = opened()
    assert f"<h1>{TAKE_BACK['vi']['title']}</h1>" in html(at) and 'href="/take-back"' in html(at)
    assert [button.key for button in at.button] == ["other-language"] and len(at.text_input) == 0
    running.service.hand_over.take_back(handed.lock, PIN, HERE)
    at = opened()
    assert say("welcome_title") in html(at) and 'href="/join"' in html(at) and len(at.text_input) > 0
