"""The figures of a run: what `simulate --json` prints (DOMAIN words), and what reports and windows show."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from layouts.kinds import Conveyor, Passage
from layouts.net_time import takt_of
from layouts.station import Station
from replay.states import State
from sim.carriers import CarrierFigures
from sim.constraint import Constraint, constraint_of, line_oee
from sim.costs import CostFigures, EnergyFigures, costs_of, energy_by_state, energy_of
from sim.jam import Jam
from sim.oee import Oee, oee_of, planned_states
from sim.orders import OrderFigures
from sim.people_figures import PeopleFigures, people_of
from sim.shift_figures import ShiftFigures, shifts_of
from sim.statistics import Histogram

if TYPE_CHECKING:
    from sim.line import Line

FORMAT = 1
"""Version of the JSON form."""

Figures = Any
"""Numbers in lists and mappings that grow with time, so that the difference of two is what happened between."""


@dataclass(frozen=True)
class Share:
    """States as fractions of elapsed and of planned time; each adds up to 1."""

    elapsed: Mapping[State, float]
    planned: Mapping[State, float]


@dataclass(frozen=True)
class EquipmentFigures:
    """What one piece of equipment did.

    `completed` counts every operation finished, `good` those that ended neither failed nor scrapped, `reworked` those
    on parts that came again after a failure. `failures` gives number and seconds by failure, `changeovers` likewise,
    `first_pass_yield` the share of good ones among first operations where they can end otherwise, `lost` the parts
    that found no room at a source. `minor_stops` are those failures that were over before the limit, `upkeep` is what
    was done by maintenance and changes of tools.
    """

    completed: int
    good: int
    scrapped: int
    states: Share | None
    oee: Oee | None
    failures: Mapping[str, tuple[int, float]]
    lost: int = 0
    reworked: int = 0
    changeovers: tuple[int, float] = (0, 0.0)
    first_pass_yield: float | None = None
    minor_stops: Mapping[str, tuple[int, float]] = field(default_factory=dict)
    upkeep: Mapping[str, tuple[int, float]] = field(default_factory=dict)
    stations: Mapping[str, tuple[int, float]] = field(default_factory=dict)
    """Of a line of stations in one machine: how often each held up the others, and for how many seconds."""
    energy: Mapping[State, float] | None = None
    """Kilowatt-hours used in each state; None where the layout says no power."""


@dataclass(frozen=True)
class BufferFigures:
    """Parts in a buffer or on a conveyor: mean over time, greatest, fraction of time full and empty."""

    mean: float
    max: int
    full: float
    empty: float


@dataclass(frozen=True)
class LeadTime:
    """Time from coming in to going out, seconds; None before the first part is out."""

    mean: float | None
    p50: float | None
    p95: float | None


@dataclass(frozen=True)
class Parts:
    """Parts counted from time 0: came in + made = out + inside + scrapped + used; `lost` apart.

    `made` are those that another was taken apart into, `used` those built into another or taken apart, `reworked` the
    good ones that had failed a test. A part that stands for several pieces counts as these.
    """

    came_in: int
    out: int
    good: int
    scrapped: int
    inside: int
    lost: int
    made: int = 0
    reworked: int = 0
    used: int = 0


@dataclass(frozen=True)
class ProductFigures:
    """Parts of one product counted from time 0, and its lead time after the warm-up."""

    came_in: int
    good: int
    scrapped: int
    lead_time: LeadTime
    reworked: int = 0


@dataclass(frozen=True)
class Results:
    """The figures of one run over [warm-up, warm-up + time), started empty.

    `throughput` is per second of elapsed time; `planned_time` is what the calendar plans of it, `starts` the moment of
    simulated time 0 (ISO 8601), `shifts` the shifts in it, `deadlock` the ring in which the line got stuck.
    """

    layout_sha256: str
    seed: int
    time: float
    warm_up: float
    parts: Parts
    throughput: float
    first_out: float | None
    takt: float | None
    oee: float | None
    constraint: Constraint | None
    wip_mean: float
    wip_max: int
    lead_time: LeadTime
    products: Mapping[str, ProductFigures]
    equipment: Mapping[str, EquipmentFigures]
    buffers: Mapping[str, BufferFigures]
    warnings: tuple[str, ...] = ()
    first_pass_yield: float | None = None
    orders: OrderFigures | None = None
    planned: float | None = None
    starts: str | None = None
    shifts: tuple[ShiftFigures, ...] = ()
    carriers: Mapping[str, CarrierFigures] = field(default_factory=dict)
    people: Mapping[str, PeopleFigures] = field(default_factory=dict)
    deadlock: Jam | None = None
    energy: EnergyFigures | None = None
    costs: CostFigures | None = None

    @property
    def planned_time(self) -> float:
        """Elapsed time less breaks and off shift, seconds."""
        return self.time if self.planned is None else self.planned

    @property
    def planned_throughput(self) -> float:
        """Parts out per second of planned time; of elapsed time where nothing was planned."""
        return self.throughput * self.time / self.planned_time if self.planned_time else self.throughput

    @property
    def demand_met(self) -> bool | None:
        """Whether parts left at least as often as the takt asks; None without a demand."""
        return None if self.takt is None else self.planned_throughput * self.takt >= 1 - 1e-9

    def to_json_object(self) -> dict[str, Any]:
        """Return the object that `simulate --json` prints; None where not known."""
        shifts = [shift.to_json_object() for shift in self.shifts]
        return {
            "format": FORMAT,
            "layout_sha256": self.layout_sha256,
            "seed": self.seed,
            "replications": 1,
            "starts": self.starts,
            "time_s": self.time,
            "planned_time_s": self.planned_time,
            "warm_up_s": self.warm_up,
            "parts": _parts(self.parts),
            "throughput_per_hour": {"elapsed": 3600 * self.throughput, "planned": 3600 * self.planned_throughput},
            "per_shift": shifts or None,
            "takt_s": self.takt,
            "demand_met": self.demand_met,
            "oee": self.oee,
            "constraint": self.constraint and vars(self.constraint),
            "wip": {"mean": self.wip_mean, "max": self.wip_max},
            "lead_time_s": vars(self.lead_time),
            "first_pass_yield": self.first_pass_yield,
            "products": {name: _product(product) for name, product in self.products.items()},
            "equipment": {name: _equipment(equipment) for name, equipment in self.equipment.items()},
            "orders": self.orders and self.orders.to_json_object(),
            "people": {name: people.to_json_object() for name, people in self.people.items()},
            "vehicles": {},
            **({"carriers": {name: vars(each) for name, each in self.carriers.items()}} if self.carriers else {}),
            "buffers": {name: vars(buffer) for name, buffer in self.buffers.items()},
            "energy": self.energy and self.energy.to_json_object(),
            "costs": self.costs and self.costs.to_json_object(),
            "deadlock": self.deadlock and self.deadlock.to_json_object(),
            "warnings": list(self.warnings),
        }


def _parts(parts: Parts) -> dict[str, int]:
    return {
        "in": parts.came_in,
        "made": parts.made,
        "out": parts.out,
        "good": parts.good,
        "reworked": parts.reworked,
        "scrapped": parts.scrapped,
        "used": parts.used,
        "inside": parts.inside,
        "lost": parts.lost,
    }


def _product(product: ProductFigures) -> dict[str, Any]:
    counts = {"in": product.came_in, "good": product.good, "scrapped": product.scrapped}
    return {**counts, "reworked": product.reworked, "lead_time_s": vars(product.lead_time)}


def _equipment(figures: EquipmentFigures) -> dict[str, Any]:
    states, (number, seconds) = figures.states, figures.changeovers
    return {
        "completed": figures.completed,
        "good": figures.good,
        "scrapped": figures.scrapped,
        "reworked": figures.reworked,
        "states": states and {state.word: share for state, share in states.elapsed.items()},
        "states_planned": states and {state.word: share for state, share in states.planned.items()},
        "oee": figures.oee and vars(figures.oee),
        "failures": {name: _failure(figures, name) for name in figures.failures},
        "changeovers": {"count": number, "time_s": seconds},
        "upkeep": {name: {"count": n, "time_s": seconds} for name, (n, seconds) in figures.upkeep.items()},
        **({"stations": {key: _held(*each) for key, each in figures.stations.items()}} if figures.stations else {}),
        "energy_kwh": figures.energy and {state.word: used for state, used in figures.energy.items()},
    }


def _held(number: int, seconds: float) -> dict[str, float]:
    return {"count": number, "time_s": seconds}


def _failure(figures: EquipmentFigures, name: str) -> dict[str, float]:
    (number, down), (minor, minor_down) = figures.failures[name], figures.minor_stops.get(name, (0, 0.0))
    return {"count": number, "down_s": down, "minor_count": minor, "minor_s": minor_down}


def difference(now: Figures, before: Figures) -> Figures:
    """Subtract figures of the same shape; what was not there before counts from nothing."""
    if before is None:
        return now
    if isinstance(now, Mapping):
        return {name: difference(value, before.get(name)) for name, value in now.items()}
    if isinstance(now, list):
        return [difference(value, old) for value, old in zip(now, before, strict=True)]
    return now - before


def figures_of(line: "Line") -> dict[str, Any]:
    """Return everything that grows with time, up to now, as plain values."""
    now = line.clock.now
    area, _, _ = line.inside.figures(now, line.number_inside)
    return {
        "time": now,
        "come": dict(line.come),
        "gone": dict(line.gone),
        "energy": [] if line.meter is None else line.meter.used(),
        "wip": area,
        "carriers": line.carriers.areas(),
        "shifts": {} if line.shift_counts is None else line.shift_counts.figures(),
        "people": {} if line.people is None else line.people.figures(),
        "components": {name: component.figures() for name, component in line.components.items()},
    }


def results_of(
    line: "Line",
    layout_sha256: str,
    marks: Mapping[str, Any] | None,
    warnings: tuple[str, ...] = (),
    deadlock: Jam | None = None,
) -> Results:
    """Work out the figures of a run; `marks` are the figures at the end of the warm-up, `warnings` the layout's."""
    window = difference(figures_of(line), marks)
    time = window["time"]
    equipment = {name: _figures(line, name, figures, time) for name, figures in window["components"].items()}
    out = _pieces(line, window["gone"])
    carried = {
        name: equipment[name].completed for name, item in line.layout.equipment.items() if isinstance(item, Conveyor)
    }
    began = line.clock.now - time
    planned = time if line.calendar is None else line.calendar.planned_seconds(began, line.clock.now)
    energy = energy_of(line, equipment, window["energy"], out)
    constraint = constraint_of(line, _active(line, equipment), carried, planned)
    takt = takt_of(line.layout)
    return Results(
        layout_sha256=layout_sha256,
        seed=line.seed,
        time=time,
        warm_up=began,
        parts=parts_of(line),
        throughput=out / time if time else 0.0,
        first_out=line.first_out,
        takt=takt,
        oee=line_oee(line.layout, line.looks.catalogue, constraint, window["gone"], planned),
        constraint=constraint,
        wip_mean=window["wip"] / time if time else 0.0,
        wip_max=line.inside.most,
        lead_time=_lead_time(line.lead_time),
        products=_products(line),
        equipment=equipment,
        buffers={
            name: _buffer(window["components"][name]["level"], component.level.most, time)
            for name, component in line.components.items()
            if component.level is not None
        },
        warnings=warnings,
        first_pass_yield=_rolled_yield(equipment),
        orders=None if line.orders is None else line.orders.figures(line.clock.now),
        planned=planned,
        starts=_starts(line),
        shifts=shifts_of(line, window["shifts"], began, takt),
        carriers=line.carriers.figures(window["carriers"], time),
        people=people_of(window["people"]),
        deadlock=deadlock,
        energy=energy,
        costs=costs_of(line, window, planned, energy, out),
    )


def _starts(line: "Line") -> str | None:
    """Return the moment of simulated time 0, where the layout says it."""
    calendar = line.layout.calendar
    return None if calendar is None or calendar.starts is None else calendar.starts.local.isoformat()


def parts_of(line: "Line") -> Parts:
    """Count the parts since time 0."""
    pieces = {name: _pieces(line, counter) for name, counter in line.counters.items()}
    return Parts(
        came_in=pieces["come"],
        out=pieces["gone"],
        good=pieces["gone"],
        scrapped=pieces["scrapped"],
        inside=line.number_inside,
        lost=line.lost,
        made=pieces["made"],
        reworked=pieces["reworked"],
        used=pieces["used"],
    )


def _pieces(line: "Line", numbers: Mapping[str, int]) -> int:
    """Return how many pieces so many parts by product, or `product:visit`, are."""
    return sum(line.pieces.get(key.partition(":")[0], 1) * number for key, number in numbers.items())


def _products(line: "Line") -> dict[str, ProductFigures]:
    several = len(line.lead_times) > 1
    return {
        name: ProductFigures(
            came_in=product.of * line.come[name],
            good=product.of * line.gone[name],
            scrapped=product.of * line.scrapped[name],
            lead_time=_lead_time(line.lead_times[name] if several else line.lead_time),
            reworked=product.of * line.reworked[name],
        )
        for name, product in line.products.items()
    }


def _lead_time(histogram: Histogram) -> LeadTime:
    return LeadTime(histogram.mean, histogram.quantile(0.5), histogram.quantile(0.95))


def _buffer(level: list[float], most: int, time: float) -> BufferFigures:
    area, full, empty = level
    return BufferFigures(area / time, most, full / time, empty / time) if time else BufferFigures(0.0, most, 0.0, 0.0)


def _figures(line: "Line", name: str, figures: Mapping[str, Any], time: float) -> EquipmentFigures:
    equipment, operations = line.layout.equipment[name], figures.get("by_product")
    completed = figures["completed"] if operations is None else _pieces(line, operations)
    number, seconds = figures.get("changeovers", (0, 0.0))
    planned, busy = _planned(figures, time)
    station = equipment if isinstance(equipment, Station) else None
    return EquipmentFigures(
        completed=completed,
        good=completed - _pieces(line, figures.get("bad", {})),
        scrapped=figures.get("scrapped", 0),
        states=Share(_shares(figures["states"], time), _shares(planned, busy)) if planned and time else None,
        oee=None if station is None or operations is None else oee_of(station, figures, planned, busy),
        failures={name: (int(each[0]), each[1]) for name, each in figures.get("failures", {}).items()},
        minor_stops={name: (int(each[2]), each[3]) for name, each in figures.get("failures", {}).items()},
        upkeep={name: (int(each[0]), each[1]) for name, each in figures.get("upkeep", {}).items()},
        stations={name: (int(each[0]), each[1]) for name, each in figures.get("stations", {}).items()},
        energy=energy_by_state(line.layout, name, figures.get("states")),
        lost=figures.get("lost", 0),
        reworked=_pieces(line, figures.get("reworked", {})),
        changeovers=(int(number), seconds),
        first_pass_yield=_first_pass_yield(*figures.get("first", (0, 0))),
    )


def _shares(seconds: Sequence[float], whole: float) -> dict[State, float]:
    """Return the seconds in each state as fractions of the whole; 0 where there is none."""
    return {state: seconds[state] / whole if whole else 0.0 for state in State}


def _planned(figures: Mapping[str, Any], time: float) -> tuple[Sequence[float], float]:
    """Return the seconds in each state of planned busy time, and all of it."""
    if not figures.get("states"):
        return (), time
    states = planned_states(figures)
    all_planned = "outside" not in figures and not figures["states"][State.MAINTENANCE]
    return states, time if all_planned else math.fsum(states)


def _first_pass_yield(number: int, good: int) -> float | None:
    return good / number if number else None


def _rolled_yield(equipment: Mapping[str, EquipmentFigures]) -> float | None:
    """Return the share of parts that go through all stations well the first time; None where none can fail."""
    yields = [item.first_pass_yield for item in equipment.values() if item.first_pass_yield is not None]
    return math.prod(yields) if yields else None


def _active(line: "Line", equipment: Mapping[str, EquipmentFigures]) -> dict[str, float]:
    """The share of planned time in which each station was neither starved nor blocked."""
    return {
        name: 1
        - figures.states.planned[State.STARVED]
        - figures.states.planned[State.BLOCKED]
        - _idle(line, name, figures)
        for name, figures in equipment.items()
        if figures.states is not None and figures.oee is not None and figures.completed
    }


def _idle(line: "Line", name: str, figures: EquipmentFigures) -> float:
    """The share of planned time in which parts rode through a machine with gaps between them: it could do more."""
    if not isinstance(line.layout.equipment[name], Passage) or figures.states is None or figures.oee is None:
        return 0.0
    return figures.states.planned[State.WORKING] * max(0.0, 1 - (figures.oee.effectiveness or 0.0))
