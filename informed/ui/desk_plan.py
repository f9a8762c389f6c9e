"""The plan on staff screens: its fields, what was typed in them, and what it raises, each with what to do."""

from collections.abc import Iterable, Mapping
from datetime import date
from html import escape
from typing import get_args

import streamlit as st

from informed import typed
from informed.bootstrap import product
from informed.content import Language, Severity
from informed.document.words import WORDS as DOCUMENT_WORDS
from informed.errors import BadInput
from informed.factors import Flag
from informed.plan import BiologicalSource, Plan, Registration, Route
from informed.service.desk import Desk
from informed.ui import blocks
from informed.ui.words import WORDS

_OPTIONS = {
    "source": ("source", get_args(BiologicalSource)),
    "registration": ("registration", get_args(Registration)),
    "registered_route": ("route", get_args(Route)),
    "planned_route": ("route", get_args(Route)),
}
#: The fields of a product, two in a row; and those of this patient's plan.
_PRODUCT = ("product", "maker", "country", "source", "lot", "expiry", "storage", "registration")
_REGISTERED = ("registration_number", "registered_route")
_VISIT = ("area", "operator", "device", "planned_on", "sessions", "price")
_SHAPES = {Severity.STOP: "■", Severity.CAUTION: "▲", Severity.INFO: "●"}


def commands() -> Desk:
    """The desk's commands."""
    return product().service.desk


def fields(language: Language, *, form: str = "plan", visit: bool = True) -> None:
    """The passport's fields, and those of the visit; the planned route stands right beside the registered one."""
    _rows((*_PRODUCT, *_REGISTERED, *(("planned_route",)), *(_VISIT if visit else ())), language, form)


def key(form: str, name: str) -> str:
    """The name of a field, another one each time that the form is filled.

    With every tap a browser sends what all its fields hold, also while it has not drawn yet what the tap before put into them:
    of two taps within a second the second would empty the fields again. Of a field with a new name it has nothing to say.
    """
    filled = st.session_state.get(f"{form}-filled", 0)
    return f"{form}-{name}-{filled}" if filled else f"{form}-{name}"


def put(form: str, values: Mapping[str, object]) -> None:
    """Fill a form's fields, whatever the browser holds in them."""
    st.session_state[f"{form}-filled"] = st.session_state.get(f"{form}-filled", 0) + 1
    st.session_state[f"{form}-said"] = dict(values)


def said(form: str, name: str) -> str:
    """What a field begins with. It is the field's default, not its state: a page that has just drawn a field sends its default,
    and would for a moment say that a field with another state is empty.
    """
    return str(st.session_state.get(f"{form}-said", {}).get(name) or "")


def held(form: str, name: str) -> str:
    """What stands in a field now, also when the run that was to draw it was broken off by the next tap."""
    return str(st.session_state.get(key(form, name), said(form, name)) or "")


def fill(plan: Plan, form: str = "plan") -> None:
    """Put a plan into the fields, all of them; what it does not say is blank."""
    put(form, {name: as_typed(getattr(plan, name)) for name in typed.FIELDS})


def entered(today: date, form: str = "plan") -> Plan:
    """The plan that stands in the fields; raises `BadInput`."""
    return typed.plan({name: held(form, name) for name in typed.FIELDS}, today)


def as_typed(value: object) -> str:
    """A value as somebody would type it."""
    return f"{value:%d/%m/%Y}" if isinstance(value, date) else "" if value is None else str(value)


def refused(problem: BadInput, language: Language) -> str:
    """What is wrong, in a sentence that names the field."""
    if problem.reason in ("too_long", "hidden") and str(problem) not in WORDS:
        return WORDS[f"desk_{problem.reason}"][language].format(field=label(problem.field, language))
    return WORDS["desk_too_many" if problem.reason == "too_many" else str(problem)][language]


def label(field: str, language: Language) -> str:
    """What a field is called."""
    return DOCUMENT_WORDS[field][language] if field in DOCUMENT_WORDS else WORDS[f"clinic_{field}"][language]


def flags(raised: Iterable[Flag], language: Language, *, over: bool = False) -> None:
    """Each flag with what it means and what to do now; or that there is none. `over`: the patient's part is."""
    found = list(raised)
    if not found:
        blocks.notice(WORDS["desk_flags_none"][language])
        return
    blocks.subheading(WORDS["ready_flags" if over else "desk_flags"][language].format(n=len(found)))
    st.html("".join(_flag(flag, language) for flag in found))
    if not over:
        blocks.paragraph(WORDS["desk_flags_go"][language])


def passport(plan: Plan, names: Iterable[str], language: Language, blank: str) -> str:
    """A list of fields with what they say, as HTML; a field that says nothing has the words for a blank."""
    inner = "".join(
        f"<div{'' if said else ' class=blank'}><dt>{escape(label(name, language))}</dt><dd>{escape(said or blank)}</dd></div>"
        for name, said in ((name, in_words(plan, name, language)) for name in names)
    )
    return f'<dl class="passport">{inner}</dl>'


def in_words(plan: Plan, name: str, language: Language) -> str:
    """A field as people read it; empty when it was not entered."""
    value = getattr(plan, name)
    if value is not None and name in _OPTIONS:
        return DOCUMENT_WORDS[f"{_OPTIONS[name][0]}.{value}"][language]
    return as_typed(value)


def _flag(flag: Flag, language: Language) -> str:
    severity = DOCUMENT_WORDS[f"severity.{flag.severity}"][language]
    said = f"<p>“{escape(flag.words)}”</p>" if flag.words else ""
    return (
        f'<div class="item item-{flag.severity}"><h3><span class="shape" aria-hidden="true">{_SHAPES[flag.severity]}</span> '
        f"{escape(severity)} · {escape(flag.note[language])}</h3>{said}"
        f'<p class="advice">{escape(WORDS[f"plan_do.{flag.code}"][language])}</p></div>'
    )


def _rows(names: Iterable[str], language: Language, form: str) -> None:
    listed = list(names)
    for at in range(0, len(listed), 2):
        for column, name in zip(st.columns(2), listed[at : at + 2], strict=False):
            with column:
                _field(name, language, form)


def _field(name: str, language: Language, form: str) -> None:
    called, at, begins = label(name, language), key(form, name), said(form, name)
    if name not in _OPTIONS:
        st.text_input(called, begins, key=at, autocomplete="off", max_chars=typed.MAX_FIELD)
        return
    kind, options = _OPTIONS[name]
    words = {"": DOCUMENT_WORDS["blank"][language]} | {o: DOCUMENT_WORDS[f"{kind}.{o}"][language] for o in options}
    # Without a filter: no keyboard comes up on a tablet, and Streamlit says nothing of its own in English.
    st.selectbox(
        called, list(words), list(words).index(begins), format_func=lambda o: words[o], key=at, filter_mode=None
    )
