"""Handing a tablet over and taking it back: the session is suspended, and only a PIN or a full sign-in ends the lock."""

from collections.abc import Callable, Iterator

import pytest

from informed import events as e
from informed.errors import BadInput, NoPin, NotAllowed, NotFound, PinNotRight, RecordClosed, SignInRefused
from informed.service.accounts import SHELL
from informed.service.pins import TRIES
from tests.factories import PASSWORD, House, patient, tap
from tests.integration.administrator import Administrator
from tests.integration.people import HERE, administrator_of, happened, id_of, person
from tests.integration.reception import PIN, Reception
from tests.integration.test_races import at_once, errors


@pytest.fixture
def reception(house: House) -> Reception:
    return Reception(house)


@pytest.fixture
def other(house: House) -> Iterator[House]:
    beside = house.beside()
    yield beside
    beside.ledger.close()


# --- handing over


def test_the_session_sleeps_and_the_visit_is_there(reception: Reception, house: House) -> None:
    """The staff's token is worth nothing at once; the cookie holds the record; who did it is an event of the record."""
    handed = reception.hands_over()
    visit = house.journey.visit_of(handed.visit)

    assert house.staff.account(reception.token) is None
    assert visit is not None and house.record(visit).id == reception.record_id
    assert reception.commands.lock(handed.lock).visit == visit
    last = reception.now().events[-1]
    assert last.payload == e.HandedOver(way="tablet")
    assert last.header.actor == e.Actor(kind="account", account=id_of(house, "lan"))


def test_one_device_at_a_time_holds_a_record(reception: Reception, house: House) -> None:
    """A visit that was open elsewhere ends, and so does a code that was made before."""
    first = house.begin()
    reception.record_id = house.record(first).id
    code = reception.commands.make_code(reception.token, reception.record_id)
    reception.hands_over()

    with pytest.raises(NotFound):
        house.record(first)
    with pytest.raises(NotFound):
        reception.commands.use_code(code.text, HERE)


def test_the_visit_that_the_tablet_held_before_ends(reception: Reception, house: House) -> None:
    """Another patient's, whose answers are kept; its end is an event of that record."""
    other = house.begin(who=patient(name="Người Trước"))
    house.journey.answer_statement(other, "W2", "unsure", tap())
    before = house.record(other)
    cookie = reception.commands.use_code(reception.commands.make_code(reception.token, before.id).text, HERE)
    held = house.journey.visit_of(cookie)
    reception.hands_over(cookie)

    with pytest.raises(NotFound):
        house.record(held)
    reception.record_id = before.id
    assert reception.types()[-1] == "VisitEnded"
    assert "W2" in reception.now().statements


def test_only_an_open_record_is_handed_over(reception: Reception, house: House) -> None:
    """Not one whose patient has finished, nor one that is not there; then nothing changed."""
    visit = house.begin()
    done = house.journey.decline(visit, tap())
    for id, error in ((done.id, RecordClosed), ("r" * 26, NotFound), ("", NotFound)):
        for command in (reception.commands.on_this_tablet, reception.commands.make_code):
            with pytest.raises(error):
                command(reception.token, id)
    assert house.staff.account(reception.token) is not None


def test_without_a_pin_nothing_is_handed_over(house: House) -> None:
    """Who hands a tablet over must be able to take it back; a code needs no PIN."""
    token = person(house)
    record = house.record(house.begin())
    with pytest.raises(NoPin):
        house.service.hand_over.on_this_tablet(token, record.id)
    assert house.staff.account(token) is not None
    assert house.service.hand_over.make_code(token, record.id).text


# --- taking back


def test_the_pin_wakes_the_session(reception: Reception, house: House) -> None:
    """The visit ends, the lock is gone, the same person is signed in again under another token; both are events."""
    handed = reception.hands_over()
    visit = house.journey.visit_of(handed.visit)
    token = reception.commands.take_back(handed.lock, f" {PIN[:3]} {PIN[3:]}", HERE)

    assert token != reception.token and house.staff.account(token).name == "lan"
    assert house.journey.visit_of(handed.visit) is None and reception.commands.lock(handed.lock) is None
    with pytest.raises(NotFound):
        house.record(visit)
    (back,) = happened(house, e.TabletTakenBack)
    assert back.payload == e.TabletTakenBack(record=reception.record_id, by="pin")
    assert back.header.actor.account == id_of(house, "lan")
    assert reception.types()[-1] == "VisitEnded"
    with pytest.raises(NotFound):
        reception.commands.take_back(handed.lock, PIN, HERE)


def test_a_visit_that_was_handed_back_is_not_ended_twice(reception: Reception, house: House) -> None:
    """The patient pressed "hand back" first: one event, and the tablet stays locked until the PIN."""
    handed = reception.hands_over()
    house.journey.end(house.journey.visit_of(handed.visit))

    assert reception.commands.lock(handed.lock) is not None
    assert reception.commands.take_back(handed.lock, PIN, HERE)
    assert reception.types().count("VisitEnded") == 1


def test_the_sessions_twelve_hours_go_on(reception: Reception, house: House) -> None:
    """Idle time begins anew with the PIN; after twelve hours since the sign-in the PIN unlocks, and the person signs in."""
    house.clock.passes(minutes=9)
    handed = reception.hands_over()
    house.clock.passes(hours=11, minutes=45)
    reception.token = reception.commands.take_back(handed.lock, PIN, HERE)
    house.clock.passes(minutes=5)
    assert house.staff.account(reception.token) is not None
    handed = reception.hands_over()
    house.clock.passes(minutes=2)
    assert reception.commands.take_back(handed.lock, PIN, HERE) == ""
    assert reception.commands.lock(handed.lock) is None


@pytest.mark.parametrize(
    "end",
    [
        lambda a: a.reset(SHELL, "lan"),
        lambda a: a.deactivate(SHELL, "lan"),
        lambda a: a.change_role(SHELL, "lan", "auditor"),
    ],
)
def test_a_session_that_was_ended_meanwhile_is_not_woken(
    reception: Reception, house: House, end: Callable[[object], object]
) -> None:
    """A reset takes the PIN away too; somebody deactivated, or without the right, has none that counts."""
    handed = reception.hands_over()
    end(house.accounts)
    with pytest.raises(PinNotRight):
        reception.commands.take_back(handed.lock, PIN, HERE)
    assert reception.commands.lock(handed.lock) is not None


def test_a_role_change_ends_the_sleeping_session(reception: Reception, house: House) -> None:
    """Another role that may hand over: the PIN unlocks, but the session of the old role is over."""
    handed = reception.hands_over()
    house.accounts.change_role(SHELL, "lan", "physician")
    assert reception.commands.take_back(handed.lock, PIN, HERE) == ""


def test_a_colleague_takes_the_tablet_back(reception: Reception, house: House) -> None:
    """By name and PIN of their own; nobody is signed in then, and the event says who it was."""
    minh = person(house, "minh", "physician")
    house.service.pins.choose(minh, PASSWORD, "951357", "951357")
    handed = reception.hands_over()
    with pytest.raises(PinNotRight):
        reception.commands.take_back(handed.lock, PIN, HERE, "minh")
    assert reception.commands.take_back(handed.lock, "951357", HERE, " minh ") == ""
    assert happened(house, e.TabletTakenBack)[0].header.actor.account == id_of(house, "minh")


# --- guessing a PIN


def test_five_wrong_pins_then_only_a_sign_in(reception: Reception, house: House) -> None:
    """Each wrong one is an event without the PIN; then the right one counts no more, also after a restart; a sign-in helps."""
    handed = reception.hands_over()
    lefts = []
    for wrong in ("111222", "", "408163", "x" * 1000, "408161"):
        with pytest.raises(PinNotRight) as refused:
            reception.commands.take_back(handed.lock, wrong, HERE)
        lefts.append(refused.value.left)
    assert lefts == [4, 3, 2, 1, 0]
    house.restart()
    for name in ("", "lan", "nobody"):
        with pytest.raises(PinNotRight) as refused:
            reception.commands.take_back(handed.lock, PIN, HERE, name)
        assert refused.value.left == 0
    told = [event.payload for event in happened(house, e.PinRefused)]
    assert [refused.left for refused in told] == lefts
    assert {(refused.record, refused.account) for refused in told} == {(reception.record_id, id_of(house, "lan"))}

    token = house.staff.sign_in("lan", PASSWORD, HERE)
    reception.commands.release(handed.lock, token)
    assert reception.commands.lock(handed.lock) is None
    assert [event.payload.by for event in happened(house, e.TabletTakenBack)] == ["sign_in"]
    reception.token = token
    assert reception.commands.take_back(reception.hands_over().lock, PIN, HERE)


def test_tries_are_counted_by_tablet_and_by_account(reception: Reception, house: House) -> None:
    """Unknown names use a tablet's tries up; an account's are used up on all tablets together, until it signs in anywhere."""
    first = reception.hands_over()
    for _ in range(TRIES):
        with pytest.raises(PinNotRight):
            reception.commands.take_back(first.lock, PIN, HERE, "nobody")
    with pytest.raises(PinNotRight):
        reception.commands.take_back(first.lock, PIN, HERE)

    reception.token = house.staff.sign_in("lan", PASSWORD, HERE)
    second = reception.hands_over()
    reception.token = house.staff.sign_in("lan", PASSWORD, HERE)
    third = reception.hands_over()
    for lock in (second, second, third, third, third):
        with pytest.raises(PinNotRight):
            reception.commands.take_back(lock.lock, "000111", HERE)
    with pytest.raises(PinNotRight):
        reception.commands.take_back(second.lock, PIN, HERE)
    house.staff.sign_in("lan", PASSWORD, HERE)
    assert reception.commands.take_back(second.lock, PIN, HERE)


def test_a_right_pin_forgives(reception: Reception) -> None:
    """Four wrong ones before it are forgotten."""
    for _ in range(2):
        handed = reception.hands_over()
        for _ in range(TRIES - 1):
            with pytest.raises(PinNotRight):
                reception.commands.take_back(handed.lock, "000111", HERE)
        reception.token = reception.commands.take_back(handed.lock, PIN, HERE)


def test_a_burst_of_wrong_pins_is_counted_whole(reception: Reception, house: House, other: House) -> None:
    """Twelve at once in two processes: five were looked at, however the others came in between."""
    handed = reception.hands_over()
    tries = [
        lambda of=(house, other)[i % 2]: of.service.hand_over.take_back(handed.lock, "000111", HERE) for i in range(12)
    ]
    outcomes = errors(at_once(*tries))

    assert len(outcomes) == 12 and all(isinstance(error, PinNotRight) for error in outcomes)
    assert len(house.secrets.checks + other.secrets.checks) == TRIES + 2  # two were looked at for the password of `lan`
    assert len(happened(house, e.PinRefused)) == TRIES


def test_two_right_pins_at_once_unlock_once(reception: Reception, house: House, other: House) -> None:
    """One session is woken; the other press finds the tablet unlocked."""
    handed = reception.hands_over()
    outcomes = at_once(*(lambda of=of: of.service.hand_over.take_back(handed.lock, PIN, HERE) for of in (house, other)))
    assert sum(isinstance(outcome, str) for outcome in outcomes) == 1
    assert len(happened(house, e.TabletTakenBack)) == 1


def test_without_a_lock_no_pin_is_tried(reception: Reception, house: House) -> None:
    """A made-up cookie gets no answer about any PIN, and nobody signs in by one."""
    for cookie in ("", "made up"):
        with pytest.raises(NotFound):
            reception.commands.take_back(cookie, PIN, HERE, "lan")
        with pytest.raises(NotFound):
            reception.commands.release(cookie, reception.token)
    handed = reception.hands_over()
    with pytest.raises(NotAllowed):
        reception.commands.release(handed.lock, "made up")
    assert happened(house, e.PinRefused, e.TabletTakenBack) == []


# --- the PIN itself


@pytest.mark.parametrize(
    ("pin", "reason"),
    [
        ("", "digits"),
        ("12a456", "digits"),
        ("１２３４５９", "digits"),
        ("40816", "length"),
        ("4081624081624", "length"),
        ("123456", "common"),
        ("987654", "common"),
        ("777777", "common"),
        ("121212", "common"),
    ],
)
def test_a_weak_pin_is_refused(file_house: House, pin: str, reason: str) -> None:
    """With its reason; and two that differ."""
    token = person(file_house)
    with pytest.raises(BadInput, match=f"pin.{reason}"):
        file_house.service.pins.choose(token, PASSWORD, pin, pin)
    with pytest.raises(BadInput, match=r"pin\.differs"):
        file_house.service.pins.choose(token, PASSWORD, PIN, "408163")


def test_a_pin_needs_the_password_and_is_kept_as_a_hash(
    reception: Reception, house: House, administrator: Administrator
) -> None:
    """A wrong password changes nothing; what is stored is a hash, and no event holds it."""
    with pytest.raises(SignInRefused):
        house.service.pins.choose(reception.token, "wrong", "951357", "951357")
    assert administrator.rows("select hash from staff_pin") == [(f"hash of {PIN}",)]
    house.service.pins.choose(reception.token, PASSWORD, "951357", "951357")
    assert administrator.rows("select hash from staff_pin") == [("hash of 951357",)]
    assert [event.payload for event in happened(house, e.PinChosen)] == [e.PinChosen(account=id_of(house, "lan"))] * 2


def test_an_administrator_takes_a_pin_away(reception: Reception, house: House) -> None:
    """With an event; of somebody without one it is no event, and no error; others may not."""
    admin = administrator_of(house) if not house.accounts.all(SHELL) else person(house, "chi", "admin")
    with pytest.raises(NotAllowed):
        house.accounts.clear_pin(reception.token, "lan")
    handed = reception.hands_over()
    house.accounts.clear_pin(admin, "lan")
    house.accounts.clear_pin(admin, "lan")
    with pytest.raises(PinNotRight):
        reception.commands.take_back(handed.lock, PIN, HERE)
    with pytest.raises(NotFound):
        house.accounts.clear_pin(SHELL, "nobody")
    assert len(happened(house, e.PinCleared)) == 1


def test_what_is_old_is_forgotten(reception: Reception, house: House, administrator: Administrator) -> None:
    """Locks of browsers that are long gone go with the next hand-over."""
    reception.hands_over()
    house.clock.passes(days=31)
    reception.token = house.staff.sign_in("lan", PASSWORD, HERE)
    reception.hands_over()
    assert administrator.value("select count(*) from tablet_lock") == 1
    assert house.custody.check_ledger().ok
