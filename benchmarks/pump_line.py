"""What is lost by leaving things out: the coolant pump line as it is, and in seven variants that plans often show.

Each variant runs ten times, ten days after one of warming up, with the same seeds, in worker processes. Beside it
stands what another model of the same line has found. Some ten minutes on two cores.

    python -m benchmarks.pump_line [--replications N] [--only WORDS] [--json]
"""

import argparse
import json
import math
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from layouts import load
from layouts.distributions import Distribution, Exponential
from layouts.equipment import Equipment
from layouts.examples import example
from layouts.kinds import Machine
from layouts.model import Layout
from layouts.people import Post
from layouts.station import Station
from layouts.table import Table
from studies.estimate import Estimate
from studies.measures import Measure
from studies.replication import replicate
from studies.workers import Processes, Workers

Change = Callable[[Layout], Layout]
TimesOf = Distribution | Table[Distribution] | None


@dataclass(frozen=True)
class Expected:
    """What another model has found: good pieces a day, and the half-width of the interval where it gives one."""

    mean: float
    half_width: float = 8.0


@dataclass(frozen=True)
class Variant:
    """The line with one thing changed."""

    name: str
    change: Change
    expected: Expected


@dataclass(frozen=True)
class Found:
    """What comes of a variant, good pieces a day."""

    variant: Variant
    output: Estimate

    @property
    def overlap(self) -> bool:
        """Whether both intervals have something in common."""
        half_width, expected = self.output.half_width or math.inf, self.variant.expected
        return abs(self.output.mean - expected.mean) <= half_width + expected.half_width


def with_equipment(layout: Layout, change: Callable[[Equipment], Equipment]) -> Layout:
    """Return the layout with every piece of equipment changed."""
    return replace(layout, equipment=Table({key: change(item) for key, item in layout.equipment.items()}))


def without_exchange(layout: Layout) -> Layout:
    """Leave out the time from part out to next part in position."""
    return with_equipment(layout, lambda item: replace(item, exchange=0.0) if isinstance(item, Station) else item)


def _exponential(times: TimesOf) -> TimesOf:
    if isinstance(times, Table):
        return Table({key: Exponential(mu=time.mean) for key, time in times.items()})
    return times if times is None else Exponential(mu=times.mean)


def with_exponential_cycles(layout: Layout) -> Layout:
    """Let the cycles of machines be exponential, as textbooks have them."""
    return with_equipment(
        layout, lambda item: replace(item, cycle=_exponential(item.cycle)) if isinstance(item, Machine) else item
    )


def with_pallets(count: int) -> Change:
    """Return the change to another number of pallets."""

    def change(layout: Layout) -> Layout:
        pallet = replace(layout.carriers["pallet"], count=count)
        return replace(layout, carriers=Table({**layout.carriers, "pallet": pallet}))

    return change


def with_an_operator_each(layout: Layout) -> Layout:
    """Give the last station an operator of its own."""
    shared = layout.people["A1"]
    apart: dict[str, Post] = {"A1": replace(shared, works=("op10",)), "A3": replace(shared, works=("op70",))}
    return replace(layout, people=Table({**layout.people, **apart}))


VARIANTS = (
    Variant("the line, 28 pallets", lambda layout: layout, Expected(1486, 8)),
    Variant("exchange left out", without_exchange, Expected(1563, 12)),
    Variant("cycles exponential", with_exponential_cycles, Expected(1280, 10)),
    Variant("14 pallets", with_pallets(14), Expected(1363)),
    Variant("20 pallets", with_pallets(20), Expected(1450)),
    Variant("36 pallets", with_pallets(36), Expected(1492)),
    Variant("44 pallets", with_pallets(44), Expected(1506)),
    Variant("an operator each", with_an_operator_each, Expected(1518, 8)),
)


def run(
    variants: Sequence[Variant], replications: int, workers: Workers, base: Change = lambda layout: layout
) -> Iterator[Found]:
    """Run variants one after the other; `base` changes the line before each of them."""
    line = base(load(example("pump_line")))
    for variant in variants:
        output = replicate(variant.change(line), replications, workers=workers).estimate(Measure.OUTPUT_PER_DAY)
        if output is not None:
            yield Found(variant, output)


def row(found: Found, first: Found) -> str:
    """Return a line of the table."""
    output, expected = found.output, found.variant.expected
    half_width = output.half_width or 0.0
    change = 100 * (output.mean / first.output.mean - 1)
    return (
        f"{found.variant.name:<22}{output.mean:7.0f} ± {half_width:3.0f}{change:8.1f} %"
        f"{expected.mean:9.0f} ± {expected.half_width:3.0f}   {'yes' if found.overlap else 'no'}"
    )


HEAD = f"{'Good pieces a day':<22}{'mean ± half-width':>13}{'change':>8}{'other model':>17}   overlap"


def as_json(found: Sequence[Found]) -> Mapping[str, Any]:
    """Return the table as one object."""
    return {
        each.variant.name: {
            "mean": each.output.mean,
            "half_width": each.output.half_width,
            "expected": each.variant.expected.mean,
            "overlap": each.overlap,
        }
        for each in found
    }


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the table."""
    parser = argparse.ArgumentParser(prog="benchmarks.pump_line", description="The pump line in variants.")
    parser.add_argument("--replications", type=int, default=10, metavar="N", help="runs of each variant (10)")
    parser.add_argument("--only", default="", metavar="WORDS", help="the variants whose names hold these words")
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    options = parser.parse_args(arguments)
    chosen = [variant for variant in VARIANTS if options.only in variant.name]
    found: list[Found] = []
    with Processes() as workers:
        for each in run(chosen, options.replications, workers):
            found.append(each)
            if not options.json:
                sys.stdout.write((f"{HEAD}\n" if len(found) == 1 else "") + row(each, found[0]) + "\n")
                sys.stdout.flush()
    if options.json:
        sys.stdout.write(json.dumps(as_json(found), indent=1) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
