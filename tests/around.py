"""The people around a patient, and the paper that they sign, as tests need them."""

import zlib
from collections.abc import Sequence
from functools import cache
from io import BytesIO

from PIL import Image

from informed import events as e
from informed.content import Language
from informed.people import MEANINGS, Helper
from informed.signature import Signature


def guardian(*, id: str = "h1", name: str = "Trần Văn Bảo") -> Helper:
    return Helper(id=id, role="guardian", name=name, relation="bố")


def interpreter(*, id: str = "h2") -> Helper:
    return Helper(id=id, role="interpreter", name="Kim Sokha", relation="Dịch vụ Mekong", language="Khmer")


def representative(*, id: str = "h3", authority: str = "Giấy ủy quyền công chứng, ngày 2/3/2026") -> Helper:
    return Helper(id=id, role="representative", name="Lê Thị Cúc", relation="con gái", authority=authority)


def helper_signed(
    helper: Helper, signature: Signature | None = None, language: Language = Language.VIETNAMESE
) -> e.HelperSigned:
    """A helper's signature; a typed one, unless another is given."""
    return e.HelperSigned(
        helper=helper.id,
        role=helper.role,
        signature=signature or Signature(kind="typed", typed=helper.name),
        printed_name=helper.name,
        meaning=e.shown(f"meaning-{helper.role}", MEANINGS[helper.role][language]),
        language=language,
    )


# --- files


@cache
def picture(kind: str = "JPEG", size: tuple[int, int] = (620, 877), colour: str = "white") -> bytes:
    """A blank sheet, as a scanner would give it; "PDF" too."""
    file = BytesIO()
    Image.new("RGB", size, colour).save(file, kind)
    return file.getvalue()


def pdf_of(objects: Sequence[bytes]) -> bytes:
    """A PDF of these objects; the first is its catalog."""
    out, places = b"%PDF-1.7\n", []
    for number, item in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, item)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    head = b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    end = b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, len(out))
    return out + head + table + end


@cache
def pdf_bomb() -> bytes:
    """Half a megabyte that unpacks to six hundred."""
    packed = zlib.compress(bytes(600_000_000), 9)
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R>>"
    content = b"<</Length %d/Filter/FlateDecode>>stream\n%s\nendstream" % (len(packed), packed)
    return pdf_of([b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Count 1/Kids[3 0 R]>>", page, content])


def pdf_with_program() -> bytes:
    """A PDF that runs a script when it is opened."""
    catalog = b"<</Type/Catalog/Pages 2 0 R/OpenAction<</S/JavaScript/JS(app.alert\\(1\\))>>>>"
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>"
    return pdf_of([catalog, b"<</Type/Pages/Count 1/Kids[3 0 R]>>", page])
