"""The linter of content packs: rules over a loaded pack. Pure; whoever read the files knows in which one an id stands."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from informed.content import ContentPack
from informed.lint import honesty, numbers, questions, reading, scorecard, sources, terms, wording
from informed.lint.model import Case, Level, Remark, Rule, rule
from informed.lint.scorecard import Item
from informed.lint.sources import stale_sources

__all__ = ["RULES", "Item", "Level", "Remark", "Report", "Rule", "check", "stale_sources"]


@rule(
    "allowances",
    why="An allowance that allows nothing any more would hide the next mistake at its place.",
    origin="Our own.",
)
def _allowances(case: Case) -> Iterator[Remark]:
    """Each allowance names a rule that can be allowed, and still has something to allow."""
    for allowance in case.pack.allow:
        found = RULES.get(allowance.rule)
        if found is None or not found.allowable:
            can = ", ".join(rule.id for rule in RULES.values() if rule.allowable)
            yield Remark(allowance.id, f"the rule {allowance.rule} cannot be allowed; these can: {can}")
            continue
        said = [remark for remark in found.check(case) if remark.id == allowance.id]
        for word in allowance.words or ("",):
            if not any(word in ("", remark.word) for remark in said):
                what = f"nothing{f' “{word}”' if word else ''} is left to allow for {allowance.rule}; remove this allowance"
                yield Remark(allowance.id, what, level=Level.WARNING)


RULES: dict[str, Rule] = {
    found.id: found
    for family in (reading, wording, numbers, honesty, questions, terms, sources, scorecard)
    for found in family.RULES
} | {_allowances.id: _allowances}


@dataclass(frozen=True)
class Report:
    """What the rules say about a pack."""

    remarks: tuple[Remark, ...]
    scorecard: tuple[Item, ...]

    @property
    def clean(self) -> bool:
        """Whether no remark is an error."""
        return not any(remark.level == Level.ERROR for remark in self.remarks)


def check(pack: ContentPack, on: date) -> Report:
    """Every rule over a pack, as on this day; errors first, then in the order of the rules."""
    case = Case(pack, on)
    found = (
        replace(remark, rule=rule.id)
        for rule in RULES.values()
        for remark in rule.check(case)
        if not (rule.allowable and _allowed(pack, rule.id, remark))
    )
    levels = tuple(Level)
    return Report(tuple(sorted(found, key=lambda remark: levels.index(remark.level))), scorecard.scorecard(pack))


def _allowed(pack: ContentPack, rule: str, remark: Remark) -> bool:
    return any(
        allowance.rule == rule and allowance.id == remark.id and (not allowance.words or remark.word in allowance.words)
        for allowance in pack.allow
    )
