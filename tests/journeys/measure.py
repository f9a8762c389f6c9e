"""What can be measured of a screen as it stands: targets, letters, room at double size, headings, language, axe's rules."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.journeys.settled import settled

LANGUAGES, COLOURS, LETTER_SIZES = ("vi", "en"), ("light", "dark", "high"), ("normal", "largest", "large")
#: Tablet in portrait and landscape, and a phone.
SIZES = {"portrait": (810, 1080), "landscape": (1080, 810), "phone": (390, 844)}
TARGET, GAP, LETTERS = 48, 8, 18
_SCRIPT = (Path(__file__).parent / "measure.js").read_text("utf-8")
#: What axe finds or cannot decide and a person did: rule -> (how the place's HTML begins or what names it, why it is right).
EXPLAINED = {
    "color-contrast": (
        ('<span class="shape"', "a sign, which axe cannot read; the word beside it has its colour, and is measured"),
    ),
    "aria-hidden-focus": (
        ('<a href="#stMain"', "hidden while a list is open, which Tab closes; after that the link is there again"),
    ),
    "region": (
        (
            '<div id="react-aria',
            "the list of an open select field floats over the page, and is announced with its field",
        ),
    ),
}

#: While the connection is lost the screen rests and only the alert can be reached: these rules have nothing to hold of.
RESTING = ("landmark-one-main", "page-has-heading-one")


def turns(states: Sequence[Any]) -> list[tuple[Any, str, str, str]]:
    """Each state in one language, one set of colours and one size of letters, which take turns."""
    return [(one, LANGUAGES[i % 2], COLOURS[i % 3], LETTER_SIZES[(i + i // 3) % 3]) for i, one in enumerate(states)]


def choose(page: Page, url: str, colours: str, size: str) -> None:
    """The page's next screens in these colours and letters."""
    chosen = {"colours": colours, "text-size": size}
    page.context.add_cookies([{"name": key, "value": value, "url": url} for key, value in chosen.items()])


def ask(page: Page, question: str) -> list[str]:
    """The answer of measure.js; on a slow machine a part may be drawn anew between two questions, and has no style for a moment."""
    settled(page)
    page.evaluate(_SCRIPT)
    return list(page.evaluate(question))


def room(page: Page) -> list[str]:
    """At every size: targets, letters (tablet), nothing sideways, also with letters of double size."""
    found = []
    for name in _sizes(page):
        found += [f"{name}: {it}" for it in ask(page, f"measured.targets({TARGET}, {GAP})")]
        found += [f"{name}: {it}" for it in ask(page, "measured.sideways()")]
        if name != "phone":
            found += [f"{name}: {it}" for it in ask(page, f"measured.letters({LETTERS})")]
        page.evaluate("document.documentElement.style.setProperty('font-size', '40px', 'important')")
        found += [f"{name} at 200 %: {it}" for it in ask(page, "measured.sideways()")]
        page.evaluate("document.documentElement.style.removeProperty('font-size')")
    return found


def width(page: Page) -> list[str]:
    """What is wider than its screen, at every size."""
    return [f"{name}: {it}" for name in _sizes(page) for it in ask(page, "measured.sideways()")]


def _sizes(page: Page) -> Iterator[str]:
    """Each size's name, with the page at that size."""
    for name, (width, height) in SIZES.items():
        page.set_viewport_size({"width": width, "height": height})
        yield name


def remembered(page: Page) -> list[str]:
    """Fields whose words a browser might offer to the next person."""
    return ask(page, "measured.remembered()")


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


def is_resting(page: Page) -> bool:
    return page.locator("#root[inert]").count() > 0


def rules(page: Page) -> list[str]:
    """Axe's rules that are broken, and what it could not decide unless that is explained."""
    settled(page)
    resting = is_resting(page)
    answer: dict[str, Any] = Axe().run(page).response
    resting |= is_resting(page)  # on a slow machine the connection may count as lost while axe keeps the page busy
    broken = [
        f"{rule['id']}: {node['target']}"
        for rule, node in _places(answer["violations"])
        if not (resting and rule["id"] in RESTING)
    ]
    open_ = [
        f"undecided {rule['id']}: {node['target']} {node['any'][:1] or node['all'][:1]}"
        for rule, node in _places(answer["incomplete"])
    ]
    return broken + open_


def _places(found: list[dict[str, Any]]) -> Iterator[tuple[dict[str, Any], dict[str, Any]]]:
    """Each rule with each of its places, but for those that are explained."""
    for rule in found:
        for node in rule["nodes"]:
            if not any(node["html"].startswith(sign) for sign, _ in EXPLAINED.get(rule["id"], ())):
                yield rule, node
