"""Members of staff as tests need them, and what the chain `clinic` says of them."""

from informed import events as e
from informed.service.accounts import SHELL
from tests.factories import PASSWORD, House, first_administrator

HERE = "192.0.2.1"
#: Another password than `PASSWORD`.
OTHER = "một câu khác hẳn, cũng dài"


def person(house: House, name: str = "lan", role: str = "front_desk", password: str = PASSWORD) -> str:
    """Add an account, set it up, and sign in; returns the session's token."""
    code = house.accounts.add(SHELL, name, role)
    house.accounts.set_up(code, password, password)
    return house.staff.sign_in(name, password, HERE)


def administrator_of(house: House) -> str:
    """The session's token of the first administrator."""
    first_administrator(house.service)
    return house.staff.sign_in("admin", PASSWORD, HERE)


def happened(house: House, *kinds: type[e.Exact]) -> list[e.Event]:
    """The events of the chain `clinic`, of these types or of all."""
    with house.ledger.reading() as work:
        return [event for event in work.events(e.CLINIC) if not kinds or isinstance(event.payload, kinds)]


def id_of(house: House, name: str) -> str:
    return next(account.id for account in house.accounts.all(SHELL) if account.name == name)
