"""The physicians' own keys in the key store, each under its physician's password; implements the port `Signers`."""

from datetime import datetime
from zoneinfo import ZoneInfo

from informed.adapters.seal.authority import RENEW_BEFORE, Authority, KeyStore
from informed.adapters.seal.physician import PhysicianCredential
from informed.adapters.seal.sealer import Sealed, Sealer
from informed.content import Language
from informed.errors import SealError
from informed.events import Outcome
from informed.review import OUTCOMES


class StoredSigners:
    """Physicians' credentials, kept and used."""

    def __init__(self, store: KeyStore, authority: Authority, sealer: Sealer):
        self._store = store
        self._authority = authority
        self._sealer = sealer

    def enrol(self, account: str, name: str, password: str, at: datetime) -> None:
        """A new key and certificate; documents that an older one signed stay as they are."""
        issued = self._authority.issue_physician(name, account, password, at)
        self._store.keep_secret(_certificate(account), issued.certificate)
        self._store.keep_secret(_key(account), issued.wrapped_key)

    def enrolled(self, account: str, at: datetime) -> bool:
        credential = self._credential(account)
        return credential is not None and credential.expires - at > RENEW_BEFORE

    def countersign(
        self,
        pdf: bytes,
        *,
        account: str,
        password: str,
        name: str,
        outcome: Outcome,
        at: datetime,
        time_zone: str,
        language: Language,
    ) -> Sealed:
        """The sealed file with the physician's signature in its field; raises `SealError`."""
        credential = self._credential(account)
        if credential is None:
            raise SealError("this account has no certificate yet: its password must be set anew")
        local = at.astimezone(ZoneInfo(time_zone))
        offset = f"{local:%z}"
        return self._sealer.countersign(
            pdf,
            credential,
            password,
            at=at,
            name=name,
            at_text=f"{local:%H:%M %d/%m/%Y} (UTC{offset[:3]}:{offset[3:]})",
            outcome_text=OUTCOMES[outcome][language],
        )

    def revoke(self, account: str, at: datetime) -> None:
        if credential := self._credential(account):
            self._authority.revoke(credential.serial, at)
            self._store.keep_secret(_key(account), b"")

    def _credential(self, account: str) -> PhysicianCredential | None:
        certificate, key = self._store.secret(_certificate(account)), self._store.secret(_key(account))
        return PhysicianCredential(certificate, key) if certificate and key else None


def _certificate(account: str) -> str:
    return f"physician.certificate.{account}"


def _key(account: str) -> str:
    return f"physician.key.{account}"
