"""Accounts in a browser: an administrator adds a physician, who chooses a password alone; and a sign-in at another service."""

import re
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from informed.content import Language
from informed.ui.words import WORDS
from tests.factories import PASSWORD
from tests.journeys.measure import rules
from tests.journeys.server import Server

DESK = {"viewport": {"width": 1280, "height": 2600}, "has_touch": False}


def signs_in(page: Page, server: Server, name: str) -> None:
    """By the form, in Vietnamese."""
    page.goto(f"{server.url}/sign-in")
    page.get_by_label("Tên tài khoản").fill(name)
    page.get_by_label("Mật khẩu").fill(PASSWORD)
    page.get_by_role("button", name="Đăng nhập").click()
    page.get_by_role("table").or_(page.locator(".notice")).first.wait_for()


def _chooses(page: Page, password: str) -> None:
    page.get_by_label("Mật khẩu mới").fill(password)
    page.get_by_label("Nhập lại").fill(password)
    page.get_by_role("button", name="Đặt mật khẩu").click()


def test_an_administrator_adds_a_physician(tablet: Callable[..., BrowserContext], server: Server) -> None:
    """The link is shown once; the physician opens it in another browser; axe finds nothing on any of the pages."""
    office = tablet(**DESK).new_page()
    signs_in(office, server, "admin")
    office.goto(f"{server.url}/accounts")
    office.get_by_label(WORDS["account_name"].vi).fill("minh")
    office.get_by_label(WORDS["account_display"].vi).fill("BS Lê Minh")
    office.get_by_role("combobox", name=WORDS["account_role"].vi, exact=True).click()
    office.get_by_role("option", name=WORDS["role.physician"].vi).click()
    office.get_by_role("button", name=WORDS["account_add"].vi).click()
    expect(office.get_by_role("row", name="minh BS")).to_contain_text(WORDS["account_waits"].vi)
    link = office.locator("code").inner_text()
    assert link.startswith(f"{server.url}/set-up?code=")
    assert rules(office) == []

    own = tablet(**DESK).new_page()
    own.goto(link)
    expect(own.get_by_label("Tên tài khoản")).to_have_value("minh")
    assert rules(own) == []
    _chooses(own, "qwertyuiop12")
    expect(own.get_by_role("alert")).to_contain_text("hay bị đoán")
    assert rules(own) == []
    _chooses(own, PASSWORD)
    expect(own).to_have_url(re.compile("/sign-in"))
    assert rules(own) == []
    signs_in(own, server, "minh")

    office.get_by_text(WORDS["account_do.deactivate"].vi, exact=True).click()
    office.get_by_role("combobox", name=WORDS["account_which"].vi).click()
    office.get_by_role("option", name="minh").click()
    office.get_by_role("button", name=WORDS["account_go"].vi).click()
    office.get_by_role("button", name=WORDS["account_yes"].vi).wait_for()
    assert rules(office) == []
    office.get_by_role("button", name=WORDS["account_yes"].vi).click()
    expect(office.get_by_role("row", name="minh BS")).to_contain_text(WORDS["account_inactive"].vi)
    expect(own.get_by_role("link", name="Đăng nhập / Sign in")).to_be_visible(timeout=15_000)
    assert own.get_by_role("table").count() == 0


@pytest.fixture
def service() -> Iterator[str]:
    """A sign-in service in a process of its own, on another site than the clinic's: `localhost`, not `127.0.0.1`."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port = found.getsockname()[1]
    claims = f'{{"sub": "minh", "name": "BS Lê Minh", "roles": ["doctors"], "auth_time": {int(time.time())}}}'
    command = [sys.executable, "-m", "oidc_provider_mock", "--port", str(port), "--user-claims", claims]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    for _ in range(200):
        with socket.socket() as tried:
            if tried.connect_ex(("127.0.0.1", port)) == 0:
                break
        time.sleep(0.05)
    yield f"http://localhost:{port}"
    process.terminate()
    process.wait(10)


def test_a_physician_of_the_sign_in_service(
    tablet: Callable[..., BrowserContext], service: str, tmp_path: Path
) -> None:
    """From the form to the service and back to the list, though the session's cookie is strict and the way back crosses sites."""
    (tmp_path / "secret").write_text("s3cret")
    server = Server(
        tmp_path / "data",
        oidc_issuer=service,
        oidc_client_id="clinic",
        oidc_client_secret_file=str(tmp_path / "secret"),
        oidc_roles="doctors=physician",
    ).start()
    try:
        page = tablet(**DESK).new_page()
        page.goto(f"{server.url}/staff")
        assert rules(page) == []
        page.get_by_role("link", name="dịch vụ đăng nhập").click()
        page.wait_for_url(f"{service}/**")
        page.locator("[name=sub]").first.fill("minh")
        page.get_by_role("button", name=re.compile("authorize|sign in|log ?in", re.I)).first.click()
        expect(page).to_have_url(f"{server.url}/staff")
        expect(page.get_by_text("BS Lê Minh")).to_be_visible()
        expect(page.get_by_role("heading", level=1)).to_have_text(WORDS["staff_title"][Language.VIETNAMESE])
        (cookie,) = [one for one in page.context.cookies() if one["name"] == "staff"]
        assert cookie["httpOnly"] and cookie["sameSite"] == "Strict"
    finally:
        server.stop()
