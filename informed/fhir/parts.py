"""The small parts of every resource: names of systems, references, codings, instants."""

from datetime import datetime
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from informed import events as e
from informed.record import Record

Json = dict[str, Any]

#: Our own names: `urn:informed:pack:<id>` is a questionnaire, `urn:informed:record` the space of record ids.
OURS = "urn:informed"
TEST_DATA: Json = {
    "system": "http://terminology.hl7.org/CodeSystem/v3-ActReason",
    "code": "HTEST",
    "display": "test health data",
}


def address(record: Record, name: str) -> str:
    """The address of a resource within the bundle; the same record and name give the same one."""
    return f"urn:uuid:{uuid5(NAMESPACE_URL, f'{OURS}:record:{record.id}:{name}')}"


def reference(record: Record, name: str, display: str = "") -> Json:
    """A reference to another resource of the bundle."""
    return {"reference": address(record, name)} | ({"display": display} if display else {})


def resource(record: Record, kind: str, **fields: Any) -> Json:
    """A resource without its empty fields; that of a demonstration is marked as test data."""
    marked = {"meta": {"tag": [TEST_DATA]}} if record.opened.demonstration else {}
    return {"resourceType": kind, **marked, **{name: value for name, value in fields.items() if value}}


def coding(system: str, code: str, display: str) -> Json:
    return {"system": system, "code": code, "display": display}


def questionnaire(pack: e.PackRef) -> str:
    """The canonical address of a pack, as the questionnaire that was answered."""
    return f"{OURS}:pack:{pack.id}|{pack.version}"


def instant(at: datetime) -> str:
    return at.isoformat(timespec="milliseconds")
