"""The ledger: transactions that hold everything."""

from contextlib import AbstractContextManager
from typing import Protocol

from informed.ports.accounts import Accounts
from informed.ports.chain import Chain
from informed.ports.custody import Custody
from informed.ports.handover import HandOvers
from informed.ports.people import People
from informed.ports.visits import Visits


class Work(Chain, People, Custody, Visits, Accounts, HandOvers, Protocol):
    """One transaction. Leaving it without an error makes everything durable; an error undoes all of it."""


class Ledger(Protocol):
    """The durable store of everything."""

    def reading(self) -> AbstractContextManager[Work]: ...

    def snapshot(self) -> AbstractContextManager[Work]:
        """One moment of the ledger, to be read for as long as it takes: others write meanwhile, where the engine lets them."""
        ...

    def writing(self) -> AbstractContextManager[Work]: ...
