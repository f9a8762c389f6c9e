"""Whether a request that changes something came from our own pages (OWASP: verify Origin, Sec-Fetch-Site)."""

from starlette.requests import HTTPConnection

from informed.bootstrap import product


def ours(request: HTTPConnection) -> bool:
    """True when the browser says that the request comes from this very origin; a request that does not say is refused."""
    site = request.headers.get("sec-fetch-site")
    if site is not None and site != "same-origin":
        return False
    origin = request.headers.get("origin")
    if origin is None:
        return site == "same-origin"
    return origin in origins(request)


def socket_is_ours(connection: HTTPConnection) -> bool:
    """True for a websocket of our own pages; browsers always tell a websocket's origin, so one without it is refused."""
    return connection.headers.get("origin") in origins(connection)


def origins(request: HTTPConnection) -> frozenset[str]:
    """The addresses under which this server is reached."""
    scheme = {"ws": "http", "wss": "https"}.get(request.url.scheme, request.url.scheme)
    return product().settings.origins or frozenset({f"{scheme}://{request.headers.get('host', '')}"})
