"""Every command of the service with every role. A command without a row here, and a right without its roles, make a test fail."""

import inspect
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from itertools import chain

import pytest

from informed.content import Language
from informed.errors import NotAllowed, SettingsError
from informed.ports import Account
from informed.service import Service
from informed.service.rights import RIGHTS
from informed.service.setup import Setup
from tests.factories import House, patient, tap
from tests.integration.administrator import Administrator
from tests.integration.desk import ITEM, TODAY
from tests.integration.reception import PIN
from tests.integration.scenes import NOBODY, ROLES, Scene, Scenes
from tests.integration.test_desk import NEEDLES
from tests.integration.test_paper import SCAN, Clerk

DESK, DOCTOR, ADMIN, AUDITOR = ROLES

#: What the clinic is promised; `RIGHTS` must say exactly this.
MAY: dict[str, set[str]] = {
    "list_records": {DESK, DOCTOR, ADMIN, AUDITOR},
    "answer_call": {DESK, DOCTOR, ADMIN},
    "open_document": {DOCTOR, ADMIN, AUDITOR},
    "view_record": {DOCTOR, ADMIN, AUDITOR},
    "close_items": {DOCTOR},
    "countersign": {DOCTOR},
    "correct": {DOCTOR},
    "reopen": {DESK, DOCTOR},
    "add_risk": {DOCTOR},
    "withdraw": {DESK, DOCTOR},
    "enter_in_error": {DOCTOR, ADMIN},
    "hand_over": {DESK, DOCTOR, ADMIN},
    "name_helpers": {DESK, DOCTOR},
    "record_paper": {DESK, DOCTOR},
    "print_copies": {DESK, DOCTOR},
    "manage_accounts": {ADMIN},
    "read_events": {ADMIN, AUDITOR},
    "start_visit": {DESK, DOCTOR, ADMIN},
    "save_product": {DESK, DOCTOR, ADMIN},
    "lower_stop": {DOCTOR, ADMIN},
    "manage_desk": {ADMIN},
    "verify_file": {DESK, DOCTOR, ADMIN, AUDITOR},
    "export": {DOCTOR, ADMIN},
    "erase": {ADMIN},
    "hold": {ADMIN},
    "list_retention": {ADMIN, AUDITOR},
    "check_ledger": {ADMIN, AUDITOR},
}

#: Commands that ask for no right, and who can give them. Whoever adds one says here why it needs none.
WITHOUT_A_RIGHT = {
    "the holder of a visit": [
        *(f"journey.{name}" for name in ("record", "visit_of", "end", "show_topic", "choose_language", "document")),
        *(
            f"journey.{name}"
            for name in ("answer_statement", "ask_about_statement", "answer_factor", "answer_question")
        ),
        *(f"journey.{name}" for name in ("choose_doctor_questions", "mark_claims", "finish_step")),
        *(f"journey.{name}" for name in ("sign", "defer", "decline", "go_on")),
        *("calls.call", "calls.take_back"),
    ],
    "anybody at a tablet": [
        "journey.packs_to_begin",
        "journey.begin",
        "journey.redeem",
        "journey.pack_to_begin",
        "hand_over.use_code",
    ],
    "anybody who knows a password, a link, a PIN or a proof": [
        *("staff.sign_in", "issuer.sign_in", "accounts.set_up", "accounts.to_set_up", "hand_over.take_back"),
        "hand_over.release_visit",
        "hand_over.release",  # by a session that was just begun with a password
    ],
    "a browser that holds a visit, by its cookie": [
        *(
            f"pauses.{name}"
            for name in ("live", "rests", "hear", "heard", "is_paused", "pause", "turn", "held", "settle")
        ),
        *(f"resuming.{name}" for name in ("resting", "by_birth_date", "by_pin")),  # with what it asks for
    ],
    "a browser that is locked": ["hand_over.lock", "hand_over.who"],
    "whoever holds the session itself": ["staff.account", "staff.sign_out"],
    "nobody in particular: it tells nothing of a patient": [
        *("journey.today", "desk.today", "desk.flags", "journey.pack", "closing.pack", "accounts.first_code"),
        *(
            "closing.open_items",
            "closing.undisposed",
            "returning.may_reopen",
            "pins.prove",
        ),  # of what is there already
    ],
    "the server itself, and whoever holds its shell": [
        *(f"documents.{name}" for name in ("seal", "keep", "make", "seal_if_possible", "seal_waiting", "waiting")),
        *(f"documents.{name}" for name in ("latest", "copy", "content", "check", "revisions", "recorded")),
        *(f"custody.{name}" for name in ("checkpoint", "checkpoint_when_due", "newest_checkpoint", "check_newest")),
        *(
            f"custody.{name}"
            for name in ("last_written", "check_ledger", "note_restore", "note_backup", "note_rotation")
        ),
        *("custody.apply_erasures", "journey.opening"),
        *(f"gate.{name}" for name in ("account", "require", "confirm", "require_password")),
    ],
}


@dataclass(frozen=True)
class Row:
    """The right that a command needs, how it is given, and how the record stands before it."""

    right: str
    give: Callable[[Scene, str], object]
    scene: str = "signed"


def _paper(scene: Scene, token: str) -> object:
    said = Clerk.said(scene)  # type: ignore[arg-type]
    return scene.house.service.paper.record(token, scene.id, said, tap())


def _verify(scene: Scene, token: str) -> None:
    with pytest.raises(
        SettingsError
    ):  # a house of these tests has no certificate to check by; that comes after the right
        scene.house.staff.verify_file(token, b"no PDF")


def _pin(scene: Scene, token: str) -> None:
    scene.house.service.pins.choose(token, "right", PIN, PIN)


def _hand_over(scene: Scene, token: str) -> object:
    _pin(scene, token)
    return scene.house.service.hand_over.on_this_tablet(token, scene.id)


def _countersign(scene: Scene, token: str) -> object:
    given = {"outcome": "talk", "note": "", "password": "right", "seen": len(scene.record.events)}
    return scene.house.service.closing.countersign(token, scene.id, **given)  # type: ignore[arg-type]


def _of(part: str, name: str, *values: object) -> Callable[[Scene, str], object]:
    """A command that names no record."""
    return lambda scene, token: getattr(getattr(scene.house.service, part), name)(token, *values)


def _on(part: str, name: str, *values: object) -> Callable[[Scene, str], object]:
    """A command about the record of the scene."""
    return lambda scene, token: getattr(getattr(scene.house.service, part), name)(token, scene.id, *values)


def _about(part: str, name: str, *values: object) -> Callable[[Scene, str], object]:
    """A command about what the scene names beside the record."""
    return lambda scene, token: getattr(getattr(scene.house.service, part), name)(token, scene.other, *values)


ROWS: dict[str, Row] = {
    # --- the list, and what is opened from it
    "staff.records": Row("list_records", _of("staff", "records")),
    "staff.procedures": Row("list_records", _of("staff", "procedures", ())),
    "staff.verify_file": Row("verify_file", _verify),
    "staff.export": Row("export", _on("staff", "export", "json")),
    "staff.events": Row("read_events", _on("staff", "events")),
    "staff.names": Row("read_events", _of("staff", "names")),
    "staff.open_document": Row("open_document", _on("staff", "open_document")),
    "calls.waiting": Row("answer_call", _of("calls", "waiting")),
    "calls.answer": Row("answer_call", _on("calls", "answer")),
    # --- before the signature
    "returning.known": Row("list_records", _on("returning", "known")),
    "returning.reopen": Row("reopen", _on("returning", "reopen"), "deferred"),
    "returning.add_risk": Row("add_risk", _on("returning", "add_risk", "Dễ bầm hơn."), "open"),
    "people.name": Row(
        "name_helpers",
        lambda s, token: s.house.service.people.name(token, s.id, "relative", name="Chị Ba", relation="chị"),
        "open",
    ),
    "people.remove": Row(
        "name_helpers", lambda s, token: s.house.service.people.remove(token, s.id, s.other), "helped"
    ),
    "people.check_identity": Row("name_helpers", _on("people", "check_identity", "patient", "known"), "open"),
    "paper.view": Row("record_paper", _on("paper", "view")),
    "paper.form": Row("record_paper", _on("paper", "form", Language.ENGLISH), "open"),
    "paper.add_scan": Row("record_paper", _on("paper", "add_scan", SCAN), "open"),
    "paper.remove_scan": Row("record_paper", _on("paper", "remove_scan", 1), "scanned"),
    "paper.scan": Row("record_paper", _on("paper", "scan", 1), "scanned"),
    "paper.record": Row("record_paper", _paper, "scanned"),
    "paper.print_copy": Row("print_copies", _on("paper", "print_copy", "patient", 1)),
    # --- handing over
    "pins.has_one": Row("hand_over", _of("pins", "has_one")),
    "pins.choose": Row("hand_over", _pin),
    "hand_over.record": Row("hand_over", _on("hand_over", "record"), "open"),
    "hand_over.make_code": Row("hand_over", _on("hand_over", "make_code"), "open"),
    "hand_over.on_this_tablet": Row("hand_over", _hand_over, "open"),
    "resuming.by_session": Row(
        "hand_over", lambda s, token: s.house.service.resuming.by_session(s.other, token), "paused"
    ),
    # --- the physician
    "closing.view": Row("view_record", _on("closing", "view")),
    "closing.again": Row("view_record", _on("closing", "again")),
    "closing.dispose": Row("close_items", _on("closing", "dispose", ITEM, "discussed")),
    "closing.countersign": Row("countersign", _countersign, "disposed"),
    "closing.correct": Row("correct", _on("closing", "correct", "Số lô là L-18."), "countersigned"),
    "closing.withdraw": Row("withdraw", _on("closing", "withdraw", TODAY)),
    "closing.enter_in_error": Row("enter_in_error", _on("closing", "enter_in_error", "người khác")),
    # --- the front desk
    "desk.find": Row("start_visit", _of("desk", "find", "x")),
    "desk.procedures": Row("start_visit", _of("desk", "procedures")),
    "desk.products": Row("start_visit", _of("desk", "products")),
    "desk.physicians": Row("start_visit", _of("desk", "physicians")),
    "desk.visit": Row("start_visit", _on("desk", "visit"), "planned"),
    "desk.start": Row(
        "start_visit",
        lambda s, token: s.house.service.desk.start(
            token, patient(name=f"An {tap()}"), NEEDLES, Language.ENGLISH, tap()
        ),
    ),
    "desk.change_plan": Row("start_visit", _on("desk", "change_plan", NEEDLES, NEEDLES), "planned"),
    "desk.lower": Row("lower_stop", _on("desk", "lower", "why", NEEDLES), "planned"),
    "setup.save_product": Row("save_product", _of("setup", "save_product", NEEDLES)),
    # --- the administration
    "setup.look": Row("manage_desk", _of("setup", "look")),
    "setup.remove_product": Row("manage_desk", _about("setup", "remove_product"), "product"),
    "setup.list_physicians": Row("manage_desk", _of("setup", "list_physicians", ["BS X"])),
    "setup.list_bans": Row("manage_desk", _of("setup", "list_bans", ["EU"])),
    "setup.change_profile": Row("manage_desk", _of("setup", "change_profile", "X", "", "")),
    "setup.change_notice": Row("manage_desk", _of("setup", "change_notice", "X", "")),
    "setup.switch_walk_in": Row("manage_desk", _of("setup", "switch_walk_in", True)),
    "setup.change_retention": Row("manage_desk", _of("setup", "change_retention", "10")),
    "accounts.all": Row("manage_accounts", _of("accounts", "all")),
    "accounts.add": Row("manage_accounts", lambda s, token: s.house.accounts.add(token, tap(), AUDITOR)),
    "accounts.reset": Row("manage_accounts", _about("accounts", "reset"), "account"),
    "accounts.clear_pin": Row("manage_accounts", _about("accounts", "clear_pin"), "account"),
    "accounts.change_role": Row("manage_accounts", _about("accounts", "change_role", AUDITOR), "account"),
    "accounts.deactivate": Row("manage_accounts", _about("accounts", "deactivate"), "account"),
    "accounts.reactivate": Row("manage_accounts", _about("accounts", "reactivate"), "inactive"),
    # --- the ledger's keepers
    "custody.check": Row("check_ledger", _of("custody", "check")),
    "custody.find": Row("list_records", lambda s, token: s.house.custody.find(token, s.id)),
    "custody.hold": Row("hold", _on("custody", "hold", "why")),
    "custody.release": Row("hold", _on("custody", "release", "why")),
    "custody.past_their_time": Row("list_retention", _of("custody", "past_their_time", 1)),
    "custody.erase": Row("erase", lambda s, token: s.house.custody.erase(token, s.id, "why", s.record.short_id)),
}


KNOWN = [*ROWS, *chain.from_iterable(WITHOUT_A_RIGHT.values())]


@pytest.fixture(scope="module")
def scenes(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Scenes]:
    house = House(tmp_path_factory.mktemp("matrix"))
    yield Scenes(house)
    house.ledger.close()


def commands(service: Service) -> dict[str, Callable[..., object]]:
    """Every public method of every part of the service, by `part.name`, found by looking and not from a list."""
    parts = {
        name: part
        for name, part in vars(service).items()
        if not name.startswith("_") and type(part).__module__.startswith("informed.service.")
    }
    return {
        f"{name}.{called}": getattr(part, called)
        for name, part in parts.items()
        for called, _ in inspect.getmembers(type(part), inspect.isfunction)
        if not called.startswith("_")
    }


def test_no_command_is_without_its_row(scenes: Scenes) -> None:
    """Each is either in the matrix or named with who may give it without a right; nothing is named that is not there."""
    assert len(KNOWN) == len(set(KNOWN))
    assert set(KNOWN) == set(commands(scenes.house.service))


def test_a_new_command_is_seen(monkeypatch: pytest.MonkeyPatch, scenes: Scenes) -> None:
    """The look above would find a method that somebody adds tomorrow."""
    monkeypatch.setattr(Setup, "burn", lambda self, token: None, raising=False)
    assert set(commands(scenes.house.service)) - set(KNOWN) == {"setup.burn"}


def test_whoever_gives_a_session_is_asked_for_a_right(scenes: Scenes) -> None:
    """A command that takes a session has a row, but for the few that are about the session itself."""
    takes = {name for name, one in commands(scenes.house.service).items() if _takes_a_session(one)}
    about_it = {*WITHOUT_A_RIGHT["whoever holds the session itself"], "hand_over.release", "hand_over.release_visit"}
    assert {name for name in takes if not name.startswith("gate.")} == set(ROWS) | about_it


def _takes_a_session(command: Callable[..., object]) -> bool:
    return bool({"token", "by"} & inspect.signature(command).parameters.keys())


def test_the_rights_are_these() -> None:
    """Each with its roles, and each is asked for by some command."""
    assert RIGHTS == MAY
    assert {row.right for row in ROWS.values()} == set(MAY)


@pytest.mark.parametrize("command", ROWS)
def test_each_role(scenes: Scenes, command: str) -> None:
    """Who may, can; who may not, a role that does not exist, and no session at all are refused, and nothing is written."""
    row, administrator = ROWS[command], Administrator(scenes.house)
    refused = scenes.make(row.scene)
    count = partial(administrator.value, "select count(*) from event")
    for role in (*ROLES, *NOBODY):
        token = scenes.session(role)
        if role in MAY[row.right]:
            row.give(scenes.make(row.scene), token)
            continue
        before = count()
        with pytest.raises(NotAllowed, match="may not"):
            row.give(refused, token)
        assert count() == before, role
    for token in ("", "made up", scenes.house.secrets.fingerprint(scenes.session(ADMIN))):
        with pytest.raises(NotAllowed, match="sign in"):
            row.give(refused, token)


def test_a_role_that_changes_counts_at_once(scenes: Scenes) -> None:
    """A session is looked up at each command: who was a physician a moment ago no longer closes anything."""
    scene = scenes.make("disposed")
    scenes.house.account(name=(name := tap()), role=DOCTOR)
    token = scenes.house.staff.sign_in(name, "right", "192.0.2.1")
    assert isinstance(scenes.house.staff.account(token), Account)
    scenes.house.accounts.change_role(scenes.session(ADMIN), name, DESK)
    with pytest.raises(NotAllowed, match="sign in"):
        _countersign(scene, token)
