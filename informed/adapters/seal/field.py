"""The empty field on page 1 in which the physician signs later: tagged, so that the sealed file keeps PDF/UA.

It must be there before the clinic's seal: a field that comes later counts as a change that the seal does not allow.
"""

from math import ceil, floor

from pyhanko.pdf_utils.generic import (
    DictionaryObject,
    IndirectObject,
    NameObject,
    NumberObject,
    PdfObject,
    TextStringObject,
)
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.fields import SigFieldSpec, append_signature_field

#: Left, bottom, right, top in PDF points.
Rectangle = tuple[float, float, float, float]

FIELD = "Physician"
#: What a screen reader says at the field, in both languages: the seal does not know which one the physician reads.
LABEL = "Chữ ký của bác sĩ / The physician's signature"


def add_field(writer: IncrementalPdfFileWriter, rectangle: Rectangle) -> None:
    """Prepare the field on page 1 of a tagged document; it lies within the rectangle, on whole points."""
    left, bottom, right, top = rectangle
    box = (ceil(left), ceil(bottom), floor(right), floor(top))
    append_signature_field(writer, SigFieldSpec(FIELD, on_page=0, box=box, readable_field_name=LABEL))
    field = writer.root["/AcroForm"]["/Fields"].raw_get(0)
    page = field.get_object().raw_get("/P")
    tree = writer.root["/StructTreeRoot"]
    _tag(writer, tree, field, page)
    writer.update_container(field.get_object())
    writer.update_container(tree)


def order_fields(writer: IncrementalPdfFileWriter) -> None:
    """Have readers go through page 1's fields in the order of the structure: PDF/UA asks for it, also for hidden ones."""
    page = writer.find_page_for_modification(0)[0].get_object()  # type: ignore[no-untyped-call]
    page[NameObject("/Tabs")] = NameObject("/S")
    writer.update_container(page)


def _tag(writer: IncrementalPdfFileWriter, tree: DictionaryObject, field: IndirectObject, page: IndirectObject) -> None:
    """A structure element for the field, where the reading of page 1 ends; the parent tree leads back to it."""
    document = tree["/K"].raw_get(0)
    kids = document.get_object()["/K"]
    element = writer.add_object(_element(document, field, page))
    after = next((i for i, kid in enumerate(kids) if _page(kid.get_object()) not in (None, page.idnum)), len(kids))
    kids.insert(after, element)
    writer.update_container(document.get_object())
    number = _number(tree["/ParentTreeNextKey"])
    tree["/ParentTree"]["/Nums"].extend((number, element))
    tree[NameObject("/ParentTreeNextKey")] = _number(number + 1)
    field.get_object()[NameObject("/StructParent")] = number  # type: ignore[no-untyped-call]


def _number(value: int) -> NumberObject:
    return NumberObject(value)  # type: ignore[no-untyped-call]


def _dictionary(entries: dict[str, PdfObject]) -> DictionaryObject:
    return DictionaryObject({NameObject(name): value for name, value in entries.items()})  # type: ignore[no-untyped-call]


def _element(document: IndirectObject, field: IndirectObject, page: IndirectObject) -> DictionaryObject:
    reference = _dictionary({"/Type": NameObject("/OBJR"), "/Obj": field, "/Pg": page})
    label = TextStringObject(LABEL)
    kind = {"/Type": NameObject("/StructElem"), "/S": NameObject("/Form")}
    return _dictionary({**kind, "/P": document, "/Pg": page, "/Alt": label, "/K": reference})


def _page(element: DictionaryObject) -> int | None:
    """The object number of the page where an element's content begins; `None` for an element without content."""
    while "/Pg" not in element:
        kids = element["/K"]
        if not kids or not isinstance(kids[0], DictionaryObject):
            return None
        element = kids[0]
    number: int = element.raw_get("/Pg").idnum
    return number
