"""What can be measured of a screen as it stands: targets, letters, room at double size, headings, language, axe's rules."""

from pathlib import Path
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.journeys.settled import settled

#: Tablet in portrait and landscape, and a phone.
SIZES = {"portrait": (810, 1080), "landscape": (1080, 810), "phone": (390, 844)}
TARGET, GAP, LETTERS = 48, 8, 18
_SCRIPT = (Path(__file__).parent / "measure.js").read_text("utf-8")
#: What axe cannot decide and a person did: rule -> (a sign of the place, why it is right).
EXPLAINED: dict[str, tuple[tuple[str, str], ...]] = {}

#: While the connection is lost the screen rests and only the alert can be reached: these rules have nothing to hold of.
RESTING = ("landmark-one-main", "page-has-heading-one")


def ask(page: Page, question: str) -> list[str]:
    """The answer of measure.js; on a slow machine a part may be drawn anew between two questions, and has no style for a moment."""
    settled(page)
    page.evaluate(_SCRIPT)
    return list(page.evaluate(question))


def room(page: Page) -> list[str]:
    """At every size: targets, letters (tablet), nothing sideways, also with letters of double size."""
    found = []
    for name, (width, height) in SIZES.items():
        page.set_viewport_size({"width": width, "height": height})
        found += [f"{name}: {it}" for it in ask(page, f"measured.targets({TARGET}, {GAP})")]
        found += [f"{name}: {it}" for it in ask(page, "measured.sideways()")]
        if name != "phone":
            found += [f"{name}: {it}" for it in ask(page, f"measured.letters({LETTERS})")]
        page.evaluate("document.documentElement.style.setProperty('font-size', '40px', 'important')")
        found += [f"{name} at 200 %: {it}" for it in ask(page, "measured.sideways()")]
        page.evaluate("document.documentElement.style.removeProperty('font-size')")
    return found


def outline(page: Page, language: str) -> list[str]:
    """One heading of the first level, the document's language, a title of its own that tells of an error."""
    found = []
    if (count := page.locator("h1:visible").count()) != 1:
        found.append(f"{count} headings of the first level")
    if page.locator("html").get_attribute("lang") != language:
        found.append("the document does not say its language")
    guide = page.url.endswith("/styleguide")  # which shows a summary, and has no error
    title, wrong = page.title(), 0 if guide else page.locator(".summary:visible").count()
    error = {"vi": "Lỗi: ", "en": "Error: "}[language]
    if len(title) < 4 or bool(wrong) != title.startswith(error):
        found.append(f"title {title!r} with {wrong} summaries")
    return found


def rules(page: Page) -> list[str]:
    """Axe's rules that are broken, and what it could not decide unless that is explained."""
    answer: dict[str, Any] = Axe().run(page).response
    resting = page.locator("#root[inert]").count() > 0
    broken = [
        f"{rule['id']}: {node['target']}"
        for rule in answer["violations"]
        for node in rule["nodes"]
        if not (resting and rule["id"] in RESTING)
    ]
    open_ = [
        f"undecided {rule['id']}: {node['target']} {node['any'][:1] or node['all'][:1]}"
        for rule in answer["incomplete"]
        for node in rule["nodes"]
        if not any(sign in f"{node['target']} {node['html']}" for sign, _ in EXPLAINED.get(rule["id"], ()))
    ]
    return broken + open_
