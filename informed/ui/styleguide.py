"""Every part of the design in every state, on one page, in demonstration mode: what a developer looks at before and after a change.

The parts are the product's own, with invented words; nothing here is kept. Colours stand side by side in all three choices.
"""

from html import escape
from typing import Any

import streamlit as st

from informed.bootstrap import product
from informed.content import Language
from informed.ui import blocks, components, queue_table, screen, visit
from informed.ui.items import CERTAINTIES
from informed.ui.words import WORDS, words
from informed.web import display

Item = dict[str, Any]
_SAID = {
    "vi": {
        "title": "Bảng mẫu thiết kế",
        "lead": "Mọi thành phần, ở mọi trạng thái. Không có gì ở đây được lưu lại.",
        "colours": "Màu",
        "text": "Chữ",
        "blocks": "Khối",
        "flags": "Cờ",
        "buttons": "Nút",
        "fields": "Ô nhập",
        "cards": "Thẻ câu hỏi",
        "answers": "Xem lại câu trả lời",
        "pad": "Ký tên",
        "statement": "Một câu ngắn nói một điều, bằng lời mà ai cũng hiểu.",
        "term": "Một từ khó được giải thích khi chạm vào từ đó.",
        "form": "từ khó",
        "meaning": "nghĩa của từ, nói thật đơn giản",
        "detail": "Chi tiết dành cho người muốn biết thêm.",
        "question": "Một câu hỏi về quý vị?",
        "choice": "Lựa chọn",
        "words": "Quý vị viết thêm ở đây",
        "wrote": "Lời của người bệnh",
        "answer": "Điều đã biết về câu này.",
    },
    "en": {
        "title": "Style guide",
        "lead": "Every part in every state. Nothing here is kept.",
        "colours": "Colours",
        "text": "Text",
        "blocks": "Blocks",
        "flags": "Flags",
        "buttons": "Buttons",
        "fields": "Fields",
        "cards": "Cards with questions",
        "answers": "Answers to read again",
        "pad": "Signature",
        "statement": "One short sentence says one thing, in words that everybody knows.",
        "term": "A hard word is explained when somebody taps it.",
        "form": "hard word",
        "meaning": "what it means, put simply",
        "detail": "Detail for those who want to know more.",
        "question": "A question about you?",
        "choice": "Choice",
        "words": "Write more here",
        "wrote": "The patient's own words",
        "answer": "What is known about this.",
    },
}
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
_BLANK: Item = {"required": False, "value": None}


def show(language: Language) -> None:
    """The whole page."""
    said = _SAID[language]
    blocks.banners(language, draft=True)
    blocks.panel(said["title"], said["lead"])
    for part in (_colours, _text, _blocks, _flags, _buttons, _fields, _cards, _answers, _pad):
        blocks.subheading(said[part.__name__.removeprefix("_")])
        part(language, said)


def title(language: Language) -> str:
    return _SAID[language]["title"]


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
        "items": [*_statements(language, said), *_questions(language, said), *_quizzes(language, said)],
        "aloud": None,
        "confirmed": [],
        "refused": {},
        "marks": {f"tone-{tone}": [tone, text] for tone, text in tones.items()},
    }
    components.cards("cards-styleguide", data, lambda: None)


def _statements(language: Language, said: dict[str, str]) -> list[Item]:
    """A statement as it waits, with each certainty, and with each tone of its mark; and one to ask about."""
    answers = [{"value": answer, "label": WORDS[answer][language]} for answer in ("understood", "unsure")]
    one = _BLANK | {"kind": "one", "text": said["statement"], "options": answers}
    meaning = {"form": said["form"], "meaning": said["meaning"]}
    found = [one | {"id": "plain", "number": "1", "text": said["term"], "terms": [meaning]}]
    for i, certainty in enumerate((*CERTAINTIES, "n/a"), 2):
        grade = {"level": CERTAINTIES.get(certainty, 0), "text": WORDS[f"certainty.{certainty}"][language]}
        why = {"summary": WORDS["why"][language], "certainty": grade, "lines": [said["detail"]], "open": True}
        found.append(one | {"id": f"sure-{i}", "number": str(i), "why": why})
    chosen = {"saved": "understood", "saving": "unsure", "unsaved": "unsure"}
    found += [one | {"id": f"tone-{tone}", "value": chosen.get(tone)} for tone in (*chosen, "missing", "refused")]
    ask = {"kind": "ask", "text": said["statement"], "required": False}
    return [*found, ask | {"id": "ask", "value": False}, ask | {"id": "asked", "value": True}]


def _questions(language: Language, said: dict[str, str]) -> list[Item]:
    """Questions about the patient: one choice, several, with own words, with a sentence after the answer."""
    options = [{"value": str(i), "label": f"{said['choice']} {i}"} for i in (1, 2, 3)]
    many = _BLANK | {"kind": "many", "text": said["question"], "options": options}
    note = {"note": WORDS["flagged"][language]}
    own = {"own_words": {"label": said["words"], "value": said["wrote"]}}
    replies = {"replies": [{"to": options[1]["label"], "text": said["answer"]}]}
    write = _BLANK | {
        "kind": "words",
        "text": WORDS["own_question"][language],
        "help": WORDS["own_question_help"][language],
    }
    return [
        many | {"id": "three", "kind": "one", "value": "2"} | note,
        many | {"id": "many", "value": ["1", "3"], "help": WORDS["ask_doctor_help"][language]} | own,
        many | {"id": "told", "value": ["2"]} | replies,
        write | {"id": "write", "value": ""},
        write | {"id": "wrote", "value": said["wrote"]},
    ]


def _quizzes(language: Language, said: dict[str, str]) -> list[Item]:
    """A comprehension question before a try, after a wrong one, right, and left to the doctor."""
    options = [{"value": str(i), "label": f"{said['choice']} {i}"} for i in (1, 2, 3)]
    quiz = _BLANK | {"kind": "quiz", "text": said["question"], "options": options}
    wrong, right = {"chosen": "1", "correct": False}, {"chosen": "2", "correct": True}
    found = []
    after: dict[str, list[Item]] = {"fresh": [], "try_again": [wrong], "right": [right], "talk": [wrong, wrong]}
    for name, tries in after.items():
        note = WORDS[name][language] if tries else ""
        state = {"tries": tries, "settled": name in ("right", "talk"), "note": note, "explanation": said["answer"]}
        found.append(quiz | {"id": f"quiz-{name}", "value": None, "quiz": state})
    return found


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
