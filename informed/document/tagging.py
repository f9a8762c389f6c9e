"""Tagged PDF on top of fpdf2: a structure tree that nests, and page content that is either tagged or an artifact.

fpdf2 itself tags nothing but images. This layer replaces its `struct_builder`, a private name: the version is pinned.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from types import SimpleNamespace
from typing import Any

from fpdf import FPDF
from fpdf.output import PDFPage
from fpdf.prefs import ViewerPreferences
from fpdf.syntax import PDFObject, PDFString

#: A header cell explains its column (PDF/UA asks for it).
OF_COLUMN = "<</O /Table /Scope /Column>>"


class Element(PDFObject):
    """One structure element: its kind (P, H1, Table, ...), its place in the tree, and the content or elements in it."""

    __slots__ = ("_id", "alt", "attributes", "kids", "kind", "lang", "page", "parent")

    def __init__(self, kind: str, parent: PDFObject, page: PDFPage | None, alt: str, lang: str, attributes: str):
        super().__init__()
        self.kind, self.parent, self.page = kind, parent, page
        self.alt, self.lang, self.attributes = alt, lang, attributes
        self.kids: list[Element | int] = []

    def serialize(self, obj_dict: Any = None, _security_handler: Any = None) -> str:
        kids = " ".join(kid.ref if isinstance(kid, Element) else str(kid) for kid in self.kids)
        parts = [f"{self.id} 0 obj\n<</S /{self.kind} /P {self.parent.ref} /K [{kids}]"]
        parts += [f"/Pg {self.page.ref}"] if self.page else []
        parts += [f"/Alt {PDFString(self.alt).serialize()}"] if self.alt else []
        parts += [f"/Lang ({self.lang})"] if self.lang else []
        parts += [f"/A {self.attributes}"] if self.attributes else []
        return " ".join([*parts, ">>\nendobj"])


class Root(PDFObject):
    """The root of the structure tree; its parent tree leads from marked content back to the element."""

    def __init__(self) -> None:
        super().__init__()
        self.document = Element("Document", self, None, "", "", "")
        #: The elements of each page's marked content, in the order of their numbers.
        self.marked: dict[int, list[Element]] = {}

    def serialize(self, obj_dict: Any = None, _security_handler: Any = None) -> str:
        pages = " ".join(f"{i} [{' '.join(e.ref for e in self.marked[page])}]" for i, page in enumerate(self.marked))
        tree = f"/ParentTree <</Nums [{pages}]>> /ParentTreeNextKey {len(self.marked)}"
        return f"{self.id} 0 obj\n<</Type /StructTreeRoot /K [{self.document.ref}] {tree}>>\nendobj"


class StructureTree:
    """What fpdf2 asks for the structure when it writes the file (drop-in for its `StructureTreeBuilder`)."""

    def __init__(self) -> None:
        self.root = Root()
        self.elements: list[Element] = [self.root.document]
        #: fpdf2 would set the page of these elements; ours know theirs.
        self.doc_struct_elem = SimpleNamespace(k=())

    def empty(self) -> bool:
        return False

    def __iter__(self) -> Iterator[PDFObject]:
        return iter((self.root, *self.elements))


class TaggedPDF(FPDF):
    """A PDF/A-3U file whose content is tagged; whatever is drawn outside of a leaf is an artifact."""

    def __init__(self) -> None:
        super().__init__(unit="pt", format="A4", enforce_compliance="PDF/A-3U")
        self.set_auto_page_break(False)
        self.viewer_preferences = ViewerPreferences(display_doc_title=True)
        self.tree = StructureTree()
        self.struct_builder: Any = self.tree
        self._groups: list[Element] = [self.tree.root.document]
        self._muted = False
        #: The marked content that is open on the current page.
        self._marked: str | None = None

    @contextmanager
    def group(self, kind: str, *, lang: str = "", attributes: str = "") -> Iterator[None]:
        """Elements within an element: Table, TR, L, LI, Sect ..."""
        if self._muted:
            yield
            return
        self._groups.append(self._element(kind, None, "", lang, attributes))
        try:
            yield
        finally:
            self._groups.pop()

    @contextmanager
    def leaf(self, kind: str, *, alt: str = "", lang: str = "", attributes: str = "") -> Iterator[None]:
        """Content within an element, on one page."""
        if self._muted:
            yield
            return
        page = self.pages[self.page]
        element = self._element(kind, page, alt, lang, attributes)
        marked = self.tree.root.marked.setdefault(self.page, [])
        page.struct_parents = list(self.tree.root.marked).index(self.page)
        element.kids.append(len(marked))
        self._mark("content", f"/{kind} <</MCID {len(marked)}>> BDC")
        marked.append(element)
        yield
        self.unmark()

    @contextmanager
    def untagged(self) -> Iterator[None]:
        """Everything drawn within is an artifact: page furniture, a repeated table header."""
        self._muted = True
        yield
        self._muted = False

    def unmark(self) -> None:
        """Close the marked content that is open on this page."""
        if self._marked:
            self._marked = None
            super()._out("EMC")

    def _mark(self, what: str, operator: str) -> None:
        self.unmark()
        super()._out(operator)
        self._marked = what

    def _element(self, kind: str, page: PDFPage | None, alt: str, lang: str, attributes: str) -> Element:
        parent = self._groups[-1]
        element = Element(kind, parent, page, alt, lang, attributes)
        parent.kids.append(element)
        self.tree.elements.append(element)
        return element

    def _out(self, s: str | bytes) -> None:
        if self._marked is None:
            self._mark("artifact", "/Artifact BMC")
        super()._out(s)
