"""What the browser says was tapped: checked for shape here, decided by the service, confirmed by id only when it is on disk."""

from dataclasses import dataclass, replace
from typing import Any

import streamlit as st
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from informed.content import Language
from informed.errors import BadInput, InformedError, LedgerError, Paused
from informed.factors import FactorAnswer
from informed.record import Record
from informed.ui import visit
from informed.ui.visit import Here

#: The items of the screen "your questions" that are not in the pack by that id.
DOCTOR_QUESTIONS = "doctor-questions"
OWN_WORDS = "own-words"
#: The claims that the patient was told, on the screen about adverts.
TOLD_CLAIMS = "told-claims"

MAX_TAPS = 500
#: Why a text cannot be taken -> the words that say so.
_REFUSED = {"too_long": "refused_long", "hidden": "refused_hidden"}


class FactorValue(BaseModel):
    """The value of an item with options and own words."""

    model_config = ConfigDict(extra="forbid")

    chosen: tuple[str, ...] = Field(max_length=20)
    words: str = Field(max_length=20_000)


class Tap(BaseModel):
    """One tap: its own id, the item, and the value that the item has now."""

    model_config = ConfigDict(extra="forbid")

    tap: str = Field(pattern=r"^[A-Za-z0-9-]{8,64}$")
    id: str = Field(max_length=40)
    value: bool | FactorValue | tuple[str, ...] | str
    sends: int = 1
    lang: Language | None = None


@dataclass(frozen=True)
class Taken:
    """What became of an outbox: the visit as it is now, the taps that are on disk, and why others cannot be taken."""

    here: Here
    confirmed: list[str]
    refused: dict[str, str]


def take(here: Here) -> Taken:
    """Hand over everything that the browser sent for a step; done at the begin of each run, whatever the run is about.

    It is not done in a callback: Streamlit breaks a callback off when the next tap arrives, and does not call again for the
    same outbox. A run that is broken off here is followed by one that finds the same outbox.
    """
    sent = (st.session_state.get(key_of(here.step.name)) or {}).get("outbox")
    taps = sent[:MAX_TAPS] if isinstance(sent, list) else []
    raws = [raw for raw in taps if isinstance(raw, dict) and isinstance(raw.get("tap"), str)]
    new = [raw for raw in raws if raw["tap"] not in here.record.taps]
    refused = {}
    for raw in new:
        here, reason = _hand_over(here, raw)
        if reason:
            refused[raw["tap"]] = reason
    return Taken(here, [raw["tap"] for raw in raws if raw["tap"] in here.record.taps], refused)


def key_of(step: str) -> str:
    """The key of a step's questionnaire."""
    return f"cards-{step}"


def _hand_over(here: Here, raw: dict[str, Any]) -> tuple[Here, str | None]:
    """Give one tap to the service; returns the visit as it is then, and the key of the words that say why it was refused.

    A tap that could not be written for want of a working ledger is neither confirmed nor refused: the browser sends it again.
    """
    try:
        return replace(here, record=deliver(here, Tap.model_validate(raw))), None
    except Paused:  # the tap waits in the browser until the visit goes on
        raise
    except LedgerError:
        return here, None
    except BadInput as error:
        return here, _REFUSED.get(error.reason, "refused")
    except (InformedError, ValidationError):
        return here, "refused"


def deliver(here: Here, tap: Tap) -> Record:
    """The command that a tap means; returns the record after it."""
    commands, held, pack, value, language = visit.commands(), here.visit, here.pack, tap.value, tap.lang
    if tap.id == DOCTOR_QUESTIONS and isinstance(value, tuple):
        return commands.choose_doctor_questions(held, tap.tap, ticked=value, language=language)
    if tap.id == OWN_WORDS and isinstance(value, str):
        return commands.choose_doctor_questions(held, tap.tap, own_words=value, language=language)
    if tap.id == TOLD_CLAIMS and isinstance(value, tuple):
        return commands.mark_claims(held, value, tap.tap, language)
    if tap.id in pack.questions and isinstance(value, str):
        return commands.answer_question(held, tap.id, value, tap.tap, language)
    if (tap.id in pack.required_statements or tap.id in here.record.added_risks) and isinstance(value, str):
        return commands.answer_statement(held, tap.id, value, tap.tap, language)
    if tap.id in pack.statements and isinstance(value, bool):
        return commands.ask_about_statement(held, tap.id, value, tap.tap, language)
    return commands.answer_factor(held, tap.id, _factor_answer(tap), tap.tap, language)


def _factor_answer(tap: Tap) -> FactorAnswer:
    match tap.value:
        case FactorValue(chosen=chosen, words=words):
            return FactorAnswer(chosen, words)
        case str(one):
            return FactorAnswer((one,))
        case tuple(many):
            return FactorAnswer(many)
    raise BadInput(tap.id, "unknown")
