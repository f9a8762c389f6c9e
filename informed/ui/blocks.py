"""Small blocks of HTML that Streamlit has no element for. Every text is escaped here and nowhere else."""

from base64 import b64encode
from collections.abc import Iterable
from html import escape
from typing import Literal

import streamlit as st

from informed.bootstrap import product
from informed.content import Language, Panel, Picture
from informed.ui.words import WORDS
from informed.web import display

Role = Literal["alert", "status"]

_HEADED = "headed"


def switches(language: Language, *, open: bool = False) -> None:
    """Text size and colours, at the same place on every screen."""
    with st.container(key="display"):
        st.html(display.switches(language, open=open))


def caption(text: str) -> None:
    st.html(f'<p class="caption">{escape(text)}</p>')


def lead(text: str) -> None:
    st.html(f'<p class="lead">{escape(text)}</p>')


def paragraph(text: str) -> None:
    st.html(f"<p>{escape(text)}</p>")


def label(text: str, help: str) -> None:
    """What a group of fields is called, with an example."""
    st.html(f'<p class="label">{escape(text)}<span class="help">{escape(help)}</span></p>')


def notice(*lines: str, role: Role | None = None) -> None:
    """A framed text. One that answers a tap has a role, so that it is told also to who does not see the screen: "alert" when
    something failed, else "status". What stands there from the beginning has none.
    """
    attribute = f' role="{role}"' if role else ""
    st.html(f'<div class="notice"{attribute}>' + "".join(f"<p>{escape(line)}</p>" for line in lines) + "</div>")


def good(line: str) -> None:
    """That something is done, told also to who does not see the screen."""
    st.html(f'<div class="done" role="status"><p>{escape(line)}</p></div>')


def facts(lines: Iterable[str]) -> None:
    st.html('<ul class="facts">' + "".join(f"<li>{escape(line)}</li>" for line in lines) + "</ul>")


def panel(title: str, text: str) -> None:
    """The green panel of a finished journey, with the page's heading."""
    st.session_state[_HEADED] = True
    st.html(f'<div class="panel"><h1>{escape(title)}</h1><p>{escape(text)}</p></div>')


def heading(text: str) -> None:
    """The page's one first-level heading."""
    st.session_state[_HEADED] = True
    st.html(f"<h1>{escape(text)}</h1>")


def begin() -> None:
    """A run begins, and its screen has no heading yet."""
    st.session_state[_HEADED] = False


def headed() -> bool:
    """Whether this run has drawn its screen's heading."""
    return bool(st.session_state[_HEADED])


def subheading(text: str) -> None:
    st.html(f"<h2>{escape(text)}</h2>")


def picture(drawn: Picture, language: Language) -> None:
    """Line drawings side by side, each with its label under it and perhaps a marker above it."""
    panels = "".join(_panel(panel, language) for panel in drawn.panels)
    caption = escape(drawn.caption[language])
    st.html(f'<figure class="picture"><figcaption>{caption}</figcaption><ol>{panels}</ol></figure>')


def _panel(panel: Panel, language: Language) -> str:
    source = f"data:image/svg+xml;base64,{b64encode(panel.drawing.encode()).decode()}"
    marker = f"<strong>{escape(panel.marker[language])}</strong>" if panel.marker else ""
    image = f'<img src="{source}" alt="{escape(panel.alt[language])}" width="160" height="120">'
    return f"<li{' class=here' if marker else ''}>{marker}{image}<span>{escape(panel.label[language])}</span></li>"


def error_summary(title: str, problems: Iterable[tuple[str, str]]) -> None:
    """What is wrong, each line leading to its field: (key of the field, sentence)."""
    lines = "".join(f'<li><a href="#{escape(key)}">{escape(sentence)}</a></li>' for key, sentence in problems)
    st.html(
        f'<div class="summary" id="summary" role="alert" tabindex="-1"><h2>{escape(title)}</h2><ul>{lines}</ul></div>'
    )


def field_error(sentence: str) -> None:
    st.html(f'<p class="field-error">{escape(sentence)}</p>')


def banners(language: str, draft: bool) -> None:
    """What every screen must say about itself."""
    demonstration = product().settings.mode == "demo"
    said = [WORDS[key][language] for key, is_so in (("demo", demonstration), ("draft", draft)) if is_so]
    if said:
        st.html(f'<p class="banner-demo">{" · ".join(map(escape, said))}</p>')
