"""What counts as a scan of signed paper: by content, never by name, and never at the price of this process."""

from io import BytesIO
from zlib import crc32

import pytest
from pypdf import PdfWriter

from informed.errors import BadInput
from informed.verify.bounded import Limits
from informed.verify.scans import MOST_BYTES, REASONS, scan_type
from tests.around import pdf_bomb, pdf_of, pdf_with_program, picture


def locked() -> bytes:
    writer, out = PdfWriter(), BytesIO()
    writer.add_blank_page(595, 842)
    writer.encrypt("a password")
    writer.write(out)
    return out.getvalue()


def huge() -> bytes:
    """A small file that says of itself that it is 60,000 pixels wide and high."""
    made = bytearray(picture("PNG"))
    made[16:24] = (60_000).to_bytes(4, "big") * 2
    made[29:33] = crc32(bytes(made[12:29])).to_bytes(4, "big")
    return bytes(made)


def test_the_three_kinds_are_told_by_their_content() -> None:
    """A JPEG, a PNG and a PDF, whatever they are called."""
    found = [scan_type(picture(kind)) for kind in ("JPEG", "PNG", "PDF")]
    assert found == ["image/jpeg", "image/png", "application/pdf"]


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "empty"),
        (bytes(MOST_BYTES + 1), "too_large"),
        (b"#!/bin/sh\nrm -rf /\n", "kind"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>", "kind"),
        (picture("GIF"), "kind"),
        (b"\x89PNG\r\n\x1a\n<script>alert(1)</script>", "damaged"),
        (picture("JPEG")[:900], "damaged"),
        (b"%PDF-1.7\nnothing more", "damaged"),
        (picture("PNG", (20, 20)), "pixels"),
        (huge(), "pixels"),
        (pdf_bomb(), "limits"),
        (pdf_with_program(), "active"),
        (locked(), "encrypted"),
        (pdf_of([b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Count 0/Kids[]>>"]), "pages"),
    ],
    ids=lambda value: value if isinstance(value, str) else "file",
)
def test_what_is_no_scan_is_refused_for_a_reason(data: bytes, reason: str) -> None:
    """A script that calls itself a picture, a bomb, a password: each has its own word."""
    assert reason in REASONS
    with pytest.raises(BadInput) as refused:
        scan_type(data)
    assert (refused.value.field, refused.value.reason) == ("scan", reason)


def test_a_reader_that_takes_too_long_or_too_much_is_stopped() -> None:
    """The limits are the system's: a picture that does not fit into them is refused, and nothing else happens."""
    for limits in (Limits(memory=16 * 2**20), Limits(clock=0.001)):
        with pytest.raises(BadInput, match=r"scan\.limits"):
            scan_type(picture("JPEG"), limits)
