"""When the patient of a visit was last heard of, and since when a visit rests."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    """Two columns. A visit that is open now was heard of at no known time, so that it asks for the date of birth first."""
    op.add_column("visit", sa.Column("seen", sa.String(32)))
    op.add_column("visit", sa.Column("paused_at", sa.String(32)))
