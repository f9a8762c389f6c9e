"""How the document lies on the page: nothing overlaps, nothing leaves the page, nothing is lost."""

from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from itertools import combinations

import pytest

from informed import events as e
from informed.content import ContentPack
from informed.document import PHYSICIAN_FIELD, render, render_form, render_notice
from informed.document.boxes import Text
from informed.document.sheet import FLOOR, HEIGHT, LEFT, WIDTH, Sheet, Style
from informed.document.typeface import Line, readable
from informed.plan import Plan
from informed.record import Record
from informed.signature import Signature
from tests.around import interpreter

from . import invented
from .closed import its_pack, notices
from .conftest import squeezed
from .invented import Story

Pages = Callable[[Record, ContentPack], list[str]]
Place = tuple[float, float, float, float]


@contextmanager
def placed(monkeypatch: pytest.MonkeyPatch) -> Iterator[dict[int, list[Place]]]:
    """Where each line of text came to stand, by page: left, top, right, bottom (of the letters without descenders)."""
    found: dict[int, list[Place]] = defaultdict(list)
    show = Sheet.show

    def spy(sheet: Sheet, line: Line, x: float, baseline: float, style: Style) -> None:
        width = sheet.faces[style.bold].width(line) * style.size / 1000 if line else 0
        if width > 0:
            found[sheet.page].append((x, baseline - style.size * 0.7, x + width, baseline))
        show(sheet, line, x, baseline, style)

    with monkeypatch.context() as patch:
        patch.setattr(Sheet, "show", spy)
        yield found


def check(places: dict[int, list[Place]]) -> None:
    """No line leaves the margins, and no two lines overlap."""
    for page, lines in places.items():
        for left, top, right, bottom in lines:
            assert left >= LEFT - 0.5, page
            assert right <= WIDTH - LEFT + 1, (page, left, right)
            assert 15 < top < bottom < HEIGHT - 15, page
        for a, b in combinations(lines, 2):
            overlap = a[0] < b[2] - 0.5 and b[0] < a[2] - 0.5 and a[1] < b[3] - 0.3 and b[1] < a[3] - 0.3
            assert not overlap, (page, a, b)


NAMES = (
    "whole",
    "english",
    "forty flags",
    "long",
    "no glyphs",
    "long names",
    "long typed name",
    "one word",
    "wordy plan",
    "at once",
    "many statements",
)
LONG_NAME = " ".join(f"Tôn Nữ Quỳnh{i}" for i in range(30))[:300]
LONG_WORD = "đ" * 2000


def stories(pack: ContentPack) -> dict[str, Record]:
    """The extremes."""
    crowded = invented.pack(factors=40)
    flagged = Story(crowded).whole()
    for i in range(40):
        flagged.factor(f"F-{i}", "yes", words=f"nhột ở ngón thứ {i}")
    long = Story(pack, name=LONG_NAME, number="9" * 60).whole().factor("F-0", "yes", words=LONG_WORD)
    long.factor("F-1", "not_sure", words="từ " * 600).factor("F-GOAL", "rest", words="mong " * 390)
    wordy = Plan(
        **{name: "Rất dài " * 40 for name in ("product", "maker", "area", "device", "operator", "lot", "storage")}
    )
    return {
        "whole": Story(pack).whole().sign(),
        "english": Story(pack, language="en", clinic_language="en").whole(lambda i: "unsure").sign(),
        "forty flags": flagged.sign(),
        "long": long.doctor(*(f"Q{i}" for i in range(1, 9)), words=LONG_WORD).sign(),
        "no glyphs": Story(pack, name="陳" * 300)
        .whole()
        .factor("F-0", "yes", words="陳" * 2000)
        .doctor(words="陳" * 2000)
        .sign(),
        "long names": Story(pack, name="陳" * 300)
        .whole()
        .sign(Signature(kind="mark", strokes=invented.drawn().strokes, witness="W" * 300)),
        "long typed name": Story(pack, name="W" * 300).whole().sign(Signature(kind="typed", typed="W" * 300)),
        "one word": Story(pack, name="N" * 300).whole().sign(),
        "wordy plan": Story(pack, plan=wordy).whole().sign(),
        "at once": Story(pack, plan=Plan()).decline(),
        "many statements": Story(invented.pack(statements=12)).whole().sign(),
    }


@pytest.mark.parametrize("name", NAMES)
def test_nothing_overlaps_or_leaves_the_page(name: str, pack: ContentPack, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every extreme is laid out within the margins."""
    record = stories(pack)[name]
    with placed(monkeypatch) as places:
        render(record, _pack_of(record, pack))

    check(places)


@contextmanager
def lowest(monkeypatch: pytest.MonkeyPatch) -> Iterator[dict[int, tuple[float, str]]]:
    """The lowest text of each page, above the foot: where it begins, and its tag."""
    found: dict[int, tuple[float, str]] = {}
    draw = Text.draw

    def spy(text: Text, sheet: Sheet, x: float, y: float) -> None:
        if text.lines and y < FLOOR - 1:
            found[sheet.page] = max(found.get(sheet.page, (0.0, "")), (y, text.tag))
        draw(text, sheet, x, y)

    with monkeypatch.context() as patch:
        patch.setattr(Text, "draw", spy)
        yield found


def everything(pack: ContentPack) -> dict[str, Callable[[], bytes]]:
    """The extremes, the notices, what helpers and paper add, and the form."""
    printed = Story(pack).happen(e.HelperNamed(helper=interpreter())).happen(e.PaperPrinted(language="vi")).record
    made = {name: partial(render, record, _pack_of(record, pack)) for name, record in stories(pack).items()}
    made |= {f"notice: {name}": partial(render_notice, record, its_pack(record)) for name, record in notices().items()}
    for lines in range(40):  # the same sections, pushed down the page line by line
        story = Story(pack).whole().doctor(words="từ " * 30 * lines).factor("F-0", "yes")
        made[f"pushed {lines}"] = partial(render, story.sign(), pack)
    return made | {"form": partial(render_form, printed, pack)}


def test_no_heading_is_left_at_the_foot_of_a_page(pack: ContentPack, monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither a section's nor a topic's, nor a table's header: the first of what it heads stands on the same page."""
    for name, make in everything(pack).items():
        with lowest(monkeypatch) as found:
            make()
        assert [page for page, (_, tag) in found.items() if tag in ("H1", "H2", "H3", "TH")] == [], name


def test_no_letter_of_any_document_is_smaller_than_8_points(pack: ContentPack, monkeypatch: pytest.MonkeyPatch) -> None:
    """The form to be signed by hand too."""
    sizes, show = set(), Sheet.show

    def spy(sheet: Sheet, line: Line, x: float, baseline: float, style: Style) -> None:
        sizes.add(style.size)
        show(sheet, line, x, baseline, style)

    monkeypatch.setattr(Sheet, "show", spy)
    for name, make in everything(pack).items():
        make() if not name.startswith("pushed") else None

    assert min(sizes) == 8


def test_forty_flags_are_all_there(pack: ContentPack, pages_of: Pages) -> None:
    """At most eight on page 1, stops first; the rest on the following pages, and their number on page 1."""
    record = stories(pack)["forty flags"]
    pages = pages_of(record, _pack_of(record, pack))
    on_first = [i for i in range(40) if f"TICKLISH_{i}C" in pages[0].replace("Chân", "C")]

    assert 1 <= len(on_first) <= 8
    assert all(i % 3 == 0 for i in on_first)
    assert f"Yếutốcầnbácsĩxem:40–còn{40 - len(on_first)}ởtrang2" in pages[0]
    assert all(f"TICKLISH_{i}" in "".join(pages) for i in range(40))


def test_long_words_are_whole(pack: ContentPack, pages_of: Pages) -> None:
    """A name of 300 letters stands on page 1; 2,000 letters without a blank stand somewhere, whole."""
    pages = pages_of(stories(pack)["long"], pack)
    tokens = "".join(pages_of(stories(pack)["no glyphs"], pack))
    assert squeezed(LONG_NAME) in pages[0]
    assert "".join(pages).count("đ") >= 2 * 2000
    assert squeezed("mong " * 390).rstrip() in "".join(pages)
    assert tokens.count("[U+9673]") >= 2 * 2000 + 300
    assert "[U+9673]" * 300 in tokens


def test_the_physicians_field_is_free(pack: ContentPack, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is printed where the physician's signature will be."""
    left, bottom, right, top = PHYSICIAN_FIELD
    with placed(monkeypatch) as places:
        render(stories(pack)["english"], pack)
    field = (left, HEIGHT - top, right, HEIGHT - bottom)

    assert not [p for p in places[1] if p[0] < field[2] and field[0] < p[2] and p[1] < field[3] and field[1] < p[3]]


@pytest.mark.parametrize(
    "name",
    [
        "Nguyễn Thị Thuỳ Dương",
        "Nguye\u0302\u0303n Thi\u0323 Thuy\u0300",
        "陳氏芳 Trần",
        "محمد بن سلمان",
        "Hoa 🌸 An",
        '<b>An</b> & "Bình" %s {nb} **đậm** __g__',
        "Ｎｇｕｙễn",
        "Łukasz Ødegård-Ştefănescu Ελένη Юлия",
    ],
)
def test_no_letter_of_a_name_is_dropped(name: str, pack: ContentPack, pages_of: Pages) -> None:
    """Every letter is there as a glyph or as a token that names it; further pages may shorten the name."""
    pages = pages_of(Story(pack, name=name).whole().sign(), pack)
    assert squeezed(readable(name)) in pages[0]
    assert all(squeezed(readable(name))[:8] in page for page in pages)


def test_readable_keeps_or_names_every_sign() -> None:
    """NFC; what no font has is named; nothing becomes nothing."""
    assert readable("Nguye\u0302\u0303n") == "Nguyễn"
    assert readable("陳 An🌸") == "[U+9673] An[U+1F338]"
    assert readable("a\u00a0b\tc\nd").split() == ["a", "b", "c", "d"]


def test_a_letter_that_was_not_made_readable_raises() -> None:
    """A missing glyph is an error and not a gap."""
    with pytest.raises(LookupError):
        Sheet().faces[False].word("陳")


def _pack_of(record: Record, pack: ContentPack) -> ContentPack:
    known = (pack, invented.pack(factors=40), invented.pack(statements=12))
    return next(p for p in known if p.sha256 == record.opened.pack.sha256)
