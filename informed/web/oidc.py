"""Sign-in by OpenID Connect: to the sign-in service, and back with a session of our own.

What a sign-in was begun with waits in a cookie of ten minutes that is signed here. The way back begins on another site, from which
a browser sends no strict cookie: so the answer is taken in two steps, the second of which begins on a page of ours.
"""

import base64
import hashlib
import hmac
import json
import logging
import re
import secrets
from dataclasses import asdict, dataclass
from html import escape
from time import time
from urllib.parse import urlencode

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from informed.adapters.oidc import Asked, SignInService
from informed.bootstrap import product
from informed.errors import IssuerFault, NotAllowed, NotFresh
from informed.web import cookies, handover, locked, plain, refused
from informed.web.origin import origins
from informed.web.plain import NO_STORE
from informed.web.sign_in import address, page

SECONDS = 600
CALLBACK = "/oidc/callback"
#: An address of ours to go on to.
_OURS = re.compile(r"/[a-z-]*(\?[a-z]+=[A-Za-z0-9-]+(&[a-z]+=[A-Za-z0-9-]+)*)?")
_log = logging.getLogger("informed")
_ONWARDS = {"vi": ("Đang đăng nhập…", "Tiếp tục"), "en": ("Signing in…", "Continue")}


@dataclass(frozen=True)
class UnderWay:
    """A sign-in that was begun in this browser; `until` is in seconds of Unix time."""

    state: str
    nonce: str
    verifier: str
    redirect: str
    to: str
    fresh: bool
    until: float

    @property
    def asked(self) -> Asked:
        return Asked(self.redirect, self.nonce, self.verifier)


async def start(request: Request) -> Response:
    """GET /oidc/start: to the sign-in service; `?fresh=1` asks for a proof now, `&to=/...` says where to go on."""
    service = product().sign_in
    if service is None:
        return refused.missing(request)
    if request.headers.get("sec-fetch-site") == "cross-site":
        return page(request, "foreign", status=403)
    to = request.query_params.get("to", "")
    begun = UnderWay(
        state=secrets.token_urlsafe(32),
        nonce=secrets.token_urlsafe(32),
        verifier=secrets.token_urlsafe(48),
        redirect=_here(request) + CALLBACK,
        to=to if _OURS.fullmatch(to) else "/staff",
        fresh=request.query_params.get("fresh") == "1",
        until=time() + SECONDS,
    )
    try:
        url = await run_in_threadpool(service.address, begun.asked, begun.state, fresh=begun.fresh)
    except IssuerFault as fault:
        return _fault(request, fault)
    response = RedirectResponse(url, 303, headers=NO_STORE)
    cookies.put(request, response, cookies.UNDER_WAY, _signed(begun), SECONDS)
    return response


async def callback(request: Request) -> Response:
    """GET /oidc/callback: a session for whom the service names, if the answer fits what this browser asked."""
    service = product().sign_in
    if service is None:
        return refused.missing(request)
    if "here" not in request.query_params:
        return _onwards(request)
    response = await run_in_threadpool(_finish, request, service)
    cookies.clear(request, response, cookies.UNDER_WAY)
    return response


def _finish(request: Request, service: SignInService) -> Response:
    said, begun = request.query_params, _opened(request.cookies.get(cookies.UNDER_WAY, ""))
    if begun is None or not hmac.compare_digest(said.get("state", "").encode(), begun.state.encode()):
        return page(request, "late", status=403)
    if said.get("iss", service.issuer) != service.issuer:
        return _fault(request, IssuerFault("the answer came from another sign-in service"))
    if "code" not in said:
        return page(request, "refused", status=403)
    try:
        identity = service.identity(said["code"], begun.asked)
        token = product().service.issuer.sign_in(
            identity, address(request), fresh=begun.fresh, instead_of=request.cookies.get(cookies.STAFF, "")
        )
    except IssuerFault as fault:
        return _fault(request, fault)
    except NotFresh:
        return page(request, "not-fresh", status=403)
    except NotAllowed:
        return page(request, "no-role", status=403)
    response = RedirectResponse(begun.to, 303, headers=NO_STORE)
    if locked.COOKIES & request.cookies.keys():
        handover.free(request, token)
        locked.unlock(request, response)
    cookies.put(request, response, cookies.STAFF, token)
    return response


def _fault(request: Request, fault: IssuerFault) -> Response:
    """One sentence for the person; why, for the administrator, in the log."""
    _log.warning("sign-in by OpenID Connect: %s", fault)
    return page(request, "fault", status=502)


def _onwards(request: Request) -> Response:
    """The same address again, from here."""
    kept = {
        name: request.query_params[name] for name in ("code", "state", "iss", "error") if name in request.query_params
    }
    url = escape(f"{CALLBACK}?{urlencode({**kept, 'here': '1'})}")
    title, label = _ONWARDS[plain.language(request)]
    refresh = f'<meta http-equiv="refresh" content="0;url={url}">'
    return plain.page(request, title, f'<p><a href="{url}">{label}</a></p>', head=refresh)


def _here(request: Request) -> str:
    """Our address as this browser knows it."""
    known = origins(request)
    asked = f"{request.url.scheme}://{request.headers.get('host', '')}"
    return asked if asked in known else sorted(known)[0]


def _signed(begun: UnderWay) -> str:
    content = base64.urlsafe_b64encode(json.dumps(asdict(begun)).encode()).decode()
    return f"{content}.{_mark(content)}"


def _opened(cookie: str) -> UnderWay | None:
    """What was begun, if it was signed here and is not too old."""
    content, _, mark = cookie.partition(".")
    if not hmac.compare_digest(mark.encode(), _mark(content).encode()):
        return None
    begun = UnderWay(**json.loads(base64.urlsafe_b64decode(content)))
    return begun if begun.until > time() else None


def _mark(content: str) -> str:
    return hmac.new(product().cookie_key, content.encode(), hashlib.sha256).hexdigest()
