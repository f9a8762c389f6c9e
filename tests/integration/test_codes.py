"""A code for another device: once, for ten minutes, slow to guess, and the same answer whatever was wrong."""

from collections.abc import Iterator

import pytest

from informed import events as e
from informed.adapters.secrets import CODE_SIGNS, SystemSecrets
from informed.errors import NotAllowed, NotFound, SignInRefused
from informed.service.handover import FREE_FROM_ADDRESS, FREE_FROM_ALL
from tests.factories import House, tap
from tests.integration.administrator import Administrator
from tests.integration.people import HERE, administrator_of, happened
from tests.integration.reception import Reception
from tests.integration.test_races import at_once, errors


@pytest.fixture
def reception(house: House) -> Reception:
    return Reception(house)


@pytest.fixture
def other(house: House) -> Iterator[House]:
    beside = house.beside()
    yield beside
    beside.ledger.close()


def test_a_code_gives_one_device_the_visit(reception: Reception, house: House) -> None:
    """However it is typed; making and using it are events of the record, without the code."""
    code = reception.commands.make_code(reception.token, reception.record_id)
    cookie = reception.commands.use_code(f" {code.text[:4].lower()}-{code.text[4:]} ", HERE)

    assert house.record(house.journey.visit_of(cookie)).id == reception.record_id
    made, used = reception.now().events[-2:]
    assert made.payload == e.HandOverCodeMade(expires=code.expires)
    assert (used.payload, used.header.actor) == (e.HandedOver(way="code"), e.PATIENT)
    assert reception.commands.lock(cookie) is None


def test_wrong_old_and_used_codes_get_the_same_answer(reception: Reception, house: House) -> None:
    """One error with one sentence: for a guess, nonsense, a used one, a replaced one, one too old, one of a finished record."""
    make = lambda: reception.commands.make_code(reception.token, reception.record_id).text  # noqa: E731
    used = make()
    visit = house.journey.visit_of(reception.commands.use_code(used, HERE))
    replaced, old = make(), make()
    house.clock.passes(minutes=10)
    finished = make()
    house.go_on(visit)
    house.journey.decline(visit, tap())
    said = set()
    for typed in ("ABCDEFGH", "", "x" * 5000, "Đỗ-‮", used, replaced, old, finished):
        with pytest.raises(NotFound) as refused:
            reception.commands.use_code(typed, f"192.0.2.{len(said)}")
        said.add(str(refused.value))
    assert len(said) == 1


def test_a_device_that_holds_a_visit_takes_no_other(reception: Reception, house: House) -> None:
    """Nor does a locked tablet; the code is not used up by it."""
    code = reception.commands.make_code(reception.token, reception.record_id)
    held = reception.commands.use_code(
        reception.commands.make_code(reception.token, house.record(house.begin()).id).text, HERE
    )
    for cookies in ({"held": held}, {"lock": Reception(house, "minh").hands_over().lock}):
        with pytest.raises(NotAllowed):
            reception.commands.use_code(code.text, HERE, **cookies)
    house.journey.end(house.journey.visit_of(held))
    assert reception.commands.use_code(code.text, HERE, held=held, lock="made up")


def test_two_devices_at_once_with_one_code(reception: Reception, house: House, other: House) -> None:
    """Exactly one gets the visit, the other the answer for a wrong code; ten times in two processes."""
    for _ in range(10):
        code = reception.commands.make_code(reception.token, reception.record_id).text
        outcomes = at_once(
            *(lambda of=of, c=code: of.service.hand_over.use_code(c, HERE) for of in (house, other, house, other))
        )
        cookies = [outcome for outcome in outcomes if isinstance(outcome, str)]
        assert [type(error) for error in errors(outcomes)] == [NotFound] * 3, outcomes
        assert len(cookies) == 1 and house.journey.visit_of(cookies[0])
    assert reception.types().count("HandedOver") == 10
    assert house.custody.check_ledger().ok


def test_guessing_from_one_address_has_to_wait(reception: Reception, house: House) -> None:
    """After ten wrong ones, longer each time, also after a restart and for a right one; others go on; a right one forgives."""
    code = reception.commands.make_code(reception.token, reception.record_id).text
    for _ in range(FREE_FROM_ADDRESS):
        with pytest.raises(NotFound):
            reception.commands.use_code("ABCDEFGH", HERE)
    house.restart()
    with pytest.raises(SignInRefused) as refused:
        reception.commands.use_code(code, HERE)
    assert 0 < refused.value.wait_seconds <= 3
    assert [event.payload for event in happened(house, e.CodeTriesThrottled)] == [e.CodeTriesThrottled(address=HERE)]
    with pytest.raises(NotFound):
        reception.commands.use_code("ABCDEFGH", "192.0.2.2")
    house.clock.passes(seconds=3)
    assert reception.commands.use_code(code, HERE)
    with pytest.raises(NotFound):
        reception.commands.use_code(code, HERE)


def test_guessing_from_everywhere_has_to_wait(file_house: House) -> None:
    """A hundred addresses with one guess each: the next one waits, half a minute at most."""
    reception = Reception(file_house)
    code = reception.commands.make_code(reception.token, reception.record_id).text
    for i in range(FREE_FROM_ALL):
        with pytest.raises(NotFound):
            reception.commands.use_code("ABCDEFGH", f"198.51.100.{i}")
    waits = []
    for i in range(6):
        with pytest.raises(SignInRefused) as refused:
            reception.commands.use_code(code, f"203.0.113.{i}")
        waits.append(refused.value.wait_seconds)
        file_house.clock.passes(seconds=waits[-1])
        with pytest.raises(NotFound):
            reception.commands.use_code("ABCDEFGH", f"203.0.113.{i + 100}")
    assert waits == sorted(waits) and waits[-1] <= 31
    file_house.clock.passes(seconds=31)
    assert reception.commands.use_code(code, HERE)


def test_no_code_is_stored_in_the_clear(reception: Reception, administrator: Administrator, house: House) -> None:
    """Neither itself nor a hash that anybody could try all codes against; a used or too old one leaves nothing."""
    code = reception.commands.make_code(reception.token, reception.record_id).text
    ((kept,),) = administrator.rows("select code from hand_over_code")
    assert code not in kept and kept != house.secrets.fingerprint(code) and len(kept) == 64
    reception.commands.use_code(code, HERE)
    assert administrator.rows("select * from hand_over_code") == []
    reception.commands.make_code(reception.token, reception.record_id)
    house.clock.passes(minutes=10)
    reception.commands.make_code(reception.token, house.record(house.begin()).id)
    assert administrator.value("select count(*) from hand_over_code") == 1


def test_an_erased_record_leaves_no_code(house: House, administrator: Administrator) -> None:
    """And opens by none."""
    token, record = administrator_of(house), house.record(house.begin())
    code = house.service.hand_over.make_code(token, record.id)
    house.custody.erase(token, record.id, "asked for", record.short_id)
    assert administrator.rows("select * from hand_over_code") == []
    with pytest.raises(NotFound):
        house.service.hand_over.use_code(code.text, HERE)


def test_a_code_is_read_out_without_doubt() -> None:
    """8 signs of 31, none of which is taken for another."""
    secrets = SystemSecrets()
    codes = {secrets.short_code() for _ in range(200)}
    assert len(codes) == 200 and {len(code) for code in codes} == {8}
    assert set("".join(codes)) == set(CODE_SIGNS) and len(CODE_SIGNS) == 31
    assert not set("01OIL") & set(CODE_SIGNS)
