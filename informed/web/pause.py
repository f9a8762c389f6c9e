"""A visit that rests: what its browser gets instead of its screens, and the plain forms that lock it and go on with it."""

from collections.abc import Callable
from contextlib import suppress
from functools import partial
from urllib.parse import quote, unquote
from uuid import uuid4

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from informed.bootstrap import product
from informed.content import Language
from informed.errors import (
    BadInput,
    BirthDateNotRight,
    NotAllowed,
    NotFound,
    Paused,
    PinNotRight,
    SignInRefused,
    TooOften,
)
from informed.patient import birth_date
from informed.service.calls import LONGEST_PLACE
from informed.service.pauses import Reason
from informed.service.resuming import Then
from informed.web import cookies, display, pause_page, plain, screens
from informed.web.forms import form_of
from informed.web.handover import CLEAN
from informed.web.origin import ours
from informed.web.pause_page import Said
from informed.web.pause_words import PAUSE, STAFF
from informed.web.plain import NO_STORE
from informed.web.sign_in import address

PAUSED = "/paused"


def instead(request: Request) -> Response | None:
    """What a browser whose visit rests gets instead of a patient's screen; None: it may have that."""
    if not product().service.pauses.is_paused(_cookie(request)):
        return None
    return RedirectResponse(f"{PAUSED}?to={quote(request.url.path.strip('/'))}", 303, headers=NO_STORE)


async def here(request: Request) -> Response:
    """POST /visit/here: somebody touches the screen. 204; 423 when the visit rests, 404 when there is none."""
    return await _told(request, product().service.pauses.heard)


async def lock(request: Request) -> Response:
    """POST /visit/lock: pause this browser's visit. 204, also when it rests already; 404 when there is none."""
    fields = await form_of(request) if ours(request) else {}
    reason: Reason = "idle" if fields.get("reason") == "idle" else "asked"
    return await _told(request, partial(product().service.pauses.pause, reason=reason))


async def _told(request: Request, command: Callable[[str], None]) -> Response:
    if not ours(request):
        return Response(status_code=403, headers=NO_STORE)
    try:
        await run_in_threadpool(command, _cookie(request))
    except Paused:
        return Response(status_code=423, headers=NO_STORE)
    except NotFound:
        return Response(status_code=404, headers=NO_STORE)
    return Response(status_code=204, headers=NO_STORE)


def show(request: Request) -> Response:
    """GET /paused: asks for the date of birth; `?lang=en` or `?lang=vi` also chooses the language of this page."""
    to = _screen(request.query_params.get("to", ""))
    return plain.switched(request, f"{PAUSED}?to={to}") or _page(request, to)


def back(request: Request) -> Response:
    """GET of an address that takes a patient's forms, as of a reload or the browser's Back: to where this browser is."""
    paused = product().service.pauses.is_paused(_cookie(request))
    return RedirectResponse(PAUSED if paused else "/", 303, headers=NO_STORE)


async def unlock(request: Request) -> Response:
    """POST /visit/unlock: by the date of birth, a PIN, or name and password; back to the screen, or the page with a sentence."""
    if not ours(request):
        return Response(status_code=403, headers=NO_STORE)
    fields = await form_of(request)
    to = _screen(fields.get("to", ""))
    try:
        await run_in_threadpool(_go_on, request, fields)
    except (BadInput, BirthDateNotRight, PinNotRight, SignInRefused, NotAllowed) as refused:
        typed = fields if isinstance(refused, BadInput) else None  # a date to mend stays; a wrong one goes
        return await run_in_threadpool(_page, request, to, _sentence(request, refused), typed)
    except NotFound:  # another tab was faster
        return RedirectResponse(f"/{to}", 303, headers=NO_STORE)
    if _then(fields) != "end":
        return RedirectResponse(f"/{to}", 303, headers=NO_STORE)
    response = RedirectResponse("/", 303, headers=CLEAN)
    for name in (cookies.VISIT, cookies.LANGUAGE):
        cookies.clear(request, response, name)
    display.forget(request, response)
    return response


async def call(request: Request) -> Response:
    """POST /visit/call: ask for a member of staff from the page of a paused visit."""
    if not ours(request):
        return Response(status_code=403, headers=NO_STORE)
    to = _screen((await form_of(request)).get("to", ""))
    typed = unquote(request.cookies.get(cookies.PLACE, ""))
    place = "".join(sign for sign in typed if sign.isprintable())[:LONGEST_PLACE]
    try:
        resting = await run_in_threadpool(product().service.resuming.resting, _cookie(request))
        if resting:
            await run_in_threadpool(product().service.calls.call, resting.visit, str(uuid4()), place)
    except TooOften:
        often = Said(plain.words_of(PAUSE, request)["often"])
        return await run_in_threadpool(_page, request, to, often)
    return RedirectResponse(f"{PAUSED}?to={to}", 303, headers=NO_STORE)


# --- how


def _go_on(request: Request, fields: dict[str, str]) -> None:
    resuming, cookie, then = product().service.resuming, _cookie(request), _then(fields)
    name = fields.get("name", "")
    if "password" in fields:
        staff = product().service.staff
        token = staff.sign_in(name, fields["password"], address(request))
        try:
            resuming.by_session(cookie, token, then)
        finally:
            staff.sign_out(token)  # the browser stays the patient's
    elif "pin" in fields:
        lock = request.cookies.get(cookies.TABLET, "")
        resuming.by_pin(cookie, lock, fields["pin"], address(request), name, then)
    else:
        resuming.by_birth_date(cookie, birth_date(*(fields.get(part, "") for part in ("day", "month", "year"))))
    if then == "go_on":
        _keep_language(request)


def _keep_language(request: Request) -> None:
    """What was chosen on the page is only a cookie: the visit, whoever opened it, goes on in the language that its page spoke."""
    asked, journey = request.cookies.get(cookies.LANGUAGE), product().service.journey
    visit = journey.visit_of(_cookie(request))
    if visit and asked in tuple(Language):
        with suppress(Paused):  # by another tab, a moment later
            journey.choose_language(visit, Language(asked))


def _sentence(request: Request, refused: Exception) -> Said:
    patients, staffs = plain.words_of(PAUSE, request), STAFF[plain.staff_language(request)]
    match refused:
        case BadInput():
            return Said(patients["born_shape"], field="day")
        case BirthDateNotRight(left=left):
            return Said(patients["born_wrong" if left else "born_spent"].format(left=left), field="day")
        case PinNotRight(left=left):
            return Said(staffs["wrong_pin" if left else "spent"].format(left=left), to_staff=True, field="pin")
        case SignInRefused(wait_seconds=seconds) if seconds:
            return Said(staffs["wait"].format(seconds=seconds), to_staff=True)
    return Said(staffs["wrong"], to_staff=True)


def _page(request: Request, to: str, said: Said | None = None, typed: dict[str, str] | None = None) -> Response:
    resting = product().service.resuming.resting(_cookie(request))
    if resting is None:
        return RedirectResponse(f"/{to}", 303, headers=NO_STORE)
    return pause_page.page(request, resting, to, said, typed or {})


def _screen(asked: str) -> str:
    """A patient's screen to go on to; of anything else the first one, which leads to the open step."""
    return asked if asked in screens.addresses() and asked not in screens.STAFF else ""


def _then(fields: dict[str, str]) -> Then:
    """Only a member of staff may choose to end it."""
    return "end" if fields.get("then") == "end" and ("pin" in fields or "password" in fields) else "go_on"


def _cookie(request: Request) -> str:
    return request.cookies.get(cookies.VISIT, "")
