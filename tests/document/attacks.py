"""What somebody may do to a sealed file, and files made to harm whoever reads them. Each returns the bytes of a file."""

import zlib
from collections.abc import Callable
from io import BytesIO

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.generic import pdf_name as name
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader
from pypdf import PdfReader, PdfWriter


def updated(pdf: bytes, change: Callable[[IncrementalPdfFileWriter], None]) -> bytes:
    """The file with a change appended as one more revision; the bytes before stay."""
    writer = IncrementalPdfFileWriter(BytesIO(pdf))
    change(writer)
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def first_page(writer: IncrementalPdfFileWriter) -> generic.DictionaryObject:
    page: generic.DictionaryObject = writer.root["/Pages"]["/Kids"][0]
    return page


def drawn_over(pdf: bytes, content: bytes) -> bytes:
    """Something drawn over page 1."""

    def change(writer: IncrementalPdfFileWriter) -> None:
        page = first_page(writer)
        own = page.raw_get("/Contents")
        added = writer.add_object(generic.StreamObject(stream_data=content))
        page["/Contents"] = generic.ArrayObject([own, added])
        writer.update_container(page)

    return updated(pdf, change)


def white_box(pdf: bytes) -> bytes:
    """A white box over the upper half of page 1."""
    return drawn_over(pdf, b"q 1 1 1 rg 0 400 600 400 re f Q")


def moved_signature(pdf: bytes) -> bytes:
    """Somebody else's strokes at the place of the patient's signature."""
    return drawn_over(pdf, b"q 0.09 0.17 0.43 RG 1.1 w 60 90 m 80 130 110 60 150 100 c S Q")


def annotated(pdf: bytes) -> bytes:
    """A note on page 1."""

    def change(writer: IncrementalPdfFileWriter) -> None:
        page = first_page(writer)
        box = generic.ArrayObject([generic.NumberObject(n) for n in (40, 700, 300, 740)])
        note = {name("/Type"): name("/Annot"), name("/Subtype"): name("/FreeText"), name("/Rect"): box}
        note[name("/Contents")] = generic.TextStringObject("approved")
        page["/Annots"].append(writer.add_object(generic.DictionaryObject(note)))
        writer.update_container(page)
        writer.update_container(page["/Annots"])

    return updated(pdf, change)


def rotated(pdf: bytes) -> bytes:
    """Page 1 turned upside down."""

    def change(writer: IncrementalPdfFileWriter) -> None:
        page = first_page(writer)
        page["/Rotate"] = generic.NumberObject(180)
        writer.update_container(page)

    return updated(pdf, change)


def replaced_attachment(pdf: bytes, put: bytes = b'{"events":[]}') -> bytes:
    """Another record.json."""

    def change(writer: IncrementalPdfFileWriter) -> None:
        stream = writer.root["/AF"][0]["/EF"]["/F"]
        stream._data, stream._encoded_data = put, None
        writer.update_container(stream)

    return updated(pdf, change)


def replaced_xmp(pdf: bytes) -> bytes:
    """Another description of the file; pyHanko calls this valid."""

    def change(writer: IncrementalPdfFileWriter) -> None:
        metadata = writer.root["/Metadata"]
        stream = generic.StreamObject(stream_data=metadata.data.replace(b"informed", b"invented"))
        stream.update({name("/Type"): name("/Metadata"), name("/Subtype"): name("/XML")})
        writer.root["/Metadata"] = writer.add_object(stream)
        writer.update_root()

    return updated(pdf, change)


def ten_thousand_pages_more(pdf: bytes) -> bytes:
    """Pages upon pages after the seal."""

    def change(writer: IncrementalPdfFileWriter) -> None:
        tree = writer.root["/Pages"]
        parent = writer.root.raw_get("/Pages")
        for _ in range(10_000):
            page = {name("/Type"): name("/Page"), name("/Parent"): parent}
            tree["/Kids"].append(writer.add_object(generic.DictionaryObject(page)))
        tree["/Count"] = generic.NumberObject(len(tree["/Kids"]))
        writer.update_container(tree)

    return updated(pdf, change)


def emptied_field(pdf: bytes) -> bytes:
    """The physician's signature taken out of its field; without one, the seal."""

    def change(writer: IncrementalPdfFileWriter) -> None:
        fields = writer.root["/AcroForm"]["/Fields"]
        signed = [fields[i] for i in range(len(fields)) if "/V" in fields[i]]
        physician = [field for field in signed if field["/T"] == "Physician"]
        field = (physician or signed)[0]
        del field["/V"]
        writer.update_container(field)

    return updated(pdf, change)


def painted_field(pdf: bytes) -> bytes:
    """Something drawn into a signature's field on page 1, without signing it."""

    def change(writer: IncrementalPdfFileWriter) -> None:
        field = writer.root["/AcroForm"]["/Fields"][0]
        look = generic.StreamObject(stream_data=b"1 0 0 rg 0 0 100 20 re f")
        look.update({name("/Type"): name("/XObject"), name("/Subtype"): name("/Form")})
        look[name("/BBox")] = generic.ArrayObject([generic.NumberObject(n) for n in (0, 0, 100, 20)])
        field["/AP"] = generic.DictionaryObject({name("/N"): writer.add_object(look)})
        writer.update_container(field)

    return updated(pdf, change)


def other_pages(pdf: bytes, turn: Callable[[list[generic.PdfObject]], list[generic.PdfObject]]) -> bytes:
    """The list of pages made anew."""

    def change(writer: IncrementalPdfFileWriter) -> None:
        tree = writer.root["/Pages"]
        kids = tree["/Kids"]
        tree["/Kids"] = generic.ArrayObject(turn([kids.raw_get(i) for i in range(len(kids))]))
        tree["/Count"] = generic.NumberObject(len(tree["/Kids"]))
        writer.update_container(tree)

    return updated(pdf, change)


def page_removed(pdf: bytes) -> bytes:
    """Page 2 is gone."""
    return other_pages(pdf, lambda kids: [kids[0], *kids[2:]])


def page_repeated(pdf: bytes) -> bytes:
    """Page 1 comes again at the end."""
    return other_pages(pdf, lambda kids: [*kids, kids[0]])


def pages_turned_round(pdf: bytes) -> bytes:
    """The last page comes first."""
    return other_pages(pdf, lambda kids: kids[::-1])


def other_letters(pdf: bytes) -> bytes:
    """Page 1's fonts exchanged: the same codes, other letters."""

    def change(writer: IncrementalPdfFileWriter) -> None:
        resources = first_page(writer)["/Resources"]
        fonts = resources["/Font"]
        names = list(fonts)
        turned = {key: fonts.raw_get(other) for key, other in zip(names, names[::-1], strict=True)}
        resources["/Font"] = generic.DictionaryObject(turned)
        writer.update_container(resources)

    return updated(pdf, change)


def read_aloud_otherwise(pdf: bytes) -> bytes:
    """Other words for a screen reader, under the same picture."""

    def change(writer: IncrementalPdfFileWriter) -> None:
        tree = writer.root["/StructTreeRoot"]["/K"][0]
        tree["/ActualText"] = generic.TextStringObject("The patient agrees to everything.")
        writer.update_container(tree)

    return updated(pdf, change)


def rewritten(pdf: bytes) -> bytes:
    """The whole file written anew by another program, with every object as it was."""
    out = BytesIO()
    PdfWriter(clone_from=PdfReader(BytesIO(pdf))).write(out)
    return out.getvalue()


def named_in_the_gap(pdf: bytes) -> bytes:
    """The seal spelled as a shorter kind of string, and the room that this leaves used for a signer's name.

    No signed byte changes and all lengths stay right: pyHanko calls it valid, over the entire file.
    """
    _, gap, resumed, _ = (int(n) for n in PdfFileReader(BytesIO(pdf)).embedded_signatures[0].byte_range)
    contents = bytes.fromhex(pdf[gap + 1 : resumed - 1].decode())
    special = {ord("\\"): b"\\\\", ord("("): b"\\(", ord(")"): b"\\)", 13: b"\\r", 10: b"\\n"}
    literal = b"".join(special.get(byte, bytes([byte])) for byte in contents)
    return pdf[:gap] + (b"(" + literal + b") /Name (Ministry of Health)").ljust(resumed - gap) + pdf[resumed:]


# --- files made to harm


def document(*objects: bytes, trailer: bytes = b"", root: int = 1) -> bytes:
    """A PDF of these objects, numbered from 1, with a right table of them."""
    out, offsets = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", []
    for number, content in enumerate(objects, 1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    size = len(objects) + 1
    head = b"xref\n0 %d\n0000000000 65535 f \n%s" % (size, table)
    last = b"trailer\n<</Size %d /Root %d 0 R %s>>\nstartxref\n%d\n%%%%EOF\n" % (size, root, trailer, len(out))
    return out + head + last


CATALOG = b"<</Type /Catalog /Pages 2 0 R>>"
NO_PAGES = b"<</Type /Pages /Kids [] /Count 0>>"


def ten_thousand_pages() -> bytes:
    """Ten thousand pages, unsigned."""
    kids = b" ".join(b"%d 0 R" % n for n in range(3, 10_003))
    page = b"<</Type /Page /Parent 2 0 R /MediaBox [0 0 9 9]>>"
    return document(CATALOG, b"<</Type /Pages /Count 10000 /Kids [%s]>>" % kids, *[page] * 10_000)


def deflated(mebibytes: int) -> bytes:
    """So many MiB of zeros, compressed a thousandfold; one compressed block stands again and again."""
    press = zlib.compressobj(9)
    head = press.compress(b"") + press.flush(zlib.Z_FULL_FLUSH)
    return head + (press.compress(bytes(2**20)) + press.flush(zlib.Z_FULL_FLUSH)) * mebibytes


def attached_bomb() -> bytes:
    """An attached record.json of two gigabytes in two megabytes."""
    data = deflated(2048)
    stream = b"<</Type /EmbeddedFile /Filter /FlateDecode /Length %d>>\nstream\n%s\nendstream" % (len(data), data)
    file = b"<</Type /Filespec /F (record.json) /UF (record.json) /EF <</F 4 0 R>>>>"
    return document(b"<</Type /Catalog /Pages 2 0 R /AF [3 0 R]>>", NO_PAGES, file, stream)


def table_bomb() -> bytes:
    """A table of objects that unpacks to two gigabytes."""
    data = deflated(2048)
    head = b"<</Type /XRef /Size 9 /W [1 2 1] /Root 1 0 R /Filter /FlateDecode /Length %d>>" % len(data)
    out = b"%PDF-1.7\n1 0 obj\n" + CATALOG + b"\nendobj\n2 0 obj\n" + NO_PAGES + b"\nendobj\n"
    return out + b"3 0 obj\n%s\nstream\n%s\nendstream\nendobj\nstartxref\n%d\n%%%%EOF\n" % (head, data, len(out))


def circle_of_tables() -> bytes:
    """A table of objects that names itself as the one before."""
    pdf = document(CATALOG, NO_PAGES, trailer=b"/Prev 0000000000")
    at = pdf.rindex(b"xref\n0 ")
    return pdf.replace(b"/Prev 0000000000", b"/Prev %010d" % at)


def deep_nesting() -> bytes:
    """Half a million arrays, each within the other."""
    return document(b"<</Type /Catalog /Pages 2 0 R /X " + b"[" * 500_000 + b"]" * 500_000 + b">>", NO_PAGES)


def circle_of_fields() -> bytes:
    """A form whose field is its own kid."""
    catalog = b"<</Type /Catalog /Pages 2 0 R /AcroForm <</Fields [3 0 R]>>>>"
    return document(catalog, NO_PAGES, b"<</T (x) /FT /Sig /Kids [3 0 R 3 0 R]>>")


def encrypted(pdf: bytes) -> bytes:
    """A copy under a password."""
    writer = PdfWriter(clone_from=PdfReader(BytesIO(pdf)))
    writer.encrypt("secret")
    out = BytesIO()
    writer.write(out)
    return out.getvalue()
