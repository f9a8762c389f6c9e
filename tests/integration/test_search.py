"""Finding a person without a name in the database: by whole words of the name, date of birth, record number."""

import re
from datetime import date
from typing import Any

import pytest
from sqlalchemy import event

from informed.adapters.ledger import finding
from informed.content import Language
from informed.patient import SearchTerm, folded, search_terms
from tests.factories import House, patient
from tests.integration.administrator import Administrator
from tests.made_up import fill, made_up

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
    """The names that these terms find, newest first; the same whether their words are taken for rare or for common ones."""
    with house.ledger.reading() as work, pytest.MonkeyPatch.context() as context:
        by_token = [row.name for row in work.indexed(None, 10, terms)]
        context.setattr(finding, "COMMON", 1)
        along_the_list = [row.name for row in work.indexed(None, 10, terms)]
    assert by_token == along_the_list
    return by_token


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


# --- a long list


def plan_of(house: House, terms: list[SearchTerm]) -> str:
    """How the engine finds the newest rows of these terms."""
    asked: list[tuple[str, Any]] = []

    def note(_connection: object, _cursor: object, statement: str, given: Any, *_: object) -> None:
        asked.append((statement, given))

    explain = "explain query plan" if house.url.startswith("sqlite") else "explain"
    with house.ledger.reading() as work:
        event.listen(work.connection, "before_cursor_execute", note)
        work.indexed(None, 50, terms)
        (search,) = [one for one in asked if "record_index" in one[0]]
        return "\n".join(str(row[-1]) for row in work.connection.exec_driver_sql(f"{explain} {search[0]}", search[1]))


def test_a_rare_name_is_found_by_its_token_and_a_common_one_along_the_list(
    house: House, administrator: Administrator, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Among thousands of rows; the list is not walked for a person whom few share a name or a birthday with."""
    with house.ledger.writing() as work:
        fill(work, house.kek, range(4_000))
    administrator.change("analyze")
    one = made_up(1_234)
    person, rare, common = (
        search_terms(one.name, one.date_of_birth, ""),
        [("name", one.name.split()[1])],
        [("name", "nguyen")],
    )
    monkeypatch.setattr(finding, "COMMON", 1_000)  # a thousand of the four are called Nguyễn, two hundred Lê

    by_token = re.compile(
        r"search_token_pkey|search_token USING COVERING INDEX sqlite_autoindex_search_token_1 \(token=\?\)"
    )
    for terms in (list(person), rare, [*common, *rare]):
        plan = plan_of(house, terms)
        assert by_token.search(plan), plan
        assert not re.search(r"record_index_newest|S(can|CAN|eq Scan) (on )?record_index\b", plan), plan
    walk = plan_of(house, common)
    assert re.search(r"(Only Scan Backward using|COVERING INDEX) record_index_newest", walk), walk
    with house.ledger.reading() as work:
        assert [row.record for row in work.indexed(None, 5, person)] == [one.record]
        assert [row.record for row in work.indexed(None, 2, common)] == [made_up(n).record for n in (3_992, 3_991)]
