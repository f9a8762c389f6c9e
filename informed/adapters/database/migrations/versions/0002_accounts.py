"""Names to show, accounts of a sign-in service, links to set an account up, and when a person last proved who they are."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Accounts of the first release have a password and no name but that to sign in with."""
    with op.batch_alter_table("account") as account:
        account.add_column(sa.Column("display", sa.String(200), nullable=False, server_default=""))
        account.add_column(sa.Column("subject", sa.String(255)))
        account.create_unique_constraint("account_subject_key", ["subject"])
    op.add_column("staff_session", sa.Column("authenticated", sa.String(32)))
    op.create_table(
        "set_up",
        sa.Column("code", sa.String(64), nullable=False),
        sa.Column("account", sa.String(26), nullable=False),
        sa.Column("expires", sa.String(32), nullable=False),
        sa.PrimaryKeyConstraint("code", name="set_up_pkey"),
    )
