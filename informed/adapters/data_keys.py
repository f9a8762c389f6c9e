"""The data keys of a database: kept there wrapped, opened here when they are needed.

A key is looked up anew each time, so that one which another process destroyed is gone here too; only the unwrapping is spared.
"""

from collections.abc import Callable
from functools import lru_cache

from sqlalchemy import Connection, Engine, bindparam, delete, insert, select, update

from informed.adapters import cipher
from informed.adapters import database as db
from informed.adapters.keys import KeyEncryptionKey
from informed.errors import KeyFault, Raced
from informed.events import CLINIC

REMEMBERED = 1024
#: The clinic's own keys: the chain of what happened to the ledger, finding a person, signing checkpoints, the seal's keys.
PURPOSES = (CLINIC, "index", "checkpoint", "secrets")


_OF = select(db.data_keys).where(db.data_keys.c.owner == bindparam("wanted"))
_FIND, _FIND_AND_HOLD = db.Compiled(_OF), db.Compiled(_OF.with_for_update())


class DataKeys:
    """All data keys that one key-encryption key opens."""

    def __init__(self, kek: KeyEncryptionKey, reread: Callable[[], KeyEncryptionKey] | None = None):
        """`reread` reads the key file anew, for a process that runs while the key is exchanged."""
        self._reread = reread
        self._use(kek)

    def _use(self, kek: KeyEncryptionKey) -> None:
        self.kek = kek
        self._unwrap = lru_cache(REMEMBERED)(kek.unwrap)

    def open(self, owner: str, key_id: str, wrapped: bytes) -> bytes:
        """A data key; raises `KeyFault`, and `Raced` when the key-encryption key was exchanged meanwhile: a transaction that
        has made a key with the old one must not be kept.
        """
        if key_id != self.kek.id and self._reread and (new := self._reread()).id == key_id:
            self._use(new)
            raise Raced("the key-encryption key was exchanged; nothing was saved")
        return self._unwrap(owner, key_id, wrapped)

    def find(self, connection: Connection, owner: str, *, hold: bool = False) -> bytes | None:
        """The key of an owner; `None` when there is none, or it was destroyed. Raises `KeyFault`.

        `hold`: on PostgreSQL no other transaction gets it until this one has ended; on SQLite none can write beside this one.
        """
        row = (_FIND_AND_HOLD if hold else _FIND).run(connection, {"wanted": owner}).first()
        return self.open(owner, row.key_id, row.wrapped) if row else None

    def make(self, connection: Connection, owner: str) -> bytes:
        """A new key for an owner that has none."""
        key = cipher.new_key()
        wrapped = self.kek.wrap(owner, key)
        connection.execute(insert(db.data_keys).values(owner=owner, key_id=self.kek.id, wrapped=wrapped))
        return key

    def of_clinic(self, connection: Connection, purpose: str) -> bytes:
        """The clinic's key for a purpose; raises `KeyFault` when it is gone."""
        key = self.find(connection, purpose)
        if key is None:
            raise KeyFault(f"the data key `{purpose}` is not in the database any more; restore a backup")
        return key

    def make_clinics(self, connection: Connection) -> None:
        """Make the clinic's keys, in a database that has none."""
        for purpose in PURPOSES:
            self.make(connection, purpose)

    def destroy(self, connection: Connection, owner: str) -> bool:
        """Forget a key for good: nothing that it encrypted can be read again. False when there was none."""
        return connection.execute(delete(db.data_keys).where(db.data_keys.c.owner == owner)).rowcount == 1

    def rewrap(self, connection: Connection, new: KeyEncryptionKey) -> int:
        """Wrap every key by another key-encryption key; returns how many there are."""
        rows = connection.execute(select(db.data_keys)).all()
        for row in rows:
            wrapped = new.wrap(row.owner, self.kek.unwrap(row.owner, row.key_id, row.wrapped))
            same = db.data_keys.c.owner == row.owner
            connection.execute(update(db.data_keys).where(same).values(key_id=new.id, wrapped=wrapped))
        return len(rows)


def is_fresh(engine: Engine) -> bool:
    """Whether a database has no key yet, so that a key file may be made for it."""
    with engine.connect() as connection:
        return connection.execute(select(db.data_keys.c.owner).limit(1)).first() is None
