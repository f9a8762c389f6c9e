"""What a restored ledger knows of its restore, until the next start tells of it in the chain `clinic`."""

from sqlalchemy import delete, insert, update

from informed.adapters import database as db

#: The key in the table `about`; its value is the SHA-256 of the manifest, a blank, and `forced` or `plain`.
RESTORED = "restored"


def mark(url: str, manifest: str, *, forced: bool) -> None:
    """Note that this ledger comes from a backup, and end the sessions of staff, of which some were ended since."""
    engine = db.connect(url)
    try:
        with engine.connect().execution_options(writing=True) as connection, connection.begin():
            connection.execute(delete(db.sessions))
            value = f"{manifest} {'forced' if forced else 'plain'}"
            again = update(db.about).where(db.about.c.key == RESTORED).values(value=value)
            if not connection.execute(again).rowcount:
                connection.execute(insert(db.about).values(key=RESTORED, value=value))
    finally:
        engine.dispose()
