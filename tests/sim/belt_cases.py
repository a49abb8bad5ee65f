"""Random belts with scripts, the same for the same seed."""

import random
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum

from layouts import loads
from layouts.model import Layout
from tests.sim.plain_belts import Script


class Shape(Enum):
    """How the belts are joined; the value is the flow."""

    ALONE = "feeder_1 -> belt_1 -> gate_1"
    FED_TWICE = "feeder_1 | feeder_2 -> belt_1 -> gate_1"
    TWO = "feeder_1 -> belt_1 -> belt_2 -> gate_1"
    THREE = "feeder_1 -> belt_1 -> belt_2 -> belt_3 -> gate_1"
    MERGE = "feeder_1 -> belt_1 -> belt_3 -> gate_1; feeder_2 -> belt_2 -> belt_3"
    BRANCH = "feeder_1 -> belt_1 -> belt_2 -> gate_1; belt_1 -> belt_3 -> gate_2"

    @property
    def ids(self) -> list[str]:
        """Return the equipment in the order of the flow."""
        words = self.value.replace(";", " ").split()
        return sorted({word for word in words if "_" in word})


@dataclass(frozen=True)
class Case:
    """A layout, its script, how long to run, the instants at which to look, and in how large chunks to record."""

    text: str
    layout: Layout
    script: Script
    until: float
    looks: tuple[float, ...]
    rows_per_chunk: int


PRODUCTS: Mapping[str, float] = {"small": 0.12, "middle": 0.3, "large": 0.47, "huge": 0.8}
"""Lengths in metres by product."""


class Dice:
    """Random parts of a case. With `step` all numbers are multiples of it, so that much happens at the same instant."""

    def __init__(self, seed: str, step: float) -> None:
        self.random = random.Random(seed)
        self.step = step

    def number(self, least: float, most: float) -> float:
        value = self.random.uniform(least, most)
        return round(value / self.step) * self.step if self.step else round(value, 6)

    def spans(self, until: float, on: tuple[float, float], off: tuple[float, float]) -> list[tuple[float, float]]:
        spans, time = [], self.number(0.0, off[1])
        while time < until:
            end = time + max(self.number(*on), self.step or 1e-3)
            spans.append((time, end))
            time = end + max(self.number(*off), self.step or 1e-3)
        return spans

    def opens(self, until: float) -> list[tuple[float, float]]:
        kind = self.random.choice(("always", "seldom", "often", "pulses", "late"))
        if kind == "always":
            return [(0.0, 2 * until)]
        if kind == "late":
            return [(self.number(0.5 * until, 0.9 * until), 2 * until)]
        # A part that comes the very instant in which a gate closes: a matter of the last bit. So they close in between.
        on, off = {"seldom": ((0.5, 6), (4, 20)), "often": ((2, 12), (0.5, 5)), "pulses": ((0.01, 0.3), (0.5, 6))}[kind]
        return [(begin, end + self.step / 3.7) for begin, end in self.spans(until, on, off)]

    def stops(self, until: float) -> list[tuple[float, float]]:
        kind = self.random.choice(("never", "short", "long"))
        if kind == "never":
            return []
        return self.spans(until, *(((0.1, 2), (0.5, 10)) if kind == "short" else ((2, 15), (5, 25))))

    def arrivals(self, until: float) -> list[tuple[float, str]]:
        products = self.random.sample(sorted(PRODUCTS), self.random.randint(1, len(PRODUCTS)))
        mean = self.random.choice((0.3, 1.0, 2.5))
        time = 0.0
        arrivals: list[tuple[float, str]] = []
        while time < 0.8 * until and len(arrivals) < 90:
            time += self.number(0.0, 2 * mean)
            arrivals.append((time, self.random.choice(products)))
        return arrivals

    def belt(self, place: int) -> str:
        length, speed = self.number(1.25, 6.0), self.number(0.25, 1.5)
        gap = self.number(0.0, 0.3)
        queue_gap = gap if self.random.random() < 0.5 else self.number(0.0, 0.3)
        together = self.random.choice(("together", "together", '"no"'))
        path = f"[[0, {place}], [{length}, {place}]]"
        return (
            f"{{kind: conveyor, path: {path}, speed: {speed} m/s, gap: {gap} m, queue_gap: {queue_gap} m, "
            f"accumulates: {together}}}"
        )


def case(shape: Shape, seed: int, step: float = 0.0) -> Case:
    """Make up a case."""
    dice = Dice(f"{shape.name} {seed} {step}", step)
    until = dice.number(40.0, 120.0) + step / 3.7
    text = _text(shape, dice)
    ids = shape.ids
    script = Script(
        arrivals={name: dice.arrivals(until) for name in ids if name.startswith("feeder")},
        opens={name: dice.opens(until) for name in ids if name.startswith("gate")},
        stops={name: dice.stops(until) for name in ids if name.startswith("belt")},
    )
    looks = tuple(sorted(dice.random.uniform(0.0, until) for _ in range(24)))
    return Case(text, loads(text), script, until, looks, dice.random.choice((16, 100, 16384)))


def _text(shape: Shape, dice: Dice) -> str:
    kinds = {"feeder": "{kind: source, at: [0, 0], product: small}", "gate": "{kind: sink, at: [9, 0]}"}
    lengths = {name: dice.step * round(size / dice.step) if dice.step else size for name, size in PRODUCTS.items()}
    lines = ["linewright: 1", "products:"]
    lines += [f"  {name}: {{size: {length * 1000} x 100 x 100 mm}}" for name, length in lengths.items()]
    lines.append("equipment:")
    for place, name in enumerate(shape.ids):
        lines.append(f"  {name}: {kinds.get(name.split('_')[0]) or dice.belt(place)}")
    lines.append("flow:")
    lines += [f"  - {chain}" for chain in shape.value.split("; ")]
    return "\n".join(lines)
