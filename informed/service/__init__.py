"""The one door to state: every read and every write of the screens, the routes and the command line passes here."""

from datetime import timedelta
from threading import Event as Signal

from informed.ports import (
    Anchors,
    Clinic,
    Clock,
    Ledger,
    NoticeRenderer,
    Outside,
    Packs,
    Renderer,
    Sealer,
    Secrets,
    Signers,
)
from informed.service.accounts import Accounts
from informed.service.calls import Calls
from informed.service.clinic import Clinics
from informed.service.closing import Closing
from informed.service.custody import Custody
from informed.service.desk import Desk
from informed.service.documents import Documents
from informed.service.handover import HandOver
from informed.service.issuer import Issuer
from informed.service.journey import Journey
from informed.service.paper import Paper
from informed.service.pauses import Pauses
from informed.service.people import People
from informed.service.pins import Pins
from informed.service.records import Records
from informed.service.resuming import Resuming
from informed.service.returning import Returning
from informed.service.rights import Gate
from informed.service.sessions import Sessions
from informed.service.setup import Setup
from informed.service.staff import Staff

__all__ = ["Service"]


class Service:
    """The commands of the patient (`journey`), the staff (`staff`), the front desk (`desk`) and its administration (`setup`), the
    physician (`closing`), the staff before the signature (`returning`), the ledger's keepers (`custody`) and the administrators
    (`accounts`); handing a tablet over and back (`hand_over`, `pins`); a visit that rests (`pauses`, `resuming`); who helps a
    patient (`people`); paper and printed copies (`paper`); sign-in by another service (`issuer`); and the sealing of documents
    (`documents`).
    """

    def __init__(
        self,
        *,
        ledger: Ledger,
        packs: Packs,
        clock: Clock,
        secrets: Secrets,
        render: Renderer,
        render_notice: NoticeRenderer,
        sealer: Sealer,
        anchors: Anchors,
        signers: Signers,
        clinic: Clinic,
        outside: Outside,
    ):
        self.packs = packs
        self._ledger, self._clock = ledger, clock
        records = Records(ledger, packs, clock)
        sealed = Signal()
        self.documents = Documents(records, clock, render, render_notice, sealer, anchors, sealed)
        clinics = Clinics(records, clinic)
        self.clinic = clinics.now
        self.pauses = Pauses(records, secrets, timedelta(minutes=clinic.idle_minutes))
        self.journey = Journey(records, packs, secrets, self.documents, clinics, self.pauses)
        self.gate = gate = Gate(ledger, clock, secrets)
        sessions = Sessions(records, clock, secrets)
        self.staff = Staff(records, ledger, clock, secrets, gate, self.documents, sessions, signers)
        self.calls = Calls(records, gate)
        self.accounts = Accounts(records, ledger, clock, secrets, gate, signers)
        self.issuer = Issuer(records, ledger, clock, secrets, sessions, signers)
        self.pins = Pins(records, ledger, secrets, gate)
        self.resuming = Resuming(records, secrets, self.pauses, self.pins, gate)
        self.hand_over = HandOver(records, ledger, clock, secrets, gate, sessions, self.pins)
        self.closing = Closing(records, gate, self.documents, signers, clock)
        self.desk = Desk(records, gate, secrets, self.journey, clinics)
        self.setup = Setup(records, gate, secrets, clinics)
        self.returning = Returning(records, gate, clinic)
        self.people = People(records, gate, secrets)
        self.paper = Paper(records, gate, self.documents)
        self.custody = Custody(records, ledger, clock, gate, outside, sealed)

    def keep_up(self) -> None:
        """What is done again and again without anybody asking: seal documents that wait, and write a checkpoint when it is due."""
        self.documents.seal_waiting()
        self.custody.checkpoint_when_due()

    def check_writable(self) -> None:
        """Raises `LedgerError` when the ledger cannot be written now."""
        with self._ledger.writing() as work:
            work.leave_mark(self._clock.now())
