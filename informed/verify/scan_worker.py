"""The process that looks at a scan: `python -I -m informed.verify.scan_worker`.

Input: one line of JSON (the limits), then the file. Output: its media type, or a word that says why it is no scan. It limits
itself before it reads a byte, as `informed.verify.worker` does.
"""

import json
import logging
import sys
import warnings
from io import BytesIO

from informed.verify.worker import limit

#: The first bytes of a file, and what it then claims to be.
MAGIC = {b"%PDF-": "application/pdf", b"\xff\xd8\xff": "image/jpeg", b"\x89PNG\r\n\x1a\n": "image/png"}
MOST_PIXELS = 120_000_000
LEAST_SIDE = 200
MOST_PAGES = 200
#: What one compressed part of a PDF may unpack to, and what all may together beside 30 times the file's size.
MOST_UNPACKED, ALLOWANCE, RATIO = 256 * 2**20, 512 * 2**20, 30
#: Names in a PDF that make a reader run or fetch something, or that carry other files.
ACTIVE = frozenset(
    ("/JavaScript", "/JS", "/Launch", "/EmbeddedFiles", "/EmbeddedFile", "/RichMedia", "/SubmitForm", "/XFA")
)


def look(data: bytes) -> str:
    """The media type, or why this is no scan; never raises."""
    kind = next((kind for magic, kind in MAGIC.items() if data.startswith(magic)), "")
    if not kind:
        return "kind"
    try:
        trouble = _pdf(data) if kind == "application/pdf" else _picture(data, kind)
    except (MemoryError, RecursionError, ImportError):  # there may not even be room for the libraries
        return "limits"
    except Exception:  # whatever a malformed file makes the libraries raise
        return "damaged"
    return trouble or kind


def _picture(data: bytes, kind: str) -> str:
    """Decoded whole: a file that begins like a picture and is none fails here."""
    from PIL import Image

    Image.MAX_IMAGE_PIXELS = None  # our own limit follows
    warnings.simplefilter("ignore")
    with Image.open(BytesIO(data), formats=[kind.removeprefix("image/").upper()]) as picture:
        wide, high = picture.size
        if wide * high > MOST_PIXELS or min(wide, high) < LEAST_SIDE:
            return "pixels"
        picture.load()
    return ""


def _pdf(data: bytes) -> str:
    from pyhanko.pdf_utils.decode_limits import DecodeLimits, DocumentDecodeBudget, StreamDecodeLimits
    from pyhanko.pdf_utils.misc import PdfDecodeLimitError
    from pyhanko.pdf_utils.reader import PdfFileReader

    limits = DecodeLimits(
        per_stream=StreamDecodeLimits(max_output_size=MOST_UNPACKED),
        document_budget=DocumentDecodeBudget(base_allowance=ALLOWANCE, max_ratio=RATIO),
    )
    try:
        reader = PdfFileReader(BytesIO(data), strict=False, decode_limits=limits)
        if reader.encrypted:
            return "encrypted"
        pages = int(reader.root["/Pages"]["/Count"])
        if not 1 <= pages <= MOST_PAGES:
            return "pages"
        return _objects(reader)
    except PdfDecodeLimitError:
        return "limits"


def _objects(reader: object) -> str:
    """Every object is read, and every compressed part unpacked, within the limits."""
    from pyhanko.pdf_utils import generic

    waiting: list[object] = [reader.trailer.raw_get("/Root")]  # type: ignore[attr-defined]
    seen: set[tuple[int, int]] = set()
    while waiting:
        item = waiting.pop()
        if isinstance(item, generic.IndirectObject):
            place = (item.idnum, item.generation)
            if place not in seen:
                seen.add(place)
                waiting.append(item.get_object())  # type: ignore[no-untyped-call]
        elif isinstance(item, generic.DictionaryObject):
            if ACTIVE & set(map(str, item)) or str(item.get("/S", "")) in ACTIVE:
                return "active"
            if isinstance(item, generic.StreamObject):
                _unpack(item)
            waiting += [item.raw_get(key) for key in item]
        elif isinstance(item, generic.ArrayObject):
            waiting += [item.raw_get(i) for i in range(len(item))]
    return ""


def _unpack(stream: object) -> None:
    """Pictures in JPEG, JPEG 2000, JBIG2 and fax coding stay packed: their reader unpacks no more than their size says."""
    filters = str(stream.get("/Filter", ""))  # type: ignore[attr-defined]
    if not any(packed in filters for packed in ("/DCTDecode", "/JPXDecode", "/JBIG2Decode", "/CCITTFaxDecode")):
        _ = stream.data  # type: ignore[attr-defined]


def main() -> None:
    limits = json.loads(sys.stdin.buffer.readline())
    limit(limits)
    logging.disable()
    sys.stdout.write(look(sys.stdin.buffer.read()))


if __name__ == "__main__":
    main()
