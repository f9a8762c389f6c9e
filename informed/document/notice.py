"""The one-page documents beside the patient's: the physician's closing, a correction, a withdrawal, an entry in error."""

from informed.content import ContentPack
from informed.errors import SealError
from informed.record import Record


def render_notice(record: Record, pack: ContentPack) -> bytes:
    """The notice that the last event of a record calls for."""
    raise SealError("the notice cannot be made")
