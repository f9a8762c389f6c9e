"""A real server in a process of its own, on a port of its own, with a data folder of its own."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.parse
import urllib.request
from functools import cached_property
from pathlib import Path
from typing import Self

from informed.adapters.settings import Settings
from informed.bootstrap import Product, build
from tests.factories import PASSWORD


class Server:
    """`informed serve` on a free port; `kill` is `kill -9`, and `start` again serves the same data on the same port.

    `package`: a folder with another copy of the product, served from an empty folder.
    """

    def __init__(self, data: Path, *, package: Path | None = None, **settings: str):
        self.data = data
        self.port = _free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.password = ""
        self.environment = {name: value for name, value in os.environ.items() if not name.startswith("INFORMED_")}
        self.environment |= {
            "INFORMED_DATA_DIR": str(data),
            **{f"INFORMED_{k.upper()}": v for k, v in settings.items()},
        }
        self._folder = data.parent
        if package:
            self.environment["PYTHONPATH"] = str(package)
            self._folder = data.parent / "empty"
            self._folder.mkdir()
        self._process: subprocess.Popen[bytes] | None = None
        self.log = data.parent / f"{data.name}.log"

    @property
    def settings(self) -> Settings:
        """What this server was told of its ledger, for a test that looks into it."""
        return Settings(data_dir=self.data, database_url=self.environment.get("INFORMED_DATABASE_URL", ""))

    @cached_property
    def product(self) -> Product:
        """The product on this server's ledger beside it, for what a test has done by commands or looks at."""
        return build(self.settings)

    def start(self) -> Self:
        command = [sys.executable, "-m", "informed.cli", "serve", "--port", str(self.port)]
        with self.log.open("ab") as log:
            self._process = subprocess.Popen(
                command, env=self.environment, cwd=self._folder, stdout=log, stderr=subprocess.STDOUT
            )
        self._wait()
        if not self.password:
            self._set_up()
        return self

    def _set_up(self) -> None:
        """Open the link that the first start printed, as the first administrator does: name `admin`, password `PASSWORD`."""
        link = re.search(r"^\s+(http\S+/set-up\?code=(\S+))$", self.log.read_text(), re.M)
        assert link, self.log.read_text()
        fields = {"code": link[2], "name": "admin", "password": PASSWORD, "again": PASSWORD}
        origin = self.environment.get("INFORMED_PUBLIC_ORIGINS", self.url)
        form = urllib.request.Request(f"{self.url}/set-up", urllib.parse.urlencode(fields).encode(), {"Origin": origin})
        with urllib.request.urlopen(form, timeout=10) as reply:
            assert reply.url.endswith("/sign-in?done=set-up"), reply.url
        self.password = PASSWORD

    def kill(self) -> None:
        """End it as a power cut would."""
        self._end(signal.SIGKILL)

    def stop(self) -> None:
        self._end(signal.SIGTERM)

    def _end(self, how: signal.Signals) -> None:
        if self._process and self._process.poll() is None:
            self._process.send_signal(how)
            self._process.wait(15)
        self._process = None

    def _wait(self) -> None:
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline:
            assert self._process is not None and self._process.poll() is None, self.log.read_text()
            try:
                with urllib.request.urlopen(f"{self.url}/healthz", timeout=1) as reply:
                    assert b'"ok"' in reply.read()
                    return
            except OSError:
                time.sleep(0.05)
        raise AssertionError(f"the server did not come up: {self.log.read_text()}")


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])
