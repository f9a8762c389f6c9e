"""From the fields of the transcript's form to what stands on the paper. Nothing is assumed: each statement has a choice."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import cast, get_args

from starlette.datastructures import FormData

from informed import events as e
from informed.content import ContentPack, Language
from informed.errors import BadInput
from informed.factors import FactorAnswer
from informed.paper import Ending, Transcript
from informed.record import Record

#: A form with every own word at its longest is smaller.
MOST_BYTES = 400_000
_CHOICES = ("understood", "unsure", "blank")


@dataclass(frozen=True)
class Typed:
    """What the form holds; `start`: the choice of statements that have none yet."""

    form: FormData | Mapping[str, str]
    start: str = ""

    def one(self, name: str) -> str:
        value = self.form.get(name, "")
        return value if isinstance(value, str) else ""

    def all(self, name: str) -> list[str]:
        values = self.form.getlist(name) if isinstance(self.form, FormData) else []
        return [value for value in values if isinstance(value, str) and value]


def printed_in(record: Record) -> Language | None:
    """The language of the newest form that was printed from this record."""
    printed = [event.payload.language for event in record.events if isinstance(event.payload, e.PaperPrinted)]
    return printed[-1] if printed else None


def not_on_paper(record: Record) -> frozenset[str]:
    """The ids of the risks that the physician added after the newest form was printed."""
    late: frozenset[str] = frozenset()
    for event in record.events:
        if isinstance(event.payload, e.PaperPrinted):
            late = frozenset()
        elif isinstance(event.payload, e.RiskAdded):
            late |= {event.payload.risk.id}
    return late


def read(pack: ContentPack, record: Record, typed: Typed) -> Transcript:
    """What was entered; raises `BadInput` for what is missing or cannot be."""
    ending = typed.one("ending")
    given = {id: typed.one(f"s-{id}") for id in (*record.added_risks, *pack.required_statements)}
    if missing := [id for id, answer in given.items() if answer not in _CHOICES]:
        raise BadInput(", ".join(missing[:8]), "no_choice")
    if ending not in get_args(Ending):
        raise BadInput("ending", "empty")
    if ending == "signed" and not typed.one("seen"):
        raise BadInput("seen", "empty")
    signers = typed.all("signers")
    return Transcript(
        ending=cast(Ending, ending),
        signed_on=_day(typed.one("signed_on")),
        statements={id: answer for id, answer in given.items() if answer != "blank"},
        asked=typed.all("asked"),
        questions={id: chosen for id in pack.questions if (chosen := typed.one(f"q-{id}")) not in ("", "blank")},
        factors=_factors(pack, typed),
        claims=typed.all("claims"),
        doctor_questions=typed.all("doctor"),
        own_words=typed.one("own"),
        patient_signed="patient" in signers,
        witness=typed.one("witness"),
        helpers_signed=[signer for signer in signers if signer != "patient"],
    )


def _factors(pack: ContentPack, typed: Typed) -> dict[str, FactorAnswer]:
    found = {}
    for factor in pack.factors:
        chosen = tuple(value for value in typed.all(f"f-{factor.id}") if value != "blank")
        words = typed.one(f"w-{factor.id}").strip()
        if chosen or words:
            found[factor.id] = FactorAnswer(chosen, words)
    return found


def _day(typed: str) -> date:
    try:
        return date.fromisoformat(typed)
    except ValueError:
        raise BadInput("signed_on", "empty") from None
