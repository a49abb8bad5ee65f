"""What is started next where nothing else says it: a sequence, a levelled mix, or orders (section `plan`)."""

import re
from dataclasses import dataclass as record
from dataclasses import replace
from enum import Enum
from typing import Any

from pydantic import Field, GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic.dataclasses import dataclass
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, core_schema

from layouts.equipment import CONFIG
from layouts.errors import Code, fault
from layouts.flow import ID
from layouts.orders import Order, OrderFile
from layouts.provenance import Status
from layouts.quantities import Duration
from layouts.references import Rename, To

FORM = "300 P12"
"""A lot as it is written."""
FORMS = ("sequence", "heijunka", "orders")
"""The fields that say what is started next; a plan has one of them."""
_LOT = re.compile(rf"([1-9][0-9]{{0,8}})\s+({ID.pattern})")


@record(frozen=True)
class Lot:
    """So many `parts` of one product."""

    parts: int
    product: str

    def __str__(self) -> str:
        """Write the lot as in a file."""
        return f"{self.parts} {self.product}"

    def with_names(self, rename: Rename) -> "Lot":
        """Return the lot with another name of its product."""
        return replace(self, product=rename(self.product, To.THINGS))

    @classmethod
    def decode(cls, value: Any) -> "Lot":
        """Read `300 P12`.

        Raises:
            PydanticCustomError: for anything else.
        """
        if isinstance(value, Lot):
            return value
        match = _LOT.fullmatch(value.strip()) if isinstance(value, str) else None
        if match is None:
            raise fault(Code.FORM, repr(value), f"parts of a product, such as {FORM}")
        return cls(int(match[1]), match[2])

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        """Validate with `decode`."""
        return core_schema.no_info_plain_validator_function(cls.decode)

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        """Describe the text form."""
        return {"type": "string", "description": "parts of a product", "examples": [FORM]}


class StartBy(Enum):
    """Which of the orders that are released is started next."""

    RELEASE = "release"
    DUE = "due"


@dataclass(frozen=True, kw_only=True, config=CONFIG)
class Plan:
    """What is started next, by one of three forms."""

    sequence: tuple[Lot, ...] = Field(default=(), description="lots one after the other, repeated for ever")
    heijunka: tuple[Lot, ...] = Field(
        default=(), description="a mix, evenly interleaved part by part, repeated for ever"
    )
    orders: OrderFile | None = Field(default=None, description="CSV file or list: part, quantity, release, due")
    start_by: StartBy = Field(
        default=StartBy.RELEASE, description="which of the released orders is started next: first released, first due"
    )
    lead_time: Duration | None = Field(
        default=None, description="orders are released so long before they are due, if not later; default: as they say"
    )
    source: str | None = Field(default=None, description="where these values come from")
    status: Status | None = Field(default=None, description="how far to trust these values")

    @property
    def forms(self) -> tuple[str, ...]:
        """Those of `FORMS` that are given."""
        return tuple(name for name in FORMS if getattr(self, name))

    @property
    def releases(self) -> tuple[Order, ...]:
        """The orders as they are released: those released together in the order of the file."""
        orders = () if self.orders is None else self.orders.orders
        return tuple(sorted((self._released(order) for order in orders), key=lambda order: order.release))

    def _released(self, order: Order) -> Order:
        """Return an order with the time at which it is released, which its due date may put off."""
        if self.lead_time is None or order.due is None:
            return order
        return replace(order, release=max(order.release, order.due - self.lead_time))

    @property
    def products(self) -> tuple[str, ...]:
        """Every product that is planned, once."""
        lots = [lot.product for lot in (*self.sequence, *self.heijunka)]
        orders = self.orders.orders if self.orders else ()
        return tuple(dict.fromkeys([*lots, *(order.part for order in orders)]))

    def weights(self) -> dict[str, int]:
        """Return how many of each product are planned, all in all or in one round."""
        lots = [(lot.product, lot.parts) for lot in (*self.sequence, *self.heijunka)]
        lots += [(order.part, order.quantity) for order in (self.orders.orders if self.orders else ())]
        return {product: sum(parts for other, parts in lots if other == product) for product, _ in lots}
