"""A patient in a browser: what a finger does on each screen, by the words on it."""

import math
from datetime import date
from functools import cache
from uuid import uuid4

from playwright.sync_api import Locator, Page, expect

from informed import walkthrough
from informed.adapters import packs
from informed.content import ContentPack, Language
from informed.paths import CONTENT
from informed.patient import Patient as Person
from informed.ui.words import WORDS
from tests.factories import goes
from tests.journeys.server import Server
from tests.journeys.settled import settled

PATIENCE = 15_000


class Patient:
    """One person on one tablet. `unsure` names the statements that they are not sure about."""

    def __init__(self, page: Page, url: str, language: str = "vi", unsure: frozenset[str] = frozenset()):
        self.page = page
        self.url = url
        self.language = language
        self.unsure = unsure
        page.set_default_timeout(PATIENCE)
        expect.set_options(timeout=PATIENCE)

    def say(self, key: str, **values: object) -> str:
        return WORDS[key][self.language].format(**values)

    def opens(self, path: str = "/") -> None:
        self.page.goto(self.url + path)

    def sees(self, heading: str) -> None:
        expect(self.page.get_by_role("heading", level=1, name=heading)).to_be_visible()

    def presses(self, key: str) -> None:
        self.page.get_by_role("button", name=self.say(key), exact=True).tap()

    # --- the welcome screen

    def fills_in(self, name: str, day: str, month: str, year: str) -> None:
        self.page.get_by_label(self.say("name"), exact=True).fill(name)
        for part, typed in (("day", day), ("month", month), ("year", year)):
            self.page.get_by_label(self.say(part), exact=True).fill(typed)

    def starts(self, name: str = "Nguyễn Thị Ánh", born: tuple[str, str, str] = ("27", "3", "1964")) -> None:
        self.opens()
        if self.language == "en":
            self.page.get_by_role("button", name="English", exact=True).tap()
            expect(self.page.locator("html")).to_have_attribute("lang", "en")
        self.sees(self.say("welcome_title"))
        self.fills_in(name, *born)
        self.presses("start")
        self.is_at("about")

    # --- anywhere

    def is_at(self, step: str) -> None:
        """Wait until a step's screen is drawn: the address changes first, while the last screen still stands there."""
        self.page.wait_for_url(f"{self.url}/{step}")
        settled(self.page)

    def card(self, id: str) -> Locator:
        return self.page.locator(f".card:has(#{id}-text)")

    def cards(self) -> list[str]:
        """The ids of the cards on the screen, in order."""
        settled(self.page)
        texts = self.page.locator(".card .says")
        texts.first.wait_for()
        return [str(id).removesuffix("-text") for id in texts.evaluate_all("(texts) => texts.map(({ id }) => id)")]

    def answers(self, statement: str, answer: str) -> None:
        """Tap an answer and wait until the card says that it is saved."""
        self.card(statement).get_by_text(self.say(answer), exact=True).tap()
        expect(self.card(statement).get_by_text(self.say("saved"), exact=True)).to_be_visible()

    def answers_everything(self) -> None:
        """One tap after another, as fast as a finger finds the next, and then wait until each card says that it is saved."""
        ids = self.cards()
        for id in ids:
            self.card(id).get_by_text(self.say("unsure" if id in self.unsure else "understood"), exact=True).tap()
        for id in ids:
            expect(self.card(id).get_by_text(self.say("saved"), exact=True)).to_be_visible()

    def goes_on(self, to: str) -> None:
        self.presses("next")
        self.is_at(to)

    def answers_question(self, id: str, option: str) -> None:
        self.card(id).get_by_text(option, exact=True).tap()
        self.card(id).get_by_role("button", name=self.say("check_answer")).tap()

    # --- the whole way

    def arrives_at(self, step: str, server: Server, name: str, born: date = date(1964, 3, 27)) -> None:
        """A tablet on which this patient has come as far as a step, by the same commands that the screens call."""
        service = server.product.service
        visit, ticket = service.journey.begin(
            Person(name=name, date_of_birth=born), Language(self.language), str(uuid4())
        )
        goes(service, visit, step)
        cookie = service.journey.redeem(ticket)
        self.page.context.add_cookies(
            [{"name": "visit", "value": str(cookie), "url": self.url, "httpOnly": True, "sameSite": "Strict"}]
        )
        self.opens("/")
        self.is_at(step)

    def skips_to(self, goal: str, server: Server) -> None:
        """Go on from the present screen to a later one by the commands that the screens call: those between are another test's."""
        service = server.product.service
        (cookie,) = (one["value"] for one in self.page.context.cookies() if one["name"] == "visit")
        visit = service.journey.visit_of(cookie)
        goes(service, str(visit), goal, self.page.url.removeprefix(f"{self.url}/"))
        self.opens(f"/{goal}")
        self.is_at(goal)

    def walks_to(self, goal: str) -> None:
        """Go on from the present screen to a later one, answering what each asks."""
        pack = product_pack()
        names = [step.name for step in walkthrough.steps(pack)]
        while (name := self.page.url.removeprefix(self.url).strip("/")) != goal:
            at = walkthrough.step(pack, name)
            if at.kind == "topic" and pack.topic(at.topic or "").required:
                self.answers_everything()
            elif at.kind == "question":
                for question in pack.topic(at.topic or "").questions:
                    right = next(option for option in question.options if option.correct)
                    self.answers_question(question.id, right.text[self.language])
                    expect(self.card(question.id).get_by_text(self.say("right"), exact=True)).to_be_visible()
            self.goes_on(names[names.index(name) + 1])

    def draws_a_signature(self) -> None:
        """Three strokes of a finger on the first pad."""
        canvas = self.page.locator("canvas").first
        self.page.mouse.wheel(0, 1)  # as a person scrolls: a new screen does not pull them back to its heading
        canvas.scroll_into_view_if_needed()
        box = canvas.bounding_box()
        assert box is not None
        mouse = self.page.mouse
        for start in (0.1, 0.4, 0.65):
            mouse.move(box["x"] + box["width"] * start, box["y"] + box["height"] * 0.5)
            mouse.down()
            for i in range(1, 16):
                wave = 0.5 + 0.18 * math.sin(i)
                mouse.move(box["x"] + box["width"] * (start + i * 0.015), box["y"] + box["height"] * wave)
            mouse.up()


@cache
def product_pack() -> ContentPack:
    """The pack that the servers of these tests show."""
    return packs.load(CONTENT / "exosome-skin")
