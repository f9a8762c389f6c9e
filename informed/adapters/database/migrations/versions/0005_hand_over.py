"""Handing a tablet over: PINs, locked browsers, codes for another device."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0001"


def upgrade() -> None:
    """Three tables; nothing that was there changes."""
    op.create_table(
        "staff_pin",
        sa.Column("account", sa.String(26), nullable=False),
        sa.Column("hash", sa.String(200), nullable=False),
        sa.PrimaryKeyConstraint("account", name="staff_pin_pkey"),
        sa.ForeignKeyConstraint(["account"], ["account.id"], name="staff_pin_account_fkey"),
    )
    op.create_table(
        "tablet_lock",
        sa.Column("token", sa.String(64), nullable=False),
        sa.Column("visit", sa.String(64), nullable=False),
        sa.Column("record", sa.String(26), nullable=False),
        sa.Column("account", sa.String(26), nullable=False),
        sa.Column("locked_at", sa.String(32), nullable=False),
        sa.Column("began", sa.String(32)),
        sa.Column("authenticated", sa.String(32)),
        sa.PrimaryKeyConstraint("token", name="tablet_lock_pkey"),
        sa.ForeignKeyConstraint(["account"], ["account.id"], name="tablet_lock_account_fkey"),
    )
    op.create_table(
        "hand_over_code",
        sa.Column("code", sa.String(64), nullable=False),
        sa.Column("record", sa.String(26), nullable=False),
        sa.Column("expires", sa.String(32), nullable=False),
        sa.PrimaryKeyConstraint("code", name="hand_over_code_pkey"),
        sa.UniqueConstraint("record", name="hand_over_code_record_key"),
    )
