"""Scans of signed paper, and which records were signed on it."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """A table for the scans, and a mark in the index."""
    op.create_table(
        "scan",
        sa.Column("record", sa.String(26), nullable=False),
        sa.Column("number", sa.Integer, autoincrement=False, nullable=False),
        sa.Column("content", sa.LargeBinary, nullable=False),
        sa.PrimaryKeyConstraint("record", "number", name="scan_pkey"),
    )
    op.add_column("record_index", sa.Column("paper", sa.Boolean, nullable=False, server_default=sa.false()))
