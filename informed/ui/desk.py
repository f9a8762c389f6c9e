"""A new visit: who it is, which procedure, product and physician, what the plan raises, and Start. Three taps for a returning
product and physician; one more where the clinic has several procedures.
"""

from datetime import date
from html import escape
from types import ModuleType
from typing import Any, Literal, NoReturn
from uuid import uuid4

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from informed import typed
from informed.bootstrap import product
from informed.content import Language
from informed.errors import AlreadyOpen, BadInput, LedgerError, NotAllowed, NotReviewed
from informed.patient import ADULT, Patient, age_on, patient
from informed.plan import Plan
from informed.service.desk import Known
from informed.ui import blocks, desk_plan, journey, screen, staff
from informed.ui.desk_plan import commands
from informed.ui.words import WORDS

OTHER = ""
_PROBLEM, _ALREADY, _STARTED, _TAP, _LISTED = "desk-problem", "desk-already", "desk-started", "desk-tap", "desk-listed"
#: What a field of this page is called where it is refused.
_FIELDS = {"desk_born": "born", "record_number": "number"}
_READS, _TAPPED, _FILLED_OF, _PRESSED = "desk-reads", "desk-tapped", "desk-filled-of", "desk-pressed"


class NewVisit:
    """One run of the page."""

    def __init__(self, token: str, language: Language):
        self.token, self.language = token, language
        self.today = commands().today()
        self.products = commands().products(token)
        self.physicians = commands().physicians(token)
        self.packs = commands().procedures(token)
        st.session_state.setdefault(_TAP, str(uuid4()))
        # What a callback writes here it writes at once: the next tap breaks a callback off where it looks at the session's state.
        self.tapped = st.session_state.setdefault(_TAPPED, [])
        self.pressed = st.session_state.setdefault(_PRESSED, [])

    def say(self, key: str, **values: object) -> str:
        return WORDS[key][self.language].format(**values)

    def went_on(self) -> None:
        """Who was tapped, and Start; after it the page of the visit that is ready, and nothing of this patient stays here."""
        _take(self.tapped)
        if self.pressed:  # a run that is broken off finds it again; the visit is opened once
            screen.count_focus()
            self._start(anyway=self.pressed[-1])
            self.pressed.clear()
        if started := st.session_state.get(_STARTED):
            for key in [key for key in st.session_state if str(key).startswith(("desk-", "plan-"))]:
                del st.session_state[key]
            st.switch_page(journey.pages()["ready"], query_params={"id": started})

    @property
    def wrong(self) -> str | None:
        """Where the page leads the eye after Start, which stands at its foot: to what was wrong, at its head."""
        return staff.SUMMARY if _PROBLEM in st.session_state else ".st-key-already a" if self.already else None

    @property
    def already(self) -> str:
        """The open record that this patient has."""
        return str(st.session_state.get(_ALREADY, ""))

    def problem(self) -> None:
        """What was wrong when Start was pressed; shown once."""
        if self.already:
            blocks.notice(self.say("desk_already"))
            with st.container(horizontal=True, key="already"):
                st.html(
                    f'<a class="button" href="/ready?id={escape(self.already)}" target="_self">{self.say("desk_open_that")}</a>',
                    width="content",
                )
                st.button(self.say("desk_anyway"), key="desk-anyway", on_click=self.pressed.append, args=(True,))
        if problem := st.session_state.pop(_PROBLEM, None):
            blocks.error_summary(self.say("problem"), [problem])

    # --- the patient

    def who(self) -> None:
        """The patient as typed; people with a record here who may be meant, one tap each."""
        blocks.paragraph(self.say("desk_today", day=desk_plan.as_typed(self.today)))
        blocks.subheading(self.say("desk_who"))
        name = self._typed("name", st, max_chars=300)
        left, right = st.columns(2)
        born = self._typed("born", left, placeholder="27/03/1964")
        number = self._typed("number", right, max_chars=60)
        day = _day(born)
        if day and age_on(day, self.today) < ADULT:
            blocks.notice(self.say("desk_minor"))
        self._known(name, day, number)
        st.segmented_control(
            self.say("desk_language"),
            list(Language),
            default=self._reads(),  # not by its key: a page that has just drawn it sends it empty for a moment
            format_func=lambda chosen: self.say(f"language.{chosen}"),
            key=desk_plan.key("desk", "language"),
            required=True,
        )

    def _reads(self) -> Language:
        """The language of the person who was taken from the list, else that of the desk."""
        return Language(st.session_state.setdefault(_READS, self.language))

    def _typed(self, name: str, where: DeltaGenerator | ModuleType, **more: Any) -> str:
        key, begins = desk_plan.key("desk", name), desk_plan.said("desk", name)
        return str(where.text_input(self.say(f"desk_{name}"), begins, key=key, autocomplete="off", **more))

    def _known(self, name: str, born: date | None, number: str) -> None:
        """Who may be meant. The list of which one was chosen stays as it was: nothing moves away under the next tap."""
        listed, chosen = st.session_state.get(_LISTED, ((), -1))
        known = listed or commands().find(self.token, name, born, number)
        if not listed and name and born and any(one.same for one in known):
            blocks.caption(self.say("desk_same"))
            return
        if known:
            blocks.caption(self.say("desk_known"))
        for i, one in enumerate(known):
            kind: Literal["primary", "secondary"] = "primary" if i == chosen else "secondary"
            st.button(
                self._line(one), key=f"desk-known-{i}", type=kind, on_click=self.tapped.append, args=((known, i),)
            )

    def _line(self, one: Known) -> str:
        row = one.row
        born = f"{date.fromisoformat(row.date_of_birth):%d/%m/%Y}"
        number = f"{row.record_number} · " if row.record_number else ""
        return self.say("desk_known_line", name=row.name, born=born, number=number, day=f"{row.opened_at:%d/%m/%Y}")

    # --- the procedure, the product, the physician, the plan

    def procedure(self) -> None:
        """Which of the clinic's procedures it is; where there is one it is only named, or nothing while none may be shown."""
        if len(self.packs) == 1:
            blocks.caption(self.say("desk_the_procedure", title=self.packs[0].title[self.language]))
        if len(self.packs) < 2:
            return
        blocks.subheading(self.say("desk_procedure"))
        titles = {pack.id: pack.title[self.language] for pack in self.packs}
        st.radio(
            self.say("desk_which_procedure"),
            list(titles),
            index=None,
            format_func=lambda id: titles[id],
            key="desk-procedure",
            label_visibility="collapsed",
        )

    def plan(self) -> None:
        """The product and the physician, the last used first; what else is planned; what it raises."""
        blocks.subheading(self.say("desk_product"))
        names = {id: _called(saved) for id, saved in self.products.items()} | {OTHER: self.say("desk_other_product")}
        chosen = st.radio(
            self.say("desk_which_product"),
            list(names),
            index=None if self.products else 0,
            format_func=lambda id: names[id],
            key="desk-product",
            label_visibility="collapsed",
        )
        self._fill()
        with st.expander(self.say("desk_plan"), expanded=chosen == OTHER or not self.products):
            blocks.paragraph(self.say("desk_plan_help"))
            desk_plan.fields(self.language)
            if chosen == OTHER:
                st.checkbox(self.say("desk_remember"), key="desk-remember")
        self._physician()
        if chosen is not None:
            self._flags()

    def _physician(self) -> None:
        blocks.subheading(self.say("desk_physician"))
        names = [*self.physicians, OTHER]
        chosen = st.radio(
            self.say("desk_which_physician"),
            names,
            index=None if self.physicians else 0,
            format_func=lambda name: name or self.say("desk_other_physician"),
            key="desk-physician",
            label_visibility="collapsed",
        )
        if chosen == OTHER:
            st.text_input(desk_plan.label("physician", self.language), key="desk-physician-name", autocomplete="off")

    def _flags(self) -> None:
        try:
            raised = commands().flags(self._plan())
        except BadInput as wrong:
            blocks.field_error(desk_plan.refused(wrong, self.language))
        else:
            desk_plan.flags(raised, self.language)

    def start(self) -> None:
        """The one button; it is never grey, and always at the same place, whatever the plan raises above it."""
        with st.container(key="desk-go"):
            st.button(
                self.say("desk_start"), key="desk-start", type="primary", on_click=self.pressed.append, args=(False,)
            )

    # --- what presses do

    def _fill(self) -> None:
        """Put a product that was chosen since into the fields. Not in a callback: the next tap may break one off, for good."""
        state = st.session_state
        chosen = state.get("desk-product")
        if chosen is not None and chosen != state.get(_FILLED_OF, OTHER):
            desk_plan.fill(self.products.get(chosen, Plan()))
            state[_FILLED_OF] = chosen

    def _plan(self) -> Plan:
        self._fill()
        state = st.session_state
        physician = state.get("desk-physician") or state.get("desk-physician-name") or ""
        state[desk_plan.key("plan", "physician")] = str(physician)
        return desk_plan.entered(self.today)

    def _start(self, *, anyway: bool) -> None:
        state = st.session_state
        state.pop(_ALREADY, None)
        try:
            who, plan, used = self._patient(), self._plan(), state.get("desk-product") or OTHER
            if state.get("desk-remember") and used == OTHER and plan.product:
                used = product().service.setup.save_product(self.token, plan)
                state["desk-remember"] = False
            language = Language(state.get(desk_plan.key("desk", "language")) or self._reads())
            procedure = state.get("desk-procedure") or ""
            state[_STARTED] = commands().start(self.token, who, plan, language, state[_TAP], used, anyway, procedure)
        except AlreadyOpen as already:
            state[_ALREADY] = already.record
        except BadInput as wrong:
            form = "plan" if wrong.field in typed.FIELDS else "desk"
            state[_PROBLEM] = (
                desk_plan.key(form, _FIELDS.get(wrong.field, wrong.field)),
                desk_plan.refused(wrong, self.language),
            )
        except NotReviewed:
            state[_PROBLEM] = "desk-start", self.say("not_reviewed_staff")
        except LedgerError:
            state[_PROBLEM] = "desk-start", self.say("trouble")

    def _patient(self) -> Patient:
        name, born, number = (desk_plan.held("desk", one) for one in ("name", "born", "number"))
        if not name.strip():
            raise BadInput("name", "empty")
        if not born.strip():
            raise BadInput("born", "empty")
        return patient(name, typed.day(born, "desk_born"), number, self.today)


def _take(tapped: list[tuple[list[Known], int]]) -> None:
    """Put a person who was tapped into the fields, as their last record says; the list stays until something else is typed."""
    if not tapped:
        names = ("name", "born", "number")
        if any(desk_plan.held("desk", name) != desk_plan.said("desk", name) for name in names):
            st.session_state.pop(_LISTED, None)
        return
    known, chosen = tapped[-1]
    row = known[chosen].row
    born = f"{date.fromisoformat(row.date_of_birth):%d/%m/%Y}"
    desk_plan.put("desk", {"name": row.name, "born": born, "number": row.record_number})
    st.session_state[_LISTED], st.session_state[_READS] = (known, chosen), row.language
    tapped.clear()


def _called(saved: Plan) -> str:
    return " · ".join(part for part in (saved.product, saved.maker, saved.lot) if part)


def _day(text: str) -> date | None:
    """A day that is typed whole already."""
    try:
        return typed.day(text, "desk_born")
    except BadInput:
        return None


def new_visit(token: str, language: Language) -> NewVisit | None:
    """The page; nothing for a role that starts no visits."""
    try:
        return NewVisit(token, language)
    except NotAllowed:
        return None


def not_yours(language: Language) -> NoReturn:
    """Say so; the page ends here."""
    blocks.notice(WORDS["desk_not_yours"][language])
    st.stop()
