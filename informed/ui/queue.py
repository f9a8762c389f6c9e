"""The staff's list of records: what to find, which to show, what to look at in each, and the way to it."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, time, timedelta
from html import escape
from zoneinfo import ZoneInfo

import streamlit as st

from informed.bootstrap import product
from informed.content import Language, Text
from informed.errors import NotAllowed
from informed.patient import search_query
from informed.ports import Account, IndexRow
from informed.service.rights import RIGHTS
from informed.ui import blocks, calls
from informed.ui.words import WORDS

PAGE = 50
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
_COLUMNS = ("patient", "attention", "read", "status", "document")


def queue(account: Account, token: str, language: Language) -> None:
    """The list: what to find, which to show, the records, and older ones. New records appear by themselves."""
    calls.queue(token, language)
    asked = st.text_input(
        _say("staff_find", language), help=_say("staff_find_help", language), key="find", autocomplete="off"
    )
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
    return datetime.combine(product().service.journey.today(), time.min, _zone())


def table(rows: Sequence[IndexRow], language: Language, procedures: Mapping[str, Text], *, files: bool) -> None:
    """The records, newest first, as a table; everything that a person typed is escaped.

    `procedures`: what each record's is called, where there are several; `files`: with the way to the document.
    """
    head = "".join(f'<th scope="col">{escape(_say(f"staff_{name}", language))}</th>' for name in _COLUMNS)
    body = "".join(_line(row, language, procedures.get(row.record), files=files) for row in rows)
    st.html(f'<table class="records queue"><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>')


def _line(row: IndexRow, language: Language, procedure: Text | None, *, files: bool) -> str:
    born = f"{datetime.fromisoformat(row.date_of_birth):%d/%m/%Y}"
    who = " · ".join(filter(None, (born, row.record_number, procedure[language] if procedure else "")))
    link = f'<a href="/record?id={row.record}" target="_self" data-record="{row.record}">'
    cells = (
        f'{link}<strong>{escape(row.name)}</strong></a><span class="caption">{escape(who)}</span>',
        _attention(row, language),
        _read(row, language),
        f'<span class="status-{row.status}">{escape(_say(f"status.{row.status}", language))}</span>{_paper(row, language)}',
        _document(row, language, files=files),
    )
    return "<tr>" + "".join(f"<td>{cell}</td>" for cell in cells) + "</tr>"


def _paper(row: IndexRow, language: Language) -> str:
    return f' <span class="on-paper">{escape(_say("on_paper", language))}</span>' if row.paper else ""


def _read(row: IndexRow, language: Language) -> str:
    """How long ago the patient last read or answered, and when the record was opened."""
    since = ago(row.read_at, datetime.now(UTC), language) if row.read_at else _say("staff_unread", language)
    opened = _say("staff_opened", language, at=f"{row.opened_at.astimezone(_zone()):%H:%M %d/%m/%Y}")
    return f'{escape(since)}<span class="caption">{escape(opened)}</span>'


def ago(then: datetime, now: datetime, language: Language) -> str:
    """How long ago something was, in the largest unit that is not nought; a moment in the future is now."""
    passed = max(now - then, timedelta())
    if passed.days:
        return _say("staff_days", language, n=passed.days)
    hours = passed.seconds // 3600
    return _say("staff_hours", language, n=hours) if hours else _say("staff_minutes", language, n=passed.seconds // 60)


def _attention(row: IndexRow, language: Language) -> str:
    counts = {"stops": row.stops, "cautions": row.cautions, "unsure": row.unsure, "questions": row.questions}
    return marks(counts, language)


def marks(counts: Mapping[str, int], language: Language) -> str:
    """How many there are of what the physician must look at, the most urgent first, as markup."""
    found = [
        f'<span class="mark-{name}">{escape(WORDS[f"staff_{name}"][language].format(n=count))}</span>'
        for name, count in counts.items()
        if count
    ]
    return " ".join(found) or escape(WORDS["staff_quiet"][language])


def _document(row: IndexRow, language: Language, *, files: bool) -> str:
    """Where the document stands; the way to it for those who may open it."""
    if row.document != "sealed":
        return escape(_say("staff_waiting_pdf" if row.document else "staff_no_pdf", language))
    if not files:
        return escape(_say("staff_sealed_pdf", language))
    label = escape(WORDS["staff_open_pdf"][language])
    return (
        f'<a class="button" href="/documents/{row.record}.pdf" target="_blank" rel="noopener">'
        f'{label}<span class="hidden"> – {escape(row.name)}</span></a>'
    )


def _zone() -> ZoneInfo:
    return ZoneInfo(product().settings.time_zone)


def _say(key: str, language: Language, **values: object) -> str:
    return WORDS[key][language].format(**values)
