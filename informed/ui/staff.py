"""What the staff's screens share: who is signed in, and the list of records."""

from collections.abc import Sequence
from datetime import datetime
from html import escape
from zoneinfo import ZoneInfo

import streamlit as st

from informed.bootstrap import product
from informed.content import Language
from informed.errors import NotAllowed
from informed.ports import Account, IndexRow
from informed.ui.words import WORDS
from informed.web import cookies

PAGE = 50
_COLUMNS = ("patient", "born", "opened", "status", "attention", "document")


def require() -> tuple[Account, str]:
    """Who is signed in, and the session's token; for anybody else the page ends here, with a link to the sign-in."""
    token = st.context.cookies.get(cookies.STAFF)
    account = product().service.staff.account(token) if isinstance(token, str) else None
    if account is None:
        st.html('<p><a class="button" href="/sign-in" target="_self">Đăng nhập / Sign in</a></p>')
        st.stop()
    return account, str(token)


def language() -> Language:
    """The language of the staff's screens: the browser's choice, else the clinic's."""
    asked = st.context.cookies.get(cookies.LANGUAGE)
    return Language(asked) if asked in tuple(Language) else product().settings.language


def table(rows: Sequence[IndexRow], language: Language) -> None:
    """The records, newest first, as a table; everything that a person typed is escaped."""
    head = "".join(f'<th scope="col">{escape(WORDS[f"staff_{name}"][language])}</th>' for name in _COLUMNS)
    body = "".join(_line(row, language) for row in rows)
    st.html(f'<table class="records"><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>')


def older(rows: Sequence[IndexRow]) -> tuple[datetime, str] | None:
    """Where the next page begins, if this one is full."""
    return (rows[-1].opened_at, rows[-1].record) if len(rows) == PAGE else None


def rows(token: str, before: tuple[datetime, str] | None) -> Sequence[IndexRow]:
    """One page of the list; an ended session or a missing right shows nothing."""
    try:
        return product().service.staff.records(token, before, PAGE)
    except NotAllowed:
        st.stop()


def _line(row: IndexRow, language: Language) -> str:
    opened = row.opened_at.astimezone(ZoneInfo(product().settings.time_zone))
    number = f'<span class="caption">{escape(row.record_number)}</span>' if row.record_number else ""
    cells = (
        f"<strong>{escape(row.name)}</strong>{number}",
        f"{datetime.fromisoformat(row.date_of_birth):%d/%m/%Y}",
        f"{opened:%H:%M %d/%m/%Y}",
        f'<span class="status-{row.status}">{escape(WORDS[f"status.{row.status}"][language])}</span>',
        _attention(row, language),
        _document(row, language),
    )
    return "<tr>" + "".join(f"<td>{cell}</td>" for cell in cells) + "</tr>"


def _attention(row: IndexRow, language: Language) -> str:
    counts = {"stops": row.stops, "cautions": row.cautions, "unsure": row.unsure, "questions": row.questions}
    marks = [
        f'<span class="mark-{name}">{escape(WORDS[f"staff_{name}"][language].format(n=count))}</span>'
        for name, count in counts.items()
        if count
    ]
    return " ".join(marks) or escape(WORDS["staff_quiet"][language])


def _document(row: IndexRow, language: Language) -> str:
    if row.status == "open":
        return escape(WORDS["staff_no_pdf"][language])
    label = escape(WORDS["staff_open_pdf"][language])
    return (
        f'<a class="button" href="/documents/{row.record}.pdf" target="_blank" rel="noopener">'
        f'{label}<span class="hidden"> – {escape(row.name)}</span></a>'
    )
