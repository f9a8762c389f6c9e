"""Streamlit's websocket: only our own pages connect, and no address is ever looked up elsewhere."""

import asyncio
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from starlette.applications import Starlette
from starlette.routing import WebSocketRoute
from starlette.websockets import WebSocket
from streamlit import net_util
from streamlit.web.server.starlette import starlette_websocket
from websockets.exceptions import InvalidStatus
from websockets.sync.client import connect

from informed.bootstrap import Product
from informed.web.hosting import MIDDLEWARE
from tests.journeys.server import Server

HOST = "tablet.example"


async def _stream(socket: WebSocket) -> None:
    """Decides as Streamlit's endpoint does."""
    allowed = starlette_websocket._is_origin_allowed(socket.headers.get("Origin"), socket.headers.get("Host"))
    await (socket.accept() if allowed else socket.close(4000))


APP = Starlette(routes=[WebSocketRoute("/_stcore/stream", _stream)], middleware=MIDDLEWARE)


@pytest.fixture
def lookups(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Whenever Streamlit asks for an address of this machine."""
    asked: list[str] = []
    for name in ("get_external_ip", "get_internal_ip"):
        monkeypatch.setattr(net_util, name, lambda name=name: asked.append(name))
    return asked


def knock(origin: str | None, host: str = HOST, scheme: str = "ws") -> list[dict[str, Any]]:
    """What the server says to a browser that asks for the websocket."""
    headers = {"host": host, **({} if origin is None else {"origin": origin})}
    scope = {
        "type": "websocket",
        "scheme": scheme,
        "path": "/_stcore/stream",
        "query_string": b"",
        "headers": [(name.encode(), value.encode()) for name, value in headers.items()],
        "subprotocols": [],
        "server": ("127.0.0.1", 8501),
    }
    sent: list[dict[str, Any]] = []

    async def receive() -> dict[str, Any]:
        return {"type": "websocket.connect"}

    async def send(message: dict[str, Any]) -> None:
        sent.append(message)

    asyncio.run(APP(scope, receive, send))
    return sent


REFUSED = [{"type": "websocket.close", "code": 1008}]


@pytest.mark.parametrize(
    "origin",
    [
        None,
        "",
        "null",
        "https://evil.example",
        "https://tablet.example",
        "http://tablet.example:81",
        "http://tablet.example.evil.example",
        "http://localhost",
        "http://127.0.0.1",
    ],
)
def test_a_websocket_of_another_site_is_refused(product: Product, lookups: list[str], origin: str | None) -> None:
    """Before it is accepted, and nobody is asked anything; also where Streamlit itself would trust the origin."""
    assert knock(origin) == REFUSED
    assert lookups == []


@pytest.mark.parametrize(("scheme", "origin"), [("ws", "http://tablet.example"), ("wss", "https://tablet.example")])
def test_our_own_page_connects(product: Product, lookups: list[str], scheme: str, origin: str) -> None:
    """The origin of the Host header."""
    assert knock(origin, scheme=scheme)[0]["type"] == "websocket.accept"
    assert lookups == []


def test_behind_a_proxy_that_changes_the_host_our_tablets_connect(
    settings: Callable[..., Product], lookups: list[str]
) -> None:
    """The public origin counts, whatever the Host header says; the host's own origin does not."""
    settings(public_origins="https://clinic.example")

    assert knock("https://clinic.example", host="10.0.0.5:8501")[0]["type"] == "websocket.accept"
    assert knock("http://10.0.0.5:8501", host="10.0.0.5:8501") == REFUSED
    assert lookups == []


@pytest.mark.parametrize("host", ["x/y", "[", "", "a@b", "x?y"])
def test_a_strange_host_makes_nobody_look_anything_up(product: Product, lookups: list[str], host: str) -> None:
    """An origin that agrees with a made-up Host header."""
    knock(f"http://{host}", host=host)

    assert lookups == []


WATCHER = """
from streamlit import net_util
print("watching", flush=True)
for name in ("get_external_ip", "get_internal_ip"):
    setattr(net_util, name, lambda: print("LOOKED UP", flush=True))
"""


def test_the_real_server_refuses_and_accepts(tmp_path: Path) -> None:
    """403 over the wire; with the public origin, through Streamlit's own check; no address is looked up meanwhile."""
    watcher = tmp_path / "watcher"
    watcher.mkdir()
    (watcher / "sitecustomize.py").write_text(WATCHER)
    server = Server(tmp_path / "data", package=watcher, public_origins="https://clinic.example").start()
    try:
        address = f"ws://127.0.0.1:{server.port}/_stcore/stream"
        for origin in (None, "null", "https://evil.example", server.url):
            with pytest.raises(InvalidStatus) as refused, connect(address, origin=origin):
                pass
            assert refused.value.response.status_code == 403
        with connect(address, origin="https://clinic.example", subprotocols=["streamlit"]):
            pass
    finally:
        server.stop()
    assert "watching" in server.log.read_text()
    assert "LOOKED UP" not in server.log.read_text()
