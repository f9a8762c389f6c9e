"""What a patient reads when a screen fails in a way that nobody foresaw: one sentence, no traceback, nothing lost."""

import logging

from informed.ui import blocks, visit
from informed.ui.words import WORDS
from informed.web.logs import told

_log = logging.getLogger("informed")


def show(error: Exception) -> bool:
    """Say it in the visit's language, or the browser's; the log gets the exception's type and places, and `hosting.tune` keeps
    Streamlit's own account of it out.
    """
    _log.error("a screen failed with %s", told(error))
    blocks.notice(WORDS["trouble"][visit.last_spoken()], role="alert")
    return True
