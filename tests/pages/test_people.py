"""Signing together with who helps: whose signature is asked, which is needed, and what went wrong with whose."""

from collections.abc import Callable
from datetime import date
from typing import Any

from informed.bootstrap import Product
from informed.people import MEANINGS, HelperRole
from informed.record import Record, Status
from informed.ui.words import WORDS
from tests import factories
from tests.pages.conftest import Cookies, html, opened, staff


def named(running: Product, visit: str, role: HelperRole, **fields: Any) -> Record:
    token, record = staff(running), running.service.journey.record(visit)
    return running.service.people.name(token, record.id, role, name="Trần Văn Bảo", relation="bố", **fields)


def minors_visit(running: Product, arrive: Callable[..., str]) -> str:
    today = running.service.journey.today()
    return arrive("sign", who=factories.patient(born=date(today.year - 15, 1, 1)))


def test_a_minor_and_a_guardian_sign(arrive: Callable[..., str], running: Product) -> None:
    """The waiting screen becomes the signing one; the guardian's signature is needed, its mistake said with the name."""
    visit = minors_visit(running, arrive)
    at = opened("sign")
    assert WORDS["minor_title"].vi in html(at)
    (guardian,) = named(running, visit, "guardian").helpers
    at.run()
    shown = html(at)
    assert WORDS["minor_title"].vi not in shown
    assert MEANINGS["guardian"].vi in shown and WORDS["own_optional"].vi in shown
    at.button(key="outcome-sign").click().run()
    said = f"Trần Văn Bảo: {WORDS['ink.empty'].vi}"
    assert html(at).count(said) == 2
    assert f'href="#pad-{guardian.id}"' in html(at)
    at.radio(key=f"sign-kind-{guardian.id}").set_value("typed").run()
    at.text_input(key=f"typed-name-{guardian.id}").set_value("Bảo")
    at.button(key="outcome-sign").click().run()
    assert not at.exception
    record = running.service.journey.record(visit)
    assert record.status == Status.SIGNED and record.signed and record.signed.payload.signature is None  # type: ignore[union-attr]
    assert record.helper_signatures[guardian.id].payload.signature.typed == "Bảo"  # type: ignore[union-attr]


def test_a_representative_states_the_authority(arrive: Callable[..., str], running: Product) -> None:
    """It stands over the signature, and markup in it is none."""
    visit = arrive("sign")
    named(running, visit, "representative", authority="<b>Giấy ủy quyền</b>")
    shown = html(opened("sign"))
    assert "&lt;b&gt;Giấy ủy quyền&lt;/b&gt;" in shown and "<b>Giấy" not in shown
    assert MEANINGS["representative"].vi in shown


def test_an_interpreter_may_leave_it_empty(arrive: Callable[..., str], running: Product) -> None:
    """The patient's own signature is asked first and is enough."""
    visit = arrive("sign")
    named(running, visit, "interpreter", language="Khmer")
    at = opened("sign")
    shown = html(at)
    assert shown.index(WORDS["sign_means"].vi) < shown.index(MEANINGS["interpreter"].vi)
    assert WORDS["helper_optional"].vi in shown
    at.radio(key="sign-kind").set_value("typed").run()
    at.text_input(key="typed-name").set_value("Trần Thị Bình")
    at.button(key="outcome-sign").click().run()
    record = running.service.journey.record(visit)
    assert record.status == Status.SIGNED and not record.helper_signatures


def test_the_record_shows_who_helped(arrive: Callable[..., str], running: Product, cookies: Cookies) -> None:
    """To the physician, with the way to paper and copies; the front desk finds only that way, and no answers."""
    visit = arrive("sign")
    record = named(running, visit, "guardian", identity="document")
    for role, sees in (("physician", True), ("front_desk", False)):
        cookies["staff"] = (
            staff(running, role)
            if role == "physician"
            else running.service.staff.sign_in("lan-front_desk", factories.PASSWORD, "192.0.2.1")
        )
        at = opened("record")
        at.query_params["id"] = record.id
        shown = html(at.run())
        assert ("Trần Văn Bảo (bố, danh tính: đã xem giấy tờ)" in shown) == sees
        assert f'href="/records/{record.id}"' in shown
    assert f'<a href="/record?id={record.id}"' in html(opened("staff"))
