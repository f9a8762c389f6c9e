"""A browser without a window: sends requests to an ASGI application, keeps cookies, knows its own page."""

import asyncio
import re
from dataclasses import dataclass
from http.cookies import SimpleCookie
from typing import Any
from urllib.parse import urlencode

OWN = "own"


@dataclass(frozen=True)
class Reply:
    """What came back."""

    status: int
    headers: list[tuple[str, str]]
    body: bytes

    def __getitem__(self, name: str) -> str:
        """A header that stands there once; empty when it is missing."""
        return ", ".join(value for key, value in self.headers if key == name)

    @property
    def text(self) -> str:
        return self.body.decode()


class Browser:
    """One browser; `origin` of a request is its own page's unless said otherwise (`None`: it does not tell)."""

    def __init__(self, app: Any, scheme: str = "http", host: str = "tablet.example"):
        self._app = app
        self._scheme = scheme
        self._host = host
        self.cookies: dict[str, str] = {}

    def get(self, path: str, **headers: str) -> Reply:
        return self._send("GET", path, headers, b"")

    def post(self, path: str, origin: str | None = OWN, body: bytes | None = None, **fields: str) -> Reply:
        content = urlencode(fields).encode() if body is None else body
        headers = {"content-type": "application/x-www-form-urlencoded", "content-length": str(len(content))}
        if origin is not None:
            headers["origin"] = f"{self._scheme}://{self._host}" if origin == OWN else origin
        return self._send("POST", path, headers, content)

    def post_as(self, path: str, headers: dict[str, str], body: bytes = b"") -> Reply:
        """A request with exactly these headers."""
        return self._send("POST", path, headers, body)

    def _send(self, method: str, path: str, headers: dict[str, str], body: bytes) -> Reply:
        cookies = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        headers = {"host": self._host, **({"cookie": cookies} if cookies else {}), **headers}
        reply = asyncio.run(self._exchange(method, path, headers, body))
        for value in (value for name, value in reply.headers if name == "set-cookie"):
            for name, morsel in SimpleCookie(value).items():
                self.cookies[name] = morsel.value
                if morsel["max-age"] == "0":
                    del self.cookies[name]
        return reply

    async def _exchange(self, method: str, path: str, headers: dict[str, str], body: bytes) -> Reply:
        path, _, query = path.partition("?")
        scope = {
            "type": "http",
            "asgi": {"version": "3.0"},
            "http_version": "1.1",
            "method": method,
            "scheme": self._scheme,
            "path": path,
            "raw_path": path.encode(),
            "root_path": "",
            "query_string": query.encode(),
            "headers": [(name.encode(), value.encode("latin-1")) for name, value in headers.items()],
            "client": ("192.0.2.1", 5000),
            "server": ("127.0.0.1", 8501),
        }
        received = [{"type": "http.request", "body": body, "more_body": False}]
        sent: list[dict[str, Any]] = []

        async def receive() -> dict[str, Any]:
            return (
                received.pop() if received else await asyncio.Future()
            )  # still connected: waits until the answer is there

        async def send(message: dict[str, Any]) -> None:
            sent.append(message)

        await self._app(scope, receive, send)
        head = [(name.decode(), value.decode("latin-1")) for name, value in sent[0]["headers"]]
        return Reply(sent[0]["status"], head, b"".join(message.get("body", b"") for message in sent[1:]))


def strange_scripts(page: str) -> list[str]:
    """The script tags of a page that are not one of our own files."""
    return re.findall(r'<script(?! src="/assets/\w+\.js" defer></script>)', page)
