"""What running a line costs: power by state, prices by hour and part, a tariff that may change over the day.

Amounts of money are numbers in one currency, which the section `costs` names.
"""

from collections.abc import Mapping
from typing import Annotated, Any

from pydantic import AfterValidator, Discriminator, Field, Tag
from pydantic.dataclasses import dataclass

from layouts.conditions import CONDITIONS
from layouts.equipment import CONFIG
from layouts.errors import Code, fault
from layouts.quantities import Dimension, Dimensioned, parse
from layouts.table import Table

STATES = tuple(CONDITIONS)
"""The words of the states of equipment."""
OTHER = "other"
"""Stands for every state that a table does not name."""

Watts = Annotated[float, Dimensioned(Dimension.POWER, at_least=0.0)]
Money = Annotated[float, Dimensioned(Dimension.MONEY, at_least=0.0)]


def _states(powers: Table[float]) -> Table[float]:
    """Refuse words that are no states.

    Raises:
        PydanticCustomError: where one of them is none.
    """
    for word in powers:
        if word not in (*STATES, OTHER):
            raise fault(Code.FORM, repr(word), f"states: {', '.join(STATES)}, or {OTHER} for the rest")
    return powers


def _times(prices: Table[float]) -> Table[float]:
    """Read the keys of a tariff: times of the day in order, the first one 0 h.

    Raises:
        PydanticCustomError: where they are not.
    """
    begins = [parse(text, Dimension.TIME) for text in prices]
    if begins[0] or begins != sorted(set(begins)) or begins[-1] >= 86_400:
        raise fault(Code.FORM, ", ".join(prices), "times of the day in order, from 0 h on: {0 h: 0.19, 6 h: 0.31}")
    return prices


def _form(value: Any) -> str:
    return _TABLE if isinstance(value, Mapping) and "value" not in value else _ONE


_ONE, _TABLE = "<one>", "<table>"

PowerByState = Table[Watts]
Power = Annotated[
    Annotated[Watts, Tag(_ONE)] | Annotated[PowerByState, AfterValidator(_states), Tag(_TABLE)], Discriminator(_form)
]
"""Power while working, or by state: `{working: 12 kW, blocked: 4 kW, other: 1 kW}`."""

PriceOverTheDay = Table[Money]
Tariff = Annotated[
    Annotated[Money, Tag(_ONE)] | Annotated[PriceOverTheDay, AfterValidator(_times), Tag(_TABLE)], Discriminator(_form)
]
"""Price of a kilowatt-hour, or from which time of the day on which price holds: `{0 h: 0.19, 6 h: 0.31}`."""


@dataclass(frozen=True, kw_only=True, config=CONFIG)
class Costs:
    """What the line as a whole costs, and in which currency all amounts of the file are."""

    currency: str | None = Field(default=None, description="the currency of all amounts, such as EUR")
    energy: Tariff | None = Field(
        default=None,
        description="price of a kilowatt-hour, or from which time of the day on which: {0 h: 0.19, 6 h: 0.31}",
    )
    per_hour: Money = Field(default=0.0, description="overheads of the line, an hour of planned time")


def power_in(power: float | Table[float] | None, state: str) -> float:
    """Return the power in a state, watts: a single value is that while working."""
    if power is None:
        return 0.0
    if not isinstance(power, Table):
        return float(power) if state == STATES[0] else 0.0
    return float(power.get(state, power.get(OTHER, 0.0)))
