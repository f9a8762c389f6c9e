"""A clinic with everything that backups and keys are about: a ledger on either engine, a key file, a folder outside."""

from datetime import datetime
from pathlib import Path

from sqlalchemy import text

from informed.adapters import database as db
from informed.adapters.backup import Backup, Restored, backup, restore
from informed.adapters.keys import open_kek
from informed.adapters.settings import Settings
from informed.patient import Patient
from tests.factories import House, patient
from tests.integration.postgres import OWNER, as_user

CANARY = "Nguyễn Canary Ánh"


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

    def opened(self) -> House:
        """A process on the clinic's ledger, with the key of its key file; its ids are those of this place only."""
        kek = open_kek(self.key_file, fresh=True)
        return House(self.folder, url=self.url, kek=kek, process=self.folder.name[0])

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
            found = {name: [tuple(row) for row in connection.execute(table.select())] for name, table in db.metadata.tables.items()}
        engine.dispose()
        return {name: sorted(rows, key=repr) for name, rows in found.items()}


def canary() -> Patient:
    """A patient whose name nothing else holds."""
    return patient(name=CANARY, number="CANARY-7781")

