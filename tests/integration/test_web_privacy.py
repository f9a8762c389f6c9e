"""What must not be read by others or hold others up: logs, the database's files, and a locked ledger."""

import asyncio
import os
import stat
import subprocess
import sys
import time
from pathlib import Path

import pytest
from sqlalchemy.exc import SQLAlchemyError

from informed.adapters.database import BUSY_MS, journal_mode, open_database, sqlite_url
from informed.bootstrap import Product
from tests.factories import House
from tests.integration.asgi import Browser
from tests.integration.web import signed_in

CANARY = "Nguyen-Canary-Anh"
FAILING = f"""
import logging
from informed.ui import trouble
from informed.web import hosting
hosting.tune()
from streamlit import error_util, logger
import uvicorn
uvicorn.Config("app:app", log_level="warning")  # sets the logging of the process up, as `informed serve` does


def screen():
    try:
        raise KeyError("{CANARY}")
    except KeyError as first:
        raise ValueError("{CANARY}") from first


def broken(error):
    raise RuntimeError("{CANARY}") from error


for handler in (trouble.show, broken):
    try:
        screen()
    except ValueError as error:
        error_util.handle_user_script_exception(error, handler)
for name in ("streamlit.runtime.app_session", "uvicorn.error"):
    try:
        screen()
    except ValueError:
        logging.getLogger(name).exception("in %s", name)
"""


def test_no_log_holds_an_exceptions_message(tmp_path: Path) -> None:
    """A failing screen, a failing handler, a failing message and a failing route: types and places, no values."""
    env = os.environ | {"INFORMED_DATA_DIR": str(tmp_path / "data")}
    done = subprocess.run([sys.executable, "-c", FAILING], env=env, capture_output=True, text=True, check=False)
    log = done.stdout + done.stderr

    assert done.returncode == 0, log
    assert CANARY not in log
    assert "Traceback" not in log
    assert log.count("a screen failed with ValueError at screen:") == 1
    assert "on_script_error handler raised an exception: RuntimeError at broken:" in log
    for name in ("streamlit.runtime.app_session", "uvicorn.error"):
        assert f"in {name}: ValueError at screen:" in log


def test_an_error_of_the_database_holds_no_values(tmp_path: Path) -> None:
    """Neither its message nor its text."""
    with (
        open_database(sqlite_url(tmp_path / "x.db")).connect() as connection,
        pytest.raises(SQLAlchemyError) as error,
    ):
        connection.exec_driver_sql("insert into nowhere values (?)", (CANARY,))

    assert CANARY not in str(error.value)


def test_the_databases_files_are_its_users_only(tmp_path: Path) -> None:
    """Mode 0600 in a folder that others may read, also of the files beside it and of those made later."""
    tmp_path.chmod(0o755)
    before = os.umask(0o022)
    try:
        house = House(tmp_path)
        house.begin()
        house.restart()
        house.begin()
    finally:
        os.umask(before)
    modes = {file.name: stat.S_IMODE(file.stat().st_mode) for file in tmp_path.iterdir()}

    assert len(modes) == (3 if journal_mode()[0] == "wal" else 1)
    assert set(modes.values()) == {0o600}


def test_a_locked_ledger_holds_nobody_else_up(product: Product) -> None:
    """While the staff's page waits for the database, other pages are answered."""
    staff = signed_in(product)
    headers = {"host": "tablet.example"}
    cookie = {"cookie": f"staff={staff.cookies['staff']}"}

    async def both() -> tuple[float, int]:
        with product.service._ledger.writing():
            waiting = asyncio.create_task(staff._exchange("GET", "/staff", headers | cookie, b""))
            await asyncio.sleep(0.05)
            began = time.monotonic()
            assert (await staff._exchange("GET", "/", headers, b"")).status == 200
            took = time.monotonic() - began
            assert not waiting.done()
        return took, (await waiting).status

    took, status = asyncio.run(asyncio.wait_for(both(), 30))
    assert took < 1 and status == 200


def test_a_staff_page_without_a_ledger_is_a_sentence(browser: Browser, product: Product) -> None:
    """503 as on the other routes, and no longer than the database's patience."""
    with product.service._ledger.writing() as work:
        work._connection.exec_driver_sql("drop table staff_session")
    browser.cookies["staff"] = "some token"
    reply = browser.get("/staff")

    assert (reply.status, BUSY_MS) == (503, 5_000)
    assert "Please call a member of staff." in reply.text
