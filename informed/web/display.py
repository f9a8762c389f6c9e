"""How large a person wants the letters and in which colours: two cookies, chosen on every screen, kept until the visit or the
session of a member of staff is over.

The server writes the choice into every page's first byte (`<html data-size data-contrast>`); `display.js` changes it at the tap.
"""

from html import escape

from starlette.requests import Request
from starlette.responses import Response

from informed.content import Language
from informed.web import cookies

SIZES = ("normal", "large", "largest")
COLOURS = ("light", "dark", "high")
#: Of the two choices: the cookie, the attribute of <html>, and what can be chosen, the default first.
_CHOICES = ((cookies.SIZE, "size", SIZES), (cookies.COLOURS, "contrast", COLOURS))
_OF_STAFF = "staff-"
_LETTER = '<span aria-hidden="true">A</span> '

_WORDS = {
    "vi": {
        "summary": "Cỡ chữ, màu",
        "size": "Cỡ chữ",
        "contrast": "Màu",
        "normal": "Vừa",
        "large": "Lớn",
        "largest": "Rất lớn",
        "light": "Nền sáng",
        "dark": "Nền tối",
        "high": "Thật rõ nét",
    },
    "en": {
        "summary": "Text size, colours",
        "size": "Text size",
        "contrast": "Colours",
        "normal": "Medium",
        "large": "Large",
        "largest": "Very large",
        "light": "Light",
        "dark": "Dark",
        "high": "High contrast",
    },
}


def attributes(request: Request) -> str:
    """What the browser chose, as attributes of <html>; nothing where it chose nothing that exists."""
    chosen = ((name, request.cookies.get(cookie), known) for cookie, name, known in _CHOICES)
    return "".join(f' data-{name}="{value}"' for name, value, known in chosen if value in known)


def switches(language: Language, *, open: bool = False) -> str:
    """The switches, folded under one line of words unless `open`; `display.js` tells which are pressed."""
    words = _WORDS[language]
    rows = "".join(_row(name, known, words) for _, name, known in _CHOICES)
    summary = f"<summary>{escape(words['summary'])}</summary>"
    return f'<details class="display"{" open" if open else ""}>{summary}<div class="choices">{rows}</div></details>'


def _row(name: str, known: tuple[str, ...], words: dict[str, str]) -> str:
    buttons = "".join(
        # A colour's button stands in the colours that it chooses.
        f'<button type="button" data-choose="{name}" data-value="{value}" data-{name}="{value}" aria-pressed="false">'
        f"{_LETTER if name == 'size' else ''}{escape(words[value])}</button>"
        for value in known
    )
    label = escape(words[name])
    return f'<div role="group" aria-label="{label}"><p aria-hidden="true">{label}</p><div>{buttons}</div></div>'


def forget(request: Request, response: Response) -> None:
    """The next person begins with the usual letters and colours."""
    for cookie, _, _ in _CHOICES:
        if cookie in request.cookies:
            cookies.clear(request, response, cookie)


def lay_aside(request: Request, response: Response, seconds: int) -> None:
    """The patient begins with the usual ones; those of the staff who hand this browser over are kept for so many seconds."""
    for cookie, _, known in _CHOICES:
        if (chosen := request.cookies.get(cookie)) in known:
            cookies.put(request, response, _OF_STAFF + cookie, str(chosen), seconds)
    forget(request, response)


def take_up(request: Request, response: Response) -> None:
    """The staff have their letters and colours again, and the patient's are gone."""
    forget(request, response)
    for cookie, _, known in _CHOICES:
        if (chosen := request.cookies.get(_OF_STAFF + cookie)) in known:
            cookies.remember(request, response, cookie, str(chosen))
            cookies.clear(request, response, _OF_STAFF + cookie)
