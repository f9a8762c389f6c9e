"""The welcome form: who the patient is, checked only when Start is pressed, and nothing typed is ever lost."""

from uuid import uuid4

import streamlit as st

from informed import progress, walkthrough
from informed.bootstrap import product
from informed.content import ContentPack, Language
from informed.errors import BadInput, LedgerError, NotReviewed, Paused, WalkInOff
from informed.patient import Patient, birth_date, patient
from informed.ui import blocks, components, journey, screen, visit
from informed.ui.words import WORDS

_PROCEDURE = "procedure"
_FIELDS = {"procedure": _PROCEDURE, "name": "name", "born": "born-day", "record_number": "record-number"}
_OPENING = "opening"
_PROBLEM = "problem"
_TAP = "start-tap"


def introduce(language: Language) -> None:
    """What this is, what it is not, and how long it takes."""
    packs = _procedures() or product().service.packs.offered()
    today = visit.commands().today()
    blocks.banners(language, any(pack.draft(today) for pack in packs))
    blocks.caption(product().service.clinic().name)
    blocks.heading(WORDS["welcome_title"][language])
    one = _lower(packs[0].title[language]) if len(packs) == 1 else WORDS["welcome_procedure"][language]
    blocks.lead(WORDS["welcome_lead"][language].format(procedure=one))
    minutes = max(progress.minutes_left(pack, None, language) for pack in packs)
    length = WORDS["welcome_long"][language].format(minutes=minutes)
    blocks.facts([WORDS["welcome_is"][language], WORDS["welcome_is_not"][language], length])


def wrong() -> BadInput | LedgerError | None:
    """What was wrong when Start was last pressed."""
    return st.session_state.get(_PROBLEM)


def say_problem(language: Language) -> None:
    """The error summary above the page's heading."""
    problem = wrong()
    if isinstance(problem, LedgerError):
        blocks.error_summary(WORDS["problem"][language], [("start", WORDS["trouble"][language])])
    elif problem:
        blocks.error_summary(WORDS["problem"][language], [(_FIELDS[problem.field], WORDS[str(problem)][language])])


def ask(language: Language) -> None:
    """The form, with what is wrong said beside its field too; a pack that may not be shown has a notice instead."""
    packs = _procedures()
    if not packs:
        return _say_not_reviewed(language)
    if not product().service.clinic().walk_in:
        return _say_ask_staff(language)
    problem = wrong()
    st.session_state.setdefault(_TAP, str(uuid4()))
    _ask_procedure(packs, language)
    with st.form("start", border=False):
        blocks.subheading(WORDS["welcome_who"][language])
        _field_error(problem, "name", language)
        with st.container(key="group-name"):
            blocks.label(WORDS["name"][language], WORDS["name_help"][language])
            st.text_input(WORDS["name"][language], key="name", autocomplete="off", label_visibility="collapsed")
        _field_error(problem, "born", language)
        _birth_fields(language)
        _field_error(problem, "record_number", language)
        st.text_input(WORDS["record_number"][language], key="record-number", autocomplete="off")
        with st.expander(WORDS["privacy"][language]):
            st.text(privacy(language))
        st.form_submit_button(WORDS["start"][language], type="primary", on_click=_begin, args=(language,), key="start")
    _hand_over(language)


def _procedures() -> tuple[ContentPack, ...]:
    """What a patient may begin here now; nothing while no pack may be shown."""
    try:
        return visit.commands().packs_to_begin()
    except NotReviewed:
        return ()


def _ask_procedure(packs: tuple[ContentPack, ...], language: Language) -> None:
    """Where the clinic has several: which one the patient came for; none is chosen beforehand.

    It stands outside of the form, which keeps a choice in the browser, and there as the words that were tapped: nobody knows them
    any more in another language. Here the id is known at once, and the field with the new words takes it over.
    """
    if len(packs) < 2:
        return
    if _PROCEDURE in st.session_state:
        st.session_state[_PROCEDURE] = st.session_state[_PROCEDURE]
    titles = {pack.id: pack.title[language] for pack in packs}
    blocks.subheading(WORDS["welcome_which"][language])
    _field_error(wrong(), "procedure", language)
    st.radio(
        WORDS["welcome_which"][language],
        list(titles),
        index=None,
        format_func=lambda id: titles[id],
        key=_PROCEDURE,
        label_visibility="collapsed",
    )


def _say_not_reviewed(language: Language) -> None:
    blocks.subheading(WORDS["not_reviewed_title"][language])
    blocks.notice(WORDS["not_reviewed_patient"][language], WORDS["not_reviewed_staff"][language])


def _say_ask_staff(language: Language) -> None:
    blocks.subheading(WORDS["walk_in_off_title"][language])
    blocks.notice(WORDS["walk_in_off"][language])


def _birth_fields(language: Language) -> None:
    with st.container(key="group-born"):
        blocks.label(WORDS["born"][language], WORDS["born_help"][language])
        for column, part in zip(st.columns([1, 1, 1.4]), ("day", "month", "year"), strict=True):
            column.text_input(WORDS[part][language], key=f"born-{part}", autocomplete="off")


def _begin(language: Language) -> None:
    """Open the record; further taps find it opened and change nothing, also when this run was broken off by them."""
    st.session_state.pop(_PROBLEM, None)
    try:
        if st.session_state.get(_OPENING) or visit.held():
            return
        procedure = st.session_state.get(_PROCEDURE) or ""
        visit.commands().pack_to_begin(procedure)  # asked for first on the screen, so said first
        who = _typed_patient()
        st.session_state[_OPENING] = visit.commands().begin(who, language, st.session_state[_TAP], procedure)
    except (NotReviewed, WalkInOff, Paused):
        return  # since the form was drawn: the screen now says so
    except (BadInput, LedgerError) as problem:
        st.session_state[_PROBLEM] = problem
        screen.count_focus()


def _typed_patient() -> Patient:
    typed = {
        key: st.session_state.get(key, "") for key in ("name", "born-day", "born-month", "born-year", "record-number")
    }
    name = typed["name"]
    if not name.strip():
        raise BadInput("name", "empty")
    born = birth_date(typed["born-day"], typed["born-month"], typed["born-year"])
    return patient(name, born, typed["record-number"], visit.commands().today())


def _hand_over(language: Language) -> None:
    """Give the browser its cookie, then go on. Only then does this session belong to the visit."""
    opening = st.session_state.get(_OPENING)
    if not opening:
        return
    held, ticket = opening
    if (done := components.ticket(ticket)) is None:
        blocks.notice(WORDS["starting"][language], role="status")
        return
    del st.session_state[_OPENING], st.session_state[_TAP]
    if done:
        visit.hold(held)
        record = visit.commands().record(held)
        journey.go(walkthrough.open_step(visit.commands().pack(record), record).name)
    blocks.notice(WORDS["not_started"][language], role="alert")


def _field_error(problem: BadInput | LedgerError | None, field: str, language: Language) -> None:
    if isinstance(problem, BadInput) and problem.field == field:
        blocks.field_error(WORDS[str(problem)][language])


def privacy(language: Language) -> str:
    """The clinic's privacy notice, with whom to ask."""
    clinic = product().service.clinic()
    own = clinic.notice_vi if language == Language.VIETNAMESE else clinic.notice_en
    text = own or WORDS["privacy_default"][language].format(clinic=clinic.name)
    return "\n".join(part for part in (text, clinic.address, clinic.hotline) if part)


def _lower(title: str) -> str:
    """A title within a sentence; one that begins with capitals (PRP) keeps them."""
    return title if title[1:2].isupper() else title[:1].lower() + title[1:]
