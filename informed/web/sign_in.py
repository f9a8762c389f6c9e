"""The staff's sign-in: a plain HTML form, so that password managers and keyboards work, in the browser's language."""

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from informed.bootstrap import product
from informed.errors import SignInRefused
from informed.web import cookies, display, plain
from informed.web.forms import form_of
from informed.web.origin import ours
from informed.web.plain import NO_STORE

_FORM = """{message}
{elsewhere}
<form method="post" action="/sign-in">
{name}
{password}
<button>{go}</button>
</form>"""

_WORDS = {
    "vi": {
        "title": "Đăng nhập dành cho nhân viên",
        "name": "Tên tài khoản",
        "password": "Mật khẩu",
        "go": "Đăng nhập",
        "elsewhere": "Đăng nhập qua dịch vụ đăng nhập của phòng khám",
        "wrong": "Tên tài khoản hoặc mật khẩu chưa đúng.",
        "wait": "Đã thử quá nhiều lần. Vui lòng đợi {seconds} giây rồi thử lại.",
        "foreign": "Biểu mẫu không đến từ trang này. Vui lòng đăng nhập lại.",
        "set-up": "Mật khẩu đã được đặt. Vui lòng đăng nhập.",
        "late": "Lần đăng nhập này đã quá lâu hoặc không bắt đầu từ trình duyệt này. Vui lòng thử lại.",
        "refused": "Dịch vụ đăng nhập đã từ chối. Vui lòng thử lại.",
        "fault": "Dịch vụ đăng nhập không trả lời đúng. Vui lòng thử lại; nếu vẫn lỗi, hãy báo quản trị viên.",
        "no-role": "Dịch vụ đăng nhập không cấp cho quý vị vai trò nào ở đây, hoặc tài khoản đã bị ngừng. Hãy hỏi quản trị viên.",
        "not-fresh": "Dịch vụ đăng nhập không xác nhận rằng quý vị vừa đăng nhập lại. Vui lòng thử lại.",
    },
    "en": {
        "title": "Staff sign-in",
        "name": "Account name",
        "password": "Password",
        "go": "Sign in",
        "elsewhere": "Sign in with the clinic's sign-in service",
        "wrong": "The account name or the password is not right.",
        "wait": "Too many tries. Wait {seconds} seconds, then try again.",
        "foreign": "The form did not come from this page. Sign in again.",
        "set-up": "Your password is set. Sign in with it.",
        "late": "This sign-in took too long, or did not begin in this browser. Try again.",
        "refused": "The sign-in service refused. Try again.",
        "fault": "The sign-in service did not answer as it should. Try again; if it stays so, tell the administrator.",
        "no-role": "The sign-in service gives you no role here, or the account was deactivated. Ask the administrator.",
        "not-fresh": "The sign-in service did not confirm that you signed in anew. Try again.",
    },
}


def show(request: Request) -> Response:
    """GET /sign-in; `?lang=en` or `?lang=vi` also chooses the browser's language, `?done=set-up` says that a password is set."""
    if other := plain.switched(request, "/sign-in"):
        return other
    return page(request, "set-up" if request.query_params.get("done") == "set-up" else "")


async def take(request: Request) -> Response:
    """POST /sign-in: a fresh session on the right password, else the form again with one sentence."""
    if not ours(request):
        return page(request, "foreign", status=403)
    fields = await form_of(request)
    name, password = fields.get("name", ""), fields.get("password", "")
    before = request.cookies.get(cookies.STAFF, "")
    try:
        token = await run_in_threadpool(
            product().service.staff.sign_in, name, password, address(request), instead_of=before
        )
    except SignInRefused as refused:
        message = "wait" if refused.wait_seconds else "wrong"
        return page(request, message, name, refused.wait_seconds, status=429 if refused.wait_seconds else 403)
    response = RedirectResponse("/staff", 303, headers=NO_STORE)
    cookies.put(request, response, cookies.STAFF, token)
    return response


def leave(request: Request) -> Response:
    """POST /sign-out."""
    if not ours(request):
        return Response(status_code=403, headers=NO_STORE)
    product().service.staff.sign_out(request.cookies.get(cookies.STAFF, ""))
    response = RedirectResponse("/sign-in", 303, headers=NO_STORE)
    cookies.clear(request, response, cookies.STAFF)
    display.forget(request, response)
    return response


def sign_out(request: Request, response: Response) -> None:
    """End the session of this browser, if it has one: it is a patient's from here on."""
    if token := request.cookies.get(cookies.STAFF):
        product().service.staff.sign_out(token)
        cookies.clear(request, response, cookies.STAFF)


def address(request: Request) -> str:
    """Where a request comes from, as far as the server knows."""
    return request.client.host if request.client else "unknown"


def page(request: Request, message: str = "", typed: str = "", seconds: int = 0, status: int = 200) -> Response:
    """The form, with one sentence about what happened."""
    words = plain.words_of(_WORDS, request)
    sentence = words[message].format(seconds=seconds) if message else ""
    elsewhere = f'<p><a class="button" href="/oidc/start">{words["elsewhere"]}</a></p>' if product().sign_in else ""
    body = _FORM.format(
        message=plain.said(sentence, good=message == "set-up"),
        elsewhere=elsewhere,
        name=plain.field(words["name"], "name", typed, autocomplete="username", autocapitalize="none", required=""),
        password=plain.field(
            words["password"], "password", type="password", autocomplete="current-password", required=""
        ),
        go=words["go"],
    )
    return plain.page(request, words["title"], body, status=status, in_other="/sign-in")
