"""Continue simulations from checkpoints; as a script in another process: `continuation.py < tasks > endings`."""

import json
import sys
from collections.abc import Sequence
from typing import NamedTuple

from layouts import loads
from sim import Checkpoint, Simulation


class Task(NamedTuple):
    """A layout as a file, a checkpoint of it as JSON, and how far to run."""

    layout: str
    checkpoint: str
    until: float


class Ending(NamedTuple):
    """Results and checkpoint at the end, both as JSON."""

    results: str
    checkpoint: str


def ending(simulation: Simulation, until: float) -> Ending:
    """Run to the end."""
    simulation.run(until)
    return Ending(json.dumps(simulation.results().to_json_object()), simulation.checkpoint().to_json())


def continued(task: Task) -> Ending:
    """Fork from the checkpoint and run to the end."""
    simulation = Simulation(loads(task.layout)).restore(Checkpoint.from_json(task.checkpoint))
    return ending(simulation, task.until)


def main() -> None:
    """Read tasks, write endings."""
    tasks: Sequence[list[str | float]] = json.load(sys.stdin)
    endings = [continued(Task(str(layout), str(text), float(until))) for layout, text, until in tasks]
    json.dump(endings, sys.stdout)


if __name__ == "__main__":
    main()
