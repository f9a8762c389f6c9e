"""The staff's commands: throttled sign-in, sessions that end, rights."""

import threading
from datetime import timedelta

import pytest

from informed.errors import NotAllowed, NotFound, SignInRefused
from informed.service.rights import IDLE, LONGEST
from informed.service.throttle import FREE_TRIES, LONGEST_WAIT
from tests.factories import House, patient, tap

HERE, THERE = "192.0.2.1", "192.0.2.2"


def refused(house: House, name: str = "binh", password: str = "wrong", address: str = HERE) -> int:
    """Seconds to wait after a refused sign-in; 0 when it was looked at."""
    with pytest.raises(SignInRefused) as error:
        house.staff.sign_in(name, password, address)
    return error.value.wait_seconds


@pytest.mark.parametrize(
    ("name", "password"), [("binh", "wrong"), ("nobody", "right"), ("", ""), ("binh", ""), ("Binh", "right")]
)
def test_a_wrong_name_and_a_wrong_password_look_the_same(house: House, name: str, password: str) -> None:
    """The same sentence, and as much work: a password is compared in every case."""
    house.account()
    with pytest.raises(SignInRefused, match=r"^wrong name or password$") as error:
        house.staff.sign_in(name, password, HERE)

    assert error.value.wait_seconds == 0
    assert [typed for typed, _ in house.secrets.checks] == [password]


def test_an_inactive_account_does_not_sign_in(house: House) -> None:
    """With the right password, and in the same words."""
    house.account(active=False)

    assert refused(house, password="right") == 0


def test_five_failures_are_free_then_the_wait_doubles(house: House) -> None:
    """2, 4, 8 ... seconds up to a quarter of an hour; while waiting not even the right password is looked at."""
    house.account()
    assert [refused(house) for _ in range(FREE_TRIES)] == [0] * FREE_TRIES
    looked_at = len(house.secrets.checks)
    waits = []
    for _ in range(12):
        waits.append(refused(house, password="right") - 1)
        house.clock.passes(seconds=waits[-1])
        assert refused(house) == 0

    assert waits == [2, 4, 8, 16, 32, 64, 128, 256, 512, *[LONGEST_WAIT.seconds] * 3]
    assert len(house.secrets.checks) == looked_at + 12


def test_the_throttle_outlives_a_restart(house: House) -> None:
    """It is in the ledger, not in memory."""
    house.account()
    for _ in range(FREE_TRIES):
        refused(house)
    house.restart()

    assert refused(house, password="right") > 0


def test_the_throttle_counts_by_account_from_everywhere(house: House) -> None:
    """Another address does not help against one account; another spelling of the name neither."""
    house.account()
    for i in range(FREE_TRIES):
        refused(house, name=("binh", "BINH", " binh ")[i % 3], address=f"192.0.2.{i}")

    assert refused(house, address="198.51.100.7") > 0


def test_the_throttle_counts_by_address_for_all_names(house: House) -> None:
    """One address that tries many names waits; others at that moment do not."""
    house.account(name="lan")
    for i in range(FREE_TRIES):
        refused(house, name=f"guess-{i}")

    assert refused(house, name="lan", password="right") > 0
    assert house.staff.sign_in("lan", "right", THERE)


def test_a_success_makes_the_failures_before_it_forgotten(house: House) -> None:
    """Whoever mistypes now and then never waits, neither by name nor by address."""
    house.account()
    for _ in range(4):
        for _ in range(FREE_TRIES - 1):
            assert refused(house) == 0
        assert house.staff.sign_in("binh", "right", HERE)


def test_many_tries_at_once_are_counted_before_they_are_looked_at(house: House) -> None:
    """A burst of parallel guesses compares no more passwords than one after the other would."""
    house.account()
    burst = 4 * FREE_TRIES
    arrived = threading.Barrier(burst)
    compare = house.secrets.password_matches
    everybody = threading.Event()

    def slowly(password: str, stored: str | None) -> bool:
        everybody.wait(0.3)
        return compare(password, stored)

    house.secrets.password_matches = slowly

    def guess() -> None:
        arrived.wait()
        with pytest.raises(SignInRefused):
            house.staff.sign_in("binh", "wrong", HERE)

    threads = [threading.Thread(target=guess) for _ in range(burst)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(house.secrets.checks) <= FREE_TRIES


def test_a_session_ends_when_idle(house: House) -> None:
    """Ten minutes without use; using it keeps it."""
    token = house.signed_in()
    for _ in range(5):
        house.clock.passes(minutes=9)
        assert house.staff.account(token) is not None
    house.clock.passes(seconds=IDLE.total_seconds() + 1)

    assert house.staff.account(token) is None
    assert house.staff.account(token) is None  # asking does not bring it back


def test_a_session_ends_after_twelve_hours_of_use(house: House) -> None:
    """However busy."""
    token = house.signed_in()
    used = timedelta()
    while house.staff.account(token) and used < timedelta(days=1):
        house.clock.passes(minutes=5)
        used += timedelta(minutes=5)

    assert used == LONGEST + timedelta(minutes=5)


def test_signing_out_ends_the_session_and_no_other(house: House) -> None:
    """At once, and twice is no error."""
    house.account()
    one, other = (house.staff.sign_in("binh", "right", HERE) for _ in range(2))
    house.staff.sign_out(one)
    house.staff.sign_out(one)

    assert house.staff.account(one) is None
    assert house.staff.account(other).name == "binh"


@pytest.mark.parametrize("token", ["", "made up", "print of token"])
def test_another_token_is_nobody(house: House, token: str) -> None:
    """No session, no list, no document."""
    house.signed_in()
    assert house.staff.account(token) is None
    with pytest.raises(NotAllowed, match="sign in first"):
        house.staff.records(token)
    with pytest.raises(NotAllowed, match="sign in first"):
        house.staff.open_document(token, "r")


def test_only_a_fingerprint_of_the_session_is_stored(house: House) -> None:
    """Who reads the file cannot take over a session."""
    token = house.signed_in()
    with house.ledger.reading() as work:
        assert work.session(token) is None
        assert work.session(house.secrets.fingerprint(token)) is not None


def test_opening_a_document_is_an_event_with_the_account(house: House) -> None:
    """Who opened it stands in the record; the document itself does not change by it."""
    visit = house.signed()
    closed = len(house.record(visit).events)
    account = house.account()
    token = house.staff.sign_in("binh", "right", HERE)
    documents = [house.staff.open_document(token, house.record(visit).id)[1] for _ in range(2)]

    assert documents[0] == documents[1]
    assert f" signed {closed - 1} ".encode() in documents[0]  # one more event: it was sealed
    assert [event.header.actor.account for event in house.record(visit).events[closed:]] == [account, account]


def test_an_unfinished_record_has_no_document(house: House) -> None:
    """Nor does one that does not exist; neither writes anything."""
    visit = house.begin()
    token = house.signed_in()
    for record in (house.record(visit).id, "nosuchrecord", "", "' or 1=1 --"):
        with pytest.raises(NotFound):
            house.staff.open_document(token, record)
    assert len(house.record(visit).events) == 1


@pytest.mark.parametrize("end", ["defer", "decline"])
def test_deferred_and_declined_records_have_a_document(house: House, end: str) -> None:
    """Saying no, or later, is documented too, also after the tablet was handed back."""
    visit = house.begin()
    record = getattr(house.journey, end)(visit, tap())
    house.journey.end(visit)

    _, document = house.staff.open_document(house.signed_in(), record.id)
    assert f"{record.id} {record.status} 2 ".encode() in document


def test_only_records_since_a_time_and_each_page_of_them_is_full(house: House) -> None:
    """The filter is part of the query: pages of today's records go on to the last of them, and to none of yesterday."""
    for number in range(4):
        house.begin(who=patient(name=f"Hôm qua {number}"))
    house.clock.passes(hours=20)
    since = house.clock.now()
    for number in range(5):
        visit = house.begin(who=patient(name=f"Hôm nay {number}"))
        house.clock.passes(minutes=1)
    house.journey.defer(visit, tap())
    token, pages, before = house.signed_in(role="front_desk"), [], None
    while rows := house.staff.records(token, before, 2, since=since):
        pages.append([row.name for row in rows])
        before = (rows[-1].opened_at, rows[-1].record)

    assert pages == [["Hôm nay 4", "Hôm nay 3"], ["Hôm nay 2", "Hôm nay 1"], ["Hôm nay 0"]]
    assert [row.name for row in house.staff.records(token, status="deferred", since=since)] == ["Hôm nay 4"]
    assert house.staff.records(token, terms=[("name", "qua")], since=since) == []


def test_when_a_patient_last_read_is_not_when_staff_last_looked(house: House) -> None:
    """The list says how long ago the patient read or answered; a physician's look, later, does not make that shorter."""
    record, read = house.record(house.signed()), house.clock.now()
    house.clock.passes(hours=2)
    token = house.signed_in()
    house.service.closing.view(token, record.id)
    (row,) = house.staff.records(token)
    assert (row.read_at, row.changed_at) == (read, house.clock.now())
    assert house.custody.check_ledger().ok
