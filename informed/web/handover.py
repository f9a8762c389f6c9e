"""Handing this tablet over, and taking it back: plain forms, so that the whole document goes, and with it what was in memory."""

from html import escape
from urllib.parse import quote

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from informed.bootstrap import product
from informed.errors import InformedError, NotFound, PinNotRight, SignInRefused
from informed.ports import TabletLock
from informed.service.calls import LONGEST_PLACE
from informed.service.handover import LOCK_LIFE
from informed.web import cookies, display, locked, plain
from informed.web.forms import form_of
from informed.web.handover_words import TAKE_BACK
from informed.web.origin import ours
from informed.web.plain import NO_STORE
from informed.web.sign_in import address

#: How long a tablet knows where it is, in seconds: a year.
PLACE_KEPT = 31_536_000
#: What the browser drops of the person before; cookies stay.
CLEAN = NO_STORE | {"clear-site-data": '"cache", "storage"'}
HEAD = '<link rel="stylesheet" href="/assets/handover.css">'
_PAGE = """{top}
<section class="staff-only" lang="{lang}">
<h2>{for_staff}</h2>
{message}
{pin}
<details{open}><summary>{by_password}</summary>
<form method="post" action="/take-back">
{name}
{password}
<button>{sign_in}</button>
</form>
{elsewhere}
</details>
</section>"""
_PIN = """<form method="post" action="/take-back">
{pin}
<details><summary>{other}</summary>{name}</details>
<button>{go}</button>
</form>"""


async def hand_over(request: Request) -> Response:
    """POST /handover/tablet: lock this browser to a record's visit, and show it; else back to the page, which says why not."""
    if not ours(request):
        return Response(status_code=403, headers=NO_STORE)
    fields = await form_of(request)
    record = fields.get("record", "")
    token, held = (request.cookies.get(name, "") for name in (cookies.STAFF, cookies.VISIT))
    try:
        handed = await run_in_threadpool(product().service.hand_over.on_this_tablet, token, record, held)
    except InformedError:
        return RedirectResponse(f"/handover?id={record}" if record.isalnum() else "/staff", 303, headers=NO_STORE)
    response = RedirectResponse("/", 303, headers=CLEAN)
    life = int(LOCK_LIFE.total_seconds())
    cookies.put(request, response, cookies.VISIT, handed.visit)
    cookies.put(request, response, cookies.TABLET, handed.lock, life)
    cookies.put(request, response, cookies.STAFF_LANGUAGE, plain.language(request), life)
    cookies.clear(request, response, cookies.STAFF)
    display.lay_aside(request, response, life)
    _keep_place(request, response, fields.get("place", ""))
    return response


async def name_device(request: Request) -> Response:
    """POST /device: what this device is called, for the calls of whoever holds it; staff say it on the page of their PIN."""
    token = request.cookies.get(cookies.STAFF, "")
    if not ours(request) or await run_in_threadpool(product().service.staff.account, token) is None:
        return Response(status_code=403, headers=NO_STORE)
    response = RedirectResponse("/pin", 303, headers=NO_STORE)
    _keep_place(request, response, (await form_of(request)).get("place", ""))
    return response


def _keep_place(request: Request, response: Response, typed: str) -> None:
    """Where this device is, in a cookie of its own, which goes with no visit; empty: it has no name."""
    place = "".join(sign for sign in typed.strip() if sign.isprintable())[:LONGEST_PLACE]
    if place:
        cookies.put(request, response, cookies.PLACE, quote(place), PLACE_KEPT)
    elif cookies.PLACE in request.cookies:
        cookies.clear(request, response, cookies.PLACE)


def show(request: Request) -> Response:
    """GET /take-back: the screen that gives the tablet back to staff; so does a device that opened its visit by a code.

    `?lang=en` or `?lang=vi` also chooses the language of the patient's part.
    """
    lock = locked.lock_of(request)
    if not (lock or locked.held(request)):
        return RedirectResponse("/", 303, headers=NO_STORE)
    return plain.switched(request, locked.TAKE_BACK) or _page(request, lock)


async def take(request: Request) -> Response:
    """POST /take-back: by a PIN, or by name and password; the staff's list, or the form again with one sentence."""
    if not ours(request):
        return Response(status_code=403, headers=NO_STORE)
    lock = await run_in_threadpool(locked.lock_of, request)
    if lock is None and not await run_in_threadpool(locked.held, request):
        return RedirectResponse("/", 303, headers=NO_STORE)
    fields = await form_of(request)
    try:
        token = await run_in_threadpool(_unlock, request, fields)
    except PinNotRight as refused:
        said = _words(request)["wrong_pin" if refused.left else "spent"].format(left=refused.left)
        return await run_in_threadpool(_page, request, lock, said, refused.left == 0)
    except SignInRefused as refused:
        said = _words(request)["wait" if refused.wait_seconds else "wrong"].format(seconds=refused.wait_seconds)
        return await run_in_threadpool(_page, request, lock, said, True)
    except NotFound:  # another tab was faster
        return RedirectResponse("/staff", 303, headers=NO_STORE)
    response = RedirectResponse("/staff", 303, headers=CLEAN)
    locked.unlock(request, response)
    if token:
        cookies.put(request, response, cookies.STAFF, token)
    return response


def _unlock(request: Request, fields: dict[str, str]) -> str:
    """The token of a session; "" when they sign in now."""
    service, lock = product().service, request.cookies.get(cookies.TABLET, "")
    name, here = fields.get("name", ""), address(request)
    if "password" not in fields:
        return service.hand_over.take_back(lock, fields.get("pin", ""), here, name)
    token = service.staff.sign_in(name, fields["password"], here)
    free(request, token)
    return token


def free(request: Request, token: str) -> None:
    """The device is of who signed in: its lock ends and its visit, whichever it has."""
    hand_over = product().service.hand_over
    if locked.lock_of(request):
        hand_over.release(request.cookies[cookies.TABLET], token)
    elif visit := request.cookies.get(cookies.VISIT):
        hand_over.release_visit(visit, token)


def _page(request: Request, lock: TabletLock | None, said: str = "", spent: bool = False) -> Response:
    """The patient's part in the patient's language, the staff's in the language of who handed the tablet over.

    A device that is not locked has no PIN: nobody handed it over, and no session sleeps in it.
    """
    theirs, words = plain.words_of(TAKE_BACK, request), _words(request)
    goes_on = lock is None or locked.shows_visit(request, lock)
    spent = spent or lock is None
    top = f'<p><a class="button" href="/">{theirs["go_on"]}</a></p>' if goes_on else f"<p>{theirs['thanks']}</p>"
    body = _PAGE.format(
        top=top,
        lang=plain.staff_language(request),
        for_staff=words["for_staff"],
        message=plain.said(said, field="" if spent else "pin"),
        pin="" if spent or lock is None else _pin_form(request, lock),
        open=" open" if spent else "",
        by_password=words["by_password"],
        # Another name than the sign-in form has, and no saved password is filled in: the patient holds this tablet.
        name=plain.field(words["name"], "name", autocomplete="off", autocapitalize="none", required=""),
        password=plain.field(words["password"], "password", type="password", autocomplete="new-password", required=""),
        sign_in=words["sign_in"],
        elsewhere=f'<p><a class="button" href="/oidc/start">{words["elsewhere"]}</a></p>' if product().sign_in else "",
    )
    title, status = theirs["title_on" if goes_on else "title"], 403 if said else 200
    return plain.page(request, title, body, status=status, head=HEAD, in_other=locked.TAKE_BACK)


def _pin_form(request: Request, lock: TabletLock) -> str:
    words, who = _words(request), product().service.hand_over.who(lock)
    return _PIN.format(
        pin=plain.field(words["pin"].format(who=who), "pin", **plain.PIN),
        other=escape(words["other"].format(who=who)),
        name=plain.field(words["other_name"], "name", autocomplete="off", autocapitalize="none"),
        go=words["unlock"],
    )


def _words(request: Request) -> dict[str, str]:
    return TAKE_BACK[plain.staff_language(request)]
