"""What the file says about itself: XMP for PDF/A-3U and PDF/UA-1, and a fixed identifier."""

import hashlib
from datetime import datetime
from html import escape

from informed.document.sheet import Sheet
from informed.record import Record

PRODUCT = "informed"

#: PDF/A allows the PDF/UA field only with this description of it.
_ABOUT_UA = """<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA Universal Accessibility Schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource"><pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType><pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Indicates, which part of ISO 14289 standard is followed</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property></rdf:li></rdf:Bag></pdfaExtension:schemas></rdf:Description>"""

_XMP = """<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/"
 xmlns:pdf="http://ns.adobe.com/pdf/1.3/"
 xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/"
 xmp:CreatorTool="{product}" xmp:CreateDate="{at}" xmp:ModifyDate="{at}" xmp:MetadataDate="{at}"
 pdf:Producer="{product}">
<pdfaid:part>3</pdfaid:part><pdfaid:conformance>U</pdfaid:conformance><pdfuaid:part>1</pdfuaid:part>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:creator><rdf:Seq><rdf:li>{author}</rdf:li></rdf:Seq></dc:creator>
<dc:language><rdf:Bag><rdf:li>{language}</rdf:li></rdf:Bag></dc:language></rdf:Description>{about_ua}</rdf:RDF></x:xmpmeta>"""


def describe(sheet: Sheet, record: Record, title: str, at: datetime) -> None:
    """Give the file its title, author, language and date, all of them the record's."""
    opened = record.opened
    name(sheet, title, opened.clinic, opened.document_language.value, at, f"{record.id}/{record.events[-1].hash}")


def name(sheet: Sheet, title: str, author: str, language: str, at: datetime, identity: str) -> None:
    """Give any file of ours its title, author, language and date; the same identity gets the same identifier."""
    sheet.set_lang(language)
    sheet.set_title(title)
    sheet.set_creation_date(at)
    fields = {"product": PRODUCT, "at": at.isoformat(timespec="seconds"), "language": language, "about_ua": _ABOUT_UA}
    sheet.set_xmp_metadata(_XMP.format(title=escape(title), author=escape(author), **fields))
    identifier = hashlib.sha256(identity.encode()).hexdigest()[:32].upper()
    sheet.identifier = f"<{identifier}><{identifier}>"
