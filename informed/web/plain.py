"""Pages without Streamlit, for what happens before a session: plain HTML forms, in the browser's language."""

from collections.abc import Mapping
from html import escape

from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from informed.bootstrap import product
from informed.content import Language
from informed.web import cookies, display

NO_STORE = {"cache-control": "no-store"}
#: The id of the sentence about what went wrong.
SUMMARY = "summary"
#: Attributes of a field that it is about.
WRONG = {"aria-invalid": "true", "aria-describedby": SUMMARY}
#: Attributes of a field for a PIN. It is none for a password: a browser would offer to keep the PIN on this tablet.
PIN = {
    "inputmode": "numeric",
    "autocomplete": "off",
    "class": "pin",
    "id": "pin",
    "required": "",
    "maxlength": "20",
}

_PAGE = """<!doctype html>
<html lang="{lang}"{display}>
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width">{head}<title>{error}{title}</title>
<link rel="stylesheet" href="/assets/tokens.css"><link rel="stylesheet" href="/assets/app.css">
<link rel="stylesheet" href="/assets/display.css"><link rel="stylesheet" href="/assets/staff.css">
<script src="/assets/display.js" defer></script><script src="/assets/plain.js" defer></script>
<link rel="icon" href="/assets/favicon.svg"></head>
<body class="sign-in"><main>
{other}{switches}
{banner}
{clinic}
<h1>{title}</h1>
{body}
</main></body></html>"""

_OTHER = """<p class="other-language">
<a href="{at}{sign}lang={lang}" lang="{lang}" hreflang="{lang}" id="other-language">{name}</a>
</p>
"""
_ITSELF = {"vi": "Tiếng Việt", "en": "English"}
_ERROR = {"vi": "Lỗi", "en": "Error"}
_DEMO = {"vi": "Bản trình diễn – không dùng cho người bệnh thật", "en": "Demonstration – not for real patients"}


def language(request: Request) -> Language:
    """The browser's choice, else the clinic's."""
    asked = request.cookies.get(cookies.LANGUAGE)
    return Language(asked) if asked in tuple(Language) else product().settings.language


def staff_language(request: Request) -> Language:
    """The language of the member of staff who handed this browser over, else the clinic's."""
    kept = request.cookies.get(cookies.STAFF_LANGUAGE)
    return Language(kept) if kept in tuple(Language) else product().settings.language


def page(
    request: Request,
    title: str,
    body: str,
    *,
    status: int = 200,
    head: str = "",
    in_other: str = "",
    named: bool = True,
) -> HTMLResponse:
    """A whole page; `body` and `head` are markup whose values the caller has escaped. A refusal (4xx) says so in its title.

    `in_other`: the address that shows it in the other language when `lang` is added to it.
    `named`: whether the ledger is asked for the clinic's name.
    """
    settings, lang = product().settings, language(request)
    html = _PAGE.format(
        lang=lang,
        display=display.attributes(request),
        other=_other(in_other, lang) if in_other else "",
        switches=display.switches(lang),
        head=head,
        title=escape(title),
        error=f"{_ERROR[lang]}: " if status >= 400 else "",
        banner=f'<p class="banner-demo">{_DEMO[lang]}</p>' if settings.mode == "demo" else "",
        clinic=f'<p class="caption">{escape(product().service.clinic().name)}</p>' if named else "",
        body=body,
    )
    return HTMLResponse(html, status, headers=NO_STORE)


def switched(request: Request, to: str) -> Response | None:
    """What the way to the other language gets: the choice kept, and the same page again; None: it was not taken."""
    asked = request.query_params.get("lang")
    if asked not in tuple(Language):
        return None
    response = RedirectResponse(to, 303, headers=NO_STORE)
    cookies.remember_language(request, response, Language(asked))
    return response


def _other(at: str, lang: Language) -> str:
    """The way to the other language, where Streamlit's screens have it: above everything, at the right."""
    other = next(known for known in Language if known != lang)
    return _OTHER.format(at=escape(at), sign="&amp;" if "?" in at else "?", lang=other, name=_ITSELF[other])


def said(sentence: str, *, good: bool = False, field: str = "") -> str:
    """One sentence about what happened, above the form; what went wrong has the focus, and leads to its field."""
    if not sentence:
        return ""
    words = escape(sentence)
    if good:
        return f'<p class="notice" role="status">{words}</p>'
    line = f'<a href="#{field}">{words}</a>' if field else words
    return f'<p class="{SUMMARY}" id="{SUMMARY}" role="alert" tabindex="-1" autofocus>{line}</p>'


def field(label: str, name: str, value: str = "", help: str = "", **attributes: str) -> str:
    """A text field in its label; attributes are ours, never typed."""
    extra = "".join(f' {key}="{said}"' for key, said in attributes.items())
    below = f' aria-describedby="{name}-help"' if help else ""
    hint = f'<p class="help" id="{name}-help">{escape(help)}</p>' if help else ""
    return f'<label>{escape(label)}<input name="{name}" value="{escape(value[:200])}"{extra}{below}></label>{hint}'


def words_of(catalogue: Mapping[str, Mapping[str, str]], request: Request) -> Mapping[str, str]:
    """A catalogue's words in the browser's language."""
    return catalogue[language(request)]
