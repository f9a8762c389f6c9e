"""The composition root: settings in, a service out. The only place that knows both the core and the adapters."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path
from secrets import token_bytes

from informed import document
from informed.adapters import database, rotation
from informed.adapters.clock import SystemClock
from informed.adapters.data_keys import DataKeys, is_fresh
from informed.adapters.database import Migrated, connect, current, is_safe, may_make_tables, open_database, pending
from informed.adapters.keys import open_kek, read_kek
from informed.adapters.ledger import DatabaseLedger
from informed.adapters.oidc import SignInService
from informed.adapters.outside import OutsideFolder
from informed.adapters.packs import FolderPacks
from informed.adapters.recordings import Recordings
from informed.adapters.seal import Authority, Sealer, StoredSigners, read_pkcs12
from informed.adapters.secrets import SystemSecrets
from informed.adapters.settings import PREFIX, Settings, read_settings
from informed.content import ContentPack
from informed.errors import LedgerError, SettingsError
from informed.ports import Clinic
from informed.record import Record
from informed.service import Service


@dataclass(frozen=True)
class Product:
    """A running product: its settings, its service, the clinic's keys, and the sign-in service, if there is one."""

    settings: Settings
    service: Service
    authority: Authority
    sign_in: SignInService | None
    #: Signs what a browser keeps for us between two requests.
    cookie_key: bytes
    #: What the clinic has read aloud of its packs.
    recordings: Recordings


def build(settings: Settings) -> Product:
    """The product of these settings; makes the data folder and the database when they are missing."""
    _make_folder(settings)
    engine = open_database(settings.url)
    rotation.heal(settings.key_file, engine)
    kek = open_kek(settings.key_file, fresh=is_fresh(engine))
    ledger = DatabaseLedger(engine, DataKeys(kek, partial(read_kek, settings.key_file)))
    ledger.make_ready(SystemSecrets().record_id())
    authority = _authority(settings, ledger)
    sealer = Sealer(authority, settings.tsa_url)
    folders = settings.pack_folders
    service = Service(
        ledger=ledger,
        packs=FolderPacks(*folders),
        clock=SystemClock(),
        secrets=SystemSecrets(),
        render=partial(_render, settings),
        render_notice=document.render_notice,
        sealer=sealer,
        anchors=authority,
        signers=StoredSigners(ledger, authority, sealer),
        outside=OutsideFolder(settings.checkpoints),
        clinic=_clinic(settings),
    )
    service.packs.offered()
    service.custody.note_restore()
    service.custody.apply_erasures()
    cookie_key = _kept_key(ledger, "web.cookies")
    return Product(settings, service, authority, _sign_in_service(settings), cookie_key, Recordings(*folders))


def _clinic(settings: Settings) -> Clinic:
    """What the settings say about the clinic; its administration may say else."""
    return Clinic(
        name=settings.clinic_name,
        time_zone=settings.time_zone,
        document_language=settings.language,
        demonstration=settings.mode == "demo",
        address=settings.clinic_address,
        hotline=settings.clinic_hotline,
        notice_vi=settings.privacy_notice_vi,
        notice_en=settings.privacy_notice_en,
        walk_in=settings.mode == "demo",
        retention_days=settings.retention_days,
        reopen_days=settings.reopen_days,
        idle_minutes=settings.idle_minutes,
    )


def _sign_in_service(settings: Settings) -> SignInService | None:
    if not settings.oidc_issuer:
        return None
    for name in ("oidc_client_id", "oidc_roles"):
        if not getattr(settings, name):
            raise SettingsError(f"with {PREFIX}OIDC_ISSUER, set {PREFIX}{name.upper()} too")
    secret = _read(settings.oidc_client_secret_file).decode().strip() if settings.oidc_client_secret_file else ""
    return SignInService(
        settings.oidc_issuer,
        settings.oidc_client_id,
        secret,
        role_claim=settings.oidc_role_claim,
        roles=settings.role_mapping,
    )


def _kept_key(ledger: DatabaseLedger, name: str) -> bytes:
    """A random key of 32 bytes that is a secret of the clinic, made at the first start."""
    if ledger.secret(name) is None:
        ledger.keep_secret(name, token_bytes(32))
    return ledger.secret(name) or b""


def _make_folder(settings: Settings) -> None:
    try:
        settings.data_dir.mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError as error:
        raise LedgerError(f"the data folder {settings.data_dir.absolute()} cannot be made: {error.strerror}") from error


def _authority(settings: Settings, ledger: DatabaseLedger) -> Authority:
    now = SystemClock().now()
    if settings.seal_pkcs12 is None:
        return Authority.open(ledger, settings.clinic_name, now)
    passphrase = _read(settings.seal_passphrase_file).decode().strip() if settings.seal_passphrase_file else ""
    return Authority.open(ledger, settings.clinic_name, now, read_pkcs12(_read(settings.seal_pkcs12), passphrase, now))


def _read(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        raise SettingsError(f"{file} cannot be read: {error.strerror}") from error


def migrate(settings: Settings) -> Migrated | None:
    """Bring the database to this program's schema, with triggers and rights made anew, by the role that owns the tables.

    None when there was nothing to do and the role may do nothing.
    """
    _make_folder(settings)
    owner = settings.migrator_url.get_secret_value() or settings.url
    engine = connect(owner, make=True)
    try:
        if not pending(engine) and not may_make_tables(engine):
            return None
    finally:
        engine.dispose()
    return database.migrate(owner, app_url=settings.url)


def schema_of(settings: Settings) -> tuple[str | None, str]:
    """The schema that the database has, and the one that it should have."""
    engine = connect(settings.url, make=False)
    try:
        return current(engine), (pending(engine) or (current(engine) or "",))[-1]
    finally:
        engine.dispose()


def migrate_if_safe(settings: Settings) -> Migrated | None:
    """The same at a start, which must lose nothing: only an empty database, or one of which a copy was made first."""
    _make_folder(settings)
    engine = connect(settings.url, make=True)
    try:
        safe = bool(pending(engine)) and is_safe(engine)
    finally:
        engine.dispose()
    return migrate(settings) if safe else None


def _render(settings: Settings, record: Record, pack: ContentPack, scans: Sequence[bytes] = ()) -> bytes:
    """The document; its QR code leads to the record's page, if the clinic has said at which address."""
    base = min(settings.origins, default="")
    return document.render(record, pack, address=f"{base}/record?id={record.id}" if base else "", scans=scans)


@cache
def product() -> Product:
    """The product of this process, built from the environment at the first call."""
    return build(read_settings())
