"""The colours of the design: declared once, and readable wherever one stands on another, in each choice that a patient has."""

import re
from itertools import product

import pytest

from informed.paths import PACKAGE, WEB_ASSETS
from informed.web import display

TOKENS = (WEB_ASSETS / "tokens.css").read_text("utf-8")
FILES = [*WEB_ASSETS.glob("*.css"), *(PACKAGE / "ui").rglob("*.css")]
#: The declarations of each block of tokens.css, by its selector.
BLOCKS = {
    selector: dict(re.findall(r"^\s*(--[a-z-]+): (.*?);(?:\s*/\*.*)?$", body, re.M))
    for selector, body in re.findall(r"^(\S+) \{\n(.*?)^\}", TOKENS, re.M | re.S)
    if selector != "@font-face"
}
#: Light, dark and high contrast, each with the tokens that hold in it.
SCHEMES = {name: BLOCKS["[data-contrast]"] | BLOCKS.get(f'[data-contrast="{name}"]', {}) for name in display.COLOURS}
#: What is written -> on what, with the least contrast: 7 for what a patient must read, 4.5 for labels and marks, 3 for borders.
PAIRS = [
    *((("text", ground), 7.0) for ground in ("paper", "card", "hover", "quiet")),
    *((("text", ground), 7.0) for ground in ("accent-tint", "attention-tint", "alarm-tint", "good-tint")),
    *((("soft", ground), 7.0) for ground in ("paper", "card", "accent-tint")),
    *((("soft", ground), 4.5) for ground in ("quiet",)),
    *((("on-strong", ground), 7.0) for ground in ("accent", "accent-dark", "alarm", "good", "attention")),
    *((("accent-dark", ground), 7.0) for ground in ("card", "accent-tint")),
    *((("accent", ground), 4.5) for ground in ("paper", "card", "accent-tint", "hover")),
    *((("attention", ground), 4.5) for ground in ("attention-tint", "card", "paper")),
    *((("alarm", ground), 4.5) for ground in ("alarm-tint", "card", "paper")),
    *((("good", ground), 4.5) for ground in ("good-tint", "card", "paper")),
    *((("edge", ground), 3.0) for ground in ("paper", "card")),
    (("sheet-text", "sheet"), 7.0),
    (("sheet-accent", "sheet"), 4.5),
    (("sheet-edge", "sheet"), 3.0),
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
    ("scheme", "pair", "least"),
    [(scheme, pair, least) for scheme, (pair, least) in product(SCHEMES, PAIRS)],
    ids=lambda value: "-on-".join(value) if isinstance(value, tuple) else str(value),
)
def test_a_colour_can_be_read_on_its_ground(scheme: str, pair: tuple[str, str], least: float) -> None:
    """WCAG's contrast, computed from the stylesheet; in high contrast 7 for every word and 4.5 for every border."""
    if scheme == "high":
        least = 7 if least > 3 else 4.5
    written, ground = (SCHEMES[scheme][f"--{name}"] for name in pair)
    assert contrast(written, ground) >= least


def test_a_focus_can_be_seen_on_every_ground() -> None:
    """Either its yellow or its line stands out by 3 from the page and from a card."""
    for scheme in SCHEMES.values():
        for ground in ("--paper", "--card", "--accent-tint"):
            assert max(contrast(scheme[one], scheme[ground]) for one in ("--focus", "--text")) >= 3


def test_every_choice_has_its_block() -> None:
    """No colour or size can be chosen that the stylesheet does not know, and it knows no other."""
    wanted = {"[data-contrast]", *(f':root[data-size="{size}"]' for size in display.SIZES[1:])}
    assert set(BLOCKS) == wanted | {f'[data-contrast="{colour}"]' for colour in display.COLOURS[1:]}


def test_tokens_are_declared_once() -> None:
    """No other stylesheet declares a custom property, none uses one that is not declared, and a choice invents none."""
    texts = {file.name: file.read_text("utf-8") for file in FILES}
    declared = {name: re.findall(r"^\s*(--[a-z-]+):", text, re.M) for name, text in texts.items()}

    assert [name for name, found in declared.items() if found] == ["tokens.css"]
    assert len(declared["tokens.css"]) == sum(map(len, BLOCKS.values()))  # none twice in a block
    assert all(set(block) <= set(SCHEMES["light"]) for block in BLOCKS.values())
    used = {token for text in texts.values() for token in re.findall(r"var\((--[a-z-]+)", text)}
    assert used - set(SCHEMES["light"]) == set()


def test_no_colour_stands_outside_of_the_tokens() -> None:
    """A colour written elsewhere would stay as it is when the patient chooses another scheme."""
    literal = re.compile(r"#[0-9a-f]{3,8}\b(?=[ ;,)])|\brgba?\(|: (?:white|black)\b", re.I)
    found = [(file.name, match[0]) for file in FILES for match in literal.finditer(file.read_text("utf-8"))]
    assert [name for name, _ in found if name != "tokens.css"] == []
    assert found  # the pattern sees those that are there
