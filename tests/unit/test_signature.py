"""What counts as a signature."""

import pytest
from pydantic import ValidationError

from informed.errors import BadInput
from informed.signature import LEAST_INK, MAX_POINTS, MAX_STROKES, MEANING, Signature, checked, ink_length
from tests.factories import ink

LINE = ink((0.1, 0.1), (0.5, 0.2))


def refusal(signature: Signature) -> str:
    with pytest.raises(BadInput) as refused:
        checked(signature)
    return str(refused.value)


def test_a_drawn_line_is_a_signature() -> None:
    """Ink is kept as it came; words that belong to other kinds are not."""
    kept = checked(Signature(kind="drawn", strokes=(LINE,), aspect=0.5, typed="x", witness="y"))

    assert kept == Signature(kind="drawn", strokes=(LINE,), aspect=0.5)


def test_an_empty_pad_is_refused() -> None:
    """No stroke, drawn or as a mark, is no signature."""
    assert refusal(Signature(kind="drawn")) == "ink.empty"
    assert refusal(Signature(kind="mark", witness="Lan")) == "ink.empty"


@pytest.mark.parametrize(
    "strokes",
    [
        (ink((0.5, 0.2)),),
        (ink((0.5, 0.2), (0.5, 0.2)),),
        tuple(ink((x / 100, 0.2)) for x in range(100)),
        (ink((0.1, 0.1), (0.1 + LEAST_INK - 0.001, 0.1)),),
    ],
)
def test_dots_are_refused(strokes: tuple) -> None:
    """One dot, many dots, or a slip of the finger: not drawn but dabbed."""
    assert refusal(Signature(kind="drawn", strokes=strokes)) == "ink.dot"


def test_a_mark_may_be_a_dot_but_needs_a_witness() -> None:
    """A cross or thumb mark counts before a named witness only."""
    dot = ink((0.5, 0.2))

    assert checked(Signature(kind="mark", strokes=(dot,), witness=" Lê Lan ")).witness == "Lê Lan"
    assert refusal(Signature(kind="mark", strokes=(dot,))) == "witness.empty"
    assert refusal(Signature(kind="mark", strokes=(dot,), witness="123")) == "witness.empty"
    assert refusal(Signature(kind="mark", strokes=(dot,), witness="L" * 301)) == "witness.too_long"
    assert refusal(Signature(kind="mark", strokes=(dot,), witness="L\u202en")) == "witness.hidden"


def test_a_typed_name_needs_a_letter() -> None:
    """A typed signature is kept without ink; blanks and digits are none."""
    assert checked(Signature(kind="typed", typed=" Bình ", strokes=(LINE,))) == Signature(kind="typed", typed="Bình")
    assert refusal(Signature(kind="typed")) == "typed.empty"
    assert refusal(Signature(kind="typed", typed=" 12 ")) == "typed.empty"
    assert refusal(Signature(kind="typed", typed="a" * 301)) == "typed.too_long"


def test_too_many_points_are_refused() -> None:
    """8000 points are taken, one more is not, in however many strokes."""
    half = ink(*[(i / MAX_POINTS, 0.1) for i in range(MAX_POINTS // 2)])

    assert checked(Signature(kind="drawn", strokes=(half, half))).strokes == (half, half)
    assert refusal(Signature(kind="drawn", strokes=(half, half, LINE))) == "ink.too_much"


def test_too_many_strokes_have_no_shape() -> None:
    """More than 200 strokes cannot even be expressed."""
    with pytest.raises(ValidationError, match="at most 200"):
        Signature(kind="drawn", strokes=(LINE,) * (MAX_STROKES + 1))


@pytest.mark.parametrize(
    "point",
    [(4.0, 0.1, 0, 0.5), (0.1, float("nan"), 0, 0.5), (0.1, 0.1, -1, 0.5), (0.1, 0.1, 0, 2.0), (float("inf"), 0, 0, 0)],
)
def test_a_point_off_the_pad_has_no_shape(point: tuple) -> None:
    """Coordinates, time and pressure have bounds; not-a-number is none of them."""
    with pytest.raises(ValidationError):
        Signature.model_validate({"kind": "drawn", "strokes": [{"pointer": "pen", "points": [point]}]})


def test_ink_is_measured_within_strokes_only() -> None:
    """The jump from one stroke to the next is not ink."""
    assert ink_length(Signature(kind="drawn", strokes=(ink((0, 0), (0.3, 0.4)), ink((1, 0), (1, 0.25))))) == 0.75


def test_the_meaning_is_word_for_word() -> None:
    """What a signature means is fixed, in both languages."""
    assert MEANING["en"] == (
        "I read this, or it was read to me, before talking with the doctor. "
        "I marked what I am not sure about. This is not consent to treatment."
    )
    assert MEANING["vi"] == (
        "Tôi đã đọc nội dung này, hoặc đã được đọc cho nghe, trước khi nói chuyện với bác sĩ. "
        "Tôi đã đánh dấu những điều tôi chưa chắc. Đây không phải là đồng ý điều trị."
    )
