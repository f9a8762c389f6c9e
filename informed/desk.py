"""What the clinic has set for its front desk: a fold over the chain `clinic`, in which everything else passes unseen."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from functools import reduce

from informed import events as e
from informed.plan import Plan


@dataclass(frozen=True)
class Desk:
    """`None`: never set here, so that the setting of the environment counts. Lists are in the order of their last use."""

    products: dict[str, Plan] = field(default_factory=dict)
    physicians: tuple[str, ...] = ()
    used_products: tuple[str, ...] = ()
    used_physicians: tuple[str, ...] = ()
    profile: e.ProfileChanged | None = None
    notice: e.NoticeChanged | None = None
    walk_in: bool | None = None
    retention: e.RetentionChanged | None = None
    bans: tuple[str, ...] = ()

    def after(self, events: Iterable[e.Event]) -> "Desk":
        """What is set after these events too."""
        return reduce(_after, (event.payload for event in events), self)

    def with_payload(self, payload: e.Exact) -> "Desk":
        """What would be set after this."""
        return _after(self, payload)

    @property
    def offered(self) -> dict[str, Plan]:
        """The saved products by id: the last used first, then by name."""
        used = [id for id in self.used_products if id in self.products]
        names = sorted(set(self.products) - set(used), key=lambda id: (self.products[id].product or "").casefold())
        return {id: self.products[id] for id in (*used, *names)}

    def by_use(self, physicians: Iterable[str]) -> tuple[str, ...]:
        """These physicians, the last used first, then by name."""
        known = set(physicians)
        used = [name for name in self.used_physicians if name in known]
        return (*used, *sorted(known - set(used), key=str.casefold))


def _after(desk: Desk, payload: e.Exact) -> Desk:
    match payload:
        case e.ProductSaved(id=id, plan=plan):
            return replace(desk, products={**desk.products, id: plan})
        case e.ProductRemoved(id=id):
            return replace(desk, products={kept: plan for kept, plan in desk.products.items() if kept != id})
        case e.PhysiciansListed(names=names):
            return replace(desk, physicians=names)
        case e.ProfileChanged():
            return replace(desk, profile=payload)
        case e.NoticeChanged():
            return replace(desk, notice=payload)
        case e.WalkInSwitched(on=on):
            return replace(desk, walk_in=on)
        case e.RetentionChanged():
            return replace(desk, retention=payload)
        case e.BansListed(jurisdictions=jurisdictions):
            return replace(desk, bans=jurisdictions)
        case e.VisitPrepared(product=product, physician=physician):
            products, physicians = _first(product, desk.used_products), _first(physician, desk.used_physicians)
            return replace(desk, used_products=products, used_physicians=physicians)
    return desk


def _first(used: str, before: tuple[str, ...]) -> tuple[str, ...]:
    return (used, *(one for one in before if one != used)) if used else before
