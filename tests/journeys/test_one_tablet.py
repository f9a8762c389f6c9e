"""One browser, one patient after another: the second sees, sends and keeps nothing of the first."""

from typing import Any

from playwright.sync_api import Page, Request, WebSocket, expect

from tests.journeys.patient import Patient
from tests.journeys.server import Server
from tests.journeys.settled import settled
from tests.journeys.staff import record_of

FIRST = "Nguyễn Canary Ánh"
WORDS = "Có zebra nào bị đau không?"
NUMBER = "MH-98765"
#: What is left in a browser beside the page itself.
_STORED = """async () => JSON.stringify([
  {...localStorage}, {...sessionStorage}, document.cookie, await indexedDB.databases(), await caches.keys(),
  (await navigator.serviceWorker?.getRegistrations() ?? []).length, window.name, history.state,
])"""
#: The texts and values of the document and of our components.
_SHOWN = """() => { const read = (root) => [...root.querySelectorAll("*")].flatMap((e) => [
  e.value ?? "", ...[...e.attributes].map((a) => a.value), ...(e.shadowRoot ? read(e.shadowRoot) : []),
  ...[...e.childNodes].filter((n) => n.nodeType === 3).map((n) => n.data)]);
  return [document.title, ...read(document)].join("\\n"); }"""


class Wire:
    """Everything that goes over the network from now on, but for what answers hold: pages are the same for everybody."""

    def __init__(self, page: Page):
        self.sent: list[bytes] = []
        page.on("request", self._asked)
        page.on("response", lambda response: self.sent.append(repr(response.headers).encode()))
        page.on("websocket", self._opened)

    def _asked(self, request: Request) -> None:
        self.sent += [request.url.encode(), request.post_data_buffer or b""]

    def _opened(self, socket: WebSocket) -> None:
        for direction in ("framesent", "framereceived"):
            socket.on(direction, lambda data: self.sent.append(_bytes(data)))  # type: ignore[call-overload]

    def all(self) -> bytes:
        return b"\n".join(self.sent)


def _bytes(data: Any) -> bytes:
    return data.encode() if isinstance(data, str) else data


def comes_and_goes(patient: Patient, server: Server) -> list[str]:
    """The first patient, from typing their name to handing back; what nobody else may find."""
    page = patient.page
    patient.opens()
    patient.sees(patient.say("welcome_title"))
    patient.fills_in(FIRST, "11", "9", "1953")
    page.get_by_label(patient.say("record_number"), exact=True).fill(NUMBER)
    patient.presses("start")
    patient.is_at("about")
    (cookie,) = (one["value"] for one in page.context.cookies() if one["name"] == "visit")
    visit = str(server.product.service.journey.visit_of(cookie))
    patient.skips_to("questions", server)
    page.get_by_role("textbox").last.fill(WORDS)
    page.get_by_role("textbox").last.blur()
    expect(page.locator(".card").last.get_by_text(patient.say("saved"), exact=True)).to_be_visible()
    patient.presses("stop")
    patient.is_at("stop")
    patient.presses("do_no")
    patient.is_at("done")
    record = record_of(server, FIRST)
    patient.presses("hand_back")
    patient.sees(patient.say("welcome_title"))
    return ["Canary", "zebra", NUMBER, "1953", record, f"{record[:4]}-{record[4:8]}".upper(), cookie, visit]


def found(marks: list[str], *where: str | bytes) -> set[str]:
    """Which of the first patient's marks stand somewhere."""
    text = b"\n".join(_bytes(one) for one in where)
    return {mark for mark in marks if mark.encode() in text}


def test_nothing_of_the_first_patient_in_the_seconds_session(patient: Patient, server: Server) -> None:
    """Neither on the screens, in storage, cookies and history, nor in anything that is sent or received."""
    page = patient.page
    before = Wire(page)
    marks = comes_and_goes(patient, server)
    assert {"Canary", "zebra", NUMBER} <= found(marks, before.all())  # the look sees what is there
    assert found(marks, page.evaluate(_STORED), page.evaluate(_SHOWN), repr(page.context.cookies())) == set()

    wire = Wire(page)
    patient.starts("Lê Thị Sau", ("5", "4", "1980"))
    patient.is_at("about")
    for step in ("about-question", "benefits"):
        patient.cards()
        assert page.locator(".card input:checked").count() == 0
        assert found(marks, page.evaluate(_SHOWN)) == set()
        patient.walks_to(step)
    patient.answers("B1", "understood")
    for path in ("/questions", "/done", "/check"):
        patient.opens(path)
        patient.is_at("benefits")
    for _ in range(12):
        page.go_back()
        if page.url == "about:blank":
            break
        settled(page)
        assert found(marks, page.evaluate(_SHOWN), page.content()) == set()
    patient.opens("/")
    patient.is_at("benefits")
    assert found(marks, page.evaluate(_STORED), page.evaluate(_SHOWN), repr(page.context.cookies())) == set()
    assert found(marks, wire.all()) == set()
