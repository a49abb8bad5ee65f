"""How contestants are compared: in turns, each repetition of all before the next, and what comes of it.

What counts is the ratio, because speeds change with the machine and its other work: best against best, and beside it
the median and the extremes of the ratios of the single repetitions, in which both ran right after each other.
"""

from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from statistics import median
from typing import Self

Run = Callable[[], float]
"""Runs once and returns the speed: operations a CPU second."""


@dataclass(frozen=True)
class Ratio:
    """How many times faster we are than another contestant."""

    best: float
    """Our fastest repetition against its fastest."""
    median: float
    """Of the ratios of the repetitions, and so are the others."""
    least: float
    greatest: float

    @classmethod
    def of(cls, ours: list[float], others: list[float]) -> Self:
        """Compare the speeds of two contestants, repetition by repetition."""
        pairs = [our / other for our, other in zip(ours, others, strict=True)]
        return cls(max(ours) / max(others), median(pairs), min(pairs), max(pairs))

    def __str__(self) -> str:
        return f"{self.best:.2f} x ({self.median:.2f}, {self.least:.2f} to {self.greatest:.2f})"


@dataclass(frozen=True)
class Contest:
    """The speeds of each contestant in each repetition; the first contestant is ours."""

    name: str
    speeds: dict[str, list[float]]

    @classmethod
    def held(cls, name: str, runs: Mapping[str, Run], repetitions: int) -> Self:
        """Let all run in turns."""
        speeds: dict[str, list[float]] = {contestant: [] for contestant in runs}
        for _ in range(repetitions):
            for contestant, run in runs.items():
                speeds[contestant].append(run())
        return cls(name, speeds)

    def ratios(self) -> dict[str, Ratio]:
        """Return how many times faster we are than each of the others."""
        (_, ours), *others = self.speeds.items()
        return {name: Ratio.of(ours, speeds) for name, speeds in others}

    def to_json_object(self) -> dict[str, dict[str, float]]:
        """Return each contestant's best and median speed and, of the others, our ratio to it."""
        ratios = {name: asdict(ratio) for name, ratio in self.ratios().items()}
        return {
            name: {"best_speed": max(speeds), "median_speed": median(speeds), **ratios.get(name, {})}
            for name, speeds in self.speeds.items()
        }

    def table(self) -> str:
        """Return a line for each contestant."""
        ratios = self.ratios()
        lines = [f"{self.name}\n  {'operations a CPU second':24}{'best':>12}{'median':>12}   Linewright is faster by"]
        for name, speeds in self.speeds.items():
            ratio = f"   {ratios[name]}" if name in ratios else ""
            lines.append(f"  {name:24}{max(speeds):12,.0f}{median(speeds):12,.0f}{ratio}")
        return "\n".join(lines)
