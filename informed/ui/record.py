"""The staff's page of one record: who, what is planned, what the physician must close, and the countersignature."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import partial
from html import escape

import streamlit as st

from informed.bootstrap import product
from informed.content import ContentPack, Language, Severity
from informed.document.subject import Subject
from informed.errors import BadInput, InformedError, NotAllowed, NotFound, SealError, SignInRefused, Stale
from informed.people import THE_PATIENT, Helper
from informed.ports import Account
from informed.record import Record, Status
from informed.review import DISPOSITIONS, OUTCOMES, OpenItem
from informed.service.closing import Closing
from informed.service.rights import RIGHTS
from informed.ui import blocks, first_head, first_page, handover, item_context, queue_table
from informed.ui.words import WORDS

_SAID = "said"


@dataclass(frozen=True)
class OnScreen(Subject):
    """A record in the language of the screen; a document has the clinic's."""

    screen: Language

    @property
    def language(self) -> Language:
        return self.screen


class RecordPage:
    """One opening of the page."""

    def __init__(self, account: Account, token: str, language: Language):
        self.account, self.token, self.language = account, token, language
        self.id = str(st.query_params.get("id", ""))
        self.record, self.pack = self._load()
        self.items = commands().open_items(self.record) if self.record.closing else ()
        self.subject = OnScreen(self.record, self.pack, language)

    def say(self, key: str, **values: object) -> str:
        return WORDS[key][self.language].format(**values)

    def may(self, right: str) -> bool:
        return self.account.role in RIGHTS[right]

    def _load(self) -> tuple[Record, ContentPack]:
        """The record; that it was opened becomes an event once in each session of the browser."""
        seen = st.session_state.setdefault("viewed", set())
        try:
            found = (commands().again if self.id in seen else commands().view)(self.token, self.id)
        except NotFound:
            blocks.notice(self.say("no_record"))
            st.stop()
        except NotAllowed:
            blocks.notice(self.say("not_allowed"))
            self.other_pages()
            st.stop()
        seen.add(self.id)
        return found

    # --- the parts of the page, in order

    def head(self) -> None:
        """What the physician must know first; who this is, who helped, and where the record stands; and what is planned."""
        record, subject = self.record, self.subject
        patient, born = record.patient, subject.day(record.patient.date_of_birth)
        facts = (f"{born} ({record.age})", patient.record_number or "", subject.languages)
        status = f'<span class="status-{record.status}">{escape(self.say(f"status.{record.status}"))}</span>'
        paper = f' <span class="on-paper">{escape(self.say("on_paper"))}</span>' if record.paper else ""
        st.html(
            f"{first_head.banner(subject) if record.closing else ''}"
            f'<div class="who"><h1>{escape(patient.name)}</h1><p>{escape(" · ".join(filter(None, facts)))} · '
            f"{escape(self.say('rec_number', id=record.short_id))} {status}{paper}</p>{self._helpers()}</div>"
            f"{first_head.plan(subject)}"
        )
        if record.status == Status.OPEN and self.may("start_visit"):
            link = f'<a href="/ready?id={escape(self.id)}" target="_self">{escape(self.say("ready_plan"))}</a>'
            st.html(f'<p class="elsewhere">{link}</p>')

    def first_page(self) -> None:
        """The rest of the document's first page, once there is one: flags, goal, understanding."""
        if self.record.closing:
            st.html(first_page.page(self.subject, self.items))

    def _left(self) -> str:
        """What is still to close, counted by kind, the most urgent first."""
        left = [item for item in self.items if item.key not in self.record.dispositions]
        severities = Counter(item.flag.severity for item in left if item.flag)
        kinds = Counter(item.kind for item in left)
        counts = {
            "stops": severities[Severity.STOP],
            "cautions": severities[Severity.CAUTION],
            "unsure": kinds["unsure"] + kinds["understanding"] + kinds["blank"],
            "questions": kinds["question"] + kinds["words"],
        }
        return f'<p class="glance">{queue_table.marks(counts, self.language)}</p>' if any(counts.values()) else ""

    def other_pages(self) -> None:
        """The way to who helps, the paper and printed copies, and to what happened, for those who may."""
        ways = (
            ("record_paper", f"/records/{self.id}", "rec_people"),
            ("read_events", f"/events?id={self.id}", "rec_events"),
        )
        links = (
            f'<a class="button" href="{escape(address)}" target="_self">{escape(self.say(key))}</a>'
            for right, address, key in ways
            if self.may(right)
        )
        if said := " ".join(links):
            st.html(f"<p>{said}</p>")

    def hand_over(self) -> None:
        """The way to the patient, while the patient's part is open."""
        if self.may("hand_over"):
            handover.link(self.record, self.language)

    def _helpers(self) -> str:
        """How staff know the patient, who helped, and how each is known."""
        how = self.record.identity_checks.get(THE_PATIENT)
        said = [self.say(f"known.{how}")] if how else []
        said += [self._helper(helper) for helper in self.record.helpers]
        return "".join(f"<p>{escape(line)}</p>" for line in said)

    def _helper(self, helper: Helper) -> str:
        how = self.record.identity_checks.get(helper.id, "not_checked")
        about = ", ".join(filter(None, (helper.relation, helper.language, helper.authority, self.say(f"known.{how}"))))
        return f"{self.say(f'role.{helper.role}')}: {helper.name} ({about})"

    def list_items(self) -> None:
        """Every item, the most urgent first, each with what closes it."""
        if not self.record.closing:
            blocks.notice(self.say("not_finished"))
            return
        left = [item for item in self.items if item.key not in self.record.dispositions]
        if not self.items:
            blocks.notice(self.say("rec_no_items"))
            return
        blocks.subheading(
            self.say("rec_items", left=len(left), n=len(self.items)) if left else self.say("rec_all_closed")
        )
        if counts := self._left():
            st.html(counts)
        for number, item in enumerate(self.items):
            self._item(number, item)

    def _item(self, number: int, item: OpenItem) -> None:
        closed = self.record.dispositions.get(item.key)
        with st.container(key=f"item-{number}"):
            st.html(item_context.html(item, self.subject, self.language, closed))
            open_again = st.session_state.get("changing") == item.key
            if not self.may("close_items") or self.record.status not in _CLOSABLE:
                return
            if closed and not open_again:
                if st.button(self.say("do_change"), key=f"change-{number}", type="tertiary"):
                    st.session_state["changing"] = item.key
                    st.rerun()
                return
            self._buttons(number, item)

    def _buttons(self, number: int, item: OpenItem) -> None:
        said = self.say("do_note")
        with st.container(key=f"do-{number}", horizontal=True):
            note = st.text_input(
                said,
                key=f"note-{number}",
                placeholder=said,
                label_visibility="collapsed",
                max_chars=1000,
                autocomplete="off",
            )
            for disposition, words in DISPOSITIONS.items():
                pressed = st.button(words[self.language], key=f"do-{number}-{disposition}")
                close = partial(commands().dispose, self.token, self.id, item.key, disposition, note)
                if pressed and self._done(close, number):
                    st.session_state.pop("changing", None)
                    st.rerun()
        if sentence := st.session_state.pop(f"{_SAID}-{number}", None):
            blocks.field_error(sentence)

    def countersign(self) -> None:
        """The physician's closing, possible when nothing is open any more."""
        if not self.may("countersign") or self.record.status != Status.SIGNED:
            return
        blocks.subheading(self.say("close_title"))
        if any(item.key not in self.record.dispositions for item in self.items):
            blocks.paragraph(self.say("close_wait"))
            return
        with st.form("close", border=False):
            outcome = st.radio(
                self.say("close_outcome"),
                list(OUTCOMES),
                index=None,
                format_func=lambda one: OUTCOMES[one][self.language],
            )
            note = st.text_area(self.say("close_note"), max_chars=1000)
            password = st.text_input(self.say("close_password"), type="password", autocomplete="current-password")
            pressed = st.form_submit_button(self.say("close_do"), type="primary")
        if not pressed:
            st.session_state["seen"] = len(self.record.events)
            return
        if outcome is None:
            blocks.field_error(self.say("close_choose"))
            return
        seen = st.session_state.get("seen", len(self.record.events))
        if self._done(
            lambda: commands().countersign(
                self.token, self.id, outcome=outcome, note=note, password=password, seen=seen
            ),
            "close",
        ):
            st.rerun()
        blocks.field_error(st.session_state.pop(f"{_SAID}-close"))

    def files(self) -> None:
        """The sealed documents, newest first."""
        if not self.record.sealed and not self.record.unsealed:
            return
        blocks.subheading(self.say("files_title"))
        if self.may("open_document"):
            links = "".join(self._file(one.revision, one.kind) for one in reversed(self.record.sealed))
            st.html(f'<ul class="files">{links}</ul>')
        if self.record.unsealed:
            blocks.paragraph(self.say("file_waiting"))

    def _file(self, revision: int, kind: str) -> str:
        address = f"/documents/{self.record.id}/{revision}.pdf"
        return (
            f'<li><a class="button" href="{address}" target="_blank" rel="noopener">'
            f"{escape(self.say(f'file.{kind}'))}</a></li>"
        )

    def more(self) -> None:
        """What is done seldom: corrections, a withdrawal, an entry in error."""
        record, token = self.record, self.token
        if self.may("correct") and record.status in (Status.COUNTERSIGNED, Status.WITHDRAWN):
            with st.expander(self.say("correct_title")):
                text = st.text_area(self.say("correct_text"), max_chars=1000, key="correct-text")
                self.act("correct", lambda: commands().correct(token, self.id, text))
        if self.may("withdraw") and record.status in (Status.SIGNED, Status.DEFERRED, Status.COUNTERSIGNED):
            with st.expander(self.say("withdraw_title")):
                today = product().service.journey.today()
                on = st.date_input(self.say("withdraw_on"), today, max_value=today, format="DD/MM/YYYY")
                reason = st.text_area(self.say("withdraw_reason"), max_chars=1000, key="withdraw-reason")
                if isinstance(on, date):
                    self.act("withdraw", lambda: commands().withdraw(token, self.id, on, reason))
        if self.may("enter_in_error") and record.status != Status.ENTERED_IN_ERROR:
            with st.expander(self.say("error_title")):
                why = st.text_area(self.say("error_reason"), max_chars=1000, key="error-reason")
                self.act("error", lambda: commands().enter_in_error(token, self.id, why))

    def act(self, name: str, command: Callable[[], object]) -> None:
        if st.button(self.say(f"{name}_do"), key=f"{name}-do") and self._done(command, name):
            st.rerun()
        if sentence := st.session_state.pop(f"{_SAID}-{name}", None):
            blocks.field_error(sentence)

    def _done(self, command: Callable[[], object], place: object) -> bool:
        """Run a command; what went wrong is said at its place."""
        try:
            command()
        except InformedError as error:
            st.session_state[f"{_SAID}-{place}"] = why(error, self.language)
            return False
        return True


_CLOSABLE = (Status.SIGNED, Status.DEFERRED, Status.DECLINED)


def why(error: InformedError, language: Language) -> str:
    """The sentence that says why something was refused."""
    match error:
        case BadInput():
            return WORDS[f"{error.field}.{error.reason}"][language]
        case SignInRefused():
            return WORDS["close_wrong"][language]
        case Stale():
            return WORDS["close_stale"][language]
        case SealError():
            return WORDS["close_failed"][language].format(why=error)
    return WORDS["not_allowed"][language]


def commands() -> Closing:
    """The physician's commands."""
    return product().service.closing
