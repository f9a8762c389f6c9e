"""What happened: the events of a record, or of the ledger itself, for an auditor."""

from html import escape
from zoneinfo import ZoneInfo

import streamlit as st

from informed import events as e
from informed.bootstrap import product
from informed.content import Language
from informed.errors import InformedError
from informed.ui import blocks
from informed.ui.words import WORDS

_COLUMNS = ("events_when", "events_who", "events_what")
#: So many events of the ledger's own chain are shown, the newest.
NEWEST = 500


def show(token: str, language: Language) -> None:
    """The events of the record that the address names, else those of the ledger, and the check of everything."""
    record = str(st.query_params.get("id", "")) or e.CLINIC
    try:
        found = product().service.staff.events(token, record)
    except InformedError:
        blocks.notice(WORDS["not_allowed"][language])
        return
    of_clinic = record == e.CLINIC
    short = f"{record[:4]}-{record[4:8]}".upper()
    blocks.heading(WORDS["events_clinic" if of_clinic else "events_of"][language].format(id=short))
    if of_clinic:
        _check(token, language)
    head = "".join(f'<th scope="col">{escape(WORDS[key][language])}</th>' for key in _COLUMNS)
    rows = "".join(_row(event, language) for event in reversed(found[-NEWEST:]))
    st.html(f'<table class="records"><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>')


def _check(token: str, language: Language) -> None:
    if st.button(WORDS["events_check"][language], key="check-ledger"):
        report = product().service.custody.check(token)
        blocks.notice(*report.lines())


def _row(event: e.Event, language: Language) -> str:
    local = event.at.astimezone(ZoneInfo(product().settings.time_zone))
    actor = event.header.actor
    who = actor.account or WORDS[f"actor.{actor.kind}"][language]
    cells = (f"{local:%d/%m/%Y %H:%M:%S}", who, event.header.type)
    return "<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in cells) + "</tr>"
