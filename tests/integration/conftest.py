"""A service on a SQLite file of the test's own, and the product as the web routes see it."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from argon2 import PasswordHasher

from informed import bootstrap
from informed.adapters import secrets
from informed.bootstrap import Product
from tests.factories import PACKS, House
from tests.integration.asgi import Browser
from tests.integration.web import APP


@pytest.fixture
def house(tmp_path: Path) -> House:
    return House(tmp_path)


@pytest.fixture
def settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., Product]]:
    """Build the product of this process with these settings; called again, it is the next process on the same data."""

    monkeypatch.setattr(secrets, "PasswordHasher", lambda: PasswordHasher(1, 8, 1))  # a test has no time

    def build(**changes: str) -> Product:
        for name, value in {
            "data_dir": str(tmp_path / "data"),
            "content_dir": str(PACKS),
            "pack": "foot-bath",
            **changes,
        }.items():
            monkeypatch.setenv(f"INFORMED_{name.upper()}", value)
        bootstrap.product.cache_clear()
        return bootstrap.product()

    yield build
    bootstrap.product.cache_clear()


@pytest.fixture
def product(settings: Callable[..., Product]) -> Product:
    return settings()


@pytest.fixture
def browser(product: Product) -> Browser:
    return Browser(APP)
