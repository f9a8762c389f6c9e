"""The cookies: the visit a tablet holds, the lock of one that was handed over, the session of a member of staff, a sign-in
at another service that is under way, and what the first byte needs: language, text size and colours.
"""

from starlette.requests import Request
from starlette.responses import Response

VISIT = "visit"
TABLET = "tablet"
STAFF = "staff"
UNDER_WAY = "sign-in"
LANGUAGE = "language"
#: How the person at this browser wants to read (display.py); the pages' script writes both.
SIZE = "text-size"
COLOURS = "colours"
#: Where this tablet is, as staff named it.
PLACE = "place"
STAFF_LANGUAGE = "staff-language"


def put(request: Request, response: Response, name: str, value: str, seconds: int | None = None) -> None:
    """Set a cookie that no script can read and no other site can send; only over TLS when the request came over TLS.

    It goes with the browser, or after so many seconds.
    """
    response.set_cookie(name, value, seconds, httponly=True, samesite="strict", path="/", secure=_tls(request))


def remember_language(request: Request, response: Response, language: str) -> None:
    remember(request, response, LANGUAGE, language)


def remember(request: Request, response: Response, name: str, value: str) -> None:
    """Set a cookie that the pages' script also writes, and must therefore be able to."""
    response.set_cookie(name, value, samesite="strict", path="/", secure=_tls(request))


def clear(request: Request, response: Response, name: str) -> None:
    response.delete_cookie(name, httponly=True, samesite="strict", path="/", secure=_tls(request))


def _tls(request: Request) -> bool:
    return request.url.scheme == "https"
