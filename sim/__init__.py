"""How the line behaves: the engine on SimPy, exact conveyors, random streams, statistics, checkpoint and fork.

from layouts import load
from sim import simulate

results = simulate(load("line.yaml"), duration=8 * 3600)
print(3600 * results.throughput, "pieces an hour")
"""

import math
from collections.abc import Callable

from layouts.errors import UserError
from layouts.model import Layout
from replay.recorder import Recorder
from sim.checkpoint import Checkpoint
from sim.deadlock import Deadlock
from sim.paranoid import Violation
from sim.results import Results
from sim.simulation import Simulation

__all__ = ["Checkpoint", "Deadlock", "Results", "Simulation", "Violation", "simulate"]


def simulate(
    layout: Layout,
    duration: float | None = None,
    *,
    warm_up: float | None = None,
    seed: int | None = None,
    recorder: Recorder | None = None,
    progress: Callable[[float], None] | None = None,
    paranoid: bool = False,
) -> Results:
    """Run a layout once, from empty, and return its figures over [warm-up, warm-up + duration).

    Times in seconds; what is not given comes from the layout's section `run`. `progress` is called with the time
    reached. `paranoid` holds every invariant after every event (`sim.paranoid`), which takes many times as long.

    Raises:
        Deadlock: when the line gets stuck; its `results` are the figures up to then.
        LayoutError: when the layout has problems that forbid simulating it.
        Violation: when an invariant is broken in a `paranoid` run.
        UserError: when neither the caller nor the layout says how long to run, or a time is not to be run.
    """
    duration = layout.run.duration if duration is None else duration
    warm_up = layout.run.warm_up if warm_up is None else warm_up
    if duration is None:
        raise UserError("how long? Give `run: {for: 8 h}` in the layout, or a duration")
    if not 0 < duration < math.inf or not 0 <= warm_up < math.inf:
        raise UserError(f"found {duration:g} s after a warm-up of {warm_up:g} s, expected a time greater than 0")
    simulation = Simulation(layout, seed, recorder, paranoid=paranoid)
    try:
        if warm_up:
            simulation.run(warm_up, progress)
        simulation.end_warm_up()
        simulation.run(warm_up + duration, progress)
    except Deadlock as deadlock:
        deadlock.results = simulation.results()
        raise
    return simulation.results()
