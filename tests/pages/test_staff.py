"""The staff's list."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest

from informed.bootstrap import Product
from informed.content import Language
from informed.patient import Patient
from informed.service.accounts import SHELL
from informed.ui.queue import TODAY
from informed.ui.queue_table import ago
from informed.ui.words import WORDS
from tests import factories
from tests.pages.conftest import Cookies, html, opened


def test_without_a_session_nothing_is_listed(running: Product, arrive: Callable[..., str], cookies: Cookies) -> None:
    """A patient's cookie is no staff session: the page shows a way to sign in and no patient."""
    arrive("about", who=factories.patient(name="Người Bệnh Kín"))
    shown = html(opened("staff"))
    assert "Người Bệnh Kín" not in shown and "/sign-in" in shown


def test_the_list(running: Product, arrive: Callable[..., str], cookies: Cookies) -> None:
    """Newest first, with status and counts in words; a name is never markup; an open record has no document."""
    first = arrive("sign", who=factories.patient(name="<i>Cũ</i>"))
    running.service.journey.decline(first, factories.tap())
    arrive("about", who=factories.patient(name="Mới", number="A-1"))
    cookies["staff"] = signed_in(running)
    shown = html(opened("staff"))
    assert shown.index("Mới") < shown.index("&lt;i&gt;Cũ&lt;/i&gt;")
    assert "<i>" not in shown
    for word in ("status.open", "status.declined", "staff_no_pdf", "staff_open_pdf"):
        assert WORDS[word].vi in shown
    assert WORDS["staff_stops"].vi.format(n=2) in shown
    assert shown.count("/documents/") == 1


def test_older_records(running: Product, cookies: Cookies) -> None:
    """More than one page: older ones are one press away, and back. A page that is just full leads to no empty one."""

    def begin(i: int) -> None:
        who = Patient(name=f"Người {i:02}", date_of_birth=factories.patient().date_of_birth)
        running.service.journey.begin(who, "vi", factories.tap())

    for i in range(50):
        begin(i)
    cookies["staff"] = signed_in(running)
    at = opened("staff")
    assert "Người 00" in html(at) and "older" not in {button.key for button in at.button}
    begin(50)
    at.segmented_control[0].set_value(TODAY).run()  # today's are a full page too
    assert "Người 50" in html(at) and "Người 00" not in html(at)
    at.button(key="older").click().run()
    assert "Người 00" in html(at) and "Người 50" not in html(at)
    at.button(key="newest").click().run()
    assert "Người 50" in html(at)


def test_the_front_desk_goes_on_and_withdraws_and_reads_nothing(
    running: Product, arrive: Callable[..., str], cookies: Cookies
) -> None:
    """The record's page names the patient and has two things to do; no item, no answer, and no event that it was opened."""
    visit = arrive("check", who=factories.patient(name="<i>Mai</i>"))
    record = running.service.journey.defer(visit, factories.tap())
    cookies["staff"] = signed_in(running, "front_desk")
    at = opened("record", id=record.id)
    assert "&lt;i&gt;Mai&lt;/i&gt;" in html(at) and "<i>" not in html(at)
    assert "item-" not in html(at) and "/documents/" not in html(at)
    assert {"reopen-do", "withdraw-do"} <= {button.key for button in at.button}
    at.button(key="withdraw-do").click().run()
    assert WORDS["status.withdrawn"].vi in html(at) and not at.exception
    assert WORDS["no_record"].vi in html(opened("record", id="nosuchrecord"))


def signed_in(running: Product, role: str = "") -> str:
    """The token of the first administrator, or of another account of this role."""
    factories.first_administrator(running.service)
    if role:
        code = running.service.accounts.add(SHELL, role, role)
        running.service.accounts.set_up(code, factories.PASSWORD, factories.PASSWORD)
    return running.service.staff.sign_in(role or "admin", factories.PASSWORD, "127.0.0.1")


def test_files_are_offered_to_who_may_open_them(running: Product, arrive: Callable[..., str], cookies: Cookies) -> None:
    """The front desk sees where a document stands, and no link that would be refused."""
    running.service.journey.decline(arrive("sign"), factories.tap())
    cookies["staff"] = signed_in(running, "front_desk")
    shown = html(opened("staff"))
    assert "/documents/" not in shown and WORDS["staff_sealed_pdf"].vi in shown


@pytest.mark.parametrize(
    ("passed", "said"),
    [
        ({"seconds": -5}, "Just now"),
        ({"seconds": 59}, "Just now"),
        ({"minutes": 1}, "1 min ago"),
        ({"minutes": 59, "seconds": 59}, "59 min ago"),
        ({"hours": 1}, "1 h ago"),
        ({"hours": 23, "minutes": 59}, "23 h ago"),
        ({"days": 1}, "1 d ago"),
        ({"days": 3, "hours": 5}, "3 d ago"),
    ],
)
def test_how_long_ago(passed: dict[str, int], said: str) -> None:
    """In the largest unit; a clock that differs a little says nothing odd."""
    now = datetime(2026, 11, 27, 9, tzinfo=UTC)
    assert ago(now - timedelta(**passed), now, Language.ENGLISH) == said
