"""What a test knows of the staff's side: the events on disk, and the document as staff open it."""

import subprocess
import urllib.parse
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from informed.adapters.data_keys import DataKeys
from informed.adapters.database import open_database
from informed.adapters.keys import read_kek
from informed.adapters.ledger import DatabaseLedger, DatabaseWork
from tests.journeys.server import Server

#: More records than a test makes.
MOST = 1000


def events(server: Server, kind: str | None = None, name: str | None = None) -> list[dict[str, Any]]:
    """The payloads on disk, oldest first, of the record of this patient (or all), of one type (or all)."""
    with _reading(server) as work:
        rows = [row for row in work.indexed(None, MOST) if name in (None, row.name)]
        found = [event for row in rows for event in work.events(row.record)]
    payloads = [event.payload.model_dump(mode="json") for event in sorted(found, key=lambda event: event.at)]
    return [payload for payload in payloads if kind in (None, payload["type"])]


def record_of(server: Server, name: str) -> str:
    """The id of a patient's record."""
    with _reading(server) as work:
        (found,) = (row.record for row in work.indexed(None, MOST) if row.name == name)
    return found


@contextmanager
def _reading(server: Server) -> Iterator[DatabaseWork]:
    """The server's ledger, opened beside it with its key."""
    settings = server.settings
    ledger = DatabaseLedger(open_database(settings.url, make=False), DataKeys(read_kek(settings.key_file)))
    try:
        with ledger.reading() as work:
            yield work
    finally:
        ledger.close()


def signs_in(server: Server) -> str:
    """The cookie of a signed-in member of staff."""
    body = urllib.parse.urlencode({"name": "admin", "password": server.password}).encode()
    request = urllib.request.Request(f"{server.url}/sign-in", body, {"Origin": server.url})
    opener = urllib.request.build_opener(_Stay)
    with opener.open(request) as reply:
        return str(reply.headers["set-cookie"]).split(";")[0]


def document(server: Server, record: str, folder: Path) -> str:
    """The text of a record's document, read back by another program, in the order of its content."""
    request = urllib.request.Request(f"{server.url}/documents/{record}.pdf", headers={"Cookie": signs_in(server)})
    file = folder / f"{record}.pdf"
    with urllib.request.urlopen(request) as reply:
        file.write_bytes(reply.read())
    return subprocess.run(["pdftotext", "-raw", file, "-"], check=True, capture_output=True, text=True).stdout


def squeezed(text: str) -> str:
    """Text without any white space: line breaks of a layout do not matter."""
    return "".join(text.split())


class _Stay(urllib.request.HTTPRedirectHandler):
    """Does not follow the redirect: its cookie is what is wanted."""

    def http_error_303(self, req: Any, fp: Any, code: int, msg: str, headers: Any) -> Any:
        return fp
