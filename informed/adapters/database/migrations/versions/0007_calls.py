"""Open calls for a member of staff in the index, and indexes for what the server and the list ask for every few seconds."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    """Two columns, and two small indexes: each holds only the rows that somebody waits for."""
    op.add_column("record_index", sa.Column("called_at", sa.String(32)))
    op.add_column("record_index", sa.Column("call_place", sa.String(40), nullable=False, server_default=""))
    for name, column, condition in (
        ("record_index_called", "called_at", "called_at is not null"),
        ("record_index_waiting", "record", "document = 'waiting'"),
    ):
        where = sa.text(condition)
        op.create_index(name, "record_index", [column], sqlite_where=where, postgresql_where=where)
