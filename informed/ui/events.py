"""What happened: the events of a record, or of the ledger itself, for an auditor; and the check of everything."""

from html import escape

import streamlit as st

from informed import events as e
from informed.bootstrap import product
from informed.content import Language
from informed.errors import NotAllowed, NotFound
from informed.record import short_id
from informed.ui import blocks
from informed.ui.event_rows import row
from informed.ui.event_words import LOOKS
from informed.ui.words import WORDS

_COLUMNS = ("events_when", "events_who", "events_what", "events_about")
#: So many events stand on a page, the newest first.
PAGE = 200


class Events:
    """One run of the page: the events of the record that the address names, else those of the ledger."""

    def __init__(self, token: str, language: Language):
        self.token, self.language = token, language
        self.chain = str(st.query_params.get("id", "")) or e.CLINIC
        try:
            self.found = self._read()
            self.names = product().service.staff.names(token)
        except (NotAllowed, NotFound) as refused:
            blocks.notice(self.say("no_record" if isinstance(refused, NotFound) else "not_allowed"))
            st.stop()

    def say(self, key: str, **values: object) -> str:
        return WORDS[key][self.language].format(**values)

    def _read(self) -> tuple[e.Event, ...]:
        """The events; that those of a record were read becomes one itself, once in each session of the browser."""
        read = st.session_state.setdefault("read", set())
        if self.chain in read and not self.of_clinic:
            return product().service.closing.again(self.token, self.chain)[0].events
        found = product().service.staff.events(self.token, self.chain)
        read.add(self.chain)
        return found

    @property
    def of_clinic(self) -> bool:
        return self.chain == e.CLINIC

    def head(self) -> None:
        """Whose events these are; for the ledger's own the check of everything, for a record's the way back to it."""
        blocks.heading(self.say("events_clinic" if self.of_clinic else "events_of", id=short_id(self.chain)))
        if self.of_clinic:
            self._check()
            return
        ways = ((f"/record?id={self.chain}", self.say("events_record")), ("/events", self.say("events_clinic")))
        links = "".join(f'<a href="{escape(to)}" target="_self">{escape(words)}</a>' for to, words in ways)
        st.html(f'<p class="elsewhere">{links}</p>')

    def table(self) -> None:
        """The events, the newest first, a page at a time; of a record only those by which somebody looked, if asked for."""
        shown = list(reversed(self.found))
        if not self.of_clinic and st.toggle(self.say("events_looks"), key="looks"):
            shown = [event for event in shown if event.header.type in LOOKS]
        first = min(st.session_state.get("first", 0), max(0, len(shown) - 1))
        blocks.paragraph(
            self.say("events_count", first=min(first + 1, len(shown)), last=min(first + PAGE, len(shown)), n=len(shown))
        )
        head = "".join(f'<th scope="col">{escape(self.say(key))}</th>' for key in _COLUMNS)
        rows = "".join(row(event, self.names, self.language) for event in shown[first : first + PAGE])
        st.html(f'<table class="records"><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>')
        if first:
            st.button(self.say("events_newer"), key="newer", on_click=_begin_at, args=(first - PAGE,))
        if first + PAGE < len(shown):
            st.button(self.say("events_older"), key="older", on_click=_begin_at, args=(first + PAGE,))

    def _check(self) -> None:
        if not st.button(self.say("events_check"), key="check-ledger"):
            return
        report = product().service.custody.check(self.token)
        verdict = self.say("events_whole" if report.ok else "events_broken", n=len(report.findings))
        lines = "".join(f"<p>{escape(line)}</p>" for line in report.lines())
        kind = "good" if report.ok else "alarm"
        st.html(f'<div class="verdict verdict-{kind}" role="status"><h2>{escape(verdict)}</h2>{lines}</div>')


def _begin_at(first: int) -> None:
    st.session_state["first"] = max(0, first)
