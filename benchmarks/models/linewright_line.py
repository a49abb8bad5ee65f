"""The tandem queue as a layout: a source, ten machines with a buffer before each, a sink."""

from benchmarks.engine import SEED, line
from benchmarks.models.task import ARRIVALS, Figures, Task, perform
from replay.states import State
from sim import Simulation

LAYOUT = line(None, ARRIVALS)


def model(task: Task) -> Figures:
    """Run the layout; given times have to be those that its streams draw, see `benchmarks.tandem.given`."""
    simulation = Simulation(LAYOUT, seed=SEED)
    simulation.run(task.horizon)
    results = simulation.results()
    working = [e.states.elapsed[State.WORKING] for e in results.equipment.values() if e.oee and e.states]
    return Figures(results.parts.out, results.lead_time.mean or 0.0, working)


if __name__ == "__main__":
    perform(model)
