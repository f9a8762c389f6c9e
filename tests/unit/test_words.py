"""The words of the screens: all there, all used, the same in both languages."""

import ast
import re
import string
import unicodedata
from typing import get_args

import pytest

from informed.content import Certainty, Language
from informed.events import DocumentKind
from informed.paths import PACKAGE, PAGES
from informed.people import HelperRole, IdentityCheck
from informed.record import Status
from informed.review import ItemKind
from informed.ui.event_words import EVENT_WORDS, LOOKS
from informed.ui.words import WORDS
from tests.examples import every_payload

SOURCES = [*(PACKAGE / "ui").rglob("*.py"), *PAGES.rglob("*.py"), PACKAGE / "cli.py"]
SCRIPTS = [*(PACKAGE / "ui").rglob("*.js"), *(PACKAGE / "web").rglob("*.js")]


def literals() -> set[str]:
    """Every string that stands in the screens' code, but for docstrings and the catalogue itself."""
    found = set()
    for file in [*SOURCES, *(PACKAGE / "web").rglob("*.py")]:
        if not file.name.endswith("words.py"):
            nodes = ast.walk(ast.parse(file.read_text("utf-8")))
            found |= {node.value for node in nodes if isinstance(node, ast.Constant) and isinstance(node.value, str)}
    return found


def said_directly() -> set[str]:
    """The keys that are asked for by name: `say("key")`, `WORDS["key"]`, `words(language, "key", ...)`."""
    found = set()
    for file in SOURCES:
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            match node:
                case ast.Call(func=ast.Attribute(attr="say"), args=[ast.Constant(value=str(key)), *_]):
                    found.add(key)
                case ast.Subscript(value=ast.Name(id="WORDS"), slice=ast.Constant(value=str(key))):
                    found.add(key)
                case ast.Call(func=ast.Name(id="words"), args=[_, *keys]):
                    found |= {key.value for key in keys if isinstance(key, ast.Constant)}
    return found


def composed() -> set[str]:
    """The keys that the code puts together from a value, by what that value can be."""
    found = {f"certainty.{certainty}" for certainty in Certainty} | {f"status.{status}" for status in Status}
    ended = [Status.SIGNED, Status.DEFERRED, Status.DECLINED]
    found |= {f"done_{status}" for status in ended} | {f"next_{status}" for status in ended}
    found |= {"source.secondary", "source.physician_pending"}
    found |= {f"kind.{kind}" for kind in get_args(ItemKind)} | {f"file.{kind}" for kind in get_args(DocumentKind)}
    found |= {f"actor.{kind}" for kind in ("patient", "system")} | {
        f"{name}_do" for name in ("correct", "withdraw", "error", "risk", "reopen")
    }
    found |= {f"role.{role}" for role in get_args(HelperRole)} | {f"known.{how}" for how in get_args(IdentityCheck)}
    found |= {f"staff_{name}" for name in ("stops", "cautions", "unsure", "questions")}
    found |= {f"staff_{name}" for name in ("patient", "read", "status", "attention", "document")}
    found |= {f"risk_language.{language}" for language in Language}
    return found | {f"{field}.{reason}" for field, reason in refusals()} | {"refused_long", "refused_hidden"}


def refusals() -> set[tuple[str, str]]:
    """What the core refuses of the fields that a form shows: every field with every reason that it can have."""
    any_words = {"too_long", "hidden"}
    return {
        *(("name", reason) for reason in {"empty", "no_letter", *any_words}),
        *(("born", reason) for reason in ("empty", "numbers", "year", "no_such_day", "future", "too_old")),
        *(("record_number", reason) for reason in any_words),
        *(("ink", reason) for reason in ("empty", "dot", "too_much", "unreadable")),
        *(("typed", reason) for reason in {"empty", *any_words}),
        *(("witness", reason) for reason in {"empty", *any_words}),
        *((field, reason) for field in ("note", "correction", "reason", "risk") for reason in ("empty", *any_words)),
        ("withdrawn_on", "not_then"),
        ("reopen", "too_late"),
        ("helper", "unsigned"),
    }


def test_every_word_asked_for_is_there() -> None:
    """No screen asks for a key that the catalogue lacks."""
    assert said_directly() - WORDS.keys() == set()


def test_every_composed_key_is_there() -> None:
    """Each status, certainty and refusal has its sentence."""
    assert composed() - WORDS.keys() == set()


def test_every_refusal_of_the_core_is_counted_here() -> None:
    """The reasons above are those that stand in the code."""
    code = "".join(
        (PACKAGE / name).read_text("utf-8")
        for name in ("patient.py", "signature.py", "signing.py", "service/closing.py", "service/returning.py")
    )
    written = set(re.findall(r'BadInput\("(\w+)", "(\w+)"\)', code))

    assert written <= refusals()
    assert set(re.findall(r'BadInput\(field, "(\w+)"\)', code)) == {"too_long", "hidden", "empty"}


def shapes() -> list[re.Pattern[str]]:
    """What the keys look like that the screens put together, such as `f"role.{role}"`; those of refusals by their reasons."""
    nodes = [node for file in SOURCES for node in ast.walk(ast.parse(file.read_text("utf-8")))]
    found = []
    for node in (node for node in nodes if isinstance(node, ast.JoinedStr)):
        parts = [part.value if isinstance(part, ast.Constant) else None for part in node.values]
        if re.fullmatch(r"[a-z]\w*[._]", str(parts[0])):
            found.append("".join(r"[\w.]+" if part is None else re.escape(str(part)) for part in parts))
    code = "".join(file.read_text("utf-8") for file in PACKAGE.rglob("*.py"))
    reasons = set(re.findall(r'BadInput\([\w"]+, "(\w+)"', code))
    return [re.compile(shape) for shape in [*found, rf"\w+\.({'|'.join(reasons)})"]]


def test_every_word_is_used() -> None:
    """No key stands in the catalogue for nothing."""
    used, known = literals() | composed(), shapes()

    assert [key for key in WORDS if key not in used and not any(shape.fullmatch(key) for shape in known)] == []


@pytest.mark.parametrize("key", WORDS)
def test_both_languages_say_it(key: str) -> None:
    """Neither is empty, both are NFC, and both take the same values."""
    text = WORDS[key]
    values = [{name for _, name, _, _ in string.Formatter().parse(text[language]) if name} for language in Language]

    assert values[0] == values[1]
    for language in Language:
        assert text[language].strip() == text[language] != ""
        assert text[language] == unicodedata.normalize("NFC", text[language])


def test_only_names_and_marks_are_the_same_in_both() -> None:
    """A sentence that was never translated would be found here."""
    assert [key for key, text in WORDS.items() if text.vi == text.en] == []


def test_the_patient_is_addressed_in_one_way() -> None:
    """“Quý vị” throughout."""
    assert [key for key, text in WORDS.items() if re.search(r"\bbạn\b", text.vi, re.I)] == []


def test_every_kind_of_event_has_its_words() -> None:
    """An auditor reads what happened; a kind that is new here needs words, and none is left over."""
    assert set(EVENT_WORDS) == {kind.__name__ for kind in every_payload()}
    assert set(LOOKS) <= set(EVENT_WORDS)
    assert all(vi and en and vi != en for vi, en in EVENT_WORDS.values())
