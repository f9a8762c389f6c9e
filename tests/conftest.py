"""What holds for every test: no request leaves this machine, and no setting of the developer's shell is seen."""

import asyncio
import os
from collections.abc import Iterator

import pytest
from argon2 import PasswordHasher
from hypothesis import settings

from informed import bootstrap
from informed.adapters import packs, secrets
from informed.content import ContentPack
from informed.paths import CONTENT
from tests.factories import FOOT_BATH

LOOPBACK = "127.0.0.1,localhost,::1"

settings.register_profile("suite", deadline=None, derandomize=True, max_examples=60)
settings.load_profile("suite")


@pytest.hookimpl(tryfirst=True)
def pytest_configure(config: pytest.Config) -> None:
    """Tell pytest-socket, before it reads its options, which hosts a test may reach; forget the shell's settings."""
    config.option.allow_hosts = LOOPBACK
    config.option.allow_unix_socket = True
    for name in [name for name in os.environ if name.startswith("INFORMED_") and name != "INFORMED_CHROMIUM"]:
        del os.environ[name]


@pytest.fixture(autouse=True)
def own_process() -> None:
    """Each test is a process of its own for the product, which is built once in a process: none finds the last one's."""
    bootstrap.product.cache_clear()


@pytest.fixture(autouse=True)
def no_loop_of_a_browser(request: pytest.FixtureRequest) -> Iterator[None]:
    """The event loop of a browser rests in this thread between its tests, and counts as running until the session ends."""
    resting = None if request.node.get_closest_marker("browser") else asyncio._get_running_loop()
    if resting:
        asyncio._set_running_loop(None)
    yield
    if resting:
        asyncio._set_running_loop(resting)


@pytest.fixture
def quick_passwords(monkeypatch: pytest.MonkeyPatch) -> None:
    """Passwords hashed at the least cost: a test has no time."""
    monkeypatch.setattr(secrets, "PasswordHasher", lambda: PasswordHasher(1, 8, 1))


@pytest.fixture(scope="session")
def exosome() -> ContentPack:
    """The pack that comes with the product."""
    return packs.load(CONTENT / "exosome-skin")


@pytest.fixture(scope="session")
def foot_bath() -> ContentPack:
    """An invented pack about something else."""
    return packs.load(FOOT_BATH)
