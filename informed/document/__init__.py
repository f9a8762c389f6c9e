"""The document of a closed record: a PDF that the physician reads in a minute, made from the record's events alone.

Read in this order: words and subject (what is said); typeface, tagging, sheet, boxes, tables, listing and code (how it gets
on paper); planned, concerns, understanding, signing and summary (page 1); statements, answers, origin and log (the pages
after); attached, metadata and render.
"""

from informed.document.notice import render_notice
from informed.document.render import render
from informed.document.signing import PHYSICIAN_FIELD

__all__ = ["PHYSICIAN_FIELD", "render", "render_notice"]
