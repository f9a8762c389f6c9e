"""The tables, the same on SQLite and PostgreSQL. A change here needs a migration beside it (`migrations/versions`).

Times are UTC as text that sorts as the time does; ids of records, accounts and keys' owners are 26 characters.
"""

from sqlalchemy import Boolean, Column, ForeignKey, Index, Integer, LargeBinary, MetaData, String, Table, false, text

#: Every constraint has a name that a later migration can say, on both engines.
metadata = MetaData(
    naming_convention={
        "pk": "%(table_name)s_pkey",
        "uq": "%(table_name)s_%(column_0_N_name)s_key",
        "fk": "%(table_name)s_%(column_0_N_name)s_fkey",
        "ix": "%(table_name)s_%(column_0_N_name)s_idx",
    }
)

#: Header and payload are the bytes that the chain covers; the payload is ciphertext. Never updated, never deleted.
events = Table(
    "event",
    metadata,
    Column("record", String(26), primary_key=True),
    Column("sequence", Integer, primary_key=True, autoincrement=False),
    Column("tap", String(64), unique=True),
    Column("header", LargeBinary, nullable=False),
    Column("payload", LargeBinary, nullable=False),
    Column("hash", LargeBinary(32), nullable=False),
    # Stored in the order of the chains; and no hidden row number by which `replace` could put a row in another's place.
    sqlite_with_rowid=False,
)

#: A projection of the events, rebuilt from them at will. `person` is the encrypted name, date of birth, record number.
record_index = Table(
    "record_index",
    metadata,
    Column("record", String(26), primary_key=True),
    Column("opened_at", String(32), nullable=False),
    Column("changed_at", String(32), nullable=False),
    Column("status", String(20), nullable=False),
    Column("document", String(10), nullable=False),
    Column("language", String(2), nullable=False),
    Column("stops", Integer, nullable=False),
    Column("cautions", Integer, nullable=False),
    Column("unsure", Integer, nullable=False),
    Column("questions", Integer, nullable=False),
    Column("held", Boolean, nullable=False),
    Column("paper", Boolean, nullable=False, server_default=false()),
    Column("called_at", String(32)),
    Column("call_place", String(40), nullable=False, server_default=""),
    Column("read_at", String(32)),
    Column("person", LargeBinary, nullable=False),
    Index("record_index_newest", "opened_at", "record"),
    Index("record_index_status", "status", "opened_at", "record"),
    # Small ones, of only the rows that somebody waits for.
    *(
        Index(name, column, sqlite_where=text(condition), postgresql_where=text(condition))
        for name, column, condition in (
            ("record_index_called", "called_at", "called_at is not null"),
            ("record_index_waiting", "record", "document = 'waiting'"),
        )
    ),
)

#: The blind index: what a record can be found by, as keyed hashes.
search_tokens = Table(
    "search_token",
    metadata,
    Column("token", LargeBinary(32), primary_key=True),
    Column("record", String(26), primary_key=True, index=True),
)

#: The wrapped data key of a record (or another owner); destroying it makes the owner's payloads unreadable.
data_keys = Table(
    "data_key",
    metadata,
    Column("owner", String(26), primary_key=True),
    Column("key_id", String(16), nullable=False),
    Column("wrapped", LargeBinary, nullable=False),
)

clinic_secrets = Table(
    "clinic_secret",
    metadata,
    Column("name", String(80), primary_key=True),
    Column("sealed", LargeBinary, nullable=False),
)

documents = Table(
    "document",
    metadata,
    Column("record", String(26), primary_key=True),
    Column("revision", Integer, primary_key=True, autoincrement=False),
    Column("kind", String(20), nullable=False),
    Column("sha256", String(64), nullable=False, unique=True),
    Column("made_at", String(32), nullable=False),
    Column("content", LargeBinary, nullable=False),
)

#: Scans and photos of paper that was signed by hand; ciphertext.
scans = Table(
    "scan",
    metadata,
    Column("record", String(26), primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("content", LargeBinary, nullable=False),
)

visits = Table(
    "visit",
    metadata,
    Column("id", String(64), primary_key=True),
    Column("record", String(26), nullable=False, index=True),
    Column("ticket", String(64), unique=True),
    Column("cookie", String(64), unique=True),
    Column("ended", Boolean, nullable=False),
    # When the patient was last heard of in it, and since when it rests.
    Column("seen", String(32)),
    Column("paused_at", String(32)),
)

accounts = Table(
    "account",
    metadata,
    Column("id", String(26), primary_key=True),
    Column("name", String(200), nullable=False, unique=True),
    Column("role", String(20), nullable=False),
    Column("password_hash", String(200), nullable=False),
    Column("active", Boolean, nullable=False),
    Column("display", String(200), nullable=False),
    Column("subject", String(255), unique=True),
)

sessions = Table(
    "staff_session",
    metadata,
    Column("token", String(64), primary_key=True),
    Column("account", String(26), ForeignKey("account.id"), nullable=False),
    Column("began", String(32), nullable=False),
    Column("seen", String(32), nullable=False),
    Column("authenticated", String(32)),
)

#: Links that let a person choose a password, as fingerprints; no account: the first administrator's.
set_ups = Table(
    "set_up",
    metadata,
    Column("code", String(64), primary_key=True),
    Column("account", String(26), nullable=False),
    Column("expires", String(32), nullable=False),
)

#: The PIN with which a member of staff takes a tablet back, as an Argon2id hash.
pins = Table(
    "staff_pin",
    metadata,
    Column("account", String(26), ForeignKey("account.id"), primary_key=True),
    Column("hash", String(200), nullable=False),
)

#: Browsers that are locked to one visit, by the fingerprint of their cookie: who handed the tablet over, and the session to come
#: back to; without `began` there is none any more.
tablet_locks = Table(
    "tablet_lock",
    metadata,
    Column("token", String(64), primary_key=True),
    Column("visit", String(64), nullable=False),
    Column("record", String(26), nullable=False),
    Column("account", String(26), ForeignKey("account.id"), nullable=False),
    Column("locked_at", String(32), nullable=False),
    Column("began", String(32)),
    Column("authenticated", String(32)),
)

#: Codes that give another device a record's visit, as keyed hashes; one for a record, deleted when it is used.
hand_over_codes = Table(
    "hand_over_code",
    metadata,
    Column("code", String(64), primary_key=True),
    Column("record", String(26), nullable=False, unique=True),
    Column("expires", String(32), nullable=False),
)

failures = Table(
    "sign_in_failure",
    metadata,
    Column("key", String(120), primary_key=True),
    Column("count", Integer, nullable=False),
    Column("last", String(32), nullable=False),
)

packs = Table(
    "pack",
    metadata,
    Column("sha256", String(64), primary_key=True),
    Column("content", LargeBinary, nullable=False),
)

about = Table(
    "about",
    metadata,
    Column("key", String(40), primary_key=True),
    Column("value", String(400), nullable=False),
)
