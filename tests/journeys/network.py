"""A network between tablet and server that can be cut, or fall silent: a TCP proxy on a port of its own."""

import socket
import threading
from contextlib import suppress

from playwright.sync_api import Page, Route


class Network:
    """Forwards to a port until it is cut (what is open is closed, what is new is refused) or silenced (nothing is closed or
    refused, and nothing arrives any more). Mended, it forwards what is new; what was open in the silence stays dead.
    """

    def __init__(self, port: int):
        self._to = port
        self._up = True
        self._sockets = True
        self._heard = threading.Event()
        self._heard.set()
        self._open: list[socket.socket] = []
        self._dead: list[socket.socket] = []
        self._listening = socket.create_server(("127.0.0.1", 0), backlog=100)
        self.url = f"http://127.0.0.1:{self._listening.getsockname()[1]}"
        threading.Thread(target=self._accept, daemon=True).start()

    def cut(self) -> None:
        self._up = False
        for end in self._open:
            _shut(end)
        self._open.clear()

    def silence(self) -> None:
        """As a tablet out of reach of the radio: no end learns of it."""
        self._heard.clear()
        self._dead += self._open
        self._open = []

    def mend(self, *, sockets: bool = True) -> None:
        """Without `sockets` pages can be had and no websocket, as behind a proxy that has forgotten how."""
        self._up, self._sockets = True, sockets
        self._heard.set()

    def close(self) -> None:
        self.mend()
        self.cut()
        for end in self._dead:
            _shut(end)
        self._listening.close()

    def _accept(self) -> None:
        while True:
            try:
                near, _ = self._listening.accept()
            except OSError:
                return
            threading.Thread(target=self._join, args=(near,), daemon=True).start()

    def _join(self, near: socket.socket) -> None:
        self._heard.wait()  # a connection that is asked for in the silence is made when it ends
        try:
            if not self._up:
                raise OSError("cut")
            far = socket.create_connection(("127.0.0.1", self._to))
        except OSError:
            _shut(near)
            return
        self._open += [near, far]
        for a, b in ((near, far), (far, near)):
            threading.Thread(target=self._pump, args=(a, b), daemon=True).start()

    def _pump(self, source: socket.socket, target: socket.socket) -> None:
        with suppress(OSError):
            while data := source.recv(65536):
                if not self._sockets and b"upgrade: websocket" in data.lower():
                    break
                if source not in self._dead:
                    target.sendall(data)
        if source not in self._dead:  # in the silence not even an end arrives
            _shut(source)
            _shut(target)


def refuse_once(page: Page, address: str) -> list[str]:
    """The first request for this address fails on its way, as without a network; what it returns then holds the address."""
    refused: list[str] = []

    def once(route: Route) -> None:
        if refused:
            route.continue_()
        else:
            refused.append(route.request.url)
            route.abort()

    page.route(address, once)
    return refused


def _shut(end: socket.socket) -> None:
    with suppress(OSError):
        end.shutdown(socket.SHUT_RDWR)
    with suppress(OSError):
        end.close()
