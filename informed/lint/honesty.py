"""Does the pack tell hope from proof? Balance, certainty, what must be said beside the benefits."""

from collections.abc import Iterator

from informed.content import Certainty, Kind, Language, Mark
from informed.lint.model import Case, Remark, rule

GRADED = {Kind.HUMAN_TRIAL, Kind.LAB, Kind.CASE_REPORT}
UNGRADED = {Kind.DEFINITION, Kind.REGULATOR, Kind.LAW, Kind.NOTICE, Kind.SAFETY_NET}
_NEGATION = {
    Language.ENGLISH: {"no", "not", "nobody", "nothing", "cannot", "can't", "don't", "isn't", "none"},
    Language.VIETNAMESE: {"không", "chưa", "đừng", "chẳng"},
}


@rule(
    "balance",
    why="A page of benefits and a line of risks is an advert, however true each sentence is.",
    origin="IPDAS, equal detail on benefits and harms.",
)
def balance(case: Case) -> Iterator[Remark]:
    """Limits and risks together have at least as many statements as benefits."""
    count = {topic.id: len(topic.statements) for topic in case.pack.topics}
    if (other := count["limitations"] + count["risks"]) < count["benefits"]:
        what = f"{count['benefits']} benefits against {other} limits and risks; say what is missing, or fewer benefits"
        yield Remark("benefits", what)


@rule(
    "no-promise",
    why="Whoever reads of benefits must read in the same place that nobody can promise them.",
    origin="GMC guidance for cosmetic interventions; the source article.",
)
def no_promise(case: Case) -> Iterator[Remark]:
    """The benefits have a statement marked `no_promise` that says so."""
    yield from _marked(case, Mark.NO_PROMISE, "that no result can be promised")


@rule(
    "not-proof",
    why="Hope and proof are told apart where the hope is, not three screens later.",
    origin="CDC Clear Communication Index: say what is known and what is not.",
)
def not_proof(case: Case) -> Iterator[Remark]:
    """The benefits have a statement marked `not_proof` that says so."""
    yield from _marked(case, Mark.NOT_PROOF, "that this is not proof")


def _marked(case: Case, mark: Mark, what: str) -> Iterator[Remark]:
    found = [statement for statement in case.pack.topic("benefits").statements if mark in statement.marks]
    if not found:
        yield Remark("benefits", f"add a statement that says {what}, with `marks: [{mark}]`")
    for statement in found:
        for language in Language:
            if _NEGATION[language].isdisjoint(statement.text[language].lower().split()):
                yield Remark(statement.id, f"it is marked {mark}: say in words {what}", language)


@rule(
    "certainty",
    why="A finding without its certainty reads as a fact; a rule or a definition has none to give.",
    origin="GRADE; brief of the content, 4.1.",
)
def certainty(case: Case) -> Iterator[Remark]:
    """Trials, laboratory findings and cases are graded; definitions, rules, laws, notices and safety nets are not."""
    for statement in case.pack.statements.values():
        graded = statement.certainty != Certainty.NOT_GRADED
        if statement.kind in GRADED and not graded:
            yield Remark(statement.id, f"give the certainty of this {statement.kind}")
        if statement.kind in UNGRADED and graded:
            yield Remark(statement.id, f"a {statement.kind} has no certainty; remove {statement.certainty}")


@rule(
    "benefit-certainty",
    why="To call a benefit well shown is a medical judgement; a physician makes it, with name and date.",
    origin="Brief of the content, 3.3: no benefit above low without a dated review.",
)
def benefit_certainty(case: Case) -> Iterator[Remark]:
    """No benefit is above low while the pack is a draft."""
    if case.pack.draft(case.on):
        for statement in case.pack.topic("benefits").statements:
            if statement.certainty in (Certainty.HIGH, Certainty.MODERATE):
                yield Remark(
                    statement.id, f"{statement.certainty} needs a physician's review of both languages; use low"
                )


RULES = (balance, no_promise, not_proof, certainty, benefit_certainty)
