"""The colours of the design: declared once, and readable wherever one stands on another."""

import re

import pytest

from informed.paths import PACKAGE, WEB_ASSETS

COLOURS = dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6});", (WEB_ASSETS / "tokens.css").read_text("utf-8")))
#: What is written -> on what, with the least contrast: 7 for what a patient must read, 4.5 for labels and marks, 3 for borders.
PAIRS = [
    *(
        (("text", ground), 7)
        for ground in ("paper", "white", "accent-tint", "attention-tint", "alarm-tint", "good-tint")
    ),
    *((("soft", ground), 7) for ground in ("paper", "white", "accent-tint")),
    *((("white", ground), 7) for ground in ("accent", "accent-dark", "alarm", "good", "attention")),
    *((("accent-dark", ground), 7) for ground in ("white", "accent-tint")),
    *((("accent", ground), 4.5) for ground in ("paper", "white", "accent-tint")),
    *((("attention", ground), 4.5) for ground in ("attention-tint", "white", "paper")),
    *((("alarm", ground), 4.5) for ground in ("alarm-tint", "white", "paper")),
    *((("good", ground), 4.5) for ground in ("good-tint", "white", "paper")),
    *((("edge", ground), 3) for ground in ("paper", "white")),
]


def luminance(colour: str) -> float:
    """Relative luminance of "#rrggbb" as WCAG 2.2 defines it."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """From 1 (the same) to 21 (black on white)."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def test_black_on_white_is_twenty_one() -> None:
    """The formula is the one of WCAG."""
    assert contrast("#000000", "#ffffff") == pytest.approx(21)


@pytest.mark.parametrize(
    ("pair", "least"), PAIRS, ids=lambda value: "-on-".join(value) if isinstance(value, tuple) else ""
)
def test_a_colour_can_be_read_on_its_ground(pair: tuple[str, str], least: float) -> None:
    """WCAG's contrast, computed from the stylesheet."""
    assert contrast(COLOURS[pair[0]], COLOURS[pair[1]]) >= least


def test_tokens_are_declared_once() -> None:
    """No other stylesheet declares a custom property, and none uses one that is not declared."""
    files = [*WEB_ASSETS.glob("*.css"), *(PACKAGE / "ui").rglob("*.css")]
    texts = {file.name: file.read_text("utf-8") for file in files}
    declared = {name: re.findall(r"^\s*(--[a-z-]+):", text, re.M) for name, text in texts.items()}

    assert [name for name, found in declared.items() if found] == ["tokens.css"]
    assert len(declared["tokens.css"]) == len(set(declared["tokens.css"]))
    used = {token for text in texts.values() for token in re.findall(r"var\((--[a-z-]+)", text)}
    assert used - set(declared["tokens.css"]) == set()
