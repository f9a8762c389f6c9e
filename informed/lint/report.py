"""What the linter found, in lines for a terminal."""

from collections.abc import Iterator, Mapping

from informed.lint import Report, Rule
from informed.lint.model import Remark


def lines(folder: str, report: Report, places: Mapping[str, str]) -> Iterator[str]:
    """One line a finding (file: id: language: rule: what to do), then the scorecard, one line an item."""
    for remark in report.remarks:
        yield _line(folder, remark, places)
    passed = sum(item.passed for item in report.scorecard)
    yield f"{folder}: scorecard (IPDAS): {passed} of {len(report.scorecard)} items"
    for number, item in enumerate(report.scorecard, start=1):
        yield f"{number:4} {'yes' if item.passed else 'NO '}  {item.name}: {item.by}"


def _line(folder: str, remark: Remark, places: Mapping[str, str]) -> str:
    file = places.get(remark.id, "pack.yaml")
    id = f"{remark.id}.{remark.place}" if remark.place else remark.id
    language = remark.language or "both"
    return f"{folder}/{file}: {id}: {language}: {remark.rule}: {remark.level}: {remark.what}"


def explained(rule: Rule) -> str:
    """Why a rule exists, where it comes from, and whether a pack may allow an exception."""
    exception = "A pack may allow a use in `allow`, with its reason." if rule.allowable else "It knows no exception."
    return f"{rule.id}\n{rule.check.__doc__}\nWhy: {rule.why}\nOrigin: {rule.origin}\n{exception}"
