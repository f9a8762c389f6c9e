"""The first released schema."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make all tables; triggers and rights follow each migration (schema.py)."""
    make_records()
    make_secrets()
    make_visits()
    make_staff()
    make_sign_ins()
    make_rest()


def make_records() -> None:
    """Events and their projection."""
    op.create_table(
        "event",
        sa.Column("record", sa.String(26), nullable=False),
        sa.Column("sequence", sa.Integer, autoincrement=False, nullable=False),
        sa.Column("tap", sa.String(64)),
        sa.Column("header", sa.LargeBinary, nullable=False),
        sa.Column("payload", sa.LargeBinary, nullable=False),
        sa.Column("hash", sa.LargeBinary(32), nullable=False),
        sa.PrimaryKeyConstraint("record", "sequence", name="event_pkey"),
        sa.UniqueConstraint("tap", name="event_tap_key"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "record_index",
        sa.Column("record", sa.String(26), nullable=False),
        sa.Column("opened_at", sa.String(32), nullable=False),
        sa.Column("changed_at", sa.String(32), nullable=False),
        sa.Column("status", sa.String(20), nullable=False),
        sa.Column("document", sa.String(10), nullable=False),
        sa.Column("language", sa.String(2), nullable=False),
        *(sa.Column(name, sa.Integer, nullable=False) for name in ("stops", "cautions", "unsure", "questions")),
        sa.Column("held", sa.Boolean, nullable=False),
        sa.Column("person", sa.LargeBinary, nullable=False),
        sa.PrimaryKeyConstraint("record", name="record_index_pkey"),
    )
    op.create_index("record_index_newest", "record_index", ["opened_at", "record"])
    op.create_index("record_index_status", "record_index", ["status", "opened_at", "record"])


def make_secrets() -> None:
    """What is sealed or wrapped, and the blind index."""
    op.create_table(
        "search_token",
        sa.Column("token", sa.LargeBinary(32), nullable=False),
        sa.Column("record", sa.String(26), nullable=False),
        sa.PrimaryKeyConstraint("token", "record", name="search_token_pkey"),
    )
    op.create_index("search_token_record_idx", "search_token", ["record"])
    op.create_table(
        "data_key",
        sa.Column("owner", sa.String(26), nullable=False),
        sa.Column("key_id", sa.String(16), nullable=False),
        sa.Column("wrapped", sa.LargeBinary, nullable=False),
        sa.PrimaryKeyConstraint("owner", name="data_key_pkey"),
    )
    op.create_table(
        "clinic_secret",
        sa.Column("name", sa.String(80), nullable=False),
        sa.Column("sealed", sa.LargeBinary, nullable=False),
        sa.PrimaryKeyConstraint("name", name="clinic_secret_pkey"),
    )


def make_visits() -> None:
    """Which browser holds which record."""
    op.create_table(
        "visit",
        sa.Column("id", sa.String(64), nullable=False),
        sa.Column("record", sa.String(26), nullable=False),
        sa.Column("ticket", sa.String(64)),
        sa.Column("cookie", sa.String(64)),
        sa.Column("ended", sa.Boolean, nullable=False),
        sa.PrimaryKeyConstraint("id", name="visit_pkey"),
        sa.UniqueConstraint("ticket", name="visit_ticket_key"),
        sa.UniqueConstraint("cookie", name="visit_cookie_key"),
    )
    op.create_index("visit_record_idx", "visit", ["record"])


def make_staff() -> None:
    """Accounts and their sessions."""
    op.create_table(
        "account",
        sa.Column("id", sa.String(26), nullable=False),
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("role", sa.String(20), nullable=False),
        sa.Column("password_hash", sa.String(200), nullable=False),
        sa.Column("active", sa.Boolean, nullable=False),
        sa.Column("display", sa.String(200), nullable=False, server_default=""),
        sa.Column("subject", sa.String(255)),
        sa.PrimaryKeyConstraint("id", name="account_pkey"),
        sa.UniqueConstraint("name", name="account_name_key"),
        sa.UniqueConstraint("subject", name="account_subject_key"),
    )
    op.create_table(
        "staff_session",
        sa.Column("token", sa.String(64), nullable=False),
        sa.Column("account", sa.String(26), nullable=False),
        sa.Column("began", sa.String(32), nullable=False),
        sa.Column("seen", sa.String(32), nullable=False),
        sa.Column("authenticated", sa.String(32)),
        sa.PrimaryKeyConstraint("token", name="staff_session_pkey"),
        sa.ForeignKeyConstraint(["account"], ["account.id"], name="staff_session_account_fkey"),
    )


def make_sign_ins() -> None:
    """Links to set an account up, and failed sign-ins."""
    op.create_table(
        "set_up",
        sa.Column("code", sa.String(64), nullable=False),
        sa.Column("account", sa.String(26), nullable=False),
        sa.Column("expires", sa.String(32), nullable=False),
        sa.PrimaryKeyConstraint("code", name="set_up_pkey"),
    )
    op.create_table(
        "sign_in_failure",
        sa.Column("key", sa.String(120), nullable=False),
        sa.Column("count", sa.Integer, nullable=False),
        sa.Column("last", sa.String(32), nullable=False),
        sa.PrimaryKeyConstraint("key", name="sign_in_failure_pkey"),
    )


def make_rest() -> None:
    """Documents, content packs, and what the database says about itself."""
    op.create_table(
        "document",
        sa.Column("record", sa.String(26), nullable=False),
        sa.Column("revision", sa.Integer, autoincrement=False, nullable=False),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("made_at", sa.String(32), nullable=False),
        sa.Column("content", sa.LargeBinary, nullable=False),
        sa.PrimaryKeyConstraint("record", "revision", name="document_pkey"),
        sa.UniqueConstraint("sha256", name="document_sha256_key"),
    )
    op.create_table(
        "pack",
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("content", sa.LargeBinary, nullable=False),
        sa.PrimaryKeyConstraint("sha256", name="pack_pkey"),
    )
    op.create_table(
        "about",
        sa.Column("key", sa.String(40), nullable=False),
        sa.Column("value", sa.String(400), nullable=False),
        sa.PrimaryKeyConstraint("key", name="about_pkey"),
    )
