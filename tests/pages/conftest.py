"""The screens without a browser: Streamlit's AppTest on the real entry script, over a real database of the test's own."""

import json
import logging
from collections.abc import Callable, Iterator
from functools import cache, partial
from pathlib import Path
from uuid import uuid4

import pytest
from streamlit.components.v2 import manifest_scanner
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.runtime.context import ContextProxy
from streamlit.runtime.scriptrunner import RerunData
from streamlit.testing.v1 import AppTest, local_script_runner
from streamlit.testing.v1.element_tree import ElementTree, parse_tree_from_messages
from streamlit.util import calc_hash

from informed.bootstrap import Product, product
from informed.content import Language
from informed.paths import ENTRY
from informed.patient import Patient
from informed.service.accounts import SHELL
from tests import factories

Cookies = dict[str, str]

# Building pages outside of a run is harmless, and Streamlit says so once for each page.
logging.getLogger("streamlit.runtime.scriptrunner_utils.script_run_context").setLevel(logging.ERROR)
# At each AppTest Streamlit looks through all installed packages for components, half of the test's time, and finds the same.
manifest_scanner.scan_component_manifests = cache(manifest_scanner.scan_component_manifests)


@pytest.fixture
def running(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, quick_passwords: None) -> Iterator[Product]:
    """The product of this process, in a data folder of the test's own."""
    monkeypatch.setenv("INFORMED_DATA_DIR", str(tmp_path))
    product.cache_clear()
    yield product()
    product.cache_clear()


@pytest.fixture
def cookies(monkeypatch: pytest.MonkeyPatch) -> Cookies:
    """The browser's cookies, which AppTest cannot seed by itself."""
    found: Cookies = {}
    monkeypatch.setattr(ContextProxy, "cookies", property(lambda _self: found))
    return found


@pytest.fixture
def arrive(running: Product, cookies: Cookies) -> Callable[..., str]:
    """Puts the browser into a visit that has come as far as a step; returns the visit's id."""

    def arrive(step: str, language: Language = Language.VIETNAMESE, who: Patient | None = None) -> str:
        commands = running.service.journey
        visit, ticket = commands.begin(who or factories.patient(), language, str(uuid4()))
        factories.goes(running.service, visit, step)
        cookies["visit"] = str(commands.redeem(ticket))
        return visit

    return arrive


@pytest.fixture
def time_passes(monkeypatch: pytest.MonkeyPatch) -> Callable[[AppTest], AppTest]:
    """What a screen does when the timers of its last run are over: the browser then asks for it, AppTest by itself does not."""
    timers: list[str] = []

    def read(messages: list[ForwardMsg]) -> ElementTree:
        timers[:] = [message.auto_rerun.fragment_id for message in messages if message.HasField("auto_rerun")]
        return parse_tree_from_messages(messages)

    def time_passes(at: AppTest) -> AppTest:
        assert timers, "nothing happens by itself"
        with monkeypatch.context() as asked:
            of_timers = partial(RerunData, fragment_id_queue=list(timers), is_auto_rerun=True)
            asked.setattr(local_script_runner, "RerunData", of_timers)
            return at.run()

    monkeypatch.setattr(local_script_runner, "parse_tree_from_messages", read)
    return time_passes


def opened(name: str = "welcome", **query: str) -> AppTest:
    """A fresh session whose browser asks for this screen, with this after the "?"."""
    at = AppTest.from_file(str(ENTRY), default_timeout=60)
    for key, value in query.items():
        at.query_params[key] = value
    at._page_hash = "" if name == "welcome" else calc_hash(name)  # a screen's hash is that of its address
    at.run()
    at._page_hash = ""  # from now on the app itself says where it is
    return at


def html(at: AppTest) -> str:
    """All our own blocks of HTML on the screen, in order."""
    return "\n".join(element.proto.body for element in at.get("html"))


def component(at: AppTest, name: str) -> object:
    """What a component on the screen was given."""
    for element in at.get("bidi_component"):
        if element.proto.component_name == f"informed.{name}":
            return json.loads(element.proto.json)[0]
    raise LookupError(f"no {name} on the screen")


def staff(running: Product, role: str = "front_desk") -> str:
    """The session's token of a member of staff."""
    accounts, name = running.service.accounts, f"lan-{role}"
    accounts.set_up(accounts.add(SHELL, name, role), factories.PASSWORD, factories.PASSWORD)
    return running.service.staff.sign_in(name, factories.PASSWORD, "192.0.2.1")
