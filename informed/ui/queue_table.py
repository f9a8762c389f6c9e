"""The rows of the staff's list: who it is, what needs a look, how long ago the patient read, where record and document stand."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from html import escape
from zoneinfo import ZoneInfo

import streamlit as st

from informed.bootstrap import product
from informed.content import Language, Text
from informed.ports import IndexRow
from informed.ui.words import WORDS

_COUNTS = ("stops", "cautions", "unsure", "questions")
_COLUMNS = ("patient", "attention", "read", "status", "document")


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
    paper = f' <span class="on-paper">{escape(_say("on_paper", language))}</span>' if row.paper else ""
    link = f'<a href="/record?id={row.record}" target="_self" data-record="{row.record}">'
    cells = (
        f'{link}<strong>{escape(row.name)}</strong></a><span class="caption">{escape(who)}</span>',
        marks({name: getattr(row, name) for name in _COUNTS}, language),
        _read(row, language),
        f'<span class="status-{row.status}">{escape(_say(f"status.{row.status}", language))}</span>{paper}',
        _document(row, language, files=files),
    )
    return "<tr>" + "".join(f"<td>{cell}</td>" for cell in cells) + "</tr>"


def _read(row: IndexRow, language: Language) -> str:
    """How long ago the patient last read or answered, and when the record was opened."""
    since = ago(row.read_at, datetime.now(UTC), language) if row.read_at else _say("staff_unread", language)
    opened = _say("staff_opened", language, at=f"{row.opened_at.astimezone(zone()):%H:%M %d/%m/%Y}")
    return f'{escape(since)}<span class="caption">{escape(opened)}</span>'


def ago(then: datetime, now: datetime, language: Language) -> str:
    """How long ago something was, in the largest unit that is not nought; a moment in the future is now."""
    passed = max(now - then, timedelta())
    units = {"staff_days": passed.days, "staff_hours": passed.seconds // 3600, "staff_minutes": passed.seconds // 60}
    key, count = next(((key, count) for key, count in units.items() if count), ("staff_now", 0))
    return _say(key, language, n=count)


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


def zone() -> ZoneInfo:
    """Where the clinic is."""
    return ZoneInfo(product().settings.time_zone)


def _say(key: str, language: Language, **values: object) -> str:
    return WORDS[key][language].format(**values)
