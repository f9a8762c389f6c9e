"""What is answered in place of what cannot be had: one calm page for a browser that asks for a page, the bare text for all others.

Nothing here asks the ledger, which may be what failed, and nothing says what went wrong inside.
"""

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from informed.web import cookies, plain
from informed.web.handover import HEAD
from informed.web.plain import NO_STORE
from informed.web.refused_words import REFUSED

#: After how many seconds a page that may soon be had is asked for again.
AGAIN = 10
#: What may pass by waiting.
_PASSES = ("waiting", "sealing")
_BODY = """<p>{do}</p>
<p><a class="button first" href="{to}">{back}</a></p>"""


def wants_page(request: Request) -> bool:
    """Whether a person looks at the answer: scripts and monitors do not ask for HTML."""
    return "text/html" in request.headers.get("accept", "")


def missing(request: Request) -> Response:
    """404, for what does not exist and for what is not this browser's alike."""
    return _answer(request, "missing", PlainTextResponse("Not found", 404, headers=NO_STORE))


def not_so(request: Request) -> Response:
    """405: our address, but not asked for in this way."""
    return _answer(request, "missing", PlainTextResponse("Method not allowed", 405))


def sealing(request: Request) -> Response:
    """503 until the document is sealed."""
    sentence = (
        "Tài liệu đang được niêm phong. Vui lòng thử lại sau ít phút. / The document is being sealed. Try again soon."
    )
    text = PlainTextResponse(sentence, 503, headers=NO_STORE | {"retry-after": str(AGAIN)})
    return _answer(request, "sealing", text)


def failed(request: Request, _error: Exception) -> Response:
    """503 for an error of our own that no route caught: one sentence, no traceback, nothing of the patient."""
    sentence = "Không lưu được. Vui lòng gọi nhân viên. / Could not be saved. Please call a member of staff."
    key = "waiting" if request.method == "GET" else "undone"
    return _answer(request, key, PlainTextResponse(sentence, 503, headers=NO_STORE))


def broken(request: Request) -> Response:
    """500 for what nobody foresaw."""
    return _answer(request, "broken", PlainTextResponse("Internal Server Error", 500, headers=NO_STORE))


def of_routing(request: Request, error: Exception) -> Response:
    """404 and 405 of routes that are not ours, and of files that are not there."""
    assert isinstance(error, HTTPException)  # a status is a key of these alone
    return _answer(request, "missing", PlainTextResponse(error.detail, error.status_code, headers=error.headers))


def _answer(request: Request, key: str, text: Response) -> Response:
    """The page in the place of `text`, with its status. A patient's asks once more by itself when that may help; staff's does not:
    what a page does by itself would keep their session alive.
    """
    if not wants_page(request):
        return text
    words = plain.words_of(REFUSED, request)
    staff = cookies.STAFF in request.cookies
    do = words[f"{key}_staff" if staff else f"{key}_do"].format(seconds=AGAIN)
    body = _BODY.format(do=do, to="/staff" if staff else "/", back=words["list" if staff else "start"])
    page = plain.page(request, words[key], body, head=HEAD, named=False)
    page.status_code = text.status_code  # the title says what it is, and no field is wrong
    if key in _PASSES and not staff:
        page.headers["refresh"] = str(AGAIN)
    return page
