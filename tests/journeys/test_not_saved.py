"""While the ledger cannot be written the patient sees "not saved yet – trying again", never "saved", and nothing is lost."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from functools import partial
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from sqlalchemy import make_url

from informed.adapters.database import sqlite3
from informed.web.refused_words import REFUSED
from tests.integration import postgres as postgresql
from tests.integration.disks import fill_up, tiny_disk
from tests.journeys.measure import rules
from tests.journeys.patient import Patient
from tests.journeys.server import Server
from tests.journeys.staff import events

postgres, postgres_url = postgresql.postgres, postgresql.postgres_url
Fault = Callable[[], AbstractContextManager[object]]
NAME = "Trịnh Thị Chờ"


@contextmanager
def held(file: Path) -> Iterator[None]:
    """Another program holds the database."""
    holder = sqlite3.connect(file, isolation_level=None)
    holder.execute("begin immediate")
    try:
        yield
    finally:
        holder.execute("rollback")
        holder.close()


@contextmanager
def full(folder: Path) -> Iterator[None]:
    """The disk has no byte left, and the log of the database no room of its own."""
    with sqlite3.connect(folder / "data" / "informed.db") as connection:
        connection.execute("pragma wal_checkpoint(truncate)")
    connection.close()
    filler = fill_up(folder)
    try:
        yield
    finally:
        filler.unlink()


@contextmanager
def away(server: postgresql.Server) -> Iterator[None]:
    """PostgreSQL is stopped, and started again."""
    server.stop()
    try:
        yield
    finally:
        server.start()


@pytest.fixture(params=["held", "full", "read-only", "away"])
def faulty(request: pytest.FixtureRequest, browser: Browser, tmp_path: Path) -> Iterator[tuple[Server, Fault]]:
    """A server, and what happens to its ledger. A file that a server has open cannot become read-only; PostgreSQL can."""
    fault: Fault
    with ExitStack() as made:
        data, url = tmp_path / "data", ""
        if request.param == "full":
            disk = made.enter_context(tiny_disk(tmp_path / "disk", "30m"))
            data, fault = disk / "data", partial(full, disk)
        elif request.param == "held":
            fault = partial(held, data / "informed.db")
        else:
            database, url = request.getfixturevalue("postgres"), request.getfixturevalue("postgres_url")
            name = str(make_url(url).database)
            fault = partial(away, database) if request.param == "away" else partial(database.read_only, name)
        server = Server(data, database_url=url)
        made.callback(server.stop)
        yield server.start(), fault


def test_an_answer_that_is_not_on_disk_is_never_called_saved(faulty: tuple[Server, Fault], page: Page) -> None:
    """The card says that it is tried again as long as the fault lasts; Continue does not go on; then each tap is there once."""
    server, fault = faulty
    patient = Patient(page, server.url)
    patient.arrives_at("benefits", server, NAME)
    patient.answers("B1", "understood")
    taps = {"B2": "unsure", "B3": "understood"}
    with fault():
        for id, answer in taps.items():
            patient.card(id).get_by_text(patient.say(answer), exact=True).tap()
        for id in taps:
            expect(patient.card(id).get_by_text(patient.say("unsaved"), exact=True)).to_be_visible()
            expect(patient.card(id).get_by_text(patient.say("saved"), exact=True)).to_have_count(0)
        patient.presses("next")
        assert page.url.endswith("/benefits")
    for id in taps:
        expect(patient.card(id).get_by_text(patient.say("saved"), exact=True)).to_be_visible()
    found = [(one["statement"]["id"], one["answer"]) for one in events(server, "StatementAnswered", NAME)]
    assert sorted(found) == [("B1", "understood"), *taps.items()]


@pytest.mark.parametrize("faulty", ["away"], indirect=True)
def test_continue_without_a_ledger_says_so_in_the_language_of_the_visit(
    faulty: tuple[Server, Fault], page: Page
) -> None:
    """The screen stays with its answers, one sentence comes under it, and Continue goes on when the ledger is back; a screen that
    cannot be shown without it waits, says so, and comes back by itself.
    """
    server, fault = faulty
    patient = Patient(page, server.url, "en")
    patient.arrives_at("benefits", server, NAME)
    patient.answers_everything()
    with fault():
        patient.presses("next")
        expect(page.get_by_text(patient.say("trouble"))).to_be_visible()
        expect(patient.card("B1").get_by_text(patient.say("saved"), exact=True)).to_be_visible()
    patient.goes_on("benefits-question")
    with fault():
        patient.presses("stop")
        patient.sees(REFUSED["en"]["waiting"])
        expect(page.get_by_role("alert")).to_contain_text(patient.say("trouble_waits"))
        assert rules(page) == []
    patient.sees(patient.say("question_title"))
