"""What the staff's screens share: who is signed in, and the ways from page to page."""

from html import escape
from urllib.parse import urlsplit

import streamlit as st

from informed.bootstrap import product
from informed.content import Language
from informed.ports import Account
from informed.record import short_id
from informed.service.rights import RIGHTS
from informed.ui import blocks, components, screen
from informed.ui.words import WORDS
from informed.web import cookies

#: Where an error summary stands, for the focus.
SUMMARY = "#summary"
#: The pages beside the list: the right that each needs, and its name.
_PAGES = {
    "verify": ("verify_file", "verify_title"),
    "events": ("read_events", "events_title"),
    "clinic": ("manage_desk", "clinic_title"),
    "accounts": ("manage_accounts", "accounts_title"),
    "pin": ("hand_over", "pin_title"),
}


def require() -> tuple[Account, str]:
    """Who is signed in, and the session's token; for anybody else the page ends here, with a link to the sign-in."""
    token = st.context.cookies.get(cookies.STAFF)
    account = product().service.staff.account(token) if isinstance(token, str) else None
    if account is None:
        st.html('<p><a class="button" href="/sign-in" target="_self">Đăng nhập / Sign in</a></p>')
        st.stop()
    return account, str(token)


def frame(
    account: Account, language: Language, title: str, *, back: bool = True, focus: str | None = None, **values: object
) -> None:
    """The frame of a page whose tab is called by this key of the catalogue, with its values; "Error: " first while the `focus`
    is on a summary.
    """
    wrong = f"{_say('error', language)}: " if focus == SUMMARY else ""
    components.page(
        language, visit=False, title=wrong + _say(title, language, **values), focus=focus, serial=screen.serial()
    )
    _bar(account, language, back=back)


def _bar(account: Account, language: Language, *, back: bool) -> None:
    """Who is signed in, the way back to the list (from it: to the other pages of this person), the way out, and the switches."""
    with st.container(key="bar", horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"):
        if back:
            st.html(f'<a href="/staff" target="_self">{escape(WORDS["to_list"][language])}</a>')
        else:
            st.html(_elsewhere(account, language))
        blocks.caption(WORDS["staff_who"][language].format(name=account.shown_name))
        st.button(WORDS["sign_out"][language], key="sign-out", type="tertiary")  # the shell script posts to /sign-out
    blocks.switches(language)
    blocks.banners(language, draft=False)


def title(account: Account, language: Language) -> None:
    """The list's title, and the way to a new visit for whom it is open."""
    way = f'<a class="button" href="/desk" target="_self">{escape(_say("desk_title", language))}</a>'
    may = way if account.role in RIGHTS["start_visit"] else ""
    st.html(f'<div class="list-title"><h1>{escape(_say("staff_title", language))}</h1>{may}</div>')


def asked_number() -> str:
    """What people read out of the id of the record that the address names."""
    return short_id(st.query_params.get("id", ""))


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


def _say(key: str, language: Language, **values: object) -> str:
    return WORDS[key][language].format(**values)
