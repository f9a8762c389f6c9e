"""The last choice: to sign, to take more time, or to say no. All three look the same and take one tap."""

from dataclasses import dataclass
from typing import Any
from uuid import uuid4

import streamlit as st
from pydantic import ValidationError
from streamlit.delta_generator import DeltaGenerator

from informed import walkthrough
from informed.errors import BadInput, Incomplete, NotFound
from informed.people import MEANINGS, Helper
from informed.signature import MEANING, Signature, Stroke, checked
from informed.ui import blocks, components, journey, screen, visit
from informed.ui.visit import Here
from informed.ui.words import words

#: How often a minor's tablet looks whether a guardian was named.
WAITING = "3s"
_PROBLEM = "sign-problem"
_FIELDS = {"ink": "pad", "typed": "typed-name", "witness": "witness-name", "helper": "pad"}
#: How the patient can sign, and how somebody who helps can.
_OWN, _THEIRS = ("drawn", "typed", "mark"), ("drawn", "typed")

#: What the browser sent of each signature: by helper's id, the patient's own under "".
Found = dict[str, dict[str, Any]]


@dataclass(frozen=True)
class Problem:
    """What was wrong with whose signature (a helper's id, or "" for the patient's own)."""

    whose: str
    wrong: BadInput


def problem() -> Problem | None:
    """What was wrong with the last try to sign."""
    return st.session_state.get(_PROBLEM)


def say_problem(here: Here) -> None:
    """The error summary above the page's heading."""
    if found := problem():
        key = _key(_FIELDS[found.wrong.field], found.whose)
        blocks.error_summary(here.say("problem"), [(key, _sentence(here, found))])


def ask(here: Here) -> None:
    """The choice, with each signature's meaning in front of it: who signs for the patient first, who only helps last."""
    helpers = here.record.helpers
    found: Found = {}
    for helper in (one for one in helpers if one.signs_for_patient):
        found[helper.id] = _theirs(here, helper)
    found[""] = _own(here)
    for helper in (one for one in helpers if not one.signs_for_patient):
        found[helper.id] = _theirs(here, helper)
    _outcomes(here, found)


def _own(here: Here) -> dict[str, Any]:
    if here.record.helpers:
        blocks.subheading(here.say("own_signature", name=here.record.patient.name))
        if here.record.signed_for:
            blocks.paragraph(here.say("own_optional"))
        blocks.caption(here.say("sign_means"))
        blocks.notice(MEANING[here.language])
    else:
        blocks.subheading(here.say("sign_means"))
        blocks.notice(MEANING[here.language])
        blocks.paragraph(f"{here.say('printed_name')}: {here.record.patient.name}")
    return _signed(here, "", here.say("sign_how"), _OWN)


def _theirs(here: Here, helper: Helper) -> dict[str, Any]:
    """The signature of somebody who helps, with its own meaning."""
    role = here.say(f"role.{helper.role}")
    blocks.subheading(here.say("helper_signs", role=role, name=helper.name))
    blocks.paragraph(here.say("helper_needed" if helper.signs_for_patient else "helper_optional"))
    if helper.authority:
        blocks.paragraph(here.say("helper_authority", authority=helper.authority))
    blocks.caption(here.say("helper_means", role=role.lower()))
    blocks.notice(MEANINGS[helper.role][here.language])
    return _signed(here, helper.id, here.say("helper_how"), _THEIRS)


def _signed(here: Here, whose: str, how: str, kinds: tuple[str, ...]) -> dict[str, Any]:
    """One signature: how, and the pad or the field for it."""
    kind = st.radio(how, kinds, key=_kept("sign-kind", whose), format_func=here.say)
    if (found := problem()) and found.whose == whose:
        blocks.field_error(_sentence(here, found))
    return _typed(here, whose) if kind == "typed" else _drawn(here, kind, whose)


def _drawn(here: Here, kind: str, whose: str) -> dict[str, Any]:
    shown = words(here.language, "pad_label", "pad_hint", "pad_undo", "pad_clear", "pad_status")
    labels = {key.removeprefix("pad_"): text for key, text in shown.items()}
    if kind == "mark":
        labels["hint"] = here.say("mark_hint")
    if here.record.helpers:  # several pads: each says whose it is
        labels["label"] += f" – {_name(here, whose)}"
    found = components.pad(_key("pad", whose), {"lang": here.language, "words": labels, "rev": 0, "ink": None})
    witness = (
        st.text_input(here.say("witness_label"), key=_kept("witness-name", ""), autocomplete="off")
        if kind == "mark"
        else ""
    )
    return {"kind": kind, "ink": found.ink, "witness": witness}


def _typed(here: Here, whose: str) -> dict[str, Any]:
    label = here.say("helper_typed" if whose else "typed_label")
    return {"kind": "typed", "typed": st.text_input(label, key=_kept("typed-name", whose), autocomplete="off")}


def _key(name: str, whose: str) -> str:
    return f"{name}-{whose}" if whose else name


def _kept(name: str, whose: str) -> str:
    """The key of a field whose words change with the language: for Streamlit another field then, which takes over what it had."""
    key = _key(name, whose)
    if key in st.session_state:
        st.session_state[key] = st.session_state[key]
    return key


def _sentence(here: Here, found: Problem) -> str:
    said = here.say(str(found.wrong))
    return f"{_name(here, found.whose)}: {said}" if found.whose else said


def _name(here: Here, whose: str) -> str:
    """Whose signature it is."""
    return next((helper.name for helper in here.record.helpers if helper.id == whose), here.record.patient.name)


def _outcomes(here: Here, found: Found) -> None:
    """Three buttons of one size and colour; each does its thing once, however often it is tapped."""
    sign, later, no = st.container(key="choice-row").columns(3)
    if sign.button(here.say("do_sign"), key="outcome-sign", width="stretch"):
        _sign(here, found, str(uuid4()))
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


def _sign(here: Here, found: Found, tap: str) -> None:
    """Sign with everybody who did; a signature that is optional and empty is none."""
    signatures, whose = dict[str, Signature](), ""
    needed = {helper.id for helper in here.record.helpers if helper.signs_for_patient} or {""}
    first = next(id for id in found if id in needed)
    try:
        for whose, sent in found.items():
            if whose == first or not _empty(sent):
                signatures[whose] = _signature(sent)
        whose = first
        visit.commands().sign(here.visit, signatures.pop("", None), tap, signatures)
    except BadInput as wrong:
        st.session_state[_PROBLEM] = Problem(whose, wrong)
        screen.count_focus()
        st.rerun()
    except Incomplete:  # the physician added a risk a moment ago
        record = visit.commands().record(here.visit)
        journey.go(walkthrough.open_step(here.pack, record).name)
    st.session_state.pop(_PROBLEM, None)
    journey.go("done")


def _empty(found: dict[str, Any]) -> bool:
    """Whether nothing was drawn or typed."""
    ink = found.get("ink")
    strokes = ink.get("strokes") if isinstance(ink, dict) else ink
    return not strokes and not str(found.get("typed", "")).strip() and not str(found.get("witness", "")).strip()


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


@st.fragment(run_every=WAITING)
@visit.looks_up
def wait_for_guardian(here: Here) -> None:
    """A minor's tablet goes on by itself when staff have named a guardian."""
    try:
        named = visit.commands().record(here.visit).signed_for
    except NotFound:  # handed back meanwhile
        named = True
    if named:
        st.rerun()
