"""The ledger on a database: one transaction is one `Work`; what it stores of a person is encrypted."""

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from threading import RLock

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import IntegrityError, SQLAlchemyError

from informed.adapters import database as db
from informed.adapters.data_keys import DataKeys
from informed.adapters.ledger.accounts import Accounts
from informed.adapters.ledger.chain import Chain
from informed.adapters.ledger.custody import Custody
from informed.errors import LedgerError, Raced
from informed.events import CLINIC

__all__ = ["DatabaseLedger", "DatabaseWork"]


class DatabaseWork(Chain, Custody, Accounts):
    """One transaction; implements the port `Work`."""

    def __init__(self, connection: Connection, keys: DataKeys):
        self.connection = self._connection = connection
        self._keys = keys
        self._writing = bool(connection.get_execution_options().get("writing"))
        self._held, self._ends = {}, {}


class DatabaseLedger:
    """Transactions on one engine; with SQLite one at a time in this process.

    One that finds the file locked sleeps for up to 100 ms before it looks again. A transaction takes 0.2 to 3 ms, so that
    waiting here, where the next in line is woken at once, is far cheaper: with the rollback journal and fifty tablets the
    95th percentile of a tap was 516 ms without it.
    """

    def __init__(self, engine: Engine, keys: DataKeys):
        self._engine = engine
        self._to_write = engine.execution_options(writing=True)
        self._keys = keys
        self._turn: AbstractContextManager[object] = RLock() if engine.dialect.name == "sqlite" else nullcontext()

    @contextmanager
    def reading(self) -> Iterator[DatabaseWork]:
        with self._turn, self._read() as work:
            yield work

    @contextmanager
    def snapshot(self) -> Iterator[DatabaseWork]:
        """With SQLite's rollback journal a reader keeps writers from committing, so that they wait for their turn."""
        with nullcontext() if self._writes_beside_readers() else self._turn, self._read() as work:
            yield work

    @contextmanager
    def writing(self) -> Iterator[DatabaseWork]:
        with self._turn:
            try:
                with self._to_write.connect() as connection, connection.begin():
                    yield DatabaseWork(connection, self._keys)
            except IntegrityError as error:
                raise Raced("another process wrote to the same place first; nothing was saved") from error
            except SQLAlchemyError as error:
                raise LedgerError(f"the ledger cannot be written: {db.reason(error)}") from error

    @contextmanager
    def _read(self) -> Iterator[DatabaseWork]:
        try:
            with self._engine.connect() as connection, connection.begin():
                yield DatabaseWork(connection, self._keys)
        except SQLAlchemyError as error:
            raise LedgerError(f"the ledger cannot be read: {db.reason(error)}") from error

    def _writes_beside_readers(self) -> bool:
        with self.reading() as work:
            return db.writes_beside_readers(work.connection)

    def make_ready(self, id: str) -> None:
        """Give a new ledger its id and the clinic's keys; in one that has them, see that the key file opens them."""
        with self.writing() as work:
            if work.about("ledger") is None:
                work.keep_about("ledger", id)
                self._keys.make_clinics(work.connection)
            work.clinic_key(CLINIC)

    # --- the store of the seal's keys

    def secret(self, name: str) -> bytes | None:
        with self.reading() as work:
            return work.secret(name)

    def keep_secret(self, name: str, value: bytes) -> None:
        with self.writing() as work:
            work.keep_secret(name, value)

    def close(self) -> None:
        """Give all connections back."""
        self._engine.dispose()
