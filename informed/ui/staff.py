"""What the staff's screens share: who is signed in, and the list of records."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from html import escape
from urllib.parse import urlsplit
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
from informed.web import cookies

PAGE = 50
#: How often the list looks for new records.
REFRESH = "3s"
#: What can be shown -> the status in the index; the records of today are the first ones of all.
_FILTERS = {
    "staff_all": "",
    "staff_today": "",
    "staff_to_close": "signed",
    "staff_reading": "open",
    "staff_later": "deferred",
}
#: The pages beside the list: the right that each needs, and its name.
_PAGES = {
    "verify": ("verify_file", "verify_title"),
    "events": ("read_events", "events_title"),
    "clinic": ("manage_desk", "clinic_title"),
    "accounts": ("manage_accounts", "accounts_title"),
    "pin": ("hand_over", "pin_title"),
}
_COLUMNS = ("patient", "born", "opened", "status", "attention", "document")


def require() -> tuple[Account, str]:
    """Who is signed in, and the session's token; for anybody else the page ends here, with a link to the sign-in."""
    token = st.context.cookies.get(cookies.STAFF)
    account = product().service.staff.account(token) if isinstance(token, str) else None
    if account is None:
        st.html('<p><a class="button" href="/sign-in" target="_self">Đăng nhập / Sign in</a></p>')
        st.stop()
    return account, str(token)


def bar(account: Account, language: Language, *, back: bool = False) -> None:
    """Who is signed in, the way back to the list (from it: to the other pages of this person), and the way out."""
    with st.container(key="bar", horizontal=True, horizontal_alignment="distribute"):
        if back:
            st.html(f'<a href="/staff" target="_self">{escape(WORDS["to_list"][language])}</a>')
        else:
            st.html(_elsewhere(account, language))
        blocks.caption(WORDS["staff_who"][language].format(name=account.shown_name))
        st.button(WORDS["sign_out"][language], key="sign-out", type="tertiary")  # the shell script posts to /sign-out
    blocks.banners(language, draft=False)


def new_visit(account: Account, language: Language) -> None:
    """The way to a new visit, for whom it is open."""
    if account.role in RIGHTS["start_visit"]:
        st.html(f'<a class="button" href="/desk" target="_self">{escape(_say("desk_title", language))}</a>')


def _elsewhere(account: Account, language: Language) -> str:
    """The links to the other pages that this person may use."""
    may = [(path, key) for path, (right, key) in _PAGES.items() if account.role in RIGHTS[right]]
    links = (f'<a href="/{path}" target="_self">{escape(WORDS[key][language])}</a>' for path, key in may)
    return f'<nav class="elsewhere" aria-label="{escape(WORDS["staff_pages"][language])}">{"".join(links)}</nav>'


def address() -> str:
    """The server's address as the clinic says it, else as this browser has it."""
    here = urlsplit(st.context.url or "")
    return product().settings.first_origin or f"{here.scheme}://{here.netloc}"


def language() -> Language:
    """The language of the staff's screens: the browser's choice, else the clinic's."""
    asked = st.context.cookies.get(cookies.LANGUAGE)
    return Language(asked) if asked in tuple(Language) else product().settings.language


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
    _rows(token, language, asked, shown or "staff_all")


@st.fragment(run_every=REFRESH)
def _rows(token: str, language: Language, asked: str, shown: str) -> None:
    wanted, status = (asked, shown), _FILTERS[shown]
    if st.session_state.get("wanted") != wanted:
        st.session_state["wanted"], st.session_state["before"] = wanted, None
    before = st.session_state.get("before")
    try:
        rows = product().service.staff.records(token, before, PAGE, search_query(asked), status)
    except NotAllowed:
        st.rerun()
    if shown == "staff_today":
        today = product().service.journey.today()
        rows = [row for row in rows if row.opened_at.astimezone(_zone()).date() == today]
    if rows:
        table(rows, language, product().service.staff.procedures(token, rows))
    else:
        blocks.notice(_say("staff_none_found" if asked or shown != "staff_all" else "staff_none", language))
    if before:
        st.button(_say("staff_newest", language), key="newest", on_click=_begin_before, args=(None,))
    if len(rows) == PAGE:
        last = (rows[-1].opened_at, rows[-1].record)
        st.button(_say("staff_older", language), key="older", on_click=_begin_before, args=(last,))


def _begin_before(place: tuple[datetime, str] | None) -> None:
    """Show the records opened before a (time, record id), or the newest."""
    st.session_state["before"] = place


def table(rows: Sequence[IndexRow], language: Language, procedures: Mapping[str, Text]) -> None:
    """The records, newest first, as a table, where there are several with each one's procedure; what was typed is escaped."""
    head = "".join(f'<th scope="col">{escape(_say(f"staff_{name}", language))}</th>' for name in _COLUMNS)
    body = "".join(_line(row, language, procedures) for row in rows)
    st.html(f'<table class="records"><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>')


def _line(row: IndexRow, language: Language, procedures: Mapping[str, Text]) -> str:
    title = procedures.get(row.record)
    procedure = f'<span class="caption">{escape(title[language])}</span>' if title else ""
    number = f'<span class="caption">{escape(row.record_number)}</span>' if row.record_number else ""
    cells = (
        f'<a href="/record?id={row.record}" target="_self"><strong>{escape(row.name)}</strong></a>{number}{procedure}',
        f"{datetime.fromisoformat(row.date_of_birth):%d/%m/%Y}",
        _opened(row, language),
        f'<span class="status-{row.status}">{escape(_say(f"status.{row.status}", language))}</span>{_paper(row, language)}',
        _attention(row, language),
        _document(row, language),
    )
    return "<tr>" + "".join(f"<td>{cell}</td>" for cell in cells) + "</tr>"


def _paper(row: IndexRow, language: Language) -> str:
    return f' <span class="on-paper">{escape(_say("on_paper", language))}</span>' if row.paper else ""


def _opened(row: IndexRow, language: Language) -> str:
    """When the record was opened, and how long ago something last happened."""
    minutes = max(0, int((datetime.now(UTC) - row.changed_at).total_seconds() // 60))
    since = f'<span class="caption">{escape(_say("staff_since", language, n=minutes))}</span>' if minutes < 600 else ""
    return f"{row.opened_at.astimezone(_zone()):%H:%M %d/%m/%Y}{since}"


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


def _document(row: IndexRow, language: Language) -> str:
    if row.document != "sealed":
        return escape(_say("staff_waiting_pdf" if row.document else "staff_no_pdf", language))
    label = escape(WORDS["staff_open_pdf"][language])
    return (
        f'<a class="button" href="/documents/{row.record}.pdf" target="_blank" rel="noopener">'
        f'{label}<span class="hidden"> – {escape(row.name)}</span></a>'
    )


def _zone() -> ZoneInfo:
    return ZoneInfo(product().settings.time_zone)


def _say(key: str, language: Language, **values: object) -> str:
    return WORDS[key][language].format(**values)
