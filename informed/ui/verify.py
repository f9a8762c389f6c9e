"""The form that checks a document, and the verdict in words."""

from html import escape

import streamlit as st

from informed.bootstrap import product
from informed.content import Language
from informed.errors import NotAllowed
from informed.ui import blocks
from informed.ui.words import WORDS
from informed.verify.check import MOST_BYTES
from informed.verify.report import Report, Verdict

#: A verdict's tone: may the file be relied on?
_TONES = {Verdict.VALID: "good", Verdict.OLDER_REVISION: "attention"}


def form(token: str, language: Language) -> None:
    """Choose a file, and see what it is. The file is not kept."""
    blocks.paragraph(WORDS["verify_lead"][language])
    file = st.file_uploader(WORDS["verify_file"][language], type="pdf", key="file")
    if file is None:
        return
    if file.size > MOST_BYTES:
        blocks.field_error(WORDS["verify_too_large"][language])
        return
    try:
        report = product().service.staff.verify_file(token, file.getvalue())
    except NotAllowed:
        blocks.notice(WORDS["not_allowed"][language])
    else:
        _show(report, language)


def _show(report: Report, language: Language) -> None:
    tone = _TONES.get(report.verdict, "alarm")
    meaning = f"<p>{escape(report.meaning[language])}</p>" if report.meaning else ""
    reasons = "".join(f"<li>{escape(reason.text[language])}</li>" for reason in report.reasons)
    signatures = "".join(f"<li>{escape(f'{one.name} · {one.time}')}</li>" for one in report.signatures)
    st.html(
        f'<div class="verdict verdict-{tone}" role="status"><h2>{escape(report.headline[language])}</h2>{meaning}'
        f"<ul>{reasons}</ul><ul>{signatures}</ul></div>"
    )
