"""The one door to state: every read and every write of the screens, the routes and the command line passes here."""

from threading import Event as Signal

from informed.ports import Anchors, Clinic, Clock, Ledger, Outside, Packs, Renderer, Sealer, Secrets, Signers
from informed.service.accounts import Accounts
from informed.service.calls import Calls
from informed.service.closing import Closing
from informed.service.custody import Custody
from informed.service.documents import Documents
from informed.service.issuer import Issuer
from informed.service.journey import Journey
from informed.service.records import Records
from informed.service.rights import Gate
from informed.service.sessions import Sessions
from informed.service.staff import Staff

__all__ = ["Service"]


class Service:
    """The commands of the patient (`journey`), the staff (`staff`), the physician (`closing`), the ledger's keepers (`custody`) and
    the administrators (`accounts`); sign-in by another service (`issuer`); and the sealing of documents (`documents`).
    """

    def __init__(
        self,
        *,
        ledger: Ledger,
        packs: Packs,
        clock: Clock,
        secrets: Secrets,
        render: Renderer,
        render_notice: Renderer,
        sealer: Sealer,
        anchors: Anchors,
        signers: Signers,
        clinic: Clinic,
        outside: Outside,
    ):
        self.packs = packs
        self.clinic = clinic
        self._ledger = ledger
        self._clock = clock
        records = Records(ledger, packs, clock)
        sealed = Signal()
        self.documents = Documents(records, clock, render, render_notice, sealer, anchors, sealed)
        self.journey = Journey(records, packs, secrets, self.documents, clinic)
        self.gate = gate = Gate(ledger, clock, secrets)
        sessions = Sessions(records, clock, secrets)
        self.staff = Staff(records, ledger, clock, secrets, gate, self.documents, sessions, signers)
        self.calls = Calls(records, gate)
        self.accounts = Accounts(records, ledger, clock, secrets, gate, signers)
        self.issuer = Issuer(records, ledger, clock, secrets, sessions, signers)
        self.closing = Closing(records, gate, self.documents, signers, clock)
        self.custody = Custody(records, ledger, clock, gate, outside, sealed)

    def keep_up(self) -> None:
        """What is done again and again without anybody asking: seal documents that wait, and write a checkpoint when it is due."""
        self.documents.seal_waiting()
        self.custody.checkpoint_when_due()

    def check_writable(self) -> None:
        """Raises `LedgerError` when the ledger cannot be written now."""
        with self._ledger.writing() as work:
            work.leave_mark(self._clock.now())
