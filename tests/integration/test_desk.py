"""The front desk: who is found, a visit that starts with its plan, a plan that changes, two desks at once, and who may do it."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta

import pytest

from informed import events as e
from informed import review
from informed.content import Language
from informed.errors import AlreadyOpen, BadInput, NotAllowed, NotReviewed, RecordClosed, Stale
from informed.plan import Plan
from informed.record import Record
from tests.factories import House, patient, tap
from tests.fakes import NOON
from tests.integration.people import happened

TODAY = NOON.date()
BINH = patient(name="Nguyễn Thị Bình", born=date(1980, 5, 4), number="HS-1")
NEEDLES = Plan(
    product="Serum", registration="cosmetic", registered_route="intact_skin", planned_route="microneedling", lot="L-1"
)


@pytest.fixture
def token(house: House) -> str:
    return house.signed_in(role="front_desk")


def start(house: House, token: str, plan: Plan = NEEDLES, **changes: object) -> Record:
    given = {"who": BINH, "plan": plan, "language": Language.VIETNAMESE, "tap": tap()} | changes
    return house.service.desk.visit(token, house.service.desk.start(token, **given))  # type: ignore[arg-type]


def takes(house: House, token: str, record: Record) -> str:
    """The visit of a device that opened the record by its code."""
    code = house.service.hand_over.make_code(token, record.id)
    return str(house.journey.visit_of(house.service.hand_over.use_code(code.text, "192.0.2.9")))


def codes(house: House, record: Record) -> list[str]:
    return [item.about for item in review.open_items(house.pack, record) if item.kind == "flag"]


def test_a_visit_starts_with_its_plan(house: House, token: str) -> None:
    """The account did it; the plan's flags are the physician's open items; the chain of the clinic has no patient in it."""
    record = start(house, token)

    assert record.plan == record.opened.plan == NEEDLES
    assert record.events[0].header.actor.kind == "account"
    assert codes(house, record) == ["PRODUCT_NOT_ENTERED", "ROUTE_MICRONEEDLING"]
    (prepared,) = happened(house, e.VisitPrepared)
    assert prepared.payload == e.VisitPrepared(record=record.id, product="", physician="")


def test_the_patient_goes_on_from_the_desk(house: House, token: str) -> None:
    """The record that the desk opened is handed over like any other, and begins at the first topic."""
    record = start(house, token)
    visit = takes(house, token, record)

    assert house.record(visit).id == record.id
    house.walk(visit, to="limitations")


def test_a_tap_that_comes_twice_starts_one_visit(house: House, token: str) -> None:
    """As a button that is pressed twice, or a request that is sent again."""
    once = tap()

    assert start(house, token, tap=once).id == start(house, token, tap=once).id
    assert len(house.staff.records(token)) == 1


@pytest.mark.parametrize(
    "again",
    [
        {"name": "nguyen thi binh"},
        {"name": "NGUYỄN THỊ BÌNH", "number": "hs 1"},
        {"name": "Trần An", "born": date(1999, 1, 1), "number": "HS-1"},
    ],
    ids=["no diacritics", "the same number", "another name of that number"],
)
def test_a_patient_who_is_reading_is_not_started_unseen(house: House, token: str, again: dict[str, object]) -> None:
    """The desk is told which record it is, and can start another one all the same."""
    first = start(house, token)
    who = patient(**{"name": "x", "born": BINH.date_of_birth, **again})  # type: ignore[arg-type]
    with pytest.raises(AlreadyOpen) as told:
        start(house, token, who=who)

    assert told.value.record == first.id
    assert start(house, token, who=who, anyway=True).id != first.id


def test_two_desks_start_the_same_patient_at_once(house: House, token: str) -> None:
    """In two processes: one is told."""
    desks = [house, house.beside()]

    def press(at: House) -> str:
        try:
            return start(at, token).id
        except AlreadyOpen as told:
            return f"told {told.record}"

    with ThreadPoolExecutor(2) as both:
        said = sorted(both.map(press, desks), key=len)
    assert said[1] == f"told {said[0]}"
    assert len(house.staff.records(token)) == 1


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"name": "nguyen binh"}, [("Nguyễn Thị Bình", False)]),
        ({"name": "Nguyen Thi Binh", "born": date(1980, 5, 4)}, [("Nguyễn Thị Bình", True)]),
        ({"born": date(1980, 5, 4)}, [("Lê An", False), ("Nguyễn Thị Bình", False)]),
        ({"number": "hs-1"}, [("Nguyễn Thị Bình", True)]),
        ({"name": "Nguyễn Bình", "born": date(1980, 5, 4)}, [("Nguyễn Thị Bình", False)]),
        ({"name": "Phạm"}, []),
        ({}, []),
    ],
)
def test_finding_a_person(house: House, token: str, asked: dict[str, object], found: list[tuple[str, bool]]) -> None:
    """By name with or without diacritics, date of birth, number; each person once; whether it is the very one."""
    for who in (BINH, BINH, patient(name="Lê An", born=date(1980, 5, 4))):
        start(house, token, who=who, anyway=True)
        house.clock.passes(minutes=1)

    known = house.service.desk.find(token, **asked)  # type: ignore[arg-type]
    assert [(one.row.name, one.same) for one in known] == found


def test_a_changed_plan_is_what_counts(house: House, token: str) -> None:
    """For the flags, the index and the document; what was entered first stays in the record; the same again is no event."""
    record = start(house, token)
    better = NEEDLES.model_copy(update={"planned_route": "intact_skin"})
    changed = house.service.desk.change_plan(token, record.id, better, record.plan)

    assert (changed.plan, changed.opened.plan) == (better, NEEDLES)
    assert codes(house, changed) == ["PRODUCT_NOT_ENTERED"]
    assert house.staff.records(token)[0].stops == 1
    assert len(house.service.desk.change_plan(token, record.id, better, better).events) == len(changed.events)
    with pytest.raises(Stale):
        house.service.desk.change_plan(token, record.id, NEEDLES, NEEDLES)


def test_a_plan_is_not_changed_after_the_patients_part(house: House, token: str) -> None:
    """The answers were given to the plan that the patient read."""
    record = start(house, token)
    visit = takes(house, token, record)
    house.journey.decline(visit, tap())
    with pytest.raises(RecordClosed):
        house.service.desk.change_plan(token, record.id, Plan(), record.plan)


def test_a_stop_is_lowered_with_reason_day_and_name(house: House, token: str) -> None:
    """By a physician; the desk may not; another product takes it away again, another price does not."""
    record, physician = start(house, token), house.signed_in(role="physician")
    desk = house.service.desk
    with pytest.raises(NotAllowed, match="may not lower stop"):
        desk.lower(token, record.id, "Đã được tập huấn.", record.plan)
    with pytest.raises(BadInput, match=r"lowering\.empty"):
        desk.lower(physician, record.id, "  ", record.plan)
    lowered = desk.lower(physician, record.id, "Đã được tập huấn.", record.plan).plan
    assert lowered.lowering and (lowered.lowering.name, lowered.lowering.on) == ("someone-physician", TODAY)
    assert [flag.severity for flag in desk.flags(lowered)][1:] == ["caution"]

    dearer = desk.change_plan(token, record.id, lowered.model_copy(update={"price": "9"}), lowered).plan
    assert dearer.lowering == lowered.lowering
    other = desk.change_plan(token, record.id, dearer.model_copy(update={"lot": "L-2"}), dearer).plan
    assert other.lowering is None
    skin = desk.change_plan(token, record.id, other.model_copy(update={"planned_route": "injection"}), other)
    with pytest.raises(NotAllowed, match="no stop that may be lowered"):
        desk.lower(physician, record.id, "why", skin.plan)


def test_a_desk_cannot_smuggle_a_lowering_in(house: House, token: str) -> None:
    """Neither at the start nor with a change."""
    lowered = NEEDLES.model_copy(update={"lowering": {"reason": "x", "name": "y", "on": TODAY}, "bans": ("nowhere",)})
    record = start(house, token, Plan.model_validate(lowered.model_dump()))
    assert record.plan == NEEDLES
    changed = house.service.desk.change_plan(token, record.id, Plan.model_validate(lowered.model_dump()), record.plan)
    assert changed.plan == NEEDLES


def test_what_was_used_last_comes_first(house: House, token: str) -> None:
    """Products and physicians; those with an account and those on the list."""
    house.account(name="An", role="physician")
    admin = house.signed_in(role="admin")
    setup, desk = house.service.setup, house.service.desk
    setup.list_physicians(admin, ["BS Xuân", " BS  Xuân ", "BS Cúc", ""])
    first, second = (setup.save_product(token, Plan(product=name, price="1")) for name in ("A", "B"))
    assert list(desk.products(token)) == [first, second]
    assert desk.physicians(token) == ("An", "BS Cúc", "BS Xuân")

    start(house, token, Plan(physician="BS Xuân"), product=second)
    assert list(desk.products(token)) == [second, first]
    assert desk.physicians(token) == ("BS Xuân", "An", "BS Cúc")
    house.restart()
    assert list(house.service.desk.products(token)) == [second, first]


def test_a_saved_product_keeps_no_visit(house: House, token: str) -> None:
    """Neither physician nor day; it can be changed and removed; records keep their plan."""
    setup, desk = house.service.setup, house.service.desk
    id = setup.save_product(token, NEEDLES.model_copy(update={"physician": "BS An", "planned_on": TODAY}))
    assert desk.products(token) == {id: NEEDLES}
    setup.save_product(token, NEEDLES.model_copy(update={"lot": "L-2"}), id)
    assert desk.products(token)[id].lot == "L-2"
    setup.remove_product(house.signed_in(role="admin"), id)
    assert desk.products(token) == {}
    with pytest.raises(BadInput, match=r"product\.empty"):
        setup.save_product(token, Plan(lot="1"))


def test_the_profile_of_the_clinic(house: House) -> None:
    """Over the environment's settings, in what is opened from now on, after a restart, and seen by the other processes."""
    other, admin = house.beside(), house.signed_in(role="admin")
    setup = house.service.setup
    setup.change_profile(admin, "Phòng khám Mới", "1 Lê Lợi", "1900 1")
    setup.change_notice(admin, "Của chúng tôi.", "")
    setup.change_retention(admin, "3650")
    setup.list_bans(admin, ["EU"])

    house.restart()
    for process in (house, other):
        clinic = process.service.clinic()
        assert (clinic.name, clinic.address, clinic.hotline) == ("Phòng khám Mới", "1 Lê Lợi", "1900 1")
        assert (clinic.notice_vi, clinic.notice_en, clinic.retention_days) == ("Của chúng tôi.", "", 3650)
        assert process.record(process.begin()).opened.clinic == "Phòng khám Mới"
    assert "LEGAL_CHECK" in [flag.code for flag in house.service.desk.flags(Plan(source="human_fat"))]
    before = len(happened(house))
    house.service.setup.change_profile(admin, "Phòng khám Mới", "1 Lê Lợi", "1900 1")
    assert len(happened(house)) == before


def test_walk_in_is_a_switch(house: House) -> None:
    """Off: no patient begins alone, whatever a browser sends; the desk starts them."""
    admin = house.signed_in(role="admin")
    house.service.setup.switch_walk_in(admin, False)
    with pytest.raises(NotAllowed, match="front desk"):
        house.begin()
    start(house, admin)
    house.service.setup.switch_walk_in(admin, True)
    house.begin()


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (lambda setup, token: setup.change_profile(token, " ", "", ""), "clinic_name.empty"),
        (lambda setup, token: setup.change_profile(token, "x" * 201, "", ""), "clinic_name.too_long"),
        (lambda setup, token: setup.change_notice(token, "\u202e", ""), "notice.hidden"),
        (lambda setup, token: setup.change_retention(token, "ten"), "retention.not_days"),
        (lambda setup, token: setup.change_retention(token, "0"), "retention.not_days"),
        (lambda setup, token: setup.list_bans(token, [str(i) for i in range(101)]), "bans.too_many"),
    ],
)
def test_bad_input_changes_nothing(house: House, change: Callable[..., None], reason: str) -> None:
    """It is named, and no event is written."""
    admin = house.signed_in(role="admin")
    before = len(happened(house))
    with pytest.raises(BadInput) as refused:
        change(house.service.setup, admin)
    assert (str(refused.value), len(happened(house))) == (reason, before)


def test_an_unreviewed_pack_starts_no_real_patient(house: House) -> None:
    """At the desk as on the welcome screen."""
    house.real = True
    house.restart()
    with pytest.raises(NotReviewed):
        start(house, house.signed_in(role="front_desk"))


def test_today_is_the_servers(house: House, token: str) -> None:
    """In the clinic's time zone: late in the evening in UTC it is tomorrow there."""
    house.clock.passes(hours=(24 - NOON.hour))
    assert house.service.desk.today() == TODAY + timedelta(days=1)


@pytest.mark.parametrize("days", [-400, 400])
def test_a_clock_that_is_wrong(house: House, days: int) -> None:
    """Set back or ahead while a patient is at the desk: nobody is locked out of a visit, an order of events is kept, a product's
    expiry is never judged by a planned day in the past, and the desk is told which day the server has.
    """
    before = start(house, house.signed_in(role="front_desk"))
    house.clock.passes(days=days)
    token = house.staff.sign_in("someone-front_desk", "right", "192.0.2.1")
    assert house.service.desk.today() == TODAY + timedelta(days=days)
    with pytest.raises(AlreadyOpen):
        start(house, token)
    house.walk(takes(house, token, before), to="limitations")
    house.clock.passes(days=-days)
    token = house.staff.sign_in("someone-front_desk", "right", "192.0.2.1")
    events = house.service.desk.visit(token, before.id).events
    assert [event.header.sequence for event in events] == list(range(1, len(events) + 1))
    assert "benefits" in house.service.desk.visit(token, before.id).finished
    old = NEEDLES.model_copy(update={"expiry": TODAY - timedelta(days=1), "planned_on": TODAY - timedelta(days=30)})
    assert "PRODUCT_EXPIRED" in [flag.code for flag in house.service.desk.flags(old)]
    assert house.custody.check_ledger().ok
