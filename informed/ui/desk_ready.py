"""A visit that is ready: who, the plan, what it raises and who may lower it, and the tablet for the patient."""

from collections.abc import Callable
from html import escape

import streamlit as st

from informed.bootstrap import product
from informed.content import Language
from informed.document.words import WORDS as DOCUMENT_WORDS
from informed.errors import BadInput, LedgerError, NotAllowed, NotFound, RecordClosed, Stale
from informed.plan import PASSPORT, PLANNED, REGISTERED, Plan
from informed.ports import Account
from informed.record import Record, Status
from informed.service.rights import RIGHTS
from informed.ui import blocks, desk_plan
from informed.ui.desk_plan import commands
from informed.ui.words import WORDS

_SAID, _FILLED = "ready-said", "ready-filled"


class Ready:
    """One run of the page of one visit."""

    def __init__(self, account: Account, token: str, language: Language):
        self.account, self.token, self.language = account, token, language
        self.id = str(st.query_params.get("id", ""))
        try:
            self.record = commands().visit(token, self.id)
        except NotFound:
            blocks.notice(self.say("no_record"))
            st.stop()
        except NotAllowed:
            blocks.notice(self.say("desk_not_yours"))
            st.stop()
        self.open = self.record.status == Status.OPEN

    def say(self, key: str, **values: object) -> str:
        return WORDS[key][self.language].format(**values)

    @property
    def _alone(self) -> bool:
        """Whether a minor would read without a guardian who is named."""
        return self.open and self.record.minor and not self.record.signed_for

    def head(self) -> None:
        """Who it is, the two routes side by side, and what came of the last press."""
        record = self.record
        procedure = product().service.journey.pack(record).title[self.language]
        born = f"{record.patient.date_of_birth:%d/%m/%Y} ({record.age})"
        status = f'<span class="status-{record.status}">{escape(self.say(f"status.{record.status}"))}</span>'
        st.html(
            f'<div class="who"><h1>{escape(record.patient.name)}</h1><p>{escape(procedure)} · {escape(born)} · '
            f"{escape(self.say('rec_number', id=record.short_id))} {status}</p>{self._routes(record.plan)}</div>"
        )
        if said := st.session_state.pop(_SAID, None):
            blocks.notice(said)

    def _routes(self, plan: Plan) -> str:
        both = plan.registered_route, plan.planned_route
        kind = "open" if None in both else "same" if both[0] == both[1] else "differ"
        blank = DOCUMENT_WORDS["blank"][self.language]
        cells = "".join(
            f"<div><dt>{escape(desk_plan.label(name, self.language))}</dt>"
            f"<dd>{escape(desk_plan.in_words(plan, name, self.language) or blank)}</dd></div>"
            for name in ("registered_route", "planned_route")
        )
        return f'<dl class="routes routes-{kind}">{cells}</dl>'

    def minor(self) -> None:
        """A minor does not sign alone: who must be named before the tablet is handed over, and where."""
        if self._alone:
            blocks.notice(self.say("desk_minor"))

    def plan(self) -> None:
        """What it raises, what it says, and a way to change it."""
        desk_plan.flags(commands().flags(self.record.plan), self.language, over=not self.open)
        self._lower()
        names = [name for name in (*PASSPORT, *REGISTERED, *PLANNED) if not name.endswith("_route")]
        blank = DOCUMENT_WORDS["blank"][self.language]
        st.html(desk_plan.passport(self.record.plan, names, self.language, blank))
        if not self.open:
            blocks.notice(self.say("ready_over"))
            return
        with st.expander(self.say("ready_change")):
            if st.session_state.get(_FILLED) != self.id:
                desk_plan.fill(self.record.plan, "ready")
                st.session_state[_FILLED] = self.id
                st.session_state["ready-seen"] = self.record.plan
            physician = desk_plan.said("ready", "physician")
            called, key = desk_plan.label("physician", self.language), desk_plan.key("ready", "physician")
            st.text_input(called, physician, key=key, autocomplete="off")
            desk_plan.fields(self.language, form="ready")
            st.button(self.say("ready_save"), key="ready-save", on_click=self._save)

    def _lower(self) -> None:
        plan = self.record.plan
        if not (self.open and plan.may_be_lowered and not plan.lowering and self.account.role in RIGHTS["lower_stop"]):
            return
        with st.container(border=True):
            blocks.label(self.say("lower_title"), "")
            st.text_input(self.say("lower_reason"), key="lower-reason", autocomplete="off", max_chars=500)
            st.button(self.say("lower_do"), key="lower-do", on_click=self._do_lower)

    def _do_lower(self) -> None:
        self._try(lambda: commands().lower(self.token, self.id, st.session_state["lower-reason"], self.record.plan))

    def _save(self) -> None:
        seen = st.session_state["ready-seen"]
        self._try(
            lambda: commands().change_plan(self.token, self.id, desk_plan.entered(commands().today(), "ready"), seen)
        )

    def _try(self, command: Callable[[], Record]) -> None:
        state = st.session_state
        try:
            command()
        except BadInput as wrong:
            state[_SAID] = desk_plan.refused(wrong, self.language)
            return
        except Stale:
            state[_SAID] = self.say("ready_stale")
        except RecordClosed:
            state[_SAID] = self.say("ready_over")
        except NotAllowed:
            state[_SAID] = self.say("not_allowed")
        except LedgerError:
            state[_SAID] = self.say("trouble")
            return
        else:
            state[_SAID] = self.say("ready_saved")
        state.pop(_FILLED, None)

    def hand_over(self) -> None:
        """The ways on: to the hand-over, on this tablet or another one; to who helps, and to paper. For a minor whose guardian
        is not named yet that comes first.
        """
        ways = [(f"/handover?id={self.id}", "handover_do")] if self.open else []
        ways += [(f"/records/{self.id}", "rec_people")] if self.account.role in RIGHTS["record_paper"] else []
        if self._alone:
            ways.reverse()
        kinds = (" primary" if self.open else "", "")
        links = (
            f'<a class="button{kind}" href="{escape(to)}" target="_self">{escape(self.say(key))}</a>'
            for kind, (to, key) in zip(kinds, ways, strict=False)
        )
        st.html(f'<p class="ways">{" ".join(links)}</p>')
