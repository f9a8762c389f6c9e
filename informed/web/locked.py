"""A browser that was handed over shows one visit and nothing else: whatever address is typed, opened in a new tab or gone back to.

The session that it had is suspended in the ledger, so that this is about what a person sees, not about what protects the staff's
pages: there is no session left in it.
"""

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from informed.bootstrap import product
from informed.ports import TabletLock
from informed.web import cookies, display, screens

TAKE_BACK = "/take-back"
NO_STORE = {"cache-control": "no-store"}
#: Our routes that a locked browser is kept from, beside the staff's screens; signing in is done on the page that takes it back.
_KEPT_FROM = frozenset({"sign-in", "sign-out", "set-up", "join", "handover/tablet"})


def lock_of(request: Request) -> TabletLock | None:
    """The lock of the browser that asks."""
    return product().service.hand_over.lock(request.cookies.get(cookies.TABLET, ""))


def shows_visit(request: Request, lock: TabletLock) -> bool:
    """Whether the visit that the browser is locked to is still open in it."""
    return product().service.journey.visit_of(request.cookies.get(cookies.VISIT, "")) == lock.visit


def instead(request: Request) -> Response | None:
    """What a locked browser gets instead of what it asked for; None: it may have that."""
    path = request.url.path.strip("/")
    is_screen = path in screens.addresses()
    if not (is_screen or path in _KEPT_FROM or path == "visit") or (lock := lock_of(request)) is None:
        return None
    if path == "visit":
        return Response(status_code=403, headers=NO_STORE)
    if not shows_visit(request, lock):
        return RedirectResponse(TAKE_BACK, 303, headers=NO_STORE)
    if is_screen and path not in screens.STAFF:
        return None
    return RedirectResponse("/", 303, headers=NO_STORE)


def unlock(request: Request, response: Response) -> None:
    """The tablet is the staff's again: nothing of the visit stays in it; language, letters and colours are theirs again."""
    for name in (cookies.TABLET, cookies.VISIT, cookies.STAFF_LANGUAGE):
        cookies.clear(request, response, name)
    display.forget(request, response)
    if language := request.cookies.get(cookies.STAFF_LANGUAGE):
        cookies.remember_language(request, response, language)
