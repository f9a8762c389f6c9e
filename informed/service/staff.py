"""The staff's commands: sign-in with throttling, the list of records, and opening a document."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from informed import events as e
from informed.errors import SignInRefused
from informed.patient import SearchTerm
from informed.ports import Account, Clock, IndexRow, Ledger, Secrets, Work
from informed.record import Record
from informed.service.documents import Documents
from informed.service.records import Records
from informed.service.rights import Gate
from informed.verify.report import Report

#: Failures in a row that cost nothing yet; each further one doubles the wait.
FREE_TRIES = 5
LONGEST_WAIT = timedelta(minutes=15)

FIRST_ACCOUNT = "admin"


class Staff:
    """What members of staff can do."""

    def __init__(
        self, records: Records, ledger: Ledger, clock: Clock, secrets: Secrets, gate: Gate, documents: Documents
    ):
        self._records = records
        self._gate = gate
        self._ledger = ledger
        self._clock = clock
        self._secrets = secrets
        self._documents = documents

    def make_first_account(self) -> str | None:
        """Make the first account when there is none; returns its password, which is stored nowhere else."""
        with self._ledger.reading() as work:
            if work.has_accounts():
                return None
        password = self._secrets.record_id()[:20]
        hashed = self._secrets.hash_password(password)
        with self._ledger.writing() as work:
            if work.has_accounts():
                return None
            account = Account(self._secrets.record_id(), FIRST_ACCOUNT, "admin", hashed, active=True)
            work.add_account(account)
        return password

    def sign_in(self, name: str, password: str, address: str) -> str:
        """A session token for the right name and password; raises `SignInRefused`, the same for an unknown name."""
        keys = (f"account:{self._secrets.fingerprint(name.strip().casefold())}", f"address:{address}")
        account = self._admit(keys, name.strip())
        stored = account.password_hash if account and account.active else None
        if not self._secrets.password_matches(password, stored) or account is None:
            raise SignInRefused
        token = self._secrets.token()
        with self._ledger.writing() as work:
            for key in keys:
                work.clear_failures(key)
            work.add_session(self._secrets.fingerprint(token), account.id, self._clock.now())
        return token

    def _admit(self, keys: Sequence[str], name: str) -> Account | None:
        """The account of this name, if any; the try counts as failed before it is looked at, so that a burst counts
        too.
        """
        now = self._clock.now()
        with self._ledger.writing() as work:
            wait = max(self._wait(work.failures(key), now) for key in keys)
            if wait > timedelta():
                raise SignInRefused(wait_seconds=int(wait.total_seconds()) + 1)
            for key in keys:
                work.count_failure(key, now)
            return work.account(name)

    def sign_out(self, token: str) -> None:
        """End the session; ending twice is no error."""
        with self._ledger.writing() as work:
            work.end_session(self._secrets.fingerprint(token))

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
    ) -> Sequence[IndexRow]:
        """The newest records, or those opened before a (time, record id); only those that all search terms find, of one status."""
        self._gate.require(token, "list_records")
        with self._ledger.reading() as work:
            return work.indexed(before, limit, terms, status)

    def verify_file(self, token: str, pdf: bytes) -> Report:
        """What a file is, by the strict verdict; it is not kept."""
        self._gate.require(token, "verify_file")
        return self._documents.check(pdf)

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

    @staticmethod
    def _wait(failures: tuple[int, datetime] | None, now: datetime) -> timedelta:
        if failures is None or failures[0] < FREE_TRIES:
            return timedelta()
        pause = min(LONGEST_WAIT, timedelta(seconds=2 ** min(failures[0] - FREE_TRIES + 1, 20)))
        return failures[1] + pause - now
