"""The parts of the staff's plain forms: buttons, choices, sections. Every text is escaped here."""

from collections.abc import Iterable
from html import escape

Choice = tuple[str, str]


def section(id: str, title: str, *parts: str) -> str:
    return f'<section id="{id}"><h2>{escape(title)}</h2>{"".join(parts)}</section>'


def paragraph(words: str, kind: str = "") -> str:
    return f'<p class="{kind}">{escape(words)}</p>' if kind else f"<p>{escape(words)}</p>"


def form(action: str, *parts: str, apart: bool = False, files: bool = False) -> str:
    """A form that posts; `apart`: what comes back is a document, and opens in a new tab."""
    target = ' target="_blank"' if apart else ""
    kind = ' enctype="multipart/form-data"' if files else ""
    return f'<form method="post" action="{escape(action)}"{target}{kind}>{"".join(parts)}</form>'


def button(words: str, *, kind: str = "", label: str = "", name: str = "", value: str = "") -> str:
    """A button; `label` is what a screen reader says where the words alone are not enough, and contains them."""
    said = f' aria-label="{escape(label)}"' if label else ""
    sent = f' name="{name}" value="{escape(value)}"' if name else ""
    return f'<button class="{kind}"{said}{sent}>{escape(words)}</button>'


def row(*parts: str) -> str:
    return f'<div class="row">{"".join(parts)}</div>'


def choices(
    legend: str, name: str, options: Iterable[Choice], chosen: Iterable[str] = (), *, many: bool = False
) -> str:
    """Radio buttons, or boxes to tick; each label is a target of its own."""
    inner = "".join(choice(name, value, words, value in set(chosen), many=many) for value, words in options)
    return f"<fieldset><legend>{escape(legend)}</legend>{inner}</fieldset>"


def choice(name: str, value: str, words: str, chosen: bool = False, *, many: bool = False, label: str = "") -> str:
    kind, mark = ("checkbox" if many else "radio"), " checked" if chosen else ""
    said = f' aria-label="{escape(label)}"' if label else ""
    field = f'<input type="{kind}" name="{escape(name)}" value="{escape(value)}"{mark}{said}>'
    return f'<label class="choice">{field}<span>{escape(words)}</span></label>'


def area(label: str, name: str, value: str = "") -> str:
    return f'<label>{escape(label)}<textarea name="{escape(name)}" maxlength="2000">{escape(value)}</textarea></label>'
