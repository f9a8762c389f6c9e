"""What `app.py` is made of: our routes and middleware, the tuned settings, and a garbage collector on a timer.

Settings are set in code: under uvicorn neither STREAMLIT_* variables nor a config.toml of another folder are seen.
"""

import asyncio
import contextlib
import gc
import logging
from collections.abc import AsyncIterator
from typing import Any

from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from streamlit import config

from informed.bootstrap import product
from informed.errors import InformedError
from informed.paths import ENTRY
from informed.web import logs, screens
from informed.web.routes import EXCEPTION_HANDLERS, ROUTES
from informed.web.shell import Shell

__all__ = ["ENTRY", "EXCEPTION_HANDLERS", "MIDDLEWARE", "ROUTES", "lifespan", "tune"]

MIDDLEWARE = [Middleware(Shell), Middleware(GZipMiddleware, minimum_size=1024, compresslevel=5)]

#: Streamlit's garbage collection after each run costs 42 ms of a tap, its file watcher 66 ms of an opening.
SETTINGS: dict[str, Any] = {
    "runner.postScriptGC": False,
    "server.fileWatcherType": "none",
    "server.headless": True,
    "server.enableXsrfProtection": True,
    "server.maxMessageSize": 20,
    "server.maxUploadSize": 1,
    "browser.gatherUsageStats": False,
    "client.toolbarMode": "minimal",
    "client.showErrorDetails": "none",
    "client.showSidebarNavigation": False,
    "logger.level": "warning",
    "logger.enableRich": False,  # it would print a failing screen's whole exception past all loggers
    "theme.base": "light",
    "theme.font": "Be Vietnam Pro, Noto Sans, system-ui, sans-serif",
    "theme.baseFontSize": 20,
    "theme.primaryColor": "#0b5c6b",
    "theme.backgroundColor": "#faf8f4",
    "theme.secondaryBackgroundColor": "#ffffff",
    "theme.textColor": "#1b1b1b",
    "theme.baseRadius": "12px",
    "theme.showWidgetBorder": True,
}
COLLECT_SECONDS = 10
KEEP_UP_SECONDS = 5
_log = logging.getLogger("informed")


@contextlib.asynccontextmanager
async def lifespan(_app: object) -> AsyncIterator[dict[str, Any]]:
    """Build the product before the first request, and collect garbage between requests instead of after each."""
    if code := product().service.accounts.first_code():  # `informed serve` has done it, and said so, by now
        print(f"Set up the first administrator at this server's address: {screens.set_up_path(code)}", flush=True)
    gc.collect()
    gc.freeze()
    tasks = [asyncio.create_task(_collect()), asyncio.create_task(_keep_up())]
    yield {}
    for task in tasks:
        task.cancel()


async def _collect() -> None:
    while True:
        await asyncio.sleep(COLLECT_SECONDS)
        gc.collect()


async def _keep_up() -> None:
    """Let the ledger do what is due; what fails is told to the log, and tried again."""
    while True:
        try:
            await asyncio.to_thread(product().service.keep_up)
        except InformedError as error:
            _log.warning("the ledger could not be kept up: %s", error)
        await asyncio.sleep(KEEP_UP_SECONDS)


def tune() -> None:
    """Set Streamlit's options and what is logged of exceptions; they hold in any folder and under any launcher."""
    for name, value in SETTINGS.items():
        config.set_option(name, value)
    logs.keep_messages_out()
