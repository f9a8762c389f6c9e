"""A lost connection is told in the patient's language within three seconds, and costs no tap; the screen comes back by itself."""

import json
import time
from collections.abc import Callable

import pytest
from playwright.sync_api import Error, Locator, Page, expect

from tests.factories import PASSWORD
from tests.journeys.network import Network, refuse_once
from tests.journeys.patient import Patient
from tests.journeys.server import Server
from tests.journeys.staff import events

#: What is promised, in seconds.
TOLD_WITHIN = 3.0
#: In milliseconds; and where the page waits for Streamlit, whose pauses between two tries become long.
BACK_WITHIN, BACK_BY_ITSELF_WITHIN = 30_000, 90_000
#: Counts how often the page has looked for the server, with some time between, and found it. After three times it is loaded anew if
#: nothing is lost by that.
COUNT = """() => {
  const ask = fetch;
  let last = -1e9;
  window.found = 0;
  window.fetch = (at, how) => ask(at, how).then((reply) => {
    const apart = performance.now() - last > 1000;
    if (how?.cache === "no-store" && reply.ok && apart) {
      window.found += 1;
      last = performance.now();
    }
    return reply;
  });
}"""
#: When the page tells of a loss, by its own clock, which is this machine's: who looks from outside does so once a second.
_LOOK = """() => {
  window.told = new Promise((found) => {
    const look = () => (document.querySelector("#shell-lost").hidden ? setTimeout(look, 20) : found(Date.now()));
    look();
  });
}"""
_TAPS = """([found, then]) => {
  for (const one of found) {
    one.focus();
    one.click();
  }
  then?.focus();
}"""
LOST = {
    "vi": "Câu trả lời của quý vị đã được giữ. Đang kết nối lại…",
    "en": "Your answers are kept. Reconnecting…",
}
AGAIN = {
    "vi": "Đã kết nối lại. Xin bấm lại nút “{}”.",
    "en": "Connected again. Please tap “{}” once more.",
}


def told_after(patient: Patient, loses: Callable[[], None]) -> float:
    """How many seconds after the loss the patient's screen says so."""
    patient.page.evaluate(_LOOK)
    since = time.time()
    loses()
    expect(patient.page.locator("#shell-lost")).to_be_visible()
    expect(patient.page.locator("#shell-lost")).to_contain_text(LOST[patient.language])
    return float(patient.page.evaluate("window.told")) / 1000 - since


def is_back(patient: Patient, within: int = BACK_WITHIN) -> None:
    expect(patient.page.locator("#shell-lost")).to_be_hidden(timeout=within)


def button(patient: Patient, key: str) -> Locator:
    return patient.page.get_by_role("button", name=patient.say(key), exact=True)


def taps_in_a_silence(network: Network, *targets: Locator, then: Locator | None = None) -> None:
    """At once, by the page itself: a finger of Playwright's may come so late on a busy machine that the loss has been told.
    `then`: where the focus goes after the taps.
    """
    found = [target.element_handle() for target in targets]
    last = then.element_handle() if then else None
    network.silence()
    targets[0].page.evaluate(_TAPS, [found, last])


def answered(server: Server, name: str) -> list[tuple[str, str]]:
    return [(a["statement"]["id"], a["answer"]) for a in events(server, "StatementAnswered", name)]


@pytest.mark.parametrize(("how", "language"), [("cut", "vi"), ("silence", "en")])
def test_a_loss_is_told_within_three_seconds(
    server: Server, network: Network, page: Page, how: str, language: str
) -> None:
    """Closed or silenced, three times each; then the answer of another tab is on this screen without a touch."""
    patient = Patient(page, network.url, language=language)
    patient.arrives_at("benefits", server, f"Người Mất Sóng {how} {language}")
    patient.card("B1").wait_for()
    for _ in range(3):
        assert told_after(patient, getattr(network, how)) < TOLD_WITHIN
        network.mend()
        is_back(patient)

    told_after(patient, getattr(network, how))
    beside = Patient(page.context.new_page(), server.url, language=language)
    beside.opens("/benefits")
    beside.answers("B1", "unsure")
    beside.page.close()
    network.mend()
    is_back(patient)
    expect(patient.card("B1").locator("input:checked")).to_have_value("unsure")


def test_a_killed_server_is_told_within_three_seconds(fresh_server: Server, page: Page) -> None:
    """By `kill -9`; started again, the screen is there again, and the next tap is saved."""
    fresh_server.start()
    patient = Patient(page, fresh_server.url)
    patient.arrives_at("benefits", fresh_server, "Người Mất Máy Chủ")
    patient.card("B1").wait_for()
    assert told_after(patient, fresh_server.kill) < TOLD_WITHIN
    fresh_server.start()
    is_back(patient)
    patient.answers("B1", "understood")


def test_signing_in_without_a_server_loses_nothing(fresh_server: Server, page: Page) -> None:
    """The form says that there is no connection and keeps what was typed; with the server back the same tap signs in."""
    fresh_server.start()
    page.goto(f"{fresh_server.url}/sign-in")
    fresh_server.kill()
    name = page.get_by_label("Tên tài khoản")
    name.fill("admin")
    page.get_by_label("Mật khẩu").fill(PASSWORD)
    go = page.get_by_role("button", name="Đăng nhập", exact=True)
    go.tap()
    expect(page.locator("#unreachable")).to_be_focused()
    expect(name).to_have_value("admin")
    fresh_server.start()
    go.tap()
    page.wait_for_url("**/staff")


def test_taps_survive_a_reload_during_a_loss(server: Server, network: Network, page: Page) -> None:
    """Made in the silence before it was told, kept over a reload without a network, delivered once by themselves after it."""
    name = "Người Tải Lại Khi Mất Mạng"
    patient = Patient(page, network.url)
    patient.arrives_at("benefits", server, name)
    patient.card("B1").wait_for()
    given = (("B1", "understood"), ("B2", "unsure"))
    taps_in_a_silence(network, *(patient.card(id).get_by_text(patient.say(answer), exact=True) for id, answer in given))
    expect(page.locator("#shell-lost")).to_be_visible()
    kept = json.loads(page.evaluate("sessionStorage.getItem('informed:outbox')"))
    assert [tap["id"] for tap in kept["taps"]] == ["B1", "B2"]
    assert answered(server, name) == []

    page.context.set_offline(True)
    with pytest.raises(Error, match="ERR_INTERNET_DISCONNECTED"):
        page.reload()
    page.context.set_offline(False)
    network.mend()
    patient.opens("/benefits")
    for id, value in (("B1", "understood"), ("B2", "unsure")):
        expect(patient.card(id).locator("input:checked")).to_have_value(value)
        expect(patient.card(id).get_by_text(patient.say("saved"), exact=True)).to_be_visible()
    assert answered(server, name) == [("B1", "understood"), ("B2", "unsure")]
    assert page.evaluate("sessionStorage.getItem('informed:outbox')") is None

    page.evaluate("(kept) => sessionStorage.setItem('informed:outbox', kept)", json.dumps(kept))
    page.reload()  # as if the confirmation had not arrived: sent twice, counted once
    page.wait_for_function("() => sessionStorage.getItem('informed:outbox') === null")
    assert answered(server, name) == [("B1", "understood"), ("B2", "unsure")]


def test_going_on_in_a_silence_goes_on_after_it(server: Server, network: Network, page: Page) -> None:
    """Continue that was pressed before the loss was told is done when the connection is back, and once."""
    name = "Người Bấm Tiếp Trong Im Lặng"
    patient = Patient(page, network.url)
    patient.arrives_at("told", server, name)
    page.locator(".card").first.wait_for()
    taps_in_a_silence(network, page.locator(".next"))
    expect(page.locator("#shell-lost")).to_be_visible()
    network.mend()
    is_back(patient)
    patient.is_at("told-question")
    assert [finished["step"] for finished in events(server, "StepFinished", name)].count("told") == 1


@pytest.mark.parametrize("language", ["vi", "en"])
def test_a_button_in_a_silence_is_asked_for_again(server: Server, network: Network, page: Page, language: str) -> None:
    """Who tapped "I want more time" in the silence is told to tap again, with the focus on it; it is not done by itself."""
    name = f"Người Chờ Trong Im Lặng {language}"
    patient = Patient(page, network.url, language=language)
    patient.arrives_at("sign", server, name)
    page.locator("canvas").wait_for()
    taps_in_a_silence(network, button(patient, "do_later"))
    expect(page.locator("#shell-lost")).to_be_visible()
    network.mend()
    is_back(patient)
    expect(page.locator("#shell-back")).to_contain_text(AGAIN[language].format(patient.say("do_later")))
    expect(button(patient, "do_later")).to_be_focused()
    assert events(server, "RecordDeferred", name) == []
    patient.presses("do_later")
    patient.is_at("done")
    expect(page.locator("#shell-back")).to_be_hidden()
    assert len(events(server, "RecordDeferred", name)) == 1


def test_what_is_named_is_not_covered(server: Server, network: Network, page: Page) -> None:
    """A button at the head of the screen: the notice that asks for it stands at the foot."""
    patient = Patient(page, network.url)
    patient.arrives_at("benefits", server, "Người Gọi Trong Im Lặng")
    call = button(patient, "call_staff")
    taps_in_a_silence(network, call)
    expect(page.locator("#shell-lost")).to_be_visible()
    network.mend()
    is_back(patient)
    expect(page.locator("#shell-back")).to_contain_text(AGAIN["vi"].format(patient.say("call_staff")))
    call.tap()
    page.locator(".st-key-called").wait_for()


def test_changing_an_answer_in_a_silence(server: Server, network: Network, page: Page) -> None:
    """The screen of that answer comes when the connection is back."""
    patient = Patient(page, network.url)
    patient.arrives_at("check", server, "Người Đổi Trong Im Lặng")
    taps_in_a_silence(network, page.get_by_role("button", name=patient.say("change")).first)
    expect(page.locator("#shell-lost")).to_be_visible()
    network.mend()
    is_back(patient, BACK_BY_ITSELF_WITHIN)
    patient.is_at("benefits")


def test_handing_back_in_a_silence(server: Server, network: Network, page: Page) -> None:
    """The loss is told, and not by a page of the browser; the visit stays until a server hears that the tablet is handed back."""
    patient = Patient(page, network.url)
    patient.arrives_at("sign", server, "Người Trả Máy Trong Im Lặng")
    patient.presses("do_no")
    patient.is_at("done")
    taps_in_a_silence(network, button(patient, "hand_back"))
    expect(page.locator("#shell-lost")).to_be_visible()
    network.mend()
    is_back(patient)
    expect(page.locator("#shell-back")).to_contain_text(AGAIN["vi"].format(patient.say("hand_back")))
    patient.presses("hand_back")
    patient.sees(patient.say("welcome_title"))


def test_handing_back_when_only_the_server_is_slow(patient: Patient, server: Server) -> None:
    """No loss to tell of, and nothing is sent: it is said all the same, and the next tap hands back."""
    patient.arrives_at("sign", server, "Người Trả Máy Lúc Máy Chủ Chậm")
    patient.presses("do_no")
    patient.is_at("done")
    refuse_once(patient.page, "**/_stcore/health")
    patient.presses("hand_back")
    expect(patient.page.locator("#shell-back")).to_have_text("Chưa kết nối được. Xin chờ một lát rồi bấm lại.")
    patient.presses("hand_back")
    patient.sees(patient.say("welcome_title"))


def test_who_writes_goes_on_writing(server: Server, network: Network, page: Page) -> None:
    """The field has its text and the focus again; a button that was tapped before it is named, and takes neither."""
    name = "Người Đang Viết Tên"
    patient = Patient(page, network.url)
    patient.arrives_at("sign", server, name)
    page.locator("canvas").wait_for()
    page.locator("label", has_text=patient.say("typed")).tap()
    field = page.get_by_label(patient.say("typed_label"))
    field.press_sequentially("Người Đang ")
    taps_in_a_silence(network, button(patient, "do_later"), then=field)
    expect(page.locator("#shell-lost")).to_be_visible()
    network.mend()
    is_back(patient)
    expect(page.locator("#shell-back")).to_contain_text(AGAIN["vi"].format(patient.say("do_later")))
    page.keyboard.type("Viết Tên")
    expect(field).to_be_focused()
    patient.presses("do_sign")
    patient.is_at("done")
    (signed,) = events(server, "RecordSigned", name)
    assert signed["signature"]["typed"] == name


def test_what_came_during_a_loss_keeps_the_focus(server: Server, network: Network, page: Page) -> None:
    """A warning that stands over the screen when the connection is back: the field under it does not take the focus."""
    patient = Patient(page, network.url)
    patient.opens()
    page.get_by_label(patient.say("name"), exact=True).press_sequentially("Người")
    network.cut()
    expect(page.locator("#shell-lost")).to_be_visible()
    page.evaluate("document.body.append(Object.assign(document.createElement('button'), { id: 'warning' }))")
    page.locator("#warning").focus()
    network.mend()
    is_back(patient)
    expect(page.locator("#warning")).to_be_focused()


def test_a_page_that_does_not_come_back_is_loaded_anew(server: Server, network: Network, page: Page) -> None:
    """The server is there and Streamlit does not reach it: the page is loaded anew, and still knows what to ask for."""
    name = "Người Được Tải Lại"
    patient = Patient(page, network.url)
    patient.arrives_at("sign", server, name)
    page.locator("canvas").wait_for()
    page.evaluate("window.before = true")
    taps_in_a_silence(network, button(patient, "do_later"))
    expect(page.locator("#shell-lost")).to_be_visible()
    network.mend(sockets=False)
    page.wait_for_function("() => !window.before", timeout=BACK_WITHIN)
    network.mend()
    expect(page.locator("#shell-back")).to_contain_text(
        AGAIN["vi"].format(patient.say("do_later")), timeout=BACK_WITHIN
    )
    expect(button(patient, "do_later")).to_be_focused()
    assert events(server, "RecordDeferred", name) == []


def test_a_drawn_signature_is_waited_for(server: Server, network: Network, page: Page) -> None:
    """The same with a signature on the pad, which is nowhere else: the page waits, and the drawing can be signed after it."""
    patient = Patient(page, network.url)
    patient.arrives_at("sign", server, "Người Giữ Nét Vẽ")
    patient.draws_a_signature()
    page.evaluate(COUNT)
    network.silence()
    expect(page.locator("#shell-lost")).to_be_visible()
    network.mend(sockets=False)
    page.wait_for_function("() => window.found === undefined || window.found > 5", timeout=BACK_WITHIN)
    network.mend()
    is_back(patient, BACK_BY_ITSELF_WITHIN)
    assert page.evaluate("window.found > 5")
    patient.presses("do_sign")
    patient.is_at("done")


def test_taps_of_another_visit_are_dropped(patient: Patient, server: Server) -> None:
    """What a former visit left in this tab's storage reaches neither its record nor this one."""
    name = "Người Đến Sau"
    left = {
        "owner": "0" * 16,
        "taps": [{"tap": "left-over-tap", "id": "B1", "value": "unsure", "lang": "vi", "sends": 1}],
    }
    patient.opens()
    patient.page.evaluate("(left) => sessionStorage.setItem('informed:outbox', left)", json.dumps(left))
    patient.arrives_at("benefits", server, name)
    patient.answers("B2", "understood")
    assert answered(server, name) == [("B2", "understood")]
    assert patient.page.evaluate("sessionStorage.getItem('informed:outbox')") is None
