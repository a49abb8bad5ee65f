"""What holds a line back, and how well the line does by it."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from layouts.kinds import Conveyor
from layouts.model import Layout, Product
from layouts.station import Station
from sim.oee import ideal_time

if TYPE_CHECKING:
    from sim.line import Line


@dataclass(frozen=True)
class Constraint:
    """The equipment that held the line back, and why it is thought so."""

    equipment: str
    reason: str


def constraint_of(
    line: "Line", active: Mapping[str, float], carried: Mapping[str, int], time: float
) -> Constraint | None:
    """Choose the station that was longest active, or a conveyor that was nearer to its limit; None where nothing moved.

    `active` is the share of time in which each station was neither starved nor blocked (after Roser, Nakano, Tanaka,
    2001), `carried` how many parts each conveyor passed on in `time` seconds.
    """
    full = {name: _fullness(line, name, number, time) for name, number in carried.items()}
    shares = {**full, **active}
    name = max(shares, key=shares.__getitem__, default=None)
    if name is None or shares[name] <= 0:
        return None
    if name in active:
        return Constraint(name, f"neither starved nor blocked for {100 * shares[name]:.1f} % of the time")
    return Constraint(name, f"carried {100 * shares[name]:.1f} % of the parts that its speed and gap allow")


def _fullness(line: "Line", name: str, carried: int, time: float) -> float:
    """Parts carried over parts that speed and gap allow, for parts of the mean length."""
    conveyor = line.layout.equipment[name]
    come = sum(line.come.values())
    if not isinstance(conveyor, Conveyor) or not conveyor.speed or not time or not come:
        return 0.0
    length = math.fsum(line.looks.catalogue[product].size.length * n for product, n in line.come.items()) / come
    return carried * running_pitch(conveyor, length) / (conveyor.speed * time)


def running_pitch(conveyor: Conveyor, length: float) -> float:
    """Return the least distance from front to front of running parts of a length, metres."""
    return length + max(conveyor.gap, conveyor.standing_gap)


def line_oee(
    layout: Layout, products: Mapping[str, Product], constraint: Constraint | None, good: Mapping[str, int], time: float
) -> float | None:
    """Ideal cycle of the constraint x good parts of the line / planned time, product by product."""
    if constraint is None or not time:
        return None
    equipment = layout.equipment[constraint.equipment]
    if isinstance(equipment, Station):
        return math.fsum(ideal_time(equipment, product) * number for product, number in good.items()) / time
    if not isinstance(equipment, Conveyor) or not equipment.speed:
        return None
    way = math.fsum(running_pitch(equipment, products[product].size.length) * n for product, n in good.items())
    return way / (equipment.speed * time)
