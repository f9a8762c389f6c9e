"""The administration of accounts: the list, a new account, a change with a second look, and a link that is shown once."""

from collections.abc import Callable, Sequence
from html import escape

import streamlit as st

from informed.bootstrap import product
from informed.content import Language
from informed.errors import BadInput, FromIssuer, LastAdministrator, NotAllowed, NotFound
from informed.ports import Account
from informed.service.accounts import LINK_LIFE, ROLES, Accounts
from informed.ui import blocks, screen, staff
from informed.ui.words import WORDS
from informed.web import screens

_COLUMNS = ("name", "shown", "role", "state")
_CHANGES = ("reset", "pin", "role", "deactivate", "reactivate")
_PROBLEM = "account_problem"
#: What a field of this page is called where it is refused.
_FIELDS = {"display": "account_display", "role": "account_role"}
#: What a refusal says.
_WHY = {LastAdministrator: "account_last", FromIssuer: "account_of_issuer", NotFound: "account_gone"}


def all_of(token: str, language: Language) -> Sequence[Account]:
    """All accounts; for a role that may not manage them the page ends here."""
    try:
        return _commands().all(token)
    except NotAllowed:
        blocks.notice(WORDS["accounts_not_yours"][language])
        st.stop()


def wrong() -> str | None:
    """Where the page leads the eye: to what was wrong with the last press."""
    return staff.SUMMARY if _PROBLEM in st.session_state else None


def outcome(language: Language) -> None:
    """What became of the press that led here: a refusal, a link, or that it is done; shown once."""
    if problem := st.session_state.pop(_PROBLEM, None):
        field, why = problem
        blocks.error_summary(WORDS["problem"][language], [(field, WORDS[why][language])])
    if made := st.session_state.pop("account_link_made", None):
        name, code = made
        hours = int(LINK_LIFE.total_seconds() // 3600)
        blocks.notice(WORDS["account_link"][language].format(name=name, hours=hours))
        st.code(staff.address() + screens.set_up_path(code), language=None, wrap_lines=True)
    elif st.session_state.pop("account_changed", False):
        blocks.notice(WORDS["account_done"][language])


def table(accounts: Sequence[Account], language: Language) -> None:
    """The list by name; everything that a person typed is escaped."""
    head = "".join(f'<th scope="col">{escape(WORDS[f"account_column_{name}"][language])}</th>' for name in _COLUMNS)
    body = "".join(_line(account, language) for account in accounts)
    st.html(f'<table class="records accounts"><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>')


def add(token: str, language: Language) -> None:
    """The form for a new account."""
    blocks.subheading(WORDS["account_add_title"][language])
    st.text_input(WORDS["account_name"][language], key="account_name", autocomplete="off", max_chars=100)
    st.text_input(WORDS["account_display"][language], key="account_display", autocomplete="off", max_chars=200)
    _roles("account_role", language)
    st.button(WORDS["account_add"][language], key="account-add", type="primary", on_click=_add, args=(token,))


def change(token: str, accounts: Sequence[Account], language: Language) -> None:
    """What to change of which account, and the second look before it is done."""
    blocks.subheading(WORDS["account_change_title"][language])
    st.selectbox(
        WORDS["account_which"][language], [account.name for account in accounts], key="account_which", filter_mode=None
    )
    what = st.radio(
        WORDS["account_what"][language],
        _CHANGES,
        format_func=lambda change: WORDS[f"account_do.{change}"][language],
        key="account_what",
    )
    if what == "role":
        _roles("account_new_role", language)
    st.button(WORDS["account_go"][language], key="account-go", on_click=_ask)
    if asked := st.session_state.get("account_asked"):
        _sure(token, asked, language)


def _sure(token: str, asked: tuple[str, str, str], language: Language) -> None:
    what, name, role = asked
    sentence = WORDS[f"account_sure.{what}"][language]
    blocks.notice(sentence.format(name=name, role=WORDS[f"role.{role}"][language]))
    with st.container(horizontal=True):
        st.button(WORDS["account_yes"][language], key="account-yes", type="primary", on_click=_change, args=(token,))
        st.button(WORDS["account_no"][language], key="account-no", on_click=_forget)


def _roles(key: str, language: Language) -> None:
    st.selectbox(
        WORDS[key][language], ROLES, format_func=lambda role: WORDS[f"role.{role}"][language], key=key, filter_mode=None
    )


# --- what presses do


def _add(token: str) -> None:
    name, display, role = (st.session_state[f"account_{field}"] for field in ("name", "display", "role"))
    if _tried(name, lambda: _commands().add(token, name, role, display)):
        st.session_state["account_name"] = st.session_state["account_display"] = ""


def _ask() -> None:
    state = st.session_state
    state["account_asked"] = (state["account_what"], state["account_which"], state.get("account_new_role") or ROLES[0])


def _forget() -> None:
    st.session_state.pop("account_asked", None)


def _change(token: str) -> None:
    what, name, role = st.session_state.pop("account_asked")
    commands: dict[str, Callable[[], str | None]] = {
        "reset": lambda: _commands().reset(token, name),
        "pin": lambda: _commands().clear_pin(token, name),
        "role": lambda: _commands().change_role(token, name, role),
        "deactivate": lambda: _commands().deactivate(token, name),
        "reactivate": lambda: _commands().reactivate(token, name),
    }
    _tried(name, commands[what])


def _tried(name: str, command: Callable[[], str | None]) -> bool:
    """Do it; the next run of the page says what came of it."""
    try:
        code = command()
    except BadInput as refused:
        _refuse(_FIELDS.get(refused.field, "account_name"), str(refused))
    except (LastAdministrator, FromIssuer, NotFound) as refused:
        _refuse("account_which", _WHY[type(refused)])
    except NotAllowed:
        return False  # as the page that comes now says
    else:
        st.session_state["account_changed"] = True
        if code:
            st.session_state["account_link_made"] = (name, code)
        return True
    return False


def _refuse(field: str, why: str) -> None:
    st.session_state[_PROBLEM] = (field, why)
    screen.count_focus()


def _commands() -> Accounts:
    return product().service.accounts


def _line(account: Account, language: Language) -> str:
    state = "inactive" if not account.active else "active" if account.is_set_up else "waits"
    source = f' <span class="caption">{escape(WORDS["account_elsewhere"][language])}</span>' if account.subject else ""
    cells = (
        f"<strong>{escape(account.name)}</strong>{source}",
        escape(account.shown_name),
        escape(WORDS[f"role.{account.role}"][language]),
        f'<span class="status-{state}">{escape(WORDS[f"account_{state}"][language])}</span>',
    )
    return "<tr>" + "".join(f"<td>{cell}</td>" for cell in cells) + "</tr>"
