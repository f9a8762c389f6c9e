"""What holds for every test: no request leaves this machine, and no setting of the developer's shell is seen."""

import os

import pytest
from hypothesis import settings

from informed.adapters import packs
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


@pytest.fixture(scope="session")
def exosome() -> ContentPack:
    """The pack that comes with the product."""
    return packs.load(CONTENT / "exosome-skin")


@pytest.fixture(scope="session")
def foot_bath() -> ContentPack:
    """An invented pack about something else."""
    return packs.load(FOOT_BATH)
