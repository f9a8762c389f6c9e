"""The record's page for those who may not read it: who it is, and what the front desk does on the patient's word."""

from collections.abc import Callable
from datetime import date, datetime
from html import escape

import streamlit as st

from informed.bootstrap import product
from informed.content import Language
from informed.errors import InformedError, NotFound
from informed.ports import Account, IndexRow
from informed.service.rights import RIGHTS
from informed.ui import blocks, returning
from informed.ui.record import why
from informed.ui.words import WORDS


def instead(account: Account, token: str, language: Language) -> None:
    """For a role without the right to open records this page stands instead, and the run ends; for others nothing happens."""
    if account.role in RIGHTS["view_record"]:
        return
    id = str(st.query_params.get("id", ""))
    try:
        row = returning.commands().known(token, id)
    except NotFound:
        blocks.notice(WORDS["no_record"][language])
        st.stop()
    status = f'<span class="status-{row.status}">{escape(WORDS[f"status.{row.status}"][language])}</span>'
    born = f"{datetime.fromisoformat(row.date_of_birth):%d/%m/%Y}"
    st.html(f'<div class="who"><h1>{escape(row.name)}</h1><p>{born} {escape(row.record_number)} {status}</p></div>')
    _ways(account, row, language)
    if account.role in RIGHTS["reopen"] and row.status == "deferred":
        blocks.subheading(WORDS["reopen_title"][language])
        blocks.paragraph(WORDS["reopen_help"][language])
        _act("reopen", language, lambda: returning.reopen(token, id))
    if account.role in RIGHTS["withdraw"] and row.status in ("signed", "deferred", "countersigned"):
        _withdrawal(token, id, language)
    st.stop()


def _ways(account: Account, row: IndexRow, language: Language) -> None:
    """To the plan and the hand-over while the patient's part is open, and to who helps, the paper and printed copies."""
    ways = (
        [(f"/ready?id={row.record}", "ready_plan"), (f"/handover?id={row.record}", "handover_do")]
        if row.status == "open"
        else []
    )
    ways += [(f"/records/{row.record}", "rec_people")] if account.role in RIGHTS["record_paper"] else []
    links = (f'<a class="button" href="{to}" target="_self">{escape(WORDS[key][language])}</a>' for to, key in ways)
    st.html(f'<p class="ways">{" ".join(links)}</p>')


def _withdrawal(token: str, id: str, language: Language) -> None:
    with st.expander(WORDS["withdraw_title"][language]):
        today = product().service.journey.today()
        on = st.date_input(WORDS["withdraw_on"][language], today, max_value=today, format="DD/MM/YYYY")
        reason = st.text_area(WORDS["withdraw_reason"][language], max_chars=1000, key="withdraw-reason")
        if isinstance(on, date):
            _act("withdraw", language, lambda: product().service.closing.withdraw(token, id, on, reason))


def _act(name: str, language: Language, command: Callable[[], object]) -> None:
    """A button with its command; what went wrong is said under it."""
    if not st.button(WORDS[f"{name}_do"][language], key=f"{name}-do"):
        return
    try:
        command()
    except InformedError as error:
        blocks.field_error(why(error, language))
    else:
        st.rerun()
