"""A patient's browser shows one visit and nothing else: whatever address is typed, opened in a new tab or gone back to.

A tablet that staff handed over stays locked after the visit, until staff take it back. A device that opened a visit by a code, or
on the first screen, holds it until the visit ends, and is nobody's then: it shows the first screen.
No session of staff is left in either, so that this is about what a person sees, not about what protects the staff's pages.
"""

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from informed.bootstrap import product
from informed.ports import TabletLock
from informed.web import cookies, display, screens

TAKE_BACK = "/take-back"
NO_STORE = {"cache-control": "no-store"}
#: Without these a browser is no patient's.
COOKIES = frozenset({cookies.TABLET, cookies.VISIT})
#: Our routes that a patient's browser is kept from, beside the staff's screens; staff sign in on the page that takes it back.
_KEPT_FROM = frozenset({"sign-in", "sign-out", "set-up", "handover/tablet", "verify"})
#: And those that a locked one is kept from, which takes no other visit.
_OTHER_VISITS = frozenset({"join", "visit"})


def lock_of(request: Request) -> TabletLock | None:
    """The lock of the browser that asks."""
    return product().service.hand_over.lock(request.cookies.get(cookies.TABLET, ""))


def shows_visit(request: Request, lock: TabletLock) -> bool:
    """Whether the visit that the browser is locked to is still open in it."""
    return product().service.journey.visit_of(request.cookies.get(cookies.VISIT, "")) == lock.visit


def held(request: Request) -> str:
    """The visit that the browser holds, without being locked; "" for none."""
    return product().service.journey.visit_of(request.cookies.get(cookies.VISIT, "")) or ""


def instead(request: Request) -> Response | None:
    """What a patient's browser gets instead of what it asked for; None: it may have that."""
    path = request.url.path.strip("/")
    is_screen, for_staff = path in screens.addresses(), path in screens.STAFF or path in _KEPT_FROM
    if not (is_screen or for_staff or path in _OTHER_VISITS):
        return None
    if (lock := lock_of(request)) is None:
        return _to_the_visit() if for_staff and held(request) else None
    if path == "visit" and request.method == "POST":
        return Response(status_code=403, headers=NO_STORE)
    if not shows_visit(request, lock):
        return RedirectResponse(TAKE_BACK, 303, headers=NO_STORE)
    return None if is_screen and not for_staff else _to_the_visit()


def _to_the_visit() -> Response:
    return RedirectResponse("/", 303, headers=NO_STORE)


def unlock(request: Request, response: Response) -> None:
    """The tablet is the staff's again: nothing of the visit stays in it; language, letters and colours are theirs again."""
    for name in (cookies.TABLET, cookies.VISIT, cookies.STAFF_LANGUAGE):
        cookies.clear(request, response, name)
    display.take_up(request, response)
    if language := request.cookies.get(cookies.STAFF_LANGUAGE):
        cookies.remember_language(request, response, language)
