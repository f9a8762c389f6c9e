"""The staff's list of records: what to find, which to show, a page of them, and older ones."""

from datetime import datetime, time
from html import escape

import streamlit as st

from informed.bootstrap import product
from informed.content import Language
from informed.errors import NotAllowed
from informed.patient import search_query
from informed.ports import Account
from informed.service.rights import RIGHTS
from informed.ui import blocks, calls
from informed.ui.queue_table import table, zone
from informed.ui.words import WORDS

PAGE = 50
#: Of what can be typed to find a record.
_EXAMPLE = "nguyen anh, 27/03/1964"
#: How often the list looks for new records.
REFRESH = "3s"
TODAY = "staff_today"
#: What can be shown -> the status in the index; today's are those of any status.
_FILTERS = {
    "staff_all": "",
    TODAY: "",
    "staff_to_close": "signed",
    "staff_reading": "open",
    "staff_later": "deferred",
}


def queue(account: Account, token: str, language: Language) -> None:
    """The list: what to find, which to show, the records, and older ones. New records appear by themselves."""
    calls.queue(token, language)
    asked = st.text_input(_say("staff_find", language), placeholder=_EXAMPLE, key="find", autocomplete="off")
    shown = st.segmented_control(
        _say("staff_show", language),
        list(_FILTERS),
        default="staff_all",
        format_func=lambda key: _say(key, language),
        key="filter",
    )
    st.html(f'<p class="caption by-keyboard">{escape(_say("staff_keys", language))}</p>')
    _rows(account, token, language, asked, shown or "staff_all")


@st.fragment(run_every=REFRESH)
def _rows(account: Account, token: str, language: Language, asked: str, shown: str) -> None:
    wanted = (asked, shown)
    if st.session_state.get("wanted") != wanted:
        st.session_state["wanted"], st.session_state["before"] = wanted, None
    before = st.session_state.get("before")
    since = _midnight() if shown == TODAY else None
    try:  # one more than a page: whether there are older ones is known, not guessed
        found = product().service.staff.records(
            token, before, PAGE + 1, search_query(asked), _FILTERS[shown], since=since
        )
    except NotAllowed:
        st.rerun()
    rows = found[:PAGE]
    if rows:
        procedures = product().service.staff.procedures(token, rows)
        table(rows, language, procedures, files=account.role in RIGHTS["open_document"])
    else:
        blocks.notice(_say("staff_none_found" if asked or shown != "staff_all" else "staff_none", language))
    if before:
        st.button(_say("staff_newest", language), key="newest", on_click=_begin_before, args=(None,))
    if len(found) > PAGE:
        last = (rows[-1].opened_at, rows[-1].record)
        st.button(_say("staff_older", language), key="older", on_click=_begin_before, args=(last,))


def _begin_before(place: tuple[datetime, str] | None) -> None:
    """Show the records opened before a (time, record id), or the newest."""
    st.session_state["before"] = place


def _midnight() -> datetime:
    """When the day began where the clinic is."""
    return datetime.combine(product().service.journey.today(), time.min, zone())


def _say(key: str, language: Language, **values: object) -> str:
    return WORDS[key][language].format(**values)
