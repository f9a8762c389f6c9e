"""Checking a document: a plain HTML form, because Streamlit's own file field keeps files and is closed here. Nothing is kept."""

from html import escape

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import UploadFile
from starlette.formparsers import MultiPartException, MultiPartParser
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from informed.bootstrap import product
from informed.content import Language
from informed.errors import NotAllowed
from informed.verify.check import MOST_BYTES
from informed.verify.report import Report, Verdict
from informed.web import cookies, plain
from informed.web.origin import ours
from informed.web.plain import NO_STORE

#: What a form needs around its file.
_AROUND = 10_000
#: A verdict's tone: may the file be relied on?
_TONES = {Verdict.VALID: "good", Verdict.OLDER_REVISION: "attention"}

_WORDS = {
    "vi": {
        "title": "Kiểm tra tài liệu",
        "back": "‹ Danh sách",
        "lead": "Chọn một tệp PDF. Tệp được kiểm tra tại máy chủ này và không được lưu lại.",
        "file": "Tệp PDF (tối đa 25 MB)",
        "go": "Kiểm tra",
        "none": "Hãy chọn một tệp PDF.",
        "too_large": "Tệp lớn hơn 25 MB.",
        "not_allowed": "Tài khoản này không có quyền làm việc đó.",
    },
    "en": {
        "title": "Check a document",
        "back": "‹ Records",
        "lead": "Choose a PDF file. It is checked on this server and not kept.",
        "file": "PDF file (25 MB at most)",
        "go": "Check",
        "none": "Choose a PDF file.",
        "too_large": "The file is larger than 25 MB.",
        "not_allowed": "This account may not do that.",
    },
}

_FORM = """<p><a href="/staff">{back}</a></p>
{said}
<p>{lead}</p>
<form method="post" action="/verify" enctype="multipart/form-data">
<label>{file}<input type="file" name="file" accept="application/pdf,.pdf" required></label>
<button>{go}</button>
</form>"""


def show(request: Request) -> Response:
    """GET /verify, for signed-in staff."""
    if product().service.staff.account(request.cookies.get(cookies.STAFF, "")) is None:
        return RedirectResponse("/sign-in", 303, headers=NO_STORE)
    return _page(request)


async def take(request: Request) -> Response:
    """POST /verify: the verdict on the file, in words; 413 for one that is too large, 400 for none."""
    token = request.cookies.get(cookies.STAFF, "")
    account = await run_in_threadpool(product().service.staff.account, token) if ours(request) else None
    if account is None:
        return Response(status_code=403, headers=NO_STORE)
    length = request.headers.get("content-length", "")
    if not length.isdigit():
        return _refused(request, "none", 411)
    if int(length) > MOST_BYTES + _AROUND:
        return await _too_large(request)
    pdf = await _file_of(request)
    if not pdf:
        return _refused(request, "none", 400)
    if len(pdf) > MOST_BYTES:
        return _refused(request, "too_large", 413)
    try:
        report = await run_in_threadpool(product().service.staff.verify_file, token, pdf)
    except NotAllowed:
        return _refused(request, "not_allowed", 403)
    return _page(request, verdict(report, plain.language(request)))


async def _too_large(request: Request) -> Response:
    """Says so once the browser has sent everything: one that is cut off shows its own error instead of our sentence."""
    async for _ in request.stream():
        pass
    return _refused(request, "too_large", 413)


async def _file_of(request: Request) -> bytes:
    """The file's bytes, which never touch a disk; empty when there is none."""
    parser = MultiPartParser(request.headers, request.stream(), max_files=1, max_fields=1)
    parser.spool_max_size = MOST_BYTES + _AROUND
    try:
        form = await parser.parse()
    except (MultiPartException, KeyError):
        return b""
    file = form.get("file")
    content = await file.read() if isinstance(file, UploadFile) else b""
    await form.close()
    return content


def verdict(report: Report, language: Language) -> str:
    """What the file is, why, and whose signatures it has, as markup; everything that a file says is escaped."""
    tone = _TONES.get(report.verdict, "alarm")
    meaning = f"<p>{escape(report.meaning[language])}</p>" if report.meaning else ""
    reasons = "".join(f"<li>{escape(reason.text[language])}</li>" for reason in report.reasons)
    signatures = "".join(f"<li>{escape(f'{one.name} · {one.time}')}</li>" for one in report.signatures)
    return (
        f'<div class="verdict verdict-{tone}" role="status"><h2>{escape(report.headline[language])}</h2>{meaning}'
        f"<ul>{reasons}</ul><ul>{signatures}</ul></div>"
    )


def _page(request: Request, said: str = "", status: int = 200) -> Response:
    words = plain.words_of(_WORDS, request)
    body = _FORM.format(said=said, **{name: escape(word) for name, word in words.items()})
    return plain.page(request, words["title"], body, status=status)


def _refused(request: Request, key: str, status: int) -> Response:
    return _page(request, plain.said(plain.words_of(_WORDS, request)[key]), status)
