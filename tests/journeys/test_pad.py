"""The signature pad under a stylus: a resting hand is no stroke, whichever comes first."""

from typing import Any

import pytest
from playwright.sync_api import expect

from tests.journeys.patient import Patient
from tests.journeys.server import Server
from tests.journeys.staff import events

#: Pointer events as a browser makes them of a pen and of a hand: kind, device, id, place in parts of the pad.
EVENT = """(canvas, [kind, device, id, x, y]) => {
  const box = canvas.getBoundingClientRect();
  canvas.setPointerCapture = () => {};
  canvas.dispatchEvent(new PointerEvent(kind, { bubbles: true, composed: true, cancelable: true, pointerType: device, pointerId: id,
    pressure: 0.6, clientX: box.x + x * box.width, clientY: box.y + y * box.height }));
}"""


@pytest.mark.parametrize("first", ["hand", "pen"])
def test_a_hand_that_rests_on_the_pad(patient: Patient, server: Server, first: str) -> None:
    """A left-handed person with a stylus: one line of the pen is drawn, with its pressure, and nothing of the hand."""
    name = f"Người Thuận Tay Trái {first}"
    patient.arrives_at("sign", server, name)
    canvas = patient.page.locator("canvas")
    hand: list[Any] = [("pointerdown", "touch", 5, 0.8, 0.9), ("pointermove", "touch", 5, 0.82, 0.9)]
    pen = [("pointerdown", "pen", 9, 0.3, 0.5), *(("pointermove", "pen", 9, 0.3 + i * 0.03, 0.5) for i in range(10))]
    for one in [*hand, *pen] if first == "hand" else [pen[0], *hand, *pen[1:]]:
        canvas.evaluate(EVENT, list(one))
    canvas.evaluate(EVENT, ["pointerup", "pen", 9, 0.6, 0.5])
    canvas.evaluate(EVENT, ["pointercancel", "touch", 5, 0.8, 0.9])
    canvas.evaluate(EVENT, ["pointerdown", "touch", 6, 0.8, 0.9])
    canvas.evaluate(EVENT, ["pointerup", "touch", 6, 0.8, 0.9])
    expect(patient.page.get_by_text(patient.say("pad_status", n=1))).to_be_attached()
    patient.presses("do_sign")
    patient.is_at("done")
    (signed,) = events(server, "RecordSigned", name)
    (stroke,) = signed["signature"]["strokes"]
    assert (stroke["pointer"], stroke["points"][0][3]) == ("pen", 0.6)
