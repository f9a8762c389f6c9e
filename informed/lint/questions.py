"""Do the questions work? One correct answer; every answer about the patient decided; every rule within reach."""

from collections.abc import Iterator
from typing import get_args

from informed.content import Factor, Rule
from informed.lint.model import Case, Remark, rule

ROUTES: tuple[str, ...] = get_args(get_args(Rule.model_fields["routes"].annotation)[0])
OLDEST = 120


@rule(
    "one-correct",
    why="A question with two right answers, or none, tells the physician something false about the patient.",
    origin="Brief of the content, 4.1.",
)
def one_correct(case: Case) -> Iterator[Remark]:
    """Exactly one option is correct, it names no misconception, and no two options read the same."""
    for question in case.pack.questions.values():
        correct = [option for option in question.options if option.correct]
        if len(correct) != 1:
            yield Remark(question.id, f"{len(correct)} options are correct; mark exactly one")
        if any(option.misconception for option in correct):
            yield Remark(question.id, "the correct option names a misconception; remove it")
        if len({option.text.en for option in question.options}) < len(question.options):
            yield Remark(question.id, "two options read the same; change one")


@rule(
    "rules-reachable",
    why="A rule that no answer can reach looks like safety and is none.",
    origin="Brief of the content, 4.5.",
)
def rules_reachable(case: Case) -> Iterator[Remark]:
    """Every rule waits for an option that exists, or for an age that people have."""
    for factor in case.pack.factors:
        options = {option.id for option in factor.options}
        for found in factor.rules:
            if unknown := set(found.when) - options:
                what = f"{found.code} waits for {', '.join(sorted(unknown))}, which is no option; correct the rule"
                yield Remark(factor.id, what)
    for age in case.pack.age_rules:
        if not 0 < (age.below or age.at_least or 0) <= OLDEST:
            yield Remark(age.code, "no patient has this age; correct the limit")


@rule(
    "answers-decided",
    why="An answer that nobody thought about raises no flag, and silence looks like clearance.",
    origin="Brief of the content, 4.5: each answer has a flag or is named as raising none.",
)
def answers_decided(case: Case) -> Iterator[Remark]:
    """Every option, on every planned route, has a flag or stands in `no_flag`, and not in both."""
    for factor in case.pack.factors:
        for option in factor.options:
            if option.id in factor.no_flag:
                if any(option.id in found.when for found in factor.rules):
                    yield Remark(factor.id, f"{option.id} has a rule and stands in no_flag; remove one of them")
            elif open_routes := _undecided(factor, option.id):
                what = f"{option.id} raises nothing for {', '.join(open_routes)}; add a rule, or name it in no_flag"
                yield Remark(factor.id, what)


def _undecided(factor: Factor, option: str) -> list[str]:
    """The planned routes for which no rule decides about an option."""
    rules = [found for found in factor.rules if option in found.when]
    decided = {route for found in rules for route in found.routes or ROUTES}
    return [route for route in ROUTES if route not in decided]


RULES = (one_correct, rules_reachable, answers_decided)
