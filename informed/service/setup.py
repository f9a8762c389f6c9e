"""The administration of the front desk: saved products, physicians, the clinic's profile, its notice, walk-in, retention, bans."""

from collections.abc import Iterable

from informed import events as e
from informed.desk import Desk
from informed.errors import BadInput, NotFound
from informed.patient import words
from informed.plan import PASSPORT, PLANNED, REGISTERED, Plan
from informed.ports import Clinic, Secrets, Work
from informed.service.clinic import Clinics
from informed.service.records import Records
from informed.service.rights import Gate
from informed.service.sessions import actor

MAX_LINE, MAX_NOTICE, MOST_LISTED = 200, 10_000, 100
LONGEST_RETENTION = 36_525
#: What a saved product keeps: its passport, and how it is usually planned.
_KEPT = (*PASSPORT, *REGISTERED, *(name for name in PLANNED if name not in ("physician", "planned_on")))


class Setup:
    """What is set for all visits. Each change is an event; one that changes nothing is none."""

    def __init__(self, records: Records, gate: Gate, secrets: Secrets, clinics: Clinics):
        self._records = records
        self._gate = gate
        self._secrets = secrets
        self._clinics = clinics

    def look(self, token: str) -> tuple[Clinic, Desk]:
        """What counts now, and what was set here."""
        self._gate.require(token, "manage_desk")
        return self._clinics.now(), self._clinics.desk()

    def save_product(self, token: str, plan: Plan, id: str = "") -> str:
        """Keep a product for the next visits, or change one; returns its id. A product has a name, else `BadInput`."""
        if not plan.product:
            raise BadInput("product", "empty")
        kept = Plan.model_validate({name: getattr(plan, name) for name in _KEPT})
        if id and id not in self._clinics.desk().products:
            raise NotFound("there is no such saved product")
        id = id or self._secrets.record_id()
        self._set(token, e.ProductSaved(id=id, plan=kept), right="save_product")
        return id

    def remove_product(self, token: str, id: str) -> None:
        """Offer it no more."""
        if id not in self._clinics.desk().products:
            raise NotFound("there is no such saved product")
        self._set(token, e.ProductRemoved(id=id))

    def list_physicians(self, token: str, names: Iterable[str]) -> None:
        """The physicians without an account here."""
        self._set(token, e.PhysiciansListed(names=_listed(names, "physicians")))

    def list_bans(self, token: str, jurisdictions: Iterable[str]) -> None:
        """Where human material in cosmetics is forbidden, as far as it counts for this clinic."""
        self._set(token, e.BansListed(jurisdictions=_listed(jurisdictions, "bans")))

    def change_profile(self, token: str, name: str, address: str, hotline: str) -> None:
        """The clinic's name, address and hotline."""
        kept = [
            _line(text, field) for text, field in ((name, "clinic_name"), (address, "address"), (hotline, "hotline"))
        ]
        if not kept[0]:
            raise BadInput("clinic_name", "empty")
        self._set(token, e.ProfileChanged(name=kept[0], address=kept[1], hotline=kept[2]))

    def change_notice(self, token: str, vi: str, en: str) -> None:
        """The clinic's privacy notice; an empty one is the default again."""
        self._set(token, e.NoticeChanged(vi=words(vi, "notice", MAX_NOTICE), en=words(en, "notice", MAX_NOTICE)))

    def switch_walk_in(self, token: str, on: bool) -> None:
        """Whether patients may begin alone."""
        self._set(token, e.WalkInSwitched(on=on))

    def change_retention(self, token: str, days: str) -> None:
        """After how many days a record is past its time; empty: never."""
        typed = days.strip()
        if typed and not (typed.isascii() and typed.isdigit() and 1 <= int(typed) <= LONGEST_RETENTION):
            raise BadInput("retention", "not_days")
        self._set(token, e.RetentionChanged(days=int(typed) if typed else None))

    def _set(self, token: str, event: e.Exact, right: str = "manage_desk") -> None:
        account = self._gate.require(token, right)
        desk = self._clinics.desk()
        if desk.with_payload(event) == desk:
            return

        def note(work: Work) -> None:
            self._records.note_in(work, actor(account), event)

        self._records.write(note)


def _line(text: str, field: str) -> str:
    return " ".join(words(text, field, MAX_LINE).split())


def _listed(lines: Iterable[str], field: str) -> tuple[str, ...]:
    """Each once, in the order in which they were written."""
    found = tuple(dict.fromkeys(line for line in (_line(text, field) for text in lines) if line))
    if len(found) > MOST_LISTED:
        raise BadInput(field, "too_many")
    return found
