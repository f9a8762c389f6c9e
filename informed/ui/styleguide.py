"""Every part of the design in every state, on one page, in demonstration mode: what a developer looks at before and after a change.

The parts are the product's own, with invented words; nothing here is kept. Colours stand side by side in all three choices.
"""

from html import escape
from typing import Any

import streamlit as st

from informed.bootstrap import product
from informed.content import Language
from informed.ui import blocks, components, queue_table, screen, visit
from informed.ui import styleguide_cards as cards
from informed.ui.styleguide_words import SAID
from informed.ui.words import WORDS, words
from informed.web import display

Item = dict[str, Any]
#: What is written on what, as classes of a swatch (app.css).
_SWATCHES = (
    "paper",
    "card",
    "accent-tint",
    "accent",
    "attention-tint",
    "attention",
    "alarm-tint",
    "alarm",
    "good-tint",
    "good",
)
_COUNTS = {"stops": 1, "cautions": 2, "unsure": 3, "questions": 4}
_STATUSES = ("open", "signed", "deferred", "declined")


def show(language: Language) -> None:
    """The whole page."""
    said = SAID[language]
    blocks.banners(language, draft=True)
    blocks.panel(said["title"], said["lead"])
    for part in (_colours, _text, _blocks, _flags, _buttons, _fields, _cards, _answers, _pad):
        blocks.subheading(said[part.__name__.removeprefix("_")])
        part(language, said)


def title(language: Language) -> str:
    return SAID[language]["title"]


def _colours(language: Language, said: dict[str, str]) -> None:
    for scheme in display.COLOURS:
        swatches = "".join(f'<span class="ground-{name}">{escape(name)}</span>' for name in _SWATCHES)
        st.html(f'<div class="swatches" data-contrast="{scheme}">{swatches}</div>')


def _text(language: Language, said: dict[str, str]) -> None:
    blocks.caption(WORDS["topic_of"][language].format(number=3, total=8))
    blocks.lead(said["statement"])
    blocks.paragraph(said["statement"])
    blocks.label(said["question"], WORDS["born_help"][language])
    blocks.facts([said["statement"], said["detail"]])


def _blocks(language: Language, said: dict[str, str]) -> None:
    blocks.notice(said["statement"], said["detail"])
    blocks.good(WORDS["saved"][language])
    blocks.error_summary(WORDS["problem"][language], [("field", WORDS["name.empty"][language])])
    blocks.field_error(WORDS["name.empty"][language])
    for picture in product().service.packs.current().topic("intro").pictures[:1]:
        blocks.picture(picture, language)


def _flags(language: Language, said: dict[str, str]) -> None:
    statuses = " ".join(f'<span class="status-{s}">{escape(WORDS[f"status.{s}"][language])}</span>' for s in _STATUSES)
    st.html(f'<p class="glance">{queue_table.marks(_COUNTS, language)}</p><p class="glance">{statuses}</p>')


def _buttons(language: Language, said: dict[str, str]) -> None:
    st.button(WORDS["start"][language], key="primary", type="primary")
    st.button(WORDS["go_on"][language], key="secondary")
    st.button(WORDS["stop"][language], key="tertiary", type="tertiary")
    for column, key in zip(st.container(key="choice-row").columns(3), ("sign", "later", "no"), strict=True):
        column.button(WORDS[f"do_{key}"][language], key=f"outcome-{key}", width="stretch")


def _fields(language: Language, said: dict[str, str]) -> None:
    st.text_input(WORDS["record_number"][language], key="field", autocomplete="off")
    st.radio(WORDS["sign_how"][language], ("drawn", "typed"), format_func=lambda key: WORDS[key][language], key="radio")
    with st.expander(WORDS["privacy"][language]):
        st.text(said["detail"])


def _cards(language: Language, said: dict[str, str]) -> None:
    keys = ("next", "missing", "summary", "saved", "saving", "unsaved", "ask", "asked", "terms", "error")
    shown = words(language, *keys, "listen", "listen_page", "listening", "stop_listening")
    shown |= {"check": WORDS["check_answer"][language]}
    tones = {tone: WORDS[tone][language] for tone in ("saved", "saving", "unsaved", "missing", "refused")}
    data = {
        "step": "styleguide",
        "lang": language,
        "words": shown,
        "items": [*cards.statements(language, said), *cards.questions(language, said), *cards.quizzes(language, said)],
        "aloud": None,
        "confirmed": [],
        "refused": {},
        "marks": {f"tone-{tone}": [tone, text] for tone, text in tones.items()},
    }
    components.cards("cards-styleguide", data, lambda: None)


def _answers(language: Language, said: dict[str, str]) -> None:
    shown = {"ok": "understood", "ask": "unsure", "none": "not_answered"}
    rows: list[Item] = [
        {"id": f"row-{tone}", "text": said["statement"], "answer": WORDS[key][language], "tone": tone, "step": "sign"}
        for tone, key in shown.items()
    ]
    rows.append({"id": "row-plain", "text": said["question"], "answer": said["wrote"], "tone": "plain", "step": None})
    group = {"title": WORDS["your_details"][language], "rows": rows}
    components.answers("answers", {"lang": language, "words": words(language, "change"), "groups": [group]})


def _pad(language: Language, said: dict[str, str]) -> None:
    shown = words(language, "pad_label", "pad_hint", "pad_undo", "pad_clear", "pad_status")
    labels = {key.removeprefix("pad_"): text for key, text in shown.items()}
    points = [[0.2 + i * 0.02, 0.2 + (i % 4) * 0.02, i * 20, 0.5] for i in range(24)]
    ink = {"aspect": 0.4, "strokes": [{"pointer": "touch", "points": points}]}
    components.pad("pad", {"lang": language, "words": labels, "rev": 0, "ink": ink})


def page() -> None:
    """The frame and the page, in the browser's language."""
    language = visit.language()
    components.page(language, visit=False, title=title(language))
    screen.first_bar(language)
    show(language)
