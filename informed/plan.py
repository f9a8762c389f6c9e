"""What is planned: the procedure, the product's passport, and the registered route beside the planned route.

Staff enter it before the patient starts; what they did not enter stays `None` and is "Not entered" wherever it is
shown. The rules turn what matters into flags: route is the hinge of safety, because a product declared for use on the
skin is not made to be injected.
"""

from datetime import date
from typing import Literal

from pydantic import BaseModel, ConfigDict

from informed.content import Severity, Text
from informed.factors import Flag

Route = Literal["intact_skin", "after_laser", "microneedling", "injection", "infusion"]
Registration = Literal["cosmetic", "medicine", "device", "trial", "none", "unknown"]
BiologicalSource = Literal["human_fat", "human_cord", "human_marrow", "human_platelet", "animal", "plant", "unknown"]


class Lowering(BaseModel):
    """Why the clinic lowered a stop to a caution: a dated reason with a name."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    reason: str
    name: str
    on: date


class Plan(BaseModel):
    """The plan of one record. Every field may be missing: nothing is guessed.

    `bans`: the jurisdictions on the clinic's list, on that day, that forbid human material in cosmetics.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    area: str | None = None
    physician: str | None = None
    product: str | None = None
    maker: str | None = None
    country: str | None = None
    source: BiologicalSource | None = None
    lot: str | None = None
    expiry: date | None = None
    storage: str | None = None
    registration: Registration | None = None
    registration_number: str | None = None
    registered_route: Route | None = None
    planned_route: Route | None = None
    operator: str | None = None
    device: str | None = None
    planned_on: date | None = None
    sessions: int | None = None
    price: str | None = None
    lowering: Lowering | None = None
    bans: tuple[str, ...] = ()

    @property
    def empty(self) -> bool:
        """Whether nothing at all was entered."""
        return all(getattr(self, name) is None for name in TOLD)

    @property
    def may_be_lowered(self) -> bool:
        """Whether the plan raises the one stop that a clinic may lower: a cosmetic-only product with microneedling."""
        return self.planned_route == "microneedling" and self.registration == "cosmetic"


#: What a product's passport is made of; a blank of one of the first seven stops.
PASSPORT = ("product", "maker", "country", "source", "lot", "expiry", "storage")
REGISTERED = ("registration", "registration_number", "registered_route")
#: What staff plan for this patient.
PLANNED = ("planned_route", "area", "physician", "operator", "device", "planned_on", "sessions", "price")
#: What the patient reads of the plan, on the tablet and on paper, in this order.
TOLD = (
    *(
        "product",
        "maker",
        "country",
        "source",
        "registration",
        "registration_number",
        "registered_route",
        "planned_route",
    ),
    *("area", "physician", "operator", "device", "lot", "expiry", "storage", "planned_on", "sessions", "price"),
)


#: What the plan's flags are called, by code.
TITLES: dict[str, Text] = {
    "PRODUCT_NOT_ENTERED": Text(vi="Hồ sơ sản phẩm còn thiếu", en="Product record incomplete"),
    "PRODUCT_SOURCE": Text(vi="Không rõ nguồn gốc sản phẩm", en="Source of the product unknown"),
    "PRODUCT_EXPIRED": Text(vi="Sản phẩm hết hạn", en="Product expired"),
    "UNREGISTERED": Text(vi="Chưa rõ đăng ký", en="Registration missing"),
    "LEGAL_CHECK": Text(vi="Cần kiểm tra pháp lý", en="Law to be checked"),
    "ROUTE_MISMATCH": Text(vi="Khác đường dùng đã đăng ký", en="Not the registered route"),
    "ROUTE_MICRONEEDLING": Text(vi="Mỹ phẩm dùng với lăn kim, vi kim", en="Cosmetic with microneedling"),
    "ROUTE_INFUSION": Text(vi="Dự kiến truyền", en="Infusion planned"),
    "ROUTE_NOT_ENTERED": Text(vi="Chưa nhập đường dùng dự kiến", en="Planned route not entered"),
}
#: Physician notes of the plan's flags, by code.
NOTES: dict[str, Text] = {
    "PRODUCT_NOT_ENTERED": Text(
        vi="Hồ sơ sản phẩm chưa nhập đủ: bổ sung trước khi làm.",
        en="Product record is not complete: complete it before any procedure.",
    ),
    "PRODUCT_SOURCE": Text(
        vi="Không rõ nguồn gốc sinh học của sản phẩm.",
        en="Biological source of the product is unknown.",
    ),
    "PRODUCT_EXPIRED": Text(
        vi="Sản phẩm hết hạn vào ngày dự kiến.",
        en="Product is expired on the planned date.",
    ),
    "UNREGISTERED": Text(
        vi="Không có hoặc chưa nhập loại đăng ký, đường dùng đã đăng ký: kiểm tra giấy tờ.",
        en="No registration or registered route, or not entered: check the papers.",
    ),
    "LEGAL_CHECK": Text(
        vi="Nguồn gốc từ người, nơi có luật cấm trong mỹ phẩm: kiểm tra pháp lý.",
        en="Human source, where a law bans it in cosmetics: check the law.",
    ),
    "ROUTE_MISMATCH": Text(
        vi="Đường dùng dự kiến khác đường dùng đã đăng ký.",
        en="Planned route differs from the registered route.",
    ),
    "ROUTE_MICRONEEDLING": Text(
        vi="Sản phẩm chỉ công bố là mỹ phẩm mà dự kiến dùng với lăn kim, vi kim.",
        en="Cosmetic-only product is planned with microneedling.",
    ),
    "ROUTE_INFUSION": Text(
        vi="Dự kiến truyền vào cơ thể: dừng.",
        en="Infusion is planned: stop.",
    ),
    "ROUTE_NOT_ENTERED": Text(
        vi="Chưa nhập đường dùng dự kiến: không thể so với đường dùng đã đăng ký.",
        en="Planned route not entered: cannot be compared with the registered route.",
    ),
}


def flags(plan: Plan, on: date) -> tuple[Flag, ...]:
    """The flags that a plan raises; `on` is the record's own day, and a planned date before it changes nothing."""
    found = [*_product(plan, on), *_registration(plan), *_law(plan), *_route(plan)]
    return tuple(Flag(severity, code, TITLES[code], NOTES[code], words) for severity, code, words in found)


Found = tuple[Severity, str, str]


def _product(plan: Plan, on: date) -> list[Found]:
    found: list[Found] = []
    blank = [name for name in PASSPORT if getattr(plan, name) is None]
    if blank:
        found.append((Severity.STOP, "PRODUCT_NOT_ENTERED", ""))
    if plan.source == "unknown":
        found.append((Severity.STOP, "PRODUCT_SOURCE", ""))
    if plan.expiry and plan.expiry < max(plan.planned_on or on, on):
        found.append((Severity.STOP, "PRODUCT_EXPIRED", plan.expiry.isoformat()))
    return found


def _registration(plan: Plan) -> list[Found]:
    missing = plan.registration in (None, "none", "unknown") or plan.registered_route is None
    return [(Severity.STOP, "UNREGISTERED", plan.registration_number or "")] if missing else []


def _law(plan: Plan) -> list[Found]:
    """A ban in cosmetics is no ban of a medicine, a device or a trial."""
    human = (plan.source or "").startswith("human_")
    beyond = plan.registration in ("medicine", "device", "trial")
    return [(Severity.CAUTION, "LEGAL_CHECK", ", ".join(plan.bans))] if human and plan.bans and not beyond else []


def _route(plan: Plan) -> list[Found]:
    if plan.planned_route is None:
        return [(Severity.CAUTION, "ROUTE_NOT_ENTERED", "")]
    if plan.planned_route == "infusion":
        return [(Severity.STOP, "ROUTE_INFUSION", "")]
    if plan.may_be_lowered:
        severity = Severity.CAUTION if plan.lowering else Severity.STOP
        return [(severity, "ROUTE_MICRONEEDLING", plan.lowering.reason if plan.lowering else "")]
    if plan.planned_route == "injection" and plan.registration == "cosmetic":
        return [(Severity.STOP, "ROUTE_MISMATCH", "")]
    if plan.registered_route and plan.registered_route != plan.planned_route:
        return [(Severity.STOP, "ROUTE_MISMATCH", "")]
    return []
