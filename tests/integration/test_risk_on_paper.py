"""A risk that the physician added for this patient, on paper: printed first of the risks, transcribed like the others."""

from io import BytesIO

import pytest
from pypdf import PdfReader

from informed import review
from informed.bootstrap import Product
from informed.content import Language
from informed.plan import Plan
from informed.record import Record, Status
from informed.service.accounts import SHELL
from tests.around import picture
from tests.factories import PASSWORD
from tests.integration.asgi import Browser
from tests.integration.test_web_desk import Begin, begin, clerk, fields, now, said, upload

__all__ = ["begin", "clerk"]
RISK = "Vết sẹo cũ của cô có thể sưng lại."


def adds_risk(product: Product, record: Record, text: str = RISK) -> str:
    """By a physician of the clinic; returns its id."""
    accounts, staff = product.service.accounts, product.service.staff
    accounts.set_up(accounts.add(SHELL, "minh", "physician", "BS Minh"), PASSWORD, PASSWORD)
    token = staff.sign_in("minh", PASSWORD, "192.0.2.1")
    return list(product.service.returning.add_risk(token, record.id, text).added_risks)[-1]


def text_of(pdf: bytes) -> str:
    return " ".join("".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages).split())


def test_it_is_printed_and_recorded(product: Product, begin: Begin, clerk: Browser) -> None:
    """With its two boxes, and whose words it is; its answer is an answer, and no blank is left over."""
    record = begin()
    id, page = adds_risk(product, record), f"/records/{record.id}"
    printed = text_of(clerk.post(f"{page}/paper", language="vi").body)
    assert (
        RISK in printed and "BS Minh ghi thêm cho người bệnh này" in printed and printed.index(id) < printed.index("W5")
    )
    upload(clerk, record, picture())

    shown = clerk.get(f"{page}/transcript").text
    assert RISK in shown and said("added_by", name="BS Minh") in shown and said("not_on_paper") not in shown
    forgot = clerk.post(f"{page}/transcript", **fields(product))
    assert forgot.status == 400 and said("no_choice", field=id) in forgot.text
    assert clerk.post(f"{page}/transcript", **fields(product, **{f"s-{id}": "unsure"})).status == 303
    done = now(product, record)
    answer = done.statements[id].payload
    assert (answer.statement.text, answer.answer, answer.language) == (RISK, "unsure", Language.VIETNAMESE)  # type: ignore[union-attr]
    items = {item.key for item in review.open_items(product.service.packs.current(), done)}
    assert f"unsure:{id}" in items and f"blank:{id}" not in items
    assert RISK in text_of(product.service.documents.latest(done))


def test_one_that_came_after_the_printing(product: Product, begin: Begin, clerk: Browser) -> None:
    """Staff are told to print again; it is not taken as answered where everything else is, and stays an item of the physician."""
    record = begin()
    page = f"/records/{record.id}"
    clerk.post(f"{page}/paper", language="vi")
    assert said("print_again") not in clerk.get(page).text
    id = adds_risk(product, record)
    assert said("print_again") in clerk.get(page).text
    upload(clerk, record, picture())
    shown = clerk.get(f"{page}/transcript?start=understood").text
    assert said("not_on_paper") in shown and f'name="s-{id}" value="blank" checked' in shown
    clerk.post(f"{page}/transcript", **fields(product, **{f"s-{id}": "blank"}))
    done = now(product, record)
    assert done.status == Status.SIGNED and id not in done.statements
    assert f"blank:{id}" in {item.key for item in review.open_items(product.service.packs.current(), done)}


@pytest.mark.parametrize("language", ["vi", "en"])
def test_its_words_stay_the_physicians(product: Product, begin: Begin, clerk: Browser, language: str) -> None:
    """Printed in either language it is what the physician wrote; printing again puts a late one onto the paper."""
    record = begin()
    clerk.post(f"/records/{record.id}/paper", language="vi")
    adds_risk(product, record)
    assert RISK in text_of(clerk.post(f"/records/{record.id}/paper", language=language).body)
    assert said("print_again") not in clerk.get(f"/records/{record.id}").text


def test_a_plan_that_was_changed_after_the_printing(product: Product, begin: Begin, clerk: Browser) -> None:
    """Page 1 of the form would say another product than is planned: staff are told to print again, until they have."""
    record = begin()
    page, staff = f"/records/{record.id}", product.service.staff
    clerk.post(f"{page}/paper", language="vi")
    assert said("print_plan") not in clerk.get(page).text
    adds_risk(product, record)
    token = staff.sign_in("minh", PASSWORD, "192.0.2.1")
    product.service.desk.change_plan(token, record.id, Plan(product="Serum B"), record.plan)
    assert said("print_plan") in clerk.get(page).text
    assert "Serum B" in text_of(clerk.post(f"{page}/paper", language="vi").body)
    assert said("print_plan") not in clerk.get(page).text
