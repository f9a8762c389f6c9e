"""Handing a record over: the screen of the staff, and what a patient's screen says of it.

Other pages hand a record over with `offer`, or lead here with `go`.
"""

from datetime import UTC, datetime
from html import escape
from typing import NoReturn
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

import segno
import streamlit as st

from informed import events as e
from informed.bootstrap import product
from informed.content import Language
from informed.errors import NotAllowed, NotFound
from informed.ports import Account
from informed.record import Record, Status
from informed.service.handover import CODE_LIFE, Code, HandOver
from informed.service.rights import RIGHTS
from informed.ui import blocks, calls, components, journey, pin, screen, staff
from informed.ui.words import WORDS
from informed.web import cookies, locked
from informed.web.handover_words import TAKE_BACK

_CODE = "hand-over-code"
#: How often the screen looks whether the code was used.
REFRESH = "2s"
_LOOPBACK = ("127.0.0.1", "localhost", "::1")


def go(record: str) -> NoReturn:
    """Show the screen that hands this record over."""
    st.switch_page(journey.pages()["handover"], query_params={"id": record})


def may(account: Account) -> bool:
    """Whether this member of staff may hand records over."""
    return account.role in RIGHTS["hand_over"]


def page(account: Account, token: str, language: Language) -> None:
    """The whole screen, for the record that the address names."""
    record_id = str(st.query_params.get("id", ""))
    try:
        record = commands().record(token, record_id)
    except (NotFound, NotAllowed) as refused:
        blocks.notice(WORDS["no_record" if isinstance(refused, NotFound) else "not_allowed"][language])
        st.stop()
    born = f"{record.patient.date_of_birth:%d/%m/%Y}"
    number = f" · {record.patient.record_number}" if record.patient.record_number else ""
    number += f" · {product().service.journey.pack(record).title[language]}"
    st.html(f'<div class="who"><h1>{escape(record.patient.name)}</h1><p>{escape(f"{born}{number}")}</p></div>')
    offer(account, token, record, language)


def offer(account: Account, token: str, record: Record, language: Language) -> None:
    """Both ways to hand an open record over; of any other it says that its patient's part is over."""
    if record.status != Status.OPEN:
        status = WORDS[f"status.{record.status}"][language]
        blocks.notice(WORDS["handover_closed"][language].format(status=status))
        return
    if _is_held(record):
        blocks.notice(WORDS["handover_elsewhere"][language])
    if product().service.pins.has_one(token):
        _here(record, language)
    else:
        with st.container(key="way-pin"):
            blocks.subheading(WORDS["handover_here_title"][language])
            pin.form(account, token, language, lead="pin_first", to=f"/handover?id={record.id}")
    _elsewhere(token, record.id, language)


def link(record: Record, language: Language) -> None:
    """The way to the screen from a record's page."""
    if record.status == Status.OPEN:
        label = escape(WORDS["handover_do"][language])
        st.html(f'<p><a class="button" href="/handover?id={record.id}" target="_self">{label}</a></p>')


# --- the two ways


def _here(record: Record, language: Language) -> None:
    """A real form: with the document goes everything that the browser had of the staff's."""
    words = {key: escape(WORDS[f"handover_{key}"][language]) for key in ("here_title", "here", "here_do")}
    place = escape(WORDS["call_place"][language])
    st.html(
        f'<div class="way"><h2>{words["here_title"]}</h2><p>{words["here"]}</p>'
        f'<form method="post" action="/handover/tablet"><input type="hidden" name="record" value="{record.id}">'
        f'<label>{place}<input name="place" maxlength="40" autocomplete="off" value="{escape(calls.place())}"></label>'
        f"<button>{words['here_do']}</button></form></div>"
    )


def _elsewhere(token: str, record_id: str, language: Language) -> None:
    kept = st.session_state.get(_CODE)
    made: Code | None = kept[1] if kept and kept[0] == record_id else None
    with st.container(key="way-code"):
        blocks.subheading(WORDS["handover_other_title"][language])
        minutes = int(CODE_LIFE.total_seconds() // 60)
        blocks.paragraph(WORDS["handover_other"][language].format(minutes=minutes))
        if made:
            _code(token, record_id, made, language)
        label = WORDS["handover_again" if made else "handover_make"][language]
        st.button(label, key="make-code", on_click=_make, args=(token, record_id))


def _make(token: str, record_id: str) -> None:
    try:
        st.session_state[_CODE] = (record_id, commands().make_code(token, record_id))
    except (NotAllowed, NotFound):
        st.session_state.pop(_CODE, None)  # the run that follows says why: signed out, or the patient's part is over


@st.fragment(run_every=REFRESH)
def _code(token: str, record_id: str, code: Code, language: Language) -> None:
    """The code while it counts, then what became of it."""
    try:
        used = _used(commands().record(token, record_id), code)
    except (NotAllowed, NotFound):
        st.rerun()
    if used:
        blocks.good(WORDS["handover_used"][language].format(time=_clock(used)))
    elif datetime.now(UTC) >= code.expires:
        blocks.notice(WORDS["handover_expired"][language])
    else:
        st.html(_shown(code, language))


def _shown(code: Code, language: Language) -> str:
    """The QR code, which holds the address and the code and nothing of the patient, and the same to read out."""
    address = f"{staff.address()}/join"
    qr = segno.make_qr(f"{address}#{code.text}", error="m")
    picture = qr.svg_data_uri(scale=4, border=4, dark="#000", light="#fff")
    say = {
        key: escape(WORDS[f"handover_{key}"][language].format(address="\0", time=_clock(code.expires)))
        for key in ("scan", "type", "until", "qr")
    }
    typed = say["type"].replace("\0", f'<span class="address">{escape(address)}</span>')
    warning = WORDS["handover_loopback"][language].format(address=address)
    odd = f'<p class="field-error">{escape(warning)}</p>' if urlsplit(address).hostname in _LOOPBACK else ""
    return (
        f'<div class="join-code"><img src="{picture}" alt="{say["qr"]}"><div><p>{say["scan"]}</p><p>{typed}</p>'
        f'<p class="code">{code.text[:4]}-{code.text[4:]}</p><p class="caption">{say["until"]}</p></div></div>{odd}'
    )


def _used(record: Record, code: Code) -> datetime | None:
    """When another device opened the record by this code, or one after it."""
    made = [x for x in record.events if isinstance(x.payload, e.HandOverCodeMade) and x.payload.expires == code.expires]
    since = made[-1].header.sequence if made else 0
    opened = (x for x in record.events[since:] if isinstance(x.payload, e.HandedOver) and x.payload.way == "code")
    return next((x.at for x in opened), None)


def _is_held(record: Record) -> bool:
    """Whether a device shows the record now."""
    held = [x.payload for x in record.events if isinstance(x.payload, e.HandedOver | e.VisitEnded)]
    return bool(held) and isinstance(held[-1], e.HandedOver)


def _clock(moment: datetime) -> str:
    return f"{moment.astimezone(ZoneInfo(product().settings.time_zone)):%H:%M}"


# --- on the patient's screens


def is_locked() -> bool:
    """Whether staff handed this browser over, and nobody has taken it back."""
    cookie = st.context.cookies.get(cookies.TABLET)
    return isinstance(cookie, str) and commands().lock(cookie) is not None


def way_back(language: Language) -> None:
    """On a tablet that was handed over: the way for a member of staff to take it back."""
    if is_locked():
        label = escape(WORDS["tablet_back"][language])
        st.html(f'<p><a class="quiet" href="{locked.TAKE_BACK}" target="_self">{label}</a></p>')


def stay_locked(language: Language) -> None:
    """In the place of the first screen, when the visit has ended while its page was open: the tablet waits for staff."""
    if not is_locked():
        return
    words = TAKE_BACK[language]
    components.page(language, visit=False, title=words["title"])
    screen.first_bar(language)
    blocks.heading(words["title"])
    st.html(f"<p>{escape(words['thanks'])}</p>")
    st.html(f'<p><a class="button" href="{locked.TAKE_BACK}" target="_self">{escape(words["for_staff"])}</a></p>')
    st.stop()


def have_code(language: Language) -> None:
    """On the first screen: the way for a patient who was given a code."""
    st.html(f'<p><a class="quiet" href="/join" target="_self">{escape(WORDS["have_code"][language])}</a></p>')


def commands() -> HandOver:
    """The commands of handing over."""
    return product().service.hand_over
