"""What changed between two versions of a pack: nothing is overlooked, and nothing is editorial unless it was declared."""

import copy
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from informed.adapters import packs
from informed.authoring.changes import Change, compare, declarations, report
from informed.content import ContentPack
from informed.errors import ContentError
from tests.factories import FOOT_BATH, foot_bath

Edit = Callable[[dict[str, Any]], object]


def edited(edit: Edit) -> ContentPack:
    """The foot bath after an edit of its data."""
    data = copy.deepcopy(foot_bath().model_dump(mode="json", exclude={"allow", "claims"}))
    edit(data)
    return ContentPack.model_validate(data)


def changes(edit: Edit) -> list[Change]:
    return compare(foot_bath(), edited(edit), {})


def said(edit: Edit) -> list[tuple[str, str, str]]:
    return [(change.kind, change.id, change.what) for change in changes(edit)]


def benefits(data: dict[str, Any]) -> dict[str, Any]:
    return data["topics"][1]  # type: ignore[no-any-return]


def add_statement(data: dict[str, Any]) -> None:
    benefits(data)["statements"].append(benefits(data)["statements"][0] | {"id": "W20"})


def drop_statement(data: dict[str, Any]) -> None:
    benefits(data)["questions"][0]["teaches"] = ["W2"]
    benefits(data)["statements"].pop()


def move_statement(data: dict[str, Any]) -> None:
    data["topics"][0]["statements"].append(data["topics"][7]["statements"][0])
    data["topics"][7]["statements"] = [data["topics"][7]["statements"][0] | {"id": "W20"}]


def swap(parts: list[Any]) -> None:
    parts.reverse()


def test_nothing_changed() -> None:
    """The same pack, or one that differs in what belongs to a version, or to its authors."""
    assert said(lambda data: None) == []
    assert said(lambda data: data.update(version="1.1", effective="2026-02-01", next_due="2027-01-01")) == []
    assert said(lambda data: benefits(data)["statements"][0].update(marks=["benefit"])) == []


@pytest.mark.parametrize(
    ("edit", "expected"),
    [
        (lambda d: benefits(d)["statements"][0].update(certainty="moderate"), [("statement", "W2", "changed")]),
        (lambda d: benefits(d)["statements"][0].update(detail=None), [("statement", "W2", "changed")]),
        (add_statement, [("statement", "W20", "added")]),
        (drop_statement, [("question", "Q-B", "changed"), ("statement", "W3", "removed")]),
        (move_statement, [("statement", "W9", "changed"), ("statement", "W20", "added")]),
        (lambda d: swap(benefits(d)["statements"]), [("topic", "benefits", "changed")]),
        (lambda d: swap(benefits(d)["questions"][0]["options"]), [("question", "Q-B", "changed")]),
        (
            lambda d: d["factor_groups"][0]["factors"][0]["rules"][0].update(severity="info"),
            [("factor", "X-NUMB", "changed")],
        ),
        (lambda d: d["age_rules"][0].update(at_least=80), [("age rule", "AGE_90", "changed")]),
        (lambda d: d.update(age_rules=[]), [("age rule", "AGE_90", "removed")]),
        (lambda d: d["sources"][0].update(seen="secondary"), [("source", "GRAN", "changed")]),
        (lambda d: d["doctor_questions"][0]["questions"].pop(), [("doctor question", "DQ2", "removed")]),
        (lambda d: d["decision"].update(en="You choose."), [("pack", "foot-bath", "changed")]),
    ],
)
def test_each_change_is_found_where_it_is(edit: Edit, expected: list[tuple[str, str, str]]) -> None:
    """And is material, because nobody said otherwise."""
    assert said(edit) == expected
    assert all(change.material for change in changes(edit))


def texts(node: Any) -> Iterator[dict[str, str]]:
    """Every text of a pack's data."""
    if isinstance(node, dict) and node.keys() == {"vi", "en"}:
        yield node
    else:
        for part in node.values() if isinstance(node, dict) else node if isinstance(node, list) else ():
            yield from texts(part)


@pytest.mark.parametrize("language", ["vi", "en"])
def test_no_changed_word_is_overlooked(language: str) -> None:
    """Whatever text is changed, exactly one change shows it before and after."""
    count = len(list(texts(foot_bath().model_dump(mode="json"))))
    for i in range(count):
        found = changes(lambda data, i=i: list(texts(data))[i].update({language: "Something else."}))  # type: ignore[misc]
        assert len(found) == 1
        assert len(found[0].lines) == 2
        assert found[0].lines[1].endswith(f"{language}: Something else.")


def test_two_rules_of_one_code_are_two() -> None:
    """A change of the first is not hidden by the second."""

    def twice(data: dict[str, Any]) -> dict[str, Any]:
        factor = data["factor_groups"][0]["factors"][0]
        factor["rules"] = [factor["rules"][0] | {"routes": ["injection"]}, factor["rules"][0] | {"severity": "info"}]
        return factor["rules"][0]  # type: ignore[no-any-return]

    found = compare(edited(twice), edited(lambda data: twice(data).update(severity="caution")), {})
    assert [change.lines for change in found] == [("- rules.NUMB.severity: stop", "+ rules.NUMB.severity: caution")]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A newer foot bath: two words changed."""
    new = Path(shutil.copytree(FOOT_BATH, tmp_path / "foot-bath"))
    words = [("1-intro", "It is warm", "It is hot"), ("4-risks", "can be slippery", "can be very slippery")]
    for name, old, text in words:
        file = new / f"{name}.yaml"
        file.write_text(file.read_text("utf-8").replace(old, text), "utf-8")
    return new


def weights(folder: Path) -> dict[str, bool]:
    """Which changes are material."""
    old = foot_bath()
    return {c.id: c.material for c in compare(old, packs.load(folder), declarations(folder, old))}


def declare(folder: Path, text: str) -> None:
    (folder / "changes.yaml").write_text(text, "utf-8")


def test_what_the_author_declares(folder: Path) -> None:
    """Editorial with a reason, material, or not named: then material."""
    assert weights(folder) == {"intro": True, "W5": True}
    declare(folder, 'since: "1.0"\nchanges:\n  W5:\n    change: editorial\n    reason: A better word.\n')
    assert weights(folder) == {"intro": True, "W5": False}
    declare(folder, 'since: "1.0"\nchanges:\n  W5: {change: material, reason: It matters.}\n')
    assert weights(folder) == {"intro": True, "W5": True}


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("changes: {}", "foot-bath/changes.yaml: since: Field required"),
        (
            'since: "0.9"\nchanges: {W5: {change: editorial, reason: Old.}}',
            'since version "0.9", but the older pack is',
        ),
        ('since: "1.0"\nchanges: {W5: {change: small, reason: Old.}}', "changes.W5.change: Input should be"),
        ('since: "1.0"\nchanges: {W5: {change: editorial}}', "changes.W5.reason: Field required"),
        ('since: "1.0"\nchanges: {W5: {change: editorial, reason: " "}}', "changes.W5.reason: String should have"),
        ('since: "1.0"\nchanges: {W4: {change: editorial, reason: A.}}', "W4: declared, but nothing changed there"),
        ('since: "1.0"\nchanges: {}\nchanges: {}', "the key 'changes' stands twice"),
        ("- W5", "expected a mapping of fields"),
        ("since: [", "changes.yaml: line "),
    ],
)
def test_a_wrong_declaration_is_refused(folder: Path, text: str, problem: str) -> None:
    """One sentence: a declaration of long ago must not make today's change editorial."""
    declare(folder, text)
    with pytest.raises(ContentError) as refused:
        weights(folder)
    assert problem in str(refused.value)
    assert "\n" not in str(refused.value)


def test_two_procedures_are_not_compared() -> None:
    """They have no common history."""
    with pytest.raises(ContentError, match="two procedures, not two versions of one"):
        compare(foot_bath(), edited(lambda data: data.update(id="hand-bath")), {})


def test_the_report(folder: Path) -> None:
    """Each change with its words before and after; a changed pack wants a new version."""
    declare(folder, 'since: "1.0"\nchanges: {W5: {change: editorial, reason: A better word.}}')
    old, new = foot_bath(), packs.load(folder)
    lines = "\n".join(report(old, new, compare(old, new, declarations(folder, old))))

    assert "The version is still 1.0: give the changed pack a new one." in lines
    assert "intro  topic changed: material\n    - message.en: It is warm water.\n" in lines
    assert "W5  statement changed: editorial (A better word.)" in lines
    assert lines.endswith("1 material, 1 editorial")
    assert list(report(old, old, []))[-1] == "No difference"
