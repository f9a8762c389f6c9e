"""A clinic with everything that backups and keys are about: a ledger on either engine, a key file, a folder outside."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from sqlalchemy import text

from informed.adapters import database as db
from informed.adapters.backup import Backup, Restored, backup, restore
from informed.adapters.keys import open_kek
from informed.adapters.settings import Settings
from informed.patient import Patient
from tests.factories import House, patient
from tests.integration.postgres import OWNER, as_user

CANARY = "Nguyễnkanari Ánhkanari"


class ClinicSite:
    """A house with its settings, as the command line sees them; its database is `url`, or a file in the folder."""

    def __init__(self, folder: Path, url: str = ""):
        folder.mkdir(parents=True, exist_ok=True)
        self.folder = folder
        self.url = url if url.startswith("postgresql") else db.sqlite_url(folder / "informed.db")
        self.key_file = folder / "key"
        self.outside = folder / "outside"
        self.settings = Settings(
            data_dir=folder,
            database_url=self.url,
            migrator_url=as_user(url, OWNER) if url.startswith("postgresql") else "",
            kek_file=self.key_file,
            checkpoint_dir=self.outside,
        )

    @property
    def file(self) -> Path:
        """The SQLite file."""
        return self.folder / "informed.db"

    def opened(self, process: str = "") -> House:
        """A process on the clinic's ledger, with the key of its key file; its ids are those of this place only."""
        kek = open_kek(self.key_file, fresh=True)
        return House(self.folder, url=self.url, kek=kek, process=process or self.folder.name[0])

    def backup(self, to: Path, now: datetime, *, with_keys: bool = False) -> Backup:
        return backup(self.settings, to, with_keys=with_keys, now=now)

    def restore(self, folder: Path, now: datetime, *, force: bool = False) -> Restored:
        return restore(self.settings, folder, force=force, now=now)

    def taking_the_key_of(self, other: "ClinicSite") -> "ClinicSite":
        """Bring another clinic's key file here."""
        self.key_file.write_bytes(other.key_file.read_bytes())
        self.key_file.chmod(0o400)
        return self

    def write(self, statement: str) -> None:
        """Change the database as its administrator would."""
        engine = db.connect(self.settings.migrator_url.get_secret_value() or self.url)
        with engine.connect().execution_options(writing=True) as connection, connection.begin():
            connection.execute(text(statement))
        engine.dispose()

    def contents(self) -> dict[str, list[tuple[object, ...]]]:
        """All rows of all tables, by table."""
        engine = db.connect(self.url)
        with engine.connect() as connection:
            found = {
                name: [tuple(row) for row in connection.execute(table.select())]
                for name, table in db.metadata.tables.items()
            }
        engine.dispose()
        return {name: sorted(rows, key=repr) for name, rows in found.items()}


def canary() -> Patient:
    """A patient whose name nothing else holds."""
    return patient(name=CANARY, number="KANARI-7781")


@pytest.fixture
def site(
    database_url: str, tmp_path: Path, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> ClinicSite:
    """A clinic on each engine in turn, with PostgreSQL's own programs of the server's version."""
    if database_url.startswith("postgresql"):
        monkeypatch.setenv("PATH", str(request.getfixturevalue("postgres").programs), prepend=":")
    return ClinicSite(tmp_path / "clinic", database_url)


@pytest.fixture
def served(site: ClinicSite) -> Iterator[House]:
    """The clinic's process, with one signed record and a checkpoint."""
    opened = site.opened()
    opened.signed(who=canary())
    opened.custody.checkpoint()
    yield opened
    opened.ledger.close()


@pytest.fixture
def elsewhere(site: ClinicSite, tmp_path: Path, request: pytest.FixtureRequest) -> ClinicSite:
    """An empty machine: a new folder, and on a server a database without tables."""
    if not site.url.startswith("postgresql"):
        return ClinicSite(tmp_path / "elsewhere")
    server = request.getfixturevalue("postgres")
    return ClinicSite(tmp_path / "elsewhere", server.address(server.empty()))


@pytest.fixture
def another(served: House, site: ClinicSite, tmp_path: Path, request: pytest.FixtureRequest) -> ClinicSite:
    """Another clinic on this engine, with tables, and the key of the first: only its ledger's id differs."""
    server = request.getfixturevalue("postgres") if site.url.startswith("postgresql") else None
    other = ClinicSite(tmp_path / "another", server.address(server.fresh()) if server else "")
    other.taking_the_key_of(site).opened().ledger.close()
    other.write("update about set value = 'other' where key = 'ledger'")
    return other
