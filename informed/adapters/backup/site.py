"""Where the ledger of these settings is."""

from datetime import datetime

from informed.adapters import database as db
from informed.adapters.backup.onpostgres import PostgresSite
from informed.adapters.backup.onsqlite import SqliteSite
from informed.adapters.database.connect import is_sqlite
from informed.adapters.settings import Settings

Site = SqliteSite | PostgresSite


def site(settings: Settings, now: datetime) -> Site:
    """The place of a ledger, whether it is there or not; raises `LedgerError` for an address that cannot be used."""
    if is_sqlite(db.parse(settings.url)):
        return SqliteSite(settings.url, now)
    return PostgresSite(settings.url, settings.migrator_url.get_secret_value(), settings.data_dir, now)
