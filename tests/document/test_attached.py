"""The data in the file: record.json makes the same document again, fhir.json says the same to other systems."""

import json
import re
from collections.abc import Callable
from io import BytesIO

import pytest
import rfc8785
from pypdf import PdfReader

from informed import fhir
from informed.content import ContentPack, Review
from informed.document import render
from informed.document.attached import from_json
from informed.errors import Tampered
from informed.record import Record

from .invented import Story

ADDRESS = "https://clinic.example/r/1"


def attachment(pdf: bytes, name: str) -> bytes:
    """An attached file of a document."""
    data: bytes = PdfReader(BytesIO(pdf)).attachments[name][0]
    return data


def test_the_document_can_be_made_again_from_its_own_data(pack: ContentPack, signed: Record) -> None:
    """Events, pack and address are all that the pages were made from."""
    pdf = render(signed, pack, address=ADDRESS)
    found = from_json(attachment(pdf, "record.json"))

    assert render(found.record, found.pack, address=found.address) == pdf


def test_a_reviewed_pack_keeps_its_reviews(pack: ContentPack) -> None:
    """No fingerprint covers them, and the document prints them."""
    review = Review(
        name="BS Minh",
        qualification="CKI",
        language="vi",  # type: ignore[arg-type]
        text_sha256="0" * 64,
        on="2026-01-02",  # type: ignore[arg-type]
        next_due="2026-12-31",  # type: ignore[arg-type]
    )
    reviewed = pack.model_copy(update={"reviews": (review,)})
    pdf = render(Story(reviewed).whole().sign(), reviewed)
    found = from_json(attachment(pdf, "record.json"))

    assert found.pack.reviews == (review,)
    assert render(found.record, found.pack) == pdf


def test_it_is_canonical(pack: ContentPack, signed: Record) -> None:
    """RFC 8785: whoever writes the same data gets the same bytes."""
    data = attachment(render(signed, pack), "record.json")
    found = json.loads(data)

    assert rfc8785.dumps(found) == data
    assert found["head"] == signed.events[-1].hash
    assert found["record"] == signed.id
    assert found["address"] == f"informed:record/{signed.id}"
    assert [event["hash"] for event in found["events"]] == [event.hash for event in signed.events]


def test_a_name_is_kept_as_it_was_entered(pack: ContentPack) -> None:
    """Whatever the page had to show instead of its letters."""
    name = "陳氏芳 محمد 🌸 Trần"
    pdf = render(Story(pack, name=name).whole().sign(), pack)

    assert from_json(attachment(pdf, "record.json")).record.patient.name == name


def test_fhir_is_the_bundle_of_the_closed_record(pack: ContentPack, signed: Record) -> None:
    """The same data that an export gives, but for the fingerprints of a file that is still being written."""
    assert json.loads(attachment(render(signed, pack), "fhir.json")) == fhir.bundle(signed, pack)


def test_both_are_associated_with_the_document(pack: ContentPack, signed: Record) -> None:
    """PDF/A-3 wants to know what an attached file is to the pages."""
    catalog = PdfReader(BytesIO(render(signed, pack))).trailer["/Root"]
    found = {
        file["/UF"]: (file["/AFRelationship"], file["/EF"]["/F"]["/Subtype"]) for file in map(_read, catalog["/AF"])
    }

    assert found == {
        "record.json": ("/Source", "/application/json"),
        "fhir.json": ("/Alternative", "/application/fhir+json"),
    }


def _read(reference: object) -> dict[str, object]:
    return reference.get_object()  # type: ignore[attr-defined, no-any-return]


def _without(field: str) -> Callable[[bytes], bytes]:
    return lambda data: rfc8785.dumps({k: v for k, v in json.loads(data).items() if k != field})


@pytest.mark.parametrize(
    "damage",
    [
        _without("pack"),
        _without("events"),
        _without("address"),
        lambda data: data[:-1],
        lambda data: b"[" * 100_000,
        lambda data: b"[]",
        lambda data: b'{"events":[]}',
        lambda data: data.replace(b"informed-record-1", b"informed-record-2"),
        lambda data: re.sub(rb"Warm water may feel pleasant. \(B4\)\"", b'Warm water heals.", ', data, count=1),
        lambda data: data.replace(b"Warm water may feel pleasant. (B4)", b"Warm water will heal you. (B4)"),
        lambda data: data.replace(b'"type":"TopicShown"', b'"type":"TopicSold"'),
    ],
)
def test_what_is_no_record_is_refused(damage: Callable[[bytes], bytes], pack: ContentPack, signed: Record) -> None:
    """One plain sentence, whatever the bytes are."""
    data = attachment(render(signed, pack), "record.json")
    assert from_json(data)
    with pytest.raises(Tampered, match=r"record\.json"):
        from_json(damage(data))
