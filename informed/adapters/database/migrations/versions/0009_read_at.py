"""When the patient last did something, in the index: how long ago a patient read is no longer what staff did since."""

import json
from datetime import UTC, datetime

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"

#: What ends the patient's part, also when staff wrote it down.
CLOSING = {"RecordSigned", "RecordDeferred", "RecordDeclined"}


def upgrade() -> None:
    """One column, filled from the envelopes of the events, which are readable."""
    op.add_column("record_index", sa.Column("read_at", sa.String(32)))
    connection, event = (
        op.get_bind(),
        sa.table("event", sa.column("record"), sa.column("sequence"), sa.column("header")),
    )
    index = sa.table("record_index", sa.column("record"), sa.column("read_at"))
    for record in connection.scalars(sa.select(index.c.record)).all():
        newest = sa.select(event.c.header).where(event.c.record == record).order_by(event.c.sequence.desc())
        headers = (json.loads(bytes(header)) for header in connection.scalars(newest))
        found = (x["at"] for x in headers if x["actor"]["kind"] == "patient" or x["type"] in CLOSING)
        if at := next(found, None):
            moment = datetime.fromisoformat(at).astimezone(UTC).isoformat(timespec="microseconds")
            connection.execute(sa.update(index).where(index.c.record == record).values(read_at=moment))
