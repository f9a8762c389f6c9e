"""Every screen and state, measured: targets, letters, room, headings, titles and axe's rules.

Languages, colours and sizes of letters take turns. All are looked at by hand: `python -m tests.contact_sheet --measure`.
"""

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.journeys import measure
from tests.journeys.network import refuse_once
from tests.journeys.patient import Patient
from tests.journeys.screens import BY_NAME, STATES, State
from tests.journeys.server import Server

#: Tall, because axe does not look at the contrast of what is below the fold inside of a shadow root.
TALL = {"width": 810, "height": 6500}


def shown(page: Page, server: Server, state: State, language: str = "vi") -> Page:
    state.show(Patient(page, server.url, language), server)
    return page


@pytest.mark.parametrize(
    ("state", "language", "colours", "size"), measure.turns(STATES), ids=lambda value: getattr(value, "name", value)
)
def test_a_screen(page: Page, server: Server, state: State, language: str, colours: str, size: str) -> None:
    """Nothing is found: not on any of three screens, not with letters of double size, and not by axe; no field is remembered."""
    measure.choose(page, server.url, colours, size)
    shown(page, server, state, language)
    html = page.locator("html")
    assert (html.get_attribute("data-contrast"), html.get_attribute("data-size")) == (colours, size)
    assert page.locator(".display summary").count() == 1
    assert measure.room(page) + measure.outline(page, language) + measure.remembered(page) == []
    page.set_viewport_size(TALL)
    assert measure.rules(page) == []


def test_the_measures_see_what_is_wrong(page: Page) -> None:
    """Small and crowded targets, small letters, a wide line, a second heading, a remembered field, a picture without words."""
    page.set_content(
        "<html lang=vi><title>Tên</title><body class=sign-in><h1>A</h1><h1>B</h1><button style='width:40px;height:60px'>x</button>"
        "<button style='position:absolute;left:60px;top:200px;width:60px;height:60px'>y</button>"
        "<button style='position:absolute;left:123px;top:200px;width:60px;height:60px'>z</button>"
        "<p style='font-size:15px'>nhỏ</p><p style='width:3000px'>dài</p><img src='data:,' width=40 height=40><input name=phone>"
    )
    found = measure.room(page)
    for sign in ("small: x 40.0x60.0", "near: y | z 3.0", "letters: nhỏ 15px", "out: <P"):
        assert any(sign in it for it in found), sign
    assert measure.remembered(page) == ['remembered: <input name="phone">']
    assert measure.outline(page, "vi") == ["2 headings of the first level", "title 'Tên' with 0 summaries"]
    assert any(it.startswith("image-alt") for it in measure.rules(page))


def test_what_axe_leaves_open_is_explained() -> None:
    """Each explanation has a reason."""
    assert all(reason for places in measure.EXPLAINED.values() for _, reason in places)


#: The middles of what helps: pausing, a member of staff, the other language.
HELP = """[".st-key-pause button", ".st-key-call-staff button", ".st-key-other-language button"].map((one) => {
  const { left, right, top, bottom } = document.querySelector(one).getBoundingClientRect();
  return [Math.round(left + right) / 2, Math.round(top + bottom) / 2];
})"""


@pytest.mark.parametrize("size", ["portrait", "phone"])
def test_help_is_at_the_same_place_on_every_screen(page: Page, server: Server, size: str) -> None:
    """Also where there is no way back, and where stopping is what the screen is about."""
    width, height = measure.SIZES[size]
    page.set_viewport_size({"width": width, "height": height})
    places = {
        name: shown(page, server, BY_NAME[name]).evaluate(HELP) for name in ("about", "benefits", "stop", "done-no")
    }
    assert places == dict.fromkeys(places, places["benefits"])


@pytest.mark.parametrize("name", ["welcome", "questions", "sign-typed"])
def test_nothing_is_lost_when_the_keyboard_opens(page: Page, server: Server, name: str) -> None:
    """With half of the screen gone the field in use is in sight with what was typed, and the way on can be reached."""
    shown(page, server, BY_NAME[name])
    field = page.locator("textarea, input[type=text]").last
    field.fill("Nguyễn Thị Ánh")
    for height in (500, 1080):
        page.set_viewport_size({"width": 810, "height": height})
        field.scroll_into_view_if_needed()
        expect(field).to_be_focused()
        expect(field).to_be_in_viewport(ratio=1)
        expect(field).to_have_value("Nguyễn Thị Ánh")
    page.set_viewport_size({"width": 810, "height": 500})
    on = page.locator(".next, .st-key-start button, .st-key-outcome-sign button").first
    on.scroll_into_view_if_needed()
    expect(on).to_be_in_viewport(ratio=1)


#: Where the ink is, from the canvas's left top corner, in hundredths of its width.
INK = """canvas => {
  const { data, width, height } = (({ width, height }) =>
    ({ data: canvas.getContext("2d").getImageData(0, 0, width, height).data, width, height }))(canvas);
  let [left, top, right, bottom] = [1e9, 1e9, -1, -1];
  for (let i = 3; i < data.length; i += 4) if (data[i] > 100) {
    const x = ((i - 3) / 4) % width, y = Math.floor((i - 3) / 4 / width);
    [left, top, right, bottom] = [Math.min(left, x), Math.min(top, y), Math.max(right, x), Math.max(bottom, y)];
  }
  return [left, top, right, bottom].map(at => Math.round(at / width * 100));
}"""


def test_a_signature_survives_turning_the_tablet(patient: Patient, server: Server) -> None:
    """In portrait, in landscape and on a phone's width it is the same drawing, whole; drawn on after that, it can be signed."""
    patient.arrives_at("sign", server, "Người Xoay Máy")
    patient.draws_a_signature()
    canvas = patient.page.locator("canvas")
    drawn = canvas.evaluate(INK)
    assert drawn[2] > drawn[0] > 0 and drawn[3] > drawn[1] > 0
    for width, height in ((1080, 810), (390, 844), (810, 1080)):
        patient.page.set_viewport_size({"width": width, "height": height})
        patient.page.wait_for_function(
            "canvas => canvas.width === Math.round(canvas.getBoundingClientRect().width)", arg=canvas.element_handle()
        )
        assert canvas.evaluate(INK) == pytest.approx(drawn, abs=1)
    patient.presses("do_sign")
    patient.is_at("done")


def test_forced_colours(tablet: Callable[..., BrowserContext], server: Server) -> None:
    """With the device's own few colours it can be seen what is chosen, what is wrong, and where the focus is."""
    page = shown(tablet(forced_colors="active").new_page(), server, BY_NAME["benefits-answered"])
    chosen, other = (page.locator(f".option{which}").first for which in (":has(:checked)", ":not(:has(:checked))"))
    style = "(element, name) => getComputedStyle(element)[name]"
    assert (chosen.evaluate(style, "outlineStyle"), other.evaluate(style, "outlineStyle")) == ("solid", "none")
    assert page.locator(".option input").first.evaluate(style, "appearance") == "auto"
    pressed = page.locator(".display button[aria-pressed=true]").first
    assert pressed.evaluate(style, "outlineStyle") == "solid"
    page.locator(".next").focus()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Tab")
    assert page.locator(".next").evaluate(style, "outlineStyle") == "solid"


def test_what_is_wrong_is_seen_without_colours(tablet: Callable[..., BrowserContext], server: Server) -> None:
    """A year of two digits: the parts of the date have a thick edge and say what is wrong, and no longer when it is right."""
    patient = Patient(tablet(forced_colors="active").new_page(), server.url)
    patient.opens()
    patient.sees(patient.say("welcome_title"))
    patient.fills_in("Người Viết Năm Tắt", "27", "3", "64")
    patient.presses("start")
    line = patient.page.locator("#summary a")
    fields = {key: patient.page.get_by_label(patient.say(key), exact=True) for key in ("name", "day", "month", "year")}
    for key in ("day", "month", "year"):
        expect(fields[key]).to_have_accessible_description(line.inner_text())
        expect(fields[key]).to_have_attribute("aria-invalid", "true")
    edges = patient.page.get_by_test_id("stTextInputRootElement")
    for key, field in fields.items():  # grows over a fraction of a second
        edge = edges.filter(has=field)
        expect(edge).to_have_css("border-top-width", "2px" if key == "name" else "4px")
    fields["year"].fill("1964")
    fields["name"].fill("")
    patient.presses("start")
    expect(line).to_have_text(patient.say("name.empty"))
    expect(fields["name"]).to_have_accessible_description(patient.say("name.empty"))
    expect(patient.page.locator("[aria-invalid=true]")).to_have_count(1)


def test_reduced_motion(tablet: Callable[..., BrowserContext], server: Server) -> None:
    """Nothing moves for who asked for that: no transition and no animation that shifts anything."""
    page = shown(tablet(reduced_motion="reduce").new_page(), server, BY_NAME["about"])
    page.locator(".why summary").first.tap()
    moving = "document.getAnimations().map(one => one.animationName ?? one.transitionProperty)"
    assert page.evaluate(moving) in ([], ["arrive"])  # "arrive" shows nothing: it holds back a second tap


def test_a_part_that_could_not_be_fetched_comes_by_itself(patient: Patient, server: Server) -> None:
    """No English trace, and the cards stand there as soon as their files can be had."""
    refused = refuse_once(patient.page, "**/cards*.css")
    patient.arrives_at("benefits", server, "Người Thiếu Tệp")
    patient.answers("B1", "understood")
    assert refused and "stErrorElementStack" not in patient.page.content()
