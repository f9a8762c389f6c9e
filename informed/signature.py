"""A signature: drawn, typed, a mark made before a witness, or one on paper; and what the patient's means.

Strokes are vectors, so that they print sharply and survive rotation: x and y in widths of the pad (x from 0 to 1, y
from 0 to the pad's aspect ratio), time in milliseconds since the first touch, pressure from 0 to 1 (0 where the device
tells none).
"""

from math import hypot
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from informed.content import Text
from informed.errors import BadInput
from informed.patient import MAX_NAME, words

#: What the signature means, word for word, on the screen and in the document.
MEANING = Text(
    en=(
        "I read this, or it was read to me, before talking with the doctor. I marked what I am not sure about. "
        "This is not consent to treatment."
    ),
    vi=(
        "Tôi đã đọc nội dung này, hoặc đã được đọc cho nghe, trước khi nói chuyện với bác sĩ. "
        "Tôi đã đánh dấu những điều tôi chưa chắc. Đây không phải là đồng ý điều trị."
    ),
)

MAX_STROKES = 200
MAX_POINTS = 8_000
#: Ink shorter than this many pad widths is a dot or a slip of the finger, not a signature.
LEAST_INK = 0.12

Unit = Annotated[float, Field(ge=-0.5, le=3)]
Point = tuple[Unit, Unit, Annotated[int, Field(ge=0, le=3_600_000)], Annotated[float, Field(ge=0, le=1)]]


class Stroke(BaseModel):
    """One line from pen down to pen up."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    pointer: Literal["touch", "pen", "mouse"]
    points: tuple[Point, ...] = Field(min_length=1)


class Signature(BaseModel):
    """How somebody signed. A drawn one and a mark have strokes; a mark has a witness; a typed one has a name. Of one
    on paper nothing is here but the witness of a mark: the scans show it.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    kind: Literal["drawn", "typed", "mark", "paper"]
    strokes: tuple[Stroke, ...] = Field(default=(), max_length=MAX_STROKES)
    aspect: Annotated[float, Field(gt=0, le=3)] = 0.35
    typed: str = ""
    witness: str = ""


def checked(signature: Signature) -> Signature:
    """The signature of a screen as it is kept; raises `BadInput` for one that cannot count as a signature."""
    if signature.kind == "paper":
        raise BadInput("ink", "unreadable")
    if sum(len(stroke.points) for stroke in signature.strokes) > MAX_POINTS:
        raise BadInput("ink", "too_much")
    if signature.kind == "typed":
        return _typed(signature)
    if not signature.strokes:
        raise BadInput("ink", "empty")
    if signature.kind == "drawn" and ink_length(signature) < LEAST_INK:
        raise BadInput("ink", "dot")
    if signature.kind == "mark":
        return _mark(signature)
    return Signature(kind="drawn", strokes=signature.strokes, aspect=signature.aspect)


def on_paper(witness: str = "") -> Signature:
    """A signature by hand, which stands on the paper; beside a mark stands a witness."""
    return Signature(kind="paper", witness=words(witness, "witness", MAX_NAME))


def ink_length(signature: Signature) -> float:
    """The length of all strokes, in pad widths."""
    return sum(
        hypot(a[0] - b[0], a[1] - b[1])
        for stroke in signature.strokes
        for a, b in zip(stroke.points, stroke.points[1:], strict=False)
    )


def _typed(signature: Signature) -> Signature:
    typed = words(signature.typed, "typed", MAX_NAME)
    if not any(sign.isalpha() for sign in typed):
        raise BadInput("typed", "empty")
    return Signature(kind="typed", typed=typed)


def _mark(signature: Signature) -> Signature:
    witness = words(signature.witness, "witness", MAX_NAME)
    if not any(sign.isalpha() for sign in witness):
        raise BadInput("witness", "empty")
    return Signature(kind="mark", strokes=signature.strokes, aspect=signature.aspect, witness=witness)
