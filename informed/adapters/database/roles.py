"""What the app's role may do on PostgreSQL, table by table. The migrator's role owns the tables and grants this."""

from sqlalchemy import Connection, text

from informed.errors import LedgerError

READ, ADD, CHANGE, REMOVE = "select", "insert", "update", "delete"

#: Events, documents, scans and packs are never changed; an erasure removes keys, documents, scans and search tokens.
RIGHTS = {
    "event": (READ, ADD),
    "record_index": (READ, ADD, CHANGE, REMOVE),
    "search_token": (READ, ADD, REMOVE),
    "data_key": (READ, ADD, CHANGE, REMOVE),
    "clinic_secret": (READ, ADD, CHANGE),
    "document": (READ, ADD, REMOVE),
    "scan": (READ, ADD, REMOVE),
    "visit": (READ, ADD, CHANGE),
    "account": (READ, ADD, CHANGE),
    "staff_session": (READ, ADD, CHANGE, REMOVE),
    "set_up": (READ, ADD, REMOVE),
    "staff_pin": (READ, ADD, CHANGE, REMOVE),
    "tablet_lock": (READ, ADD, CHANGE, REMOVE),
    "hand_over_code": (READ, ADD, REMOVE),
    "sign_in_failure": (READ, ADD, CHANGE, REMOVE),
    "pack": (READ, ADD),
    "about": (READ, ADD, CHANGE),
    "alembic_version": (READ,),
}

_ROLE = text("""
    select rolsuper, pg_has_role(oid, (select relowner from pg_class where oid = 'event'::regclass), 'member')
    from pg_roles where rolname = :role
""")


def grant_app_role(connection: Connection, role: str) -> None:
    """Give the app's role exactly its rights; raises `LedgerError` when there is no such role or rights cannot bind it."""
    found = connection.execute(_ROLE, {"role": role}).first()
    if found is None:
        raise LedgerError(f"the server has no role {role}; docs/postgresql.md says how to make it")
    if any(found):
        raise LedgerError(
            f"the role {role} is a superuser or owns the tables: no right could keep it from changing events"
        )
    schema = connection.exec_driver_sql("select quote_ident(current_schema())").scalar()
    name = connection.dialect.identifier_preparer.quote(role)
    for statement in (
        f"revoke create on schema {schema} from public, {name}",
        f"revoke all on all tables in schema {schema} from public, {name}",
        f"grant usage on schema {schema} to {name}",
        *(f'grant {", ".join(rights)} on "{table}" to {name}' for table, rights in RIGHTS.items()),
    ):
        connection.exec_driver_sql(statement)
