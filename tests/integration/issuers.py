"""Sign-in services: an honest one that others wrote, and one that answers with whatever a test tells it to."""

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa

KEY, ANOTHER = (rsa.generate_private_key(public_exponent=65537, key_size=2048) for _ in range(2))


def jwks(key: Any = KEY, kid: str = "k1") -> dict[str, Any]:
    """What a service publishes of its key."""
    public = json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(key.public_key()))
    return {"keys": [{**public, "kid": kid, "use": "sig", "alg": "RS256"}]}


class Issuer:
    """A service whose tokens a test makes up. `asked` is the last form that its token address got."""

    def __init__(self, url: str):
        self.url = url
        self.metadata: dict[str, Any] = {
            "issuer": url,
            "authorization_endpoint": f"{url}/authorize",
            "token_endpoint": f"{url}/token",
            "jwks_uri": f"{url}/jwks",
        }
        self.jwks: Any = jwks()
        self.token: Callable[[dict[str, str]], Any] = lambda asked: {}
        self.asked: dict[str, str] = {}
        self.headers: dict[str, str] = {}

    def answer(self, path: str, body: str, headers: dict[str, str]) -> Any:
        if path == "/token":
            self.asked = {name: values[0] for name, values in parse_qs(body).items()}
            self.headers = headers
            return self.token(self.asked)
        return {"/.well-known/openid-configuration": self.metadata, "/jwks": self.jwks}[path]


@contextmanager
def issuer() -> Iterator[Issuer]:
    """A made-up service on a port of its own."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            body = self.rfile.read(int(self.headers.get("content-length", 0))).decode()
            said = json.dumps(made.answer(self.path, body, dict(self.headers))).encode()
            self.send_response(200)
            self.send_header("content-length", str(len(said)))
            self.end_headers()
            self.wfile.write(said)

        do_POST = do_GET

        def log_message(self, *_: object) -> None:
            """Silent."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    made = Issuer(f"http://127.0.0.1:{server.server_port}")
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield made
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
