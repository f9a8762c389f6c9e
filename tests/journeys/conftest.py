"""Servers and browsers for the journeys. Every test here drives a real browser against a real server."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tests.journeys import chromium
from tests.journeys.network import Network
from tests.journeys.patient import Patient
from tests.journeys.server import Server

#: The shell asks every 1.3 s whether the connection answers. Two servers, two browsers and a database share the machine that runs
#: the tests: now and then an answer takes longer than the shell waits, the screen rests as it should, and buttons are disabled for
#: a second. Only the tests of a `network` are about that; nobody asks in the others.
_UNASKED = """addEventListener("message", (event) => {
    if (event.data?.type === "SEND_APP_HEARTBEAT") event.stopImmediatePropagation();
}, true)"""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker("browser")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        found = chromium.launch(playwright)
        yield found
        found.close()


@pytest.fixture(scope="session")
def server(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The server that tests share who do not kill it."""
    started = Server(tmp_path_factory.mktemp("server") / "data").start()
    yield started
    started.stop()


@pytest.fixture
def fresh_server(browser: Browser, tmp_path: Path) -> Iterator[Server]:
    """A server of the test's own, not yet started."""
    own = Server(tmp_path / "data")
    yield own
    own.stop()


@pytest.fixture
def network(server: Server) -> Iterator[Network]:
    """A way to the server that can be cut and silenced; pages of a test that has one ask whether it answers."""
    made = Network(server.port)
    yield made
    made.close()


@pytest.fixture
def asks(request: pytest.FixtureRequest) -> bool:
    """Whether the pages of this test ask whether their connection answers."""
    return "network" in request.fixturenames


@pytest.fixture
def tablet(browser: Browser, asks: bool) -> Iterator[Callable[..., BrowserContext]]:
    """Makes tablets: browsers that share nothing, and that may ask only their own server."""
    contexts: list[BrowserContext] = []

    def make(**different: object) -> BrowserContext:
        context = browser.new_context(**{**chromium.TABLET, **different})  # type: ignore[arg-type]
        if not asks:
            context.add_init_script(_UNASKED)
        contexts.append(context)
        return context

    yield make
    for context in contexts:
        context.close()


@pytest.fixture(scope="session")
def shared(browser: Browser) -> Iterator[dict[bool, BrowserContext]]:
    """The tablets, by whether they ask, that tests share who do not set a clock: most of a first page's time is for scripts that
    they then have.
    """
    made = {asks: browser.new_context(**chromium.TABLET) for asks in (True, False)}  # type: ignore[arg-type]
    made[False].add_init_script(_UNASKED)
    yield made
    for context in made.values():
        context.close()


@pytest.fixture
def page(shared: dict[bool, BrowserContext], asks: bool) -> Iterator[Page]:
    """A page on a tablet that is lent, which is wiped afterwards."""
    lent = shared[asks]
    yield lent.new_page()
    lent.set_offline(False)
    browser = lent.new_cdp_session(lent.pages[0] if lent.pages else lent.new_page())
    for origin in {"/".join(left.url.split("/")[:3]) for left in lent.pages if left.url.startswith("http")}:
        browser.send("Storage.clearDataForOrigin", {"origin": origin, "storageTypes": "local_storage"})
    for left in lent.pages:  # which may hang on its way to a server that does not answer: it is asked nothing
        left.close()
    lent.clear_cookies()


@pytest.fixture
def patient(page: Page, server: Server) -> Patient:
    """A Vietnamese patient with a tablet in portrait."""
    return Patient(page, server.url)
