"""A visit that rests: nothing of it is shown or taken until the date of birth, or a member of staff; answers are kept."""

from collections.abc import Callable, Iterator
from datetime import date

import pytest

from informed import events as e
from informed.content import Language
from informed.errors import BirthDateNotRight, NotAllowed, NotFound, Paused, PinNotRight
from informed.record import Record
from informed.service.pins import TRIES
from tests.factories import PASSWORD, House, patient, tap
from tests.integration.administrator import Administrator
from tests.integration.people import HERE, happened, id_of, person
from tests.integration.reception import PIN, Reception
from tests.integration.test_races import at_once, errors

BORN, WRONG = date(1980, 5, 4), date(1980, 4, 5)


@pytest.fixture
def other(house: House) -> Iterator[House]:
    beside = house.beside()
    yield beside
    beside.ledger.close()


class Tablet:
    """A browser with a visit in it."""

    def __init__(self, house: House):
        self.house = house
        self.visit, ticket = house.journey.begin(patient(born=BORN), Language.ENGLISH, tap())
        self.cookie = str(house.journey.redeem(ticket))
        self.id = house.record(self.visit).id

    def pause(self) -> None:
        self.house.service.pauses.pause(self.cookie, "asked")

    def tries(self, born: date, house: House | None = None) -> None:
        (house or self.house).service.resuming.by_birth_date(self.cookie, born)

    def record(self) -> Record:
        """The record as it is on disk, whether its visit rests or not."""
        with self.house.ledger.reading() as work:
            return Record(work.events(self.id))

    def told(self, *kinds: type[e.Exact]) -> list[e.Exact]:
        return [event.payload for event in self.record().events if isinstance(event.payload, kinds)]


@pytest.fixture
def tablet(house: House) -> Tablet:
    return Tablet(house)


def commands(house: House, visit: str) -> list[Callable[[], object]]:
    """Everything that a patient's screen and address can ask for."""
    journey = house.journey
    return [
        lambda: journey.record(visit),
        lambda: journey.choose_language(visit, Language.VIETNAMESE),
        lambda: journey.show_topic(visit, "intro"),
        lambda: journey.answer_statement(visit, "W2", "unsure", tap()),
        lambda: journey.ask_about_statement(visit, "W2", True, tap()),
        lambda: journey.choose_doctor_questions(visit, tap(), own_words="Hot?"),
        lambda: journey.mark_claims(visit, (), tap()),
        lambda: journey.finish_step(visit, "about"),
        lambda: journey.sign(visit, None, tap()),
        lambda: journey.defer(visit, tap()),
        lambda: journey.decline(visit, tap()),
        lambda: journey.go_on(visit, tap()),
        lambda: journey.document(visit),
    ]


def refuses_everything(house: House, visit: str) -> None:
    for command in commands(house, visit):
        with pytest.raises(Paused):
            command()


def test_a_paused_visit_refuses_every_command(tablet: Tablet, house: House) -> None:
    """Reading too, in another process and after a restart; nothing is written; with the date of birth all answers are there."""
    house.journey.answer_statement(tablet.visit, "W2", "unsure", tap())
    tablet.pause()
    before = tablet.record().events
    refuses_everything(house, tablet.visit)
    house.restart()
    refuses_everything(house, tablet.visit)
    assert tablet.record().events == before

    tablet.tries(BORN)
    assert house.record(tablet.visit).statements["W2"].payload.answer == "unsure"
    assert tablet.told(e.VisitPaused, e.VisitResumed) == [
        e.VisitPaused(reason="asked"),
        e.VisitResumed(by="birth_date"),
    ]


def test_it_locks_when_nothing_is_heard(tablet: Tablet, house: House) -> None:
    """After five minutes without a sign; a sign in time keeps it open, one that comes too late does not open it."""
    house.clock.passes(minutes=4, seconds=50)
    house.service.pauses.heard(tablet.cookie)
    house.clock.passes(minutes=4, seconds=50)
    house.journey.answer_statement(tablet.visit, "W2", "unsure", tap())
    house.clock.passes(minutes=5, seconds=1)
    house.record(tablet.visit)  # what was noted may be five seconds old
    house.clock.passes(seconds=5)
    assert house.service.pauses.is_paused(tablet.cookie)
    with pytest.raises(Paused):
        house.service.pauses.heard(tablet.cookie)
    refuses_everything(house, tablet.visit)

    tablet.tries(BORN)
    assert tablet.told(e.VisitPaused) == [e.VisitPaused(reason="idle")]
    assert tablet.record().events[-2].header.actor == e.SYSTEM
    house.clock.passes(minutes=4)
    house.record(tablet.visit)


def test_what_a_screen_does_by_itself_keeps_nothing_open(tablet: Tablet, house: House) -> None:
    """Reading the record, a topic that is drawn again, a tap that arrives twice: none of them is a sign of the patient."""
    house.journey.show_topic(tablet.visit, "intro")
    again = tap()
    house.journey.answer_statement(tablet.visit, "W2", "unsure", again)
    for _ in range(3):
        house.clock.passes(minutes=1, seconds=40)
        house.record(tablet.visit)
        house.journey.show_topic(tablet.visit, "intro")
        house.journey.answer_statement(tablet.visit, "W2", "unsure", again)
    house.clock.passes(seconds=10)
    refuses_everything(house, tablet.visit)


@pytest.mark.parametrize("minutes", [1, 60])
def test_the_time_is_the_clinics_choice(file_house: House, minutes: int) -> None:
    """`INFORMED_IDLE_MINUTES`."""
    file_house.idle_minutes = minutes
    file_house.restart()
    tablet = Tablet(file_house)
    file_house.clock.passes(minutes=minutes)
    file_house.record(tablet.visit)
    file_house.clock.passes(seconds=6)
    assert file_house.service.pauses.is_paused(tablet.cookie)


def test_five_wrong_dates_then_only_staff(tablet: Tablet, house: House) -> None:
    """Also after a restart the right one counts no more; no event holds a date; pausing again gives no tries back."""
    tablet.pause()
    lefts = []
    for _ in range(TRIES):
        with pytest.raises(BirthDateNotRight) as refused:
            tablet.tries(WRONG)
        lefts.append(refused.value.left)
    assert lefts == [4, 3, 2, 1, 0]
    house.restart()
    tablet.pause()
    with pytest.raises(BirthDateNotRight) as refused:
        tablet.tries(BORN)
    assert refused.value.left == 0
    resting = house.service.resuming.resting(tablet.cookie)
    assert resting is not None and resting.left == 0
    assert tablet.told(e.BirthDateRefused) == [e.BirthDateRefused(left=left) for left in lefts]
    refuses_everything(house, tablet.visit)


def test_a_burst_of_wrong_dates_is_counted_whole(tablet: Tablet, house: House, other: House) -> None:
    """Twelve at once in two processes: five are looked at, and the right one among the last is none of them."""
    tablet.pause()
    outcomes = errors(at_once(*(lambda of=(house, other)[i % 2]: tablet.tries(WRONG, of) for i in range(12))))
    assert sorted(error.left for error in outcomes) == [0] * 8 + [1, 2, 3, 4]
    assert len(tablet.told(e.BirthDateRefused)) == TRIES


def test_the_right_date_forgives(tablet: Tablet) -> None:
    """Four wrong ones before it are forgotten at the next pause."""
    for _ in range(2):
        tablet.pause()
        for _ in range(TRIES - 1):
            with pytest.raises(BirthDateNotRight):
                tablet.tries(WRONG)
        tablet.tries(BORN)


def test_staff_unlock_by_pin(tablet: Tablet, reception: Reception, house: House) -> None:
    """By account name and PIN; a wrong PIN, an unknown name, none at all are refused; after five no PIN counts; events say who."""
    tablet.pause()
    for name, wrong in (("lan", "000111"), ("nobody", PIN), ("", PIN), ("lan", "")):
        with pytest.raises(PinNotRight):
            house.service.resuming.by_pin(tablet.cookie, "", wrong, HERE, name)
    house.service.resuming.by_pin(tablet.cookie, "", PIN, HERE, " lan ")
    house.record(tablet.visit)
    last = tablet.record().events[-1]
    assert last.payload == e.VisitResumed(by="pin")
    assert last.header.actor == e.Actor(kind="account", account=id_of(house, "lan"))
    assert {refused.payload.record for refused in happened(house, e.PinRefused)} == {tablet.id}

    tablet.pause()
    for _ in range(TRIES):
        with pytest.raises(PinNotRight):
            house.service.resuming.by_pin(tablet.cookie, "", PIN, HERE, "nobody")
    with pytest.raises(PinNotRight):
        house.service.resuming.by_pin(tablet.cookie, "", PIN, HERE, "lan")


def test_staff_unlock_by_a_full_sign_in(tablet: Tablet, reception: Reception, house: House) -> None:
    """After all tries are used up; the dates count again at the next pause. An auditor, and nobody, may not."""
    tablet.pause()
    for _ in range(TRIES):
        with pytest.raises(BirthDateNotRight):
            tablet.tries(WRONG)
    for token in (person(house, "huy", "auditor"), "made up", ""):
        with pytest.raises(NotAllowed):
            house.service.resuming.by_session(tablet.cookie, token)
    house.service.resuming.by_session(tablet.cookie, house.staff.sign_in("lan", PASSWORD, HERE))
    assert tablet.told(e.VisitResumed) == [e.VisitResumed(by="sign_in")]
    tablet.pause()
    tablet.tries(BORN)


def test_staff_end_a_visit_that_was_left(tablet: Tablet, reception: Reception, house: House) -> None:
    """The tablet is free for the next patient; the answers are kept, and the record can be handed over again."""
    house.journey.answer_statement(tablet.visit, "W2", "unsure", tap())
    tablet.pause()
    house.service.resuming.by_pin(tablet.cookie, "", PIN, HERE, "lan", "end")
    assert house.journey.visit_of(tablet.cookie) is None
    assert tablet.record().events[-1].payload == e.VisitEnded()
    reception.record_id = tablet.id
    handed = reception.hands_over()
    assert "W2" in house.record(str(house.journey.visit_of(handed.visit))).statements


def test_on_a_tablet_that_was_handed_over_no_name_is_needed(reception: Reception, house: House) -> None:
    """The PIN of who handed it over; five wrong dates before do not matter."""
    handed = reception.hands_over()
    house.clock.passes(minutes=6)
    house.service.resuming.by_pin(handed.visit, handed.lock, PIN, HERE)
    assert not house.service.pauses.is_paused(handed.visit)
    assert reception.commands.lock(handed.lock) is not None


def test_a_paused_patient_can_call_and_be_taken_back(tablet: Tablet, house: House) -> None:
    """Help and handing back stay possible; nothing else does."""
    tablet.pause()
    house.service.calls.call(tablet.visit, tap())
    resting = house.service.resuming.resting(tablet.cookie)
    assert resting is not None and resting.called
    house.journey.end(tablet.visit)
    with pytest.raises(NotFound):
        house.record(tablet.visit)


def test_where_nothing_rests_nothing_is_tried(tablet: Tablet, house: House) -> None:
    """An open visit, no visit, one that ended: no answer about any date, and no event."""
    resuming, pauses = house.service.resuming, house.service.pauses
    assert resuming.resting(tablet.cookie) is None
    for cookie in (tablet.cookie, "made up", ""):
        with pytest.raises(NotFound):
            resuming.by_birth_date(cookie, BORN)
        with pytest.raises(NotFound):
            resuming.by_pin(cookie, "", PIN, HERE, "lan")
    for cookie in ("made up", ""):
        with pytest.raises(NotFound):
            pauses.pause(cookie, "asked")
        with pytest.raises(NotFound):
            pauses.heard(cookie)
        assert not pauses.is_paused(cookie)
    assert tablet.told(e.VisitPaused, e.BirthDateRefused, e.VisitResumed) == []


def test_pausing_twice_is_pausing_once(tablet: Tablet, house: House, other: House) -> None:
    """From several tabs at once: one event."""
    errors(at_once(*(lambda of=of: of.service.pauses.pause(tablet.cookie, "asked") for of in (house, other) * 3)))
    assert len(tablet.told(e.VisitPaused)) == 1
    assert house.custody.check_ledger().ok


def test_a_visit_from_before_the_update_asks_first(tablet: Tablet, house: House, administrator: Administrator) -> None:
    """Nobody knows when its patient was heard of."""
    administrator.change("update visit set seen = null")
    refuses_everything(house, tablet.visit)
    tablet.tries(BORN)
    house.record(tablet.visit)


@pytest.fixture
def reception(house: House) -> Reception:
    return Reception(house)
