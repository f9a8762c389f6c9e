"""The composition root: settings in, a service out. The only place that knows both the core and the adapters."""

from dataclasses import dataclass
from functools import cache

from informed import document
from informed.adapters.clock import SystemClock
from informed.adapters.database import open_database
from informed.adapters.ledger import DatabaseLedger
from informed.adapters.packs import FolderPacks
from informed.adapters.secrets import SystemSecrets
from informed.adapters.settings import Settings, read_settings
from informed.errors import LedgerError
from informed.paths import CONTENT
from informed.ports import Clinic
from informed.service import Service


@dataclass(frozen=True)
class Product:
    """A running product: its settings and its service."""

    settings: Settings
    service: Service


def build(settings: Settings) -> Product:
    """The product of these settings; makes the data folder and the database when they are missing."""
    try:
        settings.data_dir.mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError as error:
        raise LedgerError(f"the data folder {settings.data_dir.absolute()} cannot be made: {error.strerror}") from error
    service = Service(
        ledger=DatabaseLedger(open_database(settings.url)),
        packs=FolderPacks((settings.content_dir or CONTENT) / settings.pack),
        clock=SystemClock(),
        secrets=SystemSecrets(),
        render=document.render,
        clinic=Clinic(
            name=settings.clinic_name,
            time_zone=settings.time_zone,
            document_language=settings.language,
            demonstration=settings.mode == "demo",
        ),
    )
    service.packs.current()
    return Product(settings, service)


@cache
def product() -> Product:
    """The product of this process, built from the environment at the first call."""
    return build(read_settings())
