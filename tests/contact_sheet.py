"""Screenshots of every screen and state in one sheet: `python -m tests.contact_sheet [NAME ...]`, written to dist/contact-sheet.

Each state is shown on a tablet in portrait and landscape and on a phone, in both languages; the choices of size and colours
are shown on a few. `--staff` shows the staff's screens instead of the patient's.
"""

import argparse
import tempfile
from collections.abc import Iterator
from html import escape
from itertools import product
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from tests.journeys import chromium, measure
from tests.journeys.patient import Patient
from tests.journeys.screens import BY_NAME, State
from tests.journeys.server import Server
from tests.journeys.settled import settled
from tests.journeys.staff_screens import STAFF_BY_NAME, StaffState

SHEET = Path(__file__).parent.parent / "dist" / "contact-sheet"
VIEWPORTS = {"portrait": (810, 1080), "landscape": (1080, 810), "phone": (390, 844)}
LANGUAGES = ("vi", "en")
#: The states that are shown in every choice of letters and colours too.
CHOSEN = (
    *("welcome", "benefits-answered", "benefits-missing", "sign", "check", "done-signed", "take-back"),
    *("staff", "record-signed", "desk-wrong", "handover", "accounts-list", "transcript"),
)
CHOICES = (("size", "large"), ("size", "largest"), ("contrast", "dark"), ("contrast", "high"))
_WHOLE = "(document.querySelector('[data-testid=stMain]') ?? document.documentElement).scrollHeight"
#: How often the page is made taller: what it holds can grow once more when it has room.
_GROWS = 4
#: In pixels: more than the answers of a whole visit take on a phone.
_TALLEST = 14_000
COOKIES = {"size": "text-size", "contrast": "colours"}


def main() -> None:
    """Make the pictures, one state after another, and the page that shows them."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("names", nargs="*", help="only these states")
    asked.add_argument("--staff", action="store_true", help="the staff's screens")
    asked.add_argument("--language", choices=LANGUAGES, action="append")
    asked.add_argument("--viewport", choices=VIEWPORTS, action="append")
    asked.add_argument(
        "--measure", action="store_true", help="also print what is measured to be wrong, for every combination"
    )
    given = asked.parse_args()
    known = STAFF_BY_NAME if given.staff else BY_NAME
    states = [known[name] for name in given.names or known]
    SHEET.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        server = Server(Path(folder) / "data", clinic_name="Phòng khám Da liễu Ánh Dương").start()
        browser = chromium.launch(playwright)
        try:
            for state, language in product(states, given.language or LANGUAGES):
                for file in shots(browser, server, state, language, given.viewport or [*VIEWPORTS]):
                    print(file.name, flush=True)
                if given.measure:
                    print(*measured(browser, server, state, language), sep="\n", flush=True)
        finally:
            browser.close()
            server.stop()
    (SHEET / "index.html").write_text(_page(sorted(SHEET.glob("*.png"))), "utf-8")
    print(SHEET / "index.html")


def measured(browser: Browser, server: Server, state: State | StaffState, language: str) -> Iterator[str]:
    """What is wrong with a state, in every choice of size and colours."""
    for what, value in ((None, None), *CHOICES):
        context = browser.new_context(**chromium.TABLET)  # type: ignore[arg-type]
        if what and value:
            context.add_cookies([{"name": COOKIES[what], "value": value, "url": server.url}])
        page = context.new_page()
        state.show(Patient(page, server.url, language), server)
        measured = measure.room if isinstance(state, State) else measure.width
        found = measured(page) + measure.outline(page, language)
        page.set_viewport_size({"width": 810, "height": 6500})
        yield from (f"  {state.name} {language} {value}: {it}" for it in found + measure.rules(page))
        context.close()


def shots(
    browser: Browser, server: Server, state: State | StaffState, language: str, viewports: list[str]
) -> Iterator[Path]:
    """One state in one language: in each viewport, and a few also in each choice of size and colours."""
    chosen = CHOICES if state.name in CHOSEN else ()
    for what, value in ((None, None), *chosen):
        context = browser.new_context(**chromium.TABLET)  # type: ignore[arg-type]
        if what and value:
            context.add_cookies([{"name": COOKIES[what], "value": value, "url": server.url}])
        page = context.new_page()
        state.show(Patient(page, server.url, language), server)
        for name in viewports if value is None else viewports[:1]:
            _stretch(page, *VIEWPORTS[name])
            file = SHEET / f"{state.name}--{language}--{value or name}.png"
            page.screenshot(path=file)
            yield file
        context.close()


def _stretch(page: Page, width: int, height: int) -> None:
    """Make the window as tall as the page, which is measured again once it was drawn at that size."""
    for _ in range(_GROWS):
        page.set_viewport_size({"width": width, "height": height})
        settled(page)
        whole = min(int(page.evaluate(_WHOLE)), _TALLEST)
        if whole <= height:
            return
        height = whole


_STYLE = (
    "body { display: flex; flex-wrap: wrap; gap: 16px; font: 14px sans-serif } "
    "figure { margin: 0; width: 300px } img { width: 300px; border: 1px solid #999 }"
)


def _page(files: list[Path]) -> str:
    figures = "".join(
        f'<figure><a href="{file.name}"><img src="{file.name}" loading="lazy" alt=""></a>'
        f"<figcaption>{escape(file.stem)}</figcaption></figure>"
        for file in files
    )
    return f"<!doctype html><meta charset=utf-8><title>Every screen</title><style>{_STYLE}</style>{figures}"


if __name__ == "__main__":
    main()
