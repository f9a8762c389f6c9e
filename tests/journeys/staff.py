"""What a test knows of the staff's side: the events on disk, and the document as staff open it."""

import json
import subprocess
import urllib.parse
import urllib.request
from contextlib import closing
from pathlib import Path
from typing import Any

from informed.adapters.database import sqlite3
from tests.journeys.server import Server


def events(server: Server, kind: str | None = None, name: str | None = None) -> list[dict[str, Any]]:
    """The payloads on disk, oldest first, of the record of this patient (or all), of one type (or all)."""
    with closing(sqlite3.connect(f"file:{server.data / 'informed.db'}?mode=ro", uri=True)) as database:
        wanted = "where record in (select record from record_index where name = ?)" if name else ""
        query = f"select payload from event {wanted} order by rowid"
        rows = database.execute(query, (name,) if name else ()).fetchall()
    found = [json.loads(payload) for (payload,) in rows]
    return [payload for payload in found if kind in (None, payload["type"])]


def record_of(server: Server, name: str) -> str:
    """The id of a patient's record."""
    with closing(sqlite3.connect(f"file:{server.data / 'informed.db'}?mode=ro", uri=True)) as database:
        (found,) = database.execute("select record from record_index where name = ?", (name,)).fetchone()
    return str(found)


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
