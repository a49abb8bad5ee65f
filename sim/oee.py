"""How well a station does: overall equipment effectiveness after ISO 22400-2, and the planned time an item."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from layouts.distributions import Times, time_for
from layouts.kinds import Oven, Packer, Passage, TransferLine
from layouts.station import Station
from layouts.table import Table
from replay.states import State


@dataclass(frozen=True)
class Oee:
    """Overall equipment effectiveness after ISO 22400-2, and with starving and blocking left out (`stand_alone`)."""

    availability: float | None
    effectiveness: float | None
    quality: float | None
    oee: float | None
    stand_alone: float | None


NOT_PLANNED = (State.MAINTENANCE, State.BREAK, State.OFF_SHIFT)
"""States that are not planned busy time."""


def planned_states(figures: Mapping[str, Any]) -> list[float]:
    """Return the seconds in each state within planned busy time: less those outside the calendar, and maintenance."""
    states: list[float] = figures["states"]
    outside = figures.get("outside") or [0.0] * len(states)
    planned = (max(0.0, time - other) for time, other in zip(states, outside, strict=True))
    return [0.0 if State(state) in NOT_PLANNED else time for state, time in enumerate(planned)]


def oee_of(station: Station, figures: Mapping[str, Any], states: Sequence[float], busy_time: float) -> Oee:
    """Return availability = APT / PBT, effectiveness = PRI x PQ / APT, quality = GQ / PQ, and their product.

    `states` are seconds within planned busy time (PBT), `busy_time` all of it. PQ counts every item finished, rework
    passes included, GQ those that ended neither failed nor scrapped.
    """
    bad = figures.get("bad", {})
    times = {key: (ideal_time(station, *_named(key)), number) for key, number in figures["by_product"].items()}
    made = math.fsum(time * number for time, number in times.values())
    good = math.fsum(time * (number - bad.get(key, 0)) for key, (time, number) in times.items())
    working = states[State.WORKING]
    return Oee(
        availability=_ratio(working, busy_time),
        effectiveness=_ratio(made, working),
        quality=_quality(sum(figures["by_product"].values()), sum(bad.values())),
        oee=_ratio(good, busy_time),
        stand_alone=_ratio(good, busy_time - states[State.STARVED] - states[State.BLOCKED]),
    )


def _named(key: str) -> tuple[str, str | None]:
    """Return product and visit of `product` or `product:visit`."""
    product, _, visit = key.partition(":")
    return product, visit or None


def _quality(made: int, bad: int) -> float | None:
    return (made - bad) / made if made else None


def _ratio(part: float, whole: float) -> float | None:
    return part / whole if whole > 0 else None


def ideal_time(station: Station, product: str, visit: str | None = None) -> float:
    """Return the planned run time per item (PRI) of a product on a station, seconds: shared by those made at once."""
    if station.ideal is not None:
        return _mean(station.ideal, product, visit) / station.nests
    if isinstance(station, TransferLine):
        return station.beat + max((_mean(times, product, visit) for times in station.stations.values()), default=0.0)
    if isinstance(station, Passage):
        return station.beat
    cycle = _mean(station.cycle, product, visit)
    if isinstance(station, Packer) and station.pack is not None:
        return station.exchange + cycle / station.pack.parts
    if isinstance(station, Oven):
        return cycle / (station.batch or 1)
    return (_mean(station.manual, product, visit) + cycle) / station.nests


def _mean(times: Times | None, product: str, visit: str | None) -> float:
    named = visit is not None and isinstance(times, Table) and visit in times
    time = None if times is None else time_for(times, visit if named and visit else product)
    return 0.0 if time is None else time.mean
