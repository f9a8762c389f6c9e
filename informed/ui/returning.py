"""The record's page while the patient has not signed: a risk of this patient's own, and going on after more time."""

import streamlit as st

from informed import events as e
from informed.bootstrap import product
from informed.record import Status
from informed.service.returning import MAX_RISK, Returning
from informed.ui import blocks, handover
from informed.ui.record import RecordPage


def before_signature(page: RecordPage) -> None:
    """What staff can still do for the patient who is reading, or who wanted more time."""
    if page.record.status not in (Status.OPEN, Status.DEFERRED):
        return
    for id, added in page.record.added_risks.items():
        given = page.record.statements.get(id)
        answer = given.payload.answer if given and isinstance(given.payload, e.StatementAnswered) else None
        blocks.notice(added.risk.text, page.say(answer or "risk_waiting"))
    if page.may("reopen") and page.record.status == Status.DEFERRED:
        _reopening(page)
    if page.may("add_risk"):
        _adding(page)


def _adding(page: RecordPage) -> None:
    record = page.record
    with st.expander(page.say("risk_title")):
        blocks.paragraph(page.say("risk_help", language=page.say(f"risk_language.{record.language}")))
        text = st.text_area(page.say("risk_text"), max_chars=MAX_RISK, key=f"risk-{len(record.added_risks)}")
        page.act("risk", lambda: commands().add_risk(page.token, page.id, text))


def _reopening(page: RecordPage) -> None:
    blocks.subheading(page.say("reopen_title"))
    if not commands().may_reopen(page.record):
        blocks.paragraph(page.say("reopen_over", n=product().settings.reopen_days))
        return
    blocks.paragraph(page.say("reopen_help"))
    page.act("reopen", lambda: reopen(page.token, page.id))


def reopen(token: str, record: str) -> None:
    """Open the visit again, and show the screen that hands it over."""
    commands().reopen(token, record)
    handover.go(record)


def commands() -> Returning:
    """The staff's commands before the signature."""
    return product().service.returning
