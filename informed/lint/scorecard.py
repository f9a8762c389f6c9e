"""The twelve items of IPDAS that a program can look at: six that make a decision aid, six that make it fair."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from informed.content import Certainty, ContentPack, Kind, Mark, TopicId
from informed.lint.model import Case, Remark, rule


@dataclass(frozen=True)
class Item:
    """One item, whether the pack has it, and by what (or what is missing)."""

    name: str
    passed: bool
    by: str


def scorecard(pack: ContentPack) -> tuple[Item, ...]:
    """All twelve items of a pack."""
    return tuple(Item(name, bool(found := look(pack)), found or missing) for name, look, missing in _ITEMS)


def _marked(mark: Mark, topic: TopicId | None = None) -> Callable[[ContentPack], str]:
    """The statements with a mark, in one topic or anywhere."""

    def look(pack: ContentPack) -> str:
        inside = pack.topic(topic).statements if topic else pack.statements.values()
        return ", ".join(statement.id for statement in inside if mark in statement.marks)

    return look


def _situation(pack: ContentPack) -> str:
    return ", ".join(s.id for s in pack.topic("intro").statements if s.kind == Kind.DEFINITION)


def _options(pack: ContentPack) -> str:
    doing_nothing = _marked(Mark.DO_NOTHING)(pack)
    others = len(pack.topic("alternatives").statements)
    return f"{others} statements on other choices, doing nothing in {doing_nothing}" if doing_nothing else ""


def _benefits(pack: ContentPack) -> str:
    own = [s.id for s in pack.topic("benefits").statements if not {Mark.NO_PROMISE, Mark.NOT_PROOF} & set(s.marks)]
    others = _marked(Mark.BENEFIT, "alternatives")(pack)
    return f"{', '.join(own)}; of the alternatives {others}" if own and others else ""


def _harms(pack: ContentPack) -> str:
    others = _marked(Mark.HARM, "alternatives")(pack)
    return f"{len(pack.topic('risks').statements)} risks; of the alternatives {others}" if others else ""


def _equal_detail(pack: ContentPack) -> str:
    count = {topic.id: len(topic.statements) for topic in pack.topics}
    other = count["limitations"] + count["risks"]
    return f"{count['benefits']} benefits, {other} limits and risks" if other >= count["benefits"] else ""


def _citations(pack: ContentPack) -> str:
    seen = {source.id for source in pack.sources if source.seen != "physician_pending"}
    bare = [s for s in pack.statements.values() if s.kind != Kind.SAFETY_NET and not seen & set(s.sources)]
    return "" if bare else f"{len(pack.sources)} sources; every statement but safety nets cites one that was seen"


def _date(pack: ContentPack) -> str:
    checked = [source.checked_on for source in pack.sources if source.seen != "physician_pending"]
    return f"version {pack.version} of {pack.effective}, sources checked" if checked and all(checked) else ""


def _update(pack: ContentPack) -> str:
    return f"to be looked at again by {pack.next_due}" if pack.next_due else ""


def _uncertainty(pack: ContentPack) -> str:
    graded = [s for s in pack.statements.values() if s.certainty != Certainty.NOT_GRADED]
    return f"{len(graded)} graded statements" if graded and _marked(Mark.NOT_PROOF, "benefits")(pack) else ""


_ITEMS: tuple[tuple[str, Callable[[ContentPack], str], str], ...] = (
    ("describes the situation", _situation, "add a definition to the topic intro"),
    ("states the decision", lambda pack: pack.decision.en, "write `decision` in pack.yaml"),
    ("lists the options, doing nothing too", _options, "mark the statement on doing nothing `do_nothing`"),
    ("benefits of each", _benefits, "say a benefit of an alternative and mark it `benefit`"),
    ("harms of each", _harms, "say a harm of an alternative and mark it `harm`"),
    ("what it is like", _marked(Mark.EXPERIENCE), "say how it feels and mark it `experience`"),
    ("equal detail on benefits and harms", _equal_detail, "say more on limits and risks"),
    ("cites its sources", _citations, "cite for each statement a source that was seen"),
    ("gives its date", _date, "add `checked_on` to every source"),
    ("says when it is updated", _update, "write `next_due` in pack.yaml"),
    ("says how sure it is", _uncertainty, "give findings their certainty, and mark `not_proof`"),
    ("says who paid", lambda p: p.funding_statement.en if p.funding_statement else "", "write `funding_statement`"),
)


@rule(
    "ipdas",
    why="A decision aid that lacks one of these items can mislead, however well it is written.",
    origin="International Patient Decision Aid Standards, version 4: qualifying and certification criteria.",
)
def ipdas(case: Case) -> Iterator[Remark]:
    """All twelve items are there."""
    for item in scorecard(case.pack):
        if not item.passed:
            yield Remark(case.pack.id, f"“{item.name}” is missing: {item.by}")


RULES = (ipdas,)
