"""The style guide's cards: every kind of item in every state, with invented words."""

from typing import Any

from informed.content import Language
from informed.ui.items import CERTAINTIES
from informed.ui.words import WORDS

Item = dict[str, Any]
_BLANK: Item = {"required": False, "value": None}


def statements(language: Language, said: dict[str, str]) -> list[Item]:
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


def questions(language: Language, said: dict[str, str]) -> list[Item]:
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


def quizzes(language: Language, said: dict[str, str]) -> list[Item]:
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
