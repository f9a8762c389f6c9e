"""A service on a database of the test's own, on each engine in turn, and the product as the web routes see it."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from informed import bootstrap
from informed.bootstrap import Product
from tests.factories import PACKS, House, patient, tap
from tests.integration.administrator import Administrator
from tests.integration.asgi import Browser
from tests.integration.postgres import database_url, postgres, postgres_url
from tests.integration.web import APP

#: One server for all tests here, also for those that are not about engines.
__all__ = ["database_url", "postgres", "postgres_url"]


@pytest.fixture
def house(tmp_path: Path, database_url: str) -> Iterator[House]:
    """On SQLite, then on PostgreSQL."""
    made = House(tmp_path, url=database_url)
    yield made
    made.ledger.close()


@pytest.fixture
def file_house(tmp_path: Path) -> House:
    """On a SQLite file, for what only a file can suffer."""
    return House(tmp_path)


@pytest.fixture
def kept(house: House) -> House:
    """Three records and a checkpoint over them: one that was ended, one just opened, and one that was answered a little."""
    visit = house.begin()
    house.walk(visit, to="limitations")
    house.journey.decline(visit, tap())
    house.begin(who=patient(name="Hai"))
    house.journey.answer_statement(house.begin(who=patient(name="Ba")), "W2", "unsure", tap())
    house.custody.checkpoint()
    return house


@pytest.fixture
def administrator(house: House) -> Administrator:
    return Administrator(house)


@pytest.fixture
def settings(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, quick_passwords: None
) -> Iterator[Callable[..., Product]]:
    """Build the product of this process with these settings; called again, it is the next process on the same data."""

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
