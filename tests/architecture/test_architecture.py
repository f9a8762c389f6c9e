"""Rules of the layout that no reader should have to watch over."""

import ast
import re
import statistics
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from informed.paths import APP, CONTENT, HOME, PACKAGE, PAGES
from tests import record_states

SOURCES = sorted(PACKAGE.rglob("*.py"))
PAGE_SCRIPTS = sorted(PAGES.rglob("*.py"))
TESTS = sorted((HOME / "tests").rglob("*.py"))
SCRIPTS = sorted(file for kind in ("js", "css") for file in PACKAGE.rglob(f"*.{kind}"))


def lines(file: Path) -> int:
    return len(file.read_text("utf-8").splitlines())


def functions(files: list[Path]) -> Iterator[tuple[str, int]]:
    """Every function with its length, from `def` to its last line, without its docstring."""
    for file in files:
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                said = node.body[0] if ast.get_docstring(node) else None
                doc = said.end_lineno - said.lineno + 1 if said and said.end_lineno else 0
                yield f"{file.name}:{node.name}", (node.end_lineno or node.lineno) - node.lineno + 1 - doc


def imports(file: Path) -> set[str]:
    """What a file imports: whole dotted names."""
    found = set()
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            found |= {f"{node.module}.{alias.name}" for alias in node.names}
    return found


# --- where things lie


def test_no_script_lies_directly_in_pages() -> None:
    """Streamlit would run it on a cold deep link without the entry script, and so without any guard."""
    assert list(PAGES.glob("*.py")) == []
    assert {file.parent.name for file in PAGE_SCRIPTS} == {"patient", "staff"}


def test_the_entry_script_is_not_beside_pages() -> None:
    """For the same reason."""
    assert not (PACKAGE / "ui" / "pages").exists()
    assert APP.parent == PAGES.parent == CONTENT.parent == HOME


def test_the_launcher_is_literal() -> None:
    """`streamlit run` looks for `app = st.App(...)` without running the file."""
    assignments = [node for node in ast.parse(APP.read_text("utf-8")).body if isinstance(node, ast.Assign)]

    assert [ast.unparse(node).split("(")[0] for node in assignments] == ["app = st.App"]


def test_each_page_script_draws_a_step_or_a_staff_screen() -> None:
    """No script is left over: the journey names each."""
    used = {
        *("question", "about_you"),
        *("welcome", "about", "benefits", "limitations", "risks", "individual"),
        *("told", "choices", "questions", "check", "sign", "done", "stop"),
        "styleguide",
    }
    assert {file.stem for file in PAGE_SCRIPTS if file.parent.name == "patient"} == used


# --- sizes


@pytest.mark.parametrize("file", PAGE_SCRIPTS, ids=lambda file: file.name)
def test_a_page_script_is_short(file: Path) -> None:
    """At most 40 lines: it names its blocks and does nothing itself."""
    assert lines(file) <= 40


def test_files_are_short() -> None:
    """None over 400 lines; the median of the product under 90, words and generated files included."""
    assert [(file.name, lines(file)) for file in [*SOURCES, *TESTS, *SCRIPTS] if lines(file) > 400] == []
    assert statistics.median(lines(file) for file in SOURCES) < 90


def test_functions_are_short() -> None:
    """None over 40 lines, tests included; the median of the product under 10. Data that a test builds may be long."""
    sizes = list(functions([*SOURCES, *PAGE_SCRIPTS]))
    tests = [(name, size) for name, size in functions(TESTS) if ":test_" in name]
    assert [(name, size) for name, size in [*sizes, *tests] if size > 40] == []
    assert statistics.median(size for _, size in sizes) < 10


# --- who knows whom


def test_the_import_contracts_hold() -> None:
    """Imports point one way; import-linter reads the contracts from pyproject.toml."""
    if not (HOME / "pyproject.toml").exists():
        pytest.skip("contracts are checked in a checkout")
    pytest.importorskip("importlinter", reason="import-linter comes with the extra `dev`")
    code = "from importlinter.cli import lint_imports; raise SystemExit(lint_imports(no_cache=True))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False, cwd=HOME)

    assert done.returncode == 0, done.stdout
    assert "0 broken" in done.stdout


@pytest.mark.parametrize("file", PAGE_SCRIPTS, ids=lambda file: file.name)
def test_a_page_knows_streamlit_and_the_screens_only(file: Path) -> None:
    """Neither the service nor the core nor an adapter."""
    allowed = ("streamlit", "informed.ui.")
    foreign = {
        name
        for name in imports(file)
        if not name.startswith(allowed) and name.split(".")[0] not in sys.stdlib_module_names
    }
    assert foreign == set()


def test_the_core_knows_no_procedure() -> None:
    """No word of the exosome pack, and no id of its items, stands in the code."""
    for file in [*SOURCES, *PAGE_SCRIPTS]:
        text = file.read_text("utf-8")
        assert re.findall(r"(?i:exosome)(?!-skin)|\bF-[A-Z]{3,}\b|\bCQ-[A-Z]", text) == [], file


def test_html_is_escaped_in_few_places() -> None:
    """`unsafe_allow_html` is nowhere; `st.html` with a value of a person stands in modules that escape."""
    for file in [*SOURCES, *PAGE_SCRIPTS]:
        text = file.read_text("utf-8")
        assert "unsafe_allow_html" not in text, file
        if re.search(r"st\.html\(f", text):
            assert "escape" in text or file.name == "done.py", file


def test_every_module_says_what_it_is() -> None:
    """A docstring on each module, and a sentence on each test."""
    modules = [*SOURCES, *PAGE_SCRIPTS, *TESTS]
    silent = [file for file in modules if lines(file) and not ast.get_docstring(ast.parse(file.read_text("utf-8")))]
    assert silent == []
    for file in TESTS:
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.FunctionDef) and node.name.startswith("test_"):
                assert ast.get_docstring(node), f"{file.name}:{node.name}"


# --- documents that cannot rot


def test_the_diagram_of_statuses_is_what_the_table_says() -> None:
    """`python -m tests.record_states` writes it anew."""
    assert record_states.FILE.read_text("utf-8") == record_states.page()


def test_no_command_writes_without_an_event() -> None:
    """Every write of the patient's commands goes through `Records.append`: the service never calls `work.append`
    elsewhere.
    """
    service = {file.name: file.read_text("utf-8") for file in (PACKAGE / "service").glob("*.py")}

    assert {name for name, text in service.items() if "work.append(" in text} == {"records.py"}
    assert {name for name, text in service.items() if "work.index(" in text} == {"records.py"}
