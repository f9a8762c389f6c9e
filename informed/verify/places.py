"""What the objects that came after a signature belong to: which page, what about it, an attachment, the description."""

from typing import Any

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.reader import PdfFileReader

#: Pages beyond this many are not looked at: no document of ours has so many.
MOST_PAGES = 500

Places = tuple[tuple[str, int], ...]


def pages(reader: PdfFileReader) -> list[tuple[generic.IndirectObject, generic.DictionaryObject]]:
    """The pages in order, each with its reference."""
    found: list[tuple[generic.IndirectObject, generic.DictionaryObject]] = []
    visited: set[int] = set()
    waiting = _references(reader.root["/Pages"].get("/Kids", ()))[::-1]
    while waiting and len(found) < MOST_PAGES:
        reference = waiting.pop()
        if reference.idnum in visited:
            continue
        visited.add(reference.idnum)
        node = _object(reference)
        if node.get("/Type") == "/Pages":
            waiting += _references(node.get("/Kids", ()))[::-1]
        else:
            found.append((reference, node))
    return found


def changed(reader: PdfFileReader, revision: int) -> Places:
    """(kind, page) of everything that a revision after this one wrote anew; page 0 where it belongs to none."""
    later = range(revision + 1, reader.total_revisions)
    new = {ref.idnum for number in later for ref in reader.xrefs.explicit_refs_in_revision(number)}
    if not new:
        return ()
    before = reader.get_historical_root(revision)["/Pages"]
    found = [(kind, number) for number, page in enumerate(pages(reader), 1) for kind in _of_page(page, new)]
    if before.get("/Count") != reader.root["/Pages"].get("/Count"):
        found.append(("pages", 0))
    if _id(reader.root, "/Metadata") in new:
        found.append(("description", 0))
    if new & set(_files(reader)):
        found.append(("attachment", 0))
    return tuple(found)


def _of_page(page: tuple[generic.IndirectObject, generic.DictionaryObject], new: set[int]) -> list[str]:
    reference, item = page
    contents = item.raw_get("/Contents") if "/Contents" in item else None
    kinds = [("content", _ids(contents)), ("annotation", _ids(item.get("/Annots")))]
    found = [kind for kind, ids in kinds if new & set(ids)]
    return [*found, "page"] if reference.idnum in new else found


def _files(reader: PdfFileReader) -> list[int]:
    """The numbers of the objects that hold attached files, and of what describes them."""
    found = []
    for kid in _references(reader.root.get("/AF", ())):
        found.append(kid.idnum)
        found += _ids(_object(kid)["/EF"].raw_get("/F"))
    return found


def _references(items: object) -> list[generic.IndirectObject]:
    raw = [items.raw_get(i) for i in range(len(items))] if isinstance(items, generic.ArrayObject) else []
    return [item for item in raw if isinstance(item, generic.IndirectObject)]


def _ids(item: object) -> list[int]:
    if isinstance(item, generic.IndirectObject):
        return [item.idnum, *_ids(_object(item))]
    return [reference.idnum for reference in _references(item)]


def _id(holder: generic.DictionaryObject, key: str) -> int:
    item = holder.raw_get(key) if key in holder else None
    return item.idnum if isinstance(item, generic.IndirectObject) else -1


def _object(reference: generic.IndirectObject) -> Any:
    return reference.get_object()  # type: ignore[no-untyped-call]
