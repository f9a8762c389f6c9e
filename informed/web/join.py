"""A code for another device: scanned or typed on a plain page. The code is in no address that is logged: a QR code holds it behind
the `#`, which browsers keep to themselves, and the page posts it.
"""

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from informed.bootstrap import product
from informed.errors import NotAllowed, NotFound, SignInRefused
from informed.web import cookies, plain
from informed.web.forms import form_of
from informed.web.handover import CLEAN, HEAD
from informed.web.handover_words import JOIN
from informed.web.origin import ours
from informed.web.plain import NO_STORE
from informed.web.sign_in import address, sign_out

_FORM = """<p>{lead}</p>
{message}
<form method="post" action="/join">
{code}
<button>{go}</button>
</form>"""
_HELD = """<p>{held}</p>
<p><a class="button first" href="/">{go_on}</a></p>
<p>{other_person}</p>
<form method="post" action="/visit/end"><button class="second">{hand_back}</button></form>"""


def show(request: Request) -> Response:
    """GET /join; `?lang=en` or `?lang=vi` also chooses the browser's language."""
    if other := plain.switched(request, "/join"):
        return other
    if product().service.journey.visit_of(request.cookies.get(cookies.VISIT, "")):
        return _held(request, 200)
    return _page(request)


async def take(request: Request) -> Response:
    """POST /join: the visit's cookie for a code; the same answer for a wrong, an old and a used one."""
    if not ours(request):
        return Response(status_code=403, headers=NO_STORE)
    code = (await form_of(request)).get("code", "")
    held, lock = (request.cookies.get(name, "") for name in (cookies.VISIT, cookies.TABLET))
    try:
        use = product().service.hand_over.use_code
        cookie = await run_in_threadpool(use, code, address(request), held=held, lock=lock)
    except NotAllowed:
        return _held(request, 409)
    except NotFound:
        return _page(request, "wrong", code, status=403)
    except SignInRefused as refused:
        return _page(request, "wait", code, refused.wait_seconds, status=429)
    response = RedirectResponse("/", 303, headers=CLEAN)
    cookies.put(request, response, cookies.VISIT, cookie)
    await run_in_threadpool(sign_out, request, response)
    return response


def _page(request: Request, message: str = "", typed: str = "", seconds: int = 0, status: int = 200) -> Response:
    words = plain.words_of(JOIN, request)
    signs = {"class": "code", "id": "code", "autocomplete": "off", "autocapitalize": "characters"}
    signs |= {"spellcheck": "false", "maxlength": "20", "required": ""}
    body = _FORM.format(
        lead=words["lead"],
        message=plain.said(words[message].format(seconds=seconds) if message else "", field="code"),
        code=plain.field(words["code"], "code", typed, words["code_help"], **signs),
        go=words["go"],
    )
    head = f'{HEAD}<script src="/assets/join.js" defer></script>'
    return plain.page(request, words["title"], body, status=status, head=head, in_other="/join")


def _held(request: Request, status: int) -> Response:
    words = plain.words_of(JOIN, request)
    body = _HELD.format(**words)
    return plain.page(request, words["held_title"], body, status=status, head=HEAD, in_other="/join")
