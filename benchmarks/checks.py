"""How long checking a hall takes as it grows: 500, 1,000 and 2,000 pieces in the same density, in turns.

Every block of the hall has a machine with its belts, a rack, a bench, a column and a cabinet; in one block of ten the
cabinet stands in the rack. The hall grows in both directions, and each has an aisle along it. Times are CPU seconds,
the best of some repetitions; the models are built before, since equal ones are built once however many there are.

    python -m benchmarks.checks [--repetitions N] [--json]
"""

import argparse
import itertools
import json
import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from time import process_time
from typing import Any

from geometry.checks.findings import findings
from geometry.scene import Scene, scene_of
from layouts.model import Layout
from layouts.reading import layout_of

SIZES = (500, 1000, 2000)
REPETITIONS = 5
BLOCK = (9.0, 7.0)
"""Length and width of a block, metres."""
EVERY = 10
PIECES = """\
  in{n}: {{kind: source, at: [{a}, {y}]}}
  c{n}: {{kind: conveyor, speed: 12 m/min}}
  m{n}: {{kind: machine, at: [{b}, {y}], cycle: 9 s}}
  d{n}: {{kind: conveyor, speed: 12 m/min}}
  out{n}: {{kind: sink, at: [{c}, {y}]}}
  r{n}: {{kind: buffer, at: [{a}, {z}], capacity: 8}}
  w{n}: {{kind: workplace, at: [{b}, {z}], turn: 180, manual: 20 s}}
  k{n}: {{kind: column, at: [{c}, {z}]}}
  x{n}: {{kind: object, at: [{x}, {z}], size: 0.8 x 0.6 x 1 m}}
"""
A_BLOCK = 9


@dataclass
class Hall:
    """A hall of so many pieces, and the CPU seconds that checking it took each time."""

    pieces: int
    layout: Layout
    scene: Scene
    found: int = 0
    seconds: list[float] = field(default_factory=list)

    def measure(self) -> None:
        """Check it once."""
        begun = process_time()
        self.found = len(findings(self.layout, self.scene))
        self.seconds.append(process_time() - begun)

    @property
    def best(self) -> float:
        """The least time."""
        return min(self.seconds)


def hall(pieces: int) -> Hall:
    """Build a hall of about so many pieces, as square as its blocks allow."""
    blocks = round(pieces / A_BLOCK)
    columns = max(1, round(math.sqrt(blocks * BLOCK[1] / BLOCK[0])))
    lines, flow = ["linewright: 1", "equipment:"], ["flow:"]
    for number in range(blocks):
        row, column = divmod(number, columns)
        left, front = column * BLOCK[0], row * BLOCK[1]
        at = {"a": left + 1, "b": left + 4, "c": left + 7, "y": front + 2, "z": front + 5.6}
        x = left + 1.2 if number % EVERY == 0 else left + 2.4
        lines.append(PIECES.format(n=number, x=round(x, 3), **at).rstrip())
        flow.append(f"  - in{number} -> c{number} -> m{number} -> d{number} -> out{number}")
    aisle = f"aisles: {{main: {{path: [[0, 0.4], [{columns * BLOCK[0]}, 0.4]], width: 1.2 m}}}}"
    layout = layout_of("\n".join([*lines, *flow, aisle, ""]))
    assert layout is not None
    return Hall(blocks * A_BLOCK, layout, scene_of(layout))


def measure(halls: Sequence[Hall], repetitions: int) -> None:
    """Check all halls in turns; the first round only warms up."""
    for repetition in range(repetitions + 1):
        for one in halls:
            one.measure()
            if not repetition:
                one.seconds.clear()


def growth(small: Hall, large: Hall) -> tuple[float, float]:
    """Return how many times as long the larger hall takes, and how many times n log n grows."""
    orders = [one.pieces * math.log(one.pieces) for one in (small, large)]
    return large.best / small.best, orders[1] / orders[0]


def figures(halls: Sequence[Hall]) -> dict[str, Any]:
    """Return everything as one object."""
    steps = [growth(a, b) for a, b in itertools.pairwise(halls)]
    return {
        "halls": [{"pieces": one.pieces, "seconds": one.best, "findings": one.found} for one in halls],
        "grown": [{"times_as_long": took, "n_log_n": order} for took, order in steps],
    }


def table(halls: Sequence[Hall]) -> str:
    """Return a line for each hall."""
    lines = ["pieces  seconds  ms a piece  findings  times as long  n log n grows"]
    for number, one in enumerate(halls):
        line = f"{one.pieces:6,}{one.best:9.2f}{1000 * one.best / one.pieces:12.2f}{one.found:10}"
        if number:
            took, order = growth(halls[number - 1], one)
            line += f"{took:15.2f}{order:15.2f}"
        lines.append(line)
    return "\n".join(lines)


def main() -> None:
    """Print the table, or one object."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--json", action="store_true", help="print one object of figures")
    parser.add_argument("--repetitions", type=int, default=REPETITIONS, help="measurements of each hall")
    arguments = parser.parse_args()
    halls = [hall(size) for size in SIZES]
    measure(halls, arguments.repetitions)
    print(json.dumps(figures(halls)) if arguments.json else table(halls))


if __name__ == "__main__":
    main()
