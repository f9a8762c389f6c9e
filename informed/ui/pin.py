"""A member of staff's own PIN: chosen with the password, so that an open screen is not enough."""

from html import escape

import streamlit as st

from informed.bootstrap import product
from informed.content import Language
from informed.errors import BadInput, NotAllowed, NotFresh, SignInRefused
from informed.ports import Account
from informed.service.calls import LONGEST_PLACE
from informed.service.pins import LONGEST, Pins
from informed.ui import blocks, calls
from informed.ui.words import WORDS

_SAID, _DONE = "pin-said", "pin-done"
_FIELDS = ("pin-new", "pin-again", "own-password")


def page(account: Account, token: str, language: Language) -> None:
    """The whole screen: whether there is a PIN, and the form for another one."""
    blocks.heading(WORDS["pin_title"][language])
    try:
        lead = "pin_has" if _commands().has_one(token) else "pin_lead"
    except NotAllowed:
        blocks.notice(WORDS["not_allowed"][language])
        return
    if st.session_state.pop(_DONE, False):
        blocks.good(WORDS["pin_saved"][language])
    form(account, token, language, lead=lead, to="/pin")
    _device(language)


def _device(language: Language) -> None:
    """What this device is called: a real form, because what the browser keeps of it is a cookie that no script reads."""
    words = {key: escape(WORDS[key][language]) for key in ("device_title", "device_lead", "call_place", "device_save")}
    st.html(
        f'<div class="way"><h2>{words["device_title"]}</h2><p>{words["device_lead"]}</p>'
        f'<form method="post" action="/device"><label>{words["call_place"]}<input name="place" maxlength="{LONGEST_PLACE}" '
        f'autocomplete="off" value="{escape(calls.place())}"></label><button>{words["device_save"]}</button></form></div>'
    )


def form(account: Account, token: str, language: Language, *, lead: str, to: str) -> None:
    """The form, with a sentence above it; `to` is where a sign-in service leads back to."""
    say = {key: WORDS[f"pin_{key}"][language] for key in ("new", "again", "password", "save")}
    blocks.notice(*(WORDS[key][language] for key in dict.fromkeys((lead, "pin_lead"))))
    if sentence := st.session_state.pop(_SAID, None):
        blocks.field_error(WORDS[sentence][language])
        if sentence == "pin_fresh":
            address = escape(f"/oidc/start?fresh=1&to={to}")
            label = escape(WORDS["pin_fresh_do"][language])
            st.html(f'<p><a class="button" href="{address}" target="_self">{label}</a></p>')
    with st.form("pin", border=False):
        # Hidden by the stylesheet: for a password field a browser would offer to keep the PIN on a tablet that patients hold.
        st.text_input(say["new"], key="pin-new", autocomplete="off", max_chars=LONGEST + 8)
        st.text_input(say["again"], key="pin-again", autocomplete="off", max_chars=LONGEST + 8)
        if account.subject is None:
            st.text_input(say["password"], type="password", autocomplete="current-password", key="own-password")
        st.form_submit_button(say["save"], type="primary", on_click=_choose, args=(token,))


def _choose(token: str) -> None:
    """Keep the PIN; the next run of the page says what came of it. Nothing secret stays in the session."""
    new, again, password = (st.session_state.get(key, "") for key in _FIELDS)
    try:
        _commands().choose(token, password, new, again)
    except BadInput as refused:
        st.session_state[_SAID] = str(refused)
    except SignInRefused as refused:
        st.session_state[_SAID] = "pin_wait" if refused.wait_seconds else "pin_wrong"
    except NotFresh:
        st.session_state[_SAID] = "pin_fresh"
    except NotAllowed:
        st.session_state[_SAID] = "not_allowed"
    else:
        st.session_state[_DONE] = True
    for key in _FIELDS:
        st.session_state[key] = ""


def _commands() -> Pins:
    return product().service.pins
