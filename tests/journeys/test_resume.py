"""Nothing that a screen called saved is ever lost, and the patient comes back to the same place."""

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.journeys.network import Network
from tests.journeys.patient import Patient, product_pack
from tests.journeys.server import Server
from tests.journeys.staff import events


def answered(patient: Patient) -> int:
    """How many answers the screen shows as given."""
    return patient.page.locator(".card input:checked").count()


def test_reload_and_closed_tab(patient: Patient, tablet: Callable[..., BrowserContext], server: Server) -> None:
    """A reload and a new tab show the same step with every answer."""
    patient.arrives_at("limitations", server, "Người Tải Lại")
    patient.answers("L1", "understood")
    patient.answers("L2", "unsure")

    patient.page.reload()
    expect(patient.card("L2").get_by_text(patient.say("saved"), exact=True)).to_be_visible()
    assert answered(patient) == 2

    context = patient.page.context
    patient.page.close()
    again = Patient(context.new_page(), server.url)
    again.opens("/")
    again.is_at("limitations")
    expect(again.card("L1").locator("input:checked")).to_have_value("understood")
    assert answered(again) == 2


@pytest.mark.parametrize("step", ["risks", "sign"])
def test_killed_server(fresh_server: Server, page: Page, step: str) -> None:
    """kill -9 after an acknowledged tap, a restart, the same browser: the same step, every answer, and the next tap is saved."""
    fresh_server.start()
    patient = Patient(page, fresh_server.url)
    patient.arrives_at(step, fresh_server, "Người Bị Ngắt")
    page.locator(".card, canvas").first.wait_for()
    acknowledged = None
    if step == "risks":
        patient.answers("R1", "unsure")
        acknowledged = "R1"
    before = len(events(fresh_server))

    fresh_server.kill()
    expect(page.locator("#shell-lost")).to_be_visible()
    fresh_server.start()
    expect(page.locator("#shell-lost")).to_be_hidden(timeout=30_000)

    patient.is_at(step)
    assert len(events(fresh_server)) == before
    if acknowledged:
        expect(patient.card(acknowledged).locator("input:checked")).to_have_value("unsure")
        patient.answers("R2", "understood")
    page.reload()
    patient.is_at(step)


def test_lost_connection_keeps_the_tap(server: Server, network: Network, page: Page) -> None:
    """The loss is told in the patient's language; a tap made just before it is saved once the connection is back."""
    patient = Patient(page, network.url)
    patient.arrives_at("benefits", server, "Người Mất Mạng")
    patient.card("B1").wait_for()
    network.cut()
    lost = page.locator("#shell-lost")
    expect(lost).to_be_visible()
    expect(lost).to_contain_text("Câu trả lời của quý vị")
    # The screen rests while the connection is lost; a tap that was already on its way is still in the outbox.
    patient.card("B1").locator("input").first.dispatch_event("click")
    network.mend()
    expect(lost).to_be_hidden(timeout=30_000)
    expect(patient.card("B1").get_by_text(patient.say("saved"), exact=True)).to_be_visible()
    found = events(server, "StatementAnswered", "Người Mất Mạng")
    assert [(a["statement"]["id"], a["answer"]) for a in found] == [("B1", "understood")]


def test_double_and_triple_taps(patient: Patient, server: Server) -> None:
    """Taps in one instant on the same answer make one event, on both answers two, in order."""
    name = "Người Chạm Nhanh"
    patient.arrives_at("benefits", server, name)
    script = "(card) => { const [a, b] = card.querySelectorAll('input'); a.click(); a.click(); a.click(); b.click(); }"
    patient.card("B1").evaluate(script)
    expect(patient.card("B1").locator("input:checked")).to_have_value("unsure")
    expect(patient.card("B1").get_by_text(patient.say("saved"), exact=True)).to_be_visible()
    found = [a["answer"] for a in events(server, "StatementAnswered", name)]
    assert found == ["understood", "unsure"]


#: What a finger on the middle of the screen's first option would touch: true, false, or null when none is drawn yet.
_TOUCHED = """() => {
  const root = [...document.querySelectorAll("*")].map((e) => e.shadowRoot).find((r) => r?.querySelector(".option"));
  if (!root) return null;
  const option = root.querySelector(".option");
  option.scrollIntoView({ block: "center" });
  const box = option.getBoundingClientRect();
  return Boolean(root.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2)?.closest(".option"));
}"""
_FIRST_TOUCH = f"""() => {{ window.firstTouch = new Promise((found) => {{
  const look = () => {{
    const touched = ({_TOUCHED})();
    touched === null ? requestAnimationFrame(look) : found(touched);
  }};
  look();
}}); }}"""


def test_second_tap_on_continue_answers_nothing(patient: Patient, server: Server) -> None:
    """A screen that has just come up takes no tap for an instant, so that a double tap on Continue is no answer."""
    patient.arrives_at("check", server, "Người Vội Vàng")
    patient.page.evaluate(_FIRST_TOUCH)
    patient.presses("back")
    assert patient.page.evaluate("window.firstTouch") is False
    patient.is_at("questions")
    patient.page.wait_for_function(_TOUCHED)


def test_signing_thrice(patient: Patient, server: Server) -> None:
    """Three taps in one instant on "sign" sign once."""
    name = "Người Ký Nhanh"
    patient.arrives_at("sign", server, name)
    patient.draws_a_signature()
    button = patient.page.get_by_role("button", name=patient.say("do_sign"), exact=True)
    button.evaluate("(button) => { button.click(); button.click(); button.click(); }")
    patient.is_at("done")
    assert len(events(server, "RecordSigned", name)) == 1


def test_two_tabs_of_one_visit(patient: Patient, server: Server) -> None:
    """A second tab that was left behind cannot change what was signed: it is led to the end."""
    name = "Người Hai Trang"
    patient.arrives_at("risks", server, name)
    stale = Patient(patient.page.context.new_page(), server.url)
    stale.opens("/risks")
    stale.card("R1").wait_for()

    patient.page.bring_to_front()  # a browser draws a tab in the background only now and then
    signing = Patient(patient.page, server.url)
    signing.skips_to("sign", server)
    signing.draws_a_signature()
    signing.presses("do_sign")
    signing.is_at("done")
    before = len(events(server, "StatementAnswered", name))

    stale.page.bring_to_front()
    stale.card("R1").get_by_text(stale.say("unsure"), exact=True).tap()
    stale.is_at("done")
    assert len(events(server, "StatementAnswered", name)) == before


def test_changing_an_answer_keeps_the_old_one(patient: Patient, server: Server) -> None:
    """From "check your answers" a patient changes one and comes back; both answers stand in the record."""
    name = "Người Đổi Ý"
    patient.arrives_at("check", server, name)
    first = patient.page.get_by_role("button", name=patient.say("change")).first
    first.tap()
    patient.is_at("benefits")
    patient.answers("B1", "unsure")
    patient.goes_on("check")
    found = [a["answer"] for a in events(server, "StatementAnswered", name) if a["statement"]["id"] == "B1"]
    assert found == ["understood", "unsure"]


def test_another_language_keeps_place_and_answers(patient: Patient, server: Server) -> None:
    """Changing the language in the middle keeps the step and the answers; each answer keeps its language."""
    name = "Người Hai Thứ Tiếng"
    patient.arrives_at("benefits", server, name)
    patient.answers("B1", "understood")
    patient.presses("other_language")
    patient.language = "en"
    expect(patient.page.locator("html")).to_have_attribute("lang", "en")
    expect(patient.card("B1").locator("input:checked")).to_have_value("understood")
    patient.answers("B2", "unsure")
    found = [(a["statement"]["id"], a["language"]) for a in events(server, "StatementAnswered", name)]
    assert found == [("B1", "vi"), ("B2", "en")]


def test_another_language_before_starting(patient: Patient) -> None:
    """Changing the language on the welcome screen keeps what was typed."""
    patient.opens()
    patient.fills_in("Người Đang Gõ", "27", "3", "1964")
    patient.presses("other_language")
    patient.language = "en"
    patient.sees(patient.say("welcome_title"))
    expect(patient.page.get_by_label(patient.say("name"), exact=True)).to_have_value("Người Đang Gõ")
    patient.presses("start")
    patient.is_at("about")


@pytest.mark.parametrize("gap", [0, 90])
def test_start_tapped_three_times(patient: Patient, server: Server, gap: int) -> None:
    """Three taps on "Start", at once or some milliseconds apart, make one record, and the patient is on the first topic."""
    name = f"Người Bắt Đầu Nhanh {gap}"
    patient.opens()
    patient.sees(patient.say("welcome_title"))
    patient.fills_in(name, "27", "3", "1964")
    script = (
        "async (button, gap) => "
        "{ for (let i = 0; i < 3; i++) { button.click(); await new Promise((go) => setTimeout(go, gap)) } }"
    )
    patient.page.get_by_role("button", name=patient.say("start"), exact=True).evaluate(script, gap)
    patient.is_at("about")
    patient.card("IN1").wait_for()
    assert len(events(server, "RecordOpened", name)) == 1


def test_an_answer_keeps_the_words_that_stood_on_the_screen(patient: Patient, server: Server) -> None:
    """Another tab has changed the language meanwhile: what this screen still showed is what its tap records."""
    name = "Người Hai Màn Hình"
    patient.arrives_at("benefits", server, name)
    patient.card("B1").wait_for()
    second = Patient(patient.page.context.new_page(), server.url)
    second.opens("/benefits")
    second.card("B1").wait_for()
    second.presses("other_language")
    expect(second.page.locator("html")).to_have_attribute("lang", "en")
    patient.page.bring_to_front()
    shown = patient.page.locator("#B1-text").inner_text()
    patient.card("B1").locator("input").first.evaluate("(input) => input.click()")
    expect(patient.card("B1").locator(".mark[data-tone=saved]")).to_be_visible()
    (answered,) = events(server, "StatementAnswered", name)
    assert answered["statement"]["text"] == shown == product_pack().statements["B1"].text.vi
    assert answered["language"] == "vi"
