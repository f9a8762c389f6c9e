"""The documents of a record: the patient's, a PDF that the physician reads in a minute, and the notices beside it; made
from the record's events alone.

Read in this order: words and subject (what is said); typeface, tagging, sheet, boxes, tables, listing and code (how it gets
on paper); signs, planned, letterhead, concerns, acknowledged, understanding, signing and summary (page 1); statements,
answers, origin and log (the pages after); attached, metadata and render; dispositions and notice; helpers (who helped, and on
paper); form_parts, form_signing and form (the whole content to be signed by hand).
"""

from informed.document.form import render_form
from informed.document.notice import render_any, render_notice
from informed.document.render import render
from informed.document.signing import PHYSICIAN_FIELD

__all__ = ["PHYSICIAN_FIELD", "render", "render_any", "render_form", "render_notice"]
