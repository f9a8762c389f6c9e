"""Where a one-time link leads: the person alone chooses the password; the first administrator also the names."""

from collections.abc import Mapping
from html import escape

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from informed.bootstrap import product
from informed.errors import BadInput, NotFound
from informed.ports import Account
from informed.service.passwords import SHORTEST
from informed.web import plain
from informed.web.forms import form_of
from informed.web.origin import ours
from informed.web.plain import NO_STORE

_FORM = """{message}
<p>{lead}</p>
<form method="post" action="/set-up">
<input type="hidden" name="code" value="{code}">
{fields}
<button>{go}</button>
</form>"""

_WORDS = {
    "vi": {
        "title": "Thiết lập tài khoản",
        "first": "Đây là tài khoản quản trị đầu tiên. Liên kết này chỉ dùng được một lần.",
        "lead": "Tài khoản của {who}. Liên kết này chỉ dùng được một lần; chỉ quý vị biết mật khẩu.",
        "name": "Tên tài khoản (để đăng nhập)",
        "display": "Họ và tên (hiện trên màn hình và tài liệu)",
        "password": "Mật khẩu mới",
        "password_help": "Ít nhất {shortest} ký tự. Một câu ngắn dễ nhớ là tốt; không cần ký hiệu đặc biệt.",
        "again": "Nhập lại mật khẩu",
        "go": "Đặt mật khẩu",
        "gone": "Liên kết này đã được dùng hoặc đã quá 24 giờ. Hãy xin quản trị viên một liên kết mới.",
        "foreign": "Biểu mẫu không đến từ trang này. Hãy mở lại liên kết.",
        "account_name.empty": "Nhập tên tài khoản.",
        "account_name.too_long": "Tên tài khoản quá dài.",
        "account_name.hidden": "Tên tài khoản có ký tự ẩn không dùng được.",
        "display.too_long": "Họ và tên quá dài.",
        "display.hidden": "Họ và tên có ký tự ẩn không dùng được.",
        "password.short": "Mật khẩu phải có ít nhất {shortest} ký tự.",
        "password.too_long": "Mật khẩu quá dài.",
        "password.name": "Mật khẩu không được giống tên.",
        "password.common": "Mật khẩu này nằm trong số những mật khẩu hay bị đoán nhất. Hãy chọn mật khẩu khác.",
        "password.differs": "Hai lần nhập không giống nhau.",
    },
    "en": {
        "title": "Set up the account",
        "first": "This is the first administrator's account. The link counts once.",
        "lead": "The account of {who}. The link counts once; only you know the password.",
        "name": "Account name (to sign in with)",
        "display": "Full name (on screens and documents)",
        "password": "New password",
        "password_help": "At least {shortest} characters. A short sentence that you can remember is good; no special signs needed.",
        "again": "The password once more",
        "go": "Set the password",
        "gone": "This link was used already, or is older than 24 hours. Ask the administrator for a new one.",
        "foreign": "The form did not come from this page. Open the link again.",
        "account_name.empty": "Enter an account name.",
        "account_name.too_long": "The account name is too long.",
        "account_name.hidden": "The account name has hidden characters that cannot be used.",
        "display.too_long": "The full name is too long.",
        "display.hidden": "The full name has hidden characters that cannot be used.",
        "password.short": "The password must have at least {shortest} characters.",
        "password.too_long": "The password is too long.",
        "password.name": "The password must not be the name.",
        "password.common": "This password is among those that are guessed first. Choose another.",
        "password.differs": "The two passwords are not the same.",
    },
}


def show(request: Request) -> Response:
    """GET /set-up?code=...: the form, or a sentence for a link that does not count any more."""
    return _page(request, request.query_params.get("code", ""))


async def take(request: Request) -> Response:
    """POST /set-up: to the sign-in when the password is set, else the form again with one sentence."""
    if not ours(request):
        return _gone(request, "foreign", 403)
    typed = await form_of(request)
    code, password, again = (typed.get(name, "") for name in ("code", "password", "again"))
    names = {name: typed.get(name, "") for name in ("name", "display")}
    try:
        await run_in_threadpool(product().service.accounts.set_up, code, password, again, **names)
    except NotFound:
        return _gone(request, "gone", 404)
    except BadInput as refused:
        return await run_in_threadpool(_page, request, code, str(refused), names)
    return RedirectResponse("/sign-in?done=set-up", 303, headers=NO_STORE)


def _page(request: Request, code: str, refused: str = "", typed: dict[str, str] | None = None) -> Response:
    words = plain.words_of(_WORDS, request)
    try:
        account = product().service.accounts.to_set_up(code)
    except NotFound:
        return _gone(request, "gone", 404)
    sentence = words[refused].format(shortest=SHORTEST) if refused else ""
    body = _FORM.format(
        message=plain.said(sentence),
        lead=escape(words["lead"].format(who=account.shown_name) if account else words["first"]),
        code=escape(code),
        fields="\n".join(_fields(words, account, typed or {})),
        go=words["go"],
    )
    return plain.page(request, words["title"], body, status=400 if refused else 200)


def _fields(words: Mapping[str, str], account: Account | None, typed: dict[str, str]) -> list[str]:
    """A password manager learns the name also where it cannot be changed."""
    username = {"autocomplete": "username", "autocapitalize": "none"}
    new = {"type": "password", "autocomplete": "new-password", "required": "", "minlength": str(SHORTEST)}
    names = [plain.field(words["name"], "name", account.name, readonly="", **username)] if account else []
    if account is None:
        names = [
            plain.field(words["name"], "name", typed.get("name", ""), required="", **username),
            plain.field(words["display"], "display", typed.get("display", ""), autocomplete="name"),
        ]
    help = words["password_help"].format(shortest=SHORTEST)
    password = plain.field(words["password"], "password", help=help, **new)
    return [*names, password, plain.field(words["again"], "again", **new)]


def _gone(request: Request, why: str, status: int) -> Response:
    words = plain.words_of(_WORDS, request)
    return plain.page(request, words["title"], plain.said(words[why]), status=status)
