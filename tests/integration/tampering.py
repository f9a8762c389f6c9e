"""What tests of tampering share: a ledger to change, what stands in it, and what its check tells."""

from informed.audit import Kind, Report
from tests.factories import House
from tests.integration.administrator import Administrator


def records(administrator: Administrator) -> list[str]:
    """The ids of the records, oldest first."""
    return [id for (id,) in administrator.rows("select record from record_index order by record")]


def told(house: House) -> list[tuple[Kind, str | None, int | None]]:
    """What the check of a fresh process finds: kind, record, sequence."""
    house.restart()
    return [(found.kind, found.record, found.sequence) for found in report(house).findings]


def report(house: House) -> Report:
    return house.custody.check_ledger()


def event(administrator: Administrator, record: str, sequence: int) -> dict[str, bytes]:
    """The stored parts of an event."""
    columns = ("header", "payload", "hash")
    query = "select header, payload, hash from event where record = :record and sequence = :sequence"
    ((*parts,),) = administrator.rows(query, record=record, sequence=sequence)
    return dict(zip(columns, map(bytes, parts), strict=True))


def rewrite(administrator: Administrator, record: str, place: int, **parts: object) -> None:
    """Put other values in the place of an event's."""
    for column, value in parts.items():
        statement = f"update event set {column} = :value where record = :record and sequence = :place"
        administrator.change(statement, value=value, record=record, place=place)


def flipped(value: bytes, at: int) -> bytes:
    """The same bytes but for one bit."""
    return value[:at] + bytes([value[at] ^ 1]) + value[at + 1 :]


def visits(administrator: Administrator) -> list[str]:
    """The visits, by their records."""
    return [id for (id,) in administrator.rows("select id from visit order by record")]
