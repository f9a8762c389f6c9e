"""The administration of the clinic: profile, rules, notice, physicians and saved products, each saved by itself."""

from collections.abc import Callable

import streamlit as st

from informed import typed
from informed.bootstrap import product
from informed.content import Language
from informed.errors import BadInput, LedgerError, NotAllowed, NotFound
from informed.plan import Plan
from informed.service.setup import Setup
from informed.ui import blocks, desk_plan, screen, staff
from informed.ui.words import WORDS

NEW = ""
_SAID, _WRONG = "clinic-said", "clinic-wrong"


def commands() -> Setup:
    """The administrators' commands."""
    return product().service.setup


def wrong() -> str | None:
    """Where the page leads the eye: to what was wrong with the last press."""
    return staff.SUMMARY if _WRONG in st.session_state else None


class Administration:
    """One run of the page."""

    def __init__(self, token: str, language: Language):
        self.token, self.language = token, language
        try:
            self.clinic, self.desk = commands().look(token)
        except NotAllowed:
            blocks.notice(self.say("clinic_not_yours"))
            st.stop()

    def say(self, key: str) -> str:
        return WORDS[key][self.language]

    def outcome(self) -> None:
        """What became of the last press; shown once."""
        if wrong := st.session_state.pop(_WRONG, None):
            blocks.error_summary(self.say("problem"), [wrong])
        elif st.session_state.pop(_SAID, None):
            blocks.notice(self.say("clinic_saved"))
        blocks.paragraph(self.say("clinic_lead"))

    def profile(self) -> None:
        """Name, address, hotline."""
        with st.form("profile"):
            blocks.subheading(self.say("clinic_profile"))
            values = [
                st.text_input(self.say(f"clinic_{name}"), value, autocomplete="off", max_chars=200)
                for name, value in (
                    ("name", self.clinic.name),
                    ("address", self.clinic.address),
                    ("hotline", self.clinic.hotline),
                )
            ]
            self._save("profile", lambda: commands().change_profile(self.token, *values))

    def rules(self) -> None:
        """Walk-in, retention, bans."""
        with st.form("rules"):
            blocks.subheading(self.say("clinic_rules"))
            walk_in = st.checkbox(self.say("clinic_walk_in"), self.clinic.walk_in)
            days = st.text_input(
                self.say("clinic_retention"), str(self.clinic.retention_days or ""), autocomplete="off"
            )
            bans = st.text_area(self.say("clinic_bans"), "\n".join(self.desk.bans), height=110)

            def save() -> None:
                if walk_in != self.clinic.walk_in:
                    commands().switch_walk_in(self.token, walk_in)
                if days.strip() != str(self.clinic.retention_days or ""):
                    commands().change_retention(self.token, days)
                commands().list_bans(self.token, bans.splitlines())

            self._save("rules", save)

    def notice(self) -> None:
        """The privacy notice in both languages."""
        with st.form("notice"):
            blocks.subheading(self.say("clinic_notice"))
            vi = st.text_area(self.say("clinic_notice_vi"), self.clinic.notice_vi, height=140)
            en = st.text_area(self.say("clinic_notice_en"), self.clinic.notice_en, height=140)
            self._save("notice", lambda: commands().change_notice(self.token, vi, en))

    def physicians(self) -> None:
        """Those without an account."""
        with st.form("physicians"):
            blocks.subheading(self.say("clinic_physicians"))
            listed = st.text_area(self.say("clinic_physicians_help"), "\n".join(self.desk.physicians), height=110)
            self._save("physicians", lambda: commands().list_physicians(self.token, listed.splitlines()))

    def products(self) -> None:
        """One saved product at a time: a new one, or one to change or remove."""
        blocks.subheading(self.say("clinic_products"))
        saved = self.desk.offered
        if not saved:
            blocks.caption(self.say("clinic_products_none"))
        names = {NEW: self.say("clinic_product_new")} | {id: str(plan.product) for id, plan in saved.items()}
        chosen = st.selectbox(
            self.say("clinic_product"),
            list(names),
            format_func=lambda id: names.get(id, ""),
            key="clinic-product",
            filter_mode=None,
            on_change=lambda: desk_plan.fill(saved.get(st.session_state["clinic-product"], Plan()), "saved"),
        )
        desk_plan.fields(self.language, form="saved")
        today = product().service.desk.today()
        with st.container(horizontal=True):
            if st.button(self.say("clinic_save"), key="save-product", type="primary"):
                self._try(
                    lambda: commands().save_product(self.token, desk_plan.entered(today, "saved"), chosen or NEW),
                    "save-product",
                )
            if chosen and st.button(self.say("clinic_remove"), key="remove-product"):
                self._try(lambda: commands().remove_product(self.token, chosen), "clinic-product")

    def _save(self, key: str, command: Callable[[], None]) -> None:
        if st.form_submit_button(self.say("clinic_save"), key=f"save-{key}"):
            self._try(command, f"save-{key}")

    def _try(self, command: Callable[[], object], place: str) -> None:
        """Do it; the next run, which comes at once, says what came of it, leads to its place, and shows what counts now."""
        try:
            command()
        except BadInput as refused:
            field = desk_plan.key("saved", refused.field) if refused.field in typed.FIELDS else place
            _refuse(field, desk_plan.refused(refused, self.language))
        except NotFound:
            _refuse(place, self.say("desk_gone"))
        except NotAllowed:
            pass  # as the page that comes now says
        except LedgerError:
            _refuse(place, self.say("trouble"))
        else:
            st.session_state[_SAID] = True
        st.rerun()


def _refuse(place: str, why: str) -> None:
    st.session_state[_WRONG] = (place, why)
    screen.count_focus()
