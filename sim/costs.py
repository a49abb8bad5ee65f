"""What a run has used and cost: energy by state, and money by what it was spent on, an hour and a part."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from layouts.costs import STATES, power_in
from layouts.model import Layout
from replay.states import State
from sim.energy import JOULES
from sim.persons import Activity

if TYPE_CHECKING:
    from sim.line import Line
    from sim.results import EquipmentFigures

HOUR = 3600.0


@dataclass(frozen=True)
class EnergyFigures:
    """Kilowatt-hours used in the time that the figures cover: in all, by equipment, and by price where that changes."""

    total: float
    equipment: Mapping[str, float]
    per_part: float | None
    by_price: tuple[tuple[float, float], ...] = ()
    """(price of a kilowatt-hour, kilowatt-hours used at it) in the order of the tariff."""

    def to_json_object(self) -> dict[str, Any]:
        """Return the figures as `simulate --json` prints them."""
        return {
            "kwh": self.total,
            "kwh_per_part": self.per_part,
            "equipment": dict(self.equipment),
            "by_price": [{"price": price, "kwh": used} for price, used in self.by_price],
        }


@dataclass(frozen=True)
class CostFigures:
    """Money spent in the time that the figures cover, by what it was spent on; and a good piece, and an hour of it."""

    currency: str | None
    equipment: float
    operations: float
    people: float
    material: float
    energy: float
    overheads: float
    per_part: float | None
    per_hour: float | None

    @property
    def total(self) -> float:
        """All of it."""
        return math.fsum(self.sorts().values())

    def sorts(self) -> dict[str, float]:
        """Return the amounts by what they were spent on."""
        names = ("equipment", "operations", "people", "material", "energy", "overheads")
        return {name: getattr(self, name) for name in names}

    def to_json_object(self) -> dict[str, Any]:
        """Return the figures as `simulate --json` prints them."""
        rates = {"per_part": self.per_part, "per_hour": self.per_hour}
        return {"currency": self.currency, **self.sorts(), "total": self.total, **rates}


def energy_by_state(layout: Layout, name: str, seconds: Sequence[float] | None) -> dict[State, float] | None:
    """Return the kilowatt-hours that equipment used in each state, of seconds in each; None where it has no power."""
    power = getattr(layout.equipment[name], "power", None)
    if power is None or seconds is None:
        return None
    return {state: power_in(power, STATES[state]) * seconds[state] / JOULES for state in State}


def energy_of(
    line: "Line", figures: "Mapping[str, EquipmentFigures]", used: list[float], good: int
) -> EnergyFigures | None:
    """Return the energy of a run; `used` are the joules by price."""
    equipment = {name: math.fsum(each.energy.values()) for name, each in figures.items() if each.energy is not None}
    if not equipment:
        return None
    total = math.fsum(equipment.values())
    prices = () if line.meter is None else zip(line.meter.prices, (each / JOULES for each in used), strict=True)
    return EnergyFigures(total, equipment, total / good if good else None, tuple(prices))


def costs_of(
    line: "Line", window: Mapping[str, Any], planned: float, energy: EnergyFigures | None, good: int
) -> CostFigures | None:
    """Return the costs of a run; None where nothing has a price."""
    layout, costs, hours = line.layout, line.layout.costs, planned / HOUR
    if not _has_prices(layout):
        return None
    figures = {
        "equipment": math.fsum(_field(item, "cost_per_hour") * hours for item in layout.equipment.values()),
        "operations": math.fsum(
            _field(layout.equipment[name], "cost_per_part") * sum(each.get("by_product", {}).values())
            for name, each in window["components"].items()
        ),
        "people": math.fsum(
            post.cost_per_hour * _paid(window["people"].get(key, ())) / HOUR for key, post in layout.people.items()
        ),
        "material": math.fsum(_material(line, name, number) for name, number in window["come"].items()),
        "energy": 0.0 if energy is None else math.fsum(price * used for price, used in energy.by_price),
        "overheads": 0.0 if costs is None else costs.per_hour * hours,
    }
    total = math.fsum(figures.values())
    currency = None if costs is None else costs.currency
    each, hourly = (total / good if good else None), (total / hours if hours else None)
    return CostFigures(currency, **figures, per_part=each, per_hour=hourly)


def _material(line: "Line", name: str, number: int) -> float:
    """Return what so many parts cost that came into the line."""
    return _field(line.looks.catalogue.get(name), "cost") * line.pieces.get(name, 1) * number


def _field(item: object, name: str) -> float:
    return float(getattr(item, name, 0.0))


def _paid(seconds: Sequence[float]) -> float:
    """Return the person-seconds in which people of a post were there."""
    return math.fsum(time for activity, time in zip(Activity, seconds, strict=False) if activity is not Activity.OFF)


def _has_prices(layout: Layout) -> bool:
    fields = ("cost_per_hour", "cost_per_part", "cost")
    items = (*layout.equipment.values(), *layout.people.values(), *layout.products.values(), *layout.parts.values())
    return layout.costs is not None or any(_field(item, name) for item in items for name in fields)
