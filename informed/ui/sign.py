"""The last choice: to sign, to take more time, or to say no. All three look the same and take one tap."""

from typing import Any
from uuid import uuid4

import streamlit as st
from pydantic import ValidationError
from streamlit.delta_generator import DeltaGenerator

from informed import walkthrough
from informed.errors import BadInput, Incomplete
from informed.signature import MEANING, Signature, Stroke, checked
from informed.ui import blocks, components, journey, screen, visit
from informed.ui.visit import Here
from informed.ui.words import words

_PROBLEM = "sign-problem"
_FIELDS = {"ink": "pad", "typed": "typed-name", "witness": "witness-name"}


def problem() -> BadInput | None:
    """What was wrong with the last try to sign."""
    return st.session_state.get(_PROBLEM)


def say_problem(here: Here) -> None:
    """The error summary above the page's heading."""
    if wrong := problem():
        blocks.error_summary(here.say("problem"), [(_FIELDS[wrong.field], here.say(str(wrong)))])


def ask(here: Here) -> None:
    """The choice, with the signature's meaning in front of it."""
    blocks.subheading(here.say("sign_means"))
    blocks.notice(MEANING[here.language])
    blocks.paragraph(f"{here.say('printed_name')}: {here.record.patient.name}")
    kind = st.radio(here.say("sign_how"), ("drawn", "typed", "mark"), key="sign-kind", format_func=here.say)
    if wrong := problem():
        blocks.field_error(here.say(str(wrong)))
    signature = _typed(here) if kind == "typed" else _drawn(here, kind)
    _outcomes(here, signature)


def _drawn(here: Here, kind: str) -> dict[str, Any]:
    shown = words(here.language, "pad_label", "pad_hint", "pad_undo", "pad_clear", "pad_status")
    labels = {key.removeprefix("pad_"): text for key, text in shown.items()}
    found = components.pad("pad", {"lang": here.language, "words": labels, "rev": 0, "ink": None})
    witness = st.text_input(here.say("witness_label"), key="witness-name", autocomplete="off") if kind == "mark" else ""
    return {"kind": kind, "ink": found.ink, "witness": witness}


def _typed(here: Here) -> dict[str, Any]:
    return {"kind": "typed", "typed": st.text_input(here.say("typed_label"), key="typed-name", autocomplete="off")}


def _outcomes(here: Here, signature: dict[str, Any]) -> None:
    """Three buttons of one size and colour; each does its thing once, however often it is tapped."""
    sign, later, no = st.container(key="choice-row").columns(3)
    if sign.button(here.say("do_sign"), key="outcome-sign", width="stretch"):
        _sign(here, signature, str(uuid4()))
    _leave(here, later, no)


def leave(here: Here) -> None:
    """To take more time or to say no, without any signature."""
    _leave(here, *st.container(key="choice-row").columns(2))


def _leave(here: Here, later: DeltaGenerator, no: DeltaGenerator) -> None:
    if later.button(here.say("do_later"), key="outcome-later", width="stretch"):
        visit.commands().defer(here.visit, str(uuid4()))
        journey.go("done")
    if no.button(here.say("do_no"), key="outcome-no", width="stretch"):
        visit.commands().decline(here.visit, str(uuid4()))
        journey.go("done")


def _sign(here: Here, found: dict[str, Any], tap: str) -> None:
    try:
        visit.commands().sign(here.visit, _signature(found), tap)
    except BadInput as wrong:
        st.session_state[_PROBLEM] = wrong
        screen.count_focus()
        st.rerun()
    except Incomplete:  # the physician added a risk a moment ago
        record = visit.commands().record(here.visit)
        journey.go(walkthrough.open_step(here.pack, record).name)
    st.session_state.pop(_PROBLEM, None)
    journey.go("done")


def _signature(found: dict[str, Any]) -> Signature:
    """What the browser sent, as a signature; raises `BadInput` for what cannot be one."""
    ink = found.get("ink") or {}
    try:
        strokes = tuple(Stroke.model_validate(stroke) for stroke in ink.get("strokes", ()))
        typed, witness = found.get("typed", ""), found.get("witness", "")
        aspect = ink.get("aspect") or 0.4
        return checked(Signature(kind=found["kind"], strokes=strokes, aspect=aspect, typed=typed, witness=witness))
    except (ValidationError, AttributeError, TypeError):
        raise BadInput("ink", "unreadable") from None
