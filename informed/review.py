"""What the physician must close: the open items of a record, the most urgent first."""

from dataclasses import dataclass
from typing import Literal

from informed import events as e
from informed import factors, people, plan, walkthrough
from informed.content import ContentPack, Text
from informed.factors import Flag
from informed.record import Record

ItemKind = Literal["flag", "told", "unsure", "question", "words", "understanding", "unanswered", "blank"]

#: How the talk with the physician ended: on the screen, on page 1 to tick by hand, in the stamp and the addendum.
OUTCOMES: dict[e.Outcome, Text] = {
    "talk": Text(vi="Sang bước trao đổi đồng ý", en="Go on to the consent talk"),
    "more_time": Text(vi="Cần thêm thời gian", en="More time"),
    "alternative": Text(vi="Đã đề nghị cách khác", en="An alternative was offered"),
    "not_advised": Text(vi="Không nên làm", en="Not advised"),
}
#: How an open item was closed: on the screen and in the addendum.
DISPOSITIONS: dict[e.Disposition, Text] = {
    "discussed": Text(vi="Đã trao đổi", en="Discussed"),
    "answered": Text(vi="Đã trả lời", en="Answered"),
    "not_applicable": Text(vi="Không liên quan", en="Not applicable"),
    "deferred": Text(vi="Để sau", en="Deferred"),
}


@dataclass(frozen=True)
class OpenItem:
    """One thing to close: its kind, what it is about (an id or a flag's code), and the words of screen or patient."""

    kind: ItemKind
    about: str
    words: str = ""
    flag: Flag | None = None

    @property
    def key(self) -> str:
        """What a disposition names; unique in a record."""
        factor = f":{self.flag.factor}" if self.flag and self.flag.factor else ""
        return f"{self.kind}:{self.about}{factor}"


def flags(pack: ContentPack, record: Record) -> tuple[Flag, ...]:
    """All flags of a record, of the patient's answers and of the plan, stop first."""
    planned = record.plan
    own = factors.evaluate(pack, record.factor_answers, age=record.age, route=planned.planned_route)
    signing = people.flags(record.helpers, record.identity_checks)
    return factors.by_severity([*own, *plan.flags(planned, record.opened_on), *signing])


def unanswered(pack: ContentPack, record: Record) -> tuple[str, ...]:
    """The factor questions without an answer, in the order of the journey."""
    return tuple(factor.id for factor in pack.factors if factor.id not in record.factors)


def blanks(pack: ContentPack, record: Record) -> tuple[str, ...]:
    """The required statements, and the physician's own, left without an answer on paper, in order; on a screen none can be."""
    needed = (*pack.required_statements, *record.added_risks) if record.paper else ()
    return tuple(id for id in needed if id not in record.statements)


def not_understood(pack: ContentPack, record: Record) -> tuple[str, ...]:
    """The comprehension questions that were asked and never answered correctly."""
    return tuple(
        id
        for id in pack.questions
        if (tries := record.tries.get(id))
        and not any(isinstance(t.payload, e.QuestionAnswered) and t.payload.correct for t in tries)
    )


def first_try_right(pack: ContentPack, record: Record) -> tuple[int, int]:
    """How many comprehension questions were right at the first try, of how many that were asked."""
    first = [tries[0].payload for id in pack.questions if (tries := record.tries.get(id))]
    return sum(isinstance(t, e.QuestionAnswered) and t.correct for t in first), len(first)


def unsure(pack: ContentPack, record: Record) -> tuple[e.StatementAnswered, ...]:
    """The statements marked "I'm not sure", in the order of the journey."""
    found = (record.statements[id].payload for id in (*pack.statements, *record.added_risks) if id in record.statements)
    return tuple(a for a in found if isinstance(a, e.StatementAnswered) and a.answer == "unsure")


def asked(pack: ContentPack, record: Record) -> tuple[e.StatementAsked, ...]:
    """The statements marked "I want to ask", in the order of the journey."""
    found = (record.asked[id].payload for id in pack.statements if id in record.asked)
    return tuple(a for a in found if isinstance(a, e.StatementAsked))


def open_items(pack: ContentPack, record: Record) -> tuple[OpenItem, ...]:
    """Everything that the physician must close, flags first."""
    chosen = record.doctor_questions
    found = [OpenItem("flag", flag.code, flag.words, flag) for flag in flags(pack, record)]
    heard = record.claims_heard.heard if record.claims_heard else ()
    found += [OpenItem("told", claim.claim.id, claim.claim.text) for claim in heard]
    found += [OpenItem("unsure", a.statement.id, a.statement.text) for a in unsure(pack, record)]
    for id in blanks(pack, record):
        added = record.added_risks.get(id)
        text = added.risk.text if added else pack.statements[id].text[record.language]
        found.append(OpenItem("blank", id, text))
    found += [OpenItem("question", a.statement.id, a.statement.text) for a in asked(pack, record)]
    if chosen:
        found += [OpenItem("question", ticked.id, ticked.text) for ticked in chosen.ticked]
        found += [OpenItem("words", "own-words", chosen.words)] if chosen.words else []
    for id in not_understood(pack, record):
        last = record.tries[id][-1].payload
        found.append(OpenItem("understanding", id, last.question.text if isinstance(last, e.QuestionAnswered) else ""))
    asked_for = any(
        step in record.finished for step in (s.name for s in walkthrough.steps(pack) if s.kind == "about_you")
    )
    found += [OpenItem("unanswered", id) for id in unanswered(pack, record)] if asked_for else []
    return tuple(found)


def undisposed(pack: ContentPack, record: Record) -> tuple[OpenItem, ...]:
    """The open items that the physician has not closed yet."""
    return tuple(item for item in open_items(pack, record) if item.key not in record.dispositions)
