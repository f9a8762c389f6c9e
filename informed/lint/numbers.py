"""Where numbers may come from: a Figure with its population, period and uncertainty; never from nowhere."""

import re
from collections import Counter
from collections.abc import Iterator

from informed.content import ContentPack, Figure, Language, Statement
from informed.lint.model import Case, Remark, rule
from informed.lint.texts import Passage, assertions, everything, notes

_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_PLACEHOLDER = re.compile(r"\{[^}]*\}")


def numbers(text: str) -> list[str]:
    """The numbers of a text; a decimal comma counts as a point."""
    return [found.replace(",", ".") for found in _NUMBER.findall(text)]


@rule(
    "figures",
    why="A number convinces; so each must say of how many people it is, over what time, and how sure it is.",
    origin="IPDAS on probabilities (reference group, rate, period, denominator, uncertainty); CDC Clear Communication Index.",
    allowable=True,
)
def figures(case: Case) -> Iterator[Remark]:
    """Every number in a statement stands in one of its figures."""
    for passage in assertions(case.pack):
        statement = case.pack.statements.get(passage.id)
        for language in Language:
            known = _known(statement, language) if statement else set()
            for number in dict.fromkeys(numbers(passage.text[language])):
                if number not in known:
                    what = f"give a figure for {number} (what, of whom, how long, how sure), or allow it with a reason"
                    yield Remark(passage.id, what, language, passage.place, number)


def _known(statement: Statement, language: Language) -> set[str]:
    return {number for figure in statement.figures for number in _of(figure, language)}


def _of(figure: Figure, language: Language) -> Iterator[str]:
    yield from (str(part) for part in (figure.numerator, figure.denominator) if part is not None)
    for text in (figure.population, figure.period):
        yield from numbers(text[language]) if text else ()


@rule(
    "figures-shown",
    why="A figure that no text shows is a leftover; the reader of the pack would look for it in vain.",
    origin="Our own.",
)
def figures_shown(case: Case) -> Iterator[Remark]:
    """Numerator and denominator of a figure stand in the statement or its detail."""
    for statement in case.pack.statements.values():
        for language in Language:
            shown = set(numbers(f"{statement.text[language]} {statement.detail[language] if statement.detail else ''}"))
            for figure in statement.figures:
                for part in (figure.numerator, figure.denominator):
                    if part is not None and str(part) not in shown:
                        yield Remark(statement.id, f"show the figure's {part} in the text, or remove it", language)


@rule(
    "same-denominator",
    why="“6 in 10” beside “2 in 5” cannot be compared without arithmetic.",
    origin="CDC Clear Communication Index and IPDAS: the same denominator on both sides of a comparison.",
)
def same_denominator(case: Case) -> Iterator[Remark]:
    """The rates that a statement shows have one denominator."""
    for statement in case.pack.statements.values():
        shown = set(numbers(statement.text.en))
        rates = [figure for figure in statement.figures if figure.numerator is not None]
        found = {f.denominator for f in rates if f.denominator and {str(f.numerator), str(f.denominator)} <= shown}
        if len(found) > 1:
            yield Remark(statement.id, f"use one denominator instead of {', '.join(map(str, sorted(found)))}")


@rule(
    "same-numbers",
    why="Both languages must say the same; a number that differs is the mistake that hurts most.",
    origin="Parity of the two languages: ids, options and answers are shared by construction, numbers are not.",
)
def same_numbers(case: Case) -> Iterator[Remark]:
    """Numbers and placeholders are equal in both languages."""
    for passage in _all(case.pack):
        for what, found in (("numbers", numbers), ("placeholders", _PLACEHOLDER.findall)):
            vi, en = (Counter(found(passage.text[language])) for language in Language)
            if vi != en:
                listed = " against ".join(", ".join(sorted(side.elements())) or "none" for side in (vi, en))
                yield Remark(passage.id, f"give both languages the same {what} ({listed})", place=passage.place)


def _all(pack: ContentPack) -> Iterator[Passage]:
    yield from everything(pack)
    yield from notes(pack)
    for statement in pack.statements.values():
        for figure in statement.figures:
            yield Passage(statement.id, "figures.population", figure.population)
            yield Passage(statement.id, "figures.uncertainty", figure.uncertainty)
            if figure.period:
                yield Passage(statement.id, "figures.period", figure.period)


RULES = (figures, figures_shown, same_denominator, same_numbers)
