"""Sessions of staff, who is still at the screen, and people of a sign-in service."""

import threading

import pytest

from informed import events as e
from informed.errors import NotAllowed, NotFresh, SignInRefused
from informed.members import Identity
from informed.service.accounts import SHELL
from informed.service.rights import FRESH, IDLE
from informed.service.throttle import FREE_TRIES
from tests.factories import PASSWORD, House
from tests.integration.people import HERE, happened, person

# --- sessions


def test_a_sign_in_ends_the_browsers_session_of_before(house: House) -> None:
    """And no other."""
    one = person(house)
    other = house.staff.sign_in("lan", PASSWORD, HERE)
    new = house.staff.sign_in("lan", PASSWORD, HERE, instead_of=one)
    assert [house.staff.account(token) is not None for token in (one, other, new)] == [False, True, True]


def test_an_open_list_keeps_nobody_signed_in(house: House) -> None:
    """It looks for new records by itself; that is no use of the session."""
    token = person(house)
    for _ in range(int(IDLE.total_seconds() // 60)):
        house.clock.passes(minutes=1)
        house.staff.records(token)
    house.clock.passes(seconds=1)
    with pytest.raises(NotAllowed, match="sign in first"):
        house.staff.records(token)


def test_a_password_changed_while_it_is_compared_signs_nobody_in(house: House) -> None:
    """Comparing takes a moment; a reset within it counts."""
    person(house)
    compare = house.secrets.password_matches

    def slowly(password: str, stored: str | None) -> bool:
        house.accounts.reset(SHELL, "lan")
        return compare(password, stored)

    house.secrets.password_matches = slowly
    with pytest.raises(SignInRefused):
        house.staff.sign_in("lan", PASSWORD, HERE)


def test_a_reset_in_the_middle_of_a_sign_in_ends_that_session_too(house: House) -> None:
    """It waits for the sign-in, or the sign-in sees it: on neither engine does a session of the old password stay."""
    person(house)
    make, resets = house.secrets.token, []

    def while_another_resets() -> str:
        house.secrets.token = make
        resets.append(threading.Thread(target=house.accounts.reset, args=(SHELL, "lan")))
        resets[0].start()
        resets[0].join(0.5)
        return make()

    house.secrets.token = while_another_resets
    token = house.staff.sign_in("lan", PASSWORD, HERE)
    resets[0].join()
    assert house.staff.account(token) is None


# --- who is still at the screen


def confirm(house: House, token: str, password: str = "") -> str:
    return house.service.gate.confirm(token, password)


def test_the_password_is_asked_again_and_throttled(house: House) -> None:
    """It opens the key. Wrong ones wait like those of the sign-in, also after a restart, and are counted apart from them."""
    token = person(house, "minh", "physician")
    assert confirm(house, token, PASSWORD) == PASSWORD
    for i in range(FREE_TRIES):
        with pytest.raises(SignInRefused):
            house.staff.sign_in("minh", "wrong", f"198.51.100.{i}")
    assert confirm(house, token, PASSWORD) == PASSWORD
    for _ in range(FREE_TRIES):
        with pytest.raises(SignInRefused, match="wrong name or password"):
            confirm(house, token, "wrong")
    house.restart()
    with pytest.raises(SignInRefused, match="too many tries"):
        confirm(house, token, PASSWORD)
    house.clock.passes(seconds=3)
    assert confirm(house, token, PASSWORD) == PASSWORD
    with pytest.raises(NotAllowed, match="sign in first"):
        confirm(house, "made up", PASSWORD)


def identity(house: House, *, role: str | None = "physician", ago: float | None = 0, subject: str = "s-1") -> Identity:
    """Who a sign-in service says that somebody is, proved so many seconds ago."""
    at = None
    if ago is not None:
        house.clock.passes(seconds=-ago)
        at = house.clock.now()
        house.clock.passes(seconds=ago)
    return Identity("https://id.example", subject, "minh", "BS Lê Minh", role, at)


def test_without_a_password_the_sign_in_must_be_fresh(house: House) -> None:
    """Two minutes; what opens the key is then a secret of the clinic, and no typed password is asked for."""
    sign_in = house.service.issuer.sign_in
    token = sign_in(identity(house), HERE)
    (opens,) = house.signers.keys.values()
    assert confirm(house, token) == opens != ""
    house.clock.passes(seconds=FRESH.total_seconds() + 1)
    for old in (token, sign_in(identity(house, ago=121), HERE), sign_in(identity(house, ago=None), HERE)):
        with pytest.raises(NotFresh):
            confirm(house, old, opens)
    assert confirm(house, sign_in(identity(house), HERE)) == opens
    for ago in (121, None):
        with pytest.raises(NotFresh):
            sign_in(identity(house, ago=ago), HERE, fresh=True)


# --- the sign-in service's people


def test_an_account_of_the_service_follows_it(house: House) -> None:
    """Made at the first sign-in, found again by issuer and subject, with the role of now; another role ends the sessions."""
    sign_in = house.service.issuer.sign_in
    desk = sign_in(identity(house, role="front_desk"), HERE)
    assert house.staff.account(desk).role == "front_desk"
    doctor = sign_in(identity(house), HERE)
    assert house.staff.account(desk) is None
    assert house.staff.account(doctor).role == "physician"
    (account,) = house.accounts.all(SHELL)
    assert (account.name, account.shown_name, account.password_hash) == ("minh", "BS Lê Minh", "")
    assert account.id in house.signers.keys
    sign_in(identity(house, role="auditor"), HERE)
    assert house.signers.revoked == [account.id]
    kinds = (e.AccountAdded, e.AccountRoleChanged)
    assert [x.header.type for x in happened(house, *kinds)] == ["AccountAdded", *["AccountRoleChanged"] * 2]


def test_who_has_no_role_or_was_deactivated_is_refused(house: House) -> None:
    """No account is made; sessions of one who lost the role end."""
    sign_in = house.service.issuer.sign_in
    with pytest.raises(NotAllowed, match="no role"):
        sign_in(identity(house, role=None), HERE)
    assert house.accounts.all(SHELL) == []
    token = sign_in(identity(house), HERE)
    with pytest.raises(NotAllowed, match="no role"):
        sign_in(identity(house, role=None), HERE)
    assert house.staff.account(token) is None
    house.accounts.deactivate(SHELL, "minh")
    with pytest.raises(NotAllowed, match="deactivated"):
        sign_in(identity(house), HERE)


def test_the_service_takes_nobodys_name_and_gives_no_password(house: House) -> None:
    """A local account stays its person's; the service's cannot be reset, given a role, or signed in to by a password."""
    person(house, "minh", "auditor")
    house.service.issuer.sign_in(identity(house), HERE)
    house.service.issuer.sign_in(identity(house, subject="s-2"), HERE)
    assert [account.name for account in house.accounts.all(SHELL)] == ["minh", "minh 2", "minh 3"]
    for command in (
        lambda: house.accounts.reset(SHELL, "minh 2"),
        lambda: house.accounts.change_role(SHELL, "minh 2", "admin"),
    ):
        with pytest.raises(NotAllowed, match="sign-in service"):
            command()
    for password in ("", PASSWORD):
        with pytest.raises(SignInRefused):
            house.staff.sign_in("minh 2", password, HERE)
