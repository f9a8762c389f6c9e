"""The whole journey with nothing but Tab, Shift+Tab, Enter, Space and the arrows, and letters where a name is typed."""

from itertools import pairwise

import pytest
from playwright.sync_api import Page, expect

from informed import walkthrough
from tests.journeys.patient import Patient, product_pack
from tests.journeys.server import Server
from tests.journeys.staff import events

#: More presses than any screen needs from one control to the next that is wanted.
MOST = 60
#: What has the focus: its kind, its words, whether something in its group is chosen, and whether its focus can be seen.
ACTIVE = """() => {
  let at = document.activeElement;
  while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
  const words = at.labels?.[0]?.innerText || at.innerText || at.getAttribute("aria-label") || "";
  const group = at.type === "radio" ? [...at.getRootNode().querySelectorAll(`input[name="${at.name}"]`)] : [];
  const ringed = [at, at.closest("label"), at.closest("[data-testid=stTextInputRootElement]"), at.parentElement];
  return {
    kind: at.type || at.tagName.toLowerCase(),
    words: words.trim(),
    chosen: group.some((one) => one.checked),
    quiz: Boolean(at.closest(".card")?.querySelector(".check")),
    seen: ringed.filter(Boolean).map((one) => getComputedStyle(one)).some(
      ({ outlineStyle, boxShadow }) => outlineStyle === "solid" || boxShadow !== "none"),
  };
}"""


def active(page: Page) -> dict[str, object]:
    return dict(page.evaluate(ACTIVE))


def tabs_to(page: Page, words: str, kind: str | None = None, *, key: str = "Tab") -> None:
    """Press Tab until the control with these words has the focus."""
    for _ in range(MOST):
        page.keyboard.press(key)
        now = active(page)
        if str(now["words"]).startswith(words) and kind in (None, now["kind"]):
            assert now["seen"], f"the focus on {words!r} cannot be seen"
            return
    raise AssertionError(f"{words!r} is not reached by {key}")


def answers(patient: Patient, unsure: bool) -> None:
    """From the heading on: choose in every group of answers that has none, look at every explanation, and press Continue."""
    page, done = patient.page, patient.say("next")
    for _ in range(400):
        page.keyboard.press("Tab")
        now = active(page)
        if now["kind"] == "radio" and not now["chosen"]:
            # "I am not sure" is the last option of a question and the second one of a statement: one step back, round the end.
            page.keyboard.press("ArrowUp" if now["quiz"] or unsure else "Space")
        elif now["words"] == patient.say("check_answer"):
            page.keyboard.press("Enter")
            expect(page.locator(".feedback .result").first).not_to_have_text("")
        elif now["words"] == done:
            page.keyboard.press("Enter")
            return
    raise AssertionError("no way on")


def test_from_welcome_to_done(patient: Patient, server: Server) -> None:
    """Every statement answered, every question, the name typed as signature, the tablet handed back."""
    name, page = "Người Chỉ Dùng Phím", patient.page
    patient.opens()
    patient.sees(patient.say("welcome_title"))
    for label, typed in (("name", name), ("day", "27"), ("month", "3"), ("year", "1964")):
        tabs_to(page, patient.say(label), "text")
        page.keyboard.type(typed)
    tabs_to(page, patient.say("start"))
    page.keyboard.press("Enter")
    steps = walkthrough.steps(product_pack())
    for i, (step, following) in enumerate(pairwise(steps[1:-1])):
        patient.is_at(step.name)
        page.locator(".card, .answers .row").first.wait_for()
        expect(page.locator("h1")).to_be_focused()
        answers(patient, unsure=i % 2 == 1)
        patient.is_at(following.name)
    expect(page.locator("h1")).to_be_focused()
    tabs_to(page, patient.say("drawn"))
    page.keyboard.press("ArrowDown")
    page.get_by_label(patient.say("typed_label")).wait_for()
    tabs_to(page, patient.say("typed_label"), "text")
    page.keyboard.type(name)
    tabs_to(page, patient.say("do_sign"))
    page.keyboard.press("Enter")
    patient.is_at("done")
    (signed,) = events(server, "RecordSigned", name)
    assert signed["signature"]["typed"] == name
    given = {answer["statement"]["id"] for answer in events(server, "StatementAnswered", name)}
    assert given == set(product_pack().required_statements)
    tabs_to(page, patient.say("hand_back"))
    page.keyboard.press("Enter")
    patient.sees(patient.say("welcome_title"))


def test_from_the_error_summary_to_the_field(patient: Patient, server: Server) -> None:
    """Continue too early: the focus is on the summary, Enter on a line leads to the answers, and Shift+Tab leads back."""
    patient.arrives_at("benefits", server, "Người Bấm Phím Sớm")
    page = patient.page
    page.locator(".card").first.wait_for()
    page.locator("h1").evaluate("heading => { heading.tabIndex = -1; heading.focus(); }")
    tabs_to(page, patient.say("next"))
    page.keyboard.press("Enter")
    expect(page.locator(".summary")).to_be_focused()
    expect(page).to_have_title("Lỗi: Lợi ích kỳ vọng")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator(".card input").nth(2)).to_be_focused()
    page.keyboard.press("Space")
    expect(patient.card("B2").get_by_text(patient.say("saved"), exact=True)).to_be_visible()
    tabs_to(page, "1. ", "a", key="Shift+Tab")


def test_the_switches_and_the_language(patient: Patient, server: Server) -> None:
    """Text size, colours and language by keyboard."""
    patient.arrives_at("about", server, "Người Đổi Bằng Phím")
    page = patient.page
    tabs_to(page, "Cỡ chữ, màu")
    page.keyboard.press("Enter")
    tabs_to(page, "A\nLớn")
    page.keyboard.press("Space")
    expect(page.locator("html")).to_have_attribute("data-size", "large")
    tabs_to(page, "English", key="Shift+Tab")
    page.keyboard.press("Enter")
    expect(page.locator("html")).to_have_attribute("lang", "en")


SCROLLED = "document.querySelector('[data-testid=stMain]').scrollTop"
#: Holds back what a screen does a moment after its run, until `released()`.
HOLD = """() => {
  const later = setTimeout, held = [];
  window.setTimeout = (act, wait, ...more) => (wait === 40 ? held.push(() => act(...more)) : later(act, wait, ...more));
  window.released = () => {
    window.setTimeout = later;
    held.splice(0).forEach(act => act());
    return new Promise(done => later(done, 100)); // begun after what was held, and longer
  };
}"""


@pytest.mark.parametrize("does", ["waits", "reads", "answers"])
def test_who_has_begun_to_read_is_not_pulled_back(patient: Patient, server: Server, does: str) -> None:
    """A new screen begins at its heading, which takes the focus; who has touched the screen since stays where they are, and at
    the answer that they are about to give.
    """
    patient.arrives_at("about", server, f"Người Đọc Nhanh {does}")
    page = patient.page
    page.set_viewport_size({"width": 810, "height": 500})  # there is more than fits
    page.evaluate(HOLD)
    patient.presses("next")
    patient.is_at("about-question")
    heading, answer = page.locator("h1"), page.locator(".card input").first
    answer.wait_for(state="attached")
    if does != "waits":
        heading.tap()
        page.evaluate(f"{SCROLLED} = 100")
    if does == "answers":
        answer.evaluate("input => input.focus({ preventScroll: true })")
    page.evaluate("released()")
    assert page.evaluate(SCROLLED) == (0 if does == "waits" else 100)
    expect(answer if does == "answers" else heading).to_be_focused()
