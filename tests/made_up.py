"""A long list of records: rows of the index with their keys and search tokens, written many at a time, without events."""

import hashlib
import hmac
import json
from datetime import UTC, date, datetime, timedelta
from typing import Any

from sqlalchemy import insert

from informed.adapters import cipher
from informed.adapters import database as db
from informed.adapters.keys import KeyEncryptionKey
from informed.adapters.ledger import DatabaseWork
from informed.adapters.ledger.part import stamp
from informed.adapters.ledger.people import PERSON
from informed.patient import search_terms
from informed.ports import IndexRow

FIRST = datetime(2020, 1, 1, tzinfo=UTC)
FAMILIES = ["Nguyễn", "Nguyễn", "Nguyễn", "Trần", "Trần", "Lê", "Phạm", "Hoàng", "Phan", "Vũ"]
CHUNK = 20_000


def made_up(number: int) -> IndexRow:
    """The row of a record; a new one opens every minute."""
    opened = FIRST + timedelta(minutes=number)
    given = "".join(chr(ord("a") + int(digit)) for digit in str(number % 5000))
    return IndexRow(
        record=f"r{number:025}",
        opened_at=opened,
        changed_at=opened,
        status="signed",
        document="sealed",
        held=False,
        name=f"{FAMILIES[number % 10]} {given}",
        date_of_birth=date(1930 + number % 80, 1 + number % 12, 1 + number % 28).isoformat(),
        record_number="",
        language="vi",
        stops=0,
        cautions=1,
        unsure=0,
        questions=0,
    )


def fill(work: DatabaseWork, kek: KeyEncryptionKey, numbers: range) -> None:
    """What `index` writes for each of these records, many at a time, and their keys."""
    index = work.clinic_key("index")
    for first in numbers[::CHUNK]:
        some = numbers[first : first + CHUNK]
        tables: dict[Any, list[dict[str, Any]]] = {db.data_keys: [], db.record_index: [], db.search_tokens: []}
        for row in map(made_up, some):
            key = cipher.new_key()
            wrapped = kek.wrap(row.record, key)
            tables[db.data_keys].append({"owner": row.record, "key_id": kek.id, "wrapped": wrapped})
            values = vars(row) | {"opened_at": stamp(row.opened_at), "changed_at": stamp(row.changed_at)}
            person = json.dumps([values.pop(field) for field in PERSON], ensure_ascii=False).encode()
            values["person"] = cipher.seal(key, person, "record_index", row.record)
            tables[db.record_index].append(values)
            terms = search_terms(row.name, row.date_of_birth, row.record_number)
            tokens = (hmac.digest(index, f"{kind}|{text}".encode(), hashlib.sha256) for kind, text in terms)
            tables[db.search_tokens] += [{"token": token, "record": row.record} for token in tokens]
        for table, rows in tables.items():
            work.connection.execute(insert(table), rows)
