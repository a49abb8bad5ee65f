"""What holds parts back: cards, demand, levels, what is still in work of another product (section `control`).

Without an entry a line pushes: whatever can come in comes in.
"""

from enum import Enum
from typing import Annotated, Any

from pydantic import ConfigDict, Field, PlainValidator, WithJsonSchema
from pydantic.dataclasses import dataclass

from layouts.counts import Pieces
from layouts.equipment import CONFIG
from layouts.errors import Code, fault
from layouts.provenance import Status
from layouts.references import EquipmentId, EquipmentIds, ThingId


class ControlRule(Enum):
    """What decides whether a part may come in."""

    KANBAN = "kanban"
    CONWIP = "conwip"
    BASESTOCK = "basestock"
    THRESHOLD = "threshold"
    LINE_CLEARANCE = "line_clearance"

    @property
    def has_cards(self) -> bool:
        """Whether cards go round."""
        return self in (ControlRule.KANBAN, ControlRule.CONWIP)


def _names(value: Any) -> tuple[str, ...]:
    names = (value,) if isinstance(value, str) else value
    if not isinstance(names, list | tuple) or not all(isinstance(name, str) and name.strip() for name in names):
        raise fault(Code.FORM, value, "an id, or a list of ids such as [op10, op20]")
    return tuple(name.strip() for name in names)


_ID_OR_IDS = {"anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}}]}
EquipmentNames = Annotated[EquipmentIds, PlainValidator(_names), WithJsonSchema(_ID_OR_IDS)]
"""One id of equipment, or several."""
ThingNames = Annotated[tuple[ThingId, ...], PlainValidator(_names), WithJsonSchema(_ID_OR_IDS)]
"""One id of a product, or several."""


@dataclass(frozen=True, kw_only=True, config=ConfigDict(**CONFIG, validate_by_name=True, validate_by_alias=True))
class Control:
    """A rule that keeps parts waiting in front of some equipment."""

    rule: ControlRule = Field(description="what decides whether a part may come in")
    entering: EquipmentNames = Field(
        validation_alias="from", description="equipment into which no part comes unless it may"
    )
    cards: Pieces | None = Field(
        default=None, description="kanban, conwip: how many go round; a part that comes in takes one"
    )
    to: EquipmentNames = Field(
        default=(),
        description="kanban, conwip: equipment that gives the card back when the part leaves it; line_clearance: "
        "where the section ends that must be empty before another product comes in; default: where parts leave the "
        "line. What lies there at time 0 has a card, or is in the section",
    )
    stock: int | None = Field(
        default=None, ge=0, le=1_000_000, description="basestock: parts that are made before anybody wants one"
    )
    demand: EquipmentId | None = Field(
        default=None, description="basestock: the source whose arrivals are demand: each lets one more part in"
    )
    of: EquipmentId | None = Field(
        default=None, description="threshold: the buffer, store or conveyor whose content decides"
    )
    start: int | None = Field(
        default=None, ge=0, le=1_000_000, description="threshold: parts at which it begins to let parts in"
    )
    stop: int | None = Field(
        default=None, ge=0, le=1_000_000, description="threshold: parts at which it lets none in any more"
    )
    products: ThingNames = Field(default=(), description="products that it holds for; default: all")
    source: str | None = Field(default=None, description="where these values come from")
    status: Status | None = Field(default=None, description="how far to trust these values")

    @property
    def limits_all(self) -> bool:
        """Whether only so many parts of any products can be between where it lets them in and where they end."""
        return self.rule not in (ControlRule.THRESHOLD, ControlRule.LINE_CLEARANCE) and not self.products

    def concerns(self, product: str) -> bool:
        """Tell whether it holds for a product."""
        return not self.products or product in self.products


FIELDS = {
    ControlRule.KANBAN: ("cards", "to"),
    ControlRule.CONWIP: ("cards",),
    ControlRule.BASESTOCK: ("stock", "demand"),
    ControlRule.THRESHOLD: ("of", "start", "stop"),
    ControlRule.LINE_CLEARANCE: (),
}
"""The fields that a rule must have."""
MAY = {
    ControlRule.KANBAN: ("products",),
    ControlRule.CONWIP: ("to", "products"),
    ControlRule.BASESTOCK: ("to", "products"),
    ControlRule.THRESHOLD: ("products",),
    ControlRule.LINE_CLEARANCE: ("to", "products"),
}
"""The fields that it may have besides."""
