"""Finds a Chromium for the browser tests, and starts it with nothing of its own on the network."""

import os
import shutil
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Playwright

ARGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    # The last list counts: what of Playwright's own matters here, and the popup of the address bar, which each context would load.
    "--disable-features=PaintHolding,HttpsUpgrades,HttpsFirstBalancedModeAutoEnable,OptimizationHints,NetworkTimeServiceQuerying,"
    "MediaRouter,ThirdPartyStoragePartitioning,LensOverlay,AimEnabled,PreconnectToSearch,DestroyProfileOnBrowserClose,"
    "AvoidUnnecessaryBeforeUnloadCheckSync,WebUIOmniboxPopup,WebUIOmniboxAimPopup",
)
TABLET = {
    "viewport": {"width": 810, "height": 1080},
    "has_touch": True,
    "device_scale_factor": 1,
    "locale": "vi-VN",
    "timezone_id": "Asia/Ho_Chi_Minh",
}


def launch(playwright: Playwright) -> Browser:
    """A browser, or a loud skip; where `CI` is set a missing browser is a failure."""
    where = _executable(playwright)
    if where is None:
        message = "no Chromium: set INFORMED_CHROMIUM, or install chromium, or run `playwright install chromium`"
        if os.environ.get("CI"):
            pytest.fail(message)
        pytest.skip(message)
    return playwright.chromium.launch(executable_path=where, headless=True, args=list(ARGS))


def _executable(playwright: Playwright) -> str | None:
    own = Path(playwright.chromium.executable_path)
    candidates = (
        os.environ.get("INFORMED_CHROMIUM"),
        str(own) if own.exists() else None,
        shutil.which("chromium-headless-shell"),  # the same engine without windows: a sixth less work
        shutil.which("chromium"),
        shutil.which("chromium-browser"),
        shutil.which("google-chrome"),
    )
    return next((found for found in candidates if found), None)
