"""Who a patient may say that they are, and what cannot be taken."""

import unicodedata
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from informed.errors import BadInput
from informed.patient import MAX_NAME, MAX_WORDS, age_on, birth_date, folded, patient, search_terms, words

TODAY = date(2026, 11, 23)
BORN = date(1980, 5, 4)


def named(name: str) -> str:
    return patient(name, BORN, "", TODAY).name


def refusal(name: str = "Bình", born: date = BORN, number: str = "") -> str:
    with pytest.raises(BadInput) as refused:
        patient(name, born, number, TODAY)
    return str(refused.value)


@pytest.mark.parametrize(
    "name",
    [
        "<b>Bình</b>",
        'O\'Brien "Bob" & <script>alert(1)</script>',
        "王小明",
        "محمد علي",
        "Bình 🙂",
        "Nguyễn Thị Ánh",
        "Ṣọlá Ọ̀ṣun",
        "Đỗ",
        "李",
    ],
)
def test_a_name_is_kept_letter_for_letter(name: str) -> None:
    """Markup, quotes, emoji and any script stay as they were typed."""
    assert named(name) == unicodedata.normalize("NFC", name)


def test_a_decomposed_name_is_composed() -> None:
    """Combining Vietnamese (NFD) becomes NFC."""
    assert named(unicodedata.normalize("NFD", "Nguyễn Thị Thuỳ")) == "Nguyễn Thị Thuỳ"


def test_blanks_in_a_name_become_single_spaces() -> None:
    """Outer blanks, tabs and lines of a pasted name are one space each."""
    assert named("  Trần \t Thị\n Bình ") == "Trần Thị Bình"


def test_a_name_may_have_300_letters_and_not_301() -> None:
    """The limit counts composed letters: 300 that were typed decomposed are 300."""
    assert named("ễ" * MAX_NAME) == "ễ" * MAX_NAME
    assert len(named(unicodedata.normalize("NFD", "ễ" * MAX_NAME))) == 300
    assert refusal("a" * (MAX_NAME + 1)) == "name.too_long"


@pytest.mark.parametrize(
    "hidden", ["\u202e", "\u202d", "\u2066", "\u2069", "\u200f", "\u061c", "\x00", "\x1b", "\ud800"]
)
def test_a_name_with_a_hidden_control_is_refused(hidden: str) -> None:
    """A right-to-left override, a control or half a surrogate pair would make a name read as it is not."""
    assert refusal(f"Bình{hidden}Trần") == "name.hidden"


@pytest.mark.parametrize(
    ("name", "reason"),
    [("", "empty"), ("   ", "empty"), ("\n\t", "empty"), ("123", "no_letter"), ("🙂", "no_letter"), ("-", "no_letter")],
)
def test_a_name_without_a_letter_is_refused(name: str, reason: str) -> None:
    """Nothing, blanks, digits or a smile are no name."""
    assert refusal(name) == f"name.{reason}"


def test_the_first_field_on_the_screen_is_named_first() -> None:
    """When name and birth date are both wrong, the name is what is said."""
    assert refusal("", date(2999, 1, 1)) == "name.empty"


@given(st.text(max_size=400))
def test_a_taken_name_is_stable(name: str) -> None:
    """Whatever is taken is NFC, without outer blanks, at most 300 letters, and is taken again unchanged."""
    try:
        kept = named(name)
    except BadInput:
        return
    assert kept == unicodedata.normalize("NFC", kept).strip()
    assert 0 < len(kept) <= MAX_NAME
    assert named(kept) == kept


def test_a_record_number_is_optional_and_limited() -> None:
    """No number is none; 60 signs are taken, 61 are not."""
    assert patient("Bình", BORN, "  ", TODAY).record_number is None
    assert patient("Bình", BORN, " HS-7 ", TODAY).record_number == "HS-7"
    assert patient("Bình", BORN, "7" * 60, TODAY).record_number == "7" * 60
    assert refusal(number="7" * 61) == "record_number.too_long"
    assert refusal(number="7\u202e8") == "record_number.hidden"


def test_own_words_keep_their_lines() -> None:
    """Free text may have lines; its limit is 2000 signs."""
    assert words("a\n\tb ", "words") == "a\n\tb"
    assert len(words("x" * MAX_WORDS, "words")) == 2000
    with pytest.raises(BadInput, match=r"^goal\.too_long$"):
        words("x" * (MAX_WORDS + 1), "goal")


@pytest.mark.parametrize(
    ("born", "reason"),
    [
        (date(2026, 11, 24), "future"),
        (date(1905, 11, 23), "too_old"),  # 121 years today
    ],
)
def test_an_impossible_birth_date_is_refused(born: date, reason: str) -> None:
    """Tomorrow, and more than 120 years ago."""
    assert refusal(born=born) == f"born.{reason}"


@pytest.mark.parametrize("born", [TODAY, date(1905, 11, 24), date(1906, 11, 23), date(2010, 1, 1), date(2004, 2, 29)])
def test_a_possible_birth_date_is_taken(born: date) -> None:
    """Today, 120 years ago (to the last day), a minor's, and 29 February."""
    assert patient("Bình", born, "", TODAY).date_of_birth == born


@pytest.mark.parametrize(
    ("typed", "born"),
    [
        (("27", "3", "1964"), date(1964, 3, 27)),
        ((" 07 ", "03", "1964"), date(1964, 3, 7)),
        (("29", "2", "2004"), date(2004, 2, 29)),
        (("２７", "３", "１９６４"), date(1964, 3, 27)),  # full-width digits
    ],
)
def test_a_typed_birth_date_is_read(typed: tuple[str, str, str], born: date) -> None:
    """Day, month, year, with or without leading zeros, also in full-width digits."""
    assert birth_date(*typed) == born


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        (("", "", ""), "empty"),
        ((" ", "\t", ""), "empty"),
        (("29", "2", "2003"), "no_such_day"),
        (("31", "4", "1990"), "no_such_day"),
        (("0", "1", "1990"), "no_such_day"),
        (("1", "13", "1990"), "no_such_day"),
        (("1", "1", "0000"), "no_such_day"),
        (("9" * 5000, "1", "1990"), "no_such_day"),
        (("27", "", "1964"), "numbers"),
        (("27", "March", "1964"), "numbers"),
        (("-7", "3", "1964"), "numbers"),
        (("7.", "3", "1964"), "numbers"),
        (("٢٧", "٣", "١٩٦٤"), "numbers"),  # Arabic-Indic digits
        (("27", "3", "64"), "year"),
        (("27", "3", "19640"), "year"),
    ],
)
def test_a_mistyped_birth_date_says_what_is_wrong(typed: tuple[str, str, str], reason: str) -> None:
    """Each mistake has a sentence of its own."""
    with pytest.raises(BadInput, match=rf"^born\.{reason}$"):
        birth_date(*typed)


@pytest.mark.parametrize(
    ("born", "day", "age"),
    [
        (date(2008, 11, 23), TODAY, 18),
        (date(2008, 11, 24), TODAY, 17),
        (date(2004, 2, 29), date(2026, 2, 28), 21),
        (date(2004, 2, 29), date(2026, 3, 1), 22),
        (date(2004, 2, 29), date(2028, 2, 29), 24),
        (TODAY, TODAY, 0),
    ],
)
def test_age_is_in_full_years(born: date, day: date, age: int) -> None:
    """A birthday counts from its morning; 29 February counts on 1 March of other years."""
    assert age_on(born, day) == age


@pytest.mark.parametrize(
    ("text", "bare"),
    [
        ("Đỗ Thị Ánh Nguyệt", "do thi anh nguyet"),
        ("ĐẶNG ữ ợ ậ ỹ", "dang u o a y"),
        ("Nguyễn", "nguyen"),
        (unicodedata.normalize("NFD", "Nguyễn Đỗ"), "nguyen do"),
        ("  O'Brien-Smith,  Seán\n", "o brien smith sean"),
        ("HS-7/2026", "hs 7 2026"),
        ("Straße", "strasse"),
        ("王小明", "王小明"),
        ("Ｆｕｌｌ", "full"),
        ("🙂 -- %_", ""),
        ("", ""),
    ],
)
def test_a_text_is_searched_without_marks(text: str, bare: str) -> None:
    """Small letters, no diacritics, đ as d, letters and digits only, single blanks."""
    assert folded(text) == bare


#: Latin with all that Vietnamese adds to it.
LATIN = st.characters(max_codepoint=0x24F, exclude_categories=["Cs"]) | st.characters(
    min_codepoint=0x1E00, max_codepoint=0x1EFF
)


@given(st.text(LATIN, max_size=60))
def test_folding_again_changes_nothing(text: str) -> None:
    """Nor does it matter how the text was composed or written in size."""
    assert folded(folded(text)) == folded(text)
    assert folded(unicodedata.normalize("NFD", text)) == folded(unicodedata.normalize("NFC", text))


def test_a_person_is_found_by_each_word_by_birth_and_by_number() -> None:
    """Each kind for itself: a number is no word of a name. What folds to nothing is nothing to find."""
    assert search_terms("Đỗ Thị Đỗ", "1980-05-04", "HS-7") == {
        ("name", "do"),
        ("name", "thi"),
        ("born", "1980-05-04"),
        ("number", "hs 7"),
    }
    assert search_terms("Bình", "1980-05-04", "") == {("name", "binh"), ("born", "1980-05-04")}
    assert search_terms("Bình", "1980-05-04", "--") == {("name", "binh"), ("born", "1980-05-04")}
