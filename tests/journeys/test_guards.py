"""Nobody sees what is not theirs: cold deep links, the tablet after hand-back, the staff's side."""

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.journeys.patient import Patient
from tests.journeys.server import Server


@pytest.mark.parametrize("path", ["/sign", "/done"])
def test_cold_deep_link_of_a_patient(fresh_server: Server, page: Page, path: str) -> None:
    """The very first request after the start asks for a later screen: the visitor gets the welcome screen."""
    fresh_server.start()
    patient = Patient(page, fresh_server.url)
    patient.opens(path)
    patient.sees(patient.say("welcome_title"))
    assert page.locator("canvas").count() == 0


def test_cold_deep_link_of_the_staff(fresh_server: Server, page: Page) -> None:
    """The very first request after the start asks for the staff's list: the visitor gets the sign-in form."""
    fresh_server.start()
    page.goto(f"{fresh_server.url}/staff")
    expect(page).to_have_url(f"{fresh_server.url}/sign-in")
    expect(page.get_by_label("Mật khẩu")).to_be_visible()


def test_an_early_deep_link_leads_to_the_open_step(patient: Patient, server: Server) -> None:
    """A patient who asks for the signature too early is at the first open step; one who goes back may."""
    patient.arrives_at("benefits", server, "Người Vội")
    patient.opens("/sign")
    patient.is_at("benefits")
    patient.opens("/about")
    patient.is_at("about")
    expect(patient.card("IN1")).to_be_visible()


def test_nothing_is_left_after_hand_back(
    patient: Patient, tablet: Callable[..., BrowserContext], server: Server
) -> None:
    """After handing back, Back, deep links and the document's address show nothing of the patient."""
    name = "Người Trả Máy"
    page = patient.page
    patient.arrives_at("sign", server, name)
    patient.presses("do_no")
    patient.is_at("done")
    link = str(page.get_by_role("link", name=patient.say("copy_download")).get_attribute("href"))
    assert page.request.get(server.url + link).status == 200

    patient.presses("hand_back")
    patient.sees(patient.say("welcome_title"))
    assert [cookie["name"] for cookie in page.context.cookies() if cookie["name"] == "visit"] == []
    assert page.request.get(server.url + link).status == 404
    for _ in range(6):
        page.go_back()
        if page.url == "about:blank":
            break
        expect(page.get_by_role("heading", level=1, name=patient.say("welcome_title"))).to_be_visible()
        assert name not in page.locator("body").inner_text()
    for path in ("/done", "/check", "/sign"):
        patient.opens(path)
        patient.sees(patient.say("welcome_title"))


def test_no_token_in_any_address(patient: Patient) -> None:
    """Neither the visit's cookie nor anything like it is ever in a URL."""
    asked: list[str] = []
    patient.page.on("request", lambda request: asked.append(request.url))
    patient.starts("Người Kín Đáo")
    (cookie,) = [c for c in patient.page.context.cookies() if c["name"] == "visit"]
    assert cookie["httpOnly"] and cookie["sameSite"] == "Strict"
    assert not any(cookie["value"] in url or "ticket=" in url for url in asked)


def test_staff_sign_in_and_open_a_document(
    patient: Patient, tablet: Callable[..., BrowserContext], server: Server
) -> None:
    """A member of staff signs in with the first account, finds the record and opens its PDF; signed out, it is gone."""
    name = "Nguyễn <b>Đậm</b> & Cộng Sự"
    patient.arrives_at("sign", server, name)
    patient.presses("do_no")
    patient.is_at("done")

    office = tablet(has_touch=False, viewport={"width": 1280, "height": 900}).new_page()
    office.goto(f"{server.url}/staff")
    office.get_by_label("Tên tài khoản").fill("admin")
    office.get_by_label("Mật khẩu").fill("wrong password")
    office.get_by_role("button", name="Đăng nhập").click()
    expect(office.get_by_role("alert")).to_contain_text("chưa đúng")
    office.get_by_label("Mật khẩu").fill(server.password)
    office.get_by_role("button", name="Đăng nhập").click()
    row = office.get_by_role("row").filter(has_text=name)
    expect(row).to_contain_text("Từ chối")
    href = str(row.get_by_role("link", name="Mở PDF").get_attribute("href"))
    reply = office.request.get(server.url + href)
    assert reply.status == 200 and reply.body().startswith(b"%PDF-") and reply.headers["cache-control"] == "no-store"

    office.get_by_role("button", name="Đăng xuất").click()
    expect(office).to_have_url(f"{server.url}/sign-in")
    assert office.request.get(server.url + href).status == 404
    office.goto(f"{server.url}/staff")
    expect(office).to_have_url(f"{server.url}/sign-in")
