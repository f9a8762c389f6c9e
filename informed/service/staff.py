"""The staff's commands: sign-in with throttling, the list of records, and opening a document."""

import unicodedata
from collections.abc import Iterable, Sequence
from contextlib import suppress
from datetime import datetime

from informed import events as e
from informed.content import Text
from informed.errors import NotFound, SignInRefused
from informed.patient import SearchTerm
from informed.ports import Account, Clock, IndexRow, Ledger, Secrets, Signers, Work
from informed.record import Record
from informed.service import throttle
from informed.service.documents import Documents
from informed.service.records import Records
from informed.service.rights import Gate
from informed.service.sessions import Sessions
from informed.verify.report import Report


class Staff:
    """What members of staff can do."""

    def __init__(
        self,
        records: Records,
        ledger: Ledger,
        clock: Clock,
        secrets: Secrets,
        gate: Gate,
        documents: Documents,
        sessions: Sessions,
        signers: Signers,
    ):
        self._records = records
        self._gate = gate
        self._ledger = ledger
        self._clock = clock
        self._secrets = secrets
        self._documents = documents
        self._sessions = sessions
        self._signers = signers

    def sign_in(self, name: str, password: str, address: str, *, instead_of: str = "") -> str:
        """A session token for the right name and password; raises `SignInRefused`, the same for an unknown name.

        `instead_of` is the token that this browser had, which ends.
        """
        typed = unicodedata.normalize("NFC", name).strip()
        keys = (f"account:{self._secrets.fingerprint(typed.casefold())}", f"address:{address}")
        with self._ledger.writing() as work:
            will_wait = throttle.admit(work, keys, self._clock.now())
            account = work.account(typed)
        stored = (account.password_hash or None) if account and account.active else None
        if not self._secrets.password_matches(password, stored) or account is None:
            if will_wait:
                self._records.note(e.SYSTEM, e.SignInThrottled(account=account.id if account else "", address=address))
            raise SignInRefused
        return self._begin(account, keys, password, address, instead_of)

    def _begin(self, account: Account, keys: Sequence[str], password: str, address: str, instead_of: str) -> str:
        """The session; a physician who has no key to sign with, or an old one, gets one under the password just typed."""

        def begin(work: Work) -> str:
            if work.account(account.name) != account:  # changed since the password was looked at
                raise SignInRefused
            throttle.forgive(work, keys)
            return self._sessions.begin(work, account, "password", address, instead_of=instead_of)

        token = self._records.write(begin)
        now = self._clock.now()
        if account.role == "physician" and not self._signers.enrolled(account.id, now):
            self._signers.enrol(account.id, account.shown_name, password, now)
        return token

    def sign_out(self, token: str) -> None:
        """End the session; ending twice is no error."""
        self._sessions.end(token)

    def account(self, token: str) -> Account | None:
        """Whose session this is, if it still holds; using it keeps it alive."""
        return self._gate.account(token)

    def records(
        self,
        token: str,
        before: tuple[datetime, str] | None = None,
        limit: int = 50,
        terms: Iterable[SearchTerm] = (),
        status: str = "",
        since: datetime | None = None,
    ) -> Sequence[IndexRow]:
        """The newest records, or those opened before a (time, record id); only those that all search terms find, of one status,
        opened at a time or later.
        """
        self._gate.require(token, "list_records", by_itself=True)  # an open list looks again every few seconds
        with self._ledger.reading() as work:
            return work.indexed(before, limit, terms, status, since)

    def procedures(self, token: str, rows: Iterable[IndexRow]) -> dict[str, Text]:
        """What the procedure of each of these records is called, by record id, where the clinic has several; else nothing."""
        self._gate.require(token, "list_records", by_itself=True)
        if not self._records.several:
            return {}
        found = {}
        with self._ledger.reading() as work:
            for row in rows:
                with suppress(NotFound):  # erased since it was listed: the next look shows it
                    opened = work.opening(row.record).payload
                    if isinstance(opened, e.RecordOpened):
                        found[row.record] = self._records.pack(opened.pack.sha256).title
        return found

    def verify_file(self, token: str, pdf: bytes) -> Report:
        """What a file is, by the strict verdict; it is not kept."""
        self._gate.require(token, "verify_file")
        return self._documents.check(pdf)

    def export(self, token: str, record_id: str, format: e.ExportFormat) -> bytes:
        """A copy of a record for other systems; that it was taken becomes an event. `pdf` raises `SealError` while it waits.

        json: every event with its pack, canonical JSON; fhir: a FHIR R4 Bundle; pdf: the newest file of the patient's document.
        """
        account = self._gate.require(token, "export")
        with self._ledger.reading() as work:
            record = self._records.load(work, record_id)
        copy = self._documents.copy(record, format)
        actor = e.Actor(kind="account", account=account.id)

        def took(work: Work) -> None:
            self._records.append(
                work, self._records.load(work, record_id), record_id, actor, None, [e.RecordExported(format=format)]
            )

        self._records.write(took)
        return copy

    def events(self, token: str, chain: str) -> tuple[e.Event, ...]:
        """The events of a record, or of the ledger itself (`clinic`); that they were read is an event of the record."""
        account = self._gate.require(token, "read_events")
        if chain == e.CLINIC:
            with self._ledger.reading() as work:
                return work.events(e.CLINIC)
        actor = e.Actor(kind="account", account=account.id)

        def look(work: Work) -> Record:
            record = self._records.load(work, chain)
            return self._records.append(work, record, chain, actor, None, [e.RecordViewed()])

        return self._records.write(look).events

    def names(self, token: str) -> dict[str, str]:
        """What the accounts that events name by their ids are called, also those that were deactivated."""
        self._gate.require(token, "read_events")
        with self._ledger.reading() as work:
            return {account.id: account.shown_name for account in work.accounts()}

    def open_document(self, token: str, record_id: str, revision: int | None = None) -> tuple[Record, bytes]:
        """The newest file of the patient's document, or a certain file of the record; that somebody opened it becomes an event.

        Raises `SealError` while the document cannot be sealed.
        """
        account = self._gate.require(token, "open_document")
        with self._ledger.reading() as work:
            record = self._records.load(work, record_id)
        pdf = self._documents.content(record, revision) if revision else self._documents.latest(record)
        actor = e.Actor(kind="account", account=account.id)

        def open_it(work: Work) -> Record:
            record = self._records.load(work, record_id)
            return self._records.append(work, record, record.id, actor, None, [e.DocumentOpened()])

        return self._records.write(open_it), pdf
