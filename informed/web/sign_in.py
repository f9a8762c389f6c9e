"""The staff's sign-in: a plain HTML form, so that password managers and keyboards work, in the browser's language."""

from html import escape

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from informed.bootstrap import product
from informed.errors import SignInRefused
from informed.web import cookies
from informed.web.forms import form_of
from informed.web.origin import ours

_PAGE = """<!doctype html>
<html lang="{lang}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>{title}</title>
<link rel="stylesheet" href="/assets/app.css"><link rel="stylesheet" href="/assets/staff.css">
<link rel="icon" href="/assets/favicon.svg"></head>
<body class="sign-in"><main>
{banner}
<p class="caption">{clinic}</p>
<h1>{title}</h1>
{message}
<form method="post" action="/sign-in">
<label>{name}<input name="name" autocomplete="username" autocapitalize="none" required value="{typed}"></label>
<label>{password}<input name="password" type="password" autocomplete="current-password" required></label>
<button>{go}</button>
</form>
<p><a href="/sign-in?lang={other}" lang="{other}" hreflang="{other}">{other_name}</a></p>
</main></body></html>"""

_WORDS = {
    "vi": {
        "demo": "Bản trình diễn – không dùng cho người bệnh thật",
        "itself": "Tiếng Việt",
        "title": "Đăng nhập dành cho nhân viên",
        "name": "Tên tài khoản",
        "password": "Mật khẩu",
        "go": "Đăng nhập",
        "wrong": "Tên tài khoản hoặc mật khẩu chưa đúng.",
        "wait": "Đã thử quá nhiều lần. Vui lòng đợi {seconds} giây rồi thử lại.",
        "foreign": "Biểu mẫu không đến từ trang này. Vui lòng đăng nhập lại.",
    },
    "en": {
        "demo": "Demonstration – not for real patients",
        "itself": "English",
        "title": "Staff sign-in",
        "name": "Account name",
        "password": "Password",
        "go": "Sign in",
        "wrong": "The account name or the password is not right.",
        "wait": "Too many tries. Wait {seconds} seconds, then try again.",
        "foreign": "The form did not come from this page. Sign in again.",
    },
}


def show(request: Request) -> Response:
    """GET /sign-in; `?lang=en` or `?lang=vi` also chooses the browser's language."""
    asked = request.query_params.get("lang")
    if asked not in _WORDS:
        return _page(request)
    response = RedirectResponse("/sign-in", 303, headers={"cache-control": "no-store"})
    cookies.remember_language(request, response, asked)
    return response


async def take(request: Request) -> Response:
    """POST /sign-in: a fresh session on the right password, else the form again with one sentence."""
    if not ours(request):
        return _page(request, "foreign", status=403)
    fields = await form_of(request)
    name, password = fields.get("name", ""), fields.get("password", "")
    address = request.client.host if request.client else "unknown"
    try:
        token = await run_in_threadpool(product().service.staff.sign_in, name, password, address)
    except SignInRefused as refused:
        message = "wait" if refused.wait_seconds else "wrong"
        return _page(request, message, name, refused.wait_seconds, status=429 if refused.wait_seconds else 403)
    response = RedirectResponse("/staff", 303, headers={"cache-control": "no-store"})
    cookies.put(request, response, cookies.STAFF, token)
    return response


def leave(request: Request) -> Response:
    """POST /sign-out."""
    if not ours(request):
        return Response(status_code=403, headers={"cache-control": "no-store"})
    product().service.staff.sign_out(request.cookies.get(cookies.STAFF, ""))
    response = RedirectResponse("/sign-in", 303, headers={"cache-control": "no-store"})
    cookies.clear(request, response, cookies.STAFF)
    return response


def _page(request: Request, message: str = "", typed: str = "", seconds: int = 0, status: int = 200) -> Response:
    settings = product().settings
    asked = request.cookies.get(cookies.LANGUAGE)
    language = asked if asked in _WORDS else settings.language
    words = _WORDS[language]
    other = next(known for known in _WORDS if known != language)
    said = words[message].format(seconds=seconds) if message else ""
    page = _PAGE.format(
        lang=language,
        other=other,
        other_name=_WORDS[other]["itself"],
        banner=f'<p class="banner-demo">{words["demo"]}</p>' if settings.mode == "demo" else "",
        clinic=escape(settings.clinic_name),
        message=f'<p class="summary" role="alert">{escape(said)}</p>' if said else "",
        typed=escape(typed[:200]),
        **{key: escape(words[key]) for key in ("title", "name", "password", "go")},
    )
    return HTMLResponse(page, status, headers={"cache-control": "no-store"})
