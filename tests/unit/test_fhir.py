"""The FHIR bundle: read by an independent library, and checked against the value sets of R4 that it uses."""

import base64
import hashlib
import json
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from fhir.resources.R4B.bundle import Bundle

from informed import fhir
from informed.content import ContentPack
from informed.fhir.statuses import table
from informed.paths import HOME
from informed.record import Record, Status
from informed.signature import Signature
from tests.document import closed as after
from tests.document import invented
from tests.document.invented import Story

Json = dict[str, Any]

#: Required value sets of FHIR R4 (4.0.1), as published.
ANSWER_STATUS = {"in-progress", "completed", "amended", "entered-in-error", "stopped"}
DOCUMENT_STATUS = {"current", "superseded", "entered-in-error"}
COMPOSITION_STATUS = {"preliminary", "final", "amended", "entered-in-error"}
ROLES = {
    "enterer",
    "performer",
    "author",
    "verifier",
    "legal",
    "attester",
    "informant",
    "custodian",
    "assembler",
    "composer",
}
NAMES = (
    *("open", "drawn", "typed", "mark", "deferred", "declined", "countersigned"),
    *("withdrawn", "withdrawn after the physician", "error", "error, never finished"),
)
CONSENT_SIGNATURES = {"1.2.840.10065.1.12.1.7", "1.2.840.10065.1.12.1.11"}


@pytest.fixture(scope="module")
def pack() -> ContentPack:
    """A warm foot bath."""
    return invented.pack()


def told(pack: ContentPack) -> Story:
    """A whole way with something of everything."""
    story = Story(pack, language="en").whole(lambda i: "unsure" if i == 1 else "understood").ask("W1")
    story.question("CQ-B", "b").question("CQ-B", "not_sure")
    story.factor("F-0", "yes", words="since I was a child").factor("F-1", "not_sure").factor(
        "F-GOAL", words="softer feet"
    )
    return story.doctor("Q1", "Q2", words="Is it safe?")


def closed(pack: ContentPack) -> dict[str, Record]:
    """Records that ended in every way."""
    mark = Signature(kind="mark", strokes=invented.drawn().strokes, witness="Lê Văn Chứng")
    return {
        "open": told(pack).record,
        "drawn": told(pack).sign(),
        "typed": told(pack).sign(Signature(kind="typed", typed="Dương")),
        "mark": told(pack).sign(mark),
        "deferred": told(pack).defer("my sister"),
        "declined": Story(pack, number=None, demonstration=False).decline(),
        "countersigned": _closed(pack, after.countersign),
        "withdrawn": _closed(pack, after.withdraw),
        "withdrawn after the physician": _closed(pack, after.countersign, after.withdraw),
        "error": _closed(pack, after.enter_in_error),
        "error, never finished": after.enter_in_error(told(pack)),
    }


def _closed(pack: ContentPack, *then: Callable[[Story], Record]) -> Record:
    """A signed and sealed record to which this happened."""
    story = told(pack)
    story.sign()
    after.sealed(story)
    for happens in then:
        happens(story)
    return story.record


def resources(bundle: Json, kind: str) -> list[Json]:
    """The resources of a kind."""
    return [x["resource"] for x in bundle["entry"] if x["resource"]["resourceType"] == kind]


def one(bundle: Json, kind: str) -> Json:
    """The only resource of a kind."""
    (found,) = resources(bundle, kind)
    return found


def parts(node: Any) -> Iterator[Json]:
    """Every object in the data."""
    if isinstance(node, dict):
        yield node
        node = list(node.values())
    for inner in node if isinstance(node, list) else ():
        yield from parts(inner)


@pytest.mark.parametrize("name", NAMES)
def test_an_independent_library_reads_it(pack: ContentPack, name: str) -> None:
    """Every field and type is FHIR's own; read and written again, nothing is lost."""
    bundle = fhir.bundle(closed(pack)[name], pack, document=b"%PDF" if name == "drawn" else None)
    again = json.loads(Bundle.model_validate(json.loads(json.dumps(bundle))).model_dump_json())

    assert _times_apart(again) == _times_apart(bundle)


def _times_apart(bundle: Json) -> Json:
    """A bundle whose instants are written in one way."""
    return json.loads(json.dumps(bundle).replace(".000+00:00", "+00:00").replace("+00:00", "Z"))  # type: ignore[no-any-return]


@pytest.mark.parametrize("name", NAMES)
def test_it_keeps_the_rules_that_a_schema_does_not_know(pack: ContentPack, name: str) -> None:
    """Addresses resolve and are unique, no field is empty, link ids are unique, codes are of the value sets."""
    bundle = fhir.bundle(closed(pack)[name], pack)
    addresses = [entry["fullUrl"] for entry in bundle["entry"]]
    references = {part["reference"] for part in parts(bundle) if "reference" in part}
    items = [part["linkId"] for part in parts(bundle) if "linkId" in part]
    agents = [part["type"]["coding"][0] for part in one(bundle, "Provenance")["agent"]]

    assert len({*addresses}) == len(addresses)
    assert references <= {*addresses}
    assert len({*items}) == len(items)
    assert not [part for part in parts(bundle) if any(value in ("", [], {}, None) for value in part.values())]
    assert not [part for part in parts(bundle) if "item" in part and "answer" in part]  # qrs-1
    assert one(bundle, "QuestionnaireResponse")["status"] in ANSWER_STATUS
    assert all(d["status"] in DOCUMENT_STATUS for d in resources(bundle, "DocumentReference"))
    assert all(d["docStatus"] in COMPOSITION_STATUS for d in resources(bundle, "DocumentReference"))
    assert all(role["code"] in (ROLES | {"WIT"}) for role in agents)


@pytest.mark.parametrize("name", NAMES)
def test_there_is_no_consent_in_it(pack: ContentPack, name: str) -> None:
    """No Consent resource, and no consent signature."""
    bundle = fhir.bundle(closed(pack)[name], pack)

    assert resources(bundle, "Consent") == []
    assert not [part for part in parts(bundle) if part.get("code") in CONSENT_SIGNATURES]
    assert {x["resource"]["resourceType"] for x in bundle["entry"]} <= {
        *("Patient", "Organization", "QuestionnaireResponse", "DocumentReference", "Provenance")
    }


# --- what it says


def found(bundle: Json, link: str) -> Json:
    """The item of this link id."""
    (item,) = (part for part in parts(bundle) if part.get("linkId") == link)
    return item


def test_statements_are_there_as_shown_with_their_answers(pack: ContentPack) -> None:
    """Every one, in the language that was read; those without a forced answer have none."""
    bundle = fhir.bundle(told(pack).sign(), pack)

    assert {id: found(bundle, id)["text"] for id in pack.statements} == {
        id: s.text.en for id, s in pack.statements.items()
    }
    assert [a["valueCoding"]["code"] for a in found(bundle, "B1")["answer"]] == ["understood"]
    assert [a["valueCoding"]["code"] for a in found(bundle, "B2")["answer"]] == ["unsure"]
    assert [a["valueCoding"]["code"] for a in found(bundle, "W1")["answer"]] == ["ask"]
    assert "answer" not in found(bundle, "W2")
    assert one(bundle, "QuestionnaireResponse")["questionnaire"] == "urn:informed:pack:warm-foot-bath|2026.1"
    assert one(bundle, "QuestionnaireResponse")["language"] == "en"


def test_questions_keep_every_try(pack: ContentPack) -> None:
    """The first answer first, and whether it was right."""
    answers = found(fhir.bundle(told(pack).sign(), pack), "CQ-B")["answer"]

    assert [a["valueCoding"]["display"] for a in answers] == ["Pleasantly warm", "Boiling", "I am not sure"]
    assert [a["item"][0]["answer"][0]["valueBoolean"] for a in answers] == [True, False, False]


def test_factors_and_wishes_keep_the_patients_words(pack: ContentPack) -> None:
    """Options as they were labelled, own words verbatim."""
    bundle = fhir.bundle(told(pack).defer("my sister"), pack)
    chosen, words = found(bundle, "F-0")["answer"]

    assert (chosen["valueCoding"]["code"], chosen["valueCoding"]["display"]) == ("yes", "Yes")
    assert words == {"valueString": "since I was a child"}
    assert found(bundle, "F-GOAL")["answer"] == [{"valueString": "softer feet"}]
    assert found(bundle, "Q2")["text"] == "How warm should the water be in week 2?"
    assert found(bundle, "doctor-questions.words")["answer"] == [{"valueString": "Is it safe?"}]
    assert found(bundle, "closing.words")["answer"] == [{"valueString": "my sister"}]


def test_the_signature_is_the_patients_and_of_its_kind(pack: ContentPack) -> None:
    """Ink as a drawing, a typed name as text; a witness by name; none where none was given."""
    drawn, typed, mark, declined = (
        one(fhir.bundle(closed(pack)[name], pack), "Provenance") for name in ("drawn", "typed", "mark", "declined")
    )
    svg = base64.b64decode(drawn["signature"][0]["data"]).decode()

    assert (drawn["signature"][0]["sigFormat"], svg.count("<polyline")) == ("image/svg+xml", 3)
    assert svg.count(",") == sum(len(stroke.points) for stroke in invented.drawn().strokes)
    assert drawn["signature"][0]["type"][0]["code"] == "1.2.840.10065.1.12.1.1"
    assert drawn["signature"][0]["who"]["display"] == "Nguyễn Thị Thuỳ Dương"
    assert base64.b64decode(typed["signature"][0]["data"]).decode() == "Dương"
    assert mark["agent"][-1]["who"] == {"display": "Lê Văn Chứng"}
    assert "signature" not in declined


def test_the_words_are_named_by_their_fingerprint(pack: ContentPack) -> None:
    """RFC 6920: the SHA-256 of the pack, in base64url."""
    (entity,) = one(fhir.bundle(told(pack).sign(), pack), "Provenance")["entity"]
    kind, digest = entity["what"]["identifier"]["value"].split(";")

    assert kind == "ni:///sha-256"
    assert base64.urlsafe_b64decode(digest + "=").hex() == pack.sha256


def test_a_known_file_is_named_by_size_and_hashes(pack: ContentPack) -> None:
    """SHA-1 is what R4 says for an attachment; the SHA-256 is an identifier. An unknown file has neither."""
    record, file = told(pack).sign(), b"%PDF-1.7 ..."
    known = one(fhir.bundle(record, pack, document=file), "DocumentReference")
    unknown = one(fhir.bundle(record, pack), "DocumentReference")
    attachment = known["content"][0]["attachment"]

    assert attachment["size"] == len(file)
    assert base64.b64decode(attachment["hash"]) == hashlib.sha1(file).digest()
    sha256 = base64.urlsafe_b64encode(hashlib.sha256(file).digest()).decode().rstrip("=")
    assert {"system": "urn:ietf:rfc:3986", "value": f"ni:///sha-256;{sha256}"} in known["identifier"]
    assert {"hash", "size"}.isdisjoint(unknown["content"][0]["attachment"])
    assert len(unknown["identifier"]) == 1


def test_a_demonstration_is_test_data_everywhere(pack: ContentPack) -> None:
    """No other system takes it for a patient's; a real one carries no such tag."""
    made_up = fhir.bundle(told(pack).sign(), pack)
    real = fhir.bundle(closed(pack)["declined"], pack)
    tagged = [made_up, *(entry["resource"] for entry in made_up["entry"])]

    assert all(part["meta"]["tag"][0]["code"] == "HTEST" for part in tagged)
    assert "HTEST" not in json.dumps(real)


def test_the_same_record_gives_the_same_bundle(pack: ContentPack) -> None:
    """Nothing in it comes from the clock or from chance."""
    assert fhir.bundle(told(pack).sign(), pack) == fhir.bundle(told(pack).sign(), pack)


# --- statuses


def test_every_status_of_a_record_has_its_codes() -> None:
    """A new status cannot be forgotten, and withdrawal and entry in error are decided."""
    assert {*map(str, Status)} <= {*fhir.STATUSES}
    assert {"withdrawn", "entered_in_error", "countersigned"} <= {*fhir.STATUSES}
    assert {its.answers for its in fhir.STATUSES.values()} <= ANSWER_STATUS
    assert {its.document for its in fhir.STATUSES.values()} <= DOCUMENT_STATUS | {""}
    assert {its.finality for its in fhir.STATUSES.values()} <= COMPOSITION_STATUS | {""}
    assert fhir.STATUSES["entered_in_error"].document == "entered-in-error"
    assert fhir.STATUSES["withdrawn"].document == "superseded"


@pytest.mark.parametrize(
    ("name", "status", "documents"),
    [
        ("open", "in-progress", []),
        ("drawn", "completed", [("current", "preliminary")]),
        ("deferred", "in-progress", [("current", "preliminary")]),
        ("declined", "stopped", [("current", "preliminary")]),
        ("countersigned", "completed", [("current", "final")]),
        ("withdrawn", "completed", [("superseded", "final")]),
        ("withdrawn after the physician", "completed", [("superseded", "final")]),
        ("error", "entered-in-error", [("entered-in-error", "entered-in-error")]),
        ("error, never finished", "entered-in-error", []),
    ],
)
def test_the_bundle_has_the_statuses_of_the_table(
    pack: ContentPack, name: str, status: str, documents: list[tuple[str, str]]
) -> None:
    """A record that the patient never finished has no document, whatever became of it."""
    bundle = fhir.bundle(closed(pack)[name], pack)

    assert one(bundle, "QuestionnaireResponse")["status"] == status
    assert [(d["status"], d["docStatus"]) for d in resources(bundle, "DocumentReference")] == documents
    assert len(one(bundle, "Provenance")["target"]) == 1 + len(documents)


def test_the_documentation_has_the_table() -> None:
    """`python -c "from informed.fhir.statuses import table; print(table())"` prints it."""
    assert table() in (HOME / "docs" / "fhir.md").read_text("utf-8")
