"""Finding a person without a name in the database: by whole words of the name, date of birth, record number."""

from datetime import date

import pytest

from informed.content import Language
from informed.patient import SearchTerm, folded
from tests.factories import House, patient
from tests.integration.administrator import Administrator

#: Name, date of birth and record number of each patient of these tests.
PEOPLE = [
    ("Đỗ Thị Ánh Nguyệt", date(1980, 5, 4), "HS-7/2026"),
    ("Đỗ Văn Bình", date(1980, 5, 4), None),
    ("Nguyễn Thị Bình", date(1991, 12, 1), "HS-8/2026"),
    ("O'Brien, Seán", date(1975, 1, 31), None),
    ("王小明", date(2001, 2, 3), "7"),
]


@pytest.fixture
def listed(house: House) -> House:
    for name, born, number in PEOPLE:
        house.begin(who=patient(name=name, born=born, number=number), language=Language.VIETNAMESE)
        house.clock.passes(minutes=1)
    return house


def found(house: House, *terms: SearchTerm) -> list[str]:
    """The names that these terms find, newest first."""
    with house.ledger.reading() as work:
        return [row.name for row in work.indexed(None, 10, terms)]


def named(typed: str) -> list[SearchTerm]:
    """A search for what somebody typed as a name."""
    return [("name", word) for word in folded(typed).split()]


@pytest.mark.parametrize(
    ("typed", "names"),
    [
        ("Đỗ Thị Ánh Nguyệt", ["Đỗ Thị Ánh Nguyệt"]),
        ("do thi anh nguyet", ["Đỗ Thị Ánh Nguyệt"]),
        ("NGUYỆT Đỗ", ["Đỗ Thị Ánh Nguyệt"]),
        ("nguyet do", ["Đỗ Thị Ánh Nguyệt"]),
        ("Do\u0302\u0303 Tho\u031bi", []),
        ("Đo\u0302\u0303", ["Đỗ Văn Bình", "Đỗ Thị Ánh Nguyệt"]),  # decomposed, as a Mac types it
        ("bình", ["Nguyễn Thị Bình", "Đỗ Văn Bình"]),
        ("binh binh", ["Nguyễn Thị Bình", "Đỗ Văn Bình"]),
        ("thị bình", ["Nguyễn Thị Bình"]),
        ("sean", ["O'Brien, Seán"]),
        ("brien o", ["O'Brien, Seán"]),
        ("王小明", ["王小明"]),
        ("đỗ nguyễn", []),
        ("nguye", []),  # a part of a word finds nobody
        ("bin", []),
        ("王", []),
        ("ánh%", ["Đỗ Thị Ánh Nguyệt"]),  # what is no letter is not searched for
        ("_____", ["王小明", "O'Brien, Seán", "Nguyễn Thị Bình", "Đỗ Văn Bình", "Đỗ Thị Ánh Nguyệt"]),
    ],
)
def test_a_person_is_found_by_whole_words_of_the_name(listed: House, typed: str, names: list[str]) -> None:
    """With and without marks, đ or d, in any order and case; all words must be there."""
    assert found(listed, *named(typed)) == names


@pytest.mark.parametrize(
    ("terms", "names"),
    [
        ([("born", "1980-05-04")], ["Đỗ Văn Bình", "Đỗ Thị Ánh Nguyệt"]),
        ([("born", "1980-05-04"), ("name", "binh")], ["Đỗ Văn Bình"]),
        ([("born", "1980-05")], []),
        ([("number", folded("hs 7 2026"))], ["Đỗ Thị Ánh Nguyệt"]),
        ([("number", folded("HS-7/2026"))], ["Đỗ Thị Ánh Nguyệt"]),
        ([("number", "7")], ["王小明"]),
        ([("number", "hs 7")], []),
        ([("name", "7")], []),  # a number is no name
        ([("number", "binh")], []),
        ([("number", "7"), ("born", "1980-05-04")], []),
    ],
)
def test_a_person_is_found_by_birth_and_number(listed: House, terms: list[SearchTerm], names: list[str]) -> None:
    """Whole, and each for itself or together with words of the name."""
    assert found(listed, *terms) == names


def test_the_staff_finds_a_person_with_their_right(listed: House) -> None:
    """Through the command of the list, which keeps its pages."""
    token = listed.signed_in(role="front_desk")
    (first,) = listed.staff.records(token, limit=1, terms=named("binh"))
    (second,) = listed.staff.records(token, (first.opened_at, first.record), limit=5, terms=named("binh"))

    assert [first.name, second.name] == ["Nguyễn Thị Bình", "Đỗ Văn Bình"]


def test_whoever_is_erased_is_not_found_any_more(listed: House, administrator: Administrator) -> None:
    """Neither by name nor by birth nor by number; nothing of the index stays. The others are found as before."""
    with listed.ledger.reading() as work:
        (row,) = work.indexed(None, 10, named("nguyet"))
    short = f"{row.record[:4]}-{row.record[4:8]}"
    listed.custody.erase(listed.signed_in(role="admin"), row.record, "asked for", short)

    for terms in (named("nguyet"), named("đỗ thị"), [("number", "hs 7 2026")]):
        assert found(listed, *terms) == []
    assert found(listed, ("born", "1980-05-04")) == ["Đỗ Văn Bình"]
    assert administrator.rows("select * from search_token where record = :id", id=row.record) == []


def test_answers_change_nothing_in_the_index_of_names(listed: House, administrator: Administrator) -> None:
    """The tokens are written once, with the opening: 4 to 6 a person, and two people with one name share theirs."""
    tokens = administrator.tables("search_token")
    visit = listed.begin(who=patient(name="Đỗ Văn Bình", born=date(1980, 5, 4)))
    more = administrator.tables("search_token")["search_token"]
    listed.walk(visit, to="benefits")

    assert administrator.tables("search_token")["search_token"] == more
    assert len(more) - len(tokens["search_token"]) == 4
    assert {row[0] for row in more} == {row[0] for row in tokens["search_token"]}


def test_the_same_name_has_other_tokens_in_another_clinic(
    listed: House, administrator: Administrator, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """A list of names cannot be tried against a database without its key."""
    other = House(tmp_path_factory.mktemp("other"))
    other.begin(who=patient(name=PEOPLE[0][0], born=PEOPLE[0][1]))
    theirs = {token for token, _ in Administrator(other).tables("search_token")["search_token"]}
    other.ledger.close()

    assert theirs
    assert not theirs & {token for token, _ in administrator.tables("search_token")["search_token"]}
