"""Middleware around Streamlit's single page: our language, title, style and script in its first byte, our host settings,
security headers on every answer, 404 where Streamlit would answer 200, and no websocket for other sites' pages.

It works on the page of exactly the pinned Streamlit; a changed page is found when this module is imported.
"""

import base64
import hashlib
import re
from html import escape
from pathlib import Path

import streamlit
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import MutableHeaders
from starlette.requests import HTTPConnection, Request
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response
from starlette.routing import Match, Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from informed.bootstrap import product
from informed.content import Language
from informed.errors import LedgerError
from informed.web import cookies, display, locked, pause, refused, screens
from informed.web.origin import origins, socket_is_ours
from informed.web.routes import ROUTES

_INDEX = (Path(streamlit.__file__).parent / "static" / "index.html").read_text("utf-8")
_STYLES = ("tokens", "app", "streamlit", "bar", "display", "pictures", "staff", "record", "handover", "pause", "desk")
_IDLE = 'data-idle=""'
_HEAD = "".join(f'<link rel="stylesheet" href="./assets/{name}.css">' for name in _STYLES)
_HEAD += "".join(f'<script src="./assets/{name}.js"></script>' for name in ("shell", "display", "native"))
_HEAD += f'<script src="./assets/pause.js" {_IDLE}></script></head>'
#: On the staff's list only.
_QUEUE = '<script src="./assets/queue.js"></script>'
_ICON = ('href="./favicon.png"', 'href="./assets/favicon.svg"')
_VIEWPORT = ("shrink-to-fit=no", "interactive-widget=resizes-content")  # a keyboard covers no field, where browsers can
_NO_SCRIPT = re.compile(r"<noscript>.*?</noscript>", re.S)
for _mark in ('<html lang="en">', "</head>", "<title>Streamlit</title>", _ICON[0], _VIEWPORT[0], "<noscript>"):
    if _INDEX.count(_mark) != 1:
        raise RuntimeError(
            f"this Streamlit's page has not exactly one {_mark}: the shell knows only the pinned version"
        )
_INDEX = _INDEX.replace("</head>", _HEAD).replace(*_ICON).replace(*_VIEWPORT)
_INDEX = _INDEX.replace("<title>Streamlit</title>", "<title>…</title>")
_INDEX = _NO_SCRIPT.sub(
    "<noscript><p>Máy này đang tắt JavaScript. / JavaScript is off on this device.</p></noscript>", _INDEX
)


def _hash(script: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()}'"


POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self' "
        + " ".join(_hash(script) for script in re.findall(r"<script>(.*?)</script>", _INDEX, re.S)),
        "style-src 'self' 'unsafe-inline'",  # Streamlit styles its widgets inline
        "connect-src 'self'",
        "img-src 'self' data: blob:",
        "media-src 'self'",
        "font-src 'self' data:",
        "worker-src 'self' blob:",
        "manifest-src 'self'",
        "form-action 'self'",
        "frame-ancestors 'none'",
        "base-uri 'none'",
        "object-src 'none'",
    )
)
HEADERS = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "same-origin",  # "no-referrer" would make browsers post our own forms with the Origin "null"
    "permissions-policy": "camera=(), microphone=(), geolocation=()",
    "cross-origin-opener-policy": "same-origin",
}
#: What Streamlit itself serves; everything else that is neither a screen nor a route of ours does not exist.
_STREAMLIT = ("_stcore/", "static/", "component/", "media/")
#: What takes the forms of a patient's tablet, and shows nothing.
_FORMS = {route.path.strip("/") for route in ROUTES if isinstance(route, Route) and route.path.startswith("/visit")}
_CLOSED = ("_stcore/metrics", "_stcore/agent", "_stcore/script-health-check", "_stcore/upload_file")


class Shell:
    """ASGI middleware; runs outermost, so that it answers before Streamlit and its headers are on every answer."""

    def __init__(self, app: ASGIApp):
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "websocket":
            await self._socket(scope, receive, send)
        elif scope["type"] == "http":
            await self._http(scope, receive, _with_headers(send))
        else:
            await self.app(scope, receive, send)

    async def _http(self, scope: Scope, receive: Receive, send: Send) -> None:
        request, begun = Request(scope), False

        async def noted(message: Message) -> None:
            nonlocal begun
            begun = True
            await send(message)

        try:
            answer = await self._answer(request) or self.app
            await answer(scope, receive, noted)
        except Exception:
            if not begun:
                await refused.broken(request)(scope, receive, send)
            raise  # to the server's log

    async def _socket(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass our own pages' websockets on without their Origin, which Streamlit would compare with the Host header
        and then with this machine's external address, asking a server of Amazon's for it.
        """
        if not socket_is_ours(HTTPConnection(scope)):
            await send({"type": "websocket.close", "code": 1008})
            return
        headers = [(name, value) for name, value in scope["headers"] if name != b"origin"]
        await self.app({**scope, "headers": headers}, receive, send)

    async def _answer(self, request: Request) -> Response | None:
        path = request.url.path.strip("/")
        try:
            if locked.COOKIES & request.cookies.keys() and (other := await run_in_threadpool(locked.instead, request)):
                return other
            if path in screens.STAFF:
                return await run_in_threadpool(_staff_page, request)
            if path in _FORMS and request.method == "GET" and refused.wants_page(request):
                return await run_in_threadpool(pause.back, request)
            is_patients = cookies.VISIT in request.cookies and path in screens.addresses()
            resting = await run_in_threadpool(pause.instead, request) if is_patients else None
        except LedgerError as error:  # the exception handlers are further in
            return refused.failed(request, error)
        if path in screens.addresses():
            return resting or _page(request)
        if path == "_stcore/host-config":
            return _host_config(request)
        matches = {route.matches(request.scope)[0] for route in ROUTES}
        if Match.FULL in matches:
            return None
        if Match.PARTIAL in matches:  # our path, but not so: Streamlit would answer with its page
            return refused.not_so(request)
        if path.startswith(_CLOSED) or not path.startswith(_STREAMLIT):
            return refused.missing(request)
        return None


def _staff_page(request: Request) -> Response:
    if product().service.staff.account(request.cookies.get(cookies.STAFF, "")) is None:
        response = RedirectResponse("/sign-in", 303, headers={"cache-control": "no-store"})
        if cookies.STAFF in request.cookies:  # a session that ended by itself: the next person may be another
            display.forget(request, response)
        return response
    return _page(request, more=_QUEUE if request.url.path.strip("/") == "staff" else "")


def _page(request: Request, *, more: str = "") -> Response:
    asked = request.cookies.get(cookies.LANGUAGE)
    language = asked if asked in tuple(Language) else product().settings.language
    title = escape(product().settings.clinic_name)  # until the screen has said its own: native.js keeps it
    page = (
        _INDEX.replace(
            '<html lang="en">', f'<html lang="{language}" data-title="{title}"{display.attributes(request)}>'
        )
        .replace("<title>…</title>", f"<title>{title}</title>")
        .replace(_IDLE, f'data-idle="{product().settings.idle_minutes * 60}"')
        .replace("</head>", f"{more}</head>")
    )
    return HTMLResponse(page, headers={"cache-control": "no-store"})


def _host_config(request: Request) -> Response:
    """Lets our own shell script speak Streamlit's host protocol, and keeps its English error dialogs away."""
    return JSONResponse(
        {
            "allowedOrigins": sorted(origins(request)),
            "useExternalAuthToken": False,
            "enableCustomParentMessages": False,
            "enforceDownloadInNewTab": False,
            "metricsUrl": "",
            "blockErrorDialogs": True,
            "resourceCrossOriginMode": None,
        },
        headers={"cache-control": "no-store"},
    )


def _with_headers(send: Send) -> Send:
    async def wrapped(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in HEADERS.items():
                headers.setdefault(name, value)
        await send(message)

    return wrapped
