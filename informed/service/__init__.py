"""The one door to state: every read and every write of the screens, the routes and the command line passes here."""

from informed.ports import Clinic, Clock, Ledger, Packs, Renderer, Secrets
from informed.service.journey import Journey
from informed.service.records import Records
from informed.service.staff import Staff

__all__ = ["Service"]


class Service:
    """The commands of the patient (`journey`) and of the staff (`staff`) over one ledger."""

    def __init__(
        self, *, ledger: Ledger, packs: Packs, clock: Clock, secrets: Secrets, render: Renderer, clinic: Clinic
    ):
        self.packs = packs
        self.clinic = clinic
        self._ledger = ledger
        self._clock = clock
        records = Records(ledger, packs, clock)
        self.journey = Journey(records, packs, secrets, render, clinic)
        self.staff = Staff(records, ledger, clock, secrets, render)

    def check_writable(self) -> None:
        """Raises `LedgerError` when the ledger cannot be written now."""
        with self._ledger.writing() as work:
            work.leave_mark(self._clock.now())
