"""Writes a database of the present schema, with rows as a day leaves them, as text: `tests/fixtures/schema-*.sql`.

`python -m tests.schema_dump` is run once before a release that changes the schema. The files of released schemas stay as they
are, and every later version must open them. Their records' key-encryption key is `House`'s.
"""

import re
import shutil
import signal
import sqlite3
import subprocess
import tempfile
from contextlib import suppress
from pathlib import Path

from informed.adapters import database as db
from informed.adapters.database.sqlite import copy
from informed.errors import SignInRefused
from informed.paths import HOME
from tests.factories import House
from tests.integration.postgres import OWNER, Server, as_user

FOLDER = HOME / "tests" / "fixtures"
ENGINES = ("sqlite", "postgresql")


def file_of(engine: str, schema: str) -> Path:
    """Where the dump of a schema lies."""
    return FOLDER / f"schema-{schema}.{engine}.sql"


def fill(house: House) -> None:
    """A signed record, one just begun, a member of staff signed in, and a wrong password."""
    house.signed()
    house.begin()
    house.signed_in()
    with suppress(SignInRefused):
        house.staff.sign_in("someone-physician", "wrong", "192.0.2.2")
    house.ledger.close()


def sqlite_dump(folder: Path) -> str:
    """A SQLite database as SQL."""
    house = House(folder)
    fill(house)
    copy(house.file, folder / "copy.db")
    with sqlite3.connect(folder / "copy.db") as connection:  # Python's own can dump, and touches a file of its own
        return "\n".join(connection.iterdump()) + "\n"


def postgres_dump(server: Server, folder: Path) -> str:
    """A PostgreSQL database as SQL, with owner and rights; without the lines that only `psql` knows."""
    house = House(folder, url=server.address(server.fresh()))
    fill(house)
    pg_dump = [str(server.programs / "pg_dump"), "--inserts", "-d", as_user(house.url, OWNER)]
    said = subprocess.run(pg_dump, check=True, capture_output=True, text=True).stdout
    return re.sub(r"^(\\.*|--.*|)\n", "", said, flags=re.MULTILINE)


def load(engine: str, schema: str, url: str) -> None:
    """Fill an empty database (on PostgreSQL by the owner's address) with the rows of a released schema."""
    script = file_of(engine, schema).read_text("utf-8")
    if engine == "sqlite":
        with db.sqlite3.connect(str(db.parse(url).database)) as connection:
            connection.executescript(script)
    else:
        with db.connect(url).connect().execution_options(writing=True) as connection, connection.begin():
            connection.connection.cursor().execute(script)


def main() -> None:
    """Write both dumps."""
    folder = Path(tempfile.mkdtemp(prefix="informed-pg-"))
    server = Server(folder)
    try:
        server.make()
        (folder / "a").mkdir()
        (folder / "b").mkdir()
        schema = db.current(db.connect(server.address("informed")))
        file_of("sqlite", str(schema)).write_text(sqlite_dump(folder / "a"), "utf-8")
        file_of("postgresql", str(schema)).write_text(postgres_dump(server, folder / "b"), "utf-8")
    finally:
        server.stop(signal.SIGQUIT)
        shutil.rmtree(folder)


if __name__ == "__main__":
    main()
